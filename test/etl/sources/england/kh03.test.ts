import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { Database, literal } from '../../../../etl/database.ts';
import type { TableOut } from '../../../../etl/source.ts';
import { kh03, kh03Columns } from '../../../../etl/sources/england/kh03.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';

interface Line {
  year?: string;
  month?: string;
  quarter?: string;
  code?: string;
  name?: string;
  beds?: Record<string, string | number>;
}

/** A row of 100 available and 90 occupied general and acute beds, but for the given cells. */
const line = ({ year = '2019', month = 'March', quarter = 'Q4', code = 'R1H', name = 'BARTS HEALTH NHS TRUST', beds = {} }: Line = {}) => {
  const cells: Record<string, string | number> = {
    year,
    period_end: month,
    quarter,
    org_code: code,
    org_name: name,
    total_on_beds_available: 100,
    general_acute_on_beds_available: 100,
    total_on_beds_occupied: 90,
    general_acute_on_beds_occupied: 90,
    ...beds,
  };
  return kh03Columns.map((column) => cells[column] ?? (/day_beds|percent/.test(column) ? 'NA' : 0));
};
const known = 'kh03/overnight_day_beds_2010_24_clean.csv';
const read = (lines: (string | number)[][], further: Record<string, string> = {}) => extractFrom(kh03, { [known]: csv(kh03Columns, lines), ...further });
const generalAcute = (table: TableOut | undefined) =>
  records(table)
    .filter(({ topic }) => topic === 'general-acute')
    .map(({ period, unit_code, item, value }) => `${period} ${unit_code} ${item} ${value}`);

describe('beds by quarter', () => {
  it('a quarter is named by the calendar: Q4 of the financial year is January to March', async () => {
    const { figures } = await read([
      line(),
      line({ month: 'June', quarter: 'Q1', beds: { total_on_beds_available: 101.5, general_acute_on_beds_available: 101.5 } }),
    ]);
    expect(generalAcute(figures)).toEqual(['2019-Q1 R1H available 100', '2019-Q1 R1H occupied 90', '2019-Q2 R1H available 101.5', '2019-Q2 R1H occupied 90']);
    expect(figures?.rows).toHaveLength(2 * 4 * 2);
  });

  it('no beds of a sector are zero beds, and the published total is ENGLAND', async () => {
    const { figures } = await read([line({ code: 'NA', name: 'ENGLAND' })]);
    expect(records(figures).find(({ topic, item }) => topic === 'maternity' && item === 'occupied')).toEqual({
      period: '2019-Q1',
      unit_code: 'ENGLAND',
      topic: 'maternity',
      item: 'occupied',
      value: 0,
      status: 'final',
    });
  });

  it('a file of a later quarter loads beside the known one; quarters in both must agree', async () => {
    const december = line({ year: '2024', month: 'December', quarter: 'Q3' });
    const { figures } = await read([line()], { 'kh03/overnight_day_beds_2019_25_clean.csv': csv(kh03Columns, [line(), december]) });
    expect(generalAcute(figures)).toContain('2024-Q4 R1H available 100');
    expect(figures?.rows).toHaveLength(2 * 4 * 2);
    const other = line({ beds: { total_on_beds_occupied: 91, general_acute_on_beds_occupied: 91 } });
    await expect(read([line()], { 'kh03/overnight_day_beds_2019_25_clean.csv': csv(kh03Columns, [other]) })).rejects.toThrow(
      `overnight_day_beds_2019_25_clean.csv, line 2: found other beds of R1H 2019-Q1 (general-acute, occupied: 91); expected the figures of ${known}, line 2`,
    );
  });

  it.each([
    ['an organisation twice in a quarter', [line(), line()], 'line 3: found organisation and quarter R1H 2019-Q1 again (first in line 2)'],
    ['a marker', [line({ beds: { maternity_on_beds_occupied: '*' } })], 'line 2, column maternity_on_beds_occupied: found “*”; expected a number of beds'],
    ['a quarter that does not end in its month', [line({ quarter: 'Q1' })], 'line 2, column quarter: found “Q1”; expected Q4, which ends in March'],
    ['a month that ends no quarter', [line({ month: 'May' })], 'line 2, column period_end: found “May”'],
    ['a code that is no code', [line({ code: '?' })], 'line 2, column org_code: found “?”'],
    ['a total of another name', [line({ code: 'NA', name: 'LONDON' })], 'column org_code: found “NA”'],
    [
      'sectors that do not add up',
      [line({ beds: { total_on_beds_available: 99 } })],
      'column total_on_beds_available: found 99 beds of R1H; expected the sum of the four sectors (100)',
    ],
  ])('refuses %s', async (_, lines, message) => {
    await expect(read(lines)).rejects.toThrow(message);
  });

  it('refuses a renamed column, a truncated file, an empty file and a file it does not know', async () => {
    await expect(extractFrom(kh03, { [known]: csv(['Year', ...kh03Columns.slice(1)], [line()]) })).rejects.toThrow(
      'line 1, column 1: found “Year”; expected “year”',
    );
    await expect(extractFrom(kh03, { [known]: csv(kh03Columns, [line()]).slice(0, -5) })).rejects.toThrow('last line: found no end of line');
    await expect(extractFrom(kh03, { [known]: '' })).rejects.toThrow('found an empty file');
    await expect(read([line()], { 'kh03/beds.xlsx': 'x' })).rejects.toThrow('kh03/beds.xlsx: found a file that the source does not know');
    await expect(extractFrom(kh03, { 'kh03/kh03.parquet': 'x' })).rejects.toThrow('kh03: found no file of quarters');
  });
});

