import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { gzipSync } from 'fflate';
import type { ExtractTable, SourceRecord } from '../data/extract.ts';
import { refuse } from './refusal.ts';
import { PublishedFolder, type Source, type TableOut } from './source.ts';

export interface ExtractOptions {
  /** Folder laid out as the shared data folder: `<from>/<folder or edition>/<source>/...`. */
  from: string;
  /** Folder of extracts; tables go to `<out>/<edition>/<source>/`. */
  out: string;
  sources: readonly Source[];
  onFile?: (source: Source, file: string) => void;
  onSource?: (record: SourceRecord, milliseconds: number) => void;
}

/**
 * Reads published files source by source and writes tidy extracts. A source is written only when all of it was
 * read: its tables are renamed into place one by one and `source.json`, which holds their hashes, comes last, so
 * that the build can tell an interrupted extract from a whole one.
 */
export async function extractSources(options: ExtractOptions): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for (const source of options.sources) {
    const started = performance.now();
    const folder = join(options.from, source.folder ?? source.edition);
    if (!existsSync(folder)) throw refuse({ file: folder, found: 'no such folder', expected: `the published files of edition ${source.edition}` });
    const input = new PublishedFolder(folder, (file) => options.onFile?.(source, file));
    const tables = await source.extract(input);
    input.assertAccounted();
    const record = writeSource(join(options.out, source.edition), source, tables, input);
    records.push(record);
    options.onSource?.(record, performance.now() - started);
  }
  return records;
}

function writeSource(editionOut: string, source: Source, tables: readonly TableOut[], input: PublishedFolder): SourceRecord {
  const folder = join(editionOut, source.id);
  const written = tables.map((table) => ({ name: `${table.name}.csv.gz`, ...encodeTable(table) }));
  const { id, edition, title, publisher, licence, attribution, periods, note } = source;
  const record: SourceRecord = {
    id,
    edition,
    title,
    publisher,
    licence,
    attribution,
    periods,
    note,
    tables: written.map(({ entry }) => entry),
    files: input.files.map((file) => file.account).sort((a, b) => (a.file < b.file ? -1 : 1)),
    rejects: input.files.flatMap((file) => file.rejects),
  };
  mkdirSync(folder, { recursive: true });
  const files = [...written.map(({ name, bytes }) => ({ name, bytes })), { name: 'source.json', bytes: `${JSON.stringify(record, null, 1)}\n` }];
  for (const { name, bytes } of files) writeFileSync(join(folder, `.${name}.part`), bytes);
  for (const { name } of files) renameSync(join(folder, `.${name}.part`), join(folder, name));
  const wanted = new Set(files.map(({ name }) => name));
  for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(join(folder, name), { recursive: true });
  return record;
}

/** Encodes a table as gzipped CSV. Compressed in JavaScript, so that the bytes do not depend on the machine’s zlib. */
function encodeTable({ name, row, columns, rows }: TableOut): { entry: ExtractTable; bytes: Uint8Array } {
  const csv = Buffer.from(stringify([columns as string[], ...(rows as (string | number | null)[][])], { record_delimiter: '\n' }), 'utf8');
  const sha256 = createHash('sha256').update(csv).digest('hex');
  return { entry: { name, row, columns, rows: rows.length, sha256 }, bytes: gzipSync(csv, { level: 9, mtime: 0 }) };
}
