import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementOf } from '../../stats/agreement.ts';
import { at, toNullable } from '../../stats/column.ts';
import { type Adjustment, adjustPValues } from '../../stats/multiple-testing.ts';
import { overlapIntervals } from '../../stats/overlap-intervals.ts';
import { quantileGroups } from '../../stats/quantile-groups.ts';
import { ranksOf } from '../../stats/ranks.ts';

const adjustments: Adjustment[] = ['bonferroni', 'holm', 'benjamini-hochberg', 'benjamini-yekutieli'];
const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });

describe('adjusted p values', () => {
  test('Benjamini and Hochberg 1995, section 4: 4 of 15 hypotheses rejected at 5%, Bonferroni 3', () => {
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    const found = (adjustment: Adjustment) => toNullable(adjustPValues(p, adjustment)).filter((value) => value !== null && value <= 0.05).length;
    expect(found('benjamini-hochberg')).toBe(4);
    expect(found('bonferroni')).toBe(3);
  });

  test('are never smaller than the p value, keep its order, do not depend on the order of tests, and nest as the theory says', () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        const by = Object.fromEntries(adjustments.map((adjustment) => [adjustment, toNullable(adjustPValues(p, adjustment)) as number[]]));
        for (const adjustment of adjustments) {
          const values = by[adjustment] ?? [];
          const reversed = toNullable(adjustPValues(p.toReversed(), adjustment)).reverse();
          expect(values).toEqual(reversed);
          const order = p.map((_, i) => i).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
          for (const [place, row] of order.entries()) {
            expect(values[row]).toBeGreaterThanOrEqual((p[row] ?? 0) - 1e-15);
            if (place > 0) expect(values[row]).toBeGreaterThanOrEqual(values[order[place - 1] ?? 0] ?? 0);
          }
        }
        p.forEach((_, i) => {
          expect(by.holm?.[i]).toBeLessThanOrEqual(by.bonferroni?.[i] ?? 0);
          expect(by['benjamini-hochberg']?.[i]).toBeLessThanOrEqual((by.holm?.[i] ?? 0) + 1e-12);
          expect(by['benjamini-yekutieli']?.[i]).toBeGreaterThanOrEqual(by['benjamini-hochberg']?.[i] ?? 0);
        });
      }),
    );
  });

  test('one test is not adjusted; none gives none; impossible values are named', () => {
    expect(toNullable(adjustPValues([0.03], 'benjamini-yekutieli'))).toEqual([0.03]);
    expect(toNullable(adjustPValues([], 'holm'))).toEqual([]);
    expect(() => adjustPValues([0.1, 1.2], 'holm')).toThrow('row 1: p value must be within 0 to 1: 1.2');
    expect(() => adjustPValues([Number.NaN], 'holm')).toThrow('row 0');
  });
});

describe('ranks', () => {
  test('ties share the best place, the mean or the worst, and a missing value has none', () => {
    const value = [10, 20, null, 20, 30];
    expect(toNullable(ranksOf(value))).toEqual([1, 2, null, 2, 4]);
    expect(toNullable(ranksOf(value, { ties: 'average' }))).toEqual([1, 2.5, null, 2.5, 4]);
    expect(toNullable(ranksOf(value, { ties: 'max', first: 'largest' }))).toEqual([4, 3, null, 3, 1]);
  });

  test('values that are equal only when rounded are not ties', () => {
    expect(toNullable(ranksOf([0.1 + 0.2, 0.3]))).toEqual([2, 1]);
  });

  test('mid-ranks sum to n(n+1)/2 whatever the ties', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 50 }), (value) => {
        const sum = ranksOf(value, { ties: 'average' }).values.reduce((total, rank) => total + rank, 0);
        expect(sum).toBe((value.length * (value.length + 1)) / 2);
      }),
    );
  });
});

