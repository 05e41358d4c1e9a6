import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Edition, editionById } from '../data/editions.ts';
import type { Current, Manifest } from '../data/release.ts';
import { schemaVersion } from '../data/tables.ts';
import { measuresAt } from './choosing/topics.ts';
import { type Catalogue, readCatalogue } from './queries/catalogue.ts';
import { readStandings, type Standings } from './queries/standings.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

/** One release, open. */
export interface Release {
  id: string;
  edition: Edition;
  manifest: Manifest;
  warehouse: Warehouse;
  catalogue: Catalogue;
  /** Where systems stand on the measures that patients are shown. */
  standings: Standings;
}

/** Opens one release of an edition; refuses another schema, or a folder that is not what it says. */
export async function openRelease(folder: string, editionId: string, id: string): Promise<Release> {
  const edition = editionById.get(editionId);
  if (edition === undefined) throw new Error(`unknown edition: ${editionId}`);
  // The id becomes a path: nothing but a plain name.
  if (!isReleaseId(id)) throw new Error(`not a release id: ${id}`);
  const manifest = await readJson<Manifest>(join(folder, editionId, id, 'manifest.json'));
  if (manifest === null) throw new Error('no manifest.json');
  if (manifest.release_id !== id) throw new Error(`its manifest is of ${manifest.release_id}`);
  if (manifest.schema_version !== schemaVersion) throw new Error(`schema version ${manifest.schema_version}, this server reads ${schemaVersion}`);
  const warehouse = await openWarehouse(join(folder, editionId, id, 'warehouse.duckdb'));
  try {
    const catalogue = await readCatalogue(warehouse, editionId);
    const standings = await readStandings(warehouse, editionId, (level) => measuresAt(catalogue, level).map(({ id, period }) => [id, period]));
    return { id, edition, manifest, warehouse, catalogue, standings };
  } catch (error) {
    warehouse.closeSync();
    throw error;
  }
}

/** Which release an edition's folder says is in service; null when it says none. */
export async function currentId(folder: string, edition: string): Promise<string | null> {
  return (await readJson<Current>(join(folder, edition, 'current.json')))?.release_id ?? null;
}

/** Manifests of all releases on disk, newest first. */
export async function listManifests(folder: string): Promise<Manifest[]> {
  const found: Manifest[] = [];
  for (const edition of editionById.keys()) {
    const names = await readdir(join(folder, edition)).catch(() => []);
    for (const name of names.filter(isReleaseId)) {
      const manifest = await readJson<Manifest>(join(folder, edition, name, 'manifest.json')).catch(() => null);
      if (manifest?.release_id === name) found.push(manifest);
    }
  }
  return found.sort((a, b) => b.published_at.localeCompare(a.published_at) || b.number - a.number);
}

const isReleaseId = (text: string): boolean => /^[a-z0-9][a-z0-9.-]{0,100}$/i.test(text);

/** Parsed JSON, or null when the file is not there; anything else wrong with it is an error. */
async function readJson<T>(file: string): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return text === null ? null : (JSON.parse(text) as T);
}
