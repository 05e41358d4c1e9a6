import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw } from '../../server/charts/draw.ts';
import { type ProfileLine, placeInSpread, profileChart } from '../../server/charts/profile.ts';
import { rankRibbon, rankTicks } from '../../server/charts/rank-ribbon.ts';
import { seriesChart } from '../../server/charts/series.ts';
import { figureCells } from '../../server/formats/cells.ts';
import { sensitivityView } from '../../server/pages/system-periods.ts';
import { trendWords, withTrends } from '../../server/pages/system-trend.ts';
import type { Catalogue } from '../../server/queries/catalogue.ts';
import type { LeagueRow } from '../../server/queries/league-table.ts';
import { alikeOf, type Member } from '../../server/queries/system-analysis.ts';
import { orderLatest } from '../../server/queries/system-measures.ts';
import { toldApart } from '../../stats/tie-bands.ts';
import { special } from '../support/fixture-rows.ts';
import { pageAt, textOf } from '../support/pages.ts';
import { type Served, serveFixture } from '../support/serve.ts';

const path = '/england/systems/01A';
let served: Served;
let catalogue: Catalogue;

beforeAll(async () => {
  served = await serveFixture();
  await served.releases.use('england', async (release) => {
    if (release === null) throw new Error('no fixture');
    catalogue = release.catalogue;
  });
});
afterAll(() => served.stop());

const page = (url: string): Promise<Document> => pageAt(served.app, url);
const dataOf = async (url: string): Promise<{ meta: Record<string, unknown>; rows: LeagueRow[] }> => (await request(served.app).get(url).expect(200)).body;
const declaration = (id: string) => {
  const known = catalogue.measures.get(id)?.declaration;
  if (known === undefined) throw new Error(`no measure ${id}`);
  return known;
};

/** Cells of a row by the words of their column heads. */
function cellsOf(table: Element | null, selector: string): Map<string, string> {
  const heads = [...(table?.querySelectorAll('thead th') ?? [])].map(textOf);
  const cells = [...(table?.querySelector(selector)?.children ?? [])].map(textOf);
  return new Map(heads.map((head, i) => [head, cells[i] ?? '']));
}

