import type { Figure } from '../../../data/extract.ts';
import { type Reading, readFigure, suppressed } from '../../readers/cell.ts';
import { quoted, readTable, type TableRow, uniqueIn } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import { ccnOf } from './certification-number.ts';
import { absenceBy } from './cms-care-compare-footnotes.ts';

const columns = [
  'Facility Name',
  'Facility ID',
  'State',
  'Measure Name',
  'Number of Discharges',
  'Footnote',
  'Excess Readmission Ratio',
  'Predicted Readmission Rate',
  'Expected Readmission Rate',
  'Number of Readmissions',
  'Start Date',
  'End Date',
] as const;
type Column = (typeof columns)[number];

/** Conditions of the programme and the topics that they become. */
const topics: Readonly<Record<string, string>> = {
  'READM-30-AMI-HRRP': 'ami',
  'READM-30-CABG-HRRP': 'cabg',
  'READM-30-COPD-HRRP': 'copd',
  'READM-30-HF-HRRP': 'heart-failure',
  'READM-30-HIP-KNEE-HRRP': 'hip-knee',
  'READM-30-PN-HRRP': 'pneumonia',
};

const items: readonly [column: Column, item: string][] = [
  ['Number of Discharges', 'discharges'],
  ['Number of Readmissions', 'readmissions'],
  ['Predicted Readmission Rate', 'predicted_rate'],
  ['Expected Readmission Rate', 'expected_rate'],
  ['Excess Readmission Ratio', 'excess_ratio'],
];

/** The three years of the fiscal year 2024 programme, which take the year in which they end. */
const interval = { 'Start Date': '07/01/2019', 'End Date': '06/30/2022' } as const;
const period = '2022';

/** Reads the Hospital Readmissions Reduction Program: each hospital has a row for each condition. */
export function readReadmissions(file: PublishedFile): Figure[] {
  const once = uniqueIn(file, 'hospital and measure');
  const hospitals = new Map<string, number>();
  const figures: Figure[] = [];
  for (const record of readTable(file, columns)) {
    const { row, cells } = record;
    const unit_code = ccnOf(file, row, 'Facility ID', cells['Facility ID']);
    const topic = topics[cells['Measure Name']];
    if (topic === undefined)
      throw file.refuse(`line ${row}, column Measure Name`, quoted(cells['Measure Name']), `a known measure: ${Object.keys(topics).join(', ')}`);
    once(`${unit_code} ${topic}`, row);
    assertInterval(file, record);
    for (const [column, item] of items) figures.push({ period, unit_code, topic, item, ...readCell(file, record, column) });
    hospitals.set(unit_code, (hospitals.get(unit_code) ?? 0) + 1);
    file.kept(items.length);
  }
  assertWhole(file, hospitals);
  return figures;
}

function assertInterval(file: PublishedFile, { row, cells }: TableRow<Column>): void {
  for (const column of ['Start Date', 'End Date'] as const) {
    if (cells[column] !== interval[column]) throw file.refuse(`line ${row}, column ${column}`, quoted(cells[column]), quoted(interval[column]));
  }
}

/** A file that was cut between two rows lacks conditions of its last hospital. */
function assertWhole(file: PublishedFile, hospitals: ReadonlyMap<string, number>): void {
  const conditions = Object.keys(topics).length;
  if (hospitals.size === 0) throw file.refuse(undefined, 'no hospitals', 'a row for each hospital and measure');
  for (const [ccn, rows] of hospitals)
    if (rows !== conditions) throw file.refuse(`hospital ${ccn}`, `${rows} measures`, `${conditions} measures, as every hospital has`);
}

function readCell(file: PublishedFile, { row, cells }: TableRow<Column>, column: Column): Reading {
  const place = `line ${row}, column ${column}`;
  const text = cells[column];
  const absent = absenceBy(file, `line ${row}, column Footnote`, cells.Footnote);
  // Fewer than 11 readmissions are withheld, and so is the number of discharges beside them.
  const withheld = cells['Number of Readmissions'] === 'Too Few to Report';
  if (text === 'Too Few to Report' && column === 'Number of Readmissions') return suppressed;
  if (text === 'N/A' && withheld && column === 'Number of Discharges') return suppressed;
  if (text === 'N/A' && absent !== null) return absent;
  const reading = readFigure(text);
  if (reading === null || reading.value === null)
    throw file.refuse(place, quoted(text), 'a number, “N/A” with a footnote that says why, or “Too Few to Report” for readmissions');
  return reading;
}
