import type { Figure } from '../../../data/extract.ts';
import { missing, plainText, type Reading, readFigure, shown, zero } from '../../readers/cell.ts';
import { type CsvRow, readCsv } from '../../readers/csv.ts';
import { filesByYear, type Layout, layoutOf } from '../../readers/layouts.ts';
import { assertWholeLines, codeOf, uniqueIn, unpacked } from '../../readers/table.ts';
import type { PublishedFile, PublishedFolder } from '../../source.ts';
import { practiceCode } from './practices.ts';

/** Counts of practices that need weighting are of 2021-22, and rurality hardly changes: payments of earlier years are not read. */
const firstYear = '2021-22';

interface PaymentsLayout extends Layout {
  weighted: string;
}

const rurality = 'Practice Rurality';

/** Columns that say what a practice is: the first 19. The columns of payments after them change each year. */
const payments = (name: string, area: readonly [string, string], [registered, weighted]: readonly [string, string]): PaymentsLayout => ({
  name,
  weighted,
  columns: [
    ...['NHS England (Region) code', 'NHS England (Region) Name', ...area, 'PCN Code', 'PCN Name'],
    ...['Code', 'Name', 'Address', 'Postcode', 'Open Date', 'Close Date'].map((title) => `Practice ${title}`),
    ...['Contract Type', 'Dispensing Practice', 'Practice type', rurality, 'Atypical characteristics', registered, weighted],
  ],
});

const paymentsLayouts: readonly PaymentsLayout[] = [
  payments(
    'payments 2021-22',
    ['CCG Code', 'CCG NAME'],
    ['Number of Registered Patients (Last Known Figure)', 'Number of Weighted Patients (Last Known Figure)'],
  ),
  payments('payments 2022-23', ['Sub ICB Code', 'Sub ICB NAME'], ['Average Number of Registered Patients', 'Average Number of Weighted Patients']),
];

const describing = 19;

const ruralities: ReadonlyMap<string, Reading> = new Map([
  ['rural', { value: 1, status: 'final' }],
  ['urban', zero],
  ['missing', missing],
]);

/** Everything about a practice beside its quality: rurality and patients by year, deprivation, age. */
export function readPlaces(input: PublishedFolder): Figure[] {
  const years = filesByYear(input, 'gp-payments', {
    pattern: /^(?:nhspaymentsgp-)?(\d{2})-(\d{2})(?:-prac)?(?:-csv(?:-v\d+)?)?\.csv\.gz$/,
    such: 'nhspaymentsgp-22-23-prac-csv.csv.gz',
  }).filter(({ period }) => period >= firstYear);
  return [...years.flatMap(({ file, period }) => readPayments(input.open(file), period)), ...readDeprivation(input), ...readAge(input)];
}

export function readPayments(file: PublishedFile, period: string): Figure[] {
  const plain = unpacked(file);
  assertWholeLines(plain);
  const [header, ...rows] = readCsv(plain);
  const titles = (header?.cells ?? []).map(plainText);
  const known = layoutOf(file, 'line 1', titles.slice(0, describing), paymentsLayouts);
  return readRows(file, { rows, titles, practice: 'Practice Code' }, ({ row, cells }, unit_code) => {
    const found = cells[titles.indexOf(rurality)];
    const rural = ruralities.get(plainText(found).toLowerCase());
    if (rural === undefined) throw file.refuse(`line ${row}, column ${rurality}`, shown(found), 'Rural, Urban or Missing');
    const weighted = numberIn(file, row, known.weighted, cells[titles.indexOf(known.weighted)]);
    return [
      { period, unit_code, topic: '', item: 'rural', ...rural },
      { period, unit_code, topic: '', item: 'weighted_patients', ...weighted },
    ];
  });
}

const deprivationLayout: Layout = {
  name: 'Fingertips, practice deprivation',
  columns: ['IndicatorID', 'Year', 'AreaCode', 'AreaName', 'IsAreaCurrent', 'Value'],
};

/** The indices of 2010 and 2015 are in the same file and are not carried. */
const firstIndex = '2019';

