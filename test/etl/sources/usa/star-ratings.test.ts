import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PublishedFile, type TableOut } from '../../../../etl/source.ts';
import { readStarSheet, starIds } from '../../../../etl/sources/usa/star-layout.ts';
import { starMeasureNamed, starMeasures } from '../../../../etl/sources/usa/star-measures.ts';
import { starRatings } from '../../../../etl/sources/usa/star-ratings.ts';
import { decoded } from '../../../../etl/sources/usa/star-text.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';

const blank = starIds.map(() => '');
const names = ['Local CCP ', 'GROUP HEALTH COOPERATIVE ', 'Group Health ', '"Kaiser Foundation Health Plan, Inc. "'];
const measures = [
  'C10: Diabetes Care – Blood Sugar Controlled',
  'C25: Complaints about the Health Plan',
  'C19: Getting Needed Care',
  'C04: Monitoring Physical Activity',
];
const values = ['89%', '0.06', '75', '48%'];
const row = (cells: readonly string[] = values, id = 'H5050 ') => [id, ...names, ...cells];

const oneLine = (rows: string[][] = [row()], columns = measures) => csv([...starIds, ...columns], rows);
const fourLines = (year: number, rows: string[][] = [row()], columns = measures) =>
  csv(
    [`${year} Data View: Medicare Report Card Master Table`],
    [[...starIds, 'HD2: Chronic', '', '', ''], [...blank, ...columns], [...blank, ...columns.map(() => '01/01/2022 – 12/31/2022')], ...rows],
  );
const summary = (year: number, rows: string[][] = [row(['No ', '1', '2', '4.5', '4', '5'])], title = '') =>
  title +
  csv([...starIds, 'SNP', `${year - 3} Disaster %`, `${year - 2} Disaster %`, `${year} Part C Summary`, `${year} Part D Summary`, `${year} Overall`], rows);

const data = (year: number, day = `${year - 1}-10-12`) => `cms-star-ratings/${year}_Star_Ratings_Measure_Data_${day}.csv`;
const summaryOf = (year: number, day = `${year - 1}-10-12`) => `cms-star-ratings/${year}_Star_Ratings_Summary_Rating_${day}.csv`;
const readingsOf = (table: TableOut | undefined, topic: string, unit = 'H5050') =>
  records(table)
    .filter((figure) => figure.topic === topic && figure.unit_code === unit)
    .map(({ period, value, status }) => [period, value, status]);

/** Text in the Windows code page 1252, whose dash is 0x96. */
const windows = (text: string) => Buffer.from(text.replaceAll('–', '\u0096').replaceAll('’', '\u0092'), 'latin1');

