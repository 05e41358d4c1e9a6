import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atVariance, betweenUnitVariance, type VarianceMethod } from '../../stats/between-unit-variance.ts';
import { toNullable } from '../../stats/column.ts';
import { empiricalBayes } from '../../stats/empirical-bayes.ts';
import { knownEstimates } from '../../stats/estimate-columns.ts';
import { expectedRanks } from '../../stats/expected-ranks.ts';
import { compareGroups } from '../../stats/group-comparison.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { randomEffects, ungrouped } from '../../stats/random-effects.ts';

const methods: VarianceMethod[] = ['DL', 'REML', 'PM', 'ML'];
const units = fc
  .array(fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 2, max: 30 })), { minLength: 3, maxLength: 15 })
  .map((rows) => ({ estimate: rows.map(([y]) => y / 40), standardError: rows.map(([, se]) => se / 10) }));
const badInput: [string, (number | null)[], (number | null)[], string][] = [
  ['a standard error of 0', [1, 2, 3], [1, 0, 1], 'row 1: standard error must be finite and above 0: 0'],
  ['a negative standard error', [1, 2, 3], [1, 1, -2], 'row 2: standard error must be finite and above 0: -2'],
  ['NaN', [Number.NaN, 2, 3], [1, 1, 1], 'row 0: estimate must be finite: NaN'],
  ['infinity', [1, 2, 3], [1, Number.POSITIVE_INFINITY, 1], 'row 1: standard error must be finite and above 0: Infinity'],
  ['unequal lengths', [1, 2, 3], [1, 1], 'columns differ in length'],
];

describe('variance between units', () => {
  // By hand, equal standard errors 1: the plain variance of 0, 2, 4, 6 is 20/3, so that tau2 is 20/3 - 1 (ML: 5 - 1).
  test.each([
    ['DL', 17 / 3],
    ['REML', 17 / 3],
    ['PM', 17 / 3],
    ['ML', 4],
  ] as const)('%s with equal standard errors is the variance less chance', (method, tau2) => {
    const fit = randomEffects({ estimate: [0, 2, 4, 6], standardError: [1, 1, 1, 1] }, method);
    expect(fit?.tau2).toBeCloseTo(tau2, 10);
    expect(fit?.mean).toBeCloseTo(3, 12);
    expect(fit?.q).toBeCloseTo(20, 12);
    expect(fit?.iSquaredPercent).toBeCloseTo((100 * tau2) / (tau2 + 1), 8);
  });

  // Rubin DB. Estimation in parallel randomized experiments. J Educ Stat 1981;6:377-401: eight schools.
  test('Rubin’s eight schools show no variance beyond chance by any of the methods', () => {
    const schools = { estimate: [28.39, 7.94, -2.75, 6.82, -0.64, 0.63, 18.01, 12.16], standardError: [14.9, 10.2, 16.3, 11.0, 9.4, 11.4, 10.4, 17.6] };
    for (const method of methods) expect(randomEffects(schools, method)).toMatchObject({ tau2: 0, iSquaredPercent: 0, hSquared: 1 });
    expect(randomEffects(schools, 'DL')?.mean).toBeCloseTo(7.9, 1);
  });

  test('follows the unit of measurement, and neither origin nor order matters', () => {
    fc.assert(
      fc.property(units, fc.constantFrom(...methods), ({ estimate, standardError }, method) => {
        const one = randomEffects({ estimate, standardError }, method);
        const other = randomEffects(
          { estimate: estimate.map((y) => 8 * y - 64).reverse(), standardError: standardError.map((se) => 8 * se).reverse() },
          method,
        );
        const size = Math.max(1, one?.tau2 ?? 0);
        expect(Math.abs((other?.tau2 ?? 0) / 64 - (one?.tau2 ?? 0))).toBeLessThan(1e-8 * size);
      }),
    );
  });

  test('PM makes Q equal its degrees of freedom, and REML and ML are the highest points of their likelihoods', () => {
    fc.assert(
      fc.property(units, fc.double({ min: 0, max: 200, noNaN: true }), (given, other) => {
        const known = ungrouped(knownEstimates(given));
        const pm = betweenUnitVariance(known, 'PM') ?? 0;
        if (pm > 0) expect(atVariance(known, pm).q).toBeCloseTo(known.length - 1, 6);
        else expect(atVariance(known, 0).q).toBeLessThanOrEqual(known.length - 1);
        const at = (tau2: number) => atVariance(known, tau2);
        expect(at(other).restrictedLogLikelihood).toBeLessThanOrEqual(at(betweenUnitVariance(known, 'REML') ?? 0).restrictedLogLikelihood + 1e-9);
        expect(at(other).logLikelihood).toBeLessThanOrEqual(at(betweenUnitVariance(known, 'ML') ?? 0).logLikelihood + 1e-9);
      }),
    );
  });
});