/** The file does not end with an end of line as published, so that the end of its last number cannot be checked. */
function readDeprivation(input: PublishedFolder): Figure[] {
  const file = input.open('imd/practice_IMD_raw.csv');
  const [header, ...rows] = readCsv(file);
  const titles = (header?.cells ?? []).map(plainText);
  layoutOf(file, 'line 1', titles, [deprivationLayout]);
  const cell = ({ cells }: CsvRow, title: string) => plainText(cells[titles.indexOf(title)]);
  const year = (row: CsvRow) => codeOf(file, row.row, 'Year', cell(row, 'Year'), /^20\d\d$/, 'a year');
  return readRows(file, { rows, titles, practice: 'AreaCode', key: (row) => `${cell(row, 'AreaCode')} in ${year(row)}` }, (row, unit_code) => {
    codeOf(file, row.row, 'IndicatorID', cell(row, 'IndicatorID'), /^93553$/, 'indicator 93553, deprivation score (IMD)');
    const reading = numberIn(file, row.row, 'Value', cell(row, 'Value'));
    return year(row) < firstIndex ? 'index of deprivation of 2010 or 2015' : [{ period: year(row), unit_code, topic: '', item: 'imd_score', ...reading }];
  });
}

const ageLayout: Layout = {
  name: 'practice demographics 2020-04',
  columns: [
    ...['PRACTICE_CODE', 'Percent_male', 'Total', 'AgeAll', 'AgeMale', 'AgeFemale', '16+', '17+', '18+', '30_74', '50+', '0_64', '65+'],
    ...['16perc', '17perc', '18perc', '30_74perc', '50perc', '0_64perc', '65perc', 'QOF'],
  ],
};

/** What the file has in place of nobody. */
const nobody = '0.0001';

function readAge(input: PublishedFolder): Figure[] {
  const file = input.open('practice-map/hoc_gp_demographics_2020-04.csv');
  assertWholeLines(file);
  const [header, ...rows] = readCsv(file);
  const titles = (header?.cells ?? []).map(plainText);
  layoutOf(file, 'line 1', titles, [ageLayout]);
  return readRows(file, { rows, titles, practice: 'PRACTICE_CODE' }, ({ row, cells }, unit_code) => {
    const people = (title: string) => {
      const text = plainText(cells[titles.indexOf(title)]);
      return numberIn(file, row, title, text === nobody ? '0' : text);
    };
    const [all, younger, older] = [people('Total'), people('0_64'), people('65+')];
    if (Number(younger.value) + Number(older.value) !== all.value)
      throw file.refuse(`line ${row}`, `${younger.value} younger and ${older.value} older than 65`, `${all.value} in all, as in column Total`);
    const figure = (item: string, reading: Reading): Figure => ({ period: '2020-04', unit_code, topic: '', item, ...reading });
    return [figure('patients', all), figure('patients_65_plus', older)];
  });
}

interface Table {
  rows: readonly CsvRow[];
  titles: readonly string[];
  /** Title of the column of the practice’s code. */
  practice: string;
  /** What stands once; the practice, unless told. */
  key?: (row: CsvRow) => string;
}

/** Reads rows of practices, each once, into figures, or says why a row is not carried. */
function readRows(file: PublishedFile, { rows, titles, practice, key }: Table, read: (row: CsvRow, code: string) => Figure[] | string): Figure[] {
  file.notData('header');
  const once = uniqueIn(file, 'practice');
  const figures = rows.flatMap((row) => {
    if (row.cells.length !== titles.length) throw file.refuse(`line ${row.row}`, `${row.cells.length} cells`, `${titles.length} cells`);
    const code = codeOf(file, row.row, practice, plainText(row.cells[titles.indexOf(practice)]), practiceCode, 'a practice, such as A81001');
    once(key?.(row) ?? code, row.row);
    const found = read(row, code);
    if (typeof found === 'string') file.notData(found);
    else file.kept(found.length);
    return typeof found === 'string' ? [] : found;
  });
  if (figures.length === 0) throw file.refuse(undefined, 'no practice', 'one row of each practice');
  return figures;
}

function numberIn(file: PublishedFile, row: number, title: string, text: string | undefined): Reading {
  const reading = readFigure(text ?? null);
  if (reading === null || reading.status !== 'final') throw file.refuse(`line ${row}, column ${title}`, shown(text), 'a number');
  return reading;
}
