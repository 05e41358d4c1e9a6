import { tableFromIPC } from 'apache-arrow';
import { JSDOM } from 'jsdom';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparisonWords, listed, type Verdict } from '../../server/formats/comparison-words.ts';
import { number } from '../../server/formats/numbers.ts';
import { listOf, parseQuery, valuesOf } from '../../server/parameters.ts';
import { compareColumns } from '../../server/queries/compare.ts';
import { leagueColumns } from '../../server/queries/league-table.ts';
import { pairwiseDifferences, verdictOf } from '../../stats/pairwise-differences.ts';
import { hostileName, special } from '../support/fixture-rows.ts';
import { pageAt, textOf } from '../support/pages.ts';
import { type Served, serveFixture } from '../support/serve.ts';

type Row = Record<string, string | number | null>;
interface Pair {
  measure_id: string;
  system_id: string;
  other_id: string;
  difference: number;
  p_adjusted: number | null;
}

let served: Served;
beforeAll(async () => {
  served = await serveFixture();
});
afterAll(() => served.stop());

const path = '/england/compare';
const page = (query: string): Promise<Document> => pageAt(served.app, path + query);
const data = async (query: string): Promise<{ meta: { pairs: Pair[]; [name: string]: unknown }; rows: Row[] }> =>
  (await request(served.app).get(`${path}.json${query}`).expect(200)).body;

describe('a comparison as a page', () => {
  it('has a column for each system, in the order of the address', async () => {
    const document = await page('?systems=QC3,QA1,QB2');
    for (const table of document.querySelectorAll('table.compare')) {
      expect([...table.querySelectorAll('thead th')].map(textOf)).toEqual(['Measure', 'Between them', 'A Cedar', 'B Alder', 'C Birch']);
    }
    expect(textOf(document.querySelector('.lede'))).toContain('Cedar, Alder and Birch: integrated care boards side by side');
    const chosen = [...document.querySelectorAll<HTMLSelectElement>('select[name="systems"]')].map(({ value }) => value);
    expect(chosen).toEqual(['QC3', 'QA1', 'QB2', '', '']);
  });

  it('groups measures by domain, those that are judged first', async () => {
    const document = await page('?systems=QA1,QB2');
    const headings = [...document.querySelectorAll('h2')].map(textOf);
    expect(headings.slice(-3)).toEqual(['Bed use', 'Chronic disease', 'Admissions']);
    expect([...document.querySelectorAll<HTMLElement>('tr[data-measure]')].map((row) => row.dataset.measure)).toEqual([
      'bed-days',
      'bed-days-per-admission',
      'controlled',
      'admissions',
    ]);
    expect(textOf(document.querySelector('tr[data-measure="admissions"] td.between'))).not.toContain('Better');
  });

  it('prints what its data say, cell by cell', async () => {
    const query = '?systems=01A,02A,05A,08A,12A';
    const [document, { rows }] = await Promise.all([page(query), data(query)]);
    const lines = [...document.querySelectorAll<HTMLElement>('tr[data-measure]')];
    const printed = lines.flatMap((line) =>
      [...line.querySelectorAll<HTMLElement>('td[data-label]')].map((cell) => ({
        measure: line.dataset.measure,
        label: cell.dataset.label,
        value: cell.querySelector('b')?.textContent ?? null,
        words: line.querySelector('.between')?.firstChild?.textContent ?? '',
      })),
    );
    const decimals: Record<string, number> = { 'bed-days-per-admission': 2 };
    expect(printed).toEqual(
      rows.map((row) => ({
        measure: row.measure_id,
        label: row.label,
        value: row.value === null ? null : number(row.value as number, decimals[row.measure_id as string] ?? 1),
        words: row.comparison_words,
      })),
    );
    for (const [i, cell] of lines.flatMap((line) => [...line.querySelectorAll('td[data-label]')]).entries()) {
      expect(textOf(cell)).toContain(rows[i]?.position_words);
      expect(textOf(cell)).toContain(rows[i]?.rank_words);
    }
  });

  it('says why a system has no value, and compares the others', async () => {
    const document = await page(`?systems=01A,${special.suppressed},02A`);
    const line = document.querySelector('tr[data-measure="bed-days"]');
    expect(textOf(line?.querySelector('td[data-label="B"]'))).toBe('withheld by the publisher (small number)');
    expect(textOf(line?.querySelector('.between'))).toContain('No value: B.');
    expect(textOf(line?.querySelector('details'))).toContain('A less C');
    expect(textOf(line?.querySelector('details'))).not.toContain('less B');
  });

  it('escapes names, and links every value to its series', async () => {
    const { text } = await request(served.app).get(`${path}?systems=03A,04A`).expect(200);
    expect(text).not.toContain('<script');
    const document = new JSDOM(text).window.document;
    expect(document.body.textContent).toContain(hostileName);
    expect(document.querySelector('a[href="/england/systems/03A/measures/bed-days"]')).not.toBeNull();
  });

  it('with one system asks for another; with none has a form for each level', async () => {
    const alone = await page('?systems=QA1');
    expect(textOf(alone.querySelector('main'))).toContain('Choose another above to compare it with.');
    expect(textOf(alone.querySelector('main'))).not.toContain('Between them');
    const none = await page('');
    expect([...none.querySelectorAll('form h2, h2')].map(textOf)).toEqual(['Integrated care boards', 'Sub-ICB locations']);
    expect(none.querySelectorAll('select[name="systems"]')).toHaveLength(10);
    expect(none.querySelectorAll('table')).toHaveLength(0);
    expect((await data('')).rows).toEqual([]);
  });
});

