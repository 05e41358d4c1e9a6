import { join } from 'node:path';
import { type Database, literal } from '../database.ts';
import type { PublishedFile, PublishedFolder } from '../source.ts';

/** Every cell as text, by the title of its column; null where the file has none. */
export type TextCells = Readonly<Record<string, string | null>>;

/** Reads a published Parquet file as rows of text, in the order of the file. The rows are counted as read. */
export async function readParquet(input: PublishedFolder, file: PublishedFile, database: Database): Promise<{ titles: string[]; rows: TextCells[] }> {
  const from = `read_parquet(${literal(join(input.path, file.file))})`;
  try {
    const described = await database.readAll<{ column_name: string }>(`select column_name from (describe select * from ${from})`);
    const titles = described.map(({ column_name }) => column_name);
    const rows = await database.readAll<TextCells>(`select columns(*)::varchar from ${from}`);
    file.read(rows.length);
    return { titles, rows };
  } catch {
    // DuckDB’s own message names a path of this machine.
    throw file.refuse(undefined, 'a damaged or truncated file', 'a whole Parquet file');
  }
}
