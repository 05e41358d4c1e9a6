import type { Figure } from '../../../data/extract.ts';
import { readFigure } from '../../readers/cell.ts';
import { figuresTable } from '../../readers/figures.ts';
import { assertFiles } from '../../readers/folder.ts';
import { withLastLineEnd } from '../../readers/lines.ts';
import { byCode, codeOf, quoted, readTable, type TableRow, uniqueIn, wholeNumber } from '../../readers/table.ts';
import { defineSource, figureTypes, type PublishedFile, type TableOut } from '../../source.ts';
import { ccnOf } from './certification-number.ts';
import { hospitalDataColumns, reportColumns } from './hcris-beds-layout.ts';

const folder = 'hcris-beds';
const names = { reports: 'cost_report_extracts.csv', hospitals: 'hospital_data.csv' } as const;

/** Columns that are carried (the number is the line of worksheet S-3) and the items that they become. */
const items: readonly [column: string, item: string][] = [
  ['subtotal_acute_beds_1400', 'acute_beds'],
  ['subtotal_acute_bed_days_1400', 'acute_inpatient_days'],
  ['icu_beds_0800', 'icu_beds'],
  ['all_beds_2700', 'total_beds'],
];

/** Reports of a whole year, within two weeks or so. */
const fewestDays = 350;
const mostDays = 380;

const hospitalColumns = ['ccn', 'name', 'county_fips', 'state', 'ownership', 'type'] as const;

type Row = TableRow<string>;
interface Report {
  row: number;
  ccn: string;
  end: string;
  figures: Omit<Figure, 'period'>[];
}

export const hcrisBeds = defineSource({
  id: 'hcris-beds',
  edition: 'usa',
  folder: 'us',
  title: 'Medicare cost reports: hospital beds and inpatient days',
  publisher: 'Centers for Medicare & Medicaid Services (CMS), Healthcare Cost Report Information System (HCRIS); extracted by J. Fenton',
  licence: 'Public domain (work of the United States government); extract under the MIT licence',
  attribution:
    'Source: Centers for Medicare & Medicaid Services, Healthcare Cost Report Information System, form 2552-10, worksheet S-3 part I, as extracted by jsfenfen/covid_hospitals_demographics (MIT).',
  periods: '2016 to 2019, of which 2017 and 2018 are whole',
  note: [
    'A report counts in the calendar year in which its own year ends. Only reports of 350 to 380 days are carried; where two of a hospital end in the same year the one that ends later is kept and the other is rejected. The years 2016 and 2019 lack hospitals, because the files hold reports of the fiscal years 2016 to 2018 and few of 2019.',
    'Acute beds and inpatient days are line 14: general (adult and paediatric), intensive, coronary, burn and other special care. Its days include the newborn nursery (line 13), about 5 % of all days, while its beds do not. Intensive care beds are line 8 alone, without coronary, surgical and burn units; total beds are line 27, with psychiatric, rehabilitation and long-term units. Days of all patients, whoever pays. Blank cells are missing: there is no such unit or the hospital did not say.',
    'The item period_days is the length of the report’s year with its first and last day; the column days_in_period, one fewer, is checked against the dates. Acute beds × period_days are the bed days available; discharges and the worksheet’s own bed days available are not in the files.',
    'Self-reported and unaudited, and carried as published: some reports have more inpatient days than acute beds × period_days, and a few have days in the column of beds (100314 in 2016, 36,985 beds). Hospitals of the veterans and the military do not report.',
    'The table of hospitals has name, county and type of the 4,710 acute, critical access and children’s hospitals of hospital_data.csv; figures are of all hospitals that report, psychiatric, rehabilitation and long-term ones included. County codes are empty in Puerto Rico and other territories. The figures of hospital_data.csv are not read: they are those of each hospital’s last report in cost_report_extracts.csv. The column most_recent is not used, since each report counts in its own year.',
    'Left out: beds and days by kind of unit, observation and delivery, utilisation (computed by the extractor), filing status and dates, addresses and coordinates, residents and employees.',
  ].join(' '),
  tables: {
    figures: figureTypes,
    hospitals: { ccn: 'varchar', name: 'varchar', county_fips: 'varchar', state: 'varchar', ownership: 'varchar', type: 'varchar' },
  },
  extract(input) {
    assertFiles(input, folder, Object.values(names));
    const figures = readReports(input.open(`${folder}/${names.reports}`));
    return [figuresTable('one figure of a hospital’s yearly cost report', figures), readHospitals(input.open(`${folder}/${names.hospitals}`))];
  },
});

