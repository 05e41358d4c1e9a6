import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '../../../../etl/readers/table.ts';
import { PublishedFile, type TableOut } from '../../../../etl/source.ts';
import { medicareStars, readScore } from '../../../../etl/sources/usa/medicarestars-2008-2022.ts';
import { contractColumns, measureColumns, scoreColumns, summaryColumns } from '../../../../etl/sources/usa/medicarestars-columns.ts';
import { starMeasureNamed } from '../../../../etl/sources/usa/star-measures.ts';
import { starRatings } from '../../../../etl/sources/usa/star-ratings.ts';
import { eachPackedRow } from '../../../../etl/sources/usa/star-rows.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, packed, records } from '../extracting.ts';

const folder = 'medicarestars-2008-2022';
const measure = (year: number, id: string, name: string, display = 'FALSE', higher = '1') => [
  year,
  id,
  name,
  id.startsWith('D0') ? 'D' : 'C',
  'HD',
  'Domain',
  'X',
  name,
  'HEDIS',
  '2006-01-01',
  '2006-12-31',
  '',
  '1',
  '1',
  display,
  higher,
];
const score = (year: number, id: string, contract: string, value: string, text: string) => [
  year,
  id,
  'X',
  contract,
  value,
  '',
  'Part C',
  value === '' ? text : '',
  '',
  text,
  '',
];

const measures = [
  measure(2009, 'C26', 'Diabetes Care - Blood Sugar Controlled'),
  measure(2009, 'C99', 'Glaucoma Testing'),
  measure(2011, 'C30', 'Complaints Tracking Module', 'TRUE', ''),
  measure(2022, 'C11', 'Diabetes Care - Blood Sugar Controlled'),
];
const scores = [
  score(2009, 'C26', 'H5050', '0.88', '88'),
  score(2009, 'C26', 'H0524', '', 'Plan too small to be measured'),
  score(2009, 'C99', 'H5050', '0.5', '50'),
  score(2011, 'C30', 'H5050', '0.26', '0.26'),
  score(2022, 'C11', 'H5050', '0.87', '87%'),
];
interface Parts {
  measures?: (string | number)[][];
  contracts?: (string | number)[][];
  scores?: (string | number)[][];
  summaries?: (string | number)[][];
}
const contracts = [
  [2009, 'H5050', '', 'GROUP HEALTH COOPERATIVE', 'Group Health', '', '', ''],
  [2022, 'H5050', 'Local CCP', 'KAISER', 'Kaiser', 'Kaiser', '', ''],
];
const summaries = [
  [2009, 'Part D', 'MA-PD Average', '3.6', ''],
  [2009, 'Part C', 'H5050', '4.5', ''],
  [2022, 'Overall', 'H0524', '', 'Plan too new to be measured'],
];
const files = (parts: Parts = {}) => ({
  [`${folder}/measure_df.csv`]: csv(measureColumns, parts.measures ?? measures),
  [`${folder}/contract_df.csv`]: csv(contractColumns, parts.contracts ?? contracts),
  [`${folder}/measure_score_df.csv.gz`]: packed(csv(scoreColumns, parts.scores ?? scores)),
  [`${folder}/summary_stars_df.csv`]: csv(summaryColumns, parts.summaries ?? summaries),
  ...Object.fromEntries(
    ['cai_df.csv', 'cut_point_df.csv', 'disenrollment_df.csv', 'domain_stars_df.csv.gz', 'measure_star_range_df.csv'].map((name) => [`${folder}/${name}`, 'x']),
  ),
});

