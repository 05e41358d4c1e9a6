import { describe, expect, it } from 'vitest';
import { scotlandHealthyr } from '../../../../etl/sources/uk-nations/scotland-healthyr.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished } from '../extracting.ts';
import { figuresBy } from './figures-of.ts';
import { codes, hospitalsCsv, publicHealthFixture } from './scottish-files.ts';

type Row = (string | number)[];
const bedsHeader = ['hb19_code', 'date', 'specialty', 'average_number_available_staffed_beds', 'average_number_occupied_beds', 'percent_occupied_beds'];
const goodBeds: Row[] = [
  ['S08000015', '2019-04-01', 'All Acute', 10.5, 8.4, 0.8],
  ['S08000015', '2019-04-01', 'General Medicine', 5, 4, 0.8],
  ['S08000015', '2019-04-01', 'Dental Grouping', 0, 0, 'NA'],
];

const reasons = ['Health and Social Care Reasons', 'Patient and Family Related Reasons', 'Code 9 AWI', 'Code 9 Non-AWI'];
/** Every board has ten days of a reason in the younger group and twenty in the older one. */
function delays(date = '2016-07-01'): Row[] {
  const units: [string, number][] = [...codes.map((code): [string, number] => [code, 1]), ['S92000003', codes.length]];
  const ages: [string, number][] = [
    ['18-74', 10],
    ['75plus', 20],
    ['18plus', 30],
  ];
  return units.flatMap(([unit, times]) =>
    ages.flatMap(([age, days]) => ['All Delay Reasons', ...reasons].map((reason, index) => [unit, date, age, reason, times * days * (index === 0 ? 4 : 1), 1])),
  );
}
const changed = (rows: readonly Row[], index: number, column: number, value: string | number): Row[] =>
  rows.map((row, at) => (at === index ? row.map((cell, place) => (place === column ? value : cell)) : row));

const attendanceHeader = ['hospital_code', 'hospital_name', 'date', 'attendances', 'within_4_hours', 'over_4_hours'];
const goodAttendances: Row[] = [
  ['A111H', 'University Hospital Crosshouse - Type 1', '2007-07-31', 100, 90, 10],
  ['A101H', 'Arran War Memorial Hospital', '2007-07-31', 20, 20, 0],
  ['H229H', 'Broadford Hospital', '2024-02-29', 5, 5, 0],
];

interface Rows {
  beds?: Row[];
  delayed?: Row[];
  attended?: Row[];
}
const files = ({ beds = goodBeds, delayed = delays(), attended = goodAttendances }: Rows = {}) => ({
  ...publicHealthFixture(),
  'healthyr/scotland_beds.csv': csv(bedsHeader, beds),
  'healthyr/scotland_delayed_discharge_hb.csv': csv(
    ['hb_code', 'date', 'age_group', 'delay_reason', 'num_delayed_bed_days', 'average_daily_delayed_beds'],
    delayed,
  ),
  'healthyr/scotland_ae_attendance.csv': csv(attendanceHeader, attended),
  'healthyr/scotland_ae_admission.csv.gz': 'not read',
  'healthyr/scotland_rtt_hb.csv': 'not read',
});
const read = (rows: Rows = {}) => extractFrom(scotlandHealthyr, files(rows));