/** Reads the reports of whole years: one for each hospital and year. */
export function readReports(file: PublishedFile): Figure[] {
  const once = uniqueIn(file, 'report');
  const latest = new Map<string, Report>();
  for (const record of readTable(file, reportColumns)) {
    once(codeOf(file, record.row, 'RPT_REC_NUM', cell(record, 'RPT_REC_NUM'), /^\d+$/, 'the number of a report'), record.row);
    const days = daysOf(file, record);
    if (days < fewestDays || days > mostDays) {
      file.notData(days < fewestDays ? `report of fewer than ${fewestDays} days` : `report of more than ${mostDays} days`);
      continue;
    }
    keepLatest(file, latest, readReport(file, record, days));
  }
  if (latest.size === 0) throw file.refuse(undefined, 'no report of a whole year', `reports of ${fewestDays} to ${mostDays} days`);
  return [...latest.values()].flatMap(({ end, figures }) => {
    file.kept(figures.length);
    return figures.map((figure) => ({ period: end.slice(0, 4), ...figure }));
  });
}

function keepLatest(file: PublishedFile, latest: Map<string, Report>, report: Report): void {
  const key = `${report.ccn} ${report.end.slice(0, 4)}`;
  const before = latest.get(key);
  if (before === undefined) {
    latest.set(key, report);
    return;
  }
  if (before.end === report.end)
    throw file.refuse(`line ${report.row}`, `a second report of ${report.ccn} to ${report.end} (first in line ${before.row})`, 'one report');
  const [earlier, later] = before.end < report.end ? [before, report] : [report, before];
  file.reject(earlier.row, `hospital ${earlier.ccn}: the year to ${earlier.end} is followed by another that ends in the same calendar year, on ${later.end}`);
  latest.set(key, later);
}

function readReport(file: PublishedFile, record: Row, days: number): Report {
  const ccn = ccnOf(file, record.row, 'PRVDR_NUM', cell(record, 'PRVDR_NUM'));
  const carried = items.map(([column, item]) => {
    const reading = readFigure(cell(record, column));
    if (reading === null) throw file.refuse(`line ${record.row}, column ${column}`, quoted(cell(record, column)), 'a number or an empty cell');
    return { unit_code: ccn, topic: '', item, ...reading };
  });
  const length = { unit_code: ccn, topic: '', item: 'period_days', value: days + 1, status: 'final' as const };
  return { row: record.row, ccn, end: cell(record, 'fy_end_date'), figures: [...carried, length] };
}

/** Days from the first to the last day of a report’s year, as published: a whole year has 364. */
function daysOf(file: PublishedFile, record: Row): number {
  const date = (column: string) => Date.parse(codeOf(file, record.row, column, cell(record, column), /^\d{4}-\d\d-\d\d$/, 'a date such as 2017-12-31'));
  const days = wholeNumber(file, record.row, 'days_in_period', cell(record, 'days_in_period'));
  const between = (date('fy_end_date') - date('fy_start_date')) / 86_400_000;
  if (between !== days)
    throw file.refuse(`line ${record.row}, column days_in_period`, quoted(String(days)), `${between}, the days from fy_start_date to fy_end_date`);
  return days;
}

/** Reads the hospitals that have a place and a type. Its last column is not carried, so that a cut there does no harm. */
export function readHospitals(file: PublishedFile): TableOut {
  const once = uniqueIn(file, 'hospital');
  const rows = readTable(withLastLineEnd(file), hospitalDataColumns).map((record) => {
    const text = (column: string) => codeOf(file, record.row, column, cell(record, column).trim(), /\S/, 'not an empty cell');
    const ccn = ccnOf(file, record.row, 'PRVDR_NUM', cell(record, 'PRVDR_NUM'));
    once(ccn, record.row);
    const state = codeOf(file, record.row, 'state', text('state'), /^[A-Z]{2}$/, 'the two letters of a state');
    file.kept(hospitalColumns.length);
    return [ccn, text('hospital_name'), countyOf(file, record), state, text('hospital_ownership'), text('hospital_type')] as const;
  });
  if (rows.length === 0) throw file.refuse(undefined, 'no hospitals', 'a row for each hospital');
  return { name: 'hospitals', row: 'one hospital', columns: hospitalColumns, rows: rows.sort(([a], [b]) => byCode(a, b)) };
}

function countyOf(file: PublishedFile, record: Row): string | null {
  const text = cell(record, 'statecountyfips').trim();
  if (text === '') return null;
  return codeOf(file, record.row, 'statecountyfips', text.padStart(5, '0'), /^\d{5}$/, 'the FIPS code of a county, such as 1001');
}

const cell = ({ cells }: Row, column: string): string => cells[column] ?? '';