describe('the latest figures of a system', () => {
  it('have the largest gap in standard errors first, measures without judgement after the others', async () => {
    const { rows } = await dataOf(`${path}.json`);
    const judged = rows.filter((row) => declaration(row.measure_id).polarity !== 'no-judgement');
    expect(rows.slice(0, judged.length)).toEqual(judged);
    const sizes = judged.map((row) => Math.abs(row.z ?? 0));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThan(0);
    const document = await page(path);
    expect([...document.querySelectorAll('tr[data-measure]')].map((row) => row.getAttribute('data-measure'))).toEqual(rows.map((row) => row.measure_id));
  });

  it('put rows without a test last and keep their order', () => {
    const rows = [null, 2, -3, null, 0].map((z, i) => ({ z, measure_id: 'bed-days', system_id: String(i) }) as LeagueRow);
    const measures = new Map([['bed-days', declaration('bed-days')]]);
    expect(orderLatest(rows, 'gap', measures).map((row) => row.system_id)).toEqual(['2', '1', '4', '0', '3']);
  });

  it('come in every accepted order, and unknown orders and yardsticks are refused', async () => {
    const ids = async (sort: string): Promise<string[]> => (await dataOf(`${path}.json?sort=${sort}`)).rows.map((row) => row.measure_id);
    expect(await ids('domain')).toEqual([...catalogue.measures.keys()]);
    const titles = (await ids('name')).map((id) => declaration(id).shortTitle);
    expect(titles).toEqual(titles.toSorted(new Intl.Collator('en-GB').compare));
    await request(served.app).get(`${path}?sort=size`).expect(400);
    await request(served.app).get(`${path}?yardstick=best`).expect(400);
    await request(served.app).get(`${path}/measures/bed-days?yardstick=best`).expect(400);
  });

  it('link to the other orders and keep the yardstick', async () => {
    const document = await page(`${path}?yardstick=peers&sort=name`);
    const hrefs = [...document.querySelectorAll('.jumps a[href*="#latest"]')].map((link) => link.getAttribute('href'));
    expect(hrefs).toContain(`${path}?yardstick=peers#latest`);
    expect(hrefs).toContain(`${path}?yardstick=peers&sort=domain#latest`);
    expect(textOf(document.querySelector('.jumps a[aria-current]'))).toBe('by name, A to Z');
  });

  it('follow the yardstick in values and words', async () => {
    const seen = new Set<string>();
    for (const yardstick of ['others', 'competitive-others', 'peers']) {
      const row = (await dataOf(`${path}.json?yardstick=${yardstick}`)).rows.find(({ measure_id }) => measure_id === 'bed-days');
      seen.add(`${row?.yardstick_value?.toFixed(3)} ${row?.gap_words}`);
      const cells = cellsOf((await page(`${path}?yardstick=${yardstick}`)).querySelector('table.latest'), 'tr[data-measure="bed-days"]');
      expect(cells.get('What the gap comes to')).toBe(row?.gap_words);
    }
    expect(seen.size).toBe(3);
    // Twelve locations are too few for a regression: the page says so.
    expect(textOf((await page(`${path}?yardstick=adjusted`)).querySelector('table.latest'))).toContain('Too few systems with a value to adjust');
  });

  it('a yardstick for display has no test, and the page says so', async () => {
    const document = await page(`${path}?yardstick=all`);
    expect(textOf(document.querySelector('main'))).toContain('This yardstick is for display');
    expect(textOf(document.querySelector('main'))).toContain('in the order of the list of measures, because this yardstick has no test');
  });

  it.each(['others', 'peers'])('are the same on the page and in JSON, cell by cell: %s', async (yardstick) => {
    const { rows } = await dataOf(`${path}.json?yardstick=${yardstick}`);
    const table = (await page(`${path}?yardstick=${yardstick}`)).querySelector('table.latest');
    expect(rows.length).toBe(4);
    expect(Object.keys(rows[0] ?? {}).slice(-3)).toEqual(['trend', 'trend_rule', 'trend_words']);
    for (const row of rows) {
      const cells = cellsOf(table, `tr[data-measure="${row.measure_id}"]`);
      const printed = figureCells(row, declaration(row.measure_id));
      expect(cells.get('Value (95% interval)')).toBe(`${printed.value} ${printed.interval}`);
      expect(cells.get('Position')).toBe([row.position_words || 'no judgement', printed.limits].filter(Boolean).join(' '));
      expect(cells.get('Rank')).toBe(row.rank_words || 'not ranked');
      expect(cells.get('What the gap comes to')).toBe(row.gap_words);
      expect(cells.get('Since the year before, or trend')).toBe([row.change_words || 'not compared', row.balance_words].filter(Boolean).join(' '));
      expect(cells.get('Period')).toBe(row.period);
    }
  });

  it('show a suppressed latest value as such, and no older one in its place', async () => {
    const row = (await page(`/england/systems/${special.suppressed}`)).querySelector('tr[data-measure="bed-days"]');
    expect(textOf(row)).toContain('withheld by the publisher (small number)');
    expect(textOf(row)).toContain('2019-20');
    expect(row?.querySelector('b')).toBeNull();
  });
});

