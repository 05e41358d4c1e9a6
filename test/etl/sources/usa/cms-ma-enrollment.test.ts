import { beforeAll, describe, expect, it } from 'vitest';
import type { TableOut } from '../../../../etl/source.ts';
import { cmsMaEnrollment } from '../../../../etl/sources/usa/cms-ma-enrollment.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';

const directoryColumns = [
  ...['Legal Entity Name', 'Organization Marketing Name', 'Contract Number', 'Organization Type', 'Plan Type', 'Contract Effective Date', 'Tax Status'],
  ...['Parent Organization', 'CMS Region Responsible', 'Enrollment', 'Legal Entity City', 'Legal Entity State Code'],
];
const contract = (id: string, members: string, date = '05/01/2015') => [
  'KAISER HP',
  'Kaiser Permanente',
  id,
  'Local CCP',
  'HMO/HMOPOS',
  date,
  'For Profit',
  'Kaiser',
  'Seattle',
  members,
  'OAKLAND',
  'CA',
];
const countyColumns = ['State Name', 'County Name', 'FIPSST', 'FIPSCNTY', 'FIPS', 'SSAST', 'SSACNTY', 'SSA', 'Eligibles', 'Enrolled', 'Penetration'];
const county = (fips: string, eligibles: string, enrolled: string) => [
  'Alaska',
  'Bethel',
  fips.slice(0, 2),
  fips.slice(2),
  fips,
  '02',
  '050',
  '02050',
  eligibles,
  enrolled,
  '',
];
const plan = (id: string | null, number: string | null, members: string | null, type: string | null = 'HMO') => ({
  CONTRACT_ID: id,
  'Plan ID': number,
  'Plan Type': type,
  Enrollment: members,
});
const full = (id: string, number: string | null, members: string) => ({
  CONTRACT_ID: id,
  'Plan ID': number,
  'Organization Type': 'Local CCP',
  'Plan Type': 'HMO',
  'Enrollment ': members,
});

const folder = 'cms-ma-enrollment';
const july = `${folder}/Monthly_Report_By_Plan_2027_07_condensed.json`;
const plans = (...records_: object[]) => ({ [july]: JSON.stringify(records_, null, 2) });
const directory = (...rows: string[][]) => ({ [`${folder}/MA_Contract_directory_2024_08_no_contacts.csv`]: csv(directoryColumns, rows) });
const counties = (...rows: string[][]) => ({ [`${folder}/State_County_Penetration_MA_2027_01.csv`]: csv(countyColumns, rows) });
const figures = async (files: Record<string, string>) =>
  records((await extractFrom(cmsMaEnrollment, files)).figures).map(({ period, unit_code, item, value, status }) => [period, unit_code, item, value, status]);