describe('star ratings of CMS', () => {
  it('a year that nobody has seen loads in each of the known shapes', async () => {
    const tables = await extractFrom(starRatings, {
      [data(2027)]: fourLines(2027),
      [data(2028)]: windows(oneLine()),
      [data(2029)]: `2029 Data View,,\n${oneLine()}`,
      [summaryOf(2029)]: summary(2029, undefined, '2029 Summary Ratings,,\n'),
    });
    expect(readingsOf(tables.figures, 'hba1c-controlled')).toEqual(['rating-2027', 'rating-2028', 'rating-2029'].map((period) => [period, 89, 'final']));
    expect(readingsOf(tables.figures, 'overall-stars')).toEqual([['rating-2029', 5, 'final']]);
    expect(records(tables.measures).slice(0, 2)).toEqual([
      { period: 'rating-2027', number: 'C04', name: 'Monitoring Physical Activity', measured: '01/01/2022 – 12/31/2022', identity: '' },
      {
        period: 'rating-2027',
        number: 'C10',
        name: 'Diabetes Care – Blood Sugar Controlled',
        measured: '01/01/2022 – 12/31/2022',
        identity: 'hba1c-controlled',
      },
    ]);
    expect(records(tables.contracts)[0]).toEqual({
      period: 'rating-2027',
      contract_id: 'H5050',
      organisation_type: 'Local CCP',
      contract_name: 'GROUP HEALTH COOPERATIVE',
      marketing_name: 'Group Health',
      parent: 'Kaiser Foundation Health Plan, Inc.',
    });
  });

  it('reads a byte order mark and both encodings', () => {
    expect(decoded(Buffer.from('\uFEFFCare – Eye'))).toBe('Care – Eye');
    expect(decoded(windows('Care – Plan’s'))).toBe('Care – Plan’s');
  });

  it('knows a measure by its name whatever its number, dash and blanks; drugs and health apart', () => {
    for (const name of ['Diabetes Care – Eye Exam', 'Diabetes Care -  Eye Exam', 'diabetes care – eye exam '])
      expect(starMeasureNamed('C', name)?.topic).toBe('eye-exam');
    expect(starMeasureNamed('C', 'Members Choosing to Leave the Plan')?.topic).toBe('leaving-plan');
    expect(starMeasureNamed('D', 'Members Choosing to Leave the Plan')).toBeUndefined();
    const all = starMeasures.flatMap(({ part, names: published }) => published.map((name) => `${part} ${name}`));
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(starMeasures.map(({ topic }) => topic)).size).toBe(starMeasures.length);
  });

  it.each([
    ['Plan too new to be measured ', 'not-applicable'],
    ['Plan not required to report measure ', 'not-applicable'],
    ['Benefit not offered by plan ', 'not-applicable'],
    ['Plan too small to be measured ', 'missing'],
    ['Not enough data available ', 'missing'],
    ['No data available', 'missing'],
    ['Medicare shows only a Star Rating for this topic ', 'missing'],
    ["CMS identified issues with this plan's data ", 'missing'],
  ])('“%s” is %s', async (text, status) => {
    const tables = await extractFrom(starRatings, { [data(2024)]: oneLine([row([text, ...values.slice(1)])]) });
    expect(readingsOf(tables.figures, 'hba1c-controlled')).toEqual([['rating-2024', null, status]]);
  });

  it('zero is a value', async () => {
    const tables = await extractFrom(starRatings, { [data(2024)]: oneLine([row(['0%', '0', '75', 'x'])]) });
    expect(readingsOf(tables.figures, 'complaints-plan')).toEqual([['rating-2024', 0, 'final']]);
    expect(readingsOf(tables.figures, 'hba1c-controlled')).toEqual([['rating-2024', 0, 'final']]);
  });

  it('reads the latest issue of a year and declares the rows of an earlier one', async () => {
    const tables = await extractFrom(starRatings, {
      [data(2024, '2023-10-12')]: fourLines(2024, [row(['10%', ...values.slice(1)])]),
      [data(2024, '2024-07-02')]: oneLine(),
    });
    expect(readingsOf(tables.figures, 'hba1c-controlled')).toEqual([['rating-2024', 89, 'final']]);
  });

  it('leaves the stars of measures and the archive unread', async () => {
    const tables = await extractFrom(starRatings, {
      [data(2024)]: oneLine(),
      'cms-star-ratings/2024_Star_Ratings_Measure_Stars_2024-07-02.csv': 'x',
      'cms-star-ratings/2022_Star_Ratings_Data_Table_2021-10-06.zip': 'x',
    });
    expect(tables.contracts?.rows).toHaveLength(1);
  });

  it.each([
    [
      'a sign that is not known',
      [row(['*', ...values.slice(1)])],
      'line 2, column F: found “*” as “Diabetes Care – Blood Sugar Controlled”; expected a percentage',
    ],
    ['an empty cell', [row(['', ...values.slice(1)])], 'line 2, column F: found an empty cell'],
    ['a percentage without its sign', [row(['89', ...values.slice(1)])], 'found “89” as “Diabetes Care'],
    ['a percentage above 100', [row(['189%', ...values.slice(1)])], 'found “189%”'],
    [
      'a score on another scale',
      [row(['89%', '0.06', '75%', '48%'])],
      'line 2, column H: found “75%” as “Getting Needed Care”; expected a score from 0 to 100',
    ],
    ['a contract twice', [row(), row()], 'line 3: found contract H5050 again (first in line 2)'],
    ['an unknown id', [row(values, 'Q5050')], 'line 2, column CONTRACT_ID: found “Q5050”; expected the id of a contract'],
    ['a row that was cut off', [row(values.slice(0, 2))], 'line 2: found 7 cells; expected 9 cells'],
    ['a file without contracts', [], 'found no line below the header'],
  ])('refuses %s', async (_, rows, message) => {
    await expect(extractFrom(starRatings, { [data(2024)]: oneLine(rows) })).rejects.toThrow(message);
  });

  it('refuses a renamed column, naming the nearest layout', async () => {
    await expect(extractFrom(starRatings, { [data(2027)]: oneLine().replace('Organization Type', 'Kind') })).rejects.toThrow(
      'line 1, column B: found unknown column “Kind” in place of “Organization Type”; expected the known columns (nearest known layout: the header of one line: star ratings 2024 and 2025)',
    );
    await expect(extractFrom(starRatings, { [data(2027)]: oneLine([row([...values])], ['HbA1c', ...measures.slice(1)]) })).rejects.toThrow(
      'column F: found unknown column “HbA1c” in place of a measure such as “C01: Breast Cancer Screening”',
    );
    await expect(
      extractFrom(starRatings, { [data(2027)]: oneLine(), [summaryOf(2027)]: summary(2027).replace('2027 Overall', '2026 Overall') }),
    ).rejects.toThrow('column K: found unknown column “2026 Overall” in place of “2027 Overall”');
  });

  it('refuses a measure that stands twice and a file in which none is known', async () => {
    await expect(
      extractFrom(starRatings, { [data(2027)]: oneLine([row()], ['C11: Diabetes Care - Blood Sugar Controlled', ...measures.slice(0, 3)]) }),
    ).rejects.toThrow('measure hba1c-controlled again');
    await expect(extractFrom(starRatings, { [data(2027)]: oneLine([row(['1'])], ['C01: Other']) })).rejects.toThrow(
      'found no measure that is known by its name',
    );
  });

  it('refuses a title of another year, a header without dates, an unknown name, and an empty file', async () => {
    await expect(extractFrom(starRatings, { [data(2027)]: fourLines(2026) })).rejects.toThrow('line 1: found the title “2026 Data View');
    const dateless = csv(['2027 Data View'], [[...starIds, '', '', '', ''], [...blank, ...measures], row()]);
    await expect(extractFrom(starRatings, { [data(2027)]: dateless })).rejects.toThrow('found no dates below the measures');
    await expect(extractFrom(starRatings, { [data(2024)]: oneLine(), 'cms-star-ratings/2026 Summary.csv': 'x' })).rejects.toThrow(
      'cms-star-ratings/2026 Summary.csv: found a file that the source does not know; expected a name such as 2024_Star_Ratings_Summary_Rating_2024-07-02.csv',
    );
    await expect(extractFrom(starRatings, { [data(2024)]: '' })).rejects.toThrow('found an empty file');
    await expect(extractFrom(starRatings, { 'cms-star-ratings/2024_Star_Ratings_Measure_Stars_2024-07-02.csv': 'x' })).rejects.toThrow(
      'found no file of star ratings',
    );
  });

  it('refuses a summary that lists other contracts than the measures, and stars that are none', async () => {
    const stars = ['No ', '1', '2', '4.5', '4', '5'];
    const both = (rows: string[][]) => ({ [data(2024)]: oneLine([row(), row(values, 'H0524 ')]), [summaryOf(2024)]: summary(2024, rows) });
    await expect(extractFrom(starRatings, both([row(stars)]))).rejects.toThrow('found 1 contracts; expected 2 contracts, as in the measure data of the year');
    await expect(extractFrom(starRatings, both([row(stars), row(stars, 'H9999')]))).rejects.toThrow(
      'found contract H9999, which the measure data of the year do not have',
    );
    await expect(extractFrom(starRatings, both([row([...stars.slice(0, 5), '4.2']), row(stars, 'H0524')]))).rejects.toThrow(
      'line 2, column K: found “4.2” as overall-stars',
    );
  });
});

