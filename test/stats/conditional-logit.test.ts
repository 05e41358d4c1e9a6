import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChoicesIn } from '../../stats/choice-sets.ts';
import { at, toNullable } from '../../stats/column.ts';
import { marketConcentration } from '../../stats/concentration.ts';
import { conditionalLogit } from '../../stats/conditional-logit.ts';
import { predictedShares } from '../../stats/predicted-shares.ts';
import { xoshiro128 } from '../../stats/random.ts';

/** Areas of `options` options, minutes 5 to 60, people choosing by the planted coefficients. */
function planted(areas: number, options: number, beta: readonly number[], seed: number) {
  const random = xoshiro128(seed);
  const area = Array.from({ length: areas * options }, (_, row) => Math.floor(row / options));
  const minutes = area.map(() => 5 + 55 * random.uniform());
  const attributes = beta.map((_, k) => minutes.map((time) => (time / 10) ** (k + 1)));
  const utilities = minutes.map((_, row) => beta.reduce((sum, b, k) => sum + b * (attributes[k]?.[row] as number), 0));
  const totals = Array.from({ length: areas }, (_, code) => utilities.slice(code * options, (code + 1) * options).reduce((sum, u) => sum + Math.exp(u), 0));
  const expected = utilities.map((u, row) => (1000 * Math.exp(u)) / (totals[area[row] as number] as number));
  return { area, minutes, attributes, expected };
}

