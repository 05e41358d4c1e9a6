import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildEdition } from '../../etl/build.ts';
import { publish } from '../../etl/publish.ts';
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
 * A folder with a release of England, built from the shipped extracts by the first test file that asks, and read by all:
 * a build takes longer than most tests. Kept under `var/` until code or extracts change.
 */
export async function englandRelease(): Promise<string> {
  const folder = join(kept, key());
  const done = join(folder, 'done');
  const started = Date.now();
  while (!existsSync(done)) {
    if (takes(folder)) await build(folder, done);
    else await new Promise((resolve) => setTimeout(resolve, 250));
    if (Date.now() - started > patience) throw new Error(`no release in ${folder} after ${patience / 1000} s`);
  }
  return folder;
}

/** True for the one process that made the folder, or that finds its maker gone. */
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

async function build(folder: string, done: string): Promise<void> {
  for (const name of readdirSync(kept)) if (!join(kept, name).startsWith(folder)) rmSync(join(kept, name), { recursive: true, force: true });
  const work = join(folder, 'england', '.building-0');
  const built = await buildEdition({ edition: 'england', extracts: extractsFolder, work });
  await publish(built, { edition: 'england', releases: folder, work });
  built.database.close();
  writeFileSync(done, '');
  rmSync(`${folder}.owner`, { force: true });
}
