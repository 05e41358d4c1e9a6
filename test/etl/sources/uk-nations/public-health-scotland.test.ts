import { describe, expect, it } from 'vitest';
import { publicHealthScotlandSource } from '../../../../etl/sources/uk-nations/public-health-scotland.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { extractFrom, extractPublished, records } from '../extracting.ts';
import { figuresBy, statusesOf } from './figures-of.ts';
import {
  type Bed,
  bedHeader,
  bedsCsv,
  boardsCsv,
  emergencyCsv,
  goodAttendances,
  goodBeds,
  goodStays,
  mortalityCsv,
  populationCsv,
  publicHealthFixture,
  staysCsv,
} from './scottish-files.ts';

const folder = 'public-health-scotland';
const beds = `${folder}/beds_by_nhs_board_of_treatment_and_specialty.csv`;
const stays = `${folder}/inpatient_and_daycase_by_nhs_board_of_treatment_and_simd.csv`;
const emergency = `${folder}/monthly_ae_waitingtimes_202201.csv`;

const read = (changed: Record<string, string> = {}) => extractFrom(publicHealthScotlandSource, { ...publicHealthFixture(), ...changed });
/** Figures of a board as `period topic item value status`. */
const figuresOf = async (changed: Record<string, string> = {}, unit = 'S08000015') =>
  ((await read(changed)).figures?.rows ?? []).filter((row) => row[1] === unit).map((row) => row.filter((_, column) => column !== 1).join(' '));

