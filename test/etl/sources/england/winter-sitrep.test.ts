import { beforeAll, describe, expect, it } from 'vitest';
import type { TableOut } from '../../../../etl/source.ts';
import { winterSitrep } from '../../../../etl/sources/england/winter-sitrep.ts';
import { longStay7Column, longStay21Column, occupiedColumn, openColumn, winterLayouts } from '../../../../etl/sources/england/winter-sitrep-layout.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, packed, records } from '../extracting.ts';

const layoutOf = (winters: string) => winterLayouts.find((layout) => layout.winters === winters)?.columns ?? [];
const layout = layoutOf('2017-18 to 2019-20');
const quote = (columns: readonly string[]) => columns.map((column) => `"${column}"`);

type Beds = [open?: string | number, occupied?: string | number, longStay7?: string | number, longStay21?: string | number];

/** A row: its trust, day and beds, with zeros elsewhere. */
const line = (code: string, day: string, [open = '', occupied = '', longStay7 = '', longStay21 = '']: Beds, columns = layout, name = code) => {
  const cells: Record<string, string | number> = {
    Code: code,
    Name: code === '-' && name === code ? 'ENGLAND' : name,
    Date: day,
    [openColumn]: open,
    [occupiedColumn]: occupied,
    [longStay7Column]: longStay7,
    [longStay21Column]: longStay21,
  };
  return columns.map((column) => cells[column] ?? 0);
};
const winter = (lines: (string | number)[][], columns = layout) => packed(csv(quote(columns), lines));
const read = (lines: (string | number)[][], { name = 'sitrep1819', columns = layout } = {}) =>
  extractFrom(winterSitrep, { [`winter-sitrep/${name}.csv.gz`]: winter(lines, columns) });
const written = (table: TableOut | undefined) =>
  records(table).map(({ period, unit_code, topic, item, value, status }) => `${period} ${unit_code} ${topic} ${item} ${value ?? status}`);