describe('a comparison as rows', () => {
  it('has the columns of a league table, one row a measure and system', async () => {
    const { rows, meta } = await data('?systems=QA1,QB2,QC3');
    expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(compareColumns));
    expect(Object.keys(compareColumns).slice(0, 26)).toEqual(Object.keys(leagueColumns).slice(0, 26));
    expect(rows).toHaveLength(12);
    expect(rows.slice(0, 3).map((row) => [row.measure_id, row.system_id, row.label])).toEqual([
      ['bed-days', 'QA1', 'A'],
      ['bed-days', 'QB2', 'B'],
      ['bed-days', 'QC3', 'C'],
    ]);
    expect(meta).toMatchObject({ edition: 'england', level: 'icb', systems: ['QA1', 'QB2', 'QC3'], yardstick: 'others', release: 'england-fixture0001' });
  });

  it('tells apart what the pairwise test tells apart, in words and in ids', async () => {
    const { rows, meta } = await data('?systems=01A,02A,03A,04A,08A');
    for (const measure of new Set(rows.map((row) => row.measure_id))) {
      const own = rows.filter((row) => row.measure_id === measure);
      const column = (name: string) => own.map((row) => row[name] as number | null);
      const table = pairwiseDifferences({ value: column('value'), lower: column('lower'), upper: column('upper') });
      for (const [i, row] of own.entries()) {
        const apart = own.filter((_, j) => (verdictOf(table, i, j) ?? 0) !== 0).map((other) => other.system_id);
        expect(row.told_apart_from).toBe(apart.join(' '));
      }
      const labels = own.map((row) => row.label as string);
      const polarity = { admissions: 'no-judgement', controlled: 'higher-is-better' }[measure as string] ?? 'lower-is-better';
      const compared = { labels, known: own.map((row) => row.value !== null), verdict: (i: number, j: number) => verdictOf(table, i, j) };
      const words = comparisonWords(compared, { polarity: polarity as 'lower-is-better', rankable: true });
      expect(new Set(own.map((row) => row.comparison_words))).toEqual(new Set([words]));
    }
    expect(meta.pairs).toHaveLength(40);
    const [pair] = meta.pairs;
    const measured = (id: string | undefined) => rows.find((row) => row.system_id === id && row.measure_id === pair?.measure_id)?.value as number;
    expect(pair?.difference).toBeCloseTo(measured(pair?.system_id) - measured(pair?.other_id), 9);
  });

  it('is the same in Arrow', async () => {
    const { rows } = await data('?systems=QA1,QB2');
    const { body } = await request(served.app)
      .get(`${path}.arrow?systems=QA1,QB2`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect(
      tableFromIPC(body as Buffer)
        .toArray()
        .map((row) => row.toJSON()),
    ).toEqual(rows);
  });
});

