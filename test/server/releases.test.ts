import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { openReleases } from '../../server/releases.ts';
import { publishFixture, putInService } from '../support/fixture-release.ts';
import { methodsFile, type Served, serveFixture } from '../support/serve.ts';

let served: Served;
beforeEach(async () => {
  served = await serveFixture();
});
afterEach(() => served.stop());

const table = '/england/league-tables/bed-days.json?level=sub-icb';
const next = { id: 'england-fixture0002', number: 2, shift: 500 };
const releaseNow = async (): Promise<string> => (await request(served.app).get(table).expect(200)).body.meta.release;

describe('a new release', () => {
  it('is picked up while requests go on, and none of them fails', async () => {
    await publishFixture(served.folder, next);
    const seen = new Set<string>();
    let stop = false;
    const readers = Array.from({ length: 6 }, async (_, i) => {
      for (let n = 0; !stop || n < 5; n++) {
        const { body } = await request(served.app)
          .get(`${table}&sort=${['name', '-name', 'gap', '-gap', 'market', 'value'][(i + n) % 6]}`)
          .expect(200);
        // Every row of an answer comes from one release.
        expect(new Set(body.rows.map((row: { release_id: string }) => row.release_id))).toEqual(new Set([body.meta.release]));
        seen.add(body.meta.release);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await served.releases.refresh();
    await new Promise((resolve) => setTimeout(resolve, 30));
    stop = true;
    await Promise.all(readers);
    expect([...seen].at(-1)).toBe(next.id);
    expect(await releaseNow()).toBe(next.id);
  });

  it('changes the tag of a page, and drops what was kept', async () => {
    const before = (await request(served.app).get(table)).headers.etag ?? '';
    await publishFixture(served.folder, next);
    await served.releases.refresh();
    await request(served.app).get(table).set('If-None-Match', before).expect(200);
  });

  it('that is broken leaves the one in service, and is said once', async () => {
    await mkdir(join(served.folder, 'england', 'england-broken'));
    await writeFile(join(served.folder, 'england', 'england-broken', 'manifest.json'), '{"release_id":"england-broken","schema_version":1}');
    await writeFile(join(served.folder, 'england', 'england-broken', 'warehouse.duckdb'), 'not a database');
    await putInService(served.folder, 'england-broken');
    await served.releases.refresh();
    await served.releases.refresh();
    expect(await releaseNow()).toBe('england-fixture0001');
    expect(served.log.filter((message) => message.includes('refused'))).toHaveLength(1);
  });

  it('of another schema is refused', async () => {
    await publishFixture(served.folder, { ...next, schemaVersion: 99 });
    await served.releases.refresh();
    expect(await releaseNow()).toBe('england-fixture0001');
    expect(served.log.join()).toContain('schema version 99');
  });

  it('leaves the former one at its own address', async () => {
    await publishFixture(served.folder, next);
    await served.releases.refresh();
    const { body } = await request(served.app).get('/releases.json').expect(200);
    expect(body.rows.map((row: { release_id: string; in_service: string }) => [row.release_id, row.in_service])).toEqual([
      [next.id, 'yes'],
      ['england-fixture0001', 'no'],
    ]);
    expect((await request(served.app).get('/releases/england-fixture0001').expect(200)).text).toContain('No longer in service.');
  });

  it('whose id is a path is refused', async () => {
    await putInService(served.folder, '../../elsewhere');
    await served.releases.refresh();
    expect(await releaseNow()).toBe('england-fixture0001');
  });
});

it('without any release it is up but not ready', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-none-'));
  const releases = await openReleases(folder);
  const app = createApp({ releases, settings: { environment: 'test', methodsFile } });
  await request(app).get('/healthz').expect(200);
  await request(app).get('/readyz').expect(503);
  await request(app).get('/england').expect(503);
  expect((await request(app).get('/').expect(200)).text).toContain('Being built: not yet available.');
  releases.close();
  await rm(folder, { recursive: true });
});
