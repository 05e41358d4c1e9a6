import { join } from 'node:path';
import { type BuildOptions, buildEdition } from '../../etl/build.ts';
import { publish } from '../../etl/publish.ts';
import { extractsFolder } from './england.ts';
import { keptFolder } from './kept-folder.ts';

/** A folder with a release of England, built whole from the shipped extracts and shared by all test files that need one. */
export const englandRelease = (): Promise<string> => keptFolder('', (folder) => buildRelease(folder, { edition: 'england' }));

/** Builds an edition from the shipped extracts and puts it in service in a folder of releases. */
export async function buildRelease(folder: string, options: Pick<BuildOptions, 'edition' | 'measures' | 'competition'>): Promise<void> {
  const work = join(folder, options.edition, '.building-0');
  const built = await buildEdition({ ...options, extracts: extractsFolder, work });
  try {
    await publish(built, { edition: options.edition, releases: folder, work });
  } finally {
    built.database.close();
  }
}
