import { gunzipSync } from 'node:zlib';
import type { PublishedFile } from '../source.ts';
import { readCsv } from './csv.ts';

/** One row of a published table whose header is known, cells by column. */
export interface TableRow<Column extends string> {
  /** Line of the file, from 1. */
  row: number;
  cells: Readonly<Record<Column, string>>;
}

/**
 * Reads a CSV file (packed with gzip where its name ends in `.gz`) whose header is exactly these columns. Refuses
 * another header, a row of another length and a file that stops short of the end of its last line.
 */
export function readTable<const Column extends string>(file: PublishedFile, columns: readonly Column[]): TableRow<Column>[] {
  const plain = unpacked(file);
  assertWholeLines(plain);
  const [header, ...rows] = readCsv(plain);
  assertHeader(file, columns, header?.cells ?? []);
  file.notData('header');
  return rows.map(({ row, cells }) => ({ row, cells: cellsByColumn(file, columns, row, cells) }));
}

/** Refuses a header that is not exactly these columns, and names the first that differs. */
export function assertHeader(file: PublishedFile, columns: readonly string[], cells: readonly string[]): void {
  const wrong = columns.findIndex((column, index) => cells[index] !== column);
  if (wrong !== -1) throw file.refuse(`line 1, column ${wrong + 1}`, quoted(cells[wrong]), quoted(columns[wrong]));
  if (cells.length !== columns.length) throw file.refuse('line 1', `${cells.length} columns`, `${columns.length} columns`);
}

/** The cells of a row by column. Refuses a row of another length than the header. */
export function cellsByColumn<Column extends string>(
  file: PublishedFile,
  columns: readonly Column[],
  row: number,
  cells: readonly string[],
): Record<Column, string> {
  if (cells.length !== columns.length) throw file.refuse(`line ${row}`, `${cells.length} cells`, `${columns.length} cells`);
  const byColumn = {} as Record<Column, string>;
  columns.forEach((column, index) => {
    byColumn[column] = cells[index] ?? '';
  });
  return byColumn;
}

/** The same published file, and the same account of it, with its contents unpacked where its name ends in `.gz`. */
export function unpacked(file: PublishedFile): PublishedFile {
  if (!file.file.endsWith('.gz')) return file;
  let bytes: Buffer;
  try {
    bytes = gunzipSync(file.bytes);
  } catch (error) {
    throw file.refuse(undefined, `a file that cannot be unpacked (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`, 'a whole gzip file');
  }
  return Object.assign(Object.create(file) as PublishedFile, { bytes });
}

/** A file cut off in the middle of its last number would otherwise read as another number. */
export function assertWholeLines(file: PublishedFile): void {
  if (file.bytes.at(-1) !== 0x0a) throw file.refuse('last line', 'no end of line', 'a file that ends with a whole line');
}

/** A whole number from 0, or a refusal that names the cell. */
export function wholeNumber(file: PublishedFile, row: number, column: string, text: string): number {
  if (!/^\d+$/.test(text)) throw file.refuse(`line ${row}, column ${column}`, quoted(text), 'a whole number');
  return Number(text);
}

/** Refuses a cell that is not of the known form; returns it otherwise. */
export function codeOf(file: PublishedFile, row: number, column: string, text: string, form: RegExp, expected: string): string {
  if (!form.test(text)) throw file.refuse(`line ${row}, column ${column}`, quoted(text), expected);
  return text;
}

/** A guard that refuses the second row of a key and names both; rows are lines unless told. */
export function uniqueIn(file: PublishedFile, what: string, place = 'line'): (key: string, row: number) => void {
  const lines = new Map<string, number>();
  return (key, row) => {
    const first = lines.get(key);
    if (first !== undefined) throw file.refuse(`${place} ${row}`, `${what} ${key} again (first in ${place} ${first})`, `one row for each ${what}`);
    lines.set(key, row);
  };
}

/** Compares codes by code unit, so that the order does not depend on a locale. */
export function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function quoted(text: string | undefined): string {
  return text === undefined ? 'nothing' : `“${text}”`;
}
