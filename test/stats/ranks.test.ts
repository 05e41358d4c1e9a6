import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toNullable } from '../../stats/column.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { marginalRankSets, simultaneousRankSets } from '../../stats/rank-confidence-sets.ts';
import { tukeyRankIntervals } from '../../stats/rank-tukey.ts';
import { criticalPlace } from '../../stats/studentised-differences.ts';
import { studentisedRangeCdf, studentisedRangeQuantile } from '../../stats/studentised-range.ts';
import { naiveSimultaneousRankSets } from '../support/naive-rank-sets.ts';

const lists = ({ rank, lower, upper }: ReturnType<typeof tukeyRankIntervals>) => ({
  rank: toNullable(rank),
  lower: toNullable(lower),
  upper: toNullable(upper),
});
const small = { estimate: [1, 2, 2, 3, 4, 4, 4, 9], standardError: [0.5, 0.5, 0.4, 0.6, 0.3, 0.3, 0.3, 0.5] };
const generator = () => xoshiro128(1);
const methods = [
  [
    'simultaneous sets',
    (units: typeof small, rankOne: 'largest' | 'smallest' = 'largest') => simultaneousRankSets(units, { generator: generator(), draws: 999, rankOne }),
  ],
  [
    'marginal sets',
    (units: typeof small, rankOne: 'largest' | 'smallest' = 'largest') => marginalRankSets(units, { generator: generator(), draws: 999, rankOne }),
  ],
  ['Tukey intervals', (units: typeof small, rankOne: 'largest' | 'smallest' = 'largest') => tukeyRankIntervals(units, { rankOne })],
] as const;

const units = fc
  .array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 30 })), { minLength: 2, maxLength: 12 })
  .map((rows) => ({ estimate: rows.map(([y]) => y / 4), standardError: rows.map(([, se]) => se / 10) }));

describe('rank confidence sets', () => {
  test('eight units with ties, as the authors’ package gives them from 20,000 draws', () => {
    const sets = lists(simultaneousRankSets(small, { generator: generator(), draws: 20_000 }));
    expect(sets.rank).toEqual([8, 6, 6, 5, 2, 2, 2, 1]);
    expect(sets.lower).toEqual([5, 5, 5, 2, 2, 2, 2, 1]);
    expect(sets.upper).toEqual([8, 8, 8, 8, 5, 5, 5, 1]);
    const marginal = lists(marginalRankSets(small, { generator: generator(), draws: 20_000 }));
    expect(marginal.lower).toEqual([6, 5, 5, 2, 2, 2, 2, 1]);
    expect(marginal.upper).toEqual([8, 8, 8, 7, 5, 5, 5, 1]);
  });

  test('two units differ when their difference exceeds the normal deviate', () => {
    const sets = (gap: number) => lists(simultaneousRankSets({ estimate: [0, gap], standardError: [0.6, 0.8] }, { generator: generator(), draws: 20_000 }));
    expect(sets(1.9).lower).toEqual([1, 1]);
    expect(sets(2.02)).toEqual({ rank: [2, 1], lower: [2, 1], upper: [2, 1] });
  });

  test('the same seed gives the same sets, and bounds agree with the obvious pairwise version', () => {
    fc.assert(
      fc.property(units, fc.boolean(), fc.integer({ min: 0, max: 1000 }), (given, stepDown, seed) => {
        const options = () => ({ generator: xoshiro128(seed), draws: 99, stepDown });
        const sets = simultaneousRankSets(given, options());
        expect(simultaneousRankSets(given, options())).toEqual(sets);
        const naive = naiveSimultaneousRankSets(given, options());
        if (!stepDown) expect(sets.criticalValue).toBeCloseTo(naive.criticalValue, 10);
        expect({ lower: toNullable(sets.lower), upper: toNullable(sets.upper) }).toEqual({ lower: naive.lower, upper: naive.upper });
      }),
    );
  });

  test('step-down never widens a set', () => {
    fc.assert(
      fc.property(units, (given) => {
        for (const sets of [simultaneousRankSets, marginalRankSets]) {
          const [narrow, wide] = [true, false].map((stepDown) => lists(sets(given, { generator: generator(), draws: 99, stepDown })));
          for (const [row, lower] of (wide?.lower ?? []).entries()) {
            expect(narrow?.lower[row]).toBeGreaterThanOrEqual(lower ?? 0);
            expect(narrow?.upper[row]).toBeLessThanOrEqual(wide?.upper[row] ?? 0);
          }
        }
      }),
    );
  });

  test('too few draws for the coverage are refused', () => {
    expect(() => simultaneousRankSets(small, { generator: generator(), draws: 18 })).toThrow('too few draws for a coverage of 0.95: 18');
    expect(criticalPlace(19, 0.95)).toBe(18);
    expect(criticalPlace(999, 0.95)).toBe(949);
    expect(() => simultaneousRankSets(small, { generator: generator(), coverage: 1 })).toThrow('coverage must be above 0 and below 1: 1');
    expect(() => simultaneousRankSets(small, { generator: generator(), draws: 99.5 })).toThrow('draws must be a whole number above 0: 99.5');
  });

  test('simultaneous sets hold all true ranks at once, marginal ones each its own, as often as stated', () => {
    const random = xoshiro128(9);
    const truth = [0, 0.5, 1, 1.5, 4, 4.5, 8, 8.1];
    const standardError = [1, 0.5, 0.7, 0.4, 0.5, 1, 0.3, 0.6];
    const runs = 600;
    let [all, alone] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const given = { estimate: truth.map((value, row) => value + (standardError[row] as number) * random.normal()), standardError };
      const options = { generator: random, draws: 199, coverage: 0.9, rankOne: 'smallest' as const };
      const simultaneous = lists(simultaneousRankSets(given, options));
      const marginal = lists(marginalRankSets(given, options));
      const holds = ({ lower, upper }: typeof marginal, row: number) => (lower[row] ?? 9) <= row + 1 && (upper[row] ?? 0) >= row + 1;
      if (truth.every((_, row) => holds(simultaneous, row))) all += 1 / runs;
      if (holds(marginal, 3)) alone += 1 / runs;
    }
    const error = Math.sqrt((0.9 * 0.1) / runs);
    expect(all).toBeGreaterThan(0.9 - 4 * error);
    expect(alone).toBeGreaterThan(0.9 - 4 * error);
  });
});

