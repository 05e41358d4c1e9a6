import { describe, expect, it } from 'vitest';
import { qofPracticePoints } from '../../../../etl/sources/england/qof-practice-points.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { extractFrom, extractPublished, records } from '../extracting.ts';

const quoted = (rows: readonly (readonly (string | number)[])[]) =>
  rows.map((cells) => `${cells.map((cell) => (/[",\n]/.test(String(cell)) ? `"${cell}"` : cell)).join(',')}\r\n`).join('');

const header2017 = [
  ...['Region code', 'Region geography code', 'Region name', 'Sub-region code', 'Sub-region geography code', 'Sub-region name', 'STP code', 'STP name'],
  ...['CCG code', 'CCG geography code', 'CCG name', 'Practice code', 'Practice name', 'All ages', 'Achievement score (max. 559)'],
  'QOF points total/559 available (per cent)',
  'Max. QOF points available (total points for indicators where register exists)',
  'Points achieved/max. QOF points available (per cent)',
];
const row2017 = (code: string, list: string, points: string, most: string) => [
  ...['Y54', 'E40000001', 'NORTH OF ENGLAND', 'Q72', 'E39000029', 'YORKSHIRE', 'E54000005', 'WEST YORKSHIRE STP', '02N', 'E38000001', 'NHS AIREDALE CCG'],
  ...[code, 'TOWNHEAD SURGERY', list, points, '100', most, '100'],
];

/** Two titles of 2022-23 have line breaks, so that the first practice is on line 4. */
const header = (most = 635) => [
  ...['Sub ICB Loc \nODS code', 'Sub ICB Loc \nONS code', 'Sub ICB Loc name', 'PCN ODS code', 'PCN name', 'Practice code', 'Practice name', 'List size'],
  ...[`Achievement score (${most} max)`, `QOF points total / ${most} available (%)`],
  'Total points for indicators where register exists. (Max QOF points available)',
  'Points achieved/ max. QOF points available (%)',
];
type Row = readonly (string | number)[];
const row = (code: string, network: [string, string], figures: [string, string, string]): Row => [
  ...['X2C4Y', 'E38000254', 'NHS West Yorkshire ICB - X2C4Y', ...network, code, ' Woodhouse  Hill Surgery '],
  ...[figures[0], figures[1], '92.3', figures[2], '92.3'],
];
const greenwood: [string, string] = ['U06092', 'Greenwood PCN'];
const good = row('B85048', greenwood, ['4053', '632.3', '635']);

const read = (files: Record<string, string>) =>
  extractFrom(qofPracticePoints, Object.fromEntries(Object.entries(files).map(([year, text]) => [`qof-practice-points/QOF ${year}.csv`, text])));
const readYear = (rows: readonly Row[], titles: readonly string[] = header()) => read({ '2022-23': `\uFEFF${quoted([titles, ...rows])}` });

