import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import type { FileAccount } from '../../../data/extract.ts';
import { PublishedFile, PublishedFolder } from '../../../etl/source.ts';

export type Rows = (string | number | null)[][];

export interface FixtureSheet {
  name: string;
  rows: Rows;
  /** Merged cells, such as `H2:O2`. */
  merges?: string[];
}

/** A workbook as a publisher would save it. */
export function workbook(sheets: readonly FixtureSheet[], bookType: 'xlsx' | 'biff8' = 'xlsx'): Buffer {
  const book = XLSX.utils.book_new();
  for (const { name, rows, merges = [] } of sheets) {
    const sheet = XLSX.utils.aoa_to_sheet(rows);
    sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range));
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  return XLSX.write(book, { type: 'buffer', bookType }) as Buffer;
}

/** A published file that was opened, without a folder round it. */
export const published = (file: string, content: string | Buffer): PublishedFile => new PublishedFile(file, Buffer.from(content));

/** A temporary folder shaped like an edition’s published files. */
export function folder(files: Readonly<Record<string, string | Buffer>>): PublishedFolder {
  return new PublishedFolder(writeFiles(mkdtempSync(join(tmpdir(), 'published-')), files));
}

export function writeFiles(path: string, files: Readonly<Record<string, string | Buffer>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

/** Rows told of by a reader, which must be all that were read. */
export const rowsTold = ({ rowsKept, rowsRejected, notData }: FileAccount): number =>
  rowsKept + rowsRejected + Object.values(notData).reduce((sum, n) => sum + n, 0);
