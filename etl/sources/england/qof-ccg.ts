import type { Figure } from '../../../data/extract.ts';
import { type Markers, missing, notApplicable, plainText, readFigure, shown } from '../../readers/cell.ts';
import { figuresTable, type OrganisationName, organisationsTable } from '../../readers/figures.ts';
import { assertFiles } from '../../readers/folder.ts';
import { columnLetter, readWorkbook, type Sheet, type SheetRow, sheetNamed } from '../../readers/workbook.ts';
import { defineSource, figureTypes, organisationTypes, type PublishedFile } from '../../source.ts';
import { findLayout, type Layout, notDataReason, previousYear, type ReadColumn } from './qof-ccg-layout.ts';

/** The published workbooks and their financial years. */
export const qofWorkbooks = [
  { file: 'qof-1415-ccg-all.xlsx', period: '2014-15' },
  { file: 'qof-1516-prev-ach-exc-ccg-v2.xlsx', period: '2015-16' },
  { file: 'qof-1617-prev-ach-exc-ccg.xlsx', period: '2016-17' },
  { file: 'qof-1718-prev-ach-exc-ccg.xlsx', period: '2017-18' },
  { file: 'qof-1819-prev-ach-exc-ccg.xlsx', period: '2018-19' },
  { file: 'qof-1920-prev-ach-pca-ccg.xlsx', period: '2019-20' },
] as const;

const diseases = [
  'AF',
  'BP',
  'CHD',
  'CVD-PP',
  'HF',
  'HYP',
  'PAD',
  'STIA',
  'AST',
  'COPD',
  'OB',
  'SMOK',
  'CAN',
  'CKD',
  'DM',
  'PC',
  'DEM',
  'DEP',
  'EP',
  'LD',
  'MH',
  'OST',
  'RA',
  'CS',
];

/** Sheets of disease areas in a year’s workbook. Quality improvement (PS, EoLC) took the place of contraception in 2019-20. */
export const qofSheets = (period: string): readonly string[] => [...diseases, ...(period === '2019-20' ? ['PS', 'EoLC'] : ['CON'])];

const titleSheet = 'Title sheet';

/** AF is a sheet whose list size is of all ages, in every year. */
const listSheet = 'AF';

/**
 * CCGs without a row in the workbook of their year, looked for in the previous-year columns of the next one.
 * Declared one by one and never inferred: the CCG list is one merger ahead of its year, so previous-year columns
 * hold merged CCGs whose predecessors have rows of their own, and taking those would count people twice.
 */
export const previousYearGaps = [
  {
    period: '2017-18',
    ccg: '14Y',
    from: 'qof-1819-prev-ach-exc-ccg.xlsx',
    reason:
      'NHS Buckinghamshire (14Y) has no row in the 2017-18 workbook, and neither have its predecessors NHS Aylesbury Vale (10Y) and NHS Chiltern (10H). The 2018-19 workbook prints “:” in its previous-year columns, so the list of 2017-18 is missing.',
  },
] as const;

const markers: Markers = { z: notApplicable, ':': missing };

export interface QofWorkbook {
  figures: Figure[];
  organisations: OrganisationName[];
  /** Indicators with a numerator and a denominator, in the order of the workbook. */
  indicators: string[];
}

/** Reads one workbook: every indicator block, the left block of the year, and the all-age list. */
export function readQofWorkbook(file: PublishedFile, period: string): QofWorkbook {
  const sheets = readWorkbook(file, 'xlsx');
  const wanted = qofSheets(period);
  for (const { name, rows } of sheets) {
    if (name === titleSheet) file.notData('title sheet', rows.length);
    else if (!wanted.includes(name)) throw file.refuse(`sheet ${name}`, 'a sheet that the source does not know', `${titleSheet}, ${wanted.join(', ')}`);
  }
  const book: QofWorkbook = { figures: [], organisations: [], indicators: [] };
  let codes: ReadonlySet<string> | null = null;
  for (const name of wanted) {
    const found = readSheet(file, { sheet: sheetNamed(file, sheets, name), period, book });
    codes ??= found;
    const lost = [...codes].filter((code) => !found.has(code)).concat([...found].filter((code) => !codes?.has(code)));
    if (lost.length > 0) throw file.refuse(`sheet ${name}`, `CCGs not the same as in sheet ${listSheet}: ${lost.join(', ')}`, 'the same CCGs in every sheet');
  }
  return book;
}

interface Reader {
  sheet: Sheet;
  period: string;
  book: QofWorkbook;
}

function readSheet(file: PublishedFile, { sheet, period, book }: Reader): ReadonlySet<string> {
  const layout = findLayout(file, sheet, period);
  book.indicators.push(...layout.indicators);
  file.notData('banner or header', layout.leafRow + 1);
  const codes = new Set<string>();
  for (const row of sheet.rows.slice(layout.leafRow + 1)) {
    const reason = notDataReason(row.cells);
    if (reason !== null) {
      file.notData(reason);
      continue;
    }
    const code = readCode(file, { sheet, layout, row });
    if (codes.has(code)) throw file.refuse(`sheet ${sheet.name}, row ${row.row}`, `a second row for CCG ${code}`, 'each CCG once');
    codes.add(code);
    const before = book.figures.length;
    readRow(file, { sheet, period, book, layout, row, code });
    file.kept(book.figures.length - before);
  }
  if (codes.size === 0) throw file.refuse(`sheet ${sheet.name}`, 'no row below the headers', 'one row per CCG');
  return codes;
}

