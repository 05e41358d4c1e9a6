import type { Figure } from '../../../data/extract.ts';
import { type Reading, readFigure } from '../../readers/cell.ts';
import { codeOf, quoted, readTable, type TableRow, uniqueIn } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import { ccnOf } from './certification-number.ts';
import { absenceBy } from './cms-care-compare-footnotes.ts';

const address = ['Facility ID', 'Facility Name', 'Address', 'City/Town', 'State', 'ZIP Code', 'County/Parish', 'Telephone Number'];
const results = ['Score', 'Sample', 'Footnote', 'Start Date', 'End Date'];
const measure = ['Condition', 'Measure ID', 'Measure Name'];

/** One of the two files of measures of hospitals of the Veterans Health Administration (VHA). */
export interface VeteransLayout {
  file: string;
  columns: readonly string[];
  /** Measures by their published id. `words` have a word for a score and are not carried. */
  measures: Readonly<Record<string, 'number' | 'words'>>;
}

/** Timely and effective care. */
export const timelyCare: VeteransLayout = {
  file: 'VA_TE.csv',
  columns: [...address, ...measure, 'STTag', ...results],
  measures: {
    EDV: 'words',
    'HCP-COVID-19': 'number',
    'IMM-3': 'number',
    'OP-18b': 'number',
    'OP-18c': 'number',
    'OP-22': 'number',
    'OP-23': 'number',
    'OP-29': 'number',
    'SEP-1': 'number',
    'STK-02': 'number',
    'STK-06': 'number',
    'VTE-1': 'number',
    'VTE-2': 'number',
  },
};

/** Inpatient psychiatry. */
export const psychiatry: VeteransLayout = {
  file: 'VA_IPF.csv',
  columns: [...address, ...measure, ...results],
  measures: { 'HBIPS-2': 'number', 'HBIPS-3': 'number', SUB_2: 'number', SUB_3: 'number', TOB_2: 'number', TOB_3: 'number' },
};

/** Reads a file of VHA measures: each hospital has a row for each measure, and a figure takes the year in which its measurement ended. */
export function readVeterans(file: PublishedFile, { columns, measures }: VeteransLayout): Figure[] {
  const once = uniqueIn(file, 'hospital and measure');
  const hospitals = new Map<string, number>();
  const figures: Figure[] = [];
  for (const record of readTable(file, columns)) {
    const { row } = record;
    const unit_code = ccnOf(file, row, 'Facility ID', cell(record, 'Facility ID'));
    const id = cell(record, 'Measure ID');
    const kind = Object.hasOwn(measures, id) ? measures[id] : undefined;
    if (kind === undefined) throw file.refuse(`line ${row}, column Measure ID`, quoted(id), `a known measure: ${Object.keys(measures).join(', ')}`);
    once(`${unit_code} ${id}`, row);
    hospitals.set(unit_code, (hospitals.get(unit_code) ?? 0) + 1);
    if (kind === 'words') {
      file.notData(`measure in words, not numbers (${id})`);
      continue;
    }
    const figure = { period: endYear(file, record), unit_code, topic: id.toLowerCase() };
    figures.push({ ...figure, item: 'score', ...readCell(file, record, 'Score') }, { ...figure, item: 'sample', ...readCell(file, record, 'Sample') });
    file.kept(2);
  }
  assertWhole(file, hospitals, Object.keys(measures).length);
  return figures;
}

/** A file that was cut between two rows lacks measures of its last hospital. */
function assertWhole(file: PublishedFile, hospitals: ReadonlyMap<string, number>, measures: number): void {
  if (hospitals.size === 0) throw file.refuse(undefined, 'no hospitals', 'a row for each hospital and measure');
  for (const [ccn, rows] of hospitals)
    if (rows !== measures) throw file.refuse(`hospital ${ccn}`, `${rows} measures`, `${measures} measures, as every hospital has`);
}

function endYear(file: PublishedFile, record: TableRow<string>): string {
  return codeOf(file, record.row, 'End Date', cell(record, 'End Date'), /^\d\d\/\d\d\/\d{4}$/, 'a date such as 12/31/2022').slice(-4);
}

function readCell(file: PublishedFile, record: TableRow<string>, column: 'Score' | 'Sample'): Reading {
  const text = cell(record, column);
  const absent = absenceBy(file, `line ${record.row}, column Footnote`, cell(record, 'Footnote'));
  if (text === 'Not Available' && absent !== null) return absent;
  const reading = readFigure(text);
  if (reading === null || reading.value === null)
    throw file.refuse(`line ${record.row}, column ${column}`, quoted(text), 'a number, or “Not Available” with a footnote that says why');
  return reading;
}

const cell = ({ cells }: TableRow<string>, column: string): string => cells[column] ?? '';
