import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedContrast } from '../../stats/adjusted-contrast.ts';
import { detectableDifference, detectableDifferenceOfGroups } from '../../stats/detectable-difference.ts';
import { xoshiro128 } from '../../stats/random.ts';

describe('the smallest difference that would be found', () => {
  test('8 against 8 with a standard deviation of 10%: 3.013 standard errors of 5% are 15.1%', () => {
    expect(detectableDifference({ standardError: 1, degrees: 14 })).toBeCloseTo(3.013, 3);
    expect(detectableDifferenceOfGroups({ units: [8, 8], standardDeviation: 10 })?.toFixed(1)).toBe('15.1');
  });

  test('20 against 20: 2.876 standard errors of 3.16% are 9.1%', () => {
    expect(detectableDifference({ standardError: 1, degrees: 38 })).toBeCloseTo(2.876, 2);
    expect(detectableDifferenceOfGroups({ units: [20, 20], standardDeviation: 10 })?.toFixed(1)).toBe('9.1');
  });

  test('with very many degrees of freedom 1.96 + 0.84 standard errors', () => {
    expect(detectableDifference({ standardError: 2, degrees: 1e9 })).toBeCloseTo(2 * (1.959964 + 0.841621), 5);
    expect(detectableDifference({ standardError: 2, degrees: 1e9 }, { confidence: 0.9, power: 0.9 })).toBeCloseTo(2 * (1.644854 + 1.281552), 5);
  });

  test('is in the unit of the standard error, and falls with units, whichever group they join', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 2, max: 60 }), fc.double({ min: 0.01, max: 100, noNaN: true }), (a, b, s) => {
        const size = (n0: number, n1: number) => detectableDifferenceOfGroups({ units: [n0, n1], standardDeviation: s }) ?? 0;
        expect(size(a, b) / size(b, a)).toBeCloseTo(1, 12);
        expect(size(a + 1, b)).toBeLessThan(size(a, b));
        expect(size(a, b) / s).toBeCloseTo(detectableDifferenceOfGroups({ units: [a, b], standardDeviation: 1 }) ?? 0, 9);
      }),
    );
  });

  test('a true difference of that size is found about 80 times in 100', () => {
    const random = xoshiro128(2);
    const group = Array.from({ length: 16 }, (_, row) => row % 2);
    const size = detectableDifferenceOfGroups({ units: [8, 8], standardDeviation: 10 }) ?? 0;
    let found = 0;
    for (let run = 0; run < 1000; run += 1) {
      const interval = adjustedContrast({ y: group.map((code) => size * code + 10 * random.normal()), group })?.inference;
      if (interval && interval.lower > 0) found += 1 / 1000;
    }
    expect(found).toBeGreaterThan(0.76);
    expect(found).toBeLessThan(0.86);
  });

  test('null when a group is empty or two units are all there are', () => {
    expect(detectableDifferenceOfGroups({ units: [0, 9], standardDeviation: 1 })).toBeNull();
    expect(detectableDifferenceOfGroups({ units: [1, 1], standardDeviation: 1 })).toBeNull();
    expect(detectableDifferenceOfGroups({ units: [1, 2], standardDeviation: 1 })).toBeGreaterThan(0);
  });

  test('refuses what cannot be', () => {
    expect(() => detectableDifference({ standardError: 0, degrees: 3 })).toThrow('standard error must be a finite number above 0: 0');
    expect(() => detectableDifference({ standardError: 1, degrees: -1 })).toThrow('degrees of freedom must be a finite number above 0: -1');
    expect(() => detectableDifference({ standardError: 1, degrees: 3 }, { power: 0.5 })).toThrow('power must be above 0.5 and below 1: 0.5');
    expect(() => detectableDifference({ standardError: 1, degrees: 3 }, { confidence: 1 })).toThrow('confidence must be above 0 and below 1: 1');
    expect(() => detectableDifferenceOfGroups({ units: [2.5, 3], standardDeviation: 1 })).toThrow('units must be a whole number of at least 0: 2.5');
  });
});
