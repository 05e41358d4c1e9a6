import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { quoted, type TableRow } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';

/**
 * Hands on the rows of a packed table one by one and keeps none: the values of the ratings of 2008 to 2022 are
 * 791,087 rows, of which a part is wanted. Refuses what `readTable` refuses: another header, a row of another length,
 * and a file that cannot be unpacked or stops short of the end of a line.
 */
export function eachPackedRow<const Column extends string>(file: PublishedFile, columns: readonly Column[], onRow: (row: TableRow<Column>) => void): void {
  const text = unpacked(file);
  let line = 1;
  let records = 0;
  const take = (cells: readonly string[], lines: number): void => {
    const row = line;
    line = lines + 1;
    records += 1;
    if (records === 1) assertHeader(file, columns, cells);
    else onRow({ row, cells: named(file, columns, row, cells) });
  };
  try {
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: false,
      on_record: (cells: string[], { lines }) => {
        take(cells, lines);
        return null;
      },
    });
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number };
    if (code === undefined || !code.startsWith('CSV_')) throw error;
    throw file.refuse(`line ${lines ?? line}`, `text that is not CSV (${code})`, 'comma-separated values with balanced quotes');
  }
  if (records === 0) throw file.refuse(undefined, 'a file without lines', 'a header and one line per value');
  file.read(records);
  file.notData('header');
}

function unpacked(file: PublishedFile): string {
  let bytes: Buffer;
  try {
    bytes = gunzipSync(file.bytes);
  } catch (error) {
    throw file.refuse(undefined, `a file that cannot be unpacked (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`, 'a whole gzip file');
  }
  if (bytes.at(-1) !== 0x0a) throw file.refuse('last line', 'no end of line', 'a file that ends with a whole line');
  return bytes.toString('utf8');
}

function assertHeader(file: PublishedFile, columns: readonly string[], cells: readonly string[]): void {
  const wrong = columns.findIndex((column, index) => cells[index] !== column);
  if (wrong !== -1) throw file.refuse(`line 1, column ${wrong + 1}`, quoted(cells[wrong]), quoted(columns[wrong]));
  if (cells.length !== columns.length) throw file.refuse('line 1', `${cells.length} columns`, `${columns.length} columns`);
}

function named<Column extends string>(file: PublishedFile, columns: readonly Column[], row: number, cells: readonly string[]): Record<Column, string> {
  if (cells.length !== columns.length) throw file.refuse(`line ${row}`, `${cells.length} cells`, `${columns.length} cells`);
  const byColumn = {} as Record<Column, string>;
  columns.forEach((column, index) => {
    byColumn[column] = cells[index] ?? '';
  });
  return byColumn;
}
