import { extractCommand } from './commands/extract.ts';
import { Refusal, UsageError } from './refusal.ts';

const usage = `usage: npm run etl -- extract --from DIR [--edition E] [--source S] [--out DIR] [--json]
       npm run etl -- build [--edition E] [--extracts DIR] [--releases DIR] [--if-none] [--json]
       npm run etl -- check [--edition E] [--releases DIR] [--json]
       npm run etl -- releases [--releases DIR] [--json]`;

const commands: Record<string, (args: string[]) => Promise<void>> = {
  extract: extractCommand,
};

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
    throw error;
  }
}

process.exitCode = await main();
