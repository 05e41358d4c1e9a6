import { buildCommand, checkCommand, releasesCommand } from './commands/build.ts';
import { extractCommand } from './commands/extract.ts';
import { Refusal, UsageError } from './refusal.ts';

const usage = `usage: npm run etl -- extract --from DIR [--edition E] [--source S] [--out DIR] [--json]
       npm run etl -- build [--edition E] [--extracts DIR] [--releases DIR] [--if-none] [--json]
       npm run etl -- check [--edition E] [--extracts DIR] [--json]
       npm run etl -- releases [--releases DIR] [--json]`;

const commands: Record<string, (args: string[]) => Promise<void>> = {
  extract: extractCommand,
  build: buildCommand,
  check: checkCommand,
  releases: releasesCommand,
};

/** What the machine would not do, such as writing to a full disk; null for anything else, which is a fault of ours. */
function machineFault(error: unknown): string | null {
  const { code, path, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOSPC: 'the disk is full',
    EFBIG: 'a file would be larger than this machine allows',
    EDQUOT: 'the disk quota is used up',
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    EROFS: 'the file system is read-only',
    EMFILE: 'too many open files',
  };
  const reason = reasons[code ?? ''];
  if (reason !== undefined) return path === undefined ? reason : `${path}: ${reason}`;
  // DuckDB reports what the file system refused in its own words.
  const text = message ?? '';
  return /^IO Error|Could not (write|open|create|sync|truncate)|No space left|disk full/i.test(text)
    ? `the database could not be written: ${text.split('\n')[0]}`
    : null;
}

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  try {
    const command = commands[name ?? ''];
    if (command === undefined) throw new UsageError(name === undefined ? 'no command given' : `unknown command: ${name}`);
    await command(args);
    return 0;
  } catch (error) {
    if (error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      process.stderr.write(`${(error as Error).message}\n${usage}\n`);
      return 2;
    }
    if (error instanceof Refusal) {
      process.stderr.write(`refused: ${error.message}\n`);
      return 1;
    }
    const fault = machineFault(error);
    if (fault !== null) {
      process.stderr.write(`stopped: ${fault}; what was published before is untouched\n`);
      return 1;
    }
    throw error;
  }
}

process.exitCode = await main();
