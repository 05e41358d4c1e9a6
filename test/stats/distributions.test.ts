import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as distributions from '../../stats/distributions.ts';
import { studentisedRangeCdf, studentisedRangeQuantile } from '../../stats/studentised-range.ts';

interface Reference {
  name: string;
  arguments: number[];
  expected: number;
}

// 1,003 figures to 20 digits, made with mpmath by the program beside them; see there for how.
const references: Reference[] = readFileSync(join(import.meta.dirname, '../fixtures/distributions.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [name = '', x = '', a = '', b = '', expected = ''] = line.split(',');
    return { name, arguments: [x, a, b].filter((value) => value !== '').map(Number), expected: Number(expected) };
  });

const call = (name: string, values: number[]): number =>
  (distributions as unknown as Record<string, (...values: number[]) => number>)[name]?.(...values) ?? Number.NaN;

const relativeError = (got: number, expected: number): number => (expected === 0 ? Math.abs(got) : Math.abs(got / expected - 1));

describe('worst relative error against figures to 20 digits', () => {
  // Each bound is about twice what is reached.
  const bounds: Record<string, number> = {
    normalCdf: 5e-16,
    normalUpperTail: 5e-16,
    normalQuantile: 1e-15,
    gammaCdf: 3e-14,
    gammaUpperTail: 3e-14,
    gammaQuantile: 1e-14,
    gammaUpperQuantile: 5e-15,
    betaCdf: 1e-14,
    betaUpperTail: 1e-14,
    betaQuantile: 5e-15,
    betaUpperQuantile: 1e-14,
    studentTCdf: 1e-14,
    studentTUpperTail: 1e-14,
    studentTQuantile: 5e-15,
    studentTUpperQuantile: 5e-15,
    fCdf: 2e-15,
    fUpperTail: 2e-14,
    poissonCdf: 2e-14,
    poissonUpperTail: 5e-15,
    binomialCdf: 5e-15,
    binomialUpperTail: 1e-14,
    logGamma: 5e-15,
  };

  test('every function of the table has a bound', () => {
    expect(new Set(references.map(({ name }) => name))).toEqual(new Set(Object.keys(bounds)));
  });

  test.each(Object.entries(bounds))('%s is within %d', (name, bound) => {
    for (const reference of references) {
      if (reference.name !== name) continue;
      const error = relativeError(call(name, reference.arguments), reference.expected);
      expect(error, `${name}(${reference.arguments.join(', ')}) of ${reference.expected}`).toBeLessThanOrEqual(bound);
    }
  });
});

const shape = fc.double({ min: -1, max: 7, noNaN: true }).map((power) => 10 ** power);
const tail = fc.double({ min: -12, max: -0.31, noNaN: true }).map((power) => 10 ** power);

