import { refuse } from '../refusal.ts';
import type { PublishedFile, PublishedFolder } from '../source.ts';
import { columnLetter } from './workbook.ts';

/** Columns that a publisher’s table is known to have had, by the titles that the reader compares. */
export interface Layout {
  /** What a message calls it: `QOF 2022-23`. */
  name: string;
  columns: readonly string[];
}

/**
 * The known layout that has exactly these titles, in any order: publishers move columns from year to year, and a
 * column is found by its title. Columns without a title are passed over. Refuses others, saying what differs from the
 * nearest known layout.
 */
export function layoutOf<Known extends Layout>(file: PublishedFile, place: string, titles: readonly string[], layouts: readonly Known[]): Known {
  const twice = titles.findIndex((title, column) => title !== '' && titles.indexOf(title) !== column);
  if (twice !== -1) throw file.refuse(`${place}, column ${columnLetter(twice)}`, `a second column “${titles[twice]}”`, 'each column once');
  const [nearest] = layouts.map((layout) => ({ layout, ...differences(titles, layout) })).sort((a, b) => a.count - b.count);
  if (nearest === undefined) throw new Error('no layout is known');
  if (nearest.count === 0) return nearest.layout;
  const { unknown, absent, layout } = nearest;
  const column = unknown[0] === undefined ? '' : `, column ${columnLetter(titles.indexOf(unknown[0]))}`;
  const further = Math.max(unknown.length, absent.length) - 1;
  throw file.refuse(
    `${place}${column}`,
    `${told(unknown[0], absent[0])}${further > 0 ? ` and ${further} further ${further === 1 ? 'difference' : 'differences'}` : ''}`,
    `the columns of a known layout (nearest known layout: ${layout.name})`,
  );
}

function differences(titles: readonly string[], { columns }: Layout): { unknown: string[]; absent: string[]; count: number } {
  const unknown = titles.filter((title) => title !== '' && !columns.includes(title));
  const absent = columns.filter((column) => !titles.includes(column));
  return { unknown, absent, count: unknown.length + absent.length };
}

function told(unknown: string | undefined, absent: string | undefined): string {
  if (unknown === undefined) return `no column “${absent}”`;
  return absent === undefined ? `unknown column “${unknown}”` : `unknown column “${unknown}” in place of “${absent}”`;
}

/** A published file of one financial year. */
export interface YearFile {
  /** Path within the edition’s folder. */
  file: string;
  /** `2019-20`. */
  period: string;
}

export interface YearFiles {
  /** First group: the year in which the financial year starts; second: the one in which it ends; of two or four digits. */
  pattern: RegExp;
  /** A name that the pattern knows, for messages. */
  such: string;
  /** Names of other files of the folder, which are not read. */
  unread?: RegExp;
}

/** Files of a folder by year, found by their names, so that a further year needs no change here. Refuses unknown names. */
export function filesByYear(input: PublishedFolder, folder: string, { pattern, such, unread }: YearFiles): YearFile[] {
  const found = new Map<string, YearFile>();
  for (const name of input.list(folder)) {
    if (unread?.test(name)) continue;
    const file = `${folder}/${name}`;
    const period = financialYear(pattern.exec(name));
    if (period === null) throw refuse({ file, found: 'a file that the source does not know', expected: `files named such as “${such}”` });
    const other = found.get(period);
    if (other !== undefined) throw refuse({ file, found: `a second file of ${period} (the first is ${other.file})`, expected: 'one file for each year' });
    found.set(period, { file, period });
  }
  if (found.size === 0) throw refuse({ file: folder, found: 'no file of a year', expected: `files named such as “${such}”` });
  return [...found.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** The label of a financial year that ends in the year after it starts; null for anything else. */
function financialYear(match: RegExpExecArray | null): string | null {
  const [, start = '', end = ''] = match ?? [];
  if (start === '' || (Number(start) + 1) % 100 !== Number(end) % 100) return null;
  return `${start.length === 2 ? `20${start}` : start}-${end.slice(-2)}`;
}
