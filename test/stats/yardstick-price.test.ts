import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toNullable } from '../../stats/column.ts';
import { meanOfOthers } from '../../stats/mean-of-others.ts';
import { pooledValueOfOthers } from '../../stats/pooled-value.ts';
import { yardstickPrices } from '../../stats/yardstick-price.ts';

describe('yardstick prices', () => {
  test('three units by hand', () => {
    // Unit costs 10, 20 and 60.
    const prices = yardstickPrices({ cost: [100, 40, 60], quantity: [10, 2, 1] });
    expect(toNullable(prices.unitCost)).toEqual([10, 20, 60]);
    expect(toNullable(prices.meanOfOthers)).toEqual([40, 35, 15]);
    // 100 / 3, 160 / 11, 140 / 12
    expect(toNullable(prices.pooledOfOthers)).toEqual([100 / 3, 160 / 11, 140 / 12].map((price) => expect.closeTo(price, 12)));
  });

  test('a unit alone has no price, and never its own cost', () => {
    const prices = yardstickPrices({ cost: [10], quantity: [2] });
    expect([toNullable(prices.unitCost), toNullable(prices.meanOfOthers), toNullable(prices.pooledOfOthers)]).toEqual([[5], [null], [null]]);
    expect(toNullable(yardstickPrices({ cost: [10, null, 8], quantity: [2, 3, 0] }).meanOfOthers)).toEqual([null, null, null]);
    expect(toNullable(yardstickPrices({ cost: [], quantity: [] }).meanOfOthers)).toEqual([]);
  });

  const units = fc.array(fc.record({ cost: fc.double({ min: 0, max: 1e9, noNaN: true }), quantity: fc.integer({ min: 1, max: 1e6 }) }), {
    minLength: 2,
    maxLength: 30,
  });
  const columns = (rows: { cost: number; quantity: number }[]) => ({ cost: rows.map((row) => row.cost), quantity: rows.map((row) => row.quantity) });

  test('a unit’s own cost moves neither of its prices by a single bit', () => {
    fc.assert(
      fc.property(units, fc.nat(), fc.double({ min: 0, max: 1e12, noNaN: true }), (rows, place, cost) => {
        const unit = place % rows.length;
        const one = yardstickPrices(columns(rows));
        const other = yardstickPrices(columns(rows.map((row, at) => (at === unit ? { ...row, cost } : row))));
        expect(other.meanOfOthers.values[unit]).toBe(one.meanOfOthers.values[unit]);
        expect(other.pooledOfOthers.values[unit]).toBe(one.pooledOfOthers.values[unit]);
      }),
    );
  });

  test('the pooled price is the value pooled over all others', () => {
    fc.assert(
      fc.property(units, (rows) => {
        const { cost, quantity } = columns(rows);
        const pooled = pooledValueOfOthers({ numerator: cost, denominator: quantity });
        const size = Math.max(1, ...rows.map((row) => row.cost / row.quantity));
        for (const [unit, price] of yardstickPrices({ cost, quantity }).pooledOfOthers.values.entries())
          expect(Math.abs(price - (pooled.values[unit] ?? 0))).toBeLessThan(1e-6 * size);
      }),
    );
  });

  test('refuses negative figures by row', () => {
    expect(() => yardstickPrices({ cost: [1, -1], quantity: [1, 1] })).toThrow('row 1: impossible counts -1 of 1');
    expect(() => yardstickPrices({ cost: [1, 2], quantity: [1] })).toThrow('columns differ in length');
  });
});

describe('the mean of others', () => {
  test('leaves out what is not known and what weighs nothing', () => {
    expect(toNullable(meanOfOthers([1, null, 3, 8]))).toEqual([5.5, null, 4.5, 2]);
    expect(toNullable(meanOfOthers([1, 2, 3], [0, 1, null]))).toEqual([2, null, null]);
    expect(toNullable(meanOfOthers([1, 2, 5], [1, 3, 1]))).toEqual([11 / 4, 3, 7 / 4]);
  });

  test('equal values stay, and no mean lies outside the others', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 }), (values) => {
        for (const [unit, mean] of toNullable(meanOfOthers(values)).entries()) {
          const others = values.filter((_, at) => at !== unit);
          expect(mean).toBeGreaterThanOrEqual(Math.min(...others) - 1e-9);
          expect(mean).toBeLessThanOrEqual(Math.max(...others) + 1e-9);
        }
      }),
    );
  });

  test('refuses by row what is not finite', () => {
    expect(() => meanOfOthers([1, Number.NaN])).toThrow('row 1: value must be finite: NaN');
    expect(() => meanOfOthers([1, 2], [1, -2])).toThrow('row 1: weight must be finite and at least 0: -2');
  });
});