describe('star ratings of 2008 to 2022 in long form', () => {
  it('carries the printed values of measures that have an identity, before 2022, and all summary ratings', async () => {
    const tables = await extractFrom(medicareStars, files());
    expect(tables.figures?.rows).toEqual([
      ['rating-2009', 'H0524', 'hba1c-controlled', 'value', null, 'missing'],
      ['rating-2009', 'H5050', 'hba1c-controlled', 'value', 88, 'final'],
      ['rating-2009', 'H5050', 'part-c-stars', 'stars', 4.5, 'final'],
      ['rating-2011', 'H5050', 'complaints-plan', 'value', 0.26, 'final'],
      ['rating-2022', 'H0524', 'overall-stars', 'stars', null, 'not-applicable'],
    ]);
    expect(tables.contracts?.rows).toEqual([['rating-2009', 'H5050', '', 'GROUP HEALTH COOPERATIVE', 'Group Health', '']]);
    expect(tables.measures?.rows).toEqual([
      ['rating-2009', 'C26', 'Diabetes Care - Blood Sugar Controlled', '', 'hba1c-controlled', '2006-01-01', '2006-12-31', 0, 1],
      ['rating-2009', 'C99', 'Glaucoma Testing', '', '', '2006-01-01', '2006-12-31', 0, 1],
      ['rating-2011', 'C30', 'Complaints Tracking Module', '', 'complaints-plan', '2006-01-01', '2006-12-31', 1, null],
    ]);
  });

  it('takes the number that was printed, not the fraction, and asks that they agree', () => {
    const hba1c = starMeasureNamed('C', 'Diabetes Care – Blood Sugar Controlled');
    const complaints = starMeasureNamed('C', 'Complaints about the Health Plan');
    if (hba1c === undefined || complaints === undefined) throw new Error('no such measure');
    expect(readScore(hba1c, '80.7%', '0.807')).toEqual({ value: 80.7, status: 'final' });
    expect(readScore(hba1c, '0', '0')).toEqual({ value: 0, status: 'final' });
    expect(readScore(hba1c, '80.7%', '0.7')).toBeNull();
    expect(readScore(complaints, '23.72', '23.72')).toEqual({ value: 23.72, status: 'final' });
    expect(readScore(complaints, '23.72%', '23.72')).toBeNull();
    expect(readScore(hba1c, '', '')).toBeNull();
  });

  it.each<[string, Parts, string]>([
    [
      'a value that does not agree',
      { scores: [score(2009, 'C26', 'H5050', '0.77', '88')] },
      'line 2, column value_original_text: found “88” with the value “0.77” as hba1c-controlled',
    ],
    ['a text that is not known', { scores: [score(2009, 'C26', 'H5050', '', '*')] }, 'line 2, column value_original_text: found “*”'],
    [
      'a measure that is not listed',
      { scores: [score(2009, 'C77', 'H5050', '0.5', '50')] },
      'line 2, column measure_id: found “C77”; expected a measure of 2009 in measure_df.csv',
    ],
    ['a value twice', { scores: [scores[0] ?? [], scores[0] ?? []] }, 'line 3: found value 2009 H5050 hba1c-controlled again (first in line 2)'],
    ['a contract twice', { contracts: [contracts[0] ?? [], contracts[0] ?? []] }, 'line 3: found contract 2009 H5050 again'],
    [
      'two measures of one identity',
      { measures: [...measures, measure(2009, 'C98', 'Diabetes Care – Blood Sugar Controlled')] },
      'found identity 2009 hba1c-controlled again',
    ],
    [
      'a year of elsewhere',
      { contracts: [[2023, 'H5050', '', '', '', '', '', '']] },
      'line 2, column star_year: found “2023”; expected a rating year from 2008 to 2022',
    ],
    [
      'another kind of rating',
      { summaries: [[2009, 'Part E', 'H5050', '4', '']] },
      'line 2, column summary_type: found “Part E”; expected “Overall” or “Part C” or “Part D”',
    ],
    ['stars that are none', { summaries: [[2009, 'Part C', 'H5050', '6', '']] }, 'line 2, column stars: found “6”'],
    [
      'a sign in place of true and false',
      { measures: [measure(2009, 'C26', 'Eye', 'yes')] },
      'line 2, column display_measure: found “yes”; expected “TRUE” or “FALSE”',
    ],
  ])('refuses %s', async (_, parts, message) => {
    await expect(extractFrom(medicareStars, files(parts))).rejects.toThrow(message);
  });

  it('refuses a packed file that is cut off, has another header or a row of another length', async () => {
    const scoresFile = `${folder}/measure_score_df.csv.gz`;
    const bytes = packed(csv(scoreColumns, scores));
    const withFile = (content: Buffer) => extractFrom(medicareStars, { ...files(), [scoresFile]: content });
    await expect(withFile(bytes.subarray(0, bytes.length - 9))).rejects.toThrow(`${scoresFile}: found a file that cannot be unpacked`);
    await expect(withFile(packed(csv(scoreColumns, scores).slice(0, -3)))).rejects.toThrow('last line: found no end of line');
    await expect(withFile(packed(csv(['year', ...scoreColumns.slice(1)], scores)))).rejects.toThrow('line 1, column 1: found “year”; expected “star_year”');
    await expect(withFile(packed(csv(scoreColumns, [[2009, 'C26']])))).rejects.toThrow('line 2: found 2 cells; expected 11 cells');
    await expect(withFile(packed(`${csv(scoreColumns, [])}"open\n`))).rejects.toThrow('found text that is not CSV');
    const { [scoresFile]: _, ...without } = files();
    await expect(extractFrom(medicareStars, without)).rejects.toThrow(`${scoresFile}: found no such file`);
  });
});

