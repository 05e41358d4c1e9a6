import { copyFile, mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from 'duckdb';
import type { Manifest } from '../../data/release.ts';
import { createTableSql, schemaVersion, type TableName, tables } from '../../data/tables.ts';
import { type FixtureRows, fixtureRows } from './fixture-rows.ts';

export interface FixtureOptions {
  id?: string;
  number?: number;
  /** Added to every bed-days numerator, so that two releases differ. */
  shift?: number;
  schemaVersion?: number;
}

/** A new folder of releases with one small release of England in service. */
export async function fixtureReleases(options: FixtureOptions = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-releases-'));
  await publishFixture(folder, options);
  return folder;
}

/** Publishes a small release the way the build does: a new folder, then current.json by rename. */
export async function publishFixture(folder: string, options: FixtureOptions = {}): Promise<Manifest> {
  const { id = 'england-fixture0001', number = 1, shift = 0 } = options;
  const edition = join(folder, 'england');
  const building = join(edition, `.${id}`);
  await mkdir(building, { recursive: true });
  const rows = fixtureRows(shift);
  await copyFile(await warehouseOf(shift, rows), join(building, 'warehouse.duckdb'));
  const manifest = manifestOf(rows, { id, number, schema: options.schemaVersion ?? schemaVersion });
  await writeFile(join(building, 'manifest.json'), JSON.stringify(manifest));
  await rename(building, join(edition, id));
  await putInService(folder, id);
  return manifest;
}

/** Says which release is in service, by rename. */
export async function putInService(folder: string, id: string): Promise<void> {
  const next = join(folder, 'england', '.current.json');
  await writeFile(next, JSON.stringify({ release_id: id, schema_version: schemaVersion }));
  await rename(next, join(folder, 'england', 'current.json'));
}

const written = new Map<number, Promise<string>>();

/** A warehouse file with these rows: written once a process, as writing takes longer than most tests. */
function warehouseOf(shift: number, rows: FixtureRows): Promise<string> {
  const known =
    written.get(shift) ??
    mkdtemp(join(tmpdir(), 'yardstick-warehouse-')).then(async (folder) => {
      await writeWarehouse(join(folder, 'warehouse.duckdb'), rows);
      return join(folder, 'warehouse.duckdb');
    });
  written.set(shift, known);
  return known;
}

async function writeWarehouse(file: string, rows: FixtureRows): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run('begin');
  for (const name of Object.keys(tables) as TableName[]) {
    await connection.run(createTableSql(name));
    const values = (rows[name] ?? []) as Record<string, unknown>[];
    if (values.length === 0) continue;
    const columns = Object.keys(tables[name].columns);
    await connection.run(`insert into ${name} values ${values.map((row) => `(${columns.map((column) => literal(row[column])).join(', ')})`).join(', ')}`);
  }
  await connection.run('commit');
  await connection.run('checkpoint');
  connection.closeSync();
  instance.closeSync();
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}

function manifestOf(rows: FixtureRows, { id, number, schema }: { id: string; number: number; schema: number }): Manifest {
  return {
    release_id: id,
    edition: 'england',
    number,
    schema_version: schema,
    code: { version: '0.0.0', sha256: 'c'.repeat(64) },
    inputs: [{ file: 'england/fixture/figures.csv.gz', sha256: 'a'.repeat(64) }],
    tables: Object.entries(rows).map(([name, values]) => ({ name, rows: values.length, sha256: 'b'.repeat(64) })),
    checks: ['a_count_is_negative.sql'],
    published_at: `2026-01-0${number}T09:30:00.000Z`,
    timings: { build: 12, check: 3 },
  };
}
