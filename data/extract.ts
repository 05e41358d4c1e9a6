/**
 * Our tidy layout of published figures, written by `etl extract` and read by `etl build`.
 * An edition's extracts live in `data/extracts/<edition>/<source>/<table>.csv.gz`; beside the tables,
 * `source.json` says where they come from and accounts for every row of every published file.
 */

/** What a published cell says. Zero is a value, not a status. */
export const statuses = ['final', 'provisional', 'suppressed', 'missing', 'not-applicable'] as const;
export type Status = (typeof statuses)[number];

/** Columns of every extract table of figures (long form, one row a value). */
export const figureColumns = ['period', 'unit_code', 'topic', 'item', 'value', 'status'] as const;

/** One published value. `value` is null exactly when `status` says why. */
export interface Figure {
  /** Publisher's label: `2018-19`, `2019-04`, or the year of a cross-section. */
  period: string;
  /** Publisher's own code. */
  unit_code: string;
  /** What the figure is about when a source has many subjects (`DM007`); empty otherwise. */
  topic: string;
  /** Which figure (`numerator`, `fce_bed_days`). */
  item: string;
  value: number | null;
  status: Status;
}

export interface FileAccount {
  /** Path within the published data, with `/`. */
  file: string;
  sha256: string;
  bytes: number;
  rowsRead: number;
  rowsKept: number;
  rowsRejected: number;
  /** Reason to number of rows: banner, header, blank, footnote, total... */
  notData: Record<string, number>;
  valuesKept: number;
}

export interface Reject {
  file: string;
  sheet: string | null;
  row: number;
  reason: string;
}

export interface ExtractTable {
  name: string;
  /** What one row is. */
  row: string;
  columns: readonly string[];
  rows: number;
  /** SHA-256 of the uncompressed CSV. */
  sha256: string;
}

/** `source.json` of one extract. */
export interface SourceRecord {
  id: string;
  edition: string;
  title: string;
  publisher: string;
  licence: string;
  attribution: string;
  periods: string;
  note: string;
  tables: ExtractTable[];
  files: FileAccount[];
  rejects: Reject[];
}
