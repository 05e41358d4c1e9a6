import { describe, expect, it } from 'vitest';
import { niHealthyr } from '../../../../etl/sources/uk-nations/ni-healthyr.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished } from '../extracting.ts';
import { figuresBy, statusesOf } from './figures-of.ts';

type Row = (string | number)[];
const bedHeader = (
  'trust18_code date hospital programme_of_care specialty total_available_beds average_available_beds total_occupied_beds average_occupied_beds ' +
  'total_inpatients total_day_case elective_inpatient non_elective_inpatient regular_attenders'
).split(' ');
const acute: Row = ['BHSCT', '2012-06-30', 'Belfast City', 'Acute Services', 'General Surgery', 900, 10, 800, 9, 50, 30, 20, 30, 0];
const mental: Row = ['BHSCT', '2012-06-30', 'Knockbracken', 'Mental Health', 'Mental Illness', 100, 1, 110, 1, 5, 0, 0, 0, 0];
const goodBeds = [acute, ['BHSCT', '2012-06-30', 'Belfast City', 'Acute Services', 'Urology', 90, 1, 80, 1, 5, 3, 2, 3, 0], mental];

const waitHeader = 'hsct22_name date year month specialty waits_over_18_weeks waits_over_52_weeks total_waits'.split(' ');
const goodWaits: Row[] = [
  ['Belfast', '2019-03-01', 2019, 'Mar', 'ENT', 5, 2, 10],
  ['Belfast', '2019-03-01', 2019, 'Mar', 'Urology', 5, 3, 7],
  ['Day Case Procedure Centre', '2019-03-01', 2019, 'Mar', 'ENT', 5, 3, 7],
];
const read = ({ beds = goodBeds, waits = goodWaits, header = bedHeader }: { beds?: Row[]; waits?: Row[]; header?: string[] } = {}) =>
  extractFrom(niHealthyr, { 'healthyr/ni_beds.csv': csv(header, beds), 'healthyr/ni_rtt_hsct.csv': csv(waitHeader, waits) });
const changed = (row: Row, column: number, value: string | number): Row => row.map((cell, place) => (place === column ? value : cell));

describe('tables of Northern Ireland tidied by healthyr', () => {
  it('adds hospitals and specialties up to programmes and trusts', async () => {
    const { figures, trusts } = await read();
    const found = figuresBy(figures);
    expect(found.get('2012-Q2 BHSCT acute-services available_bed_days')).toBe('990 final');
    expect(found.get('2012-Q2 BHSCT acute-services non_elective_inpatients')).toBe('33 final');
    expect(found.get('2012-Q2 BHSCT all-programmes occupied_bed_days')).toBe('990 final');
    expect(found.get('2012-Q2 BHSCT all-programmes inpatients')).toBe('60 final');
    expect(found.get('2019-03 BHSCT waiting-lists waits')).toBe('17 final');
    expect(found.get('2019-03 BHSCT waiting-lists waits_over_52_weeks')).toBe('5 final');
    expect(trusts?.rows.map(([code]) => code)).toEqual(['BHSCT', 'NHSCT', 'SEHSCT', 'SHSCT', 'WHSCT']);
  });

  it('elective and non-elective do not apply outside acute services; no day cases is zero', async () => {
    const found = figuresBy((await read()).figures);
    expect(found.get('2012-Q2 BHSCT mental-health elective_inpatients')).toBe('null not-applicable');
    expect(found.get('2012-Q2 BHSCT all-programmes non_elective_inpatients')).toBe('null not-applicable');
    expect(found.get('2012-Q2 BHSCT mental-health day_cases')).toBe('0 final');
  });

  it('a trust’s quarter that is known to be incomplete is missing', async () => {
    const row = changed(changed(acute, 0, 'SEHSCT'), 1, '2023-12-31');
    const found = figuresBy((await read({ beds: [...goodBeds, row] })).figures);
    expect(found.get('2023-Q4 SEHSCT all-programmes occupied_bed_days')).toBe('null missing');
  });

  it('a later quarter of the same layout is read', async () => {
    const found = figuresBy((await read({ beds: [...goodBeds, changed(acute, 1, '2027-09-30')] })).figures);
    expect(found.get('2027-Q3 BHSCT acute-services inpatients')).toBe('50 final');
  });

  it.each<[string, Parameters<typeof read>[0], string]>([
    ['another header', { header: ['trust', ...bedHeader.slice(1)] }, 'line 1, column 1: found “trust”; expected “trust18_code”'],
    ['an unknown trust', { beds: [changed(acute, 0, 'XHSCT')] }, 'line 2, column trust18_code: found “XHSCT”'],
    ['an unknown programme', { beds: [changed(acute, 3, 'Dentistry')] }, 'line 2, column programme_of_care: found “Dentistry”'],
    ['a day within a quarter', { beds: [changed(acute, 1, '2012-05-31')] }, 'line 2, column date: found “2012-05-31”'],
    ['a blank', { beds: [changed(acute, 5, '')] }, 'line 2, column total_available_beds: found “”; expected a whole number'],
    [
      'a split that does not add up',
      { beds: [changed(acute, 11, 21)] },
      'line 2: found elective and non-elective inpatients that add up to 51; expected 50 in Acute Services',
    ],
    ['a split where there is none', { beds: [changed(mental, 11, 5)] }, 'add up to 5; expected 0 in Mental Health'],
    ['a row twice', { beds: [acute, acute] }, 'line 3: found trust, quarter, hospital, programme and specialty'],
    ['more long waits than waits', { waits: [changed(goodWaits[0] ?? [], 6, 11)] }, 'line 2, column waits_over_52_weeks: found 11; expected at most 10'],
    ['an unknown name', { waits: [changed(goodWaits[0] ?? [], 0, 'Eastern')] }, 'line 2, column hsct22_name: found “Eastern”'],
  ])('refuses %s', async (_, rows, message) => {
    await expect(read(rows)).rejects.toThrow(message);
  });
});

describeWithSharedData('tables of Northern Ireland as published', (data) => {
  it('has the trusts, periods and values of the files', { timeout: 60_000 }, async () => {
    const { figures } = await extractPublished(niHealthyr, data);
    expect(figures?.rows).toHaveLength(8270);
    expect(statusesOf(figures)).toEqual({ final: 6042, 'not-applicable': 2206, missing: 22 });
    const found = figuresBy(figures);
    expect(found.get('2012-Q2 BHSCT all-programmes available_bed_days')).toBe('215630 final');
    expect(found.get('2023-Q3 SEHSCT acute-services non_elective_inpatients')).toBe('7364 final');
    expect(found.get('2023-Q4 SEHSCT all-programmes available_bed_days')).toBe('null missing');
    expect(found.get('2019-12 WHSCT waiting-lists waits_over_52_weeks')).toBe('21386 final');
    const quartersOf = (trust: string) => new Set(figures?.rows.filter((row) => row[1] === trust && row[3] === 'inpatients').map((row) => row[0])).size;
    expect(['BHSCT', 'NHSCT', 'SEHSCT', 'SHSCT', 'WHSCT'].map(quartersOf)).toEqual([48, 48, 47, 48, 48]);
  });
});
