import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SourceRecord } from '../data/extract.ts';
import { type Database, literal, refusedBy } from './database.ts';
import { refuse } from './refusal.ts';
import type { Types } from './source.ts';
import { sources } from './sources/registry.ts';

/** Name of a staging table: `stg_qof_ccg_figures`. */
export const stagingName = (source: string, table: string): string => `stg_${source}_${table}`.replaceAll('-', '_');

export interface StagedInput {
  file: string;
  sha256: string;
}

/**
 * Loads every extract table of an edition into staging tables. Each is compared with the hash in its `source.json`
 * first, so that an interrupted or edited extract is refused by name and never half loaded.
 */
export async function stageExtracts(database: Database, edition: string, folder: string): Promise<{ records: SourceRecord[]; inputs: StagedInput[] }> {
  const records: SourceRecord[] = [];
  const inputs: StagedInput[] = [];
  for (const { id: source, tables } of sources.filter((candidate) => candidate.edition === edition)) {
    const record = readRecord(join(folder, source, 'source.json'), `${edition}/${source}/source.json`);
    records.push(record);
    for (const [table, types] of Object.entries(tables)) {
      const file = `${edition}/${source}/${table}.csv.gz`;
      const path = join(folder, source, `${table}.csv.gz`);
      const entry = record.tables.find((candidate) => candidate.name === table);
      if (entry === undefined) throw refuse({ file: `${edition}/${source}/source.json`, found: 'no entry', expected: `an entry for table ${table}` });
      verify(path, file, Object.keys(types), entry.sha256);
      inputs.push({ file, sha256: entry.sha256 });
      await load(database, stagingName(source, table), path, types, file, entry.rows);
    }
  }
  return { records, inputs };
}

function readRecord(path: string, file: string): SourceRecord {
  if (!existsSync(path)) throw refuse({ file, found: 'no such file', expected: 'the record of an extract; run: npm run etl -- extract' });
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SourceRecord;
  } catch {
    throw refuse({ file, found: 'text that is not JSON', expected: 'the record of an extract' });
  }
}

function verify(path: string, file: string, columns: readonly string[], sha256: string): void {
  if (!existsSync(path)) throw refuse({ file, found: 'no such file', expected: 'the extract named in source.json' });
  let csv: Buffer;
  try {
    csv = gunzipSync(readFileSync(path));
  } catch (error) {
    throw refuse({ file, found: `a file that cannot be decompressed (${(error as Error).message})`, expected: 'a whole gzip file' });
  }
  const header = csv.subarray(0, Math.max(0, csv.indexOf('\n'))).toString('utf8');
  if (header !== columns.join(',')) throw refuse({ file, place: 'row 1', found: `header ${header}`, expected: columns.join(',') });
  const found = createHash('sha256').update(csv).digest('hex');
  if (found !== sha256) {
    throw refuse({
      file,
      found: `content with SHA-256 ${found.slice(0, 12)}…`,
      expected: `${sha256.slice(0, 12)}… as recorded in source.json (was the extract interrupted or edited? extract again)`,
    });
  }
}

async function load(database: Database, name: string, path: string, types: Types, file: string, rows: number): Promise<void> {
  const columns = Object.entries(types)
    .map(([column, type]) => `${literal(column)}: ${literal(type)}`)
    .join(', ');
  try {
    await database.run(
      `create table ${name} as select * from read_csv(${literal(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', compression = 'gzip', nullstr = '', columns = {${columns}})`,
    );
  } catch (error) {
    throw refusedBy(file, error);
  }
  const [count] = await database.readAll<{ n: number }>(`select count(*)::integer as n from ${name}`);
  if (count?.n !== rows) throw refuse({ file, found: `${count?.n} rows`, expected: `${rows} rows as recorded in source.json` });
}
