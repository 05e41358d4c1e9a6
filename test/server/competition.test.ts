import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from 'duckdb';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Measure } from '../../data/measure.ts';
import { measureById } from '../../data/measures/registry.ts';
import { type Row, type TableName, tables } from '../../data/tables.ts';
import { createApp } from '../../server/app.ts';
import { competitionForest, type ForestLine } from '../../server/charts/competition-forest.ts';
import { draw } from '../../server/charts/draw.ts';
import { curveDomain, type Specification, specificationCurve } from '../../server/charts/specification-curve.ts';
import { differenceWords, type Judged, limitsWords, powerSentence, verdictSentence, whyWords } from '../../server/formats/competition-words.ts';
import type { EstimateRow, VerdictRow } from '../../server/queries/competition.ts';
import { openReleases } from '../../server/releases.ts';
import { competitionVerdicts as verdicts } from '../../stats/competition-verdict.ts';
import { fixtureReleases } from '../support/fixture-release.ts';
import { controlled } from '../support/fixture-rows.ts';
import { pageAt, textOf } from '../support/pages.ts';
import { methodsFile, type Served, serveFixture } from '../support/serve.ts';

const measureOf = (id: string): Measure => {
  const found = measureById.get(id);
  if (found === undefined) throw new Error(`no measure ${id}`);
  return found;
};
const bedDays = measureOf('bed-days');
const asthma = measureOf('qof-ast003');

const judged = (row: Partial<Judged>): Judged => ({
  verdict: null,
  why: 'Because of a rule.',
  estimate: -12.34,
  lower: -40.06,
  upper: 15.51,
  unadjusted: -30,
  unadjusted_lower: -50,
  unadjusted_upper: -10,
  margin: 81.2,
  detectable: 62,
  share_outside: 0.05,
  q_value: 0.2,
  permutation_p: 0.1,
  definitions: 45,
  same_sign: 0.7,
  excluding_zero: 0.2,
  ...row,
});

describe('words', () => {
  it('a difference names its direction, and its limits theirs', () => {
    expect([
      limitsWords(-40.06, 15.51, bedDays),
      limitsWords(-40.06, -15.51, bedDays),
      limitsWords(2, 9.1, bedDays),
      limitsWords(-0.01, 9.1, bedDays),
      limitsWords(-9.1, 0.01, bedDays),
      limitsWords(-0.8, 3.14, asthma),
    ]).toEqual(['40.1 fewer to 15.5 more', '15.5 to 40.1 fewer', '2.0 to 9.1 more', '0.0 to 9.1 more', '9.1 fewer to 0.0', '0.8 lower to 3.1 higher']);
    expect(differenceWords({ estimate: -1.24, lower: -0.8, upper: 3.1 }, asthma)).toBe(
      'Competitive systems are on average 1.2 percentage points lower (95% interval 0.8 lower to 3.1 higher)',
    );
    expect(differenceWords({ estimate: 0.01, lower: null, upper: null }, bedDays)).toBe(
      'Competitive and monopoly systems are on average the same to the precision shown',
    );
  });

  it('no difference is said with its margin and its interval', () => {
    expect(verdictSentence(judged({ verdict: 'no difference larger than the declared margin' }), bedDays)).toBe(
      'Bed days: no difference larger than the declared margin (10% of the value of all systems). Competitive systems have on average 12.3 fewer bed days per 1,000 registered people (95% interval 40.1 fewer to 15.5 more), adjusted for rurality, deprivation, age and size.',
    );
  });

  it('every verdict has its sentence, and none says what choice does', () => {
    const said = verdicts.map((verdict) => verdictSentence(judged({ verdict }), bedDays));
    for (const [place, sentence] of said.entries()) expect(sentence).toContain(verdicts[place]);
    for (const sentence of said) expect(sentence).not.toMatch(/effect|caus|impact/i);
    expect(said[0]).toContain('better where there is choice (lower is better).');
    expect(verdictSentence(judged({ verdict: null }), bedDays)).toContain('lower where there is choice, which is taken neither as better nor as worse');
  });

  it('without overlap the adjusted difference is not told', () => {
    const sentence = verdictSentence(judged({ verdict: 'not comparable (no overlap)', share_outside: 0.43 }), bedDays);
    expect(sentence).not.toContain('12.3');
    expect(sentence).toContain('43% of the systems have no like in the other group (nothing is claimed above 20%)');
    expect(sentence).toContain('Before adjustment: competitive systems have on average 30.0 fewer');
  });

  it('why shows the figures that the rule was put to', () => {
    expect(whyWords(judged({ verdict: 'depends on the definition of a competitive area', lower: -40, upper: -2 }), bedDays)).toBe(
      'Because of a rule. The 95% interval is 2.0 to 40.0 fewer, the margin 81.2 bed days per 1,000 registered people on either side; permutation p 0.10, q 0.20 (0.05 or less is needed); of 45 market definitions with an estimate 70% agree with its sign (90% are needed), and in 20% the interval excludes zero (50% are needed).',
    );
  });

  it('what could be found comes with whether it is enough', () => {
    expect(powerSentence({ detectable: 62, margin: 81.2 }, bedDays)).toContain('would probably have been found');
    expect(powerSentence({ detectable: 90, margin: 81.2 }, bedDays)).toContain('finding none is not proof that there is none');
    expect(powerSentence({ detectable: null, margin: null }, bedDays)).toContain('cannot be told');
  });
});