describe('agreement of two sets of values', () => {
  test('is 1 with itself, -1 with its reverse, and not defined for one unit or where nothing varies', () => {
    const value = [3, 1, 4, 2, 5];
    expect(agreementOf(value, value)).toEqual({ pairs: 5, pearson: 1, spearman: 1, kendallTauB: 1, medianAbsoluteRankChange: 0 });
    const { spearman, kendallTauB } = agreementOf(
      value,
      value.map((one) => -one),
    );
    expect([spearman, kendallTauB]).toEqual([-1, -1]);
    expect(agreementOf([1], [2])).toEqual({ pairs: 1, pearson: null, spearman: null, kendallTauB: null, medianAbsoluteRankChange: 0 });
    expect(agreementOf([1, 1], [2, 3])).toMatchObject({ pearson: null, spearman: null, kendallTauB: null });
    expect(agreementOf([null], [2]).medianAbsoluteRankChange).toBeNull();
    expect(() => agreementOf([1], [1, 2])).toThrow('columns differ in length');
  });

  test('rank correlations do not change under a monotone change of units', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(pairs, (list) => {
        const one = agreementOf(
          list.map(([a]) => a),
          list.map(([, b]) => b),
        );
        const other = agreementOf(
          list.map(([a]) => a ** 3 + 2 * a),
          list.map(([, b]) => 7 + 0.5 * b),
        );
        expect([other.spearman, other.kendallTauB, other.medianAbsoluteRankChange]).toEqual([one.spearman, one.kendallTauB, one.medianAbsoluteRankChange]);
      }),
    );
  });
});

describe('quantile groups', () => {
  test('equal values share a quantile; a short group has none; the direction is explicit', () => {
    const group = new Uint8Array(12);
    expect(toNullable(quantileGroups({ value: [1, 1, 1, 2, 2, 3, 4, 4, 5, 5, 5, 5], group }, { quantiles: 4 }))).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3]);
    expect(toNullable(quantileGroups({ value: [1, 2], group: [0, 0] }, { quantiles: 4 }))).toEqual([null, null]);
    expect(toNullable(quantileGroups({ value: [1, 2, 3, 4], group: [0, 0, 0, 0] }, { quantiles: 2, highestFirst: true }))).toEqual([2, 2, 1, 1]);
    expect(() => quantileGroups({ value: [1], group: [0] }, { quantiles: 0 })).toThrow('quantiles');
  });

  test('never fall as the value rises, and hold n/q each when nothing ties and q divides n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 8 }), (quantiles, each) => {
        const value = Array.from({ length: quantiles * each }, (_, i) => i * 1.5);
        const found = quantileGroups({ value, group: new Uint8Array(value.length) }, { quantiles }).values;
        for (let q = 1; q <= quantiles; q += 1) expect(found.filter((one) => one === q)).toHaveLength(each);
        expect([...found].sort((a, b) => a - b)).toEqual([...found]);
      }),
    );
  });
});

describe('overlap intervals', () => {
  test('Goldstein and Healy 1995: 1.386 standard errors when all are equal', () => {
    expect(overlapIntervals({ estimate: [1, 2, 3], standardError: [0.5, 0.5, 0.5] }).multiplier).toBeCloseTo(1.959963984540054 / Math.SQRT2, 9);
  });

  test('the multiplier lies between those of equal and of very unequal errors, and does not depend on units or order', () => {
    const errors = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 2, maxLength: 15 });
    fc.assert(
      fc.property(errors, (standardError) => {
        const estimate = standardError.map((_, i) => i);
        const { multiplier } = overlapIntervals({ estimate, standardError });
        expect(multiplier).toBeGreaterThanOrEqual(1.3859);
        expect(multiplier).toBeLessThanOrEqual(1.96);
        expect(overlapIntervals({ estimate, standardError: standardError.toReversed().map((error) => error * 7) }).multiplier).toBeCloseTo(multiplier, 8);
      }),
    );
  });

  test('a unit without an estimate has no interval; fewer than two units and impossible errors are refused', () => {
    const { lower } = overlapIntervals({ estimate: [1, null, 3], standardError: [1, 1, 1] });
    expect(at(lower, 1)).toBeNull();
    expect(() => overlapIntervals({ estimate: [1], standardError: [1] })).toThrow('at least two estimates: 1');
    expect(() => overlapIntervals({ estimate: [1, 2], standardError: [1, 0] })).toThrow('row 1: standard error');
  });
});