describe('QOF points by practice', () => {
  it('reads list size, points and points available by title, in tables of differing columns', async () => {
    const { figures, practices } = await read({
      '2017-18': quoted([header2017, row2017('B82007', '9431', '546.23', '559')]),
      '2022-23': quoted([header(), good]),
    });
    expect(figures?.rows).toEqual([
      ['2017-18', 'B82007', '', 'list_size', 9431, 'final'],
      ['2022-23', 'B85048', '', 'list_size', 4053, 'final'],
      ['2017-18', 'B82007', '', 'points', 546.23, 'final'],
      ['2022-23', 'B85048', '', 'points', 632.3, 'final'],
      ['2017-18', 'B82007', '', 'points_available', 559, 'final'],
      ['2022-23', 'B85048', '', 'points_available', 635, 'final'],
    ]);
    expect(practices?.rows).toEqual([
      ['2017-18', 'B82007', 'TOWNHEAD SURGERY', '', '', '02N'],
      ['2022-23', 'B85048', 'Woodhouse Hill Surgery', 'U06092', 'Greenwood PCN', 'X2C4Y'],
    ]);
  });

  it('has no network code for a practice that the publisher calls unallocated', async () => {
    const { practices } = await readYear([row('B85048', ['U', 'Unallocated'], ['4053', '632.3', '635'])]);
    expect(records(practices)[0]).toMatchObject({ network_code: '', network_name: '' });
  });

  it('knows zero points from points that were not published', async () => {
    const { figures } = await readYear([row('B85048', greenwood, ['4053', ':', ':']), row('B85049', greenwood, ['12', '0', '635'])]);
    const points = records(figures).filter(({ item }) => item === 'points');
    expect(points.map(({ value, status }) => `${value} ${status}`)).toEqual(['null missing', '0 final']);
  });

  it('reads a further year of a known layout, with another maximum and its columns in another order', async () => {
    const [titles, cells] = [header(564), good.with(8, '501.5').with(10, '564')];
    const { figures } = await read({ '2022-23': quoted([header(), good]), '2023-24': quoted([titles.toReversed(), cells.toReversed()]) });
    expect(records(figures).filter(({ period }) => period === '2023-24')).toMatchObject([
      { unit_code: 'B85048', item: 'list_size', value: 4053 },
      { unit_code: 'B85048', item: 'points', value: 501.5 },
      { unit_code: 'B85048', item: 'points_available', value: 564 },
    ]);
  });

  const refusals: [string, readonly Row[], readonly string[], string][] = [
    ['a practice twice', [good, good], header(), 'QOF 2022-23.csv, line 5: found practice B85048 again (first in line 4)'],
    ['a code that is not a practice’s', [good.with(5, 'B8504')], header(), 'column Practice code: found “B8504”; expected a practice, such as A81001'],
    ['an area that is not known', [good.with(0, 'E38000254')], header(), 'column CCG or sub-ICB code: found “E38000254”'],
    ['a network without a code', [row('B85048', ['', 'Greenwood PCN'], ['1', '2', '3'])], header(), 'line 4: found the network an empty cell “Greenwood PCN”'],
    ['a sign that is not known', [good.with(8, '*')], header(), 'line 4, column I: found “*” as points; expected a number'],
    ['an empty cell', [good.with(7, '')], header(), 'line 4, column H: found an empty cell as list_size; expected a number'],
    ['a list size that is not published', [good.with(7, ':')], header(), 'found “:” as list_size'],
    ['points without points available', [good.with(10, ':')], header(), 'line 4: found points without points available, or the reverse'],
    ['more points than the maximum', [good.with(8, '636')], header(), 'found 636 as points; expected at most 635'],
    ['titles with two maxima', [good], header().with(9, 'QOF points total / 559 available (%)'), 'found titles that name a maximum of 635 and of 559 points'],
    ['a row that is cut short', [good, good.slice(0, 6)], header(), 'line 5: found 6 cells; expected 12 cells'],
    ['a table without practices', [], header(), 'QOF 2022-23.csv: found no practice'],
    [
      'a renamed column, by the nearest known layout',
      [good],
      header().with(7, 'Patients'),
      'line 1, column H: found unknown column “Patients” in place of “List size”; expected the columns of a known layout (nearest known layout: QOF 2021-22 and 2022-23)',
    ],
    ['a lost column', [good.slice(0, -1)], header().slice(0, -1), 'line 1: found no column “Points achieved/ max. QOF points available (%)”'],
    ['a further column', [[...good, 1]], [...header(), 'Domain'], 'line 1, column M: found unknown column “Domain”; expected the columns of a known layout'],
    ['a column twice', [[...good, 1]], [...header(), 'PCN name'], 'line 1, column M: found a second column “PCN name”'],
  ];
  it.each(refusals)('refuses %s', async (_, rows, titles, message) => {
    await expect(readYear(rows, titles)).rejects.toThrow(message);
  });

  it('refuses files that are not a year’s, are empty or are cut short', async () => {
    await expect(read({ '2022-24': quoted([header(), good]) })).rejects.toThrow(
      'QOF 2022-24.csv: found a file that the source does not know; expected files named such as “QOF 2022-23.csv”',
    );
    await expect(read({ '2022-23': '' })).rejects.toThrow('QOF 2022-23.csv: found an empty file');
    await expect(read({ '2022-23': quoted([header(), good]).slice(0, -3) })).rejects.toThrow('last line: found no end of line');
  });
});

describeWithSharedData('QOF points by practice as published', (data) => {
  it('has every practice, and the list sizes and points that another reading finds', async () => {
    const { figures, practices } = await extractPublished(qofPracticePoints, data);
    const found = records(figures);
    const years = ['2017-18', '2018-19', '2019-20', '2021-22', '2022-23'];
    const sums = (item: string) =>
      years.map((year) => found.filter((f) => f.period === year && f.item === item).reduce((sum, { value }) => sum + Number(value), 0));
    const count = (status: string) => years.map((year) => found.filter((f) => f.period === year && f.item === 'points' && f.status === status).length);
    expect(sums('list_size')).toEqual([58_383_266, 59_386_096, 60_407_685, 61_604_213, 62_378_057]);
    expect(sums('points').map((sum) => sum.toFixed(2))).toEqual(['3810386.01', '3695810.59', '3587654.03', '3768353.65', '3659612.13']);
    expect(sums('points_available')).toEqual([3_958_709, 3_827_196, 3_752_713, 4_105_637, 4_047_466]);
    expect(count('final')).toEqual([7089, 6854, 6720, 6470, 6378]);
    expect(count('missing')).toEqual([11, 19, 0, 0, 0]);
    const of = (period: string) => records(practices).filter((practice) => practice.period === period);
    expect(years.map((year) => of(year).length)).toEqual([7100, 6873, 6720, 6470, 6378]);
    expect(years.map((year) => of(year).filter((practice) => practice.network_code === '').length)).toEqual([7100, 6873, 61, 63, 63]);
    expect(years.map((year) => new Set(of(year).map((practice) => practice.network_code)).size - 1)).toEqual([0, 0, 1250, 1261, 1267]);
  }, 60_000);
});
