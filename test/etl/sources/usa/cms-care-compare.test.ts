import { describe, expect, it } from 'vitest';
import { cmsCareCompare as source } from '../../../../etl/sources/usa/cms-care-compare.ts';
import { generalColumns, veteransColumns } from '../../../../etl/sources/usa/cms-care-compare-hospitals.ts';
import { psychiatry, timelyCare } from '../../../../etl/sources/usa/cms-care-compare-veterans.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';

const folder = 'cms-care-compare-2024-07';
const notes: [string, string][] = [
  ['1', 'The number of cases/patients is too few to report.'],
  ['2', 'Data submitted were based on a sample of cases/patients.'],
  ['4', 'Data suppressed by CMS for one or more quarters.'],
  ['5', 'Results are not available for this reporting period.'],
  ['7', 'No cases met the criteria for this measure.'],
  ['16', 'There are too few measures or measure groups reported to calculate a star rating or measure group score.'],
  ['17', "This hospital's star rating only includes data reported on inpatient services."],
  ['19', 'Data are shown only for hospitals that participate in the Inpatient Quality Reporting (IQR) and Outpatient Quality Reporting (OQR) programs.'],
  ['20', 'State and national averages do not include Veterans Health Administration (VHA) hospital data.'],
  ['22', 'Overall star ratings are not calculated for Veterans Health Administration (VHA) or Department of Defense (DoD) hospitals.'],
  [
    '23',
    'The data are based on claims that the hospital or facility submitted to CMS. The hospital or facility has reported discrepancies in their claims data.',
  ],
  [
    '24',
    'Results for this Veterans Health Administration (VHA) hospital are combined with those from the VHA administrative parent hospital that manages all points of service.',
  ],
];

interface HospitalRow {
  id: string;
  type?: string;
  emergency?: string;
  stars?: string;
  footnote?: string;
}
const hospital =
  (columns: readonly string[]) =>
  ({ id, type = 'Acute Care Hospitals', emergency = 'Yes', stars = '3', footnote = '' }: HospitalRow): string[] =>
    columns.map((column) => {
      const cells: Record<string, string> = {
        'Facility ID': id,
        'Facility Name': 'SOUTHEAST HEALTH',
        'City/Town': 'DOTHAN',
        State: 'AL',
        'County/Parish': 'HOUSTON',
        'Hospital Type': type,
        'Hospital Ownership': type === veteran ? 'Veterans Health Administration' : 'Proprietary',
        'Emergency Services': emergency,
        'Hospital overall rating': stars,
        'Hospital overall rating footnote': footnote === '' ? '' : `"${footnote}"`,
      };
      return cells[column] ?? '';
    });
const veteran = 'Acute Care - Veterans Administration';
const general = hospital(generalColumns);
const veterans = hospital(veteransColumns);

const programme = [
  'Facility Name',
  'Facility ID',
  'State',
  'Measure Name',
  'Number of Discharges',
  'Footnote',
  'Excess Readmission Ratio',
  'Predicted Readmission Rate',
  'Expected Readmission Rate',
  'Number of Readmissions',
  'Start Date',
  'End Date',
];
/** Discharges, footnote, ratio, predicted, expected, readmissions. */
type Cells = [string, string, string, string, string, string];
const none: Cells = ['N/A', '5', 'N/A', 'N/A', 'N/A', 'N/A'];
const conditions = (changes: Record<string, Cells> = {}, dates = ['07/01/2019', '06/30/2022']): string[][] =>
  ['HF', 'COPD', 'AMI', 'PN', 'CABG', 'HIP-KNEE'].map((measure) => [
    'SOUTHEAST HEALTH',
    '010001',
    'AL',
    `READM-30-${measure}-HRRP`,
    ...(changes[measure] ?? none),
    ...dates,
  ]);

type Results = Record<string, [score: string, sample: string, footnote: string]>;
const measured = ({ columns, measures }: typeof timelyCare, results: Results = {}, end = '09/30/2023'): string[][] =>
  Object.keys(measures).map((id) => {
    const [score, sample, footnote] = results[id] ?? ['87.5', '40', ''];
    const cells: Record<string, string> = {
      'Facility ID': '01014F',
      'Measure ID': id,
      Score: score,
      Sample: sample,
      Footnote: footnote === '' ? '' : `"${footnote}"`,
      'End Date': end,
    };
    return columns.map((column) => cells[column] ?? '');
  });

