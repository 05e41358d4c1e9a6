import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toNullable } from '../../stats/column.ts';
import { laplaceLikelihood } from '../../stats/logistic-laplace.ts';
import { logisticRandomIntercept } from '../../stats/logistic-random-intercept.ts';
import { xoshiro128 } from '../../stats/random.ts';

const units = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 2, maxLength: 10 })
  .map((rows) => ({ numerator: rows.map(([n, share]) => Math.round(n * share)), denominator: rows.map(([n]) => n) }));

describe('random-intercept logistic model', () => {
  test('units of one proportion show no deviation, and the intercept is their log odds', () => {
    const fit = logisticRandomIntercept({ numerator: [10, 20, 30], denominator: [40, 80, 120] });
    expect(fit.deviation).toBe(0);
    expect(fit.intercept).toBeCloseTo(Math.log(1 / 3), 8);
    expect(fit.interceptStandardError).toBeCloseTo(1 / Math.sqrt(240 * 0.25 * 0.75), 8);
    expect(toNullable(fit.effect)).toEqual([0, 0, 0]);
    expect(toNullable(fit.effectDeviation)).toEqual([0, 0, 0]);
  });

  test('slopes of the likelihood are those of small steps', () => {
    fc.assert(
      fc.property(
        units,
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        ({ numerator, denominator }, intercept, deviation) => {
          const trials = { events: Float64Array.from(numerator), trials: Float64Array.from(denominator) };
          const at = (i: number, d: number) => laplaceLikelihood(trials, i, d).logLikelihood;
          const { slopeOfIntercept, slopeOfDeviation } = laplaceLikelihood(trials, intercept, deviation);
          const step = 1e-5;
          expect(Math.abs((at(intercept + step, deviation) - at(intercept - step, deviation)) / (2 * step) - slopeOfIntercept)).toBeLessThan(1e-3);
          expect(Math.abs((at(intercept, deviation + step) - at(intercept, deviation - step)) / (2 * step) - slopeOfDeviation)).toBeLessThan(1e-3);
        },
      ),
    );
  });

  test('no other deviation or intercept near by is likelier, and shrunken log odds lie between own and overall', () => {
    fc.assert(
      fc.property(units, (given) => {
        const fit = logisticRandomIntercept(given);
        if (fit.intercept === null || fit.deviation === null) return;
        const trials = { events: Float64Array.from(given.numerator), trials: Float64Array.from(given.denominator) };
        const best = laplaceLikelihood(trials, fit.intercept, fit.deviation).logLikelihood;
        for (const [i, d] of [
          [0.05, 0],
          [-0.05, 0],
          [0, 0.05],
          [0, -0.05],
        ] as const)
          expect(laplaceLikelihood(trials, fit.intercept + i, Math.abs(fit.deviation + d)).logLikelihood).toBeLessThanOrEqual(best + 1e-7);
        for (const [row, x] of given.numerator.entries()) {
          const excess = x / (given.denominator[row] ?? 1) - 1 / (1 + Math.exp(-fit.intercept));
          expect((toNullable(fit.effect)[row] ?? 0) * Math.sign(excess)).toBeGreaterThanOrEqual(-1e-7);
        }
      }),
      { numRuns: 200, examples: [[{ numerator: [0, 0, 7, 0, 0, 0, 0, 0], denominator: [15, 45, 20, 25, 29, 12, 13, 15] }]] },
    );
  });

  test('counting non-events instead turns every sign and keeps the likelihood', () => {
    const given = { numerator: [3, 9, 14, 2, 30], denominator: [10, 12, 40, 20, 45] };
    const one = logisticRandomIntercept(given);
    const other = logisticRandomIntercept({ ...given, numerator: given.denominator.map((n, row) => n - (given.numerator[row] ?? 0)) });
    expect(other.intercept).toBeCloseTo(-(one.intercept ?? 0), 8);
    expect(other.deviation).toBeCloseTo(one.deviation ?? 0, 8);
    expect(other.logLikelihood).toBeCloseTo(one.logLikelihood ?? 0, 8);
    expect(toNullable(other.effect)[1]).toBeCloseTo(-(toNullable(one.effect)[1] ?? 0), 8);
  });

  test('finds the deviation that made the data', () => {
    const random = xoshiro128(8);
    const denominator = Array.from({ length: 400 }, () => 100);
    const numerator = denominator.map((n) => {
      const p = 1 / (1 + Math.exp(1 - 0.6 * random.normal()));
      return Array.from({ length: n }).filter(() => random.uniform() < p).length;
    });
    const fit = logisticRandomIntercept({ numerator, denominator });
    expect(Math.abs((fit.deviation ?? 0) - 0.6)).toBeLessThan(4 * (0.65 / Math.sqrt(800)));
    expect(Math.abs((fit.intercept ?? 0) + 1)).toBeLessThan(4 * (fit.interceptStandardError ?? 0));
  });

  test('rows that are not known or have no trial are left out; nothing is defined without two units, or without both outcomes', () => {
    const fit = logisticRandomIntercept({ numerator: [3, null, 0, 9], denominator: [10, 10, 0, 12] });
    expect(toNullable(fit.effect).map((value) => value === null)).toEqual([false, true, true, false]);
    for (const given of [
      { numerator: [3], denominator: [10] },
      { numerator: [0, 0], denominator: [5, 9] },
      { numerator: [5, 9], denominator: [5, 9] },
      { numerator: [], denominator: [] },
      { numerator: [1, 0, 0], denominator: [1, 1, 1] }, // Laplace's likelihood rises without end
    ])
      expect(logisticRandomIntercept(given)).toMatchObject({ intercept: null, deviation: null, logLikelihood: null });
  });

  test.each([
    ['events above trials', [1, 5], [2, 4], 'row 1: impossible count of trials 5 of 4'],
    ['a negative count', [-1, 5], [2, 9], 'row 0: impossible count of trials -1 of 2'],
    ['a fraction', [1, 2.5], [2, 9], 'row 1: impossible count of trials 2.5 of 9'],
    ['NaN', [1, 2], [Number.NaN, 9], 'row 0: impossible count of trials 1 of NaN'],
    ['infinity', [1, 2], [2, Number.POSITIVE_INFINITY], 'row 1: impossible count of trials 2 of Infinity'],
    ['unequal lengths', [1], [2, 3], 'columns differ in length'],
  ])('refuses %s', (_, numerator, denominator, message) => {
    expect(() => logisticRandomIntercept({ numerator, denominator })).toThrow(message);
  });
});
