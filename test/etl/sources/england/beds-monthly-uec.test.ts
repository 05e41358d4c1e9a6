import { describe, expect, it } from 'vitest';
import { bedsMonthlyUec, uecColumns } from '../../../../etl/sources/england/beds-monthly-uec.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';

const file = 'beds-monthly-uec/england_critical_general_acute_beds.csv';
const line = (code: string, date: string, beds: Record<string, string | number> = {}) => {
  const cells: Record<string, string | number> = {
    nhs_trust22_code: code,
    date,
    general_acute_beds_available: 100,
    general_acute_beds_occupied: 90,
    adult_critical_care_beds_available: 10,
    adult_critical_care_beds_occupied: 8,
    ...beds,
  };
  return uecColumns.map((column) => cells[column] ?? 'NA');
};
const read = (lines: (string | number)[][], header = uecColumns) => extractFrom(bedsMonthlyUec, { [file]: csv(header, lines) });
const trust = (index: number) => `R0${String.fromCharCode(65 + index)}`;

describe('monthly beds', () => {
  it('carries available and occupied beds; NA is missing and 0 is zero', async () => {
    const { figures } = await read([line('R0A', 'May 2022', { adult_critical_care_beds_available: 0, adult_critical_care_beds_occupied: 'NA' })]);
    expect(figures?.rows).toEqual([
      ['2022-05', 'R0A', 'adult-critical-care', 'available', 0, 'final'],
      ['2022-05', 'R0A', 'adult-critical-care', 'occupied', null, 'missing'],
      ['2022-05', 'R0A', 'general-acute', 'available', 100, 'final'],
      ['2022-05', 'R0A', 'general-acute', 'occupied', 90, 'final'],
    ]);
  });

  it('leaves out a month that repeats an earlier one whole, and no other', async () => {
    const month = (date: string, beds: Record<string, string | number> = {}) =>
      Array.from({ length: 12 }, (_, index) => line(trust(index), date, index === 11 ? beds : {}));
    const { figures } = await read([...month('August 2022'), ...month('July 2022'), ...month('June 2022', { general_acute_beds_occupied: 91 })]);
    expect([...new Set(figures?.rows.map(([period]) => period))]).toEqual(['2022-06', '2022-07']);
  });

  it.each([
    ['a trust twice in a month', [line('R0A', 'May 2022'), line('R0A', 'May 2022')], 'line 3: found trust and month R0A 2022-05 again (first in line 2)'],
    [
      'a marker',
      [line('R0A', 'May 2022', { general_acute_beds_occupied: '*' })],
      'column general_acute_beds_occupied: found “*”; expected a whole number or NA',
    ],
    ['a month that is none', [line('R0A', '2022-05')], 'line 2, column date: found “2022-05”; expected a month such as April 2022'],
    ['a code that is no trust', [line('NLX24', 'May 2022')], 'found “NLX24”; expected an NHS trust'],
  ])('refuses %s', async (_, lines, message) => {
    await expect(read(lines)).rejects.toThrow(message);
  });

  it('refuses a renamed column and a second file', async () => {
    await expect(read([], ['code', ...uecColumns.slice(1)])).rejects.toThrow('line 1, column 1: found “code”; expected “nhs_trust22_code”');
    await expect(extractFrom(bedsMonthlyUec, { [file]: csv(uecColumns, []), 'beds-monthly-uec/x.csv': 'x' })).rejects.toThrow(
      'beds-monthly-uec/x.csv: found a file that the source does not know',
    );
  });
});

describeWithSharedData('monthly beds as published', (data) => {
  it('137 trusts and 40 months: August 2022 repeats July', async () => {
    const rows = records((await extractPublished(bedsMonthlyUec, data)).figures);
    expect(rows).toHaveLength(5420 * 4);
    const months = new Set(rows.map(({ period }) => period));
    expect(months.size).toBe(40);
    expect(months.has('2022-08')).toBe(false);
    expect(new Set(rows.filter(({ period }) => String(period) <= '2023-03').map(({ unit_code }) => unit_code)).size).toBe(137);
    const of = (period: string, unit: string) => rows.filter((row) => row.period === period && row.unit_code === unit).map(({ value }) => value);
    expect(of('2023-01', 'RRK')).toEqual([95, 94, 2477, 2384]);
    expect(of('2022-04', 'RP6')).toEqual([0, null, 13, 4]);
  }, 30_000);
});