describe('the profile chart', () => {
  it('has a row for each measure that it says, a description, and words on every marker', async () => {
    const document = await page(path);
    const section = document.querySelector('[aria-labelledby="profile-heading"]');
    const shown = /Shown: (\d+) of (\d+) measures/.exec(textOf(document.querySelector('main')));
    expect(shown?.slice(1)).toEqual(['3', '3']);
    expect(textOf(section?.querySelector('desc'))).toMatch(/on 3 measures: .* The table has every number\./);
    expect([...(section?.querySelectorAll('svg title') ?? [])].filter((title) => title.id === '')).toHaveLength(3);
  });

  it('leaves out a measure without a value', async () => {
    const document = await page(`/england/systems/${special.suppressed}`);
    expect(textOf(document.querySelector('main'))).toContain('Shown: 2 of 2 measures');
    expect(textOf(document.querySelector('[aria-labelledby="profile-heading"] desc'))).not.toContain('Bed days,');
  });

  it('puts the better end to the right whichever way is better', () => {
    const spread = { lowest: 10, highest: 20 };
    expect([10, 15, 20].map((value) => placeInSpread(value, spread, true))).toEqual([0, 0.5, 1]);
    expect([10, 15, 20].map((value) => placeInSpread(value, spread, false))).toEqual([1, 0.5, 0]);
  });

  it('tells outlooks apart by shape alone', () => {
    const line = (outlook: string | null): ProfileLine => ({
      id: String(outlook),
      label: 'A',
      printed: '1',
      words: String(outlook),
      value: 0.5,
      lower: 0.4,
      upper: 0.6,
      yardstick: 0.5,
      middle: [0.25, 0.75],
      outlook,
    });
    const lines = ['far-better', 'better', 'similar', 'worse', 'far-worse', null].map(line);
    const root = new JSDOM(String(draw(profileChart(lines, { title: 'T', description: 'D' })))).window.document;
    const shapes = [...root.querySelectorAll('svg path, svg circle')]
      .filter((node) => node.querySelector('title') !== null)
      .map((node) => [node.nodeName, node.getAttribute('d'), node.getAttribute('transform')?.replace(/translate\([^)]*\)/, ''), fillOf(node)].join());
    expect(shapes).toHaveLength(6);
    expect(new Set(shapes).size).toBe(6);
  });
});

const fillOf = (node: Element): string => node.getAttribute('fill') ?? node.parentElement?.getAttribute('fill') ?? '';

describe('peers of a system', () => {
  it('are ten, nearest first, with links, and a balance of every characteristic', async () => {
    const document = await page(path);
    const rows = [...document.querySelectorAll('table.peers tbody tr')];
    expect(rows).toHaveLength(10);
    const distances = rows.map((row) => Number(row.querySelector('td:last-child')?.textContent));
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(rows.every((row) => /^\/england\/systems\/\w+$/.test(row.querySelector('a')?.getAttribute('href') ?? ''))).toBe(true);
    const balance = [...document.querySelectorAll('table.balance tbody tr')];
    expect(balance).toHaveLength(4);
    for (const row of balance) {
      const [difference, alike] = [...row.querySelectorAll('td')].slice(-2).map(textOf);
      expect(alike).toBe(Math.abs(Number(difference?.replace('−', '-'))) > 0.25 ? 'not alike' : 'alike');
    }
    expect(textOf(document.querySelector('main'))).toContain('Never on outcomes, bed supply or market type');
  });

  it('a board of three has too few for peers, and the page does without', async () => {
    const document = await page('/england/systems/QA1');
    expect(document.querySelector('table.peers')).toBeNull();
  });

  it('says that there are no good peers exactly where the release does', async () => {
    for (const { system_id } of catalogue.systems.filter(({ level }) => level === 'sub-icb')) {
      const { meta } = await dataOf(`/england/systems/${system_id}.json`);
      const flagged = (meta.peer_balance as { no_good_peers: number }[]).some(({ no_good_peers }) => no_good_peers === 1);
      expect(textOf((await page(`/england/systems/${system_id}`)).querySelector('main')).includes('It has no good peers.')).toBe(flagged);
    }
  });
});

