import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeVersion } from '../../etl/source-code.ts';
import { extractsFolder } from './england.ts';

const kept = join(import.meta.dirname, '..', '..', 'var', 'test-releases');
const patience = 300_000;

/** Changes with the code and with the extracts. */
function key(): string {
  const files = readdirSync(extractsFolder, { recursive: true, encoding: 'utf8' }).sort();
  const sizes = files.map((file) => `${file} ${statSync(join(extractsFolder, file)).size} ${statSync(join(extractsFolder, file)).mtimeMs}`);
  return createHash('sha256').update(codeVersion().sha256).update(sizes.join('\n')).digest('hex').slice(0, 16);
}

/**
 * A folder that is made once, by the first test file that asks, and read by all: a build takes longer than most tests. Kept
 * under `var/` until code or extracts change; `suffix` tells folders of the same code apart.
 */
export async function keptFolder(suffix: string, make: (folder: string) => Promise<void>): Promise<string> {
  const current = key();
  const folder = join(kept, `${current}${suffix}`);
  const done = join(folder, 'done');
  const started = Date.now();
  while (!existsSync(done)) {
    if (takes(folder)) {
      // Another may have finished between the two looks.
      if (!existsSync(done)) {
        removeOthers(current, folder);
        await make(folder);
        writeFileSync(done, '');
      }
      rmSync(`${folder}.owner`, { force: true });
    } else await new Promise((resolve) => setTimeout(resolve, 250));
    if (Date.now() - started > patience) throw new Error(`nothing in ${folder} after ${patience / 1000} s`);
  }
  return folder;
}

/** Removes what other code or extracts made, and what a maker that is gone left half done in the folder. */
function removeOthers(current: string, folder: string): void {
  for (const name of readdirSync(kept)) if (!name.startsWith(current)) rmSync(join(kept, name), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** True for the one process that took the folder, or that finds its maker gone. */
function takes(folder: string): boolean {
  mkdirSync(kept, { recursive: true });
  const owner = `${folder}.owner`;
  try {
    writeFileSync(owner, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isOwned(owner)) rmSync(owner, { force: true });
    return false;
  }
}

/** False when the process that took the folder is gone; it may also just have finished. */
function isOwned(owner: string): boolean {
  try {
    return process.kill(Number(readFileSync(owner, 'utf8')), 0);
  } catch {
    return false;
  }
}
