import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionById, type Level } from '../../data/editions.ts';
import { type Built, buildEdition } from '../../etl/build.ts';

export const extractsFolder = join(import.meta.dirname, '..', '..', 'data', 'extracts');

/** A temporary folder and its removal. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'yardstick-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A level of the English edition. */
export function englishLevel(id: string): Level {
  const found = editionById.get('england')?.levels.find((level) => level.id === id);
  if (found === undefined) throw new Error(`no level ${id}`);
  return found;
}

/** Builds the values and comparisons of England from the shipped extracts, in memory; close it and remove the folder afterwards. */
export async function buildEngland(): Promise<Built & { remove: () => void }> {
  const folder = temporaryFolder();
  const built = await buildEdition({ edition: 'england', extracts: extractsFolder, work: folder.path, competition: false });
  return {
    ...built,
    remove: () => {
      built.database.close();
      folder.remove();
    },
  };
}
