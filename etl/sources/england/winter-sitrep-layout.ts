import { parse } from 'csv-parse/sync';
import { quoted, readTable, type TableRow, unpacked } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';

export const openColumn = 'G&A Beds Open';
export const occupiedColumn = "G&A beds occ'd";
export const longStay7Column = 'No. beds occupied by long-stay patients (> 7 days)';
export const longStay21Column = 'No. beds occupied by long-stay patients (> 21 days)';

const always = ['Code', 'Name', 'Date', 'Diverts', 'Closures', openColumn, occupiedColumn, 'Occupancy rate'];
const critical = ['CC Adult Open', 'CC Adult Occ', 'Critical care beds occupancy rate'];
const norovirus = ['No. beds closed due to norovirus etc.', 'No. unoccupied beds closed due to norovirus etc.'];
const longStay = [longStay7Column, longStay21Column];
const delays = ['Delays30', 'Delays60'];
const flu = ['No. beds occupied by flu patients (G&A)', 'No. beds occupied by flu patients (Critical Care)'];

/** Columns by the winters that have them. Their order changes from winter to winter and does not matter. */
export const winterLayouts: readonly { winters: string; columns: readonly string[] }[] = [
  { winters: '2015-16', columns: [...always, ...critical, ...norovirus, 'A&E Attendances'] },
  { winters: '2016-17', columns: [...always, ...critical, ...norovirus] },
  { winters: '2017-18 to 2019-20', columns: [...always, ...critical, ...norovirus, ...longStay, ...delays] },
  { winters: '2020-21', columns: [...always, ...critical, ...longStay, ...delays] },
  { winters: '2021-22', columns: [...always, ...critical, ...longStay, ...delays, ...flu] },
  {
    winters: '2022-23',
    columns: [...always, ...critical, ...longStay, ...delays, ...flu, 'Region', 'G&A beds unavailable to non-covid admissions “void”'],
  },
];

/** Reads one winter whose columns are those of a known one, in whatever order. */
export function readWinterTable(file: PublishedFile): { rows: TableRow<string>[]; hasLongStay: boolean } {
  const columns = headerOf(file);
  assertLayout(file, columns);
  return { rows: readTable(file, columns), hasLongStay: columns.includes(longStay7Column) };
}

function headerOf(file: PublishedFile): string[] {
  const [line = ''] = unpacked(file).bytes.toString('utf8').split('\n', 1);
  try {
    const [header = []]: string[][] = parse(line, { bom: true });
    return header;
  } catch {
    throw file.refuse('line 1', quoted(line.slice(0, 80)), 'a header of quoted column names');
  }
}

function assertLayout(file: PublishedFile, columns: readonly string[]): void {
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw file.refuse('line 1', `column ${quoted(twice)} twice`, 'each column once');
  const differences = winterLayouts.map(({ winters, columns: known }) => ({
    winters,
    unknown: columns.filter((column) => !known.includes(column)),
    missing: known.filter((column) => !columns.includes(column)),
  }));
  const [nearest] = differences.sort((a, b) => a.unknown.length + a.missing.length - (b.unknown.length + b.missing.length));
  if (nearest === undefined || nearest.unknown.length + nearest.missing.length === 0) return;
  const named = (names: readonly string[]) => (names.length === 0 ? 'no column' : names.map(quoted).join(', '));
  throw file.refuse(
    'line 1',
    `${named(nearest.unknown)} in place of ${named(nearest.missing)}`,
    `the columns of a known winter (nearest known layout: winter ${nearest.winters})`,
  );
}
