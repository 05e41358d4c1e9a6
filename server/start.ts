import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { editions } from '../data/editions.ts';
import { parseSettings, projectRoot, SettingsError } from './settings.ts';

/**
 * What `npm start` does: builds the first edition where it has no release, serves it, and builds the other editions one after the
 * other while readers already read. The server takes each up by itself. A build runs in a process of its own: the two meet only in a release.
 */

const [first, ...others] = editions.map(({ id }) => id);

function build(edition: string, { background }: { background: boolean }): ChildProcess {
  const args = ['--import', 'tsx', join(projectRoot, 'etl', 'main.ts'), 'build', '--edition', edition, '--if-none'];
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'ignore', background ? 'pipe' : 'inherit'] });
  // Readers first: a page must not wait for a build.
  if (background && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  return child;
}

const exitCode = (child: ChildProcess): Promise<number> => new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));

/** Builds editions in turn; of what each says only the outcome is shown. A refused edition does not stop the next. */
async function buildInTurn(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const child = build(id, { background: true });
    const stop = (): void => void child.kill();
    process.once('exit', stop);
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await exitCode(child);
    process.removeListener('exit', stop);
    const outcome = said.split('\n').filter((line) => /^(published|refused|stopped)/.test(line));
    process.stderr.write(outcome.map((line) => `${line}\n`).join(''));
  }
}

try {
  // A malformed setting is said before a minute of building, not after it.
  parseSettings(process.env);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
const code = first === undefined ? 0 : await exitCode(build(first, { background: false }));
if (code !== 0) process.exit(code);
await import('./main.ts');
void buildInTurn(others);
