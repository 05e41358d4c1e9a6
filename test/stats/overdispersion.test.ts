import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, type Column, toNullable } from '../../stats/column.ts';
import { exactRatioLimits, funnelLimits, outsideLimits } from '../../stats/funnel-limits.ts';
import { adjustedScores, funnelScales, funnelScores } from '../../stats/funnel-scores.ts';
import { overdispersion } from '../../stats/overdispersion.ts';
import { pooledValueOfOthers } from '../../stats/pooled-value.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { sampleQuantile } from '../../stats/sample-quantile.ts';

const scoresOf = (z: readonly (number | null)[], errors: readonly number[] = z.map(() => 0.1)) => ({
  score: columnOf(z),
  standardError: columnOf(errors),
});

const columnOf = (values: readonly (number | null)[]): Column => ({
  length: values.length,
  values: Float64Array.from(values, (value) => value ?? 0),
  defined: Uint8Array.from(values, (value) => (value === null ? 0 : 1)),
});

/**
 * Open-heart operations under age 1 in 12 English centres, 1991-95: operations, deaths, z, z with τ², pooled rate of
 * the others in percent. Spiegelhalter DJ, Aylin P, Best NG, Evans SJW, Murray GD. Commissioned analysis of surgical
 * performance using routine data: lessons from the Bristol inquiry. J R Stat Soc A 2002;165:191-231; derived figures by
 * the formulas of Spiegelhalter, Quality and Safety in Health Care 2005;14:347-351.
 */
const centres = [
  ['Bristol', 143, 41, 6.15763, 5.120451, 11.2091],
  ['Leicester', 187, 25, 0.593139, 0.471367, 11.8774],
  ['Leeds', 323, 24, -2.509436, -1.771025, 12.4499],
  ['Oxford', 122, 23, 2.345501, 1.996172, 11.6985],
  ['Guys', 164, 25, 1.295372, 1.05358, 11.7908],
  ['Liverpool', 405, 42, -0.986704, -0.655831, 12.1826],
  ['Southampton', 239, 24, -0.914492, -0.692152, 12.1104],
  ['Great Ormond St', 482, 53, -0.653259, -0.412845, 12.1255],
  ['Newcastle', 195, 26, 0.590352, 0.465498, 11.8758],
  ['Harefield', 177, 25, 0.886721, 0.711722, 11.8396],
  ['Birmingham', 581, 58, -1.469698, -0.876336, 12.3813],
  ['Brompton', 301, 31, -0.888789, -0.638265, 12.1272],
] as const;

describe('child heart surgery 1991-95 (Spiegelhalter et al 2002)', () => {
  const counts = { numerator: centres.map(([, , deaths]) => deaths), denominator: centres.map(([, n]) => n) };
  const scores = funnelScores(counts, { scale: 'proportion' });
  const winsorised = overdispersion(scores, { trim: 'winsorise' });

  test('the pooled rate is 11.96%, and without Bristol 11.21%', () => {
    expect(scores.target * 100).toBeCloseTo(11.961434, 6);
    const others = pooledValueOfOthers(counts);
    for (const [row, centre] of centres.entries()) expect((at(others, row) ?? 0) * 100).toBeCloseTo(centre[5], 4);
  });

  test('every z agrees, and Bristol lies more than 6 standard errors above', () => {
    for (const [row, centre] of centres.entries()) expect(at(scores.score, row)).toBeCloseTo(centre[3], 5);
  });

  test('phi is 4.84 raw and 1.69 winsorised, and tau2 0.000329', () => {
    expect(overdispersion(scores, { trim: 'none' }).phi).toBeCloseTo(4.838853, 6);
    expect(winsorised.phi).toBeCloseTo(1.68929, 5);
    expect(winsorised.tau2).toBeCloseTo(0.00032854, 8);
  });

  test('with tau2 Bristol still lies 5.1 standard errors above, and no other centre beyond 2', () => {
    const adjusted = adjustedScores(scores, winsorised.tau2 ?? 0);
    for (const [row, centre] of centres.entries()) expect(at(adjusted, row)).toBeCloseTo(centre[4], 4);
  });

  test('limits at Bristol’s 143 operations are 6.64% to 17.28%, and 3.58% to 20.35% at 99.8%', () => {
    const options = { scale: 'proportion', target: scores.target, multiplier: 100 } as const;
    const warning = funnelLimits([143], { ...options, confidence: 0.95 });
    const alarm = funnelLimits([143], { ...options, confidence: 0.998 });
    expect([at(warning.lower, 0), at(warning.upper, 0)].map((value) => value?.toFixed(4))).toEqual(['6.6427', '17.2802']);
    expect([at(alarm.lower, 0), at(alarm.upper, 0)].map((value) => value?.toFixed(4))).toEqual(['3.5755', '20.3474']);
  });
});

