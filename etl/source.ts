import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileAccount, Reject, SourceRecord } from '../data/extract.ts';
import { type Refusal, refuse } from './refusal.ts';

/** One table that a source extracts. Rows are written in the order given; null becomes an empty cell. */
export interface TableOut {
  name: string;
  /** What one row is. */
  row: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

/** Types of the columns of an extract table, in the order of the columns. */
export type Types = Readonly<Record<string, 'varchar' | 'double' | 'integer'>>;

export const figureTypes: Types = { period: 'varchar', unit_code: 'varchar', topic: 'varchar', item: 'varchar', value: 'double', status: 'varchar' };
export const nameTypes: Types = { code: 'varchar', name: 'varchar' };
export const organisationTypes: Types = { ...nameTypes, period: 'varchar' };

/** What a source declares: its provenance, how its published files are read, and what they become. */
export interface Source extends Pick<SourceRecord, 'id' | 'edition' | 'title' | 'publisher' | 'licence' | 'attribution' | 'periods' | 'note'> {
  /** Folder of the published data in which the source's files lie, where it is not named as the edition is. */
  folder?: string;
  /** Extract tables by name, with the types of their columns: staging only names and casts. */
  tables: Readonly<Record<string, Types>>;
  /** Reads every published file through `input` and returns the tidy tables. Throws `Refusal`. */
  extract(input: PublishedFolder): Promise<TableOut[]> | TableOut[];
}

export const defineSource = (source: Source): Source => source;

/** A published file being read, and the account of its rows. */
export class PublishedFile {
  readonly account: FileAccount;
  readonly rejects: Reject[] = [];

  constructor(
    /** Path within the edition's folder, such as `qof-ccg/qof-1819.xlsx`. */
    readonly file: string,
    readonly bytes: Buffer,
  ) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.account = { file, sha256, bytes: bytes.length, rowsRead: 0, rowsKept: 0, rowsRejected: 0, notData: {}, valuesKept: 0 };
  }

  /** Counts rows as the parser of the file format delivered them, before anyone judged them. */
  read(rows: number): void {
    this.account.rowsRead += rows;
  }

  /** One row was carried into an extract, with so many values. */
  kept(values = 1): void {
    this.account.rowsKept += 1;
    this.account.valuesKept += values;
  }

  /** So many rows are declared not to be data, for a stated reason. */
  notData(reason: string, rows = 1): void {
    this.account.notData[reason] = (this.account.notData[reason] ?? 0) + rows;
  }

  /** One row cannot be read; the run goes on and the reject is published with the release. */
  reject(row: number, reason: string, sheet: string | null = null): void {
    this.account.rowsRejected += 1;
    this.rejects.push({ file: this.file, sheet, row, reason });
  }

  /** Stops the run: the file is not what its reader knows. `place` is omitted for the file as a whole. */
  refuse(place: string | undefined, found: string, expected: string): Refusal {
    return refuse({ file: this.file, found, expected, ...(place === undefined ? {} : { place }) });
  }
}

/** A country's folder of published files, as laid out in the shared data folder. */
export class PublishedFolder {
  readonly files: PublishedFile[] = [];

  constructor(
    /** Absolute path of the folder. */
    readonly path: string,
    private readonly onFile: (file: string) => void = () => {},
  ) {}

  /** Names of the files in a source's folder, sorted. Refuses a folder that is not there. */
  list(folder: string): string[] {
    try {
      return readdirSync(join(this.path, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map((entry) => entry.name)
        .sort();
    } catch {
      throw refuse({ file: folder, found: 'no such folder', expected: `the source’s published files in ${join(this.path, folder)}` });
    }
  }

  /** Opens one published file and starts its account. Refuses a file that is not there or is empty. */
  open(file: string): PublishedFile {
    this.onFile(file);
    let bytes: Buffer;
    try {
      bytes = readFileSync(join(this.path, file));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      throw refuse({ file, found: code === 'ENOENT' ? 'no such file' : `an unreadable file (${code})`, expected: 'a published file' });
    }
    if (bytes.length === 0) throw refuse({ file, found: 'an empty file', expected: 'a published file' });
    const published = new PublishedFile(file, bytes);
    this.files.push(published);
    return published;
  }

  /** Rows read must equal rows kept, rejected and declared not data, file by file. */
  assertAccounted(): void {
    for (const { account } of this.files) {
      const declared = Object.values(account.notData).reduce((sum, n) => sum + n, 0);
      const told = account.rowsKept + account.rowsRejected + declared;
      if (account.rowsRead !== told) {
        throw refuse({
          file: account.file,
          found: `${account.rowsRead} rows read but ${account.rowsKept} kept + ${account.rowsRejected} rejected + ${declared} not data = ${told}`,
          expected: 'every row to be accounted for (this is a fault of the reader)',
        });
      }
    }
  }
}
