import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toNullable } from '../../stats/column.ts';
import { dispersion, heldOutCoverage } from '../../stats/dispersion.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { yearOnYear } from '../../stats/year-on-year.ts';

const generator = () => xoshiro128(7);
/** Normal scores of so many units and pairs of years, with a factor on their variance. */
function scoresOf(units: number, pairs: number, phi: number, seed = 1) {
  const random = xoshiro128(seed);
  return Array.from({ length: pairs }, () => Float64Array.from({ length: units }, () => Math.sqrt(phi) * random.normal()));
}
const flat = (pairs: readonly Float64Array[]) => ({
  score: pairs.flatMap((pair) => [...pair]),
  unit: pairs.flatMap((pair) => [...pair.keys()]),
});

describe('changes from year to year', () => {
  test('are taken about the change of all units together, in standard errors of chance', () => {
    const years = {
      before: { numerator: [100, 200, null], denominator: [1000, 1000, 1000] },
      after: { numerator: [150, 200, 5], denominator: [1000, 1000, 1000] },
    };
    const rate = yearOnYear(years, 'rate');
    expect(rate?.national).toBeCloseTo(0.025, 12);
    expect(rate?.units).toBe(2);
    const error = Math.sqrt(0.15 / 1000 + 0.175 / 1000);
    expect(toNullable(rate?.score as never)).toEqual([expect.closeTo(0.025 / error, 10), expect.closeTo(-0.025 / error, 10), null]);
    const share = yearOnYear(years, 'proportion');
    expect(share?.score.values[0]).toBeCloseTo(0.025 / Math.sqrt((0.15 * 0.85) / 1000 + (0.175 * 0.825) / 1000), 10);
  });

  test('a change that all share is no dispersion', () => {
    const doubled = yearOnYear(
      { before: { numerator: [10, 20, 30], denominator: [100, 200, 300] }, after: { numerator: [20, 40, 60], denominator: [100, 200, 300] } },
      'rate',
    );
    expect(toNullable(doubled?.score as never)).toEqual([0, 0, 0].map((zero) => expect.closeTo(zero, 12)));
  });

  test('one unit, no event at all, or impossible counts', () => {
    const of = (numerator: number[], denominator: number[]) => ({ before: { numerator, denominator }, after: { numerator, denominator } });
    expect(yearOnYear(of([1], [10]), 'rate')).toBeNull();
    expect(yearOnYear(of([0, 0], [10, 10]), 'rate')).toBeNull();
    expect(yearOnYear(of([10, 10], [10, 10]), 'proportion')).toBeNull();
    expect(() => yearOnYear(of([-1, 1], [10, 10]), 'rate')).toThrow('row 0: impossible counts -1 of 10');
  });
});

describe('the dispersion factor', () => {
  test('recovers the factor that was put in, and its interval holds it', () => {
    let held = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const found = dispersion(flat(scoresOf(106, 4, 40, seed)), { generator: generator() });
      expect(found?.phi).toBeGreaterThan(24);
      expect(found?.phi).toBeLessThan(60);
      if (found !== null && found.lower <= 40 && found.upper >= 40) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(52);
  });

  test('is the square of the 95% quantile of the changes over 1.96, and never below 1', () => {
    const scores = { score: [...Array(95).fill(1), ...Array(5).fill(9)], unit: Array.from({ length: 100 }, (_, unit) => unit) };
    // Type 7: place 94.05 of 0 to 99 lies a twentieth of the way from 1 to 9.
    expect(dispersion(scores, { generator: generator() })?.phi).toBe(1);
    expect(dispersion({ score: scores.score.map((z) => z * 10), unit: scores.unit }, { generator: generator() })?.phi).toBeCloseTo(
      (14 / 1.959963984540054) ** 2,
      9,
    );
    expect(dispersion({ score: [0, 0, 0], unit: [0, 1, 2] }, { generator: generator() })).toMatchObject({ phi: 1, lower: 1, upper: 1 });
  });

  test('one odd unit cannot set it, however odd', () => {
    const pairs = scoresOf(42, 4, 20);
    const odd = pairs.map((pair) => pair.with(0, 1e6));
    const [before, after] = [pairs, odd].map((scores) => dispersion(flat(scores), { generator: generator() })?.phi ?? 0) as [number, number];
    expect(after / before).toBeLessThan(1.8);
  });

  test('grows with every score, does not depend on the order or the sign, and repeats with its seed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 40 }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (score, by) => {
          const unit = score.map((_, row) => row);
          const phi = (scores: number[]) => dispersion({ score: scores, unit }, { generator: generator(), draws: 20 })?.phi ?? 0;
          expect(phi(score.map((z) => z * by))).toBeGreaterThanOrEqual(phi(score) - 1e-9);
          expect(phi(score.map((z) => -z).toReversed())).toBeCloseTo(phi(score), 9);
        },
      ),
    );
    const scores = flat(scoresOf(20, 3, 5));
    expect(dispersion(scores, { generator: generator() })).toEqual(dispersion(scores, { generator: generator() }));
  });

  test('leaves out what is not known, has none without a score, and refuses what is not a number', () => {
    expect(dispersion({ score: [null, 3, null, 3], unit: [0, 1, 2, 1] }, { generator: generator() })).toMatchObject({ changes: 2, units: 1 });
    expect(dispersion({ score: [null], unit: [0] }, { generator: generator() })).toBeNull();
    expect(() => dispersion({ score: [1, Number.NaN], unit: [0, 1] }, { generator: generator() })).toThrow('row 1: score must be finite: NaN');
  });
});

describe('coverage on years held out', () => {
  test('is near 95% with the factor and far below without', () => {
    const held = heldOutCoverage(scoresOf(106, 5, 30));
    expect(held?.adjusted).toBeGreaterThan(0.92);
    expect(held?.adjusted).toBeLessThan(0.98);
    expect(held?.naive).toBeLessThan(0.4);
    expect(held?.changes).toBe(530);
  });

  test('each year is judged by the others: a year that is wilder than all others is not covered by its own spread', () => {
    const [calm, calmer] = scoresOf(100, 2, 1) as [Float64Array, Float64Array];
    const wild = calm.map((z) => z * 10);
    expect(heldOutCoverage([calm, calmer, wild])?.adjusted).toBeLessThan(0.97);
    expect(heldOutCoverage([calm, wild])?.adjusted).toBeLessThan(0.7);
  });

  test('needs two pairs of years', () => {
    expect(heldOutCoverage([[1, 2]])).toBeNull();
    expect(heldOutCoverage([[1, 2], [null]])).toBeNull();
  });
});
