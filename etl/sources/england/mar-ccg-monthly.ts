import type { Figure } from '../../../data/extract.ts';
import { isBlank, plainText, readFigure, shown } from '../../readers/cell.ts';
import { figuresTable, type OrganisationName, organisationsTable } from '../../readers/figures.ts';
import { assertFiles } from '../../readers/folder.ts';
import { columnLetter, readWorkbook, type Sheet, type SheetRow, sheetNamed } from '../../readers/workbook.ts';
import { defineSource, figureTypes, organisationTypes, type PublishedFile } from '../../source.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The published workbooks from April 2012 to December 2019: `Apr_12.xls` is of `2012-04`. */
export const marWorkbooks: readonly { file: string; period: string }[] = Array.from({ length: 93 }, (_, index) => {
  const month = (index + 3) % 12;
  const year = 2012 + Math.floor((index + 3) / 12);
  return { file: `${months[month]?.slice(0, 3)}_${year - 2000}.xls`, period: `${year}-${String(month + 1).padStart(2, '0')}` };
});

/** CCGs replaced primary care trusts in April 2013. */
const firstCcgPeriod = '2013-04';

const sheetName = 'Commissioner';

/** Headers of the counts, in full, and the items that they become. */
export const marItems: ReadonlyMap<string, string> = new Map([
  ['Elective G&A Ordinary Admissions (FFCEs)', 'elective_ordinary'],
  ['Elective G&A Daycase Admissions (FFCEs)', 'elective_daycase'],
  ['Elective G&A Total Admissions (FFCEs)', 'elective_total'],
  ['Elective G&A Planned Ordinary Admissions (FFCEs)', 'planned_ordinary'],
  ['Elective G&A Planned Daycase Admissions (FFCEs)', 'planned_daycase'],
  ['Elective G&A Planned Total Admissions (FFCEs)', 'planned_total'],
  ['Elective G&A Admissions (FFCEs) -NHS Treatment Centres (TCs)', 'treatment_centres'],
  ['Total Non-elective G&A Admissions (FFCEs)', 'nonelective'],
  ['GP Referrals Made (All specialties)', 'gp_referrals_made_all'],
  ['GP Referrals Seen (All specialties)', 'gp_referrals_seen_all'],
  ['GP Referrals Made (G&A)', 'gp_referrals_made'],
  ['GP Referrals Seen (G&A)', 'gp_referrals_seen'],
  ['Other Referrals Made (G&A)', 'other_referrals_made'],
  ['All 1st Outpatient Attendances (G&A)', 'first_outpatient'],
]);

/** Columns that say where a row belongs; area teams gave way to regions in April 2015. */
const labels = ['Year', 'Period', 'Area Team Code', 'Area Team Name', 'Region Code', 'Region Name', 'Org Code', 'Org Name'];

/** Code given to the published total of England, which has none. */
const england = 'ENGLAND';

/** Reads one month. The month is that of the file name; `Year` of the rows is not read, since Jun_17.xls counts it up to 2017-30. */
export function readMarWorkbook(file: PublishedFile, period: string): { figures: Figure[]; organisations: OrganisationName[] } {
  const sheets = readWorkbook(file, 'xls');
  const sheet = sheetNamed(file, sheets, sheetName);
  for (const { name, rows } of sheets) if (name !== sheetName) file.notData(`sheet ${name}`, rows.length);
  if (period < firstCcgPeriod) {
    file.notData('primary care trusts (before 2013), not CCGs', sheet.rows.length);
    return { figures: [], organisations: [] };
  }
  assertTitle(file, sheet, period);
  const header = findHeader(file, sheet);
  const organisations: OrganisationName[] = [];
  const figures: Figure[] = [];
  for (const [index, row] of sheet.rows.entries()) {
    const reason = index <= header.index ? 'banner or header' : reasonBelow(row, header);
    if (reason !== null) {
      file.notData(reason);
      continue;
    }
    const code = readCode(file, { row, header, period });
    if (organisations.some((organisation) => organisation.code === code))
      throw file.refuse(`sheet ${sheetName}, row ${row.row}`, `a second row for ${code}`, 'each organisation once');
    organisations.push({ code, name: plainText(row.cells[header.name]), period });
    figures.push(...readRow(file, { row, header, period, code }));
    file.kept(header.items.length);
  }
  if (organisations[0]?.code !== england || organisations.length < 2)
    throw file.refuse(`sheet ${sheetName}`, `${organisations.length} rows of figures`, 'the row of England first, then one row per commissioner');
  return { figures, organisations };
}

/** The banner names the month: `Period: June 2017`. */
function assertTitle(file: PublishedFile, sheet: Sheet, period: string): void {
  const row = sheet.rows.find(({ cells }) => cells.some((cell) => plainText(cell) === 'Period:'));
  const title = plainText(row?.cells.find((cell) => !['', 'Period:'].includes(plainText(cell))));
  const expected = `${months[Number(period.slice(5)) - 1]} ${period.slice(0, 4)}`;
  if (title !== expected) throw file.refuse(`sheet ${sheetName}, row ${row?.row ?? 1}`, `the period ${shown(title)}`, `“${expected}”, as in the file name`);
}