describeWithSharedData('star ratings of CMS as published', (shared) => {
  let tables: Record<string, TableOut> = {};
  beforeAll(async () => {
    tables = await extractPublished(starRatings, shared);
  });

  it('has 850, 875, 857 and 789 contracts, and 40, 40, 42 and 42 measures', () => {
    const perYear = (table: TableOut | undefined) =>
      ['2022', '2023', '2024', '2025'].map((year) => table?.rows.filter(([period]) => period === `rating-${year}`).length);
    expect(perYear(tables.contracts)).toEqual([850, 875, 857, 789]);
    expect(perYear(tables.measures)).toEqual([40, 40, 42, 42]);
  });

  it('has the values of H5050 that stand in the files', () => {
    expect(readingsOf(tables.figures, 'hba1c-controlled').map(([, value]) => value)).toEqual([87, 90, 89, 90]);
    expect(readingsOf(tables.figures, 'complaints-plan')[2]).toEqual(['rating-2024', 0.06, 'final']);
    expect(readingsOf(tables.figures, 'readmissions')[0]).toEqual(['rating-2024', 11, 'final']);
    expect(readingsOf(tables.figures, 'getting-needed-care')[2]).toEqual(['rating-2024', 75, 'final']);
  });

  it('carries HbA1c of 507, 550, 583 and 558 contracts and blood pressure of 0, 542, 565 and 531', () => {
    const figures = records(tables.figures);
    const count = (topic: string) =>
      ['2022', '2023', '2024', '2025'].map((year) => figures.filter((f) => f.period === `rating-${year}` && f.topic === topic && f.value !== null).length);
    expect(count('hba1c-controlled')).toEqual([507, 550, 583, 558]);
    expect(count('blood-pressure-controlled')).toEqual([0, 542, 565, 531]);
    expect(count('overall-stars')).toEqual([0, 507, 545, 521]);
  });

  it('the two issues of 2024 differ in 50 of 35,994 cells', () => {
    const sheet = (day: string) => {
      const name = `2024_Star_Ratings_Measure_Data_${day}.csv`;
      const { rows, columns } = readStarSheet(new PublishedFile(name, readFileSync(join(shared, 'us/cms-star-ratings', name))), '2024');
      return new Map(rows.flatMap(({ cells }) => columns.map(({ index }): [string, string] => [`${cells[0]?.trim()} ${index}`, cells[index]?.trim() ?? ''])));
    };
    const [october, july] = [sheet('2023-10-12'), sheet('2024-07-02')];
    expect(october.size).toBe(35_994);
    expect([...october].filter(([key, value]) => july.get(key) !== value)).toHaveLength(50);
  });
});
