import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toNullable } from '../../stats/column.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { randomWeightings, uniformWeights, type WeightedMeasure } from '../../stats/random-weightings.ts';

const measure = (value: (number | null)[], more: Partial<WeightedMeasure> = {}): WeightedMeasure => ({ value, higherIsBetter: true, weight: 1, ...more });
const run = (measures: WeightedMeasure[], { seed = 1, draws = 1000 } = {}) => randomWeightings(measures, { generator: xoshiro128(seed), draws });
const sum = (values: (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);

const tables = fc
  .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 4 }))
  .chain(([units, measures]) =>
    fc.array(fc.tuple(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: units, maxLength: units }), fc.integer({ min: 1, max: 5 }), fc.boolean()), {
      minLength: measures,
      maxLength: measures,
    }),
  )
  .map((columns) => columns.map(([value, weight, higherIsBetter]) => measure(value, { weight, higherIsBetter })));

describe('an order by weighted score', () => {
  test('standardises each measure, turns it, and takes the weighted mean', () => {
    // z of 1, 2, 3: -1.2247, 0, 1.2247.
    const order = run([measure([1, 2, 3], { weight: 3 }), measure([10, 30, 20], { weight: 1, higherIsBetter: false })]);
    const z = Math.sqrt(1.5);
    expect(toNullable(order.score)).toEqual([expect.closeTo((-3 * z + z) / 4, 12), expect.closeTo(-z / 4, 12), expect.closeTo((3 * z) / 4, 12)]);
    expect(toNullable(order.rank)).toEqual([3, 2, 1]);
  });

  test('one measure alone gives its own order, whatever the weighting', () => {
    const order = run([measure([5, 9, 1], { weight: 4, higherIsBetter: false }), measure([1, 2, 3], { weight: 0 })]);
    expect(toNullable(order.rank)).toEqual([2, 3, 1]);
    expect(toNullable(order.rankLow)).toEqual([2, 3, 1]);
    expect(toNullable(order.rankHigh)).toEqual([2, 3, 1]);
    expect(toNullable(order.shareFirst)).toEqual([0, 0, 1]);
    expect(toNullable(order.shareLast)).toEqual([0, 1, 0]);
  });

  test('a system that another beats on every measure never comes first', () => {
    const order = run([measure([9, 8, 1]), measure([4, 3, 9]), measure([7, 6, 5])]);
    expect(toNullable(order.shareFirst)[1]).toBe(0);
    expect(toNullable(order.shareLast)[0]).toBe(0);
  });

  test('of two opposite measures each leads in half of the weightings', () => {
    const order = run([measure([0, 1]), measure([1, 0])], { draws: 20_000 });
    expect(toNullable(order.shareFirst)[0]).toBeCloseTo(0.5, 1);
    expect(toNullable(order.rankLow)).toEqual([1, 1]);
    expect(toNullable(order.rankHigh)).toEqual([2, 2]);
  });

  test('a system that lacks a weighted measure is not ranked; one that lacks another is', () => {
    const order = run([measure([1, null, 3]), measure([4, 5, null], { weight: 0 })]);
    expect(order.ranked).toBe(2);
    expect(toNullable(order.rank)).toEqual([2, null, 1]);
    expect(toNullable(order.score)).toEqual([-1, null, 1]);
  });

  test('shares sum to 1 and ranks lie in their range, ties included', () => {
    fc.assert(
      fc.property(tables, (measures) => {
        const order = run(measures, { draws: 60 });
        expect(sum(toNullable(order.shareFirst))).toBeCloseTo(1, 9);
        expect(sum(toNullable(order.shareLast))).toBeCloseTo(1, 9);
        for (const [unit, low] of toNullable(order.rankLow).entries()) {
          expect(low).toBeGreaterThanOrEqual(1);
          expect(toNullable(order.rankHigh)[unit]).toBeGreaterThanOrEqual(low as number);
          expect(toNullable(order.rankHigh)[unit]).toBeLessThanOrEqual(order.ranked);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the same seed gives the same figures, another seed others', () => {
    const table = [measure([1, 2, 3, 4]), measure([2, 4, 1, 3]), measure([4, 1, 3, 2])];
    expect(run(table)).toEqual(run(table));
    expect(toNullable(run(table, { seed: 2 }).shareFirst)).not.toEqual(toNullable(run(table).shareFirst));
  });

  test('nothing changes when all weights are doubled or a measure is given in another unit', () => {
    const table = [measure([1, 2, 5, 4], { weight: 2 }), measure([8, 4, 1, 3], { weight: 1, higherIsBetter: false })];
    const doubled = table.map((one) => ({ ...one, weight: 2 * one.weight }));
    const rescaled = table.map((one) => ({ ...one, value: Array.from(one.value, (y) => 1024 * (y ?? 0) + 4096) }));
    for (const other of [run(doubled), run(rescaled)]) {
      expect(toNullable(other.rank)).toEqual(toNullable(run(table).rank));
      expect(toNullable(other.shareFirst)).toEqual(toNullable(run(table).shareFirst));
      for (const [unit, score] of toNullable(other.score).entries()) expect(score).toBeCloseTo(toNullable(run(table).score)[unit] as number, 12);
    }
  });

  test('a measure on which all are equal decides nothing', () => {
    expect(toNullable(run([measure([0.1, 0.1, 0.1]), measure([1, 3, 2])]).rank)).toEqual([3, 1, 2]);
    expect(toNullable(run([measure([7, 7])]).shareFirst)).toEqual([0.5, 0.5]);
    expect(toNullable(run([measure([3, 1, 3, 2])]).rank)).toEqual([1, 4, 1, 3]);
  });

  test('redrawn values spread first places, and leave the other shares as they are', () => {
    const table = [measure([1, 2, 3]), measure([2, 3, 4])];
    const sure = run(table.map((one) => ({ ...one, standardError: [0, 0, 0] })));
    const unsure = run(table.map((one) => ({ ...one, standardError: [3, 3, 3] })));
    expect(toNullable(run(table).shareFirstRedrawn)).toEqual([null, null, null]);
    expect(toNullable(sure.shareFirstRedrawn)).toEqual([0, 0, 1]);
    expect(toNullable(unsure.shareFirst)).toEqual([0, 0, 1]);
    expect(toNullable(unsure.shareFirstRedrawn)[2]).toBeLessThan(0.9);
    expect(sum(toNullable(unsure.shareFirstRedrawn))).toBeCloseTo(1, 9);
    expect(toNullable(unsure.rankHigh)).toEqual([3, 2, 1]);
    expect([toNullable(sure.rankLowRedrawn), toNullable(sure.rankHighRedrawn)]).toEqual([
      [3, 2, 1],
      [3, 2, 1],
    ]);
    expect([toNullable(unsure.rankLowRedrawn), toNullable(unsure.rankHighRedrawn)]).toEqual([
      [1, 1, 1],
      [3, 3, 3],
    ]);
  });

  test('refuses what has no order', () => {
    expect(() => run([measure([1, 2], { weight: 0 })])).toThrow('no measure has a weight above 0');
    expect(() => run([])).toThrow('no measure has a weight above 0');
    expect(() => run([measure([1, 2], { weight: -1 })])).toThrow('weight must be finite and at least 0: -1');
    expect(() => run([measure([1, 2]), measure([1])])).toThrow('columns differ in length');
    expect(() => run([measure([1, Number.NaN])])).toThrow('row 1: value must be finite: NaN');
    expect(() => run([measure([1, 2], { standardError: [-1, 1] })])).toThrow('row 0: standard error');
    expect(() => run([measure([1, 2])], { draws: 0 })).toThrow('draws must be a whole number above 0: 0');
    expect(run([measure([null, null])]).ranked).toBe(0);
  });
});

test('random weights are uniform over the simplex: each has mean 1/k and variance (k-1)/(k^2 (k+1))', () => {
  const generator = xoshiro128(5);
  const draws = Array.from({ length: 20_000 }, () => uniformWeights(4, generator));
  for (const weights of draws.slice(0, 50)) expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  for (let i = 0; i < 4; i += 1) {
    const own = draws.map((weights) => weights[i] as number);
    const mean = own.reduce((a, b) => a + b, 0) / own.length;
    expect(mean).toBeCloseTo(0.25, 2);
    expect(own.reduce((a, b) => a + (b - mean) ** 2, 0) / own.length).toBeCloseTo(3 / 80, 2);
  }
});