describe('Medicare Advantage enrolment', () => {
  it('adds the plans of a contract in a month that nobody has seen, and says how many are withheld', async () => {
    expect(
      await figures(plans(plan('H0028', '001', '1200'), plan('H0028', '002', '*'), plan('H0016', '1', '*'), plan('H0016', '3', '*'), plan('H4556', null, '0'))),
    ).toEqual([
      ['2027-07', 'H0016', 'members', null, 'suppressed'],
      ['2027-07', 'H0016', 'plans_withheld', 2, 'final'],
      ['2027-07', 'H0028', 'members', 1200, 'final'],
      ['2027-07', 'H0028', 'plans_withheld', 1, 'final'],
      ['2027-07', 'H4556', 'members', 0, 'final'],
      ['2027-07', 'H4556', 'plans_withheld', 0, 'final'],
    ]);
  });

  it('reads the full layout, a plan that is NaN, and leaves a heading out', async () => {
    const text = JSON.stringify([full('H0028', '1', '20'), full('H0028', null, '*')], null, 2).replace('"Plan ID": null', '"Plan ID": NaN');
    expect(await figures({ [`${folder}/Monthly_Report_By_Plan_2024_08.json`]: text })).toEqual([
      ['2024-08', 'H0028', 'members', 20, 'final'],
      ['2024-08', 'H0028', 'plans_withheld', 1, 'final'],
    ]);
    expect(await figures(plans(plan('H0028', '1', '20'), plan('REGIONAL PLANS AS OF MAY', null, null, null)))).toHaveLength(2);
  });

  it('reads the directory: a starred count is suppressed, an empty one missing', async () => {
    const tables = await extractFrom(cmsMaEnrollment, directory(contract('H0524', '"1,307,642"'), contract('H0630', '*'), contract('H0631', '')));
    expect(records(tables.figures).map(({ unit_code, item, value, status }) => [unit_code, item, value, status])).toEqual([
      ['H0524', 'members_directory', 1307642, 'final'],
      ['H0630', 'members_directory', null, 'suppressed'],
      ['H0631', 'members_directory', null, 'missing'],
    ]);
    expect(tables.contracts?.rows[0]).toEqual([
      '2024-08',
      'H0524',
      'KAISER HP',
      'Kaiser Permanente',
      'Local CCP',
      'HMO/HMOPOS',
      'For Profit',
      '2015-05-01',
      'Kaiser',
    ]);
  });

  it('reads counties: starred and blank counts are suppressed, and people of no county are left out', async () => {
    expect(await figures(counties(county('02050', '"1,768"', '*'), county('02158', '640', ''), county('00000', '"14,940"', '')))).toEqual([
      ['2027-01', '02050', 'eligibles', 1768, 'final'],
      ['2027-01', '02050', 'enrolled', null, 'suppressed'],
      ['2027-01', '02158', 'eligibles', 640, 'final'],
      ['2027-01', '02158', 'enrolled', null, 'suppressed'],
    ]);
  });

  it('leaves derived files unread', async () => {
    const derived = { [`${folder}/contracts_enrollment_parent_2026.json`]: '{', [`${folder}/enrollment_changes_2026.json`]: '{' };
    expect(await figures({ ...plans(plan('H0028', '1', '20')), ...derived })).toHaveLength(2);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a plan twice', plans(plan('H0028', '001', '20'), plan('H0028', '1', '20')), 'record 2: found plan H0028 1 again (first in record 1)'],
    ['a contract as a whole and by plan', plans(plan('H0028', '1', '20'), plan('H0028', null, '20')), 'found contract H0028 as a whole and by plan'],
    ['a sign that is not known', plans(plan('H0028', '1', 'n/a')), 'record 1, Enrollment: found “n/a”; expected a whole number, or * for 10 or fewer'],
    ['an empty count', plans(plan('H0028', '1', null)), 'record 1, Enrollment: found an empty cell'],
    ['an unknown id', plans(plan('K0028', '1', '20')), 'record 1, CONTRACT_ID: found “K0028”'],
    [
      'a renamed field',
      plans({ CONTRACT_ID: 'H0028', 'Plan ID': '1', 'Plan Type': 'HMO', Members: '20' }),
      'record 1: found unknown field “Members” in place of “Enrollment”; expected the known fields (nearest known layout: condensed, as in August 2025)',
    ],
    ['a list cut off', { [july]: JSON.stringify([plan('H0028', '1', '20')]).slice(0, -3) }, `${july}: found text that is not JSON, or not whole`],
    ['an empty list', { [july]: '[]' }, 'found no list of plans'],
    [
      'an unknown name',
      { ...plans(plan('H0028', '1', '20')), [`${folder}/Plans_2027.json`]: '[]' },
      'Plans_2027.json: found a file that the source does not know',
    ],
    ['two files of a month', { ...plans(plan('H0028', '1', '20')), [july.replace('_condensed', '')]: '[]' }, 'found a second file of 2027-07'],
    ['a contract twice', directory(contract('H0524', '1'), contract('H0524', '1')), 'line 3: found contract H0524 again'],
    ['a date that is none', directory(contract('H0524', '1', '2015-05-01')), 'line 2, column Contract Effective Date: found “2015-05-01”'],
    ['a fraction', directory(contract('H0524', '1.5')), 'line 2, column Enrollment: found “1.5”'],
    [
      'a code that does not agree',
      counties(['Alaska', 'Bethel', '02', '050', '02051', '', '', '', '1', '1', '']),
      'line 2, column FIPS: found “02051”; expected “02050”',
    ],
    ['a county twice', counties(county('02050', '1', '1'), county('02050', '1', '1')), 'line 3: found county 02050 again'],
    ['a count that is none', counties(county('02050', 'many', '1')), 'line 2, column Eligibles: found “many”'],
  ])('refuses %s', async (_, files, message) => {
    await expect(extractFrom(cmsMaEnrollment, files)).rejects.toThrow(message);
  });
});

describeWithSharedData('Medicare Advantage enrolment as published', (shared) => {
  let tables: Record<string, TableOut> = {};
  let rows: Record<string, string | number | null>[] = [];
  beforeAll(async () => {
    tables = await extractPublished(cmsMaEnrollment, shared);
    rows = records(tables.figures);
  });
  const of = (period: string, item: string) => rows.filter((f) => f.period === period && f.item === item);

  it('has 1,039, 983 and 970 contracts, of which 46, 31 and 32 are withheld whole', () => {
    const months = ['2024-08', '2025-08', '2026-05'];
    expect(months.map((month) => of(month, 'members').length)).toEqual([1039, 983, 970]);
    expect(months.map((month) => of(month, 'members').filter((f) => f.status === 'suppressed').length)).toEqual([46, 31, 32]);
  });

  it('has 1,307,639 members of H0524 in its plans and 1,307,642 in the directory', () => {
    const kaiser = (item: string) => of('2024-08', item).find((f) => f.unit_code === 'H0524')?.value;
    expect([kaiser('members'), kaiser('plans_withheld'), kaiser('members_directory')]).toEqual([1_307_639, 1, 1_307_642]);
  });

  it('has 981 contracts in the directory, 27 without a count and 11 withheld', () => {
    expect(tables.contracts?.rows).toHaveLength(981);
    const statuses = of('2024-08', 'members_directory').map((f) => f.status);
    expect([statuses.length, statuses.filter((s) => s === 'missing').length, statuses.filter((s) => s === 'suppressed').length]).toEqual([981, 27, 11]);
  });

  it('has 3,214 counties, 30 of them with a suppressed count, and none in Connecticut', () => {
    expect(of('2025-06', 'eligibles')).toHaveLength(3214);
    expect(of('2025-06', 'enrolled').filter((f) => f.status === 'suppressed')).toHaveLength(30);
    expect(rows.filter((f) => String(f.unit_code).startsWith('09') && f.period === '2025-06')).toEqual([]);
    expect(of('2025-06', 'enrolled').find((f) => f.unit_code === '06037')?.value).toBe(952_320);
  });
});
