import { describe, expect, it } from 'vitest';
import { aeSeries } from '../../../../etl/sources/england/ae-series.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';

type Lines = (string | number)[][];

const totals = [
  'total_attendances',
  'attendances_over_4hours',
  'total_emergency_admissions',
  'emergency_admissions_over_4hours',
  'pct_attendance_over_4hours',
  'pct_emergency_admissions_over_4hours',
  'date',
];
const typeHeader = ['period', 'org_code', 'type', 'attendances', 'breaches', 'admissions'];
const files = ({ types = [], trusts = [], icbs = [] }: { types?: Lines; trusts?: Lines; icbs?: Lines }) => ({
  'ae-series/NHSRdatasets_ae_attendances.csv': csv(typeHeader, types),
  'ae-series/england_ae_acute_trust_attribution.csv': 'not read\n',
  'ae-series/england_icb_accidents_emergency.csv': csv(['icb22_code', ...totals], icbs),
  'ae-series/england_trust_accidents_emergency.csv': csv(['nhs_trust22_code', ...totals], trusts),
});
const read = (lines: Parameters<typeof files>[0]) => extractFrom(aeSeries, files(lines));
const total = (unit: string, date: string, attendances: string | number = 100, over: string | number = 30) => [
  unit,
  attendances,
  over,
  40,
  10,
  0.3,
  0.25,
  date,
];

describe('attendances', () => {
  it('by type of department: what was not over four hours was within', async () => {
    const { figures } = await read({
      types: [
        ['2018-12-01', 'RRK', 'other', 50, 0, 0],
        ['2018-12-01', 'RRK', '1', 100, 30, 40],
        ['2018-12-01', 'NLX24', 'other', 10, 0, 0],
      ],
    });
    expect(figures?.rows).toEqual([
      ['2018-12', 'RRK', 'other', 'attendances', 50, 'final'],
      ['2018-12', 'RRK', 'other', 'emergency_admissions_via_ae', 0, 'final'],
      ['2018-12', 'RRK', 'other', 'within_4_hours', 50, 'final'],
      ['2018-12', 'RRK', 'type-1', 'attendances', 100, 'final'],
      ['2018-12', 'RRK', 'type-1', 'emergency_admissions_via_ae', 40, 'final'],
      ['2018-12', 'RRK', 'type-1', 'within_4_hours', 70, 'final'],
    ]);
  });

  it('of all types, by trust and by board; no figure over four hours is none within', async () => {
    const tables = await read({ trusts: [total('RRK', 'May 2023', 100, 'NA')], icbs: [total('E54000055', 'May 2023')] });
    expect(tables.figures?.rows).toEqual([
      ['2023-05', 'RRK', 'all', 'attendances', 100, 'final'],
      ['2023-05', 'RRK', 'all', 'emergency_admissions', 40, 'final'],
      ['2023-05', 'RRK', 'all', 'within_4_hours', null, 'missing'],
    ]);
    expect(records(tables['icb-figures']).at(-1)).toEqual({
      period: '2023-05',
      unit_code: 'E54000055',
      topic: 'all',
      item: 'within_4_hours',
      value: 70,
      status: 'final',
    });
  });

  it('leaves out a month that repeats an earlier one', async () => {
    const month = (date: string) => Array.from({ length: 10 }, (_, index) => total(`R0${index}`, date, 100 + index));
    const { figures } = await read({ trusts: [...month('February 2024'), ...month('February 2025')] });
    expect([...new Set(figures?.rows.map(([period]) => period))]).toEqual(['2024-02']);
  });

  it.each([
    ['a type that is not known', { types: [['2018-12-01', 'RRK', '4', 1, 0, 0]] }, 'line 2, column type: found “4”; expected 1, 2 or other'],
    ['more over four hours than attended', { trusts: [total('RRK', 'May 2023', 10, 11)] }, 'line 2: found 11 of 10 attendances over four hours'],
    [
      'a trust twice in a month',
      { trusts: [total('RRK', 'May 2023'), total('RRK', 'May 2023')] },
      'line 3: found unit and month RRK 2023-05 again (first in line 2)',
    ],
    [
      'a type twice',
      {
        types: [
          ['2018-12-01', 'RRK', '1', 1, 0, 0],
          ['2018-12-01', 'RRK', '1', 1, 0, 0],
        ],
      },
      'line 3: found organisation, month and type RRK 2018-12 type-1 again',
    ],
    ['a board by another code', { icbs: [total('QHL', 'May 2023')] }, 'line 2, column icb22_code: found “QHL”; expected the ONS code'],
    ['a marker', { trusts: [total('RRK', 'May 2023', '*')] }, 'column total_attendances: found “*”; expected a whole number or NA'],
    ['a day within a month', { types: [['2018-12-02', 'RRK', '1', 1, 0, 0]] }, 'column period: found “2018-12-02”; expected the first day of a month'],
  ])('refuses %s', async (_, lines: Parameters<typeof files>[0], message) => {
    await expect(read(lines)).rejects.toThrow(message);
  });

  it('refuses another header and a file it does not know', async () => {
    const all = files({});
    await expect(extractFrom(aeSeries, { ...all, 'ae-series/NHSRdatasets_ae_attendances.csv': csv(['month', ...typeHeader.slice(1)], []) })).rejects.toThrow(
      'line 1, column 1: found “month”; expected “period”',
    );
    await expect(extractFrom(aeSeries, { ...all, 'ae-series/new.csv': 'x' })).rejects.toThrow('ae-series/new.csv: found a file that the source does not know');
  });
});

describeWithSharedData('attendances as published', (data) => {
  it('trusts from 2016 and 42 boards from 2022, without the months that repeat 2024', async () => {
    const tables = await extractPublished(aeSeries, data);
    const trusts = records(tables.figures);
    const icbs = records(tables['icb-figures']);
    const value = (rows: typeof trusts, ...key: string[]) =>
      rows.find(({ period, unit_code, topic, item }) => [period, unit_code, topic, item].join() === key.join())?.value;
    expect([trusts.length, icbs.length]).toEqual([(10_307 + 7594) * 3, 1596 * 3]);
    expect(value(trusts, '2018-12', 'RRK', 'type-1', 'within_4_hours')).toBe(30_979 - 8981);
    expect(value(trusts, '2018-12', 'RRK', 'other', 'emergency_admissions_via_ae')).toBe(1457);
    expect(value(trusts, '2024-03', 'RRK', 'all', 'emergency_admissions')).toBe(15_895);
    expect(value(icbs, '2025-07', 'E54000055', 'all', 'within_4_hours')).toBe(53_757 - 14_400);
    expect(icbs.filter(({ period }) => period === '2025-02' || period === '2025-03')).toEqual([]);
    expect(trusts.filter(({ status }) => status === 'missing')).toHaveLength(354);
    const units = (rows: typeof trusts, topic: string, from: string, to: string) =>
      new Set(rows.filter((row) => row.topic === topic && String(row.period) >= from && String(row.period) <= to).map(({ unit_code }) => unit_code)).size;
    expect(units(trusts, 'type-1', '2018-04', '2019-03')).toBe(137);
    expect(units(trusts, 'all', '2022-04', '2023-03')).toBe(154);
    expect(units(icbs, 'all', '2022-04', '2025-07')).toBe(42);
  }, 30_000);
});
