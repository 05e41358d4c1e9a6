import type { Figure } from '../../../data/extract.ts';
import { isBlank, type Markers, plainText, readFigure, shown, suppressed, zero } from '../../readers/cell.ts';
import { type CsvRow, readCsv } from '../../readers/csv.ts';
import { compareText, figuresTable, type OrganisationName } from '../../readers/figures.ts';
import { filesByYear, type Layout, layoutOf, type YearFile } from '../../readers/layouts.ts';
import { columnLetter } from '../../readers/workbook.ts';
import { refuse } from '../../refusal.ts';
import { defineSource, figureTypes, organisationTypes, type PublishedFile, type PublishedFolder } from '../../source.ts';
import { subIcbOrCcgCode } from './practices.ts';

const folder = 'hes-apc-ccg';

/** First and last of the years that must be there; further years follow them without a gap. */
const [firstYear, lastYear] = [2015, 2019];
const fileOf = (year: number): string => `EmergencyAdmissions${year}-${String((year + 1) % 100).padStart(2, '0')}.csv`;

const ageBands = '0,1-4,5-9,10-14,15,16,17,18,19,20-24,25-29,30-34,35-39,40-44,45-49,50-54,55-59,60-64,65-69,70-74,75-79,80-84,85-89,90+'.split(',');

/** Header to item; null is a column that is not carried. Means and medians are rounded: recompute them from sums. */
const headers: ReadonlyMap<string, string | null> = new Map<string, string | null>([
  ['Finished consultant episodes', 'finished_consultant_episodes'],
  ['Admissions', 'admissions'],
  ['Male', 'male'],
  ['Female', 'female'],
  ['Gender Unknown', 'gender_unknown'],
  ['Emergency', 'emergency_admissions'],
  ['Waiting list', 'waiting_list'],
  ['Planned', 'planned'],
  ['Other Admission Method', 'other_admission_method'],
  ['Mean time waited', null],
  ['Median time waited', null],
  ['Mean length of stay', null],
  ['Median length of stay', null],
  ['Mean age', null],
  ...ageBands.map((band) => [`Age ${band}`, `age_${band.replace('-', '_').replace('+', '_plus')}`] as const),
  ['Day case', 'day_cases'],
  ['FCE bed days', 'fce_bed_days'],
  ['Zero bed day cases: Emergency', 'zero_bed_day_emergency'],
  ['Zero bed day cases: Elective', 'zero_bed_day_elective'],
  ['Zero bed day cases: Other', 'zero_bed_day_other'],
]);

const firstHeader = 'CCG of responsibility code and description';
const onsHeader = 'ONS Geography Code';

/** `Zero bed day cases: ` is our mark of the columns below that header. */
const layout: Layout = { name: 'HES 2015-16 to 2019-20', columns: [firstHeader, onsHeader, ...headers.keys()] };

const markers: Markers = { '-': zero, '*': suppressed };

/** Code given to the published total of England, which has none. */
const england = 'ENGLAND';

interface Organisation extends OrganisationName {
  /** Empty for commissioning hubs, unknown and the total: only CCGs have one. */
  ons_code: string;
}

/** Reads one year’s table: CCGs, commissioning hubs, the unknown and the total of England. */
export function readHesTable(file: PublishedFile, period: string): { figures: Figure[]; organisations: Organisation[] } {
  const rows = readCsv(file);
  const { headerIndex, columns, ons } = findHeader(file, rows);
  const figures: Figure[] = [];
  const organisations: Organisation[] = [];
  let signed = false;
  rows.forEach((row, index) => {
    const reason = index <= headerIndex ? reasonAbove(file, row, headerIndex - index) : reasonBelow(row);
    if (reason !== null) {
      signed ||= index > headerIndex && plainText(row.cells[0]).startsWith('Copyright');
      file.notData(reason);
      return;
    }
    const code = readCode(file, row);
    if (organisations.some((organisation) => organisation.code === code))
      throw file.refuse(`row ${row.row}`, `a second row for ${code}`, 'each organisation once');
    organisations.push({ code, name: readName(file, row), period, ons_code: code === england ? '' : plainText(row.cells[ons]) });
    figures.push(...readRow(file, { row, columns, period, code }));
    file.kept(columns.length);
  });
  if (!signed)
    throw file.refuse(
      `row ${rows.at(-1)?.row ?? 0}`,
      'the end of the file',
      'footnotes with the publisher’s copyright after the data: the file may be cut short',
    );
  if (!organisations.some(({ code }) => code === england)) throw file.refuse(undefined, 'no row “Total”', 'the total of England');
  return { figures, organisations };
}

interface Column {
  column: number;
  item: string;
}

function findHeader(file: PublishedFile, rows: readonly CsvRow[]): { headerIndex: number; columns: Column[]; ons: number } {
  const headerIndex = rows.findIndex(({ cells }) => plainText(cells[0]) === firstHeader);
  const header = rows[headerIndex];
  const above = rows[headerIndex - 1];
  if (header === undefined || above === undefined) throw noHeader(file, rows);
  // The header above spans the columns to its right: a second `Emergency` means cases without a bed day.
  const zeroBedDays = above.cells.findIndex((cell) => plainText(cell).startsWith('Zero bed day cases'));
  if (zeroBedDays < 0) throw file.refuse(`row ${above.row}`, 'no header “Zero bed day cases”', '“Zero bed day cases” above the last three columns');
  const titles = header.cells.map((cell, column) =>
    column >= zeroBedDays && plainText(cell) !== '' ? `Zero bed day cases: ${plainText(cell)}` : plainText(cell),
  );
  layoutOf(file, `row ${header.row}`, titles, [layout]);
  const columns = titles.flatMap((title, column): Column[] => {
    const item = headers.get(title);
    return item === undefined || item === null ? [] : [{ column, item }];
  });
  return { headerIndex, columns, ons: titles.indexOf(onsHeader) };
}

