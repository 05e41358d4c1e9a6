import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xoshiro128 } from '../../stats/random.ts';
import { changeError, heldOutChanges, movementOf, repeatedShare, valueError } from '../../stats/value-error.ts';

const generator = () => xoshiro128(7);

interface Simulated {
  units: number;
  years: number;
  sigma: number;
  seed?: number;
  /** What every unit gains a year of its own: none, unless given. */
  trend?: number;
}

/** Values of units with a level of their own, a common course, and normal error of one size: one list a year. */
function valuesOf({ units, years, sigma, seed = 1, trend = 0 }: Simulated): number[][] {
  const random = xoshiro128(seed);
  const level = Array.from({ length: units }, () => 70 + 10 * random.normal());
  const slope = Array.from({ length: units }, () => trend * random.normal());
  return Array.from({ length: years }, (_, year) => level.map((own, unit) => own + 3 * year + (slope[unit] ?? 0) * year + sigma * random.normal()));
}

const movementsOf = (values: readonly (readonly (number | null)[])[]) =>
  values.slice(1).map((after, year) => movementOf({ before: values[year] ?? [], after })?.own ?? []);
const errorOf = (values: readonly (readonly (number | null)[])[]) => valueError(movementsOf(values), { generator: generator(), draws: 50 })?.error ?? 0;

describe('the error of one published value', () => {
  test('recovers the error that was put in, and its interval holds it', () => {
    let held = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const found = valueError(movementsOf(valuesOf({ units: 150, years: 8, sigma: 4, seed })), { generator: generator() });
      expect(found?.error).toBeGreaterThan(3.5);
      expect(found?.error).toBeLessThan(4.5);
      if (found !== null && found.lower <= 4 && found.upper >= 4) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(52);
  });

  test('is the 95% quantile of the changes about the median change, over 1.96 and the root of 2', () => {
    // 19 units rise by 1, one by 21: type 7 takes place 18.05 of 0 to 19.
    const [before, after] = [Array(20).fill(50), [...Array(19).fill(51), 71]];
    const movement = movementOf({ before, after });
    expect(movement).toMatchObject({ common: 1, units: 20, repeated: false });
    expect(movement?.own.at(-1)).toBe(20);
    const found = valueError([movement?.own ?? []], { generator: generator() });
    expect(found?.error).toBeCloseTo((0.05 * 20) / (1.959963984540054 * Math.SQRT2), 9);
    expect(found).toMatchObject({ changes: 20, units: 20, pairs: 1 });
    expect(changeError(found?.error ?? 0) * 1.959963984540054).toBeCloseTo(1, 9);
  });

  test('95 in 100 values lie within 1.96 errors of the truth', () => {
    const random = xoshiro128(3);
    const truth = Array.from({ length: 400 }, () => 60 + 8 * random.normal());
    const years = Array.from({ length: 5 }, () => truth.map((own) => own + 2.5 * random.normal()));
    const error = errorOf(years);
    const within = years.flatMap((values) => values.map((value, unit) => Number(Math.abs(value - (truth[unit] ?? 0)) <= 1.959964 * error)));
    expect(within.reduce((sum, one) => sum + one, 0) / within.length).toBeGreaterThan(0.935);
    expect(within.reduce((sum, one) => sum + one, 0) / within.length).toBeLessThan(0.965);
  });

  test('a trend that differs between units makes it larger, never smaller', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const plain = errorOf(valuesOf({ units: 200, years: 8, sigma: 3, seed }));
      const trending = errorOf(valuesOf({ units: 200, years: 8, sigma: 3, seed, trend: 2 }));
      expect(trending).toBeGreaterThan(plain);
    }
  });

  const years = fc.integer({ min: 1, max: 10_000 }).map((seed) => valuesOf({ units: 25, years: 4, sigma: 3, seed }));

  test('does not move with a constant, nor with what all share in a year', () => {
    fc.assert(
      fc.property(years, fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 4, maxLength: 4 }), (values, shifts) => {
        const shifted = values.map((row, year) => row.map((value) => value + (shifts[year] ?? 0)));
        expect(errorOf(shifted)).toBeCloseTo(errorOf(values), 9);
      }),
    );
  });

  test('takes the unit of the values, and does not care for the sign', () => {
    fc.assert(
      fc.property(years, fc.double({ min: 0.1, max: 10, noNaN: true }), (values, by) => {
        expect(errorOf(values.map((row) => row.map((value) => -by * value)))).toBeCloseTo(by * errorOf(values), 8);
      }),
    );
  });

  test('is not there without a change, where nothing moved, or for one unit; and what is not a number is refused', () => {
    expect(valueError([[null, null]], { generator: generator() })).toBeNull();
    expect(valueError([[0, 0, 0]], { generator: generator() })).toBeNull();
    expect(movementOf({ before: [50, null], after: [51, 60] })).toBeNull();
    expect(() => movementOf({ before: [50, Number.NaN], after: [51, 60] })).toThrow('row 1: value must be finite: NaN');
    expect(() => movementOf({ before: [50], after: [51, 60] })).toThrow('columns differ in length');
  });

  test('a year that repeats the one before is known by changes that are exactly zero', () => {
    const [before, after] = [Array.from({ length: 100 }, (_, i) => i), Array.from({ length: 100 }, (_, i) => (i < 5 ? i + 1 : i))];
    expect(movementOf({ before, after })?.repeated).toBe(true);
    // Whole points of measures that hardly move: three in five unchanged is no repetition.
    expect(movementOf({ before, after: before.map((value, i) => (i < 40 ? value + 1 : value)) })?.repeated).toBe(false);
    expect(repeatedShare).toBe(0.9);
  });
});

describe('changes on years held out', () => {
  test('are held 95 in 100 times where errors are alike', () => {
    const held = heldOutChanges(movementsOf(valuesOf({ units: 200, years: 8, sigma: 3 })));
    expect(held?.share).toBeGreaterThan(0.94);
    expect(held?.share).toBeLessThan(0.96);
    expect(held?.changes).toBe(1400);
  });

  test('are judged by the other years only, or by the widest of other sets', () => {
    const calm = movementsOf(valuesOf({ units: 100, years: 3, sigma: 1 }));
    const wild = calm.map((pair) => pair.map((one) => (one === null ? null : 10 * one)));
    expect(heldOutChanges([calm[0] ?? [], wild[0] ?? []])?.share).toBeLessThan(0.7);
    expect(heldOutChanges(calm, [calm, wild])?.share).toBe(1);
    expect(heldOutChanges(wild, [calm])?.share).toBeLessThan(0.3);
  });

  test('a change as large as the limit is within it, as values are whole points', () => {
    const points = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 3 : -3));
    expect(heldOutChanges([points, points, points])?.share).toBe(1);
  });

  test('need two pairs of years', () => {
    expect(heldOutChanges([[1, 2, 3]])).toBeNull();
    expect(
      heldOutChanges([
        [1, 2],
        [null, null],
      ]),
    ).toBeNull();
  });
});