describeWithSharedData('star ratings of 2008 to 2022 as published', (shared) => {
  let tables: Record<string, TableOut> = {};
  beforeAll(async () => {
    tables = await extractPublished(medicareStars, shared);
  }, 120_000);

  it('has 252,344 values of measures, 27,138 summary ratings, 9,846 contracts and 1,117 measures', () => {
    const stars = tables.figures?.rows.filter((row) => row[3] === 'stars').length;
    expect([tables.figures?.rows.length, stars, tables.contracts?.rows.length, tables.measures?.rows.length]).toEqual([279_482, 27_138, 9846, 1117]);
  });

  it('has HbA1c of H5050 as printed, with a gap in 2010', () => {
    const series = records(tables.figures).filter((f) => f.unit_code === 'H5050' && f.topic === 'hba1c-controlled');
    expect(series.map(({ period, value }) => `${String(period).slice(7)}:${value}`).join(' ')).toBe(
      '2008:89 2009:88 2011:89 2012:91 2013:88 2014:87 2015:87 2016:84 2017:84 2018:85 2019:85 2020:87 2021:87',
    );
  });

  it('repeats the clinical measures of 2020 in 2021, and blood pressure is a display measure in both', () => {
    const of = (year: number, topic: string) =>
      new Map(
        records(tables.figures)
          .filter((f) => f.period === `rating-${year}` && f.topic === topic && f.value !== null)
          .map((f) => [f.unit_code, f.value]),
      );
    for (const [topic, contracts] of [
      ['hba1c-controlled', 414],
      ['blood-pressure-controlled', 478],
    ] as const) {
      const [before, after] = [of(2020, topic), of(2021, topic)];
      expect([...after].filter(([unit, value]) => before.get(unit) === value)).toHaveLength(contracts);
      expect(after.size).toBe(contracts);
    }
    expect(
      records(tables.measures)
        .filter((m) => m.identity === 'blood-pressure-controlled' && m.display === 1)
        .map((m) => m.period),
    ).toEqual(['rating-2020', 'rating-2021']);
  });

  it('agrees with CMS’s own file of 2022 in all 20,400 cells of the 24 carried measures', async () => {
    const own = await extractPublished(starRatings, shared);
    const ours = new Map(
      records(own.figures)
        .filter((f) => f.period === 'rating-2022')
        .map((f) => [`${f.unit_code} ${f.topic}`, f]),
    );
    const open = (name: string) => new PublishedFile(name, readFileSync(join(shared, 'us', folder, name)));
    const identities = new Map(
      readTable(open('measure_df.csv'), measureColumns)
        .filter(({ cells }) => cells.star_year === '2022')
        .map(({ cells }) => [cells.measure_id, starMeasureNamed(cells.part, cells.measure_name)]),
    );
    let same = 0;
    const different: string[] = [];
    eachPackedRow(open('measure_score_df.csv.gz'), scoreColumns, ({ cells }) => {
      const identity = cells.star_year === '2022' ? identities.get(cells.measure_id) : undefined;
      if (identity === undefined) return;
      const figure = ours.get(`${cells.contract_id} ${identity.topic}`);
      const reading = readScore(identity, cells.value_original_text, cells.value);
      if (figure !== undefined && figure.value === reading?.value && figure.status === reading?.status) same += 1;
      else different.push(`${cells.contract_id} ${identity.topic}`);
    });
    expect(different).toEqual([]);
    expect(same).toBe(20_400);
    expect(ours.size).toBe(20_400);
  }, 120_000);
});
