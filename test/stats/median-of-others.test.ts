import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { medianOfOthers } from '../../stats/median-of-others.ts';
import { xoshiro128 } from '../../stats/random.ts';

/** The obvious version: the others sorted anew for every row. */
function slowly(value: readonly (number | null)[], member: readonly number[], row: number): { median: number; standardError: number | null } | null {
  const others = value.flatMap((one, place) => (one !== null && member[place] === 1 && place !== row ? [one] : [])).sort((a, b) => a - b);
  const [n, middle] = [others.length, others.length >> 1];
  if (n === 0) return null;
  const median = n % 2 === 1 ? (others[middle] ?? 0) : ((others[middle - 1] ?? 0) + (others[middle] ?? 0)) / 2;
  if (n === 1) return { median, standardError: null };
  const mean = others.reduce((sum, one) => sum + one, 0) / n;
  const variance = others.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
  return { median, standardError: 1.2533141373155 * Math.sqrt(variance / n) };
}

const rows = fc.array(fc.tuple(fc.option(fc.integer({ min: 0, max: 100 })), fc.integer({ min: 0, max: 1 })), { minLength: 1, maxLength: 30 });

describe('the median of the others', () => {
  test('is that of the obvious computation, with its error', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const [value, member] = [given.map(([one]) => one), given.map(([, flag]) => flag)];
        for (const [row, found] of medianOfOthers({ value, member }).entries()) {
          const expected = slowly(value, member, row);
          expect(found?.median ?? null).toBe(expected?.median ?? null);
          if (found?.standardError == null || expected?.standardError == null) expect(found?.standardError ?? null).toBe(expected?.standardError ?? null);
          else expect(found.standardError).toBeCloseTo(expected.standardError, 6);
        }
      }),
    );
  });

  test('does not move with the own value', () => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.integer({ min: -1000, max: 1000 }), (given, place, other) => {
        const [value, member] = [given.map(([one]) => one), given.map(([, flag]) => flag)];
        const row = place % value.length;
        if (value[row] === null) return;
        const [before, after] = [medianOfOthers({ value, member })[row], medianOfOthers({ value: value.with(row, other), member })[row]];
        expect(after?.median).toBe(before?.median);
        expect(after?.standardError ?? 0).toBeCloseTo(before?.standardError ?? 0, 6);
      }),
    );
  });

  test('has an error that is the spread of medians of normal samples', () => {
    const random = xoshiro128(5);
    const medians: number[] = [];
    let errors = 0;
    for (let draw = 0; draw < 400; draw += 1) {
      const value = [0, ...Array.from({ length: 101 }, () => 50 + 10 * random.normal())];
      const own = medianOfOthers({ value, member: value.map((_, row) => (row === 0 ? 0 : 1)) })[0];
      medians.push(own?.median ?? 0);
      errors += own?.standardError ?? 0;
    }
    const mean = medians.reduce((sum, one) => sum + one, 0) / medians.length;
    const spread = Math.sqrt(medians.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (medians.length - 1));
    expect(errors / 400 / spread).toBeGreaterThan(0.9);
    expect(errors / 400 / spread).toBeLessThan(1.1);
  });

  test('refuses what is not a number, and columns that do not match', () => {
    expect(() => medianOfOthers({ value: [1, Number.NaN], member: [1, 1] })).toThrow('row 1: value must be finite: NaN');
    expect(() => medianOfOthers({ value: [1, 2], member: [1] })).toThrow('columns differ in length');
  });
});
