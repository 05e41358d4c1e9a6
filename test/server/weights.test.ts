import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editions } from '../../data/editions.ts';
import { indicators } from '../../data/measures/qof-indicators.ts';
import { measureById } from '../../data/measures/registry.ts';
import { weightSetFor, weightSets } from '../../data/weights.ts';
import { number } from '../../server/formats/numbers.ts';
import { leaderWords, rangeWords, redrawnRangeWords, shareWords } from '../../server/formats/weight-words.ts';
import type { WeightRow } from '../../server/queries/weights.ts';
import { special } from '../support/fixture-rows.ts';
import { pageAt, textOf } from '../support/pages.ts';
import { type Served, serveFixture } from '../support/serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFixture();
});
afterAll(() => served.stop());

const path = '/england/weights';
const equal = '?level=sub-icb&w-bed-days=1&w-bed-days-per-admission=1';
const page = (query: string): Promise<Document> => pageAt(served.app, path + query);
const data = async (query: string): Promise<{ meta: Record<string, unknown>; rows: WeightRow[] }> =>
  (await request(served.app).get(`${path}.json${query}`).expect(200)).body;

describe('the set of measures', () => {
  it('belongs to an edition, and holds judged measures that are ranked at the same levels', () => {
    for (const set of weightSets) {
      const edition = editions.find(({ id }) => id === set.edition);
      expect(edition).toBeDefined();
      expect(new Set(set.measures).size).toBe(set.measures.length);
      for (const id of set.measures) {
        const measure = measureById.get(id);
        expect(measure, id).toMatchObject({ edition: set.edition, rankable: true });
        expect(measure?.polarity).not.toBe('no-judgement');
        expect(measure?.domain).not.toBe('cost');
        expect(measure?.levels).toEqual(measureById.get(set.measures[0] ?? '')?.levels);
        expect(edition?.levels.map((level) => level.id)).toEqual(expect.arrayContaining([...(measure?.levels ?? [])]));
      }
    }
    expect(weightSetFor('narnia').measures).toEqual([]);
  });

  it('has indicators of 2019-20, one a disease', () => {
    const ids = weightSetFor('england').measures.filter((id) => id.startsWith('qof-'));
    const chosen = ids.map((id) => indicators.find(({ code }) => `qof-${code.toLowerCase()}` === id));
    expect(chosen.map((one) => one?.periods[1])).toEqual(ids.map(() => '2019-20'));
    expect(new Set(chosen.map((one) => one?.disease)).size).toBe(ids.length);
  });
});

describe('without weights', () => {
  it('there is no order, and the page says why', async () => {
    const document = await page('');
    expect(textOf(document.querySelector('main'))).toContain('No weights, no order');
    expect(document.querySelectorAll('table, svg')).toHaveLength(0);
    expect((await data('')).rows).toEqual([]);
    expect((await data('')).meta).toMatchObject({ weights: {}, statement: null });
    expect([...document.querySelectorAll<HTMLSelectElement>('select[name^="w-"]')].map(({ name, value }) => [name, value])).toEqual([
      ['w-bed-days', '0'],
      ['w-bed-days-per-admission', '0'],
    ]);
    expect(textOf(document.querySelector('label[for="filter-w-bed-days"]'))).toBe('Bed days (lower is better)');
  });

  it('a link gives all measures the same weight', async () => {
    const document = await page('?level=sub-icb');
    const link = [...document.querySelectorAll('a')].find((one) => textOf(one).startsWith('All equal'));
    expect(link?.getAttribute('href')).toBe(path + equal);
  });
});

