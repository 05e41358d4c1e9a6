import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PublishedFolder, type Source, type TableOut } from '../../../etl/source.ts';
import { folder } from './published.ts';

type Files = Readonly<Record<string, string | Buffer>>;

/** A published table of plain cells. */
export const csv = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [header, ...rows].map((cells) => `${cells.join(',')}\n`).join('');

export const packed = (text: string): Buffer => gzipSync(text);

/** Extracts a source from files written to a temporary folder; every row must be accounted for. */
export const extractFrom = (source: Source, files: Files): Promise<Record<string, TableOut>> => extractIn(source, folder(files));

/** Extracts a source from the publishers’ own files. */
export const extractPublished = (source: Source, data: string): Promise<Record<string, TableOut>> =>
  extractIn(source, new PublishedFolder(join(data, source.folder ?? source.edition)));

async function extractIn(source: Source, input: PublishedFolder): Promise<Record<string, TableOut>> {
  const tables = await source.extract(input);
  input.assertAccounted();
  return Object.fromEntries(tables.map((table) => [table.name, table]));
}

/** A row of a table by the names of its columns. */
export const records = (table: TableOut | undefined): Record<string, string | number | null>[] =>
  (table?.rows ?? []).map((row) => Object.fromEntries(row.map((cell, index) => [table?.columns[index] ?? '', cell])));
