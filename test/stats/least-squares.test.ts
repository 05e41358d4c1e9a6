import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { biasReducedVariance } from '../../stats/bias-reduced-variance.ts';
import { clusterVariance } from '../../stats/cluster-variance.ts';
import { classicalVariance, heteroskedasticVariance, leastSquares, leverages } from '../../stats/least-squares.ts';
import { factor, product, symmetricEigen, times } from '../../stats/linear-algebra.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { describeWithSharedData } from '../support/shared-data.ts';

const column = (...values: number[]) => Float64Array.of(...values);
const ones = (rows: number) => new Float64Array(rows).fill(1);

describe('linear algebra', () => {
  test('the inverse of X’X times X’X is the identity, and exact data give back their coefficients', () => {
    const random = xoshiro128(3);
    const design = [ones(40), ...Array.from({ length: 5 }, () => ones(40).map(() => random.normal()))];
    const gram = Float64Array.from({ length: 36 }, (_, place) => {
      const [a, b] = [design[Math.floor(place / 6)] as Float64Array, design[place % 6] as Float64Array];
      return a.reduce((sum, value, row) => sum + value * (b[row] as number), 0);
    });
    const { inverse, solve } = factor(design);
    for (const [place, value] of product(inverse, gram, 6).entries()) expect(value).toBeCloseTo(Math.floor(place / 6) === place % 6 ? 1 : 0, 12);
    const y = ones(40).map((_, row) => design.reduce((sum, values, k) => sum + (k - 2) * (values[row] as number), 0));
    for (const [k, value] of solve(y).entries()) expect(value).toBeCloseTo(k - 2, 12);
  });

  test('a symmetric matrix times an eigenvector is its eigenvalue times the vector', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 16, maxLength: 16 }), (entries) => {
        const matrix = Float64Array.from({ length: 16 }, (_, p) => (entries[p] as number) + (entries[(p % 4) * 4 + Math.floor(p / 4)] as number));
        const { values, vectors } = symmetricEigen(matrix, 4);
        for (const [k, vector] of vectors.entries())
          for (const [i, value] of times(matrix, vector).entries()) expect(value).toBeCloseTo((values[k] as number) * (vector[i] as number), 10);
      }),
    );
  });

  test('a collinear column is refused by its place', () => {
    expect(() => factor([ones(4), column(1, 2, 3, 4), column(3, 5, 7, 9)])).toThrow('column 2 is a combination of the columns before it');
    expect(() => factor([ones(1), column(2)])).toThrow('fewer rows than columns: 1 rows, 2 columns');
  });
});

describe('least squares', () => {
  // By hand: y = 1, 3, 5, 9 at x = 0, 1, 2, 3: slope 13 / 5, intercept 0.6, residuals 0.4, -0.2, -0.8, 0.6.
  const design = [ones(4), column(0, 1, 2, 3)];
  const fit = leastSquares(design, column(1, 3, 5, 9));

  test('a line through four points', () => {
    expect(fit.coefficients[0]).toBeCloseTo(0.6, 12);
    expect(fit.coefficients[1]).toBeCloseTo(2.6, 12);
    expect(fit.residualSquares).toBeCloseTo(1.2, 12);
    expect(classicalVariance(fit, 1)).toBeCloseTo(0.6 / 5, 12);
    expect(heteroskedasticVariance(fit, 1, 'HC0')).toBeCloseTo(
      (1.5 ** 2 * 0.4 ** 2 + 0.5 ** 2 * 0.2 ** 2 + 0.5 ** 2 * 0.8 ** 2 + 1.5 ** 2 * 0.6 ** 2) / 25,
      12,
    );
    expect([...leverages(fit)].map((value) => Number(value.toFixed(10)))).toEqual([0.7, 0.3, 0.3, 0.7]);
  });

  test('clusters of one row give HC0, and CR2 gives HC2', () => {
    expect(clusterVariance(fit, 1, [0, 1, 2, 3], 'none')?.variance).toBeCloseTo(heteroskedasticVariance(fit, 1, 'HC0') ?? 0, 12);
    expect(biasReducedVariance(fit, 1, [0, 1, 2, 3])?.variance).toBeCloseTo(heteroskedasticVariance(fit, 1, 'HC2') ?? 0, 12);
  });

  test('one weight for all changes nothing, and a whole weight counts as so many rows', () => {
    const weighted = leastSquares(design, column(1, 3, 5, 9), column(7, 7, 7, 7));
    expect(weighted.coefficients[1]).toBeCloseTo(2.6, 12);
    expect(classicalVariance(weighted, 1)).toBeCloseTo(classicalVariance(fit, 1), 12);
    expect(biasReducedVariance(weighted, 1, [0, 0, 1, 1])?.variance).toBeCloseTo(biasReducedVariance(fit, 1, [0, 0, 1, 1])?.variance ?? 0, 12);
    const twice = leastSquares([ones(5), column(0, 1, 2, 3, 3)], column(1, 3, 5, 9, 9));
    expect(leastSquares(design, column(1, 3, 5, 9), column(1, 1, 1, 2)).coefficients[1]).toBeCloseTo(twice.coefficients[1] as number, 12);
  });

  test('order of rows and names of clusters do not matter', () => {
    const [order, cluster, y] = [
      [5, 2, 0, 4, 1, 3],
      [0, 0, 1, 1, 2, 2],
      [3, 1, 4, 1, 5, 9],
    ];
    const x = [0, 1, 1, 3, 2, 5];
    const one = biasReducedVariance(leastSquares([ones(6), column(...x)], column(...y)), 1, cluster);
    const pick = (list: number[]) => order.map((row) => list[row] as number);
    const other = biasReducedVariance(
      leastSquares([ones(6), column(...pick(x))], column(...pick(y))),
      1,
      pick(cluster).map((code) => 2 - code),
    );
    expect(other?.variance).toBeCloseTo(one?.variance ?? 0, 12);
    expect(other?.degrees).toBeCloseTo(one?.degrees ?? 0, 10);
  });

  test('one cluster decides nothing', () => {
    expect(clusterVariance(fit, 1, [0, 0, 0, 0], 'stata')).toBeNull();
    expect(
      biasReducedVariance(
        fit,
        1,
        [3, 3, 3, 3].map(() => 0),
      ),
    ).toBeNull();
  });

  test.each([
    ['NaN in y', () => leastSquares(design, column(1, Number.NaN, 5, 9)), 'row 1: y must be finite: NaN'],
    ['infinity in the design', () => leastSquares([ones(2), column(1, Number.POSITIVE_INFINITY)], column(1, 2)), 'row 1: column 1 must be finite: Infinity'],
    ['a weight of 0', () => leastSquares(design, column(1, 3, 5, 9), column(1, 1, 0, 1)), 'row 2: weight must be finite and above 0: 0'],
    ['unequal lengths', () => leastSquares(design, column(1, 2)), 'columns differ in length'],
    ['a negative cluster', () => clusterVariance(fit, 1, [0, 1, -1, 2], 'none'), 'row 2: cluster must be a whole number from 0 to 3: -1'],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message);
  });

  test('under the working model CR2 is unbiased where CR0 is too small', () => {
    const random = xoshiro128(11);
    const cluster = [0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4];
    const x = column(...cluster.map((code) => (code < 2 ? 1 : 0)));
    const truth = 1 / 8 + 1 / 6;
    const [sums, squares, runs] = [[0, 0] as [number, number], [0, 0] as [number, number], 4000];
    for (let run = 0; run < runs; run += 1) {
      const fitted = leastSquares(
        [ones(14), x],
        ones(14).map(() => random.normal()),
      );
      for (const [k, value] of [clusterVariance(fitted, 1, cluster, 'none')?.variance ?? 0, biasReducedVariance(fitted, 1, cluster)?.variance ?? 0].entries()) {
        sums[k as 0 | 1] += value / runs;
        squares[k as 0 | 1] += (value * value) / runs;
      }
    }
    const error = Math.sqrt((squares[1] - sums[1] ** 2) / runs);
    expect(Math.abs(sums[1] - truth)).toBeLessThan(4 * error);
    expect(sums[0]).toBeLessThan(truth - 10 * error);
  });
});