describe('winter reports', () => {
  it('sums days to months; a day that was not reported is in no sum', async () => {
    const { figures } = await read([line('R1H', '2018-12-30', [100, 90, 40, 10]), line('R1H', '2018-12-31', []), line('R1H', '2019-01-01', [100, 80, 30, 5])]);
    expect(written(figures)).toEqual([
      '2018-12 R1H general-acute bed_days_occupied 90',
      '2018-12 R1H general-acute bed_days_open 100',
      '2018-12 R1H general-acute days_reported 1',
      '2018-12 R1H long-stay long_stay_21 10',
      '2018-12 R1H long-stay long_stay_7 40',
      '2018-12 R1H long-stay long_stay_reported_days 1',
      '2018-12 R1H long-stay occupied_when_long_stay 90',
      '2019-01 R1H general-acute bed_days_occupied 80',
      '2019-01 R1H general-acute bed_days_open 100',
      '2019-01 R1H general-acute days_reported 1',
      '2019-01 R1H long-stay long_stay_21 5',
      '2019-01 R1H long-stay long_stay_7 30',
      '2019-01 R1H long-stay long_stay_reported_days 1',
      '2019-01 R1H long-stay occupied_when_long_stay 80',
    ]);
  });

  it('a month without a report is missing and not zero', async () => {
    const { figures } = await read([line('R1H', '2018-12-30', ['', '', '-', '-'])]);
    expect(written(figures)).toEqual([
      '2018-12 R1H general-acute bed_days_occupied missing',
      '2018-12 R1H general-acute bed_days_open missing',
      '2018-12 R1H general-acute days_reported 0',
      '2018-12 R1H long-stay long_stay_21 missing',
      '2018-12 R1H long-stay long_stay_7 missing',
      '2018-12 R1H long-stay long_stay_reported_days 0',
      '2018-12 R1H long-stay occupied_when_long_stay missing',
    ]);
  });

  it('long stays count on days with occupied beds; doubtful days are also told apart', async () => {
    const days: Beds[] = [
      [100, 90, 40, 10],
      ['', '', 40, 10],
      [100, 90, 0, 0],
      [100, 90, 8, 9],
      [0, 0, 0, 0],
    ];
    const { figures } = await read(days.map((beds, index) => line('R1H', `2018-12-1${index}`, beds)));
    expect(written(figures).filter((figure) => figure.includes('long-stay'))).toEqual([
      '2018-12 R1H long-stay long_stay_21 19',
      '2018-12 R1H long-stay long_stay_7 48',
      '2018-12 R1H long-stay long_stay_reported_days 4',
      '2018-12 R1H long-stay occupied_when_long_stay 270',
      '2018-12 R1H long-stay-contradictory long_stay_21 9',
      '2018-12 R1H long-stay-contradictory long_stay_7 8',
      '2018-12 R1H long-stay-contradictory long_stay_reported_days 1',
      '2018-12 R1H long-stay-contradictory occupied_when_long_stay 90',
      '2018-12 R1H long-stay-zero long_stay_21 0',
      '2018-12 R1H long-stay-zero long_stay_7 0',
      '2018-12 R1H long-stay-zero long_stay_reported_days 1',
      '2018-12 R1H long-stay-zero occupied_when_long_stay 90',
    ]);
  });

  it('23:00 is the next day, whose midnight row has no beds; England is all acute trusts', async () => {
    const columns = layoutOf('2020-21');
    const england = (name: string, occupied: number) => line('-', '2021-03-30 00:00:00', [1000, occupied, 300, 100], columns, name);
    const { figures } = await read(
      [
        line('R1H', '2021-03-31 23:00:00', [100, 90, 40, 10], columns),
        line('R1H', '2021-04-01 00:00:00', [], columns),
        england('ENGLAND (All Acute Trusts)', 900),
        england('ENGLAND (Type 1 Acute Trusts)', 890),
      ],
      { name: 'sitrep2021', columns },
    );
    expect(written(figures).filter((figure) => figure.includes('bed_days_occupied'))).toEqual([
      '2021-03 ENGLAND general-acute bed_days_occupied 900',
      '2021-04 R1H general-acute bed_days_occupied 90',
    ]);
  });

  it('a trust twice with the same beds is once', async () => {
    const columns = layoutOf('2022-23');
    const of = (name: string) => line('RM3', '2022-12-01', [100, 90, 40, 10], columns, name);
    const { figures } = await read([of('Northern Care Alliance NHS Ft'), of('Northern Care Alliance NHS Foundation Trust')], { name: 'sitrep2223', columns });
    expect(written(figures)).toContain('2022-12 RM3 general-acute bed_days_occupied 90');
  });

  it('a new winter of a known layout loads, with its columns in another order', async () => {
    const columns = layoutOf('2022-23').toReversed();
    const { figures } = await read([line('R1H', '2023-12-01', [100, 90, 40, 10], columns)], { name: 'sitrep2324', columns });
    expect(written(figures)).toContain('2023-12 R1H long-stay long_stay_7 40');
  });

  it('winters without long stays have no figures of them', async () => {
    const columns = layoutOf('2016-17');
    const { figures } = await read([line('R1H', '2016-12-01', [100, 90], columns)], { name: 'sitrep1617', columns });
    expect(written(figures).filter((figure) => figure.includes('long-stay'))).toEqual([]);
  });

  it.each([
    [
      'two reports of a day',
      [line('R1H', '2018-12-01', [100, 90, 40, 10]), line('R1H', '2018-12-01', [100, 91, 40, 10])],
      'line 3: found other beds of R1H on 2018-12-01 than in line 2',
    ],
    ['a marker', [line('R1H', '2018-12-01', ['*', 90, 40, 10])], 'line 2, column G&A Beds Open: found “*”; expected a whole number, - or nothing'],
    [
      'a day of another winter',
      [line('R1H', '2017-12-01', [100, 90, 40, 10])],
      'line 2, column Date: found “2017-12-01”; expected a day of the winter 2018-19',
    ],
    ['a day that is none', [line('R1H', '2019-02-30', [100, 90, 40, 10])], 'line 2, column Date: found “2019-02-30”; expected a day of the calendar'],
    ['a unit that is no trust', [line('NLX24', '2018-12-01', [100, 90, 40, 10])], 'line 2, column Code: found “NLX24”'],
    ['a total that is not England’s', [line('-', '2018-12-01', [100, 90, 40, 10], layout, 'LONDON')], 'line 2, column Name: found “LONDON”; expected England'],
  ])('refuses %s', async (_, lines, message) => {
    await expect(read(lines)).rejects.toThrow(message);
  });

  it('refuses unknown columns and names the nearest known winter', async () => {
    const columns = layout.map((column) => (column === longStay7Column ? 'No. beds occupied by long-stay patients (> 14 days)' : column));
    await expect(read([], { columns })).rejects.toThrow(
      'line 1: found “No. beds occupied by long-stay patients (> 14 days)” in place of “No. beds occupied by long-stay patients (> 7 days)”; expected the columns of a known winter (nearest known layout: winter 2017-18 to 2019-20)',
    );
    await expect(read([], { columns: [...layout, 'Code'] })).rejects.toThrow('line 1: found column “Code” twice');
  });

  it('refuses a truncated file and one that is not a winter', async () => {
    const whole = winter([line('R1H', '2018-12-01', [100, 90, 40, 10])]);
    const name = 'winter-sitrep/sitrep1819.csv.gz';
    await expect(extractFrom(winterSitrep, { [name]: whole.subarray(0, -20) })).rejects.toThrow(`${name}: found a file that cannot be unpacked`);
    await expect(extractFrom(winterSitrep, { [name]: packed(csv(quote(layout), []).slice(0, -1)) })).rejects.toThrow('last line: found no end of line');
    await expect(extractFrom(winterSitrep, { 'winter-sitrep/sitrep1820.csv.gz': whole })).rejects.toThrow('found a file that the source does not know');
  });
});