describe('bed days split into admissions and stays', () => {
  interface SplitRow {
    against: string;
    difference: number;
    from_first: number;
    from_second: number;
  }
  const splitsOf = async (url: string): Promise<SplitRow[]> => {
    const { meta } = await dataOf(url);
    return (meta.splits as { measure: string; rows: SplitRow[] }[]).flatMap(({ rows }) => rows);
  };
  const number = (text: string | undefined): number => Number((text ?? '').split(' ')[0]?.replace('−', '-').replace('+', '').replace(',', ''));

  it('adds up to the difference, in the data and as printed', async () => {
    const rows = await splitsOf('/england/systems/02A.json');
    expect(rows.map(({ against }) => against)).toEqual(['competitive-others', 'others', 'peers', 'previous']);
    for (const row of rows) expect(row.from_first + row.from_second).toBeCloseTo(row.difference, 9);
    const printed = [...(await page('/england/systems/02A')).querySelectorAll('[aria-labelledby="split-bed-days"] tbody tr')];
    expect(printed).toHaveLength(2);
    for (const row of printed) {
      const [difference, first, second] = [...row.querySelectorAll('td')].map((cell) => number(textOf(cell)));
      // Each is rounded on its own.
      expect(Math.abs((first ?? 0) + (second ?? 0) - (difference ?? 0))).toBeLessThan(0.16);
    }
  });

  it('follows the yardstick, and says so where it cannot', async () => {
    const textWith = async (yardstick: string): Promise<string> => textOf((await page(`/england/systems/02A?yardstick=${yardstick}`)).querySelector('main'));
    expect(await textWith('others')).toMatch(/bed days per 1,000 registered people than the others/);
    expect(await textWith('peers')).toMatch(/bed days per 1,000 registered people than its peers/);
    expect(await textWith('all')).toContain('so the split is against the others');
    expect(await textWith('others')).not.toContain('so the split is against');
  });

  it('does not split what has no value', async () => {
    expect(await splitsOf(`/england/systems/${special.suppressed}.json`)).toEqual([]);
    expect(textOf((await page(`/england/systems/${special.suppressed}`)).querySelector('main'))).toContain('There is nothing to split');
  });
});

