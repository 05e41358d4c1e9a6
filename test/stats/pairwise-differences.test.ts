import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../../stats/column.ts';
import { differenceInterval } from '../../stats/difference.ts';
import { normalCdf } from '../../stats/distributions.ts';
import { pairwiseDifferences, verdictOf } from '../../stats/pairwise-differences.ts';

const around = (value: number[], half: number[]) => ({
  value,
  lower: value.map((y, i) => y - (half[i] as number)),
  upper: value.map((y, i) => y + (half[i] as number)),
});

const intervals = fc
  .array(
    fc.record({
      y: fc.double({ min: -50, max: 50, noNaN: true }),
      below: fc.double({ min: 0.01, max: 9, noNaN: true }),
      above: fc.double({ min: 0.01, max: 9, noNaN: true }),
    }),
    {
      minLength: 2,
      maxLength: 6,
    },
  )
  .map((units) => ({ value: units.map(({ y }) => y), lower: units.map(({ y, below }) => y - below), upper: units.map(({ y, above }) => y + above) }));

describe('pairwise differences', () => {
  test('z counts both variances, and Holm multiplies by the pairs that are left', () => {
    // Standard errors of 1: z = 3 / sqrt 2, 1 / sqrt 2 and 4 / sqrt 2.
    const table = pairwiseDifferences(around([10, 13, 14], [1.959964, 1.959964, 1.959964]));
    const two = (z: number): number => 2 * (1 - normalCdf(z));
    const [ab, ac, bc] = [at(table.adjusted, 1), at(table.adjusted, 2), at(table.adjusted, 5)];
    expect(at(table.z, 1)).toBeCloseTo(-3 / Math.SQRT2, 6);
    expect(ac).toBeCloseTo(3 * two(4 / Math.SQRT2), 6);
    expect(ab).toBeCloseTo(2 * two(3 / Math.SQRT2), 6);
    expect(bc).toBeCloseTo(two(1 / Math.SQRT2), 6);
    expect([verdictOf(table, 0, 2), verdictOf(table, 2, 0), verdictOf(table, 0, 1), verdictOf(table, 1, 2), verdictOf(table, 1, 1)]).toEqual([
      -1,
      1,
      0,
      0,
      null,
    ]);
  });

  test('a pair told apart alone is not when it is one of ten', () => {
    // z = 2.5: p = 0.012, times ten pairs is 0.12.
    const alone = pairwiseDifferences(around([0, 2.5 * Math.SQRT2], [1.959964, 1.959964]));
    const middle = (2.5 * Math.SQRT2) / 2;
    const among = pairwiseDifferences(around([0, 2.5 * Math.SQRT2, middle, middle, middle], [1.959964, 1.959964, 1.959964, 1.959964, 1.959964]));
    expect(verdictOf(alone, 0, 1)).toBe(-1);
    expect(verdictOf(among, 0, 1)).toBe(0);
    expect(at(among.upper, 1)).toBeLessThan(0);
  });

  test('intervals are those of Zou and Donner', () => {
    const a = { value: 5, lower: 3, upper: 9 };
    const b = { value: 2, lower: 1.5, upper: 4 };
    const table = pairwiseDifferences({ value: [5, 2], lower: [3, 1.5], upper: [9, 4] });
    const expected = differenceInterval(a, b);
    expect([at(table.difference, 1), at(table.lower, 1), at(table.upper, 1)]).toEqual([expected.value, expected.lower, expected.upper]);
    expect([at(table.difference, 2), at(table.lower, 2), at(table.upper, 2)]).toEqual([-expected.value, -expected.upper, -expected.lower]);
  });

  test('a unit without a value has no pair and is not counted among the tests', () => {
    const with_ = pairwiseDifferences({ value: [1, null, 4], lower: [0, null, 3], upper: [2, null, 5] });
    const without = pairwiseDifferences({ value: [1, 4], lower: [0, 3], upper: [2, 5] });
    expect(at(with_.adjusted, 2)).toBe(at(without.adjusted, 1));
    expect([at(with_.adjusted, 1), at(with_.difference, 3), verdictOf(with_, 0, 1)]).toEqual([null, null, null]);
  });

  test('two intervals without any width have a difference but no test', () => {
    const table = pairwiseDifferences({ value: [1, 2], lower: [1, 2], upper: [1, 2] });
    expect([at(table.difference, 1), at(table.z, 1), at(table.adjusted, 1)]).toEqual([-1, null, null]);
  });

  test('is mirrored, and adjusted values are never below those of the pair alone', () => {
    fc.assert(
      fc.property(intervals, (columns) => {
        const table = pairwiseDifferences(columns);
        for (let i = 0; i < table.units; i += 1)
          for (let j = 0; j < table.units; j += 1) {
            if (i === j) continue;
            const [here, there] = [i * table.units + j, j * table.units + i];
            expect(at(table.difference, here)).toBe(0 - (at(table.difference, there) as number));
            expect(at(table.adjusted, here)).toBe(at(table.adjusted, there));
            expect(at(table.adjusted, here) as number).toBeGreaterThanOrEqual(at(table.probability, here) as number);
            expect(verdictOf(table, i, j)).toBe(0 - (verdictOf(table, j, i) as number));
          }
      }),
    );
  });

  test('does not change with the unit of measurement, nor with the order of the units', () => {
    fc.assert(
      fc.property(intervals, fc.double({ min: 0.01, max: 1000, noNaN: true }), (columns, scale) => {
        const table = pairwiseDifferences(columns);
        const times = (column: number[]): number[] => column.map((y) => y * scale);
        const scaled = pairwiseDifferences({ value: times(columns.value), lower: times(columns.lower), upper: times(columns.upper) });
        const turned = pairwiseDifferences({ value: columns.value.toReversed(), lower: columns.lower.toReversed(), upper: columns.upper.toReversed() });
        const last = table.units - 1;
        expect(at(scaled.adjusted, last)).toBeCloseTo(at(table.adjusted, last) as number, 9);
        expect(at(turned.adjusted, last)).toBeCloseTo(at(table.adjusted, last) as number, 12);
      }),
    );
  });

  test('none, one, and what cannot be', () => {
    expect(pairwiseDifferences({ value: [], lower: [], upper: [] }).units).toBe(0);
    expect(at(pairwiseDifferences({ value: [1], lower: [0], upper: [2] }).adjusted, 0)).toBeNull();
    expect(() => pairwiseDifferences({ value: [3], lower: [0], upper: [2] })).toThrow('row 0: value must be within its limits 0 to 2: 3');
    expect(() => pairwiseDifferences({ value: [Number.NaN], lower: [0], upper: [2] })).toThrow('row 0: value and limits must be finite: NaN');
    expect(() => pairwiseDifferences({ value: [1, 2], lower: [0], upper: [2, 3] })).toThrow('columns differ in length');
  });
});