describe('charts', () => {
  const line = (about: Partial<ForestLine>): ForestLine => ({
    id: 'a',
    label: 'A',
    family: 'one',
    words: 'a',
    adjusted: { value: 0.2, lower: -9, upper: 0.5 },
    unadjusted: null,
    found: false,
    judged: true,
    ...about,
  });

  it('the picture of all measures cuts wide intervals at the frame', () => {
    const text = String(
      draw(competitionForest([{ id: 'g', title: 'Bed use', lines: [line({}), line({ id: 'b', found: true })] }], { title: 'T', description: 'D' })),
    );
    expect(text).toContain('better with choice');
    expect(text).toContain('Bed use');
    expect(text).not.toMatch(/NaN|Infinity/);
  });

  it('the curve is in order of the estimates, whatever the order of the grid', () => {
    const specification = (id: string, estimate: number, standing: Specification['standing'] = 'varied'): Specification => ({
      id,
      words: id,
      estimate,
      lower: estimate - 100,
      upper: estimate + 100,
      kind: 'hospital',
      standing,
    });
    const rows = [specification('c', 3), specification('a', -1), specification('b', 2, 'in-force')];
    const domain = curveDomain(rows, 5);
    expect(domain).toEqual([-128, 132]);
    const text = String(draw(specificationCurve(rows, { id: 'curve', margin: 5, domain, unit: 'days', title: 'T', description: 'D' })));
    expect(text.indexOf('<title>a')).toBeLessThan(text.indexOf('<title>b'));
    expect(text.indexOf('<title>b')).toBeLessThan(text.indexOf('<title>c'));
    expect(text).toContain('in force');
  });
});

