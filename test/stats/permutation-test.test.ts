import { describe, expect, test } from 'vitest';
import { adjustedContrast } from '../../stats/adjusted-contrast.ts';
import { permutationTest } from '../../stats/permutation-test.ts';
import { xoshiro128 } from '../../stats/random.ts';

const column = (size: number, value: (row: number) => number) => Array.from({ length: size }, (_, row) => value(row));

describe('permutation test of a group’s coefficient', () => {
  test('3 against 3 at the extremes: 2 of 20 deals are as extreme', () => {
    const found = permutationTest({ y: [1, 2, 3, 11, 12, 13], group: [0, 0, 0, 1, 1, 1] }, { random: xoshiro128(1), draws: 19999 });
    expect(found?.coefficient).toBeCloseTo(10, 12);
    expect(found?.probability).toBeCloseTo(0.1, 2);
    expect(found?.coefficientProbability).toBe(found?.probability);
    expect(found).toMatchObject({ draws: 19999, strata: 1, units: [3, 3] });
  });

  test('shuffled within strata only: two pairs can fall four ways, two as extreme, and a stratum of one label is left out', () => {
    const units = { y: [1, 2, 101, 102, 50, 60], group: [0, 1, 0, 1, 1, 1], strata: [0, 0, 4, 4, 2, 2] };
    const found = permutationTest(units, { random: xoshiro128(1), draws: 9999 });
    expect(found?.coefficient).toBeCloseTo(1, 12);
    expect(found?.probability).toBeCloseTo(0.5, 1);
    expect(found).toMatchObject({ strata: 2, units: [2, 2] });
  });

  test('the coefficient is that of the adjusted contrast with the strata among the covariates', () => {
    const random = xoshiro128(2);
    const [x, strata] = [column(40, () => random.normal()), column(40, (row) => row % 3)];
    const group = x.map((value) => (value + random.normal() > 0 ? 1 : 0));
    const y = x.map((value, row) => (row === 7 ? null : 2 * value + (strata[row] ?? 0) + random.normal()));
    const found = permutationTest({ y, group, covariates: [x], strata }, { random, draws: 99 });
    const dummies = [1, 2].map((code) => strata.map((stratum) => (stratum === code ? 1 : 0)));
    expect(found?.coefficient).toBeCloseTo(adjustedContrast({ y, group, covariates: [x, ...dummies] })?.estimate ?? 0, 10);
  });

  test('agrees with the same rule done slowly: shuffle, regress, compare', () => {
    const random = xoshiro128(3);
    const x = column(14, () => random.normal());
    const group = column(14, (row) => (row % 3 === 0 ? 1 : 0));
    const y = x.map((value, row) => value + 0.8 * (group[row] ?? 0) + random.normal());
    const own = adjustedContrast({ y, group, covariates: [x] })?.estimate ?? 0;
    let large = 0;
    for (let draw = 0; draw < 2000; draw += 1) {
      const keys = group.map((code) => ({ code, key: random.uniform() })).sort((a, b) => a.key - b.key);
      const other = adjustedContrast({ y, group: keys.map(({ code }) => code), covariates: [x] }, { infer: false });
      if (Math.abs(other?.estimate ?? 0) >= Math.abs(own)) large += 1 / 2000;
    }
    const found = permutationTest({ y, group, covariates: [x] }, { random });
    expect(Math.abs((found?.coefficientProbability ?? 0) - large)).toBeLessThan(0.05);
  });

  test('one seed, one figure; scale, shift and the names of groups change nothing', () => {
    const random = xoshiro128(4);
    const y = column(20, () => random.normal());
    const group = column(20, (row) => row % 2);
    const p = (values: number[], labels: number[]) => permutationTest({ y: values, group: labels }, { random: xoshiro128(9), draws: 999 })?.probability;
    expect(p(y, group)).toBe(p(y, group));
    expect(
      p(
        y.map((value) => 5 * value + 3),
        group,
      ),
    ).toBe(p(y, group));
    const swapped = p(
      y,
      group.map((code) => 1 - code),
    );
    expect(Math.abs((swapped ?? 0) - (p(y, group) ?? 0))).toBeLessThan(0.06);
  });

  test('null when no stratum has both labels, covariates tell the label, or y leaves nothing to explain', () => {
    const random = xoshiro128(5);
    expect(permutationTest({ y: [1, 2, 3, 4], group: [0, 0, 1, 1], strata: [0, 0, 1, 1] }, { random })).toBeNull();
    expect(permutationTest({ y: [1, 2, 3, 4], group: [0, 0, 1, 1], covariates: [[5, 5, 7, 7]] }, { random })).toBeNull();
    expect(permutationTest({ y: [3, 3, 3, 3], group: [0, 0, 1, 1] }, { random })).toBeNull();
    expect(permutationTest({ y: [], group: [] }, { random })).toBeNull();
  });

  test.each([
    ['a group of 3', { y: [1, 2], group: [0, 3] }, {}, 'row 1: group must be 0 or 1: 3'],
    ['a stratum of -1', { y: [1, 2], group: [0, 1], strata: [0, -1] }, {}, 'row 1: stratum must be a whole number'],
    ['no draws', { y: [1, 2], group: [0, 1] }, { draws: 0 }, 'draws must be a whole number of at least 1: 0'],
  ])('refuses %s', (_, input, options, message) => {
    expect(() => permutationTest(input, { random: xoshiro128(1), ...options })).toThrow(message);
  });

  test('no effect is found 5 times in 100 though the covariate tells half of the label; the bare coefficient finds more', () => {
    const random = xoshiro128(6);
    const runs = 1000;
    let [studentised, bare] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const x = column(30, () => random.normal());
      const group = x.map((value) => (value + 0.4 * random.normal() > 0 ? 1 : 0));
      const found = permutationTest({ y: x.map((value) => 2 * value + random.normal()), group, covariates: [x] }, { random, draws: 199 });
      if (found && found.probability <= 0.05) studentised += 1 / runs;
      if (found && found.coefficientProbability <= 0.05) bare += 1 / runs;
    }
    expect(studentised).toBeGreaterThan(0.025);
    expect(studentised).toBeLessThan(0.08);
    expect(bare).toBeGreaterThan(0.1);
  });
});
