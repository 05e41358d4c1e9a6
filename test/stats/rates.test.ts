import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { poissonCdf, poissonUpperTail } from '../../stats/distributions.ts';
import { byarInterval, countInterval, exactPoissonInterval, rateIntervals } from '../../stats/poisson.ts';

describe('rates with the interval of their counts', () => {
  test('a rate per 1,000 of 9 events is exact, of 10 events Byar’s; nothing is said of an unknown denominator', () => {
    const { value, lower, upper, exact } = rateIntervals(
      { count: [0, 9, 10, 10, null, 3], denominator: [1000, 1000, 1000, null, 50, 0] },
      { multiplier: 1000 },
    );
    expect(toNullable(value)).toEqual([0, 9, 10, null, null, null]);
    expect(toNullable(lower).map((limit) => limit?.toFixed(4))).toEqual(['0.0000', '4.1154', '4.7874', undefined, undefined, undefined]);
    expect(toNullable(upper).map((limit) => limit?.toFixed(4))).toEqual(['3.6889', '17.0848', '18.3915', undefined, undefined, undefined]);
    expect([...exact]).toEqual([1, 1, 0, 0, 0, 1]);
  });

  test('PHEindicatormethods test data: exact Poisson limits of 1 to 100 events at 95% and 99.8%', () => {
    // Figures of tests/testthat/testdata_funnel_ratio_outputs.csv (UKHSA): expected events at which the count is on a limit.
    const rows = [
      [1, 0.025318, 5.571643, 0.001001, 9.233413],
      [2, 0.242209, 7.224688, 0.045402, 11.228872],
      [3, 0.618672, 8.767273, 0.190533, 13.062241],
      [4, 1.089865, 10.241589, 0.428552, 14.794149],
      [5, 1.623486, 11.668332, 0.739372, 16.454745],
      [6, 2.201894, 13.059474, 1.107105, 18.061637],
      [10, 4.795389, 18.390356, 2.96052, 24.133971],
      [50, 37.110964, 65.918767, 30.95897, 75.941892],
      [100, 81.363991, 121.626794, 71.921397, 134.924319],
    ] as const;
    const counts = { count: rows.map(([count]) => count), denominator: rows.map(() => 1) };
    const wide = rateIntervals(counts, { confidence: 0.998, exactBelow: Number.POSITIVE_INFINITY });
    const usual = rateIntervals(counts, { exactBelow: Number.POSITIVE_INFINITY });
    for (const [row, [, lower95, upper95, lower998, upper998]] of rows.entries()) {
      expect(at(usual.lower, row)).toBeCloseTo(lower95, 6);
      expect(at(usual.upper, row)).toBeCloseTo(upper95, 6);
      expect(at(wide.lower, row)).toBeCloseTo(lower998, 6);
      expect(at(wide.upper, row)).toBeCloseTo(upper998, 6);
    }
  });

  test('exact limits are where the tails of the Poisson distribution reach half of what is left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0.5, max: 0.999, noNaN: true }), (count, confidence) => {
        const { lower, upper } = exactPoissonInterval(count, confidence);
        const tail = (1 - confidence) / 2;
        expect(poissonUpperTail(count - 1, lower) / tail).toBeCloseTo(1, 10);
        expect(poissonCdf(count, upper) / tail).toBeCloseTo(1, 10);
      }),
    );
  });

  test('is the scalar interval divided by the denominator, whatever the order and the unit', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 100_000 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const columns = (list: typeof rows) => ({ count: list.map(([count]) => count), denominator: list.map(([, denominator]) => denominator) });
        const { value, lower, upper, exact } = rateIntervals(columns(rows), { multiplier: 100 });
        const reversed = rateIntervals(columns(rows.toReversed()), { multiplier: 100 });
        for (const [index, [count, denominator]] of rows.entries()) {
          const scalar = countInterval(count);
          expect(at(lower, index)).toBeCloseTo((100 * scalar.lower) / denominator, 9);
          expect(at(upper, index)).toBeCloseTo((100 * scalar.upper) / denominator, 9);
          expect(exact[index] === 1).toBe(scalar.method === 'exact-poisson');
          expect(at(lower, index)).toBeLessThanOrEqual(at(value, index) ?? 0);
          expect(at(upper, index)).toBeGreaterThan(at(value, index) ?? 0);
          expect(at(reversed.upper, rows.length - 1 - index)).toBe(at(upper, index));
        }
      }),
    );
  });

  test('Byar’s limits are within 1% of the exact ones from 10 events on', () => {
    for (let count = 10; count < 1000; count += 7) {
      const [exact, byar] = [exactPoissonInterval(count), byarInterval(count)];
      expect(Math.abs(byar.lower / exact.lower - 1)).toBeLessThan(0.01);
      expect(Math.abs(byar.upper / exact.upper - 1)).toBeLessThan(0.01);
    }
  });

  test('the exact interval holds the true mean at least as often as it says', () => {
    // Summed over all counts that matter, so that there is no sampling error.
    for (const mean of [0.3, 1, 2.5, 5, 9.7, 20]) {
      let covered = 0;
      for (let count = 0; count < 100; count += 1) {
        const { lower, upper } = exactPoissonInterval(count);
        if (lower <= mean && mean <= upper) covered += poissonCdf(count, mean) - poissonCdf(count - 1, mean);
      }
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });

  test.each([
    [[1, -1], [10, 10], 'row 1: count must be a finite number of at least 0: -1'],
    [[1, Number.NaN], [10, 10], 'row 1: count must be a finite number of at least 0: NaN'],
    [[Number.POSITIVE_INFINITY], [10], 'row 0: count must be a finite number of at least 0: Infinity'],
    [[1, 1], [10, -2], 'row 1: denominator must be a finite number of at least 0: -2'],
    [[1], [Number.NaN], 'row 0: denominator must be a finite number of at least 0: NaN'],
    [[1, 2], [10], 'columns differ in length: count has 2, denominator has 1'],
  ])('refuses %j of %j', (count, denominator, message) => {
    expect(() => rateIntervals({ count, denominator })).toThrow(RangeError);
    expect(() => rateIntervals({ count, denominator })).toThrow(message);
  });

  test('refuses a confidence of 1; no rows give no rows', () => {
    expect(() => rateIntervals({ count: [1], denominator: [1] }, { confidence: 1 })).toThrow('confidence must be above 0 and below 1: 1');
    expect(() => exactPoissonInterval(3, 0)).toThrow('confidence');
    expect(rateIntervals({ count: [], denominator: [] }).value.length).toBe(0);
  });
});
