import type { Figure } from '../../../data/extract.ts';
import type { Reading } from '../../readers/cell.ts';
import { byCode, codeOf, quoted, readTable, type TableRow, uniqueIn } from '../../readers/table.ts';
import type { PublishedFile, TableOut } from '../../source.ts';
import { ccnOf } from './certification-number.ts';
import { absenceBy } from './cms-care-compare-footnotes.ts';

const described = [
  'Facility ID',
  'Facility Name',
  'Address',
  'City/Town',
  'State',
  'ZIP Code',
  'County/Parish',
  'Telephone Number',
  'Hospital Type',
  'Hospital Ownership',
  'Emergency Services',
];
const rating = ['Hospital overall rating', 'Hospital overall rating footnote'];
const group = (name: string) => [`${name} Group Measure Count`, `Count of Facility ${name} Measures`];
const compared = (name: string) => [...group(name), ...['Better', 'No Different', 'Worse'].map((result) => `Count of ${name} Measures ${result}`)];

/** `Hospital_General_Information.csv`. */
export const generalColumns: readonly string[] = [
  ...described,
  'Meets criteria for promoting interoperability of EHRs',
  'Meets criteria for birthing friendly designation',
  ...rating,
  ...['MORT', 'Safety', 'READM'].flatMap((name) => [...compared(name), `${name} Group Footnote`]),
  ...['Pt Exp', 'TE'].flatMap((name) => [...group(name), `${name} Group Footnote`]),
];

/** `Veterans_Health_Administration_Provider_Level_Data.csv`. */
export const veteransColumns: readonly string[] = [...described, ...rating];

const veteransType = 'Acute Care - Veterans Administration';

/** Month of the release that the star ratings were shown in. */
const period = '2024-07';

const hospitalColumns = ['ccn', 'name', 'city', 'state', 'county', 'type', 'ownership', 'emergency', 'vha'] as const;
export const hospitalTypes = {
  ccn: 'varchar',
  name: 'varchar',
  city: 'varchar',
  state: 'varchar',
  county: 'varchar',
  type: 'varchar',
  ownership: 'varchar',
  emergency: 'varchar',
  vha: 'integer',
} as const;

type Hospital = [ccn: string, ...(string | number | null)[]];
interface Described {
  hospital: Hospital;
  stars: Figure;
}

/** Reads the hospitals and their overall ratings. VHA hospitals are in both files and must be the same in both. */
export function readHospitals(general: PublishedFile, veterans: PublishedFile): { table: TableOut; figures: Figure[] } {
  const known = new Map<string, Described>();
  for (const [one] of readFile(general, generalColumns)) {
    known.set(one.hospital[0], one);
    general.kept(hospitalColumns.length);
  }
  for (const [one, row] of readFile(veterans, veteransColumns)) {
    const before = known.get(one.hospital[0]);
    if (one.hospital.at(-1) !== 1) throw veterans.refuse(`line ${row}, column Hospital Type`, quoted(String(one.hospital[5])), quoted(veteransType));
    if (before === undefined) {
      known.set(one.hospital[0], one);
      veterans.kept(hospitalColumns.length);
      continue;
    }
    assertSame(veterans, row, { before, now: one });
    veterans.notData('hospital that is the same in Hospital_General_Information.csv');
  }
  const all = [...known.values()].sort((a, b) => byCode(a.hospital[0], b.hospital[0]));
  const rows = all.map(({ hospital }) => hospital);
  return { table: { name: 'hospitals', row: 'one hospital', columns: hospitalColumns, rows }, figures: all.map(({ stars }) => stars) };
}

function assertSame(file: PublishedFile, row: number, { before, now }: { before: Described; now: Described }): void {
  const [expected, found] = [before, now].map(({ hospital, stars }) => [...hospital, `${stars.value ?? stars.status} stars`].join('; '));
  if (found !== expected) throw file.refuse(`line ${row}`, quoted(found), `${quoted(expected)}, as in Hospital_General_Information.csv`);
}

function readFile(file: PublishedFile, columns: readonly string[]): [one: Described, row: number][] {
  const once = uniqueIn(file, 'hospital');
  const rows = readTable(file, columns).map((record): [Described, number] => {
    const one = describe(file, record);
    once(one.hospital[0], record.row);
    return [one, record.row];
  });
  if (rows.length === 0) throw file.refuse(undefined, 'no hospitals', 'a row for each hospital');
  return rows;
}

function describe(file: PublishedFile, { row, cells }: TableRow<string>): Described {
  const text = (column: string) => codeOf(file, row, column, (cells[column] ?? '').trim(), /\S/, 'not an empty cell');
  const orNone = (column: string) => (text(column) === 'Not Available' ? null : text(column));
  const ccn = ccnOf(file, row, 'Facility ID', cells['Facility ID'] ?? '');
  const state = codeOf(file, row, 'State', text('State'), /^[A-Z]{2}$/, 'the two letters of a state');
  const emergency = codeOf(file, row, 'Emergency Services', text('Emergency Services'), /^(Yes|No)$/, 'Yes or No');
  const type = orNone('Hospital Type');
  const place = [text('Facility Name'), text('City/Town'), state, text('County/Parish')];
  return {
    hospital: [ccn, ...place, type, orNone('Hospital Ownership'), emergency, type === veteransType ? 1 : 0],
    stars: { period, unit_code: ccn, topic: 'overall-rating', item: 'stars', ...readRating(file, row, cells) },
  };
}

function readRating(file: PublishedFile, row: number, cells: Readonly<Record<string, string>>): Reading {
  const [column = '', footnote = ''] = rating;
  const text = cells[column] ?? '';
  const absent = absenceBy(file, `line ${row}, column ${footnote}`, cells[footnote] ?? '');
  if (/^[1-5]$/.test(text)) return { value: Number(text), status: 'final' };
  if (text === 'Not Available' && absent !== null) return absent;
  throw file.refuse(`line ${row}, column ${column}`, quoted(text), '1 to 5 stars, or “Not Available” with a footnote that says why');
}