function readCode(file: PublishedFile, { sheet, layout, row }: { sheet: Sheet; layout: Layout; row: SheetRow }): string {
  const code = plainText(row.cells[layout.code]);
  if (/^\d{2}[A-Z]$/.test(code)) return code;
  throw file.refuse(
    `sheet ${sheet.name}, row ${row.row}, column ${columnLetter(layout.code)}`,
    shown(code),
    'a CCG code such as 07L, or a row that is blank or a footnote',
  );
}

function readRow(file: PublishedFile, { sheet, period, book, layout, row, code }: Reader & { layout: Layout; row: SheetRow; code: string }): void {
  const read = (column: ReadColumn): Pick<Figure, 'value' | 'status'> => {
    const reading = readFigure(row.cells[column.column] ?? null, markers);
    if (reading !== null) return reading;
    throw file.refuse(
      `sheet ${sheet.name}, row ${row.row}, column ${columnLetter(column.column)}`,
      `${shown(row.cells[column.column])} as ${column.item} of ${column.topic}`,
      'a number, “z” (not applicable) or “:” (not available)',
    );
  };
  const isList = ({ item }: ReadColumn) => sheet.name === listSheet && item === 'list_size';
  for (const column of layout.columns) {
    const { topic, item, year } = column;
    if (year === 'previous') {
      if (isList(column) && carriesPreviousYear(file, period, code))
        book.figures.push({ period: previousYear(period), unit_code: code, topic: 'LIST', item, ...read(column) });
      continue;
    }
    const reading = read(column);
    book.figures.push({ period, unit_code: code, topic, item, ...reading });
    if (isList(column)) book.figures.push({ period, unit_code: code, topic: 'LIST', item, ...reading });
  }
  if (sheet.name !== listSheet) return;
  const name = plainText(row.cells[layout.name]);
  if (name === '') throw file.refuse(`sheet ${sheet.name}, row ${row.row}, column ${columnLetter(layout.name)}`, 'an empty cell', `the name of CCG ${code}`);
  book.organisations.push({ code, name, period });
  if (carriesPreviousYear(file, period, code)) book.organisations.push({ code, name, period: previousYear(period) });
}

/** 2013-14 has no workbook of its own; later years only where a gap is declared. */
function carriesPreviousYear(file: PublishedFile, period: string, code: string): boolean {
  if (period === qofWorkbooks[0].period) return true;
  return previousYearGaps.some((gap) => file.file.endsWith(`/${gap.from}`) && gap.ccg === code && gap.period === previousYear(period));
}

/** Refuses a gap that is no gap: the CCG has a row in the workbook of its year. */
function assertGaps(books: ReadonlyMap<string, { file: PublishedFile; book: QofWorkbook }>): void {
  for (const { period, ccg } of previousYearGaps) {
    const year = books.get(period);
    if (year?.book.organisations.some((name) => name.code === ccg && name.period === period)) {
      throw year.file.refuse(`sheet ${listSheet}`, `a row for CCG ${ccg}`, 'none: it is declared to be absent from this workbook');
    }
  }
}

export const qofCcg = defineSource({
  id: 'qof-ccg',
  edition: 'england',
  title: 'Quality and Outcomes Framework by clinical commissioning group',
  publisher: 'NHS Digital',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains information from NHS Digital, licensed under the Open Government Licence v3.0.',
  periods: '2014-15 to 2019-20; registered list also 2013-14',
  note: [
    'Indicators with a numerator and a denominator; indicators with an achievement score alone (registers) are not carried.',
    'Exceptions were renamed personalised care adjustments in 2019-20 and keep the item name exceptions. CVD-PP001 of 2014-15 is written CVDPP001 as in later years.',
    'Topic LIST is the registered list of all ages, from the AF sheet. Items list_size_age are lists of the ages that a disease register covers; ages differ by sheet and year (OB 16+ in 2014-15, 18+ later), and in 2014-15 they are the publisher’s estimates. Where a sheet has several, those that its prevalence is not published on carry their ages in the item name.',
    'Previous-year columns are not carried, because the list of CCGs is that of the following April, one merger ahead. Exceptions: the registered list of 2013-14 from the 2014-15 workbook, and the gaps declared here.',
    ...previousYearGaps.map(({ reason }) => reason),
    'Scores, rates and year-on-year changes are not carried.',
  ].join(' '),
  tables: { figures: figureTypes, organisations: organisationTypes },
  extract(input) {
    assertFiles(
      input,
      'qof-ccg',
      qofWorkbooks.map(({ file }) => file),
    );
    const books = new Map<string, { file: PublishedFile; book: QofWorkbook }>();
    for (const { file: name, period } of qofWorkbooks) {
      const file = input.open(`qof-ccg/${name}`);
      books.set(period, { file, book: readQofWorkbook(file, period) });
    }
    assertGaps(books);
    const all = [...books.values()].map(({ book }) => book);
    return [
      figuresTable(
        'one value of a CCG, year, indicator or disease area',
        all.flatMap(({ figures }) => figures),
      ),
      organisationsTable(
        'one CCG’s name in a year’s workbook',
        all.flatMap(({ organisations }) => organisations),
      ),
    ];
  },
});