describe('empirical Bayes', () => {
  // By hand: tau2 17/3 and se 1 give weight 17/20, on a mean of 3.
  test('draws each unit towards the mean by its weight', () => {
    const fit = empiricalBayes({ estimate: [0, 2, 4, 6], standardError: [1, 1, 1, 1] }, { method: 'DL' });
    for (const [row, value] of [0.45, 2.15, 3.85, 5.55].entries()) expect(toNullable(fit.shrunken)[row]).toBeCloseTo(value, 10);
    expect(toNullable(fit.weight)[0]).toBeCloseTo(0.85, 12);
    expect(toNullable(fit.posteriorDeviation)[0]).toBeCloseTo(Math.sqrt(0.85), 12);
  });

  test('shrunken values lie between the own value and the mean, within limits, less sure units nearer the mean', () => {
    fc.assert(
      fc.property(units, fc.constantFrom(...methods), (given, method) => {
        const fit = empiricalBayes(given, { method });
        const mean = fit.model?.mean ?? 0;
        const [shrunken, lower, upper, weight, error] = [fit.shrunken, fit.lower, fit.upper, fit.weight, fit.standardError].map(toNullable) as number[][];
        for (const [row, own] of given.estimate.entries()) {
          const value = shrunken?.[row] ?? Number.NaN;
          expect(value).toBeGreaterThanOrEqual(Math.min(own, mean) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(own, mean) + 1e-9);
          expect(lower?.[row]).toBeLessThanOrEqual(value);
          expect(upper?.[row]).toBeGreaterThanOrEqual(value);
          expect(error?.[row]).toBeGreaterThanOrEqual(toNullable(fit.posteriorDeviation)[row] ?? 0);
          for (const [other, se] of given.standardError.entries())
            if (se > (given.standardError[row] ?? 0)) expect(weight?.[other]).toBeLessThanOrEqual(weight?.[row] ?? 0);
        }
      }),
    );
  });

  test('a unit that is not known is left out, one unit alone decides nothing', () => {
    const fit = empiricalBayes({ estimate: [0, null, 2, 4, 6], standardError: [1, 1, 1, 1, 1] }, { method: 'REML' });
    expect(toNullable(fit.shrunken)[1]).toBeNull();
    expect(fit.model?.units).toBe(4);
    const alone = empiricalBayes({ estimate: [3], standardError: [1] }, { method: 'REML' });
    expect(alone.model).toBeNull();
    expect(toNullable(alone.shrunken)).toEqual([null]);
    expect(empiricalBayes({ estimate: [], standardError: [] }, { method: 'DL' }).model).toBeNull();
  });

  test('equal estimates stay as they are', () => {
    for (const method of methods) expect(toNullable(empiricalBayes({ estimate: [7, 7, 7], standardError: [1, 2, 3] }, { method }).shrunken)).toEqual([7, 7, 7]);
  });

  test.each(badInput)('refuses %s', (_, estimate, standardError, message) => {
    expect(() => empiricalBayes({ estimate, standardError }, { method: 'DL' })).toThrow(message);
  });

  test('limits hold the true value about as often as stated when units are many', () => {
    const random = xoshiro128(21);
    let [held, all] = [0, 0];
    for (let run = 0; run < 60; run += 1) {
      const standardError = Array.from({ length: 60 }, () => 0.3 + random.uniform());
      const truth = standardError.map(() => 5 + 0.8 * random.normal());
      const fit = empiricalBayes(
        { estimate: truth.map((value, row) => value + (standardError[row] ?? 0) * random.normal()), standardError },
        { method: 'REML' },
      );
      for (const [row, value] of truth.entries()) {
        all += 1;
        if ((toNullable(fit.lower)[row] ?? 0) <= value && value <= (toNullable(fit.upper)[row] ?? 0)) held += 1;
      }
    }
    expect(held / all).toBeGreaterThan(0.925); // tau2 is taken as known: slightly below 0.95
    expect(held / all).toBeLessThan(0.965);
  });

  test('100,000 units in one call', () => {
    const random = xoshiro128(2);
    const standardError = Float64Array.from({ length: 100_000 }, () => 0.5 + random.uniform());
    const estimate = standardError.map((se) => 2 * random.normal() + se * random.normal());
    expect(empiricalBayes({ estimate, standardError }, { method: 'REML' }).model?.tau2).toBeCloseTo(4, 0);
  });
});

