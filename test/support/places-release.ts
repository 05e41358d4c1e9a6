import { join } from 'node:path';
import { DuckDBInstance } from 'duckdb';
import type { Release } from '../../server/release-files.ts';
import { openReleases, type Releases } from '../../server/releases.ts';
import { fixtureReleases } from './fixture-release.ts';

/** An area with its other names, as `kind: name`. */
export type AreaLine = readonly [area_id: string, name: string, district: string, ...others: string[]];

/** A release whose areas are these and no others; close it afterwards. */
export async function releaseWithAreas(edition: 'england' | 'usa', lines: readonly AreaLine[]): Promise<{ release: Release; close: () => void }> {
  const folder = await fixtureReleases({ edition });
  const instance = await DuckDBInstance.create(join(folder, edition, edition === 'usa' ? 'usa-fixture0001' : 'england-fixture0001', 'warehouse.duckdb'));
  const connection = await instance.connect();
  await connection.run('delete from area; delete from area_name');
  for (const [area_id, name, district, ...others] of lines) {
    await connection.run('insert into area (area_id, name, district) values ($1, $2, $3)', [area_id, name, district]);
    for (const other of others) {
      const [kind = '', text = ''] = other.split(': ');
      await connection.run('insert into area_name values ($1, $2, $3)', [area_id, kind, text]);
    }
  }
  connection.closeSync();
  instance.closeSync();
  const releases = await openReleases(folder, { log: () => {}, pollMilliseconds: 3_600_000 });
  return { release: await inService(releases, edition), close: () => releases.close() };
}

/** The release of an edition that is in service, kept open until the releases are closed. */
export async function inService(releases: Releases, edition: string): Promise<Release> {
  const found = releases.inService().find((release) => release.edition.id === edition);
  if (found === undefined) throw new Error(`no release of ${edition} in service`);
  return found;
}