const good = {
  notes: csv(
    ['Footnote', 'Footnote Text'],
    notes.map(([number, text]) => [number, `"${text}"`]),
  ).trimEnd(),
  general: [general({ id: '010001' }), general({ id: '01014F', type: veteran, stars: '5' })],
  veterans: [veterans({ id: '01014F', type: veteran, stars: '5' })],
  readmissions: conditions(),
  care: measured(timelyCare),
  psychiatry: measured(psychiatry),
};
const read = (changes: Partial<typeof good> = {}) => {
  const all = { ...good, ...changes };
  return extractFrom(source, {
    [`${folder}/Footnote_Crosswalk.csv`]: all.notes,
    [`${folder}/Hospital_General_Information.csv`]: csv(generalColumns, all.general),
    [`${folder}/Veterans_Health_Administration_Provider_Level_Data.csv`]: csv(veteransColumns, all.veterans),
    [`${folder}/FY_2024_Hospital_Readmissions_Reduction_Program_Hospital.csv`]: csv(programme, all.readmissions),
    [`${folder}/VA_TE.csv`]: csv(timelyCare.columns, all.care),
    [`${folder}/VA_IPF.csv`]: csv(psychiatry.columns, all.psychiatry),
    [`${folder}/Measure_Dates.csv`]: 'not read',
    [`${folder}/Unplanned_Hospital_Visits-National.csv`]: 'not read',
    [`${folder}/Unplanned_Hospital_Visits-State.csv`]: 'not read',
  });
};
const about = async (topic: string, changes: Partial<typeof good>) =>
  Object.fromEntries(
    records((await read(changes)).figures)
      .filter((figure) => figure.topic === topic)
      .map(({ unit_code, item, value, status }) => [topic === 'overall-rating' ? unit_code : item, value ?? status]),
  );

describe('hospitals of Care Compare', () => {
  it('tells hospitals of veterans from those of the military, and has one row where two files agree', async () => {
    const military = general({ id: '02013F', type: 'Acute Care - Department of Defense', stars: 'Not Available', footnote: '22' });
    const { hospitals } = await read({ general: [military, ...good.general, general({ id: '174025', type: 'Not Available' })] });
    expect(hospitals?.rows).toEqual([
      ['010001', 'SOUTHEAST HEALTH', 'DOTHAN', 'AL', 'HOUSTON', 'Acute Care Hospitals', 'Proprietary', 'Yes', 0],
      ['01014F', 'SOUTHEAST HEALTH', 'DOTHAN', 'AL', 'HOUSTON', veteran, 'Veterans Health Administration', 'Yes', 1],
      ['02013F', 'SOUTHEAST HEALTH', 'DOTHAN', 'AL', 'HOUSTON', 'Acute Care - Department of Defense', 'Proprietary', 'Yes', 0],
      ['174025', 'SOUTHEAST HEALTH', 'DOTHAN', 'AL', 'HOUSTON', null, 'Proprietary', 'Yes', 0],
    ]);
  });

  it('says by the footnote why there is no rating', async () => {
    const ratings = [
      general({ id: '010002', stars: '4', footnote: '17' }),
      general({ id: '010003', stars: 'Not Available', footnote: '16, 23' }),
      general({ id: '010004', stars: 'Not Available', footnote: '19' }),
      general({ id: '010005', stars: 'Not Available', footnote: '5' }),
    ];
    expect(await about('overall-rating', { general: [...ratings, ...good.general] })).toEqual({
      '010001': 3,
      '010002': 4,
      '010003': 'missing',
      '010004': 'not-applicable',
      '010005': 'missing',
      '01014F': 5,
    });
  });

  const withoutReason = general({ id: '010002', stars: 'Not Available' });
  const refusals: [string, Partial<typeof good>, string][] = [
    ['a hospital twice', { general: [...good.general, general({ id: '010001' })] }, 'line 4: found hospital 010001 again (first in line 2)'],
    ['a rating that is not there for no reason', { general: [withoutReason] }, 'column Hospital overall rating: found “Not Available”; expected 1 to 5 stars'],
    ['an unknown marker', { general: [general({ id: '010002', stars: '*', footnote: '5' })] }, 'found “*”; expected 1 to 5 stars'],
    ['an unknown footnote', { general: [general({ id: '010002', footnote: '99' })] }, 'found the footnote “99”; expected a known footnote'],
    [
      'a code that is not a hospital',
      { general: [general({ id: '01X001' })] },
      'line 2, column Facility ID: found “01X001”; expected a CMS Certification Number',
    ],
    [
      'two files that disagree',
      { veterans: [veterans({ id: '01014F', type: veteran, stars: '4' })] },
      'Veterans_Health_Administration_Provider_Level_Data.csv, line 2: found “01014F',
    ],
    [
      'a footnote that was given another meaning',
      { notes: good.notes.replace('too few to report.', 'few.') },
      'Footnote_Crosswalk.csv, line 2, footnote 1: found',
    ],
    ['a footnote without explanation', { notes: good.notes.replace('\n7,', '\n77,') }, 'found 10 of the footnotes of carried figures; expected all 11'],
    ['no hospitals', { general: [] }, 'Hospital_General_Information.csv: found no hospitals'],
  ];
  it.each(refusals)('refuses %s', async (_, changes, message) => {
    await expect(read(changes)).rejects.toThrow(message);
  });
});

