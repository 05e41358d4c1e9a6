import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Column, toNullable } from '../../stats/column.ts';
import { conditionalEfficiency } from '../../stats/conditional-efficiency.ts';
import { halfNormalFit } from '../../stats/half-normal-likelihood.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { type StochasticFrontierIn, stochasticFrontier } from '../../stats/stochastic-frontier.ts';
import { describeWithSharedData } from '../support/shared-data.ts';

/** y = 1 + 0.6 a + 0.3 b + v - u (production) or + u (cost), with standard deviations of v and of u before its cut. */
function simulated(rows: number, seed: number, { noise, inefficiency, sign = -1 }: { noise: number; inefficiency: number; sign?: 1 | -1 }) {
  const random = xoshiro128(seed);
  const a = Array.from({ length: rows }, () => 5 + random.normal());
  const b = a.map(() => 2 * random.normal());
  const u = a.map(() => Math.abs(inefficiency * random.normal()));
  const outcome = a.map((value, k) => 1 + 0.6 * value + 0.3 * (b[k] as number) + noise * random.normal() + sign * (u[k] as number));
  return { units: { outcome, regressors: [a, b] } satisfies StochasticFrontierIn, efficiency: u.map((value) => Math.exp(-value)) };
}

const numbers = (column: Column) => toNullable(column) as number[];

describe('stochastic frontier', () => {
  test.each([
    ['production', -1],
    ['cost', 1],
  ] as const)('finds what was planted in a %s frontier of 3,000 units', (frontier, sign) => {
    const { units, efficiency } = simulated(3000, 7, { noise: 0.2, inefficiency: 0.4, sign });
    const found = stochasticFrontier(units, { frontier });
    expect(found.status).toBe('estimated');
    const [intercept = 0, first = 0, second = 0] = found.model?.coefficients ?? [];
    expect(Math.abs(intercept - 1)).toBeLessThan(0.06);
    expect(first).toBeCloseTo(0.6, 1);
    expect(second).toBeCloseTo(0.3, 1);
    expect(found.model?.lambda).toBeGreaterThan(1.5);
    expect(found.model?.lambda).toBeLessThan(2.6);
    expect(found.model?.varianceOfNoise).toBeCloseTo(0.04, 2);
    expect(found.model?.probability).toBeLessThan(1e-6);
    const [lower, upper] = [numbers(found.lower), numbers(found.upper)];
    const covered = efficiency.filter((actual, k) => (lower[k] as number) <= actual && actual <= (upper[k] as number)).length / efficiency.length;
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });

  test('no other parameters have a higher likelihood', () => {
    const { units } = simulated(80, 3, { noise: 0.2, inefficiency: 0.5 });
    const { model } = stochasticFrontier(units, { frontier: 'production' });
    if (model === null) throw new Error('nothing estimated');
    const [a, b] = units.regressors as [number[], number[]];
    // Columns as the likelihood takes them: outcome, then minus intercept and regressors.
    const columns = [units.outcome, a.map(() => -1), a.map((value) => -value), b.map((value) => -value)].map((column) => Float64Array.from(column));
    const sigma = Math.sqrt(model.varianceOfInefficiency + model.varianceOfNoise);
    const start = Float64Array.from([1, ...model.coefficients], (value) => value / sigma);
    const at = (lambda: number) => halfNormalFit(columns, lambda, start);
    expect(at(model.lambda).logLikelihood).toBeCloseTo(model.logLikelihood, 9);
    expect(Math.abs(at(model.lambda).slope)).toBeLessThan(1e-6);
    for (let lambda = 0.05; lambda < 200; lambda *= 1.3) expect(at(lambda).logLikelihood).toBeLessThanOrEqual(model.logLikelihood + 1e-9);
  });

  test('residuals that lean the wrong way mean no inefficiency, with a flag', () => {
    const { units } = simulated(200, 7, { noise: 0.2, inefficiency: 0.4, sign: 1 });
    const found = stochasticFrontier(units, { frontier: 'production' });
    expect(found.status).toBe('wrong-skewness');
    expect(found.model).toMatchObject({ lambda: 0, gamma: 0, varianceOfInefficiency: 0, probability: 1 });
    expect(numbers(found.efficiency)).toEqual(units.outcome.map(() => 1));
    expect(toNullable(found.lower)).toEqual(units.outcome.map(() => null));
  });

  test('without noise nothing is given', () => {
    const found = stochasticFrontier(simulated(60, 2, { noise: 0, inefficiency: 0.5 }).units, { frontier: 'production' });
    expect(found).toMatchObject({ status: 'not-estimable', model: null });
    expect(numbers(found.efficiency)).toEqual(Array(60).fill(null));
    const exact = stochasticFrontier({ outcome: [1, 2, 3, 4, 5, 6, 7], regressors: [[1, 2, 3, 4, 5, 6, 7]] }, { frontier: 'cost' });
    expect(exact.status).toBe('not-estimable');
  });

  test('units of measurement, order of rows and rows that are not known do not matter', () => {
    const { units } = simulated(90, 5, { noise: 0.1, inefficiency: 0.4 });
    const one = stochasticFrontier(units, { frontier: 'production' });
    const reversed = (column: ArrayLike<number>, shift: number) => [null, ...Array.from(column, (value) => value + shift).reverse()];
    const other = stochasticFrontier(
      { outcome: reversed(units.outcome, Math.log(1000)), regressors: units.regressors.map((column) => reversed(column, Math.log(60))) },
      { frontier: 'production' },
    );
    expect(other.units).toBe(90);
    expect(other.model?.lambda).toBeCloseTo(one.model?.lambda ?? 0, 6);
    for (const [k, value] of numbers(one.efficiency).entries()) expect(toNullable(other.efficiency)[90 - k]).toBeCloseTo(value, 7);
    expect(toNullable(other.efficiency)[0]).toBeNull();
  });

  test('an average frontier can do without regressors; too few units give nothing', () => {
    const random = xoshiro128(4);
    const outcome = Array.from({ length: 400 }, () => 2 + 0.1 * random.normal() - Math.abs(0.3 * random.normal()));
    expect(stochasticFrontier({ outcome, regressors: [] }, { frontier: 'production' }).model?.coefficients[0]).toBeCloseTo(2, 1);
    expect(stochasticFrontier({ outcome: outcome.slice(0, 4), regressors: [] }, { frontier: 'production' })).toMatchObject({
      status: 'too-few-units',
      units: 4,
    });
  });

  test.each([
    ['an infinite outcome', { outcome: [1, Number.NEGATIVE_INFINITY], regressors: [[1, 2]] }, 'row 1: outcome must be finite: -Infinity'],
    ['a regressor that is not a number', { outcome: [1, 2], regressors: [[1, Number.NaN]] }, 'row 1: regressor 0 must be finite: NaN'],
    ['a regressor that does not vary', { outcome: [1, 2, 4, 3, 5, 6, 9], regressors: [[3, 3, 3, 3, 3, 3, 3]] }, 'regressor 0 does not vary: 3'],
    ['unequal lengths', { outcome: [1, 2], regressors: [[1]] }, 'columns differ in length: outcome has 2, regressor 0 has 1'],
  ])('refuses %s', (_, units, message) => {
    expect(() => stochasticFrontier(units, { frontier: 'production' })).toThrow(message);
  });

  test('refuses regressors that explain each other', () => {
    const { units } = simulated(30, 1, { noise: 0.2, inefficiency: 0.4 });
    const [a, b] = units.regressors as [number[], number[]];
    const both = a.map((value, k) => value + (b[k] as number));
    expect(() => stochasticFrontier({ ...units, regressors: [a, b, both] }, { frontier: 'production' })).toThrow(
      'column 3 is a combination of the columns before it',
    );
  });
});

