import { symlinkSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { measures } from '../../data/measures/registry.ts';
import { topics } from '../../data/topics.ts';
import { createApp } from '../../server/app.ts';
import { openReleases, type Releases } from '../../server/releases.ts';
import { buildRelease, englandRelease } from './england-release.ts';
import { keptFolder } from './kept-folder.ts';
import { methodsFile } from './serve.ts';

/** What is declared of the United States and shown to patients: a release of it is quick to build. */
const americanMeasures = measures.filter(({ edition, id }) => edition === 'usa' && topics.some((topic) => topic.measures.includes(id))).map(({ id }) => id);

/** A folder with a release of every edition, from the shipped extracts: whole, but for the measures that no page for patients shows. */
export async function patientReleases(): Promise<string> {
  const england = await englandRelease();
  return keptFolder('-patients', async (folder) => {
    symlinkSync(join(england, 'england'), join(folder, 'england'), 'dir');
    await buildRelease(folder, { edition: 'uk-nations', competition: false });
    await buildRelease(folder, { edition: 'usa', measures: americanMeasures, competition: false });
  });
}

export interface ServedPatients {
  app: RequestListener;
  releases: Releases;
  /** What the server logged. */
  log: string[];
  stop(): void;
}

/** The whole site over real releases of all editions. */
export async function servePatients(): Promise<ServedPatients> {
  const log: string[] = [];
  const releases = await openReleases(await patientReleases(), { log: (message) => log.push(message), pollMilliseconds: 3_600_000 });
  const app = createApp({ releases, settings: { environment: 'test', methodsFile }, log: (message) => log.push(message) });
  return { app, releases, log, stop: () => releases.close() };
}
