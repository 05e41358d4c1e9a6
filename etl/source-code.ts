import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Folders whose code and declarations decide what a release says. */
const folders = ['data', 'etl', 'stats'];

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'extracts') yield* filesUnder(path);
    } else if (/\.(ts|sql)$/.test(entry.name)) yield path;
  }
}

/** Version of the package, and one hash over every source file that makes a release. */
export function codeVersion(): { version: string; sha256: string } {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256');
  const files = folders
    .flatMap((folder) => [...filesUnder(join(root, folder))])
    .map((path) => relative(root, path).split(sep).join('/'))
    .sort();
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n'))
      .update('\0');
  return { version, sha256: hash.digest('hex') };
}