describe('open data of Public Health Scotland', () => {
  it('carries the totals of boards in long form', async () => {
    expect(await figuresOf()).toEqual([
      '2007-07 all-departments attendances 120 final',
      '2007-07 all-departments within_4_hours 110 final',
      '2007-07 emergency-departments attendances 100 final',
      '2007-07 emergency-departments within_4_hours 90 final',
      '2007-08 all-departments attendances 110 final',
      '2007-08 all-departments within_4_hours 95 final',
      '2007-08 emergency-departments attendances 110 final',
      '2007-08 emergency-departments within_4_hours 95 final',
      '2016-Q3 all-acute available_bed_days 90 final',
      '2016-Q3 all-acute occupied_bed_days 75 final',
      '2016-Q3 all-admissions crude_rate 2.5 final',
      '2016-Q3 all-admissions deaths 5 final',
      '2016-Q3 all-admissions patients 200 final',
      '2016-Q3 all-specialties available_bed_days 100 final',
      '2016-Q3 all-specialties occupied_bed_days 80 final',
      '2016-Q3 emergency-inpatients episodes 12 final',
      '2016-Q3 emergency-inpatients length_of_stay 95 final',
      '2016-Q3 emergency-inpatients stays 11 final',
      '2016-Q3 medical available_bed_days 60 final',
      '2016-Q3 medical occupied_bed_days 50 final',
      '2016-Q3 transfers episodes 4 final',
      '2016-Q3 type-not-specified length_of_stay 3 final',
      '2016-Q3 type-not-specified stays 1 final',
      '2018 population aged_65_plus 28 final',
      '2018 population aged_75_plus 18 final',
      '2018 population all_ages 93 final',
    ]);
  });

  it('names 14 boards and no closed code', async () => {
    const names = records((await read()).boards);
    expect(names).toHaveLength(14);
    expect(names[0]).toEqual({ code: 'S08000015', name: 'Board S08000015' });
  });

  it('carries Scotland but not the Golden Jubilee', async () => {
    expect(await figuresOf({}, 'S92000003')).toContain('2016-Q3 all-specialties available_bed_days 110 final');
    expect(await figuresOf({}, 'SB0801')).toEqual([]);
  });

  it('a later quarter of the same layout is read, and is provisional where it says so', async () => {
    const later = goodBeds.map((bed): Bed => ({ ...bed, quarter: '2025Q1', flag: 'p' }));
    expect(await figuresOf({ [beds]: bedsCsv([...goodBeds, ...later]) })).toContain('2025-Q1 all-acute available_bed_days 90 provisional');
  });

  it('a later edition of a file with a date in its name is found', async () => {
    const { [emergency]: replaced, ...rest } = publicHealthFixture();
    const later = { ...rest, [`${folder}/monthly_ae_waitingtimes_202403.csv`]: emergencyCsv([['202403', 'S08000026', 'Z102H', 'Emergency Department', 5, 5]]) };
    expect(replaced).toBeDefined();
    expect(records((await extractFrom(publicHealthScotlandSource, later)).figures).some(({ period }) => period === '2024-03')).toBe(true);
  });

  it('withheld, missing, not applicable and zero stay apart', async () => {
    const marked = (quarter: string, qualifier: string): Bed => ({ quarter, name: 'Dental Grouping', beds: ['', ''], qualifier });
    const rows = await figuresOf({
      [beds]: bedsCsv([...goodBeds, marked('2016Q3', 'c'), { name: 'Community Grouping', beds: [0, 0] }, { ...marked('2016Q3', 'z'), name: 'Other Grouping' }]),
    });
    expect(rows).toContain('2016-Q3 dental available_bed_days  suppressed');
    expect(rows).toContain('2016-Q3 other available_bed_days  not-applicable');
    expect(rows).toContain('2016-Q3 community available_bed_days 0 final');
  });

  it('a sum with a withheld fifth is withheld', async () => {
    const rows = await figuresOf({ [stays]: staysCsv([...goodStays, ['S08000015', 'Emergency Inpatients', '2', '*', 1, 1]]) });
    expect(rows).toContain('2016-Q3 emergency-inpatients episodes  suppressed');
    expect(rows).toContain('2016-Q3 emergency-inpatients stays 12 final');
  });

  it('two hospitals under one code in the month of a move both count', async () => {
    const moved: [string, string, string, string][] = [
      ['201505', 'S08000031', 'G405H', 'Emergency Department'],
      ['201505', 'S08000031', 'G405H', 'Emergency Department'],
    ];
    const rows = await figuresOf({ [emergency]: emergencyCsv(moved.map((row, index) => [...row, 10 + index, 5])) }, 'S08000031');
    expect(rows).toContain('2015-05 emergency-departments attendances 21 final');
  });

  it('equal input gives equal tables', async () => {
    expect((await read({ [beds]: bedsCsv(goodBeds.toReversed()) })).figures?.rows).toEqual((await read()).figures?.rows);
  });

  it.each([
    [
      'an unknown file',
      { [`${folder}/monthly_ae_2023.csv`]: 'x\n' },
      'monthly_ae_2023.csv: found a file that the source does not know; expected only the 9 known files (nearest known name: monthly_ae_waitingtimes_000000.csv)',
    ],
    [
      'two editions of a file',
      { [`${folder}/monthly_ae_waitingtimes_202302.csv`]: 'x\n' },
      'found monthly_ae_waitingtimes_202201.csv and monthly_ae_waitingtimes_202302.csv',
    ],
    [
      'a lost board',
      { [`${folder}/hb.csv`]: boardsCsv.replace('S08000032,Board S08000032,hb,True', 'S08000032,Board S08000032,hb,False') },
      'found 13 boards in use; expected 14 boards',
    ],
    ['another header', { [beds]: bedsCsv(goodBeds, ['Period', ...bedHeader.slice(1)]) }, 'line 1, column 1: found “Period”; expected “Quarter”'],
    ['a truncated file', { [beds]: bedsCsv(goodBeds).slice(0, -3) }, 'last line: found no end of line'],
    ['an empty file', { [beds]: '' }, 'found an empty file'],
    [
      'an unknown unit',
      { [beds]: bedsCsv([{ hb: 'S08000099', name: 'All Acute', beds: [1, 1] }]) },
      'line 2, column HB: found “S08000099”; expected one of the 14 boards',
    ],
    ['an unknown group', { [beds]: bedsCsv([...goodBeds, { name: 'Nursing Grouping', beds: [1, 1] }]) }, 'column SpecialtyName: found “Nursing Grouping”'],
    ['an unknown marker', { [beds]: bedsCsv([{ name: 'All Acute', beds: ['*', 1] }]) }, 'line 2, column AllStaffedBeds: found “*”; expected a number'],
    ['a blank without reason', { [beds]: bedsCsv([{ name: 'All Acute', beds: ['', 1] }]) }, 'found an empty cell with the qualifier “”; expected c, : or z'],
    ['a row twice', { [beds]: bedsCsv([...goodBeds, ...goodBeds.slice(0, 1)]) }, 'again (first in line 2)'],
    [
      'specialties that do not add up',
      { [beds]: bedsCsv(goodBeds.map((bed) => (bed.name === 'General Surgery' ? { ...bed, beds: [41, 30] } : bed))) },
      '2016Q3 S08000015, available_bed_days: found specialties that add up to 101; expected 100',
    ],
    [
      'hospitals beyond their board',
      { [beds]: bedsCsv(goodBeds.map((bed) => (bed.location === 'A111H' ? { ...bed, beds: [101, 1] } : bed))) },
      'found available_bed_days of hospitals that add up to 101; expected at most 100',
    ],
    ['boards that are not Scotland', { [beds]: bedsCsv(goodBeds.filter(({ hb }) => hb !== 'SB0801')) }, 'found boards that add up to 100; expected 110'],
    [
      'no quarter',
      { [beds]: bedsCsv([{ quarter: '2016Q5', name: 'All Acute', beds: [1, 1] }]) },
      'column Quarter: found “2016Q5”; expected a calendar quarter',
    ],
    ['stays of transfers', { [stays]: staysCsv([['S08000015', 'Transfers', '1', 4, 1, 0]]) }, 'column Stays: found “1”; expected 0 for Transfers'],
    ['an unknown fifth', { [stays]: staysCsv([['S08000015', 'Transfers', '6', 4, 0, 0]]) }, 'column SIMD: found “6”'],
    ['a fifth twice', { [stays]: staysCsv([...goodStays, ...goodStays.slice(0, 1)]) }, 'line 7: found row of quarter, location, type and fifth'],
    [
      'more on time than came',
      { [emergency]: emergencyCsv([['200707', 'S08000015', 'A111H', 'Emergency Department', 9, 10]]) },
      'line 2: found 10 within four hours; expected at most 9',
    ],
    [
      'a department twice',
      { [emergency]: emergencyCsv([...goodAttendances, ...goodAttendances.slice(0, 1)]) },
      'line 5: found month, location and department 200707 A111H Emergency Department again',
    ],
    [
      'a rate that is not deaths per 100',
      { [`${folder}/mortality_data.csv`]: mortalityCsv([[1, '2016Q3', 'S08000015', 'All Admissions', 5, '', 200, '', 3]]) },
      'column CrudeRate: found “3”; expected 2.5',
    ],
    ['ages that do not add up', { [`${folder}/hb_pop.csv`]: populationCsv(94) }, 'column AllAges: found “94”; expected 93, the sum of the ages'],
  ])('refuses %s', async (_, changed, message) => {
    await expect(read(changed as unknown as Record<string, string>)).rejects.toThrow(message);
  });
});