describeWithSharedData('winter reports as published', (data) => {
  let rows: ReturnType<typeof records> = [];
  beforeAll(async () => {
    rows = records((await extractPublished(winterSitrep, data)).figures);
  }, 60_000);
  const value = (...key: string[]) => rows.find(({ period, unit_code, topic, item }) => [period, unit_code, topic, item].join() === key.join())?.value;

  it('has the sums of an independent reading', () => {
    expect(rows).toHaveLength(34_196);
    expect(value('2019-01', 'RRK', 'general-acute', 'bed_days_open')).toBe(75_316);
    expect(value('2019-01', 'RRK', 'general-acute', 'bed_days_occupied')).toBe(72_129);
    expect(value('2019-01', 'RRK', 'general-acute', 'days_reported')).toBe(31);
    expect(value('2019-01', 'RRK', 'long-stay', 'long_stay_7')).toBe(40_969);
    expect(value('2019-01', 'RRK', 'long-stay', 'long_stay_21')).toBe(15_472);
    expect(value('2019-01', 'ENGLAND', 'general-acute', 'bed_days_open')).toBe(3_018_013);
    expect(value('2019-01', 'ENGLAND', 'long-stay', 'long_stay_7')).toBe(1_311_326);
    // The days after the clocks went forward: 1 to 4 April 2021.
    expect(value('2021-04', 'RJC', 'general-acute', 'bed_days_occupied')).toBe(1123);
    expect(value('2021-04', 'RJC', 'general-acute', 'days_reported')).toBe(4);
  });

  it('occupied beds of the trusts add up to England in every month', () => {
    const sums = new Map<string, number>();
    for (const { period, unit_code, item, value: sum } of rows) {
      if (item === 'bed_days_occupied' && unit_code !== 'ENGLAND') sums.set(String(period), (sums.get(String(period)) ?? 0) + Number(sum));
    }
    expect(sums.size).toBe(38);
    for (const [period, sum] of sums) expect(`${period} ${sum}`).toBe(`${period} ${value(period, 'ENGLAND', 'general-acute', 'bed_days_occupied')}`);
  });

  it('134 trusts in 2018-19; long stays from November 2017', () => {
    const of1819 = rows.filter(({ period, unit_code }) => String(period) >= '2018-12' && String(period) <= '2019-03' && unit_code !== 'ENGLAND');
    expect(new Set(of1819.map(({ unit_code }) => unit_code)).size).toBe(134);
    expect(rows.find(({ topic }) => topic === 'long-stay')?.period).toBe('2017-11');
  });
});
