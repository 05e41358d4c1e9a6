import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementOf } from '../../stats/agreement.ts';
import { at, toNullable } from '../../stats/column.ts';
import { adjustPValues } from '../../stats/multiple-testing.ts';
import { overlapIntervals } from '../../stats/overlap-intervals.ts';
import { quantileGroups } from '../../stats/quantile-groups.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { naiveKendallTauB, naiveOverlapError } from '../support/naive-pairs.ts';

test('Kendall’s tau-b is that of a count over all pairs, ties and all', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 })), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(pairs, (list) => {
      const a = list.map(([x]) => x);
      const b = list.map(([, y]) => y);
      const expected = naiveKendallTauB(a, b);
      const got = agreementOf(a, b).kendallTauB;
      if (expected === null) expect(got).toBeNull();
      else expect(got).toBeCloseTo(expected, 13);
    }),
  );
});

test('Benjamini and Hochberg 1995, section 4: the adjusted p values of the 15 hypotheses', () => {
  const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
  const expected = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486, 0.581182, 0.714875, 0.753231, 0.813214, 1];
  expect(toNullable(adjustPValues(p, 'benjamini-hochberg')).map((value) => Number(value?.toFixed(6)))).toEqual(expected);
});

test.each([
  ['alike', 0.3],
  ['far apart', 4],
])('the overlap multiplier of 600 units with errors %s solves the mean over all pairs', (_, spread) => {
  const generator = xoshiro128(3);
  const standardError = Array.from({ length: 600 }, () => Math.exp(spread * (2 * generator.uniform() - 1)));
  const { multiplier } = overlapIntervals({ estimate: standardError.map(() => 0), standardError });
  expect(naiveOverlapError(standardError, multiplier)).toBeCloseTo(0.05, 11);
});

test('100,000 units: quantiles, adjusted p values, agreement and overlap in one call each', () => {
  const generator = xoshiro128(5);
  const units = 100_000;
  const value = Float64Array.from({ length: units }, () => generator.uniform());
  const noisy = value.map((x) => x + 0.5 * generator.uniform());
  const group = Int32Array.from(value, (_, row) => row % 50);
  expect(Math.max(...toNullable(quantileGroups({ value, group }, { quantiles: 5 })).map((quantile) => quantile ?? 0))).toBe(5);
  expect(at(adjustPValues(value, 'holm'), 0)).toBe(1);
  const { spearman, kendallTauB } = agreementOf(value, noisy);
  expect(kendallTauB ?? 0).toBeGreaterThan(0.6);
  expect(spearman ?? 0).toBeGreaterThan(kendallTauB ?? 1);
  const { multiplier } = overlapIntervals({ estimate: value, standardError: noisy.map((x) => x + 0.1) });
  expect(multiplier).toBeGreaterThan(1.3859);
});
