import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { editions } from '../../data/editions.ts';
import { benchPatients } from './patients.ts';
import { benchAnalysis, benchBuild, benchCompetition, benchExtract, benchStart } from './pipeline.ts';
import { type BenchResult, printed } from './report.ts';
import { benchServer } from './server.ts';
import { statsBenches } from './stats.ts';
import { benchTruth } from './truth.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const parts = ['stats', 'pipeline', 'server', 'patients', 'truth'] as const;
if (values.only !== undefined && !parts.some((part) => part === values.only)) {
  process.stderr.write(`unknown part: ${values.only}; known: ${parts.join(', ')}\n`);
  process.exit(2);
}
const wanted = (part: (typeof parts)[number]): boolean => values.only === undefined || values.only === part;
const results: BenchResult[] = [];
const add = (result: BenchResult): void => {
  results.push(result);
  process.stderr.write(`${printed(result)}\n`);
};

if (wanted('stats')) for (const bench of statsBenches) add(await bench());
if (wanted('pipeline')) {
  const extracted = await benchExtract();
  if (extracted === null) process.stderr.write('extract England: skipped, the published files are not in ../shared/data\n');
  else add(extracted);
  for (const { id } of editions) add(await benchBuild(id));
  add(await benchStart());
  add(await benchAnalysis());
  add(await benchCompetition());
}
if (wanted('server')) for (const result of await benchServer()) add(result);
if (wanted('patients')) for (const result of await benchPatients()) add(result);
if (wanted('truth')) for (const result of await benchTruth()) add(result);
if (values.json) process.stdout.write(`${JSON.stringify({ node: process.version, cores: cpus().length, results }, null, 1)}\n`);
process.exit(0);
