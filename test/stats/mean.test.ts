import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { meanIntervals } from '../../stats/mean.ts';
import { xoshiro128 } from '../../stats/random.ts';

describe('means with their t interval', () => {
  test('a group of one has no limits, equal values have limits of no width, an empty group has nothing', () => {
    const means = meanIntervals({ value: [1, 2, 4, 7, 5, 5, null], group: [0, 0, 0, 1, 2, 2, 3] }, { groups: 5 });
    expect([...means.count]).toEqual([3, 1, 2, 0, 0]);
    expect(toNullable(means.sum)).toEqual([7, 7, 10, null, null]);
    expect(toNullable(means.standardDeviation).map((value) => value?.toFixed(6))).toEqual(['1.527525', undefined, '0.000000', undefined, undefined]);
    expect(toNullable(means.lower).map((value) => value?.toFixed(6))).toEqual(['-1.461250', undefined, '5.000000', undefined, undefined]);
    expect(toNullable(means.upper).map((value) => value?.toFixed(6))).toEqual(['6.127916', undefined, '5.000000', undefined, undefined]);
  });

  test('moves with the origin and the unit, and does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 }), (value) => {
        const one = meanIntervals({ value });
        const other = meanIntervals({ value: value.toReversed().map((x) => 1e6 + 2 * x) });
        expect(at(other.mean, 0)).toBeCloseTo(1e6 + 2 * (at(one.mean, 0) ?? 0), 8);
        expect(at(other.upper, 0)).toBeCloseTo(1e6 + 2 * (at(one.upper, 0) ?? 0), 7);
        expect(at(other.standardDeviation, 0)).toBeCloseTo(2 * (at(one.standardDeviation, 0) ?? 0), 7);
      }),
    );
  });

  test('keeps the digits of close values', () => {
    expect(at(meanIntervals({ value: [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16] }).standardDeviation, 0)).toBeCloseTo(Math.sqrt(30), 12);
  });

  test('95% of intervals of 5 normal values hold the mean', () => {
    const generator = xoshiro128(7);
    const groups = 20_000;
    const value = Float64Array.from({ length: 5 * groups }, () => generator.normal());
    const { lower, upper } = meanIntervals({ value, group: Int32Array.from(value, (_, row) => Math.floor(row / 5)) });
    let covered = 0;
    for (let code = 0; code < groups; code += 1) if ((at(lower, code) ?? 0) <= 0 && (at(upper, code) ?? 0) >= 0) covered += 1;
    // Four standard errors of the simulation.
    expect(Math.abs(covered / groups - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / groups));
  });

  test.each([
    [[1, Number.NaN], [0, 0], 'row 1: value must be a finite number: NaN'],
    [[Number.POSITIVE_INFINITY], [0], 'row 0: value must be a finite number: Infinity'],
    [[1, 2], [0, -1], 'row 1: group must be a whole number'],
    [[1, 2], [0, 0.5], 'row 1: group must be a whole number'],
    [[1, 2], [0], 'columns differ in length: value has 2, group has 1'],
  ])('refuses %j in groups %j', (value, group, message) => {
    expect(() => meanIntervals({ value, group })).toThrow(message);
  });

  test('refuses a confidence of 0', () => {
    expect(() => meanIntervals({ value: [1, 2] }, { confidence: 0 })).toThrow('confidence must be above 0 and below 1: 0');
  });
});
