import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBuild, benchExtract } from './pipeline.ts';
import { type BenchResult, printed } from './report.ts';
import { benchServer } from './server.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
const results: BenchResult[] = [];
const add = (result: BenchResult): void => {
  results.push(result);
  process.stderr.write(`${printed(result)}\n`);
};

const extracted = await benchExtract();
if (extracted === null) process.stderr.write('extract England: skipped, the published files are not in ../shared/data\n');
else add(extracted);
add(await benchBuild());
for (const result of await benchServer()) add(result);
if (values.json) process.stdout.write(`${JSON.stringify({ node: process.version, cores: cpus().length, results }, null, 1)}\n`);
process.exit(0);
