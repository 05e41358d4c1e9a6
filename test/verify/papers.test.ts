import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { papers, readKeyFile } from '../../verify/papers/registry.ts';
import { KeyFileError, runCase } from '../../verify/runner.ts';
import { topics } from '../../verify/topics/registry.ts';
import { describeWithSharedData, sharedData } from '../support/shared-data.ts';

const run = (text: string) => {
  const { topic, cases } = readKeyFile(text, 'file.json');
  const found = topics.find((candidate) => candidate.topic === topic);
  if (found === undefined) throw new Error(`unknown topic: ${topic}`);
  return cases.map((keyCase) => runCase(found, keyCase));
};

describe('files of papers’ figures', () => {
  test('become cases of a topic that the library answers for', () => {
    const results = run(
      JSON.stringify({
        name: 'Herfindahl-Hirschman index published examples and thresholds',
        items: [
          { shares_pct: [30, 30, 20, 20], hhi: 2600 },
          { shares_pct: [50, 50], hhi: 4900 },
        ],
      }),
    );
    expect(results.map(({ id, passed }) => [id, passed])).toEqual([
      ['example-1', true],
      ['example-2', false],
    ]);
  });

  test('an answer key is read as it is, and what is neither is refused as before', () => {
    const key = { topic: 'hhi', cases: [{ id: 'a', tolerance: 0, input: {}, expected: {} }] };
    expect(readKeyFile(JSON.stringify(key), 'file.json')).toEqual(key);
    expect(() => readKeyFile('{"name": "another paper"}', 'file.json')).toThrow(new KeyFileError('file.json: found no "topic"; expected the name of a topic'));
    for (const text of ['null', '[]', '"name"', '{']) expect(() => readKeyFile(text, 'file.json')).toThrow(KeyFileError);
  });

  test.each(papers.map(({ name }) => name))('%s: an emptied file is refused, and never passes', (name) => {
    let results: ReturnType<typeof run> = [];
    try {
      results = run(JSON.stringify({ name, items: [null], case: [], shleifer_equilibrium: 3 }));
    } catch (error) {
      expect(error).toBeInstanceOf(KeyFileError);
    }
    expect(results.some(({ passed }) => passed)).toBe(false);
  });
});

describeWithSharedData('the papers’ figures', () => {
  const folder = join(sharedData ?? '', '..', 'answer-keys', 'papers');

  test.each([
    'benjamini_hochberg_1995',
    'bristol_child_heart_1991_95',
    'card_krueger_did_table3',
    'constructed_market_structure_public',
    'constructed_yardsticks_public',
    'hhi_examples',
    'mlda_did_table_5_2',
    'phe_dsr_isr_byar_wilson',
    'poisson_funnel_limits',
    'prop99_did_and_synthetic_control',
  ])('%s passes', (name) => {
    for (const result of run(readFileSync(join(folder, `${name}.json`), 'utf8'))) {
      expect(result.refusal).toBeUndefined();
      expect(result.differences).toEqual([]);
      expect(result.compared).toBeGreaterThan(0);
    }
  });
});