describe('efficiency of one unit given its residual', () => {
  const model = { lambda: 1, varianceOfInefficiency: 0.5, varianceOfNoise: 0.5 };

  test('by hand: u is normal about 0.5 with variance 0.25, cut off below 0', () => {
    // m = 0.5, s = 0.5: E(exp(-u)) = Phi(0.5) / Phi(1) exp(-0.5 + 0.125).
    const { efficiency, mode } = conditionalEfficiency(-1, model, 0.95);
    expect(efficiency).toBeCloseTo((0.6914624612740131 / 0.8413447460685429) * Math.exp(-0.375), 12);
    expect(mode).toBeCloseTo(Math.exp(-0.5), 12);
  });

  test('the limits hold the stated share of the distribution', () => {
    const random = xoshiro128(9);
    const { lower, upper } = conditionalEfficiency(-1, model, 0.9);
    const draws = Array.from({ length: 60_000 }, () => 0.5 + 0.5 * random.normal()).filter((u) => u > 0);
    const within = (test: (efficiency: number) => boolean) => draws.filter((u) => test(Math.exp(-u))).length / draws.length;
    expect(within((efficiency) => efficiency < (lower ?? 0))).toBeCloseTo(0.05, 2);
    expect(within((efficiency) => efficiency > (upper ?? 0))).toBeCloseTo(0.05, 2);
  });

  test('far above the frontier all is noise: efficient, with limits that join on', () => {
    const near = [-29.9, -30.1].map((z) => conditionalEfficiency(-z, { ...model, varianceOfNoise: 0.5 }, 0.95));
    for (const name of ['efficiency', 'lower', 'upper'] as const) {
      expect(near[0]?.[name]).toBeCloseTo(near[1]?.[name] ?? 0, 3);
      expect(near[1]?.[name]).toBeLessThanOrEqual(1);
    }
    expect(conditionalEfficiency(500, model, 0.95).mode).toBe(1);
    expect(conditionalEfficiency(500, model, 0.95).lower).toBeGreaterThan(0.99);
  });
});

describeWithSharedData('Norwegian farms (norWood2004), where the variance of noise goes to its bound', (folder) => {
  test('nothing is given, for packages disagree in the first digit', () => {
    const key = JSON.parse(readFileSync(join(folder, '..', 'answer-keys', 'dea.json'), 'utf8')) as {
      cases: { id: string; input: { inputs: number[][]; outputs: number[][] } }[];
    };
    const { inputs = [], outputs = [] } = key.cases.find(({ id }) => id === 'norwood-1-60')?.input ?? {};
    const units = { outcome: outputs.map(([y = 0]) => Math.log(y)), regressors: [0, 1].map((k) => inputs.map((row) => Math.log(row[k] as number))) };
    expect(stochasticFrontier(units, { frontier: 'production' }).status).toBe('not-estimable');
  });
});