describe('tables of Scotland tidied by healthyr', () => {
  it('carries groups of specialties, delays and attendances of boards', async () => {
    const { figures, boards } = await read();
    const found = figuresBy(figures);
    expect(found.get('2019-Q2 S08000015 all-acute average_available')).toBe('10.5 final');
    expect(found.get('2019-Q2 S08000015 all-acute average_occupied')).toBe('8.4 final');
    expect(found.get('2019-Q2 S08000015 dental average_available')).toBe('0 final');
    expect(found.get('2016-07 S08000015 aged-18-plus delayed_bed_days')).toBe('120 final');
    expect(found.get('2016-07 S92000003 aged-75-plus delayed_bed_days')).toBe('1120 final');
    expect(found.get('2007-07 S08000015 all-departments attendances')).toBe('120 final');
    expect(found.get('2007-07 S08000015 emergency-departments within_4_hours')).toBe('90 final');
    expect(found.get('2024-02 S08000022 all-departments attendances')).toBe('5 final');
    expect(found.size).toBe(4 + 30 + 6);
    expect(boards?.rows).toHaveLength(14);
  });

  it('a later quarter and month of the same layout are read', async () => {
    const { figures } = await read({
      beds: [...goodBeds, ['S08000016', '2027-01-01', 'All Acute', 2, 1, 0.5]],
      delayed: [...delays(), ...delays('2027-02-01')],
      attended: [...goodAttendances, ['A111H', 'University Hospital Crosshouse - Type 1', '2027-03-31', 1, 1, 0]],
    });
    const periods = new Set(figures?.rows.map(([period]) => period));
    expect([periods.has('2027-Q1'), periods.has('2027-02'), periods.has('2027-03')]).toEqual([true, true, true]);
  });

  it.each<[string, Rows, string]>([
    ['a share that is not the quotient', { beds: changed(goodBeds, 0, 5, 0.7) }, 'line 2, column percent_occupied_beds: found “0.7”; expected 0.8'],
    ['an unknown group', { beds: changed(goodBeds, 0, 2, 'Nursing Grouping') }, 'line 2, column specialty: found “Nursing Grouping”'],
    [
      'a day within a quarter',
      { beds: changed(goodBeds, 0, 1, '2019-05-01') },
      'column date: found “2019-05-01”; expected the first day of a calendar quarter',
    ],
    ['beds twice', { beds: [...goodBeds, ...goodBeds.slice(0, 1)] }, 'line 5: found board, quarter and specialty S08000015 2019-04-01 All Acute again'],
    ['an unknown marker', { beds: changed(goodBeds, 0, 3, '*') }, 'line 2, column average_number_available_staffed_beds: found “*”; expected a number'],
    [
      'reasons that do not add up',
      { delayed: changed(delays(), 1, 4, 11) },
      'S08000015, 2016-07, 18-74, All Delay Reasons: found 40; expected 41, the sum of 4 parts',
    ],
    ['a lost board', { delayed: delays().slice(15) }, 'S08000015, 2016-07, 18plus, All Delay Reasons: found no row'],
    ['an unknown reason', { delayed: changed(delays(), 1, 3, 'Code 8') }, 'column delay_reason: found “Code 8”'],
    ['an unknown age group', { delayed: changed(delays(), 0, 2, '65plus') }, 'column age_group: found “65plus”'],
    [
      'an unknown hospital',
      { attended: changed(goodAttendances, 0, 0, 'A999H') },
      'line 2, column hospital_code: found “A999H” (University Hospital Crosshouse - Type 1)',
    ],
    [
      'attendances that do not add up',
      { attended: changed(goodAttendances, 0, 3, 101) },
      'column attendances: found “101”; expected 100, within and over four hours',
    ],
    ['a day within a month', { attended: changed(goodAttendances, 2, 2, '2024-02-28') }, 'column date: found “2024-02-28”; expected the last day of a month'],
    ['a hospital twice', { attended: [...goodAttendances, ...goodAttendances.slice(0, 1)] }, 'line 5: found month, hospital and department'],
  ])('refuses %s', async (_, rows, message) => {
    await expect(read(rows)).rejects.toThrow(message);
  });

  it('refuses a hospital that two look-ups give to different boards', async () => {
    const moved = { ...files(), 'public-health-scotland/current-hospital_flagged20211216.csv': hospitalsCsv([['A111H', 'S08000016']]) };
    await expect(extractFrom(scotlandHealthyr, moved)).rejects.toThrow(
      'line 2, column HB: found “S08000016”; expected S08000015, where the attendances of A111H are',
    );
  });

  it('refuses an unknown file', async () => {
    await expect(extractFrom(scotlandHealthyr, { ...files(), 'healthyr/scotland_beds_2026.csv': 'x\n' })).rejects.toThrow(
      'healthyr/scotland_beds_2026.csv: found a file that the source does not know; expected only the 5 known files (nearest known name: scotland_beds.csv)',
    );
  });
});

describeWithSharedData('tables of Scotland tidied by healthyr as published', (data) => {
  it('has the boards, periods and values of the files', { timeout: 60_000 }, async () => {
    const { figures } = await extractPublished(scotlandHealthyr, data);
    expect(figures?.rows).toHaveLength(20872);
    const found = figuresBy(figures);
    expect(found.get('2024-Q2 S08000030 all-acute average_occupied')).toBe('909.527472527473 final');
    expect(found.get('2016-07 S08000015 aged-75-plus delayed_bed_days')).toBe('2219 final');
    expect(found.get('2025-08 S92000003 aged-18-plus delayed_bed_days')).toBe('60888 final');
    expect(found.get('2025-02 S08000022 all-departments attendances')).toBe('7483 final');
    const unitsOf = (topic: string) => new Set(figures?.rows.filter((row) => row[2] === topic).map((row) => row[1])).size;
    expect(['all-acute', 'aged-75-plus', 'all-departments', 'emergency-departments'].map(unitsOf)).toEqual([14, 15, 14, 14]);
  });
});
