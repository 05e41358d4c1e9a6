import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Current, Manifest, ManifestTable } from '../data/release.ts';
import { schemaVersion, type TableName, type TableShape, tables } from '../data/tables.ts';
import type { Built } from './build.ts';
import { literal } from './database.ts';
import { codeVersion } from './source-code.ts';

/** The id of the release that these inputs and this code make: the same in, the same id. A trial of some measures has another. */
export function releaseId(edition: string, { inputs, trial }: Pick<Built, 'inputs' | 'trial'>): string {
  const made = [schemaVersion, codeVersion().sha256, inputs.map(({ file, sha256 }) => [file, sha256]).sort(), ...(trial === null ? [] : [trial.toSorted()])];
  const hash = createHash('sha256').update(JSON.stringify(made));
  return `${edition}-${hash.digest('hex').slice(0, 12)}`;
}

/** What is in service, or null: no release, or one that this version cannot read. */
export function currentRelease(releases: string, edition: string): Current | null {
  const path = join(releases, edition, 'current.json');
  if (!existsSync(path)) return null;
  const current = JSON.parse(readFileSync(path, 'utf8')) as Current;
  return current.schema_version === schemaVersion && existsSync(join(releases, edition, current.release_id, 'manifest.json')) ? current : null;
}

/** Manifests of every published release of an edition, oldest first. */
export function publishedManifests(releases: string, edition: string): Manifest[] {
  const folder = join(releases, edition);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && existsSync(join(folder, name, 'manifest.json')))
    .map((name) => JSON.parse(readFileSync(join(folder, name, 'manifest.json'), 'utf8')) as Manifest)
    .sort((a, b) => a.number - b.number);
}

/** A fresh hidden folder for a build. Folders that a killed build left behind are removed. */
export function workFolder(releases: string, edition: string): string {
  const folder = join(releases, edition);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const pid = /^\.building-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
  return join(folder, `.building-${process.pid}`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Writes a built edition as a release: the warehouse file, then the manifest, into the hidden work folder; then two
 * renames, of the folder to its name and of `current.json`. A kill before the first leaves nothing that a reader can
 * see; between the two, a release that is not yet in service.
 */
export async function publish(built: Built, { edition, releases, work }: { edition: string; releases: string; work: string }): Promise<Manifest> {
  const started = performance.now();
  const release_id = releaseId(edition, built);
  const written = await writeWarehouse(built, join(work, 'warehouse.duckdb'));
  const published = publishedManifests(releases, edition);
  const manifest: Manifest = {
    release_id,
    edition,
    number: published.find((other) => other.release_id === release_id)?.number ?? (published.at(-1)?.number ?? 0) + 1,
    schema_version: schemaVersion,
    code: codeVersion(),
    inputs: built.inputs,
    ...(built.trial === null ? {} : { trial: built.trial }),
    tables: written,
    checks: built.checks,
    published_at: new Date().toISOString(),
    timings: roundAll({ ...built.timings, publish: performance.now() - started }),
  };
  writeFileSync(join(work, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  const target = join(releases, edition, release_id);
  // Rebuilding the release in service leaves its files alone: a server has them open, and they are the same.
  if (existsSync(join(target, 'manifest.json'))) rmSync(work, { recursive: true, force: true });
  else {
    rmSync(target, { recursive: true, force: true });
    renameSync(work, target);
  }
  const current: Current = { release_id, schema_version: schemaVersion };
  const pointer = join(releases, edition, `.current-${process.pid}.json`);
  writeFileSync(pointer, `${JSON.stringify(current)}\n`);
  renameSync(pointer, join(releases, edition, 'current.json'));
  return manifest;
}

/** Copies the release tables, and nothing else, into a new file; hashes each as it stands there. */
async function writeWarehouse({ database }: Built, path: string): Promise<ManifestTable[]> {
  await database.run(`attach ${literal(path)} as release`);
  const written: ManifestTable[] = [];
  for (const name of Object.keys(tables) as TableName[]) {
    const { order }: TableShape = tables[name];
    await database.run(`create table release.${name} as select * from main.${name}${order === undefined ? '' : ` order by ${order}`}`);
    const [row] = await database.readAll<{ rows: number; sha256: string }>(
      `select count(*)::integer as rows, sha256(coalesce(string_agg(md5(to_json(t)::varchar), chr(10) order by rowid), '')) as sha256 from release.${name} as t`,
    );
    if (row !== undefined) written.push({ name, ...row });
  }
  await database.run('checkpoint release');
  await database.run('detach release');
  return written;
}

const roundAll = (timings: Record<string, number>) =>
  Object.fromEntries(Object.entries(timings).map(([step, milliseconds]) => [step, Math.round(milliseconds)]));
