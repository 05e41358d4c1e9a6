import { JSDOM } from 'jsdom';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citations } from '../../data/historic-cases/citations.ts';
import { historicCases } from '../../data/historic-cases/registry.ts';
import { integratedSystems } from '../../data/integrated-systems.ts';
import { caseChart } from '../../server/charts/case-figures.ts';
import { ShimDocument } from '../../server/charts/document.ts';
import { draw, drawNode } from '../../server/charts/draw.ts';
import { serialise } from '../../server/charts/serialise.ts';
import { pageAt, textOf } from '../support/pages.ts';
import { type Served, serveFixture } from '../support/serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFixture();
});
afterAll(() => served.stop());

it('the list names every case and what it rests on', async () => {
  const page = await pageAt(served.app, '/cases');
  for (const { id, title } of historicCases) expect(textOf(page.querySelector(`main a[href="/cases/${id}"]`))).toBe(title);
  expect(textOf(page.querySelector('main'))).toContain('Sources: Ashton 2003; Ham 2007.');
});

it('an unknown case is not found', async () => {
  await request(served.app).get('/cases/nobody').expect(404);
});

describe.each(historicCases.map((one) => [one.id, one] as const))('%s', (id, one) => {
  it('has the table first, a row a figure, then the chart', async () => {
    const page = await pageAt(served.app, `/cases/${id}`);
    const rows = [...page.querySelectorAll('.case-figures tbody tr')];
    expect(rows.map((row) => textOf(row.querySelector('b')))).toEqual(one.figures.map(({ asPublished }) => asPublished));
    const [table, chart] = [page.querySelector('.case-figures'), page.querySelector('svg')];
    expect((table?.compareDocumentPosition(chart as Node) ?? 0) & 4).toBe(4);
  });

  it('leads from every figure to its source, which says what was read', async () => {
    const page = await pageAt(served.app, `/cases/${id}`);
    for (const { citation } of one.figures) {
      expect(page.querySelector(`.case-figures a[href="#source-${citation}"]`)).not.toBeNull();
      expect(textOf(page.getElementById(`source-${citation}`))).toContain(citations[citation].text);
      expect(textOf(page.getElementById(`source-${citation}`))).toContain('was read');
    }
  });

  it('links to an edition only when it is in service', async () => {
    const page = await pageAt(served.app, `/cases/${id}`);
    expect(page.querySelector('main a[href^="/usa"]')).toBeNull();
    expect(page.querySelector('main a[href^="/england/"]')).not.toBeNull();
  });

  it('gives its figures as data, words and numbers apart', async () => {
    const { body } = await request(served.app).get(`/cases/${id}.json`).expect(200);
    expect(body.rows).toHaveLength(one.figures.length);
    for (const [i, row] of body.rows.entries()) {
      const figure = one.figures[i];
      expect(row).toMatchObject({ figure_id: figure?.id, value: figure?.value, qualifier: figure?.qualifier, as_published: figure?.asPublished });
    }
    expect(body.meta.caveats).toEqual(one.doesNotSay);
  });

  it('has a chart that says in words what it shows, drawn as a browser would', () => {
    const chart = caseChart(one);
    const svg = String(draw(chart));
    expect(svg).toContain(one.drawing.description);
    expect(svg).not.toMatch(/<style|\sstyle=|NaN|undefined|null/);
    const expected = drawNode(chart, new JSDOM('').window.document) as unknown as { outerHTML: string };
    expect(serialise(drawNode(chart, new ShimDocument()), 'exact')).toBe(expected.outerHTML);
  });
});

const chartOf = (id: string): Document => {
  const one = historicCases.find((known) => known.id === id);
  if (one === undefined) throw new Error(`no case ${id}`);
  return new JSDOM(String(draw(caseChart(one)))).window.document;
};

it('a figure in words has words and no bar', () => {
  const chart = chartOf('vha-1994-98');
  expect(chart.querySelectorAll('rect')).toHaveLength(3);
  expect(textOf(chart.querySelector('svg'))).toContain('essentially unchanged');
});

it('qualified figures have a dashed edge and the others none', () => {
  const dashed = chartOf('nhs-kaiser-medicare-2000-01').querySelectorAll('g[stroke-dasharray="5,3"] rect');
  expect(dashed).toHaveLength(2);
});

describe('integrated systems', () => {
  it('lists every line with its type, evidence and source', async () => {
    const page = await pageAt(served.app, '/integrated-systems');
    expect(page.querySelectorAll('.evidence tbody tr')).toHaveLength(integratedSystems.length);
    expect(textOf(page.querySelector('main'))).toContain('This list is kept by hand.');
    expect(textOf(page.querySelector('main'))).toContain('CONTRIBUTING.md');
    const california = [...page.querySelectorAll('.evidence tbody tr')].find((row) => textOf(row).includes('H0524'));
    expect(textOf(california)).toContain('Vertical');
    expect(textOf(california)).toContain('not only the north');
  });

  it('puts known types before unknown ones, in each edition', async () => {
    const page = await pageAt(served.app, '/integrated-systems');
    for (const table of page.querySelectorAll('.evidence')) {
      const types = [...table.querySelectorAll('tbody tr')].map((row) => textOf(row.querySelector('td')));
      const order = ['Vertical', 'Virtual', 'Unknown'];
      expect(types).toEqual([...types].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    }
  });

  it('is data too', async () => {
    const { body } = await request(served.app).get('/integrated-systems.json').expect(200);
    expect(body.rows).toContainEqual(expect.objectContaining({ edition: 'usa', id: 'H0630', integration_type: 'virtual', from_year: null }));
  });
});