/** Later tables of the publisher have another first header: “Current CCG of responsibility…”. */
function noHeader(file: PublishedFile, rows: readonly CsvRow[]) {
  const expected = `the header row, with “Zero bed day cases” in the row above it (nearest known layout: ${layout.name})`;
  const near = rows.find(({ cells }) => /CCG/.test(cells[0] ?? '') && !isBlank(cells.slice(8)));
  if (near === undefined) return file.refuse(undefined, `no row that starts with “${firstHeader}”`, expected);
  return file.refuse(`row ${near.row}, column A`, `unknown column ${shown(near.cells[0])} in place of “${firstHeader}”`, expected);
}

/** The rows above hold text in the first column alone, but for the one with the header that spans columns. */
function reasonAbove(file: PublishedFile, { row, cells }: CsvRow, above: number): string {
  if (above <= 1) return 'header';
  if (isBlank(cells)) return 'blank';
  if (isBlank(cells.slice(1))) return 'banner';
  throw file.refuse(`row ${row}`, 'figures above the header', 'a banner or a blank row');
}

/** A footnote is text in the first column alone which is not a code: a code without figures must not pass for one. */
function reasonBelow({ cells }: CsvRow): string | null {
  if (isBlank(cells)) return 'blank';
  return isBlank(cells.slice(1)) && !/^[0-9A-Z]{3,5}$/.test(plainText(cells[0])) ? 'footnote' : null;
}

function readCode(file: PublishedFile, { row, cells }: CsvRow): string {
  const code = plainText(cells[0]);
  if ((code === '' || code === 'Total') && plainText(cells[1]) === 'Total') return england;
  if (subIcbOrCcgCode.test(code) || code === '59999') return code;
  throw file.refuse(`row ${row}, column A`, shown(code), 'a code such as 02N or 59999, “Total”, a footnote or a blank row');
}

function readName(file: PublishedFile, { row, cells }: CsvRow): string {
  const name = plainText(cells[1]);
  if (name === '') throw file.refuse(`row ${row}, column B`, 'an empty cell', 'the organisation’s name');
  return name;
}

function readRow(
  file: PublishedFile,
  { row: { row, cells }, columns, period, code }: { row: CsvRow; columns: readonly Column[]; period: string; code: string },
): Figure[] {
  const last = columns.at(-1)?.column ?? 0;
  if (cells.length <= last) throw file.refuse(`row ${row}`, `${cells.length} cells`, `at least ${last + 1}, as in the header`);
  if (isBlank(cells.slice(2))) throw file.refuse(`row ${row}`, `${code} without a figure`, 'figures of the organisation');
  return columns.map(({ column, item }) => {
    const reading = readFigure(cells[column] ?? null, markers);
    if (reading === null)
      throw file.refuse(
        `row ${row}, column ${columnLetter(column)}`,
        `${shown(cells[column])} as ${item}`,
        'a number, “-” (zero), “*” (suppressed) or nothing',
      );
    return { period, unit_code: code, topic: '', item, ...reading };
  });
}

/** The files of the years, each one there: a gap would be taken for a year without hospital use. */
function yearsOf(input: PublishedFolder): YearFile[] {
  const files = filesByYear(input, folder, { pattern: /^EmergencyAdmissions(\d{4})-(\d{2})\.csv$/, such: fileOf(lastYear) });
  const first = Math.min(firstYear, ...files.map(({ period }) => Number(period.slice(0, 4))));
  const last = Math.max(lastYear, ...files.map(({ period }) => Number(period.slice(0, 4))));
  for (let year = first; year <= last; year += 1) {
    const file = `${folder}/${fileOf(year)}`;
    if (files.every((candidate) => candidate.file !== file))
      throw refuse({ file, found: 'no such file', expected: 'a published file of each year: this source is read whole or not at all' });
  }
  return files;
}

export const hesApcCcg = defineSource({
  id: 'hes-apc-ccg',
  edition: 'england',
  title: 'Hospital admitted patient care activity by clinical commissioning group of responsibility (HES)',
  publisher: 'NHS Digital',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains information from NHS Digital, licensed under the Open Government Licence v3.0.',
  periods: '2015-16 to 2019-20',
  note: [
    'Counts by the CCG responsible for the patient. Commissioning hubs and 59999 (unknown) are kept with their published codes; the published total has the code ENGLAND.',
    'Until 2016-17 counts of 1 to 5 are suppressed; from 2017-18 counts are rounded to the nearest 5 and counts of 1 to 7 suppressed, except in the total. “-” is zero.',
    'The first column “Emergency” is admissions; the second, under “Zero bed day cases”, is cases without a bed day.',
    'Means and medians (time waited, length of stay, age) are not carried: they are rounded to whole numbers and cannot be added up.',
  ].join(' '),
  tables: { figures: figureTypes, organisations: { ...organisationTypes, ons_code: 'varchar' } },
  extract(input) {
    const tables = yearsOf(input).map(({ file, period }) => readHesTable(input.open(file), period));
    const organisations = tables.flatMap((table) => table.organisations).sort((a, b) => compareText(a.code, b.code) || compareText(a.period, b.period));
    return [
      figuresTable(
        'one count of an organisation and year',
        tables.flatMap(({ figures }) => figures),
      ),
      {
        name: 'organisations',
        row: 'one organisation’s name in a year’s table; only CCGs have an ONS code',
        columns: ['code', 'name', 'period', 'ons_code'],
        rows: organisations.map(({ code, name, period, ons_code }) => [code, name, period, ons_code]),
      },
    ];
  },
});
