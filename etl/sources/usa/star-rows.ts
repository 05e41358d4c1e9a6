import { parse } from 'csv-parse/sync';
import { assertHeader, assertWholeLines, cellsByColumn, type TableRow, unpacked } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';

/**
 * Hands on the rows of a packed table one by one and keeps none: the values of the ratings of 2008 to 2022 are
 * 791,087 rows, of which a part is wanted. Refuses what `readTable` refuses: another header, a row of another length,
 * and a file that cannot be unpacked or stops short of the end of a line.
 */
export function eachPackedRow<const Column extends string>(file: PublishedFile, columns: readonly Column[], onRow: (row: TableRow<Column>) => void): void {
  const plain = unpacked(file);
  assertWholeLines(plain);
  let line = 1;
  let records = 0;
  const take = (cells: readonly string[], lines: number): void => {
    const row = line;
    line = lines + 1;
    records += 1;
    if (records === 1) assertHeader(file, columns, cells);
    else onRow({ row, cells: cellsByColumn(file, columns, row, cells) });
  };
  try {
    parse(plain.bytes.toString('utf8'), {
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