describe('one measure of a system', () => {
  const series = `${path}/measures/bed-days`;

  it.each(['others', 'peers', 'competitive-others'])('has every period in the table as in JSON: %s', async (yardstick) => {
    const { rows } = await dataOf(`${series}.json?yardstick=${yardstick}`);
    const table = (await page(`${series}?yardstick=${yardstick}`)).querySelector('table.periods');
    expect(table?.querySelectorAll('tr[data-period]')).toHaveLength(rows.length);
    for (const row of rows) {
      const cells = cellsOf(table, `tr[data-period="${row.period}"]`);
      const printed = figureCells(row, declaration('bed-days'));
      expect(cells.get('Value, per 1,000 (95% interval)')).toBe(`${printed.value} ${printed.interval}`);
      expect(cells.get('What the gap comes to')).toBe(row.gap_words);
      expect(cells.get('Position')).toBe([row.position_words, printed.limits].filter(Boolean).join(' '));
      expect(cells.get('Rank')).toBe(row.rank_words);
      expect(cells.get('Since the year before')).toBe([row.change_words || 'not compared', row.balance_words].filter(Boolean).join(' '));
    }
  });

  it('shows a suppressed latest value as such, keeps the older ones, and has no list of those alike', async () => {
    const document = await page(`/england/systems/${special.suppressed}/measures/bed-days`);
    expect(textOf(document.querySelector('tr[data-period="2019-20"]'))).toContain('withheld by the publisher (small number)');
    expect(document.querySelector('tr[data-period="2018-19"] b')).not.toBeNull();
    expect(textOf(document.querySelector('main'))).toContain('It has no value: withheld by the publisher (small number).');
  });

  it('says how the intervals are made wider, and names its breaks', async () => {
    const text = textOf((await page(series)).querySelector('main'));
    expect(text).toMatch(/dispersion factor|count more than chance/);
    expect(text).toContain('Break in the series from 2018-19: A border moved.');
    const elsewhere = textOf((await page('/england/systems/02A/measures/bed-days')).querySelector('main'));
    expect(elsewhere).not.toContain('Break in the series');
  });

  it('lists whom the test of the table does not tell apart', async () => {
    const { meta } = await dataOf(`${series}.json`);
    const table = meta.table as { critical_value: number };
    const { rows } = await dataOf('/england/league-tables/bed-days.json?level=sub-icb');
    const errorOf = ({ lower, upper }: LeagueRow): number => ((upper ?? 0) - (lower ?? 0)) / (2 * 1.959964);
    const unit = (row: LeagueRow) => ({ estimate: row.value ?? 0, standardError: errorOf(row) });
    const withValue = rows.filter((row) => row.value !== null);
    const own = withValue.find((row) => row.system_id === '01A') as LeagueRow;
    const expected = withValue.filter((row) => row !== own && !toldApart(unit(own), unit(row), table.critical_value)).map((row) => row.system_id);
    const document = await page(series);
    const listed = [...document.querySelectorAll('#apart ~ details li .id')].map(textOf);
    expect(listed.toSorted()).toEqual(expected.toSorted());
    expect(listed).toHaveLength((own.rank_high ?? 0) - (own.rank_low ?? 0));
    expect(textOf(document.querySelector('#apart ~ p'))).toContain(`cannot be told apart from ${expected.length} of ${withValue.length - 1} others`);
  });

  it('counts as many alike as its rank set is wide, whatever the yardstick', async () => {
    for (const yardstick of ['others', 'peers'])
      for (const system of ['02A', '09A', '11A']) {
        const { meta, rows } = await dataOf(`/england/systems/${system}/measures/bed-days.json?yardstick=${yardstick}`);
        const latest = rows.at(-1);
        const { of, systems } = meta.not_told_apart as { of: number; systems: string[] };
        expect(systems).toHaveLength((latest?.rank_high ?? 0) - (latest?.rank_low ?? 0));
        expect(of).toBe((latest?.ranked_of ?? 0) - 1);
      }
  });

  it('says why there is no list where systems are not ranked', async () => {
    const document = await page(`${path}/measures/admissions`);
    expect(textOf(document.querySelector('#apart ~ p'))).toBe('Not ranked: neither higher nor lower is taken as better.');
    expect(document.querySelector('#ranks-heading')).toBeNull();
  });

  it('shows what hangs on the number of peers, for that yardstick only', async () => {
    const rows = [...(await page(`${series}?yardstick=peers`)).querySelectorAll('[aria-labelledby="sensitivity-caption"] tbody tr')];
    // Among twelve there are no fifteen others.
    expect(rows.map((row) => textOf(row.querySelector('th'))).slice(0, 2)).toEqual(['5', '10 (in use)']);
    expect((await page(series)).querySelector('#sensitivity')).toBeNull();
  });

  it('puts numbers of peers in order and says only whether the gap is clear', () => {
    const row = { yardstick_value: 10, gap: 1, gap_lower: -1, gap_upper: 3 } as LeagueRow;
    const others = [
      { peers: 5, yardstick_value: 9, gap: 2, gap_lower: 1, gap_upper: 3 },
      { peers: 15, yardstick_value: 13, gap: -2, gap_lower: -3, gap_upper: -1 },
    ];
    const view = sensitivityView(row, others, declaration('bed-days')) as { peers: string; words: string }[];
    expect(view.map(({ peers, words }) => `${peers}: ${words}`)).toEqual(['5: clearly higher', '10: no clear difference', '15: clearly lower']);
  });
});