describe('with weights', () => {
  it('prints what its data say, in the order of the score', async () => {
    const [document, { rows }] = await Promise.all([page(equal), data(equal)]);
    const ranked = rows.filter((row) => row.rank_under_weights !== null);
    expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).toSorted((a, b) => (b ?? 0) - (a ?? 0)));
    const printed = [...document.querySelectorAll<HTMLElement>('tr[data-system]')];
    expect(printed.map((row) => [row.dataset.system, ...[...row.querySelectorAll('td')].map(textOf)])).toEqual(
      ranked.map((row) => [
        row.system_id,
        `${row.rank_under_weights}${['th', 'st', 'nd', 'rd'][row.rank_under_weights ?? 0] ?? 'th'} ${redrawnRangeWords(row)}`,
        rangeWords(row),
        shareWords(row.share_first),
        shareWords(row.share_last),
        shareWords(row.share_first_redrawn),
        number(row.score ?? 0, 2),
      ]),
    );
    expect(document.querySelector('svg[role="img"] desc')?.textContent).toContain('under your weights');
  });

  it('shares lie within 0 to 1 and sum to 1, and ranks within their range', async () => {
    const ranked = (await data(equal)).rows.filter((row) => row.rank_under_weights !== null);
    for (const name of ['share_first', 'share_last', 'share_first_redrawn'] as const) {
      expect(ranked.reduce((sum, row) => sum + (row[name] ?? 0), 0)).toBeCloseTo(1, 9);
      for (const row of ranked) expect(row[name]).toBeGreaterThanOrEqual(0);
      for (const row of ranked) expect(row[name]).toBeLessThanOrEqual(1);
    }
    for (const { rank_low, rank_high, ranked_of } of ranked) {
      expect(rank_low).toBeGreaterThanOrEqual(1);
      expect(rank_high).toBeGreaterThanOrEqual(rank_low ?? 99);
      expect(rank_high).toBeLessThanOrEqual(ranked_of);
    }
  });

  it('the columns are those promised, and the statement is about the leader', async () => {
    const { rows, meta } = await data(equal);
    expect(Object.keys(rows[0] ?? {}).slice(0, 9)).toEqual([
      'system_id',
      'system_name',
      'level',
      'score',
      'rank_under_weights',
      'rank_low',
      'rank_high',
      'share_first',
      'share_last',
    ]);
    expect(meta).toMatchObject({ level: 'sub-icb', period: '2019-20', draws: 1000, seed: 2007, weights: { 'bed-days': 1, 'bed-days-per-admission': 1 } });
    expect(meta.statement).toBe(leaderWords(rows, { measures: 2, draws: 1000 }));
    expect(textOf((await page(equal)).querySelector('.inset strong'))).toBe(meta.statement);
  });

  it('a system that lacks a weighted measure stands apart with the reason, and does not move the others', async () => {
    const { rows } = await data(equal);
    const apart = rows.filter((row) => row.reason !== null);
    expect(apart.map((row) => [row.system_id, row.reason, row.score])).toEqual([
      [special.suppressed, 'no value on Bed days: withheld by the publisher (small number)', null],
      [special.missing, 'no value on Bed days: missing', null],
      [special.notApplicable, 'no value on Bed days: not applicable', null],
    ]);
    expect(rows.slice(-3)).toEqual(apart);
    expect(rows[0]?.ranked_of).toBe(9);
    const document = await page(equal);
    expect([...document.querySelectorAll<HTMLElement>('[data-apart]')].map((one) => one.dataset.apart)).toEqual(apart.map((row) => row.system_id));
    // Without a weight on the measure that it lacks, it is ranked with the rest.
    const other = await data('?level=sub-icb&w-bed-days-per-admission=3');
    expect(other.rows.filter((row) => row.reason === null)).toHaveLength(12);
  });

  it('doubling all weights changes nothing', async () => {
    expect((await data('?level=sub-icb&w-bed-days=2&w-bed-days-per-admission=2')).rows).toEqual((await data(equal)).rows);
  });

  it('one measure is the order of its values, and leads to its league table', async () => {
    const { rows } = await data('?w-bed-days-per-admission=5');
    const league = (await request(served.app).get('/england/league-tables/bed-days-per-admission.json?sort=value')).body.rows as { system_id: string }[];
    expect(rows.map(({ system_id }) => system_id)).toEqual(league.map(({ system_id }) => system_id));
    const document = await page('?w-bed-days-per-admission=5');
    expect(document.querySelector('main a[href="/england/league-tables/bed-days-per-admission?level=icb"]')).not.toBeNull();
    expect(textOf(document.querySelector('main'))).not.toContain('Comes last');
  });

  it('a weight that is not a whole number from 0 to 5 is refused with those that are', async () => {
    for (const weight of ['6', '-1', '1.5', 'much']) {
      const { body } = await request(served.app).get(`${path}.json?w-bed-days=${weight}`).expect(400);
      expect(body.error).toMatchObject({ message: `unknown w-bed-days: ${weight}`, accepted: ['0', '1', '2', '3', '4', '5'] });
    }
    await request(served.app).get(`${path}?w-admissions=1`).expect(400);
  });
});