describe.each(methods)('%s', (_name, method) => {
  test('contain the rank, mirror when the order is reversed, and do not depend on unit, origin or place', () => {
    fc.assert(
      fc.property(units, (given) => {
        const { rank, lower, upper } = lists(method(given));
        const size = given.estimate.length;
        for (let row = 0; row < size; row += 1) {
          const own = rank[row] ?? 0;
          expect(lower[row]).toBeGreaterThanOrEqual(1);
          expect(lower[row]).toBeLessThanOrEqual(own);
          expect(upper[row]).toBeGreaterThanOrEqual(own);
          expect(upper[row]).toBeLessThanOrEqual(size);
        }
        const mirrored = lists(method(given, 'smallest'));
        expect(mirrored.lower).toEqual(upper.map((value) => size + 1 - (value ?? 0)));
        const rescaled = { estimate: given.estimate.map((y) => 4 * y + 64), standardError: given.standardError.map((se) => 4 * se) };
        expect(lists(method(rescaled)).lower).toEqual(lower);
      }),
      { numRuns: 30 },
    );
  });

  test('units that cannot be told apart share the whole table, units far apart stand alone', () => {
    expect(lists(method({ estimate: [5, 5, 5], standardError: [1, 1, 1] }))).toEqual({ rank: [1, 1, 1], lower: [1, 1, 1], upper: [3, 3, 3] });
    expect(lists(method({ estimate: [1, 300, 20], standardError: [0.1, 0.1, 0.1] }))).toEqual({ rank: [3, 1, 2], lower: [3, 1, 2], upper: [3, 1, 2] });
  });

  test('a unit that is not known has no rank and takes none', () => {
    const sets = lists(method({ estimate: [1, null, 300], standardError: [0.1, 1, 0.1] } as never));
    expect(sets).toEqual({ rank: [2, null, 1], lower: [2, null, 1], upper: [2, null, 1] });
  });

  test('one unit is first, none gives nothing', () => {
    expect(lists(method({ estimate: [3], standardError: [1] }))).toEqual({ rank: [1], lower: [1], upper: [1] });
    expect(lists(method({ estimate: [], standardError: [] }))).toEqual({ rank: [], lower: [], upper: [] });
  });

  test.each([
    ['a standard error of 0', [1, 2], [1, 0], 'row 1: standard error must be finite and above 0: 0'],
    ['a negative standard error', [1, 2], [-1, 1], 'row 0: standard error must be finite and above 0: -1'],
    ['NaN', [1, Number.NaN], [1, 1], 'row 1: estimate must be finite: NaN'],
    ['infinity', [Number.POSITIVE_INFINITY, 2], [1, 1], 'row 0: estimate must be finite: Infinity'],
    ['unequal lengths', [1, 2], [1], 'columns differ in length: estimate has 2, standardError has 1'],
  ])('refuse %s', (_, estimate, standardError, message) => {
    expect(() => method({ estimate, standardError })).toThrow(message);
  });
});

describe('studentised range', () => {
  // Tables of the studentised range with infinite degrees of freedom (Harter HL. Ann Math Stat 1960;31:1122-1147).
  test.each([
    [2, 2.772],
    [3, 3.314],
    [5, 3.858],
    [10, 4.474],
    [20, 5.012],
    [100, 6.085],
  ])('upper 5%% point of %d groups', (groups, q) => {
    expect(studentisedRangeQuantile(0.95, groups)).toBeCloseTo(q, 3);
  });

  test('two groups are the normal distribution, and the quantile inverts the distribution', () => {
    expect(studentisedRangeQuantile(0.95, 2) / Math.SQRT2).toBeCloseTo(1.959963984540054, 10);
    for (const [probability, groups] of [
      [0.01, 3],
      [0.5, 50],
      [0.998, 1000],
    ] as const)
      expect(studentisedRangeCdf(studentisedRangeQuantile(probability, groups), groups)).toBeCloseTo(probability, 10);
    expect(studentisedRangeCdf(-1, 3)).toBe(0);
    expect(studentisedRangeCdf(40, 3)).toBeCloseTo(1, 13);
  });

  test('refuses fewer than two groups and impossible probabilities', () => {
    expect(() => studentisedRangeQuantile(0.95, 1)).toThrow('groups must be a whole number of at least 2: 1');
    expect(() => studentisedRangeQuantile(1.1, 3)).toThrow('1.1');
    expect(() => studentisedRangeCdf(Number.NaN, 3)).toThrow('NaN');
  });
});