describe('readmission programme', () => {
  it('reads numbers and tells withheld, missing and not applicable apart', async () => {
    const readmissions = conditions({
      HF: ['616', '', '1.1003', '23.1263', '21.0184', '149'],
      'HIP-KNEE': ['N/A', '', '0.8916', '3.5325', '3.9618', 'Too Few to Report'],
      AMI: ['N/A', '1', 'N/A', 'N/A', 'N/A', 'N/A'],
      COPD: ['0', '7', 'N/A', 'N/A', 'N/A', 'N/A'],
    });
    const rows = (topic: string) => about(topic, { readmissions });
    expect(await rows('heart-failure')).toEqual({
      discharges: 616,
      readmissions: 149,
      predicted_rate: 23.1263,
      expected_rate: 21.0184,
      excess_ratio: 1.1003,
    });
    expect(await rows('hip-knee')).toEqual({
      discharges: 'suppressed',
      readmissions: 'suppressed',
      predicted_rate: 3.5325,
      expected_rate: 3.9618,
      excess_ratio: 0.8916,
    });
    expect(await rows('ami')).toMatchObject({ discharges: 'suppressed', excess_ratio: 'suppressed' });
    expect(await rows('copd')).toMatchObject({ discharges: 0, readmissions: 'not-applicable', excess_ratio: 'not-applicable' });
    expect(await rows('cabg')).toMatchObject({ discharges: 'missing', readmissions: 'missing' });
  });

  it.each([
    ['a hospital and measure twice', [...conditions(), ...conditions()], 'line 8: found hospital and measure 010001 heart-failure again'],
    ['another measure', [['X', '010001', 'AL', 'READM-30-STK-HRRP', ...none, '', '']], 'column Measure Name: found “READM-30-STK-HRRP”'],
    ['other years', conditions({}, ['07/01/2020', '06/30/2023']), 'line 2, column Start Date: found “07/01/2020”; expected “07/01/2019”'],
    ['a number that is not there for no reason', conditions({ HF: ['N/A', '', '1', '1', '1', '20'] }), 'column Number of Discharges: found “N/A”'],
    ['too few of something else', conditions({ HF: ['90', '', 'Too Few to Report', '1', '1', '20'] }), 'column Excess Readmission Ratio: found “Too Few'],
    ['a lost row', conditions().slice(0, 5), 'hospital 010001: found 5 measures; expected 6 measures, as every hospital has'],
  ])('refuses %s', async (_, readmissions, message) => {
    await expect(read({ readmissions })).rejects.toThrow(message);
  });
});