describe('which systems', () => {
  it('five fit, six are refused with a comparison of five', async () => {
    expect((await data('?systems=01A,02A,03A,04A,05A')).rows).toHaveLength(20);
    const { body } = await request(served.app).get(`${path}.json?systems=01A,02A,03A,04A,05A,06A`).expect(400);
    expect(body.error).toMatchObject({ message: 'systems takes at most 5 values, and 6 were given', accepted: ['01A,02A,03A,04A,05A'] });
    const { text } = await request(served.app).get(`${path}?systems=01A,02A,03A,04A,05A,06A`).expect(400);
    await request(served.app)
      .get(new JSDOM(text).window.document.querySelector('main li a')?.getAttribute('href') ?? '')
      .expect(200);
  });

  it('a mix of levels is refused with a comparison for each', async () => {
    const { body } = await request(served.app).get(`${path}.json?systems=QA1,01A,QB2`).expect(400);
    expect(body.error.message).toBe(
      'only systems of one level can be compared with each other, and these are of different levels: Alder and Birch (integrated care boards); Place 01A (sub-ICB location)',
    );
    expect(body.error.accepted).toEqual(['QA1,QB2', '01A']);
  });

  it('an unknown one is refused with those there are, by name', async () => {
    const { body } = await request(served.app).get(`${path}.json?systems=QA1,ZZZ`).expect(400);
    expect(body.error).toMatchObject({ message: 'unknown value in systems: ZZZ', subject: 'systems' });
    expect(body.error.accepted).toHaveLength(15);
    expect((await request(served.app).get(`${path}?systems=QA1,ZZZ`).expect(400)).text).toContain('Alder (QA1)');
    await request(served.app).get(`${path}?systems=QA1,QB2&yardstick=luck`).expect(400);
  });

  it('duplicates and empty places are dropped, and a form may repeat the name', async () => {
    const { rows } = await data('?systems=QB2,QA1');
    for (const query of [
      '?systems=QB2,QA1,QB2,',
      '?systems=QB2&systems=&systems=QA1&systems=&systems=',
      '?systems=QB2%2CQA1',
      '?systems=QB2&systems=QA1,QB2',
    ]) {
      expect((await data(query)).rows).toEqual(rows);
    }
    const document = await page('?systems=QB2&systems=QA1&systems=');
    expect(document.querySelector('.data a')?.getAttribute('href')).toBe('/england/compare.csv?systems=QB2,QA1');
    const set = { systems: listOf(['a', 'b'], 2) };
    expect(valuesOf(parseQuery(set, '?systems= b ,a').systems)).toEqual(['b', 'a']);
    expect(valuesOf(parseQuery(set, '').systems)).toEqual([]);
  });
});

describe('what can be said between systems', () => {
  const say = (
    verdicts: Verdict[][],
    polarity: 'lower-is-better' | 'higher-is-better' | 'no-judgement' = 'lower-is-better',
    known = verdicts.map(() => true),
  ) => comparisonWords({ labels: ['A', 'B', 'C'].slice(0, verdicts.length), known, verdict: (i, j) => verdicts[i]?.[j] ?? null }, { polarity, rankable: true });
  const three: Verdict[][] = [
    [null, -1, 0],
    [1, null, 0],
    [0, 0, null],
  ];

  it('names who is ahead by the direction of good, and never judges where there is none', () => {
    expect(say(three)).toBe('Better: A than B. No clear difference: A from C; B from C.');
    expect(say(three, 'higher-is-better')).toBe('Better: B than A. No clear difference: A from C; B from C.');
    expect(say(three, 'no-judgement')).toBe('Higher: B than A. No clear difference: A from C; B from C.');
  });

  it('says so when nothing differs, when a value is missing, and when a measure has no ranks', () => {
    const none: Verdict[][] = three.map((row) => row.map((one) => (one === null ? null : 0)));
    expect(say(none)).toBe('No clear difference between any two.');
    expect(
      say([
        [null, 0],
        [0, null],
      ]),
    ).toBe('No clear difference.');
    expect(
      say(
        [
          [null, -1, null],
          [1, null, null],
          [null, null, null],
        ],
        'lower-is-better',
        [true, true, false],
      ),
    ).toBe('Better: A than B. No value: C.');
    expect(
      say(
        [
          [null, null],
          [null, null],
        ],
        'lower-is-better',
        [true, false],
      ),
    ).toBe('Not compared: fewer than two have a value.');
    expect(comparisonWords({ labels: ['A', 'B'], known: [true, true], verdict: () => null }, { polarity: 'lower-is-better', rankable: false })).toBe(
      'Not compared with each other: no ranks are given on this measure.',
    );
    expect(comparisonWords({ labels: ['A'], known: [true], verdict: () => null }, { polarity: 'lower-is-better', rankable: true })).toBe('');
    expect(['', 'A', 'A and B', 'A, B and C']).toEqual([listed([]), listed(['A']), listed(['A', 'B']), listed(['A', 'B', 'C'])]);
  });
});