describe('expected ranks', () => {
  test('two units one standard deviation of their difference apart: 0.8413 sure', () => {
    const { rank, percentile } = expectedRanks({ mean: [0, 5], deviation: [3, 4] });
    expect(toNullable(rank)[0]).toBeCloseTo(2 - 0.8413447460685429, 12);
    expect(toNullable(rank)[1]).toBeCloseTo(1 + 0.8413447460685429, 12);
    expect(toNullable(percentile)[1]).toBeCloseTo((1 + 0.8413447460685429) / 3, 12);
  });

  test('nothing to tell units apart gives all the middle rank; certainty gives ordinary ranks, ties shared', () => {
    expect(toNullable(expectedRanks({ mean: [4, 4, 4, 4], deviation: [1, 1, 1, 1] }).rank)).toEqual([2.5, 2.5, 2.5, 2.5]);
    expect(toNullable(expectedRanks({ mean: [4, 1, 4, 9], deviation: [0, 0, 0, 0] }).rank)).toEqual([2.5, 1, 2.5, 4]);
    expect(toNullable(expectedRanks({ mean: [4, 100, null], deviation: [1, 0, 1] }).rank)).toEqual([1, 2, null]);
    expect(toNullable(expectedRanks({ mean: [2], deviation: [1] }).rank)).toEqual([1]);
  });

  test('sum to K (K + 1) / 2, lie within 1 to K, and agree with the plain double sum', () => {
    fc.assert(
      fc.property(units, ({ estimate, standardError }) => {
        const size = estimate.length;
        const ranks = toNullable(expectedRanks({ mean: estimate, deviation: standardError }).rank) as number[];
        expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo((size * (size + 1)) / 2, 8);
        for (const rank of ranks) expect(rank >= 1 && rank <= size).toBe(true);
        const turned = toNullable(expectedRanks({ mean: estimate.map((y) => -y), deviation: standardError }).rank) as number[];
        for (const [row, rank] of ranks.entries()) expect(turned[row]).toBeCloseTo(size + 1 - rank, 8);
      }),
    );
  });

  test('refuses a negative deviation and a mean that is not a number by their rows', () => {
    expect(() => expectedRanks({ mean: [1, 2], deviation: [1, -1] })).toThrow('row 1: deviation must be finite and at least 0: -1');
    expect(() => expectedRanks({ mean: [Number.NaN], deviation: [1] })).toThrow('row 0: mean must be finite: NaN');
    expect(() => expectedRanks({ mean: [1], deviation: [] })).toThrow('columns differ in length');
  });
});