describe('whom a system cannot be told apart from', () => {
  const member = (system_id: string, value: number, about: Partial<Member> = {}): Member => ({
    system_id,
    name: system_id,
    short_name: system_id,
    value,
    lower: value - 1.959964,
    upper: value + 1.959964,
    gap: null,
    gap_lower: null,
    gap_upper: null,
    is_peer: 0,
    ...about,
  });
  // Standard errors of 1: told apart beyond 3 x root 2 = 4.24.
  const rows = [member('A', 0), member('B', 4), member('C', 5, { is_peer: 1 }), member('D', -4.2, { is_peer: 1 })];
  const alike = (yardstick: string, given = rows) => alikeOf(given, { id: 'A', yardstick, criticalValue: 3 });

  it('is by values, among all or among peers', () => {
    expect(alike('others')).toMatchObject({ others: 3, alike: [{ system_id: 'B' }, { system_id: 'D' }] });
    expect(alike('peers')).toMatchObject({ others: 2, alike: [{ system_id: 'D' }] });
  });

  it('is by gaps where ranks are of gaps, and nobody without a gap is counted', () => {
    const gap = (value: number) => ({ gap: value, gap_lower: value - 1.959964, gap_upper: value + 1.959964 });
    const given = [member('A', 0, gap(0)), member('B', 0, gap(5)), member('C', 99, gap(1)), member('D', 0)];
    expect(alike('adjusted', given)).toMatchObject({ others: 2, alike: [{ system_id: 'C' }] });
  });

  it('is nobody where there are no ranks or no value', () => {
    expect(alike('frontier')).toBeNull();
    expect(alike('others', rows.slice(1))).toBeNull();
  });
});

describe('charts over time', () => {
  const chartsOf = async (system: string) => {
    const { rows } = await dataOf(`/england/systems/${system}/measures/bed-days.json`);
    const measure = declaration('bed-days');
    return { rows, about: { breaks: measure.breaks, periods: catalogue.periods, title: 'T', description: 'D' }, measure };
  };

  it('ranks are bars and never a line', async () => {
    const { rows, about } = await chartsOf('01A');
    const chart = rankRibbon(rows, about);
    for (const mark of chart.options.marks ?? []) expect(mark instanceof Plot.Line || mark instanceof Plot.Area).toBe(false);
    const root = new JSDOM(String(draw(chart))).window.document;
    const bars = [...root.querySelectorAll('g[stroke="#12436D"] line')];
    expect(bars).toHaveLength(rows.filter((row) => row.rank_low !== null).length);
    for (const bar of bars) expect(bar.getAttribute('x1')).toBe(bar.getAttribute('x2'));
    expect(root.documentElement.textContent).toContain('break in series');
  });

  it('the page has the bars with both ends in words', async () => {
    const { rows } = await chartsOf('02A');
    const description = textOf((await page('/england/systems/02A/measures/bed-days')).querySelector('#ranks-desc'));
    expect(description).toContain(`${rows[0]?.rank_words} in 2017-18; ${rows.at(-1)?.rank_words} in 2019-20`);
  });

  it('rank axes begin with 1', () => {
    expect(rankTicks(11)).toEqual([1, 5, 10]);
    expect(rankTicks(42)).toEqual([1, 10, 20, 30, 40]);
    expect(rankTicks(106)).toEqual([1, 20, 40, 60, 80, 100]);
  });

  it('a long series has its mean and limits since the last break', async () => {
    const { rows, about, measure } = await chartsOf('01A');
    const trend = {
      measure_id: 'bed-days',
      period: '2019-20',
      points: 2,
      centre: 700,
      limit_lower: 650,
      limit_upper: 750,
      variation: 'common-cause',
      rule: null,
    };
    const lines = (with_: typeof trend | null): number =>
      new JSDOM(String(draw(seriesChart(rows, { ...about, measure, trend: with_ })))).window.document.querySelectorAll('line').length;
    expect(lines(trend) - lines(null)).toBe(3);
  });

  it('a trend is worded with its rule, and joins the row of its measure alone', () => {
    expect(trendWords({ variation: 'common-cause', rule: null })).toBe('usual variation');
    expect(trendWords({ variation: 'concern', rule: 'shift-above' })).toBe('unusual, on the worse side: one of 7 or more points in a row above the mean');
    const rows = ['bed-days', 'monthly'].map((measure_id) => ({ measure_id }) as LeagueRow);
    const trend = { measure_id: 'monthly', period: '2019-12', points: 33, centre: 1, limit_lower: 0, limit_upper: 2, variation: 'high', rule: 'above-limit' };
    expect(withTrends(rows, [trend]).map((row) => row.trend_words)).toEqual(['', 'unusually high: above the process limits']);
  });
});