describe('conditional logit', () => {
  test('by hand: with one binary attribute and two options the coefficient is the log odds', () => {
    // 30 of 40 choose the near option: log(3), variance 1 / 30 + 1 / 10.
    const fit = conditionalLogit({ area: [0, 0], choosers: [30, 10], attributes: [[1, 0]] });
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(3), 10);
    expect(fit.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10), 8);
    expect(fit.logLikelihood).toBeCloseTo(30 * Math.log(0.75) + 10 * Math.log(0.25), 10);
    expect(fit.nullLogLikelihood).toBeCloseTo(40 * Math.log(0.5), 10);
    expect(toNullable(fit.shares).map((share) => share?.toFixed(9))).toEqual(['0.750000000', '0.250000000']);
    expect(fit.robustStandardErrors).toBeNull();
  });

  test('with one binary attribute and three options, one of them near: log of the odds against one far option', () => {
    const fit = conditionalLogit({ area: [0, 0, 0], choosers: [30, 12, 8], attributes: [[1, 0, 0]] });
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(30 / 10), 10);
  });

  test.each([[[-0.8]], [[-0.9, 0.05]]])('finds planted coefficients %j', (beta) => {
    const { area, attributes, expected } = planted(60, 4, beta, 5);
    const fit = conditionalLogit({ area, choosers: expected, attributes });
    for (const [k, b] of beta.entries()) expect(fit.coefficients[k]).toBeCloseTo(b, 7);
    for (const [row, share] of toNullable(fit.shares).entries()) expect(share).toBeCloseTo((expected[row] as number) / 1000, 8);
  });

  test('standard errors are the spread of estimates over samples', () => {
    const { area, attributes, expected } = planted(40, 3, [-0.5], 6);
    const random = xoshiro128(7);
    const fits = Array.from({ length: 150 }, () => {
      const choosers = expected.map(() => 0);
      for (let code = 0; code < 40; code += 1)
        for (let person = 0; person < 10; person += 1) {
          let left = random.uniform() * 1000;
          let row = code * 3;
          while (row < code * 3 + 2 && left > (expected[row] as number)) {
            left -= expected[row] as number;
            row += 1;
          }
          choosers[row] = (choosers[row] as number) + 1;
        }
      return conditionalLogit({ area, choosers, attributes });
    });
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const estimates = fits.map(({ coefficients }) => coefficients[0] as number);
    const spread = Math.sqrt(mean(estimates.map((value) => (value - mean(estimates)) ** 2)));
    expect(Math.abs(mean(estimates) + 0.5)).toBeLessThan((4 * spread) / Math.sqrt(150));
    expect(mean(fits.map(({ standardErrors }) => standardErrors[0] as number)) / spread).toBeGreaterThan(0.8);
    expect(mean(fits.map(({ standardErrors }) => standardErrors[0] as number)) / spread).toBeLessThan(1.2);
    expect(mean(fits.map(({ robustStandardErrors }) => robustStandardErrors?.[0] ?? 0)) / spread).toBeGreaterThan(0.75);
    expect(mean(fits.map(({ robustStandardErrors }) => robustStandardErrors?.[0] ?? 0)) / spread).toBeLessThan(1.25);
  });

  test('shares sum to 1, and a constant of an area changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 12, maxLength: 12 }),
        fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 4, maxLength: 4 }),
        (choosers, by) => {
          const area = choosers.map((_, row) => Math.floor(row / 3));
          const minutes = choosers.map((_, row) => [10, 25, 40][row % 3] as number).map((time, row) => time + ((row * row) % 7));
          const one = conditionalLogit({ area, choosers, attributes: [minutes] });
          const other = conditionalLogit({ area, choosers, attributes: [minutes.map((time, row) => time + (by[area[row] as number] as number))] });
          expect(other.coefficients[0]).toBeCloseTo(one.coefficients[0] as number, 8);
          for (let code = 0; code < 4; code += 1) expect([0, 1, 2].reduce((sum, k) => sum + (at(one.shares, code * 3 + k) ?? 0), 0)).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  test('shares are those of predictedShares, and give the HHI of a market', () => {
    const { area, minutes, expected } = planted(10, 3, [-0.6], 8);
    const fit = conditionalLogit({ area, choosers: expected, attributes: [minutes] });
    const other = predictedShares({ area, minutes }, { perMinute: fit.coefficients[0] as number });
    for (const [row, share] of toNullable(fit.shares).entries()) expect(share).toBeCloseTo(at(other, row) ?? Number.NaN, 10);
    const hhi = marketConcentration({ market: area, firm: area.map((_, row) => row % 3), amount: toNullable(fit.shares) }).hhi;
    expect(toNullable(hhi).every((value) => value !== null && value >= 10_000 / 3 - 1e-6 && value <= 10_000)).toBe(true);
  });

  test('an unknown attribute leaves the option out, an unknown count the area; both areas have shares', () => {
    const fit = conditionalLogit({
      area: [0, 0, 0, 1, 1, 2, 2],
      choosers: [30, 10, 5, null, 4, 0, 0],
      attributes: [[1, 0, null, 1, 0, 0, 1]],
    });
    expect(fit).toMatchObject({ choosers: 40, choosersLeftOut: 5, areas: 1 });
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(3), 10);
    expect(toNullable(fit.shares).map((share) => share && Number(share.toFixed(8)))).toEqual([0.75, 0.25, null, 0.75, 0.25, 0.25, 0.75]);
  });

  test.each<[string, ChoicesIn, string]>([
    ['separation', { area: [0, 0, 1, 1], choosers: [9, 0, 4, 0], attributes: [[1, 0, 1, 0]] }, 'attribute 0: choices follow it without exception (separation)'],
    [
      'separation by the second attribute alone',
      {
        area: [0, 0, 0, 1, 1, 1],
        choosers: [5, 3, 0, 3, 6, 0],
        attributes: [
          [1, 2, 3, 2, 1, 3],
          [0, 0, 1, 0, 0, 1],
        ],
      },
      '(separation)',
    ],
    ['an attribute of areas', { area: [0, 0, 1, 1], choosers: [5, 3, 4, 2], attributes: [[7, 7, 2, 2]] }, 'attribute 0 does not vary within areas'],
    [
      'a copy',
      {
        area: [0, 0, 1, 1],
        choosers: [5, 3, 4, 2],
        attributes: [
          [1, 2, 4, 9],
          [3, 5, 8, 18],
        ],
      },
      'attribute 1 does not vary within areas beside those before it (collinear)',
    ],
    ['a count below 0', { area: [0, 0], choosers: [5, -1], attributes: [[1, 2]] }, 'row 1: choosers must be at least 0: -1'],
    ['an infinite attribute', { area: [0, 0], choosers: [5, 1], attributes: [[1, Number.POSITIVE_INFINITY]] }, 'row 1: attribute 0 must be finite: Infinity'],
    ['no choice', { area: [0, 1], choosers: [5, 1], attributes: [[1, 2]] }, 'nobody had a choice'],
    ['no attribute', { area: [0, 0], choosers: [5, 1], attributes: [] }, 'there must be an attribute'],
  ])('refuses %s', (_, input, message) => {
    expect(() => conditionalLogit(input)).toThrow(message);
  });
});