describe('comparison of two groups', () => {
  // By hand: equal standard errors 1, groups 0, 2 and 4, 10: residual squares 2 + 18 over 2 degrees give tau2 10 - 1.
  const example = { estimate: [0, 2, 4, 10], standardError: [1, 1, 1, 1], group: [0, 0, 1, 1] };

  test('with equal standard errors is the two-sample t test', () => {
    const fit = compareGroups(example, { method: 'REML', test: 'knapp-hartung' });
    expect(fit?.tau2).toBeCloseTo(9, 9);
    expect(fit?.difference).toBeCloseTo(6, 12);
    expect(fit?.differenceStandardError).toBeCloseTo(Math.sqrt(10), 9);
    expect(fit?.degrees).toBe(2);
    expect(fit?.statistic).toBeCloseTo(6 / Math.sqrt(10), 9);
  });

  test('exchanging the groups turns the difference round and keeps its probability', () => {
    fc.assert(
      fc.property(units, fc.constantFrom(...methods), fc.constantFrom('z' as const, 'knapp-hartung' as const), (given, method, kind) => {
        const group = given.estimate.map((_, row) => row % 2);
        const one = compareGroups({ ...given, group }, { method, test: kind });
        const other = compareGroups({ ...given, group: group.map((code) => 1 - code) }, { method, test: kind });
        expect(other?.difference).toBeCloseTo(-(one?.difference ?? 0), 10);
        expect(other?.probability).toBeCloseTo(one?.probability ?? 0, 8);
        expect(one === null || (one.lower <= one.difference && one.difference <= one.upper)).toBe(true);
        expect(one?.rSquaredPercent ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('an empty group, or fewer than three units, leaves nothing to compare', () => {
    expect(compareGroups({ ...example, group: [1, 1, 1, 1] }, { method: 'DL', test: 'z' })).toBeNull();
    expect(compareGroups({ estimate: [1, 2], standardError: [1, 1], group: [0, 1] }, { method: 'DL', test: 'z' })).toBeNull();
    expect(compareGroups({ ...example, estimate: [0, 2, null, null] }, { method: 'DL', test: 'z' })).toBeNull();
  });

  test('equal estimates differ by nothing', () => {
    const fit = compareGroups({ ...example, estimate: [3, 3, 3, 3] }, { method: 'REML', test: 'z' });
    expect(fit).toMatchObject({ tau2: 0, difference: 0, statistic: 0, probability: 1, rSquaredPercent: null });
  });

  test.each(badInput)('refuses %s', (_, estimate, standardError, message) => {
    expect(() => compareGroups({ estimate, standardError, group: [0, 1, 1] }, { method: 'DL', test: 'z' })).toThrow(message);
  });

  test('refuses a third group by its row', () => {
    expect(() => compareGroups({ ...example, group: [0, 1, 2, 0] }, { method: 'DL', test: 'z' })).toThrow('row 2: group must be 0 or 1: 2');
  });

  test('with few systems the Knapp-Hartung interval covers about 95 times in 100', () => {
    const random = xoshiro128(4);
    const runs = 1500;
    let held = 0;
    for (let run = 0; run < runs; run += 1) {
      const standardError = Array.from({ length: 10 }, () => 0.3 + 0.4 * random.uniform());
      const estimate = standardError.map((se) => random.normal() + se * random.normal());
      const fit = compareGroups({ estimate, standardError, group: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1] }, { method: 'REML', test: 'knapp-hartung' });
      if (fit !== null && fit.lower <= 0 && fit.upper >= 0) held += 1 / runs;
    }
    const error = Math.sqrt((0.95 * 0.05) / runs);
    expect(Math.abs(held - 0.95)).toBeLessThan(4 * error);
  });
});