describe('measures of veterans’ hospitals', () => {
  it('carries numbers under the year in which they end, and no words', async () => {
    const { figures } = await read({
      care: measured(timelyCare, {
        EDV: ['low', '', ''],
        'SEP-1': ['Not Available', 'Not Available', '1'],
        'OP-22': ['Not Available', 'Not Available', '5, 24'],
      }),
      psychiatry: measured(psychiatry, { SUB_2: ['0', '0', '2, 20'], TOB_2: ['Not Available', 'Not Available', '1, 2, 20'] }, '12/31/2022'),
    });
    const found = new Map(
      records(figures).map(({ period, unit_code, topic, item, value, status }) => [`${period} ${unit_code} ${topic} ${item}`, value ?? status]),
    );
    expect(found.get('2023 01014F op-18b score')).toBe(87.5);
    expect(found.get('2023 01014F op-18b sample')).toBe(40);
    expect(found.get('2023 01014F sep-1 score')).toBe('suppressed');
    expect(found.get('2023 01014F op-22 score')).toBe('missing');
    expect(found.get('2022 01014F sub_2 score')).toBe(0);
    expect(found.get('2022 01014F tob_2 sample')).toBe('suppressed');
    expect([...found.keys()].filter((key) => key.includes('edv'))).toEqual([]);
  });

  it('refuses an unknown measure, a word for a number and a lost row', async () => {
    const renamed = measured(timelyCare).map((row) => row.map((cell) => (cell === 'SEP-1' ? 'SEP-2' : cell)));
    await expect(read({ care: renamed })).rejects.toThrow('VA_TE.csv, line 10, column Measure ID: found “SEP-2”; expected a known measure');
    await expect(read({ care: measured(timelyCare, { 'SEP-1': ['high', '1', ''] }) })).rejects.toThrow('line 10, column Score: found “high”');
    await expect(read({ psychiatry: good.psychiatry.slice(1) })).rejects.toThrow('VA_IPF.csv, hospital 01014F: found 5 measures; expected 6 measures');
  });
});

describeWithSharedData('Care Compare as published', async (data) => {
  const { hospitals, figures } = await extractPublished(source, data);
  const rows = records(figures);
  const find = (unit: string, topic: string, item: string) => rows.find((row) => row.unit_code === unit && row.topic === topic && row.item === item);
  const counts = (topic: string, item: string) => {
    const tally: Record<string, number> = {};
    for (const row of rows) if (row.topic === topic && row.item === item) tally[String(row.status)] = (tally[String(row.status)] ?? 0) + 1;
    return tally;
  };

  it('has 5,398 hospitals, 134 of veterans, and 2,834 overall ratings', () => {
    expect(hospitals?.rows).toHaveLength(5398);
    expect(hospitals?.rows.filter((row) => row.at(-1) === 1)).toHaveLength(134);
    expect(counts('overall-rating', 'stars')).toEqual({ final: 2834, missing: 1791, 'not-applicable': 773 });
  });

  it('has 3,129 hospitals of the readmission programme, 3,092 of them in the table of hospitals', () => {
    const known = new Set(hospitals?.rows.map(([ccn]) => ccn));
    const programme = rows.filter(({ topic, item }) => topic === 'heart-failure' && item === 'excess_ratio').map(({ unit_code }) => unit_code);
    expect(programme).toHaveLength(3129);
    expect(programme.filter((ccn) => known.has(ccn ?? ''))).toHaveLength(3092);
    expect(counts('heart-failure', 'excess_ratio')).toEqual({ final: 2635, suppressed: 292, missing: 189, 'not-applicable': 13 });
    const sum = (wanted: string) =>
      rows.reduce((total, { topic, item, value }) => total + (topic === 'heart-failure' && item === wanted ? Number(value) : 0), 0);
    expect([sum('discharges'), sum('readmissions')]).toEqual([735_641, 148_213]);
    expect(find('010001', 'heart-failure', 'excess_ratio')?.value).toBe(1.1003);
  });

  it('has twelve measures of care and six of psychiatry of each of 134 hospitals of veterans', () => {
    expect(rows.filter(({ item }) => item === 'score')).toHaveLength(134 * 18);
    expect(rows.filter(({ item, status }) => item === 'score' && status === 'final')).toHaveLength(1019 + 719);
    expect(find('01014F', 'sep-1', 'score')).toMatchObject({ period: '2023', value: 49 });
  });
});