describe('beyond the table', () => {
  test('a gamma quantile turns back into its tail, and the two tails add to 1', () => {
    fc.assert(
      fc.property(shape, tail, (a, p) => {
        const low = distributions.gammaQuantile(p, a);
        const high = distributions.gammaUpperQuantile(p, a);
        // The tail is as steep in ln x as √a and more, so that the last digit of x shows in the tail.
        const digits = 4e-14 * (1 + Math.sqrt(a));
        expect(relativeError(distributions.gammaCdf(low, a), p)).toBeLessThan(digits);
        expect(relativeError(distributions.gammaUpperTail(high, a), p)).toBeLessThan(digits);
        expect(distributions.gammaCdf(high, a) + distributions.gammaUpperTail(high, a)).toBeCloseTo(1, 14);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });

  test('a beta quantile turns back into its tail, and mirrors when a and b swap', () => {
    const parameter = fc.double({ min: -0.5, max: 5, noNaN: true }).map((power) => 10 ** power);
    fc.assert(
      fc.property(parameter, parameter, tail, (a, b, p) => {
        const low = distributions.betaQuantile(p, a, b);
        const high = distributions.betaUpperQuantile(p, a, b);
        if (low < 0.9) expect(relativeError(distributions.betaCdf(low, a, b), p)).toBeLessThan(1e-11);
        if (high < 0.9) expect(relativeError(distributions.betaUpperTail(high, a, b), p)).toBeLessThan(1e-11);
        expect(low).toBeCloseTo(1 - distributions.betaUpperQuantile(p, b, a), 13);
        expect(distributions.betaCdf(low, a, b) + distributions.betaUpperTail(low, a, b)).toBeCloseTo(1, 14);
      }),
    );
  });

  test('a t quantile turns back into its tail; with very many degrees of freedom it is normal', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1e6, noNaN: true }), tail, (degrees, p) => {
        const t = distributions.studentTUpperQuantile(p, degrees);
        expect(relativeError(distributions.studentTUpperTail(t, degrees), p)).toBeLessThan(1e-12);
        expect(distributions.studentTCdf(-t, degrees)).toBe(distributions.studentTUpperTail(t, degrees));
      }),
    );
    expect(distributions.studentTQuantile(0.975, 1e12)).toBeCloseTo(distributions.normalQuantile(0.975), 10);
    expect(distributions.studentTQuantile(0.975, Number.POSITIVE_INFINITY)).toBe(distributions.normalQuantile(0.975));
  });

  test('cumulative functions never fall where the method of computing them changes', () => {
    for (const a of [0.5, 10, 59.9, 60, 61, 100, 1e4, 1e7]) {
      let last = 0;
      for (let z = -9; z <= 9; z += 1 / 64) {
        const p = distributions.gammaCdf(Math.max(0, a + z * Math.sqrt(a)), a);
        expect(p).toBeGreaterThanOrEqual(last - 1e-15);
        last = p;
      }
    }
  });

  test('the Poisson and binomial functions are the sums of their terms', () => {
    let poisson = 0;
    let binomial = 0;
    for (let k = 0; k <= 20; k += 1) {
      poisson += Math.exp(k * Math.log(7.5) - 7.5 - distributions.logGamma(k + 1));
      binomial += Math.exp(
        distributions.logGamma(21) - distributions.logGamma(k + 1) - distributions.logGamma(21 - k) + k * Math.log(0.3) + (20 - k) * Math.log(0.7),
      );
      expect(distributions.poissonCdf(k, 7.5)).toBeCloseTo(poisson, 13);
      expect(distributions.binomialCdf(k, 20, 0.3)).toBeCloseTo(binomial, 13);
    }
    expect(distributions.binomialQuantile(0.05, 20, 0.5)).toBe(6);
    expect(distributions.binomialQuantile(0.5, 1, 0.5)).toBe(0);
  });

  test('the log of a normal tail too small to be held is finite and joins the one that can be', () => {
    expect(distributions.normalLogCdf(-36.9999999)).toBeCloseTo(distributions.normalLogCdf(-37.0000001), 4);
    expect(distributions.normalLogCdf(-100)).toBeCloseTo(-5005.524208694205, 8);
  });

  test('the range of two normal values is √2 times a normal deviate', () => {
    expect(studentisedRangeQuantile(0.95, 2)).toBeCloseTo(Math.SQRT2 * distributions.normalQuantile(0.975), 12);
    // Roots of the same integral by mpmath at 25 digits.
    expect(studentisedRangeQuantile(0.95, 10)).toBeCloseTo(4.474124221725905, 11);
    expect(studentisedRangeQuantile(0.99, 100)).toBeCloseTo(6.635541907441486, 11);
  });
});

describe('ends and refusals', () => {
  test('probabilities of 0 and 1 give the ends of the distribution', () => {
    expect(distributions.normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(distributions.normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(distributions.normalQuantile(0.5)).toBe(0);
    expect(distributions.studentTQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(distributions.gammaQuantile(0, 3)).toBe(0);
    expect(distributions.gammaQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(distributions.betaQuantile(0, 2, 3)).toBe(0);
    expect(distributions.betaQuantile(1, 2, 3)).toBe(1);
    expect(distributions.chiSquareQuantile(0.975, 0)).toBe(0);
    expect(distributions.chiSquareCdf(0, 0)).toBe(1);
    expect(distributions.gammaCdf(Number.POSITIVE_INFINITY, 2)).toBe(1);
    expect(distributions.fCdf(-1, 2, 3)).toBe(0);
  });

  test.each([
    ['normalCdf', [Number.NaN], 'z is not a number: NaN'],
    ['normalQuantile', [1.1], 'probability must be within 0 to 1: 1.1'],
    ['normalQuantile', [Number.NaN], 'NaN'],
    ['studentTCdf', [1, 0], 'degrees of freedom must be a finite number above 0: 0'],
    ['studentTQuantile', [0.5, -1], '-1'],
    ['gammaCdf', [1, -2], 'shape must be a finite number of at least 0: -2'],
    ['gammaQuantile', [0.5, Number.POSITIVE_INFINITY], 'Infinity'],
    ['betaCdf', [0.5, 0, 1], 'a must be a finite number above 0: 0'],
    ['betaQuantile', [-0.1, 1, 1], '-0.1'],
    ['fCdf', [1, 1, Number.NaN], 'NaN'],
    ['poissonCdf', [Number.NaN, 1], 'count is not a number: NaN'],
    ['poissonCdf', [1, -1], '-1'],
    ['binomialCdf', [1, 2.5, 0.5], 'trials must be a whole number of at least 0: 2.5'],
    ['binomialQuantile', [0.5, 2, 1.5], '1.5'],
    ['logGamma', [0], '0'],
  ] as const)('%s refuses %j', (name, values, message) => {
    expect(() => call(name, [...values])).toThrow(RangeError);
    expect(() => call(name, [...values])).toThrow(message);
  });

  test('a studentised range needs two groups', () => {
    expect(() => studentisedRangeCdf(1, 1)).toThrow('groups must be a whole number of at least 2: 1');
    expect(() => studentisedRangeQuantile(2, 3)).toThrow('probability must be within 0 to 1: 2');
    expect(studentisedRangeCdf(-1, 3)).toBe(0);
  });
});
