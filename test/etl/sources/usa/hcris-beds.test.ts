import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLastLineEnd } from '../../../../etl/readers/lines.ts';
import { readTable } from '../../../../etl/readers/table.ts';
import { PublishedFolder } from '../../../../etl/source.ts';
import { cmsCareCompare } from '../../../../etl/sources/usa/cms-care-compare.ts';
import { readReports, hcrisBeds as source } from '../../../../etl/sources/usa/hcris-beds.ts';
import { hospitalDataColumns, reportColumns } from '../../../../etl/sources/usa/hcris-beds-layout.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';
import { published, rowsTold } from '../published.ts';

type Cells = Record<string, string>;
const year = (end: number): Cells => ({ fy_start_date: `${end}-01-01`, fy_end_date: `${end}-12-31`, days_in_period: end % 4 === 0 ? '365' : '364' });
const report = (number: number, cells: Cells): string[] =>
  reportColumns.map((column) => {
    const all: Cells = {
      RPT_REC_NUM: String(number),
      PRVDR_NUM: '10001',
      ...year(2018),
      subtotal_acute_beds_1400: '387',
      subtotal_acute_bed_days_1400: '97665',
      ...cells,
    };
    return all[column] ?? '';
  });
const hospital = (cells: Cells = {}): string[] =>
  hospitalDataColumns.map((column) => {
    const all: Cells = {
      PRVDR_NUM: '10001',
      hospital_name: 'SOUTHEAST HEALTH',
      statecountyfips: '1069',
      state: 'AL',
      hospital_ownership: 'Government - Local',
      hospital_type: 'Acute Care Hospitals',
      ...cells,
    };
    return all[column] ?? '';
  });
const read = (reports: string[][], hospitals = [hospital()]) =>
  extractFrom(source, {
    'hcris-beds/cost_report_extracts.csv': csv(reportColumns, reports),
    'hcris-beds/hospital_data.csv': csv(hospitalDataColumns, hospitals).trimEnd(),
  });

describe('cost reports', () => {
  it('carries a report under the year in which it ends, with the length of its year', async () => {
    const { figures } = await read([report(1, { ...year(2016), all_beds_2700: '420' })]);
    expect(figures?.rows).toEqual([
      ['2016', '010001', '', 'acute_beds', 387, 'final'],
      ['2016', '010001', '', 'acute_inpatient_days', 97665, 'final'],
      ['2016', '010001', '', 'icu_beds', null, 'missing'],
      ['2016', '010001', '', 'period_days', 366, 'final'],
      ['2016', '010001', '', 'total_beds', 420, 'final'],
    ]);
  });

  it('leaves out short and long reports and rejects the earlier of two that end in a year', () => {
    const rows = [
      report(1, { fy_start_date: '2018-01-12', days_in_period: '353' }),
      report(2, { fy_start_date: '2017-01-01', fy_end_date: '2018-01-11', days_in_period: '375', subtotal_acute_beds_1400: '400' }),
      report(3, { PRVDR_NUM: '10002', fy_start_date: '2018-07-01', days_in_period: '183' }),
      report(4, { PRVDR_NUM: '10002', fy_start_date: '2017-10-01', days_in_period: '456' }),
    ];
    const file = published('hcris-beds/cost_report_extracts.csv', csv(reportColumns, rows));
    const figures = readReports(file);
    expect(figures.map(({ period, unit_code, item, value }) => [period, unit_code, item, value])).toContainEqual(['2018', '010001', 'acute_beds', 387]);
    expect(figures).toHaveLength(5);
    expect(file.account.notData).toEqual({ header: 1, 'report of fewer than 350 days': 1, 'report of more than 380 days': 1 });
    expect(file.rejects).toEqual([
      {
        file: 'hcris-beds/cost_report_extracts.csv',
        sheet: null,
        row: 3,
        reason: 'hospital 010001: the year to 2018-01-11 is followed by another that ends in the same calendar year, on 2018-12-31',
      },
    ]);
    expect(rowsTold(file.account)).toBe(file.account.rowsRead);
  });

  it('reads hospitals with and without a county, though the file has no last line end', async () => {
    const { hospitals } = await read([report(1, {})], [hospital({ PRVDR_NUM: '400001', state: 'PR', statecountyfips: '' }), hospital()]);
    expect(hospitals?.rows).toEqual([
      ['010001', 'SOUTHEAST HEALTH', '01069', 'AL', 'Government - Local', 'Acute Care Hospitals'],
      ['400001', 'SOUTHEAST HEALTH', null, 'PR', 'Government - Local', 'Acute Care Hospitals'],
    ]);
  });

  it.each([
    ['a report twice', [report(1, {}), report(1, year(2017))], undefined, 'line 3: found report 1 again (first in line 2)'],
    ['two reports to the same day', [report(1, {}), report(2, {})], undefined, 'line 3: found a second report of 010001 to 2018-12-31 (first in line 2)'],
    ['a marker', [report(1, { icu_beds_0800: '*' })], undefined, 'line 2, column icu_beds_0800: found “*”; expected a number or an empty cell'],
    ['a length that the dates deny', [report(1, { days_in_period: '360' })], undefined, 'column days_in_period: found “360”; expected 364'],
    ['another form of dates', [report(1, { fy_end_date: '12/31/2018' })], undefined, 'column fy_end_date: found “12/31/2018”; expected a date'],
    ['no whole year', [report(1, { fy_start_date: '2018-12-01', days_in_period: '30' })], undefined, 'found no report of a whole year'],
    ['a code that is not a hospital', [report(1, { PRVDR_NUM: '1O001' })], undefined, 'column PRVDR_NUM: found “1O001”'],
    ['a hospital twice', [report(1, {})], [hospital(), hospital()], 'hospital_data.csv, line 3: found hospital 010001 again (first in line 2)'],
    ['a hospital without a name', [report(1, {})], [hospital({ hospital_name: '' })], 'line 2, column hospital_name: found “”; expected not an empty cell'],
    ['a county that is not a code', [report(1, {})], [hospital({ statecountyfips: 'Houston' })], 'column statecountyfips: found “Houston”'],
    ['a hospital that was cut', [report(1, {})], [hospital().slice(0, 40)], 'hospital_data.csv, line 2: found 40 cells; expected 87 cells'],
  ])('refuses %s', async (_, reports, hospitals, message) => {
    await expect(read(reports, hospitals)).rejects.toThrow(message);
  });

  it('refuses another header and a file that it does not know', async () => {
    const files = { 'hcris-beds/cost_report_extracts.csv': csv(['RPT', ...reportColumns.slice(1)], []), 'hcris-beds/hospital_data.csv': 'x' };
    await expect(extractFrom(source, files)).rejects.toThrow('line 1, column 1: found “RPT”; expected “RPT_REC_NUM”');
    await expect(extractFrom(source, { ...files, 'hcris-beds/more.csv': 'x' })).rejects.toThrow('more.csv: found a file that the source does not know');
  });
});

