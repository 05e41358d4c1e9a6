import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compare, parseKeyFile, runCase } from '../../verify/runner.ts';
import { proportionWilson } from '../../verify/topics/proportion-wilson.ts';
import { topics } from '../../verify/topics/registry.ts';
import { temporaryFolder } from '../support/england.ts';
import { describeWithSharedData, sharedData } from '../support/shared-data.ts';

const root = join(import.meta.dirname, '..', '..');
const golden = join(root, 'test', 'golden');
const folder = temporaryFolder();
afterAll(folder.remove);

const verify = (...args: string[]) => spawnSync(process.execPath, ['--import', 'tsx', 'verify/main.ts', ...args], { cwd: root, encoding: 'utf8' });
const keyFile = (name: string, content: unknown) => {
  const path = join(folder.path, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const wilsonKey = (lower: number) => ({
  topic: 'proportion-wilson',
  cases: [
    {
      id: 'one',
      tolerance: 1e-9,
      input: { numerator: [20], denominator: [100], confidence: [0.95], multiplier: 1 },
      expected: { value: [0.2], lowercl: [lower], uppercl: [0.288829165593159] },
    },
  ],
});

describe('npm run verify', () => {
  test('without a file runs the golden figures of every topic, and all pass', () => {
    const { status, stderr } = verify();
    expect(stderr).not.toContain('FAILED');
    expect(status).toBe(0);
    const kept = readdirSync(golden).map((name) => parseKeyFile(readFileSync(join(golden, name), 'utf8'), name).topic);
    expect([...new Set(kept)].sort()).toEqual(topics.map(({ topic }) => topic).sort());
  });

  test('a passing file exits 0 and tells values and worst error; a wrong figure exits 1 and is named by its path', () => {
    const good = verify(keyFile('good.json', wilsonKey(0.133366933331033)));
    expect(good.stderr).toMatch(/ok +proportion-wilson +1 passed, 0 failed, 3 values/);
    expect(good.status).toBe(0);
    const bad = verify(keyFile('bad.json', wilsonKey(0.14)), '--json');
    expect(bad.stderr).toContain('case one, lowercl.0: expected 0.14, got 0.1333');
    expect(bad.status).toBe(1);
    expect(JSON.parse(bad.stdout)).toMatchObject({ files: [{ topic: 'proportion-wilson', passed: 0, failed: 1 }] });
  });

  test.each([
    ['an unknown topic', { topic: 'astrology', cases: [{ id: 'a', tolerance: 0, input: {}, expected: {} }] }, 'unknown topic: astrology'],
    ['text that is not JSON', '{ "topic": ', 'not JSON'],
    ['a list', [], 'the file is not an object'],
    ['no topic', { cases: [] }, 'found no "topic"'],
    ['no cases', { topic: 'proportion-wilson', cases: [] }, 'found no "cases"'],
    ['a case without tolerance', { topic: 'proportion-wilson', cases: [{ id: 'a', input: {}, expected: {} }] }, 'cases[0] (a) has no "tolerance"'],
    ['a case without input', { topic: 'proportion-wilson', cases: [{ id: 'a', tolerance: 0, expected: {} }] }, 'cases[0].input is not an object'],
    [
      'input that the topic cannot use',
      { topic: 'proportion-wilson', cases: [{ id: 'a', tolerance: 0, input: { numerator: 'x' }, expected: {} }] },
      'case a: refused: input.numerator: expected an array of numbers',
    ],
    [
      'impossible counts',
      {
        topic: 'proportion-wilson',
        cases: [{ id: 'a', tolerance: 0, input: { numerator: [5], denominator: [4], confidence: [0.95], multiplier: 1 }, expected: {} }],
      },
      'row 0: impossible proportion 5 of 4',
    ],
  ])('%s gets a clear message, never a stack trace, and exits 1', (_name, content, message) => {
    const { status, stderr } = verify(keyFile('malformed.json', content));
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(1);
  });

  test('a file that is not there fails by name; an unknown option is wrong usage', () => {
    const missing = verify(join(folder.path, 'none.json'));
    expect(missing.stderr).toContain('cannot be read (ENOENT)');
    expect(missing.status).toBe(1);
    expect(verify('--fast').status).toBe(2);
  });
});

describe('the comparison', () => {
  const within = (tolerance: number) => (_path: readonly string[], expected: number, got: number) =>
    Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected));

  test.each([
    ['a null must come out as null', { a: null }, { a: 0 }, false],
    ['a number must not come out as null', { a: 0 }, { a: null }, false],
    ['a missing field differs', { a: 1 }, {}, false],
    ['NaN never passes', { a: 1 }, { a: Number.NaN }, false],
    ['lengths must agree', { a: [1, 2] }, { a: [1] }, false],
    ['extra fields do not matter', { a: 1 }, { a: 1, b: 2 }, true],
    ['text must be the same', { a: 'x' }, { a: 'y' }, false],
    ['the tolerance is relative above 1', { a: 1e6 }, { a: 1e6 + 0.5 }, true],
    ['and absolute below', { a: 1e-9 }, { a: 2e-9 }, true],
  ])('%s', (_name, expected, got, passes) => {
    expect(compare(expected, got, within(1e-6)).differences.length === 0).toBe(passes);
  });

  test('a refusal by the library is a failure with its message', () => {
    expect(runCase(proportionWilson, { id: 'a', tolerance: 0, input: {}, expected: {} })).toMatchObject({
      passed: false,
      refusal: expect.stringContaining('input.numerator'),
    });
  });
});

describeWithSharedData('the answer keys', () => {
  const keys = join(sharedData ?? '', '..', 'answer-keys');
  const files = readdirSync(keys).filter((name) => name.endsWith('.json'));

  test.each(files)('%s passes', (name) => {
    const key = parseKeyFile(readFileSync(join(keys, name), 'utf8'), name);
    const topic = topics.find((candidate) => candidate.topic === key.topic);
    expect(topic, `topic ${key.topic}`).toBeDefined();
    for (const keyCase of key.cases) {
      const result = topic === undefined ? null : runCase(topic, keyCase);
      expect(result?.refusal).toBeUndefined();
      expect(result?.differences.slice(0, 3)).toEqual([]);
    }
  });
});