describeWithSharedData('beds by quarter as published', (data) => {
  let rows: Record<string, string | number | null>[] = [];
  const values = new Map<string, number>();
  beforeAll(async () => {
    rows = records((await extractPublished(kh03, data)).figures);
    for (const { period, unit_code, topic, item, value } of rows) values.set(`${period} ${unit_code} ${topic} ${item}`, Number(value));
  }, 60_000);

  it('holds 58 quarters of 12,506 returns and 58 totals', () => {
    expect(rows).toHaveLength(12_564 * 8);
    expect(new Set(rows.map(({ period }) => period)).size).toBe(58);
    expect([rows[0]?.period, rows.at(-1)?.period]).toEqual(['2010-Q2', '2024-Q3']);
    expect(values.get('2019-Q1 RRK general-acute occupied')).toBe(2444.68888888889);
    expect(values.get('2018-Q4 R0A mental-illness occupied')).toBe(11.25);
    expect(values.get('2024-Q3 ENGLAND general-acute available')).toBe(103656.22826087);
  });

  it('the organisations add up to England in every quarter and sector', () => {
    const sums = new Map<string, number>();
    for (const { period, unit_code, topic, item, value } of rows) {
      const key = `${period} ENGLAND ${topic} ${item}`;
      if (unit_code !== 'ENGLAND') sums.set(key, (sums.get(key) ?? 0) + Number(value));
    }
    expect(sums.size).toBe(58 * 8);
    for (const [key, sum] of sums) expect(Math.abs(sum - (values.get(key) ?? Number.NaN))).toBeLessThan(0.01);
  });

  it('every label is that of an independent panel: 5,067 trust-quarters have its beds', () => {
    const panel: Record<string, string>[] = parse(readFileSync(join(data, 'england/trust-quarter-panel/master-quarterly-trust.csv')), { columns: true });
    let compared = 0;
    for (const { org_code, financial_year = '', fy_quarter = '', kh03_avail_ga_avg_beds, kh03_occ_ga_avg_beds } of panel) {
      const start = Number(financial_year.slice(0, 4));
      const period = fy_quarter === 'Q4' ? `${start + 1}-Q1` : `${start}-Q${Number(fy_quarter.slice(1)) + 1}`;
      const available = values.get(`${period} ${org_code} general-acute available`);
      if (available === undefined) continue;
      compared += 1;
      expect(available).toBeCloseTo(Number(kh03_avail_ga_avg_beds), 6);
      expect(values.get(`${period} ${org_code} general-acute occupied`)).toBeCloseTo(Number(kh03_occ_ga_avg_beds), 6);
    }
    expect(compared).toBe(5067);
  });

  it('agrees with the other extraction in all but nine of 8,773 trust-quarters', async () => {
    const database = await Database.open(tmpdir());
    const other = await database.readAll<{ quarter: string; code: string; available: number; occupied: number }>(
      `select distinct quarter, org_code as code, available_total::double as available, occupied_total::double as occupied
       from ${literal(join(data, 'england/kh03/kh03.parquet'))} where specialty_group = 'general_and_acute'`,
    );
    database.close();
    const differing = other.filter(({ quarter, code, available, occupied }) => {
      const year = Number(quarter.slice(0, 4));
      const period = quarter.endsWith('Q4') ? `${year + 1}-Q1` : `${year}-Q${Number(quarter.slice(-1)) + 1}`;
      const of = (item: string) => values.get(`${period} ${code} general-acute ${item}`) ?? Number.NaN;
      return !(Math.abs(of('available') - available) < 0.01 && Math.abs(of('occupied') - occupied) < 0.01);
    });
    expect(other).toHaveLength(8773);
    expect(differing.map(({ quarter, code }) => `${quarter} ${code}`).sort()).toEqual([
      '2021-22 Q1 RPA',
      '2021-22 Q1 RY5',
      '2021-22 Q2 RPA',
      '2021-22 Q2 RY5',
      '2021-22 Q3 RPA',
      '2021-22 Q3 RY5',
      '2021-22 Q4 RPA',
      '2021-22 Q4 RWW',
      '2021-22 Q4 RY5',
    ]);
  });

  it('175 trusts and care organisations had general and acute beds in 2018-19, 157 in 2022-23', () => {
    const withBeds = (...quarters: string[]) =>
      new Set(
        rows
          .filter(
            ({ period, topic, item, value }) => quarters.includes(String(period)) && topic === 'general-acute' && item === 'available' && Number(value) > 0,
          )
          .map(({ unit_code }) => unit_code),
      );
    // One more each with ENGLAND, which is counted among the 176 and 158 of the notes on the published files.
    expect(withBeds('2018-Q2', '2018-Q3', '2018-Q4', '2019-Q1').size).toBe(175 + 1);
    expect(withBeds('2022-Q2', '2022-Q3', '2022-Q4', '2023-Q1').size).toBe(157 + 1);
  });
});