describeWithSharedData('cost reports as published', async (data) => {
  const { figures, hospitals } = await extractPublished(source, data);
  const rows = records(figures);
  const byReport = new Map<string, Record<string, number | null>>();
  for (const { period, unit_code, item, value } of rows) {
    const key = `${period} ${unit_code}`;
    byReport.set(key, { ...byReport.get(key), [String(item)]: value === null ? null : Number(value) });
  }

  it('has 17,185 reports of whole years of 6,116 hospitals', () => {
    const years = ['2016', '2017', '2018', '2019'].map((year) => [...byReport.keys()].filter((key) => key.startsWith(year)).length);
    expect(years).toEqual([3304, 5908, 5843, 2130]);
    expect(new Set(rows.map(({ unit_code }) => unit_code)).size).toBe(6116);
    expect(hospitals?.rows).toHaveLength(4710);
    expect(hospitals?.rows.filter((row) => row[2] === null)).toHaveLength(57);
  });

  it('has 58 reports with more inpatient days than their beds allow, and says so', () => {
    const over = [...byReport.values()].filter(
      ({ acute_beds, acute_inpatient_days, period_days }) => acute_beds && acute_inpatient_days && acute_inpatient_days > acute_beds * (period_days ?? 0),
    );
    expect(over).toHaveLength(58);
    expect(byReport.get('2016 100314')).toMatchObject({ acute_beds: 36985, acute_inpatient_days: 36971 });
    expect(byReport.get('2018 100007')).toMatchObject({ acute_beds: 2753, acute_inpatient_days: 661422, total_beds: 2826, period_days: 365 });
  });

  it('has the same beds and days as the file of last reports', () => {
    const input = new PublishedFolder(join(data, 'us'));
    let compared = 0;
    for (const { cells } of readTable(withLastLineEnd(input.open('hcris-beds/hospital_data.csv')), hospitalDataColumns)) {
      const here = byReport.get(`${cells.fy_end_date?.slice(0, 4)} ${cells.PRVDR_NUM?.padStart(6, '0')}`);
      const days = Number(cells.days_in_period);
      if (days < 350 || days > 380) continue;
      const number = (text = '') => (text === '' ? null : Number(text));
      expect(here).toMatchObject({ acute_beds: number(cells.subtotal_acute_beds_1400), acute_inpatient_days: number(cells.subtotal_acute_bed_days_1400) });
      compared += 1;
    }
    expect(compared).toBe(4548);
  });

  it('has 4,477 of 4,710 hospitals in Care Compare', async () => {
    const known = new Set((await extractPublished(cmsCareCompare, data)).hospitals?.rows.map(([ccn]) => ccn));
    expect(hospitals?.rows.filter(([ccn]) => known.has(ccn ?? ''))).toHaveLength(4477);
  });
});
