import type { Figure } from '../../../data/extract.ts';
import { figuresTable } from '../../readers/figures.ts';
import { codeOf, quoted, readTable, type TableRow, uniqueIn } from '../../readers/table.ts';
import { refuse } from '../../refusal.ts';
import { defineSource, figureTypes, type PublishedFile, type PublishedFolder } from '../../source.ts';

/** Sectors of overnight beds and how the columns of the file abbreviate them. */
export const kh03Sectors: Readonly<Record<string, string>> = {
  'general-acute': 'general_acute',
  'learning-disabilities': 'learn_disabil',
  maternity: 'maternity',
  'mental-illness': 'mental_illness',
};

const sectorOrder = (kind: string) => ['total', 'general_acute', 'learn_disabil', 'maternity', 'mental_illness'].map((sector) => `${sector}_${kind}`);
const percentOrder = ['total', 'general_acute', 'learn_disabil', 'maternity', 'mental_illness'].map((sector) => `${sector}_on_beds_percent_occupied`);

/** Columns of a file of quarters. */
export const kh03Columns: readonly string[] = [
  ...['year', 'period_end', 'org_code', 'org_name'],
  ...sectorOrder('on_beds_available'),
  ...sectorOrder('on_beds_occupied'),
  ...percentOrder,
  'quarter',
  ...sectorOrder('day_beds_available'),
  ...sectorOrder('day_beds_occupied'),
  ...sectorOrder('day_beds_percent_occupied'),
];

/** Last month of a quarter, the calendar quarter in which its days fall, and the quarter of the financial year. */
const quarters: Readonly<Record<string, { calendar: string; financial: string }>> = {
  March: { calendar: 'Q1', financial: 'Q4' },
  June: { calendar: 'Q2', financial: 'Q1' },
  September: { calendar: 'Q3', financial: 'Q2' },
  December: { calendar: 'Q4', financial: 'Q3' },
};

const quarterlyFile = /^overnight_day_beds_\d{4}_\d{2,4}_clean\.csv$/;

/** In the folder and not read: a second extraction of the same returns, and years before the quarters began. */
const unread: readonly string[] = ['kh03.parquet', 'overnight_day_beds_2000_10_clean.csv'];

/** Averages are published with fifteen digits; sums of them agree to far better than this. */
const tolerance = 0.01;

type Row = TableRow<string>;

/** One organisation's row, ready to be compared with the same row of another file. */
interface Beds {
  file: string;
  row: number;
  figures: Figure[];
}

export const kh03 = defineSource({
  id: 'kh03',
  edition: 'england',
  title: 'Bed availability and occupancy, overnight (KH03), by provider and quarter',
  publisher: 'NHS England',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains information from NHS England, licensed under the Open Government Licence v3.0.',
  periods: '2010-Q2 to 2024-Q3',
  note: [
    'Average daily overnight beds available and occupied by sector, by organisation as published: NHS trusts, care trusts and, in the first years, primary care trusts. The published total has the code ENGLAND.',
    'Periods are calendar quarters in which the days fall. The year of the file is that of the last month, so that its quarter Q4 of 2019 is January to March 2019 and belongs to the financial year 2018-19.',
    'The quarters to December 2010 and January to March 2011 have no figures of day-only beds. Beds open during the day only, totals over the sectors and percentages are not carried: totals are the sums of the sectors.',
    'kh03.parquet is not read: it ends in March 2022, drops organisations without beds in a sector, lacks 15 with general and acute beds, and dates its fourth quarters a year too early; 9 of its 8,773 figures of general and acute beds differ, all from April 2021 on, where an independent panel agrees with the file read here. overnight_day_beds_2000_10_clean.csv is not read: it holds years, not quarters.',
  ].join(' '),
  tables: { figures: figureTypes },
  extract(input) {
    return [figuresTable('average daily overnight beds of an organisation, quarter and sector', readKh03(input))];
  },
});

