import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, literal } from '../../../etl/database.ts';

/** A Parquet file of text columns. */
export async function parquetFile(columns: readonly string[], rows: readonly (readonly (string | null)[])[]): Promise<Buffer> {
  const file = join(mkdtempSync(join(tmpdir(), 'published-')), 'table.parquet');
  const database = await Database.open(tmpdir());
  await database.run(`create table t (${columns.map((column) => `"${column}" varchar`).join(', ')})`);
  await database.append('t', rows);
  await database.run(`copy t to ${literal(file)} (format parquet)`);
  database.close();
  return readFileSync(file);
}
