import { rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { createApp } from '../../server/app.ts';
import { openReleases, type Releases } from '../../server/releases.ts';
import { type FixtureOptions, fixtureReleases } from './fixture-release.ts';

export interface Served {
  app: RequestListener;
  releases: Releases;
  folder: string;
  /** What the server logged. */
  log: string[];
  stop(): Promise<void>;
}

/** Methods with something in them that must not be run. */
export const methodsFile = join(import.meta.dirname, 'methods.md');

/** The whole site over a fixture release; polls only when told to. */
export async function serveFixture(options: FixtureOptions = {}): Promise<Served> {
  const folder = await fixtureReleases(options);
  const log: string[] = [];
  const releases = await openReleases(folder, { log: (message) => log.push(message), pollMilliseconds: 3_600_000 });
  const app = createApp({ releases, settings: { environment: 'test', methodsFile }, log: (message) => log.push(message) });
  return {
    app,
    releases,
    folder,
    log,
    async stop() {
      releases.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
