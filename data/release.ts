/**
 * How a release lies on disk, agreed by `etl/` (which publishes) and `server/` (which serves):
 *
 * ```
 * <releases>/<edition>/current.json                     which release is in service; replaced by rename
 * <releases>/<edition>/<release id>/manifest.json       what it is made of
 * <releases>/<edition>/<release id>/warehouse.duckdb    the tables of data/tables.ts
 * ```
 *
 * A release folder is immutable once it has its name. Names that start with a dot are builds under way.
 */

/** `current.json`. */
export interface Current {
  release_id: string;
  schema_version: number;
}

export interface ManifestTable {
  name: string;
  rows: number;
  /** SHA-256 over the MD5 of each row as JSON, in stored order, one a line. */
  sha256: string;
}

export interface Manifest {
  /** `<edition>-<first 12 hex digits of the hash of inputs and code>`: the same inputs and code give the same id. */
  release_id: string;
  edition: string;
  /** Ordinal of publication in this folder of releases. */
  number: number;
  schema_version: number;
  /** Version of the package, and the SHA-256 of the source files that make a release. */
  code: { version: string; sha256: string };
  /** Extract tables that went in. */
  inputs: { file: string; sha256: string }[];
  /** The only measures that were built, in a trial. */
  trial?: readonly string[];
  tables: ManifestTable[];
  /** Checks that ran and found nothing. */
  checks: string[];
  published_at: string;
  /** Step to milliseconds. */
  timings: Record<string, number>;
}