const definition = 'hospital-use-2018';
const base = { measure_id: 'bed-days', level: 'sub-icb', definition };
const cell = (id: string, position: number, is_default: number): Row<'market_grid'> => ({
  cell: id,
  level: 'sub-icb',
  position,
  words: `Hospitals used: thresholds ${id}`,
  definition,
  is_default,
  areas_competitive: 10,
  areas_limited: 8,
  areas_monopoly: 12,
  areas_unclassified: 0,
  people_competitive: 0.33,
  people_monopoly: 0.4,
  areas_changed: is_default ? 0 : 0.123,
  systems_competitive: 4,
  systems_limited: 4,
  systems_monopoly: 4,
  systems_changed: is_default ? 0 : 3,
});
const contrast = (analysis: string, estimate: number | null): Row<'market_contrast'> => ({
  ...base,
  period: '2019-20',
  analysis,
  competitive: 4,
  monopoly: 4,
  competitive_value: 800,
  monopoly_value: 820,
  estimate,
  standard_error: 5,
  degrees: 5.4,
  lower: estimate === null ? null : estimate - 20,
  upper: estimate === null ? null : estimate + 20,
  p_value: 0.4,
  permutation_p: 0.45,
  standardised: estimate === null ? null : estimate / 50,
  standardised_lower: estimate === null ? null : (estimate - 20) / 50,
  standardised_upper: estimate === null ? null : (estimate + 20) / 50,
  reason: estimate === null ? 'fewer than 3 systems' : null,
});
const specificationRow = (id: string, analysis: string, estimate: number): Row<'market_specification'> => ({
  measure_id: 'bed-days',
  level: 'sub-icb',
  cell: id,
  analysis,
  competitive: id === 'hospital-5-4000-7000-both-75' ? 3 : 4,
  monopoly: 4,
  estimate,
  lower: estimate - 20,
  upper: estimate + 20,
});
const inForce = 'hospital-10-5000-8000-both-75';

/** Made-up results of one measure: no difference, or no overlap. */
const rowsOf = (refused: boolean): Partial<{ [T in TableName]: Row<T>[] }> => ({
  market_grid: [cell(inForce, 2, 1), cell('hospital-5-4000-7000-both-75', 1, 0)],
  market_contrast: [contrast('unadjusted', -11.25), contrast('adjusted', -3.35), contrast('rural-low', null)],
  market_specification: [
    specificationRow(inForce, 'adjusted', -3.35),
    specificationRow(inForce, 'unadjusted', -11.25),
    specificationRow('hospital-5-4000-7000-both-75', 'adjusted', 4.5),
    specificationRow('hospital-5-4000-7000-both-75', 'unadjusted', 6.5),
  ],
  market_verdict: [
    {
      ...base,
      period: '2019-20',
      verdict: refused ? 'not comparable (no overlap)' : 'no difference larger than the declared margin',
      why: 'A rule decided.',
      margin: 80,
      detectable: 60,
      share_outside: refused ? 0.6 : 0,
      separated: 0,
      q_value: 0.5,
      definitions: 2,
      same_sign: 0.5,
      excluding_zero: 0,
      robust: 0,
      seed: 2006,
      draws: 9_999,
    },
  ],
  market_trend: [
    { ...base, period: '2017-18', estimate: 0, lower: null, upper: null, p_value: null, is_base: 1 },
    { ...base, period: '2018-19', estimate: 4, lower: -6, upper: 14, p_value: 0.3, is_base: 0 },
    { ...base, period: 'slope', estimate: 1.25, lower: -3, upper: 5.5, p_value: 0.4, is_base: 0 },
    { ...base, period: 'joint', estimate: null, lower: null, upper: null, p_value: 0.35, is_base: 0 },
  ],
  market_decomposition: [
    { ...base, block: 'age', position: 1, part: -4, lower: -9, upper: 1 },
    { ...base, block: 'unexplained', position: 2, part: -7.25, lower: -20, upper: 5 },
    { ...base, block: 'total', position: 3, part: -11.25, lower: -30, upper: 8 },
  ],
  market_overlap: [
    { level: 'sub-icb', definition, characteristic: 'size', competitive: Math.log(250_000), monopoly: Math.log(300_000), difference: -0.4 },
    { level: 'sub-icb', definition, characteristic: 'rurality', competitive: 0.1, monopoly: 0.3, difference: -1.1 },
  ],
  market_placebo: [{ level: 'sub-icb', definition, placebo: 'age', analysis: 'adjusted', estimate: 0.1, lower: -0.4, upper: 0.6, p_value: 0.7 }],
});

