import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { logisticRegression } from '../../stats/logistic-regression.ts';
import { overlap } from '../../stats/overlap.ts';
import { xoshiro128 } from '../../stats/random.ts';

const column = (size: number, value: (row: number) => number) => Array.from({ length: size }, (_, row) => value(row));

describe('overlap of two groups by the propensity score', () => {
  test('one yes-or-no covariate: the score is the share of group 1 at each value', () => {
    // x = 0: one of four in group 1; x = 1: three of four.
    const group = [0, 0, 0, 1, 0, 1, 1, 1];
    const x = [0, 0, 0, 0, 1, 1, 1, 1];
    const found = overlap({ group, covariates: [x] });
    for (const [row, value] of x.entries()) expect(found && at(found.score, row)).toBeCloseTo(value === 0 ? 0.25 : 0.75, 9);
    expect(found).toMatchObject({ shareOutside: 0, separated: false, units: [4, 4] });
    // Means 3/4 and 1/4, variances 1/4 each.
    expect(toNullable(found?.standardisedDifferences ?? { length: 0, values: new Float64Array(), defined: new Uint8Array() })[0]).toBeCloseTo(1, 12);
  });

  test('scores outside the common range are counted, in the order of the units', () => {
    const found = overlap({ group: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, null], covariates: [[1, 2, 3, 4, 6, 5, 7, 8, 9, 10, 11]] });
    expect([...(found?.outside ?? [])]).toEqual([1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0]);
    expect(found?.shareOutside).toBeCloseTo(0.8, 12);
    expect(found?.separated).toBe(false);
    expect(found && at(found.score, 10)).toBeNull();
  });

  test('groups that a covariate tells apart share no range: all outside, with scores that are still chances', () => {
    const found = overlap({ group: [0, 0, 0, 1, 1, 1], covariates: [[1, 2, 3, 7, 8, 9]] });
    expect(found).toMatchObject({ separated: true, shareOutside: 1, support: null });
    for (const score of found?.score.values ?? []) expect(score > 0.001 && score < 0.999).toBe(true);
  });

  test('a covariate that tells some units for sure is separation in part', () => {
    const found = overlap({ group: [0, 0, 1, 1, 1, 1, 0, 1], covariates: [[0, 0, 0, 0, 1, 1, 0, 1]] });
    expect(found?.separated).toBe(true);
    expect(found?.shareOutside).toBeCloseTo(3 / 8, 12);
  });

  test('Firth’s fit of one yes-or-no covariate adds a half to each count', () => {
    const { directions } = {
      directions: [Float64Array.of(...column(7, (row) => (row < 3 ? 1 / Math.sqrt(3) : 0))), Float64Array.of(...column(7, (row) => (row < 3 ? 0 : 0.5)))],
    };
    const { chance, separated } = logisticRegression(Float64Array.of(0, 0, 0, 1, 1, 0, 1), { directions });
    expect(separated).toBe(true);
    expect(chance[0]).toBeCloseTo(0.5 / 4, 9);
    expect(chance[3]).toBeCloseTo(3.5 / 5, 9);
  });

  test('an odd unit far out is not separation', () => {
    const x = [1, 2, 3, 4, 5, 6, 60];
    const found = overlap({ group: [0, 0, 1, 0, 1, 1, 1], covariates: [x] });
    expect(found?.separated).toBe(false);
    expect(found && at(found.score, 6)).toBeGreaterThan(1 - 1e-6);
  });

  test('without covariates, or with constant ones, all units are alike', () => {
    for (const covariates of [[], [[4, 4, 4, 4, 4]]]) {
      const found = overlap({ group: [0, 1, 0, 1, 1], covariates });
      expect(found && at(found.score, 2)).toBeCloseTo(0.6, 9);
      expect(found?.shareOutside).toBe(0);
    }
    expect(
      toNullable(
        overlap({ group: [0, 1, 0, 1, 1], covariates: [[4, 4, 4, 4, 4]] })?.standardisedDifferences ?? {
          length: 1,
          values: new Float64Array(1),
          defined: new Uint8Array([1]),
        },
      ),
    ).toEqual([null]);
  });

  test('scores sum to the units of group 1; units of measurement change nothing; swapping groups mirrors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0.001, max: 1000, noNaN: true }), (seed, by) => {
        const random = xoshiro128(seed);
        const covariates = [column(40, () => random.normal()), column(40, () => random.uniform())];
        const group = column(40, (row) => (row < 2 ? row : random.normal() + (covariates[0]?.[row] ?? 0) > 0 ? 1 : 0));
        const one = overlap({ group, covariates });
        const other = overlap({ group: group.map((code) => 1 - code), covariates: covariates.map((values) => values.map((value) => by * value - 7)) });
        if (!one?.separated) expect(one?.score.values.reduce((sum, score) => sum + score, 0)).toBeCloseTo(one?.units[1] ?? -1, 6);
        expect(other?.shareOutside).toBeCloseTo(one?.shareOutside ?? -1, 12);
        for (let row = 0; row < 40; row += 1) expect(other?.score.values[row]).toBeCloseTo(1 - (one?.score.values[row] ?? 0), 5);
      }),
      { numRuns: 80 },
    );
  });

  test('null when a group is empty or units are too few for the covariates', () => {
    expect(overlap({ group: [1, 1, 1, 1, 1], covariates: [[1, 2, 3, 4, 5]] })).toBeNull();
    expect(overlap({ group: [0, 1, 1, 0], covariates: [[1, 2, 4, 3]] })).toBeNull();
  });

  test('refuses a group of 2 and a covariate that is not finite, by row and value', () => {
    expect(() => overlap({ group: [0, 2], covariates: [] })).toThrow('row 1: group must be 0 or 1: 2');
    expect(() => overlap({ group: [0, 1], covariates: [[1, Number.NaN]] })).toThrow('row 1: covariate 0 must be finite: NaN');
  });
});
