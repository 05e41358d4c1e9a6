import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readKeyFile } from './papers/registry.ts';
import { type CaseResult, KeyFileError, runCase } from './runner.ts';
import { topics } from './topics/registry.ts';

/** Golden figures that the project keeps, run when no file is named. */
const goldenFolder = join(import.meta.dirname, '..', 'test', 'golden');

interface FileResult {
  file: string;
  topic: string;
  passed: number;
  failed: number;
  compared: number;
  /** Largest |got - expected| / max(1, |expected|). */
  worst: number;
  /** First failing path, or why the file could not be run. */
  first: string | null;
}

function verifyFile(file: string): FileResult {
  const failed = (first: string, topic = '?'): FileResult => ({ file, topic, passed: 0, failed: 1, compared: 0, worst: Number.POSITIVE_INFINITY, first });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return failed(`cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    const key = readKeyFile(text, file);
    const topic = topics.find((candidate) => candidate.topic === key.topic);
    if (topic === undefined) return failed(`unknown topic: ${key.topic}`, key.topic);
    const results = key.cases.map((keyCase) => runCase(topic, keyCase));
    const failures = results.filter((result) => !result.passed);
    return {
      file,
      topic: key.topic,
      passed: results.length - failures.length,
      failed: failures.length,
      compared: results.reduce((sum, result) => sum + result.compared, 0),
      worst: Math.max(...results.map((result) => result.worst)),
      first: failures[0] === undefined ? null : describe(failures[0]),
    };
  } catch (error) {
    if (error instanceof KeyFileError) return failed(error.message.slice(file.length + 2));
    throw error;
  }
}

function describe({ id, refusal, differences }: CaseResult): string {
  const [first] = differences;
  if (refusal !== undefined) return `case ${id}: refused: ${refusal}`;
  return `case ${id}, ${first?.path}: expected ${shown(first?.expected)}, got ${shown(first?.got)} (${differences.length} in all)`;
}

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

function main(): number {
  let parsed: { values: { json?: boolean }; positionals: string[] };
  try {
    parsed = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\nusage: npm run verify -- [FILE...] [--json]\n`);
    return 2;
  }
  const files =
    parsed.positionals.length > 0
      ? parsed.positionals
      : readdirSync(goldenFolder)
          .filter((name) => name.endsWith('.json'))
          .sort()
          .map((name) => join(goldenFolder, name));
  const results = files.map(verifyFile);
  for (const { file, topic, passed, failed, compared, worst, first } of results) {
    const error = Number.isFinite(worst) ? worst.toExponential(1) : '-';
    process.stderr.write(
      `${failed === 0 ? 'ok    ' : 'FAILED'} ${topic.padEnd(26)} ${passed} passed, ${failed} failed, ${compared} values, worst relative error ${error}${first === null ? '' : `\n       ${file}: ${first}`}\n`,
    );
  }
  const failures = results.filter(({ failed }) => failed > 0).length;
  process.stderr.write(`${results.length - failures} of ${results.length} files passed\n`);
  if (parsed.values.json)
    process.stdout.write(
      `${JSON.stringify({ files: results.map((result) => ({ ...result, worst: Number.isFinite(result.worst) ? result.worst : null })) }, null, 1)}\n`,
    );
  return failures === 0 ? 0 : 1;
}

process.exitCode = main();