describeWithSharedData('open data of Public Health Scotland as published', (data) => {
  it('has the boards, periods and values of the publisher', { timeout: 60_000 }, async () => {
    const { figures, boards } = await extractPublished(publicHealthScotlandSource, data);
    expect([figures?.rows.length, boards?.rows.length]).toEqual([23677, 14]);
    expect(statusesOf(figures)).toEqual({ final: 23099, provisional: 578 });
    const found = figuresBy(figures);
    // Read from the published files with other tools.
    expect(found.get('2019-Q1 S08000031 all-acute occupied_bed_days')).toBe('315389 final');
    expect(found.get('2021-Q3 S08000026 all-specialties available_bed_days')).toBe('5905 provisional');
    expect(found.get('2016-Q3 S08000015 emergency-inpatients length_of_stay')).toBe('77558 final');
    expect(found.get('2016-Q3 S92000003 all-inpatients stays')).toBe('163095 final');
    expect(found.get('2022-01 S08000026 all-departments within_4_hours')).toBe('531 final');
    expect(found.get('2018 S92000003 population all_ages')).toBe('5438100 final');
    expect(found.get('2016-Q3 S92000003 all-admissions deaths')).toBe('6159 final');
    const unitsOf = (item: string) => new Set(figures?.rows.filter((row) => row[3] === item).map((row) => row[1])).size;
    expect(['occupied_bed_days', 'stays', 'attendances', 'deaths', 'aged_75_plus'].map(unitsOf)).toEqual([15, 15, 14, 15, 15]);
  });
});