interface Header {
  /** Index of the header row. */
  index: number;
  month: number;
  code: number;
  name: number;
  items: readonly { column: number; item: string }[];
}

function findHeader(file: PublishedFile, sheet: Sheet): Header {
  const index = sheet.rows.findIndex(({ cells }) => cells.some((cell) => plainText(cell) === 'Org Code'));
  const row = sheet.rows[index];
  if (row === undefined) throw file.refuse(`sheet ${sheetName}`, 'no header “Org Code”', 'a header row with “Org Code”');
  const titles = row.cells.map(plainText);
  titles.forEach((title, column) => {
    if (title === '' || ((labels.includes(title) || marItems.has(title)) && titles.indexOf(title) === column)) return;
    throw file.refuse(
      `sheet ${sheetName}, row ${row.row}, column ${columnLetter(column)}`,
      shown(title),
      `one of the known headers, once; missing: ${[...marItems.keys()].filter((wanted) => !titles.includes(wanted)).join(', ') || 'none'}`,
    );
  });
  const absent = ['Year', 'Period', 'Org Code', 'Org Name', ...marItems.keys()].filter((title) => !titles.includes(title));
  if (absent.length > 0) throw file.refuse(`sheet ${sheetName}, row ${row.row}`, `no column ${absent.join(', ')}`, 'every known header');
  const items = [...marItems].map(([title, item]) => ({ column: titles.indexOf(title), item }));
  return { index, month: titles.indexOf('Period'), code: titles.indexOf('Org Code'), name: titles.indexOf('Org Name'), items };
}

/** A note is text in the first column of the table alone. */
function reasonBelow({ cells }: SheetRow, { month }: Header): string | null {
  if (isBlank(cells)) return 'blank';
  return isBlank(cells.slice(month)) ? 'note' : null;
}

function readCode(file: PublishedFile, { row: { row, cells }, header, period }: { row: SheetRow; header: Header; period: string }): string {
  const place = (column: number) => `sheet ${sheetName}, row ${row}, column ${columnLetter(column)}`;
  const code = plainText(cells[header.code]);
  const name = plainText(cells[header.name]);
  const isEngland = code === '' && name === 'England';
  if (!isEngland && !/^\d{2}[A-Z]$/.test(code) && code !== 'X24')
    throw file.refuse(place(header.code), shown(code), 'a CCG code such as 00C, X24, the row of England, a note or a blank row');
  if (name === '') throw file.refuse(place(header.name), 'an empty cell', `the name of ${code}`);
  // Three letters, because January 2018 is printed `Janaury`.
  const month = plainText(cells[header.month]).slice(0, 3).toLowerCase();
  const expected = months[Number(period.slice(5)) - 1] ?? '';
  if (month !== expected.slice(0, 3).toLowerCase()) throw file.refuse(place(header.month), shown(cells[header.month]), `${expected}, as in the file name`);
  return isEngland ? england : code;
}

function readRow(
  file: PublishedFile,
  { row: { row, cells }, header, period, code }: { row: SheetRow; header: Header; period: string; code: string },
): Figure[] {
  return header.items.map(({ column, item }) => {
    const reading = readFigure(cells[column] ?? null);
    if (reading === null) throw file.refuse(`sheet ${sheetName}, row ${row}, column ${columnLetter(column)}`, `${shown(cells[column])} as ${item}`, 'a number');
    return { period, unit_code: code, topic: '', item, ...reading };
  });
}

export const marCcgMonthly = defineSource({
  id: 'mar-ccg-monthly',
  edition: 'england',
  title: 'Monthly Activity Return by commissioner',
  publisher: 'NHS England',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains information from NHS England, licensed under the Open Government Licence v3.0.',
  periods: '2013-04 to 2019-12',
  note: [
    'General and acute (G&A) specialties; admissions are first finished consultant episodes (FFCEs), close to but not the same as HES admissions. The published total has the code ENGLAND; X24 is care commissioned by NHS England itself.',
    'The month is that of the file name and must agree with the banner and with the Period column. The Year column is not read: in Jun_17.xls it counts up from 2017-18 to 2017-30, a slip of the publication.',
    'The files of April 2012 to March 2013 are by primary care trust, are opened and are not carried.',
    'Notes below the tables name hospitals that sent nothing or estimates in a month; they are not carried.',
  ].join(' '),
  tables: { figures: figureTypes, organisations: organisationTypes },
  extract(input) {
    assertFiles(
      input,
      'mar-ccg-monthly',
      marWorkbooks.map(({ file }) => file),
    );
    const books = marWorkbooks.map(({ file, period }) => readMarWorkbook(input.open(`mar-ccg-monthly/${file}`), period));
    return [
      figuresTable(
        'one count of a commissioner and month',
        books.flatMap(({ figures }) => figures),
      ),
      organisationsTable(
        'one commissioner’s name in a month’s table',
        books.flatMap(({ organisations }) => organisations),
      ),
    ];
  },
});