/** A fixture release with these rows in the place of those of the competition tables. */
async function serveWith(rows: Partial<{ [T in TableName]: Row<T>[] }>): Promise<Served> {
  const folder = await fixtureReleases();
  const instance = await DuckDBInstance.create(join(folder, 'england', 'england-fixture0001', 'warehouse.duckdb'));
  const connection = await instance.connect();
  for (const [name, values] of Object.entries(rows) as [TableName, Record<string, string | number | null>[]][]) {
    const columns = Object.keys(tables[name].columns);
    await connection.run(`delete from ${name}`);
    for (const row of values)
      await connection.run(
        `insert into ${name} values (${columns.map((_, place) => `$${place + 1}`).join(', ')})`,
        columns.map((column) => row[column] ?? null),
      );
  }
  connection.closeSync();
  instance.closeSync();
  const releases = await openReleases(folder, { log: () => {}, pollMilliseconds: 3_600_000 });
  const app = createApp({ releases, settings: { environment: 'test', methodsFile }, log: () => {} });
  return {
    app,
    releases,
    folder,
    log: [],
    async stop() {
      releases.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describe.each([
  ['with overlap', false],
  ['without overlap', true],
])('a measure %s', (_name, refused) => {
  let served: Served;
  let document: Document;
  let body: { meta: Record<string, unknown>; rows: EstimateRow[] };
  const path = '/england/competition/bed-days';
  beforeAll(async () => {
    served = await serveWith(rowsOf(refused));
    document = await pageAt(served.app, `${path}?level=sub-icb`);
    body = (await request(served.app).get(`${path}.json?level=sub-icb`).expect(200)).body;
  });
  afterAll(() => served.stop());

  it('begins with the verdict, and says what could be found before any estimate', () => {
    expect(textOf(document.querySelector('.lede.verdict'))).toBe(body.meta.statement);
    const order = [...document.querySelectorAll('main h2')].map((one) => one.id);
    expect(order).toEqual(['power', 'groups', 'difference', 'overlap', 'placebos', 'trend', 'integration', 'decomposition', 'grid', 'verdict', '']);
    expect(textOf(document.querySelector('#power + p'))).toContain('a difference of 60.0 bed days per 1,000 registered people or more in four of five tries');
  });

  it('prints the differences of its data, and refuses the adjusted one without overlap', () => {
    const printed = [...document.querySelectorAll<HTMLElement>('tr[data-analysis]')].map((row) => [row.dataset.analysis, textOf(row.querySelector('td'))]);
    expect(printed).toEqual([
      ['unadjusted', '−11.3 −31.3 to +8.8'],
      ['adjusted', refused ? 'not claimed' : '−3.4 −23.4 to +16.7'],
      ['rural-low', 'no estimate'],
    ]);
    expect(body.meta.adjusted_claim).toBe(!refused);
    expect(textOf(document.querySelector('[data-analysis="rural-low"]'))).toContain('Fewer than 3 systems');
    if (refused) expect(textOf(document.querySelector('main'))).not.toContain('−3.4');
  });

  it('marks the definition in force on the grid, and draws both curves', () => {
    const marked = [...document.querySelectorAll<HTMLElement>('tr[data-cell]')].filter((row) => row.className === 'marked');
    expect(marked.map((row) => row.dataset.cell)).toEqual([inForce]);
    expect(textOf(marked[0])).toContain(refused ? 'not claimed' : '−3.4');
    const titles = [...document.querySelectorAll('svg > title')].map(textOf);
    expect(titles.filter((title) => title.includes('market definition'))).toEqual([
      `Bed days: adjusted difference under ${refused ? '1 market definition' : '2 market definitions'}`,
      'Bed days: unadjusted difference under 2 market definitions',
    ]);
  });

  it('claims no before and after, and no integration type', () => {
    expect(textOf(document.querySelector('#trend + p'))).toContain('no difference in differences is claimed');
    expect(textOf(document.querySelector('#integration + p'))).toContain('unknown for all 12 sub-ICB locations');
  });

  it('the parts of the difference add up', () => {
    const parts = body.rows.filter(({ part }) => part === 'decomposition');
    const total = parts.find(({ item }) => item === 'total')?.estimate ?? Number.NaN;
    expect(parts.filter(({ item }) => item !== 'total').reduce((sum, { estimate }) => sum + (estimate ?? 0), 0)).toBeCloseTo(total, 9);
  });

  it('has every estimate in every format', async () => {
    expect([...new Set(body.rows.map(({ part }) => part))]).toEqual(['contrast', 'placebo', 'trend', 'decomposition', 'specification']);
    const csv = (await request(served.app).get(`${path}.csv?level=sub-icb`).expect(200)).text.trim().split('\n');
    expect(csv).toHaveLength(body.rows.length + 1);
  });

  it('the list has the verdict of the measure, and counts it', async () => {
    const list = await pageAt(served.app, '/england/competition?level=sub-icb');
    const { rows } = (await request(served.app).get('/england/competition.json?level=sub-icb').expect(200)).body as { rows: VerdictRow[] };
    expect(rows.map(({ measure_id, words }) => [measure_id, words])).toEqual([['bed-days', body.meta.statement]]);
    const row = textOf(list.querySelector('tr[data-measure="bed-days"]'));
    expect(row.toLowerCase()).toContain(rows[0]?.verdict);
    expect(row).toContain(refused ? 'not claimed' : '−3.4');
    const counts = [...list.querySelectorAll('.verdict-counts tbody tr')].map((one) => textOf(one.querySelector('td')));
    expect(counts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(textOf(list.querySelector('.verdict-counts thead .marked'))).toContain('Sub-ICB locations');
    expect(list.querySelector('tr[data-measure="bed-days"] a')?.getAttribute('href')).toContain('level=sub-icb');
  });

  it('the markets page shows the grid and marks the cell asked for', async () => {
    const get = (query: string): Promise<Document> => pageAt(served.app, `/england/markets?level=sub-icb${query}`);
    const marked = (page: Document): (string | undefined)[] => [...page.querySelectorAll<HTMLElement>('tr.marked')].map((row) => row.dataset.cell);
    expect(marked(await get(''))).toEqual([inForce]);
    const other = await get('&cell=hospital-5-4000-7000-both-75');
    expect(marked(other)).toEqual(['hospital-5-4000-7000-both-75']);
    expect(textOf(other.querySelector('#grid + p'))).toContain('12.3% of small areas (MSOAs) and 3 systems change their type');
    // A cell of another definition is none of this one's.
    expect(marked(await get('&cell=networks-2'))).toEqual([inForce]);
    await request(served.app).get('/england/markets?cell=nonsense').expect(400);
  });
});

describe('the fixture release', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serveFixture();
  });
  afterAll(() => served.stop());

  it('every statement follows from its row, at every level and under every definition', async () => {
    for (const level of ['icb', 'sub-icb'])
      for (const one of [definition, 'gp-network-2020']) {
        const { body } = await request(served.app).get(`/england/competition.json?level=${level}&definition=${one}`).expect(200);
        for (const row of body.rows as VerdictRow[]) {
          expect([...verdicts, null]).toContain(row.verdict);
          const known = [controlled, bedDays].find(({ id }) => id === row.measure_id);
          if (known !== undefined) expect(row.words).toBe(verdictSentence(row, known));
          await request(served.app).get(`/england/competition/${row.measure_id}?level=${level}&definition=${one}`).expect(200);
        }
      }
  });

  it('an unknown level or measure is refused', async () => {
    await request(served.app).get('/england/competition?level=county').expect(400);
    await request(served.app).get('/england/competition/bed-dys').expect(404);
  });
});
