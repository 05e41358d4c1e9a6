import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bandMap } from '../../server/charts/band-map.ts';
import { ShimDocument } from '../../server/charts/document.ts';
import { type Chart, draw, drawNode } from '../../server/charts/draw.ts';
import { funnelPlot } from '../../server/charts/funnel.ts';
import { leagueDots } from '../../server/charts/league-dots.ts';
import { outlinesFor } from '../../server/charts/outlines.ts';
import { serialise } from '../../server/charts/serialise.ts';
import { seriesChart } from '../../server/charts/series.ts';
import { selectLeagueTable } from '../../server/queries/league-table.ts';
import { selectSeries } from '../../server/queries/system-measures.ts';
import { type Served, serveFixture } from '../support/serve.ts';

let served: Served;
const charts = new Map<string, () => Chart>();
const words = { title: 'A title with <angle> & "quotes"', description: 'What it shows.' };

beforeAll(async () => {
  served = await serveFixture();
  await served.releases.use('england', async (release) => {
    if (release === null) throw new Error('no fixture');
    const { warehouse, catalogue } = release;
    const question = {
      measure: 'bed-days',
      level: 'sub-icb',
      period: '2019-20',
      definition: 'hospital-use-2018',
      yardstick: 'others',
      market: 'all',
      release: release.id,
    };
    const measure = catalogue.measures.get('bed-days')?.declaration;
    if (measure === undefined) throw new Error('no measure');
    const rows = await selectLeagueTable(warehouse, question, { sort: 'value', declaration: measure });
    const series = await selectSeries(warehouse, { ...question, declaration: measure, id: '01A' });
    const outlines = outlinesFor(catalogue, 'sub-icb');
    charts.set('league-dots', () => leagueDots(rows, words));
    charts.set('funnel', () => funnelPlot(rows, measure, words));
    charts.set('band-map', () => bandMap(outlines, rows, measure, words));
    charts.set('series', () => seriesChart(series, { measure, breaks: measure.breaks, periods: catalogue.periods, ...words }));
  });
});
afterAll(() => served.stop());

describe.each(['league-dots', 'funnel', 'band-map', 'series'])('%s', (name) => {
  const chart = (): Chart => (charts.get(name) as () => Chart)();

  it('is drawn byte for byte as a browser’s document would', () => {
    const browser = new JSDOM('').window.document;
    const expected = drawNode(chart(), browser) as unknown as { outerHTML: string };
    expect(serialise(drawNode(chart(), new ShimDocument()), 'exact')).toBe(expected.outerHTML);
  });

  it('is the same each time, without inline style, with a title and a text alternative', () => {
    const svg = String(draw(chart()));
    expect(String(draw(chart()))).toBe(svg);
    expect(svg).not.toMatch(/<style|\sstyle=|<g [^>]*aria-/);
    const root = new JSDOM(svg).window.document.querySelector('svg');
    expect(root?.getAttribute('role')).toBe('img');
    expect(root?.querySelector(`#${root.getAttribute('aria-labelledby')}`)?.textContent).toBe(words.title);
    expect(root?.querySelector(`#${root.getAttribute('aria-describedby')}`)?.textContent).toBe(words.description);
    expect(svg).not.toMatch(/\d\.\d{3,}/);
    expect(svg).not.toMatch(/NaN|undefined|null/);
  });
});

it('a line is cut at a break', () => {
  const svg = String(draw((charts.get('series') as () => Chart)()));
  expect(svg).toContain('break in series');
});

it('a market type is told by shape as well as by colour', () => {
  const root = new JSDOM(String(draw((charts.get('league-dots') as () => Chart)()))).window.document;
  const shapes = new Set([...root.querySelectorAll('path[fill="#12436D"]')].map((path) => path.getAttribute('d')));
  const others = new Set([...root.querySelectorAll('path[fill="#801650"]')].map((path) => path.getAttribute('d')));
  expect(shapes.size).toBe(1);
  expect(others.size).toBe(1);
  expect(shapes).not.toEqual(others);
});
