import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceInterval } from '../../stats/difference.ts';
import { byarInterval, countInterval, exactPoissonInterval } from '../../stats/poisson.ts';
import { wilsonInterval } from '../../stats/wilson.ts';

const close = (got: number, expected: number) => expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

describe('Wilson interval', () => {
  // Figures of the reference implementation of Public Health England's methods.
  test.each([
    [1, 100, 0.95, 0.00176743206414065, 0.0544861961787053],
    [20, 100, 0.95, 0.133366933331033, 0.288829165593159],
    [9856, 12345, 0.95, 0.791210175290907, 0.805364007361491],
    [222, 3215, 0.95, 0.0607916903636366, 0.0783395668138363],
    [1, 100, 0.998, 0.000873065697299995, Number.NaN],
    [222, 3215, 0.998, 0.0564710196462426, Number.NaN],
  ] as const)('%d of %d at %d', (numerator, denominator, confidence, lower, upper) => {
    const interval = wilsonInterval(numerator, denominator, confidence);
    close(interval.lower, lower);
    if (!Number.isNaN(upper)) close(interval.upper, upper);
  });

  test('no event gives a lower limit of exactly 0, all events an upper limit of exactly 1', () => {
    expect(wilsonInterval(0, 50).lower).toBe(0);
    expect(wilsonInterval(50, 50).upper).toBe(1);
  });

  test('contains the proportion, stays within 0 to 1, mirrors when events and non-events swap, and narrows with size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const x = Math.round(n * share);
        const { lower, upper } = wilsonInterval(x, n);
        const mirror = wilsonInterval(n - x, n);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(x / n + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(x / n - 1e-12);
        expect(mirror.lower).toBeCloseTo(1 - upper, 10);
        const larger = wilsonInterval(x * 10, n * 10);
        expect(larger.upper - larger.lower).toBeLessThan(upper - lower);
      }),
    );
  });

  test('refuses impossible counts by name and value', () => {
    expect(() => wilsonInterval(5, 4)).toThrow('numerator must not exceed the denominator: 5 of 4');
    expect(() => wilsonInterval(-1, 4)).toThrow('-1');
    expect(() => wilsonInterval(1, 0)).toThrow('denominator must be a finite number above 0: 0');
    expect(() => wilsonInterval(Number.NaN, 4)).toThrow('NaN');
  });
});

describe('intervals of a count', () => {
  test.each([
    [1, 0.0253178079842899, 5.5716433909389],
    [5, 1.62348639, 11.66833208],
  ])('exact limits of %d events', (count, lower, upper) => {
    const interval = exactPoissonInterval(count);
    expect(interval.lower).toBeCloseTo(lower, 8);
    expect(interval.upper).toBeCloseTo(upper, 8);
  });

  test.each([
    [20, 12.2114288348759, 30.8898803691971],
    [222, 222 * (6026.57487765267 / 6905.13219284603), 222 * (7875.72937087185 / 6905.13219284603)],
  ])('Byar limits of %d events', (count, lower, upper) => {
    const interval = byarInterval(count);
    close(interval.lower, lower);
    close(interval.upper, upper);
  });

  test('fewer than 10 events are exact, 10 are not', () => {
    expect(countInterval(9).method).toBe('exact-poisson');
    expect(countInterval(10).method).toBe('byar');
    expect(countInterval(0)).toMatchObject({ lower: 0, method: 'exact-poisson' });
  });

  test('exact and approximate limits meet at large counts', () => {
    for (const count of [100, 10_000, 1_000_000]) {
      const exact = exactPoissonInterval(count);
      const byar = byarInterval(count);
      expect(Math.abs(exact.lower / byar.lower - 1)).toBeLessThan(1e-4);
      expect(Math.abs(exact.upper / byar.upper - 1)).toBeLessThan(1e-4);
    }
  });
});

test('PHEindicatormethods test vectors, testdata_Byars_Wilson: 65 and 1,045 events, and 10 at 99.8%', () => {
  for (const [count, confidence, lower, upper] of [
    [65, 0.95, 50.163187710459454, 82.84913854593984],
    [1045, 0.95, 982.5932018073325, 1110.33121298565],
    [10, 0.998, 2.916318374695686, 24.193724927880535],
  ] as const) {
    const interval = byarInterval(count, confidence);
    close(interval.lower, lower);
    close(interval.upper, upper);
  }
  close(wilsonInterval(65, 100).lower, 0.5525444329688797);
  close(wilsonInterval(1045, 5000, 0.998).upper, 0.22731562902525818);
  // Byar's lower limit of one event at 99.8% falls below 0; what is published takes the exact limits below 10 events.
  expect(byarInterval(1, 0.998).lower).toBeLessThan(0);
  expect(countInterval(1, 0.998).lower).toBeGreaterThan(0);
});

describe('interval of a difference', () => {
  test('is Newcombe’s method 10 on the example of his paper: 56/70 against 48/80', () => {
    const estimate = (x: number, n: number) => ({ value: x / n, ...wilsonInterval(x, n) });
    const difference = differenceInterval(estimate(56, 70), estimate(48, 80));
    expect(difference.value).toBeCloseTo(0.2, 10);
    expect(difference.lower).toBeCloseTo(0.0524, 4);
    expect(difference.upper).toBeCloseTo(0.3339, 4);
  });

  test('turns round when the two estimates swap', () => {
    const a = { value: 5, lower: 4, upper: 7 };
    const b = { value: 3, lower: 2.5, upper: 3.1 };
    const one = differenceInterval(a, b);
    const other = differenceInterval(b, a);
    expect(one.lower).toBeCloseTo(-other.upper, 12);
    expect(one.upper).toBeCloseTo(-other.lower, 12);
  });
});
