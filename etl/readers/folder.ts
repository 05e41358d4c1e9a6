import { refuse } from '../refusal.ts';
import type { PublishedFolder } from '../source.ts';

/** Refuses a source’s folder unless it holds exactly the expected files. */
export function assertFiles(input: PublishedFolder, folder: string, expected: readonly string[]): void {
  const found = input.list(folder);
  for (const name of expected) {
    if (!found.includes(name))
      throw refuse({ file: `${folder}/${name}`, found: 'no such file', expected: 'a published file: this source is read whole or not at all' });
  }
  for (const name of found) {
    if (!expected.includes(name))
      throw refuse({ file: `${folder}/${name}`, found: 'a file that the source does not know', expected: `only ${expected.length} declared files` });
  }
}