describe('trimming', () => {
  const tenScores = [5, 1, 2, 3, 4, 6, 7, 8, 9, 10];

  test('leaves one of ten units out at each end when truncating at 10%', () => {
    const { score, trimmed, units } = overdispersion(scoresOf(tenScores), { trim: 'truncate' });
    expect(toNullable(score)).toEqual([5, null, 2, 3, 4, 6, 7, 8, 9, null]);
    expect([...trimmed]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(units).toBe(8);
  });

  test('pulls one of ten units in at each end when winsorising at 10%', () => {
    const { score, trimmed, units } = overdispersion(scoresOf(tenScores), { trim: 'winsorise' });
    expect(toNullable(score)).toEqual([5, 1.9, 2, 3, 4, 6, 7, 8, 9, 9.1]);
    expect([...trimmed]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(units).toBe(10);
  });

  test('gives tied scores their average rank, so that they stay or go together', () => {
    expect(overdispersion(scoresOf([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), { trim: 'truncate' }).units).toBe(10);
  });

  test('ranks a unit without an event on a log scale below all others and never counts it', () => {
    const scores = funnelScores({ numerator: [12, 0, 9, 10, 11, 8, 13, 10, 9, 11], denominator: new Float64Array(10).fill(10) }, { scale: 'log-ratio' });
    expect(at(scores.score, 1)).toBeNull();
    const { trimmed, score } = overdispersion(scores, { trim: 'truncate' });
    expect(trimmed[1]).toBe(1);
    expect(at(score, 5)).not.toBeNull();
    expect(overdispersion(scores, { trim: 'none' }).units).toBe(9);
  });

  test.each([0, 0.5, -0.1, Number.NaN])('refuses a share of %d', (share) => {
    expect(() => overdispersion(scoresOf([1, 2]), { trim: 'winsorise', share })).toThrow(`${share}`);
  });
});

describe('phi and tau2', () => {
  test('are those of hand computation for three units', () => {
    // w = 100, 25, 4; z² = 4, 1, 9: phi = 14/3, tau2 = (14 - 2) / (129 - 10641/129).
    const { phi, tau2 } = overdispersion(scoresOf([2, -1, 3], [0.1, 0.2, 0.5]), { trim: 'none' });
    expect(phi).toBeCloseTo(14 / 3, 12);
    expect(tau2).toBeCloseTo(12 / (129 - 10641 / 129), 12);
  });

  test('tau2 is 0 when units differ less than chance allows', () => {
    expect(overdispersion(scoresOf([0.1, -0.2, 0.3]), { trim: 'none' }).tau2).toBe(0);
  });

  test('one unit has a phi but no tau2, none has neither', () => {
    expect(overdispersion(scoresOf([2]), { trim: 'none' })).toMatchObject({ phi: 4, tau2: null, units: 1 });
    expect(overdispersion(scoresOf([]), { trim: 'winsorise' })).toMatchObject({ phi: null, tau2: null, units: 0 });
    expect(overdispersion(scoresOf([null, null]), { trim: 'truncate' })).toMatchObject({ phi: null, tau2: null, units: 0 });
  });

  test('do not depend on the order of units', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.double({ min: 1, max: 500, noNaN: true })), { minLength: 3, maxLength: 60 }),
        fc.constantFrom('winsorise', 'truncate', 'none'),
        (units, trim) => {
          const found = (list: typeof units) =>
            overdispersion(funnelScores({ numerator: list.map(([x]) => x), denominator: list.map(([, n]) => n) }, { scale: 'root-ratio' }), { trim });
          const [one, other] = [found(units), found(units.toReversed())];
          expect(other.units).toBe(one.units);
          expect(Math.abs((other.phi ?? 0) - (one.phi ?? 0))).toBeLessThan(1e-9 * (1 + (one.phi ?? 0)));
          expect(Math.abs((other.tau2 ?? 0) - (one.tau2 ?? 0))).toBeLessThan(1e-9 * (1 + (one.tau2 ?? 0)));
        },
      ),
    );
  });

  test('tau2 finds the variance that simulated units were given', () => {
    const generator = xoshiro128(2005);
    const sd = 0.2;
    const found: number[] = [];
    for (let run = 0; run < 400; run += 1) {
      const errors = Array.from({ length: 50 }, () => 0.05 + 0.15 * generator.uniform());
      const z = errors.map((error) => (sd * generator.normal() + error * generator.normal()) / error);
      found.push(overdispersion(scoresOf(z, errors), { trim: 'none' }).tau2 ?? 0);
    }
    const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
    const spread = Math.sqrt(found.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (found.length - 1) / found.length);
    expect(Math.abs(mean - sd * sd)).toBeLessThan(4 * spread);
  });
});