interface MinimumDrinkingAge {
  estimates_legal_coef_and_CR1S_se: Record<string, Record<string, [number, number]>>;
  CR2_se_and_Satterthwaite_df: Record<string, Record<string, [number, number]>>;
  data: { state: number[]; year: number[]; legal: number[]; pop: number[]; mrate: Record<string, number[]> };
}

describeWithSharedData('Angrist & Pischke, Mastering ’Metrics (2014), table 5.2: deaths and the minimum drinking age', (folder) => {
  const paper = () => JSON.parse(readFileSync(join(folder, '..', 'answer-keys', 'papers', 'mlda_did_table_5_2.json'), 'utf8')) as MinimumDrinkingAge;

  function fitted({ data }: MinimumDrinkingAge, cause: string, specification: number) {
    const states = [...new Set(data.state)];
    const years = [...new Set(data.year)];
    const flag = (list: number[], value: number) => Float64Array.from(list, (entry) => (entry === value ? 1 : 0));
    const trends = states.slice(1).map((state) => Float64Array.from(data.state, (entry, row) => (entry === state ? (data.year[row] as number) - 1970 : 0)));
    const design = [
      Float64Array.from(data.legal),
      ...states.map((state) => flag(data.state, state)),
      ...years.slice(1).map((year) => flag(data.year, year)),
      ...(specification % 2 === 0 ? trends : []),
    ];
    const fit = leastSquares(design, Float64Array.from(data.mrate[cause] ?? []), specification > 2 ? Float64Array.from(data.pop) : undefined);
    return { fit, cluster: data.state.map((state) => states.indexOf(state)) };
  }

  // Figures have 4 decimals; the rates are rounded to 5, which alone may move a coefficient by 2.4e-5.
  test('coefficients and Stata standard errors of all four columns', () => {
    const published = paper();
    for (const [cause, columns] of Object.entries(published.estimates_legal_coef_and_CR1S_se))
      for (const [specification, [coefficient, error]] of Object.entries(columns)) {
        const { fit, cluster } = fitted(published, cause, Number(specification));
        expect(Math.abs((fit.coefficients[0] as number) - coefficient)).toBeLessThan(8e-5);
        expect(Math.sqrt(clusterVariance(fit, 0, cluster, 'stata')?.variance ?? 0)).toBeCloseTo(error, 4);
      }
  });

  test('CR2 standard errors and degrees of freedom, unweighted (25.73) and weighted by population (8.65)', () => {
    const published = paper();
    for (const [cause, columns] of Object.entries(published.CR2_se_and_Satterthwaite_df))
      for (const [specification, [error, degrees]] of Object.entries(columns)) {
        const { fit, cluster } = fitted(published, cause, Number(specification));
        const reduced = biasReducedVariance(fit, 0, cluster);
        expect(Math.sqrt(reduced?.variance ?? 0)).toBeCloseTo(error, 4);
        expect(reduced?.degrees).toBeCloseTo(degrees, 2);
      }
  });
});
