import { copyFile, mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from 'duckdb';
import type { Manifest } from '../../data/release.ts';
import { createTableSql, schemaVersion, type TableName, tables } from '../../data/tables.ts';
import { type FixtureRows, fixtureRows } from './fixture-rows.ts';
import { usaFixtureRows, usaRelease } from './fixture-usa.ts';

export interface FixtureOptions {
  id?: string;
  number?: number;
  /** Added to every bed-days numerator, so that two releases differ. */
  shift?: number;
  schemaVersion?: number;
  /** Which edition; England unless told. */
  edition?: 'england' | 'usa';
}

/** A new folder of releases with one small release of England in service. */
export async function fixtureReleases(options: FixtureOptions = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-releases-'));
  await publishFixture(folder, options);
  return folder;
}

/** Publishes a small release the way the build does: a new folder, then current.json by rename. */
export async function publishFixture(folder: string, options: FixtureOptions = {}): Promise<Manifest> {
  const { edition: of = 'england', number = 1, shift = 0 } = options;
  const { id = of === 'usa' ? usaRelease : 'england-fixture0001' } = options;
  const edition = join(folder, of);
  const building = join(edition, `.${id}`);
  await mkdir(building, { recursive: true });
  const rows = of === 'usa' ? usaFixtureRows() : fixtureRows(shift);
  await copyFile(await warehouseOf(`${of} ${shift}`, rows), join(building, 'warehouse.duckdb'));
  const manifest = manifestOf(rows, { id, edition: of, number, schema: options.schemaVersion ?? schemaVersion });
  await writeFile(join(building, 'manifest.json'), JSON.stringify(manifest));
  await rename(building, join(edition, id));
  await putInService(folder, id, of);
  return manifest;
}

/** Says which release is in service, by rename. */
export async function putInService(folder: string, id: string, edition = 'england'): Promise<void> {
  const next = join(folder, edition, '.current.json');
  await writeFile(next, JSON.stringify({ release_id: id, schema_version: schemaVersion }));
  await rename(next, join(folder, edition, 'current.json'));
}

const written = new Map<string, Promise<string>>();

/** A warehouse file with these rows: written once a process, as writing takes longer than most tests. */
function warehouseOf(key: string, rows: FixtureRows): Promise<string> {
  const known =
    written.get(key) ??
    mkdtemp(join(tmpdir(), 'yardstick-warehouse-')).then(async (folder) => {
      await writeWarehouse(join(folder, 'warehouse.duckdb'), rows);
      return join(folder, 'warehouse.duckdb');
    });
  written.set(key, known);
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

function manifestOf(rows: FixtureRows, { id, edition, number, schema }: { id: string; edition: string; number: number; schema: number }): Manifest {
  return {
    release_id: id,
    edition,
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