describe('funnel limits on a scale', () => {
  test('contain the target, widen with tau2 and confidence, and narrow with the denominator', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...funnelScales),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (scale, target, n, tau2) => {
          const ends = (denominator: number, added: number, confidence: number) => {
            const { lower, upper } = funnelLimits([denominator], { scale, target, tau2: added, confidence });
            return { lower: at(lower, 0) ?? Number.NaN, upper: at(upper, 0) ?? Number.NaN };
          };
          const plain = ends(n, 0, 0.95);
          expect(plain.lower).toBeLessThanOrEqual(target + 1e-12);
          expect(plain.upper).toBeGreaterThanOrEqual(target - 1e-12);
          expect(plain.lower).toBeGreaterThanOrEqual(0);
          for (const wider of [ends(n, tau2, 0.95), ends(n, 0, 0.998)]) {
            expect(wider.lower).toBeLessThanOrEqual(plain.lower);
            expect(wider.upper).toBeGreaterThanOrEqual(plain.upper);
          }
          expect(ends(2 * n, 0, 0.95).upper).toBeLessThanOrEqual(plain.upper);
          expect(ends(2 * n, 0, 0.95).lower).toBeGreaterThanOrEqual(plain.lower);
        },
      ),
    );
  });

  test('of a square root are squared, and cut before that: a lower end never folds over', () => {
    const { lower, upper } = funnelLimits([100, 0.5], { scale: 'root-ratio', target: 1 });
    expect(at(lower, 0)).toBeCloseTo((1 - 1.959963984540054 / 20) ** 2, 12);
    expect(at(upper, 0)).toBeCloseTo((1 + 1.959963984540054 / 20) ** 2, 12);
    expect(at(lower, 1)).toBe(0);
  });

  test('of a proportion stay within 0 to 1 however few the cases', () => {
    const { lower, upper } = funnelLimits([1, 2, 3], { scale: 'arcsine-proportion', target: 0.9, confidence: 0.998 });
    expect(toNullable(upper)).toEqual([1, 1, 1]);
    expect(Math.min(...lower.values)).toBeGreaterThanOrEqual(0);
  });

  test('on the log, square root and exact scales agree for many expected events', () => {
    const [log, root] = (['log-ratio', 'root-ratio'] as const).map((scale) => funnelLimits([1e6], { scale, target: 1, confidence: 0.998 }));
    const exact = exactRatioLimits([1e6], { confidence: 0.998 });
    for (const limits of [log, root]) {
      expect(at(limits?.lower ?? exact.lower, 0)).toBeCloseTo(at(exact.lower, 0) ?? 0, 5);
      expect(at(limits?.upper ?? exact.upper, 0)).toBeCloseTo(at(exact.upper, 0) ?? 0, 5);
    }
  });

  test('chance alone puts 1 in 20 units outside the 95% limits', () => {
    const generator = xoshiro128(24);
    const n = 400;
    const units = 4000;
    const numerator = Float64Array.from({ length: units }, () => {
      let events = 0;
      for (let trial = 0; trial < n; trial += 1) if (generator.uniform() < 0.3) events += 1;
      return events;
    });
    const denominator = new Float64Array(units).fill(n);
    const limits = funnelLimits(denominator, { scale: 'arcsine-proportion', target: 0.3 });
    const value = { length: units, values: numerator.map((x) => x / n), defined: new Uint8Array(units).fill(1) };
    const outside = outsideLimits(value, limits).reduce((sum, flag) => sum + flag, 0) / units;
    // Counts are whole, so the share is near 5% but not exactly it: 4 standard errors and 1% for that.
    expect(Math.abs(outside - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / units) + 0.01);
  });

  test('a band by adjusted score and one by limits agree on the log scale', () => {
    const counts = { numerator: [5, 18, 40, 90, 7], denominator: [10, 10, 44, 50, 9.5] };
    const scores = funnelScores(counts, { scale: 'log-ratio' });
    const tau2 = 0.04;
    const limits = funnelLimits(counts.denominator, { scale: 'log-ratio', target: 1, tau2 });
    const adjusted = adjustedScores(scores, tau2);
    const ratio = columnOf(counts.numerator.map((x, row) => x / (counts.denominator[row] ?? 1)));
    expect([...outsideLimits(ratio, limits)]).toEqual(toNullable(adjusted).map((z) => (Math.abs(z ?? 0) > 1.959963984540054 ? 1 : 0)));
  });

  test('are not defined without a denominator', () => {
    expect(toNullable(funnelLimits([null, 0], { scale: 'rate', target: 2 }).lower)).toEqual([null, null]);
    expect(toNullable(exactRatioLimits([null, 0]).upper)).toEqual([null, null]);
    expect([...outsideLimits(columnOf([3, null]), funnelLimits([null, 5], { scale: 'rate', target: 2 }))]).toEqual([0, 0]);
  });
});

