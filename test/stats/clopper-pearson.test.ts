import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactProportionInterval, exactProportionIntervals } from '../../stats/clopper-pearson.ts';
import { at, toNullable } from '../../stats/column.ts';
import { binomialCdf, binomialUpperTail } from '../../stats/distributions.ts';
import { wilsonInterval } from '../../stats/wilson.ts';

describe('exact interval of a proportion', () => {
  test('no event of n has the upper limit 1 - (α/2)^(1/n), and all events mirror it', () => {
    const { lower, upper } = exactProportionInterval(0, 30);
    expect(lower).toBe(0);
    expect(upper).toBeCloseTo(1 - 0.025 ** (1 / 30), 14);
    expect(exactProportionInterval(30, 30)).toEqual({ lower: expect.closeTo(0.025 ** (1 / 30), 14), upper: 1 });
  });

  test('limits are where the binomial tails reach half of what is left, and mirror when events and non-events swap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const x = Math.min(n - 1, Math.max(1, Math.round(n * share)));
        const { lower, upper } = exactProportionInterval(x, n);
        expect(binomialUpperTail(x - 1, n, lower) / 0.025).toBeCloseTo(1, 8);
        expect(binomialCdf(x, n, upper) / 0.025).toBeCloseTo(1, 8);
        const mirror = exactProportionInterval(n - x, n);
        expect(mirror.lower).toBeCloseTo(1 - upper, 13);
        expect(lower).toBeLessThan(x / n);
        expect(upper).toBeGreaterThan(x / n);
      }),
    );
  });

  test('holds the true proportion at least as often as it says; Wilson’s interval does not', () => {
    const coverage = (p: number, n: number, interval: typeof exactProportionInterval) => {
      let covered = 0;
      for (let x = 0; x <= n; x += 1) {
        const { lower, upper } = interval(x, n);
        if (lower <= p && p <= upper) covered += binomialCdf(x, n, p) - binomialCdf(x - 1, n, p);
      }
      return covered;
    };
    let least = 1;
    for (let p = 0.01; p < 0.5; p += 0.007) {
      expect(coverage(p, 40, exactProportionInterval)).toBeGreaterThanOrEqual(0.95);
      least = Math.min(least, coverage(p, 40, wilsonInterval));
    }
    expect(least).toBeLessThan(0.95);
  });

  test('columns: an unknown count or a denominator of 0 is not defined, and the multiplier makes percentages', () => {
    const { value, lower, upper } = exactProportionIntervals({ numerator: [5, null, 0, 100], denominator: [100, 10, 0, 100] }, { multiplier: 100 });
    expect(toNullable(value)).toEqual([5, null, null, 100]);
    expect(at(lower, 0)).toBeCloseTo(1.64318791820522, 10);
    expect(at(upper, 0)).toBeCloseTo(11.2834911105463, 10);
    expect(at(upper, 3)).toBe(100);
  });

  test.each([
    [[1, 5], [4, 4], 'row 1: impossible proportion 5 of 4'],
    [[-1], [4], 'row 0: impossible proportion -1 of 4'],
    [[Number.NaN], [4], 'row 0: impossible proportion NaN of 4'],
    [[1], [Number.POSITIVE_INFINITY], 'row 0: impossible proportion 1 of Infinity'],
    [[1, 2], [4], 'columns differ in length: numerator has 2, denominator has 1'],
  ])('refuses %j of %j', (numerator, denominator, message) => {
    expect(() => exactProportionIntervals({ numerator, denominator })).toThrow(message);
  });

  test('the scalar refuses by name and value', () => {
    expect(() => exactProportionInterval(5, 4)).toThrow('numerator must not exceed the denominator: 5 of 4');
    expect(() => exactProportionInterval(1, 0)).toThrow('denominator must be a finite number above 0: 0');
    expect(() => exactProportionInterval(1, 2, 2)).toThrow('confidence must be above 0 and below 1: 2');
  });
});
