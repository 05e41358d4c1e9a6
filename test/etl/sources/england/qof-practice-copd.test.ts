import { describe, expect, it } from 'vitest';
import { qofPracticeCopd } from '../../../../etl/sources/england/qof-practice-copd.ts';
import { copdLayouts } from '../../../../etl/sources/england/qof-practice-copd-layout.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { extractFrom, extractPublished, records } from '../extracting.ts';
import { workbook } from '../published.ts';

const titles = copdLayouts[0]?.columns ?? [];
type Cells = Record<string, string | number | null>;

/** A practice as published, but for the given cells. */
const practice = (code: string, cells: Cells = {}) => {
  const published: Cells = {
    Practice_code: code,
    List_size_2020_21: 9667,
    COPD_Register_2020_21: 205,
    List_size_2021_22: 9889,
    COPD_Register_2021_22: 199,
    COPD008_Numerator: 51,
    COPD008_Denominator: 55,
    COPD008_PCA: 4,
    COPD008_Denominator_plus_PCA: 59,
    COPD010_Numerator: 150,
    COPD010_Denominator: 191,
    COPD010_PCA: 8,
    COPD010_Denominator_plus_PCA: 199,
    Total_Denominators_2021_22: 246,
    COPD_Total_PCAs_2021_22: 12,
    ...cells,
  };
  return titles.map((title) => published[title] ?? (title in published ? null : 'NA'));
};

const read = (rows: (string | number | null)[][], header: readonly string[] = titles, name = 'Full_Data') =>
  extractFrom(qofPracticeCopd, { 'qof-practice-copd/Full_Data.xlsx': workbook([{ name, rows: [[...header], ...rows] }]) });

describe('COPD by practice', () => {
  it('carries register and list size of two years, and the counts behind two indicators', async () => {
    const { figures } = await read([practice('E82002', { COPD008_Numerator: 0 })]);
    expect(figures?.rows.map((row) => row.slice(0, 5).join(' '))).toEqual([
      '2020-21 E82002 COPD list_size 9667',
      '2021-22 E82002 COPD list_size 9889',
      '2020-21 E82002 COPD register 205',
      '2021-22 E82002 COPD register 199',
      '2021-22 E82002 COPD008 denominator 55',
      '2021-22 E82002 COPD008 exceptions 4',
      '2021-22 E82002 COPD008 numerator 0',
      '2021-22 E82002 COPD010 denominator 191',
      '2021-22 E82002 COPD010 exceptions 8',
      '2021-22 E82002 COPD010 numerator 150',
    ]);
    expect(new Set(records(figures).map(({ status }) => status))).toEqual(new Set(['final']));
  });

  it('knows a register of 2020-21 that is not available as missing', async () => {
    const { figures } = await read([practice('E82002', { COPD_Register_2020_21: 'NA' })]);
    expect(records(figures).find(({ period, item }) => period === '2020-21' && item === 'register')).toMatchObject({ value: null, status: 'missing' });
  });

  const good = practice('E82002');
  const refusals: [string, (string | number | null)[][], string][] = [
    ['a practice twice', [good, good], 'sheet Full_Data, row 3: found practice E82002 again (first in sheet Full_Data, row 2)'],
    ['a row without a practice', [practice('')], 'sheet Full_Data, row 2, column Practice_code: found an empty cell'],
    ['a count of 2021-22 that is not available', [practice('E82002', { COPD010_Numerator: 'NA' })], 'found “NA” as COPD010_Numerator; expected a whole number'],
    ['a sign that is not known', [practice('E82002', { List_size_2020_21: '*' })], 'found “*” as List_size_2020_21'],
    ['an empty cell', [practice('E82002', { COPD_Register_2021_22: null })], 'found an empty cell as COPD_Register_2021_22'],
    ['half a patient', [practice('E82002', { COPD_Register_2021_22: 1.5 })], 'found “1.5” as COPD_Register_2021_22'],
    [
      'counts that do not add up',
      [practice('E82002', { COPD010_PCA: 9, COPD_Total_PCAs_2021_22: 13 })],
      'row 2: found COPD010_Denominator_plus_PCA 199; expected 200, the sum of COPD010_Denominator and COPD010_PCA',
    ],
    ['a sheet without practices', [], 'sheet Full_Data: found no practice'],
  ];
  it.each(refusals)('refuses %s', async (_, rows, message) => {
    await expect(read(rows)).rejects.toThrow(message);
  });

  it('refuses a renamed column, another sheet and another file', async () => {
    const renamed = titles.map((title) => (title === 'COPD010_PCA' ? 'COPD010_Exceptions' : title));
    await expect(read([good], renamed)).rejects.toThrow(
      'found unknown column “COPD010_Exceptions” in place of “COPD010_PCA”; expected the columns of a known layout (nearest known layout: QOF COPD 2021-22)',
    );
    await expect(read([good], titles, 'Sheet1')).rejects.toThrow('found no sheet Full_Data among Sheet1');
    await expect(extractFrom(qofPracticeCopd, { 'qof-practice-copd/Full_Data.xlsx': 'PK' })).rejects.toThrow('found a file that is not a workbook');
    await expect(
      extractFrom(qofPracticeCopd, { 'qof-practice-copd/Full_Data.xlsx': workbook([{ name: 'Full_Data', rows: [] }]), 'qof-practice-copd/notes.txt': 'x' }),
    ).rejects.toThrow('notes.txt: found a file that the source does not know');
  });
});

describeWithSharedData('COPD by practice as published', (data) => {
  it('has 6,470 practices and the sums that another reading finds', async () => {
    const found = records((await extractPublished(qofPracticeCopd, data)).figures);
    const sums = new Map<string, number>();
    for (const { period, topic, item, value } of found) {
      const key = `${period} ${topic} ${item}`;
      sums.set(key, (sums.get(key) ?? 0) + Number(value));
    }
    expect(Object.fromEntries(sums)).toEqual({
      '2020-21 COPD list_size': 60_037_519,
      '2020-21 COPD register': 1_157_631,
      '2021-22 COPD list_size': 61_604_213,
      '2021-22 COPD register': 1_152_272,
      '2021-22 COPD008 numerator': 106_422,
      '2021-22 COPD008 denominator': 140_681,
      '2021-22 COPD008 exceptions': 148_079,
      '2021-22 COPD010 numerator': 688_607,
      '2021-22 COPD010 denominator': 1_051_290,
      '2021-22 COPD010 exceptions': 100_912,
    });
    expect(found).toHaveLength(6470 * 10);
    const missing = found.filter(({ status }) => status === 'missing').map(({ period, item }) => `${period} ${item}`);
    expect(missing.filter((key) => key === '2020-21 list_size')).toHaveLength(10);
    expect(missing.filter((key) => key === '2020-21 register')).toHaveLength(15);
    expect(missing).toHaveLength(25);
    const of = (topic: string) => found.filter((f) => f.unit_code === 'B82041' && f.topic === topic).map(({ item, value }) => `${item} ${value}`);
    expect(of('COPD010')).toEqual(['denominator 386', 'exceptions 23', 'numerator 332']);
    expect(of('COPD008')).toEqual(['denominator 64', 'exceptions 69', 'numerator 53']);
  }, 60_000);
});