describe('scores', () => {
  test.each([
    ['log-ratio', Math.log(2) * 5],
    ['root-ratio', (Math.SQRT2 - 1) * 10],
    ['rate', 5],
  ] as const)('50 observed of 25 expected on the scale %s', (scale, z) => {
    expect(at(funnelScores({ numerator: [50], denominator: [25] }, { scale, target: 1 }).score, 0)).toBeCloseTo(z, 12);
  });

  test('are 0 where all units are equal, and null where nothing is at stake', () => {
    const equal = { numerator: [5, 10], denominator: [50, 100] };
    for (const scale of ['arcsine-proportion', 'proportion', 'rate'] as const) {
      for (const z of toNullable(funnelScores(equal, { scale }).score)) expect(z).toBeCloseTo(0, 12);
    }
    expect(toNullable(funnelScores({ numerator: [0, 0], denominator: [5, 6] }, { scale: 'proportion' }).score)).toEqual([null, null]);
    expect(toNullable(funnelScores({ numerator: [null], denominator: [0] }, { scale: 'rate' }).score)).toEqual([null]);
  });

  test.each([
    [{ numerator: [5], denominator: [4] }, 'proportion', 'row 0: impossible proportion 5 of 4'],
    [{ numerator: [1, -2], denominator: [4, 4] }, 'rate', 'row 1: impossible counts -2 of 4'],
    [{ numerator: [Number.NaN], denominator: [4] }, 'log-ratio', 'row 0: impossible counts NaN of 4'],
    [{ numerator: [1], denominator: [Number.POSITIVE_INFINITY] }, 'rate', 'Infinity'],
    [{ numerator: [1], denominator: [4, 5] }, 'rate', 'numerator has 1, denominator has 2'],
    [{ numerator: [0], denominator: [4] }, 'log-counts', 'target out of range for the scale log-counts: 0'],
  ] as const)('refuse %j on %s', (counts, scale, message) => {
    expect(() => funnelScores(counts, { scale })).toThrow(message);
  });

  test('tau2 draws every score towards 0', () => {
    const adjusted = adjustedScores(scoresOf([3, -4], [0.3, 0.4]), 0.16);
    expect(at(adjusted, 0)).toBeCloseTo(0.9 / 0.5, 12);
    expect(at(adjusted, 1)).toBeCloseTo(-1.6 / Math.sqrt(0.32), 12);
    expect(() => adjustedScores(scoresOf([1]), -1)).toThrow('-1');
  });
});

test('a sample quantile interpolates between its neighbours', () => {
  expect([0, 0.1, 0.5, 1].map((p) => sampleQuantile([1, 2, 3, 4], p))).toEqual([1, 1.3, 2.5, 4]);
  expect(sampleQuantile([], 0.5)).toBeNull();
  expect(() => sampleQuantile([1], 1.5)).toThrow('1.5');
});
