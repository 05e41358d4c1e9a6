import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { FileAccount } from '../../data/extract.ts';
import { extractSources } from '../extract.ts';
import { UsageError } from '../refusal.ts';
import { sources } from '../sources/registry.ts';

/** `etl extract`: published files to tidy extracts, with the account of every file on standard error. */
export async function extractCommand(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { from: { type: 'string' }, edition: { type: 'string' }, source: { type: 'string' }, out: { type: 'string' }, json: { type: 'boolean' } },
  });
  if (values.from === undefined) throw new UsageError('extract needs --from DIR');
  const known = <T extends string>(what: string, wanted: T | undefined, all: readonly T[]) => {
    if (wanted !== undefined && !all.includes(wanted)) throw new UsageError(`unknown ${what}: ${wanted}; known: ${[...new Set(all)].join(', ')}`);
  };
  known(
    'edition',
    values.edition,
    sources.map((source) => source.edition),
  );
  known(
    'source',
    values.source,
    sources.map((source) => source.id),
  );
  const wanted = sources.filter(
    (source) => (values.edition === undefined || source.edition === values.edition) && (values.source === undefined || source.id === values.source),
  );
  if (wanted.length === 0) throw new UsageError(`source ${values.source} does not belong to edition ${values.edition}`);
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const records = await extractSources({
    from: resolve(values.from),
    out: resolve(values.out ?? 'data/extracts'),
    sources: wanted,
    onSource: (record, milliseconds) => {
      tell(`${record.edition}/${record.id}  ${(milliseconds / 1000).toFixed(1)} s`);
      for (const file of record.files) tell(`  ${accountLine(file)}`);
      for (const reject of record.rejects)
        tell(`  rejected: ${reject.file}${reject.sheet === null ? '' : `, sheet ${reject.sheet}`}, row ${reject.row}: ${reject.reason}`);
      for (const table of record.tables) tell(`  -> ${table.name}.csv.gz  ${table.rows} rows`);
    },
  });
  if (values.json) process.stdout.write(`${JSON.stringify({ sources: records }, null, 1)}\n`);
}

/** `qof-ccg/qof-1819.xlsx: 5,275 read = 4,775 kept + 0 rejected + 500 not data (banner 300, blank 200)` */
export function accountLine(account: FileAccount): string {
  const reasons = Object.entries(account.notData);
  const notData = reasons.reduce((sum, [, n]) => sum + n, 0);
  const detail = reasons.length === 0 ? '' : ` (${reasons.map(([reason, n]) => `${reason} ${n}`).join(', ')})`;
  return `${account.file}: ${account.rowsRead} rows read = ${account.rowsKept} kept + ${account.rowsRejected} rejected + ${notData} not data${detail}`;
}