function readKh03(input: PublishedFolder): Figure[] {
  const known = new Map<string, Beds>();
  for (const name of quarterlyFiles(input)) {
    const file = input.open(`kh03/${name}`);
    const once = uniqueIn(file, 'organisation and quarter');
    for (const row of readTable(file, kh03Columns)) {
      const { period, unit } = keyOf(file, row);
      once(`${unit} ${period}`, row.row);
      keep(file, known, `${unit} ${period}`, { file: file.file, row: row.row, figures: figuresOf(file, row, period, unit) });
    }
  }
  return [...known.values()].flatMap(({ figures }) => figures);
}

function quarterlyFiles(input: PublishedFolder): string[] {
  const found = input.list('kh03').filter((name) => !unread.includes(name));
  for (const name of found) {
    if (!quarterlyFile.test(name))
      throw refuse({ file: `kh03/${name}`, found: 'a file that the source does not know', expected: 'overnight_day_beds_<first year>_<last year>_clean.csv' });
  }
  if (found.length === 0) throw refuse({ file: 'kh03', found: 'no file of quarters', expected: 'overnight_day_beds_<first year>_<last year>_clean.csv' });
  return found;
}

function keyOf(file: PublishedFile, { row, cells }: Row): { period: string; unit: string } {
  const year = codeOf(file, row, 'year', cells.year ?? '', /^20\d\d$/, 'a year');
  const month = cells.period_end ?? '';
  const quarter = Object.hasOwn(quarters, month) ? quarters[month] : undefined;
  if (quarter === undefined) throw file.refuse(`line ${row}, column period_end`, quoted(month), 'March, June, September or December');
  if (cells.quarter !== quarter.financial)
    throw file.refuse(`line ${row}, column quarter`, quoted(cells.quarter), `${quarter.financial}, which ends in ${month}`);
  return { period: `${year}-${quarter.calendar}`, unit: unitOf(file, row, cells.org_code ?? '', cells.org_name ?? '') };
}

function unitOf(file: PublishedFile, row: number, code: string, name: string): string {
  if (code === 'NA' && name === 'ENGLAND') return 'ENGLAND';
  return codeOf(file, row, 'org_code', code.trim(), /^[A-Z0-9]{3}$/, 'an organisation such as R1H, or NA for ENGLAND');
}

function figuresOf(file: PublishedFile, row: Row, period: string, unit: string): Figure[] {
  return (['available', 'occupied'] as const).flatMap((item) => {
    const figures = Object.entries(kh03Sectors).map(
      ([topic, column]): Figure => ({ period, unit_code: unit, topic, item, value: bedsOf(file, row, `${column}_on_beds_${item}`), status: 'final' }),
    );
    const total = bedsOf(file, row, `total_on_beds_${item}`);
    const sum = figures.reduce((beds, { value }) => beds + (value ?? 0), 0);
    if (Math.abs(sum - total) > tolerance)
      throw file.refuse(`line ${row.row}, column total_on_beds_${item}`, `${total} beds of ${unit}`, `the sum of the four sectors (${sum})`);
    return figures;
  });
}

function bedsOf(file: PublishedFile, { row, cells }: Row, column: string): number {
  return Number(codeOf(file, row, column, cells[column] ?? '', /^\d+(\.\d+)?$/, 'a number of beds'));
}

/** A later file may repeat quarters of an earlier one; it must then say the same. */
function keep(file: PublishedFile, known: Map<string, Beds>, key: string, beds: Beds): void {
  const before = known.get(key);
  if (before === undefined) {
    known.set(key, beds);
    file.kept(beds.figures.length);
    return;
  }
  const differing = beds.figures.find((figure, index) => figure.value !== before.figures[index]?.value);
  if (differing !== undefined)
    throw file.refuse(
      `line ${beds.row}`,
      `other beds of ${key} (${differing.topic}, ${differing.item}: ${differing.value})`,
      `the figures of ${before.file}, line ${before.row}`,
    );
  file.notData('quarter given in an earlier file');
}
