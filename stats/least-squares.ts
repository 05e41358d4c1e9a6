import { assertSameLength } from './column.ts';
import { type Design, dot, factor } from './linear-algebra.ts';

export interface LeastSquares {
  rows: number;
  design: Design;
  /** Weights, all 1 where none were given. */
  weight: Float64Array;
  coefficients: Float64Array;
  residuals: Float64Array;
  /** (X'WX)^-1, by rows. */
  inverse: Float64Array;
  /** Weighted sum of squared residuals. */
  residualSquares: number;
}

/**
 * Ordinary or weighted least squares. The design is given as columns (a column of ones for an intercept); weights are
 * above 0. By QR, so that dummy variables and trends do no harm.
 *
 * @throws RangeError naming row and value for what is not finite, or the column that the columns before it explain
 */
export function leastSquares(design: Design, y: Float64Array, weights?: Float64Array): LeastSquares {
  const rows = assertSameLength({
    y,
    ...Object.fromEntries(design.map((column, k) => [`column ${k}`, column])),
    ...(weights === undefined ? {} : { weights }),
  });
  for (const [name, column] of [['y', y] as const, ...design.map((column, k) => [`column ${k}`, column] as const)])
    for (let row = 0; row < rows; row += 1) if (!Number.isFinite(column[row])) throw new RangeError(`row ${row}: ${name} must be finite: ${column[row]}`);
  const weight = weights ?? new Float64Array(rows).fill(1);
  const root = weight.map((value, row) => {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: weight must be finite and above 0: ${value}`);
    return Math.sqrt(value);
  });
  const scaled = (column: Float64Array) => (weights === undefined ? column : column.map((value, row) => value * (root[row] as number)));
  const { solve, inverse } = factor(design.map(scaled));
  const coefficients = solve(scaled(y));
  const residuals = Float64Array.from(y);
  for (const [k, column] of design.entries())
    for (let row = 0; row < rows; row += 1) residuals[row] = (residuals[row] as number) - (coefficients[k] as number) * (column[row] as number);
  return {
    rows,
    design,
    weight,
    coefficients,
    residuals,
    inverse,
    residualSquares: dot(
      residuals,
      residuals.map((value, row) => value * (weight[row] as number)),
    ),
  };
}

/** Variance of one coefficient under equal error variances: s^2 (X'WX)^-1. */
export const classicalVariance = ({ rows, design, inverse, residualSquares }: LeastSquares, coefficient: number): number =>
  (residualSquares / (rows - design.length)) * (inverse[coefficient * design.length + coefficient] as number);

/** Row i of the inverse times the design: what each row's y adds to the coefficient, per unit of its weight. */
export function influence({ rows, design, inverse }: LeastSquares, coefficient: number): Float64Array {
  const result = new Float64Array(rows);
  for (const [k, column] of design.entries()) {
    const factorOf = inverse[coefficient * design.length + k] as number;
    for (let row = 0; row < rows; row += 1) result[row] = (result[row] as number) + factorOf * (column[row] as number);
  }
  return result;
}

/** Corrections for error variances that differ from row to row. */
export type Heteroskedastic = 'HC0' | 'HC1' | 'HC2' | 'HC3';

/**
 * Variance of one coefficient whatever the variance of each row's error: White's (HC0), with N / (N - K) (HC1), or with
 * residuals divided by 1 - leverage, once in the square (HC2) or twice (HC3). A row that decides its own fit (leverage
 * 1) makes HC2 and HC3 not defined: null.
 *
 * MacKinnon JG, White H. Some heteroskedasticity-consistent covariance matrix estimators with improved finite sample
 * properties. J Econometrics 1985;29:305-325.
 */
export function heteroskedasticVariance(fit: LeastSquares, coefficient: number, type: Heteroskedastic): number | null {
  const { rows, design, weight, residuals } = fit;
  const part = influence(fit, coefficient);
  const leverage = type === 'HC2' || type === 'HC3' ? leverages(fit) : null;
  let sum = 0;
  for (let row = 0; row < rows; row += 1) {
    const squared = ((part[row] as number) * (weight[row] as number) * (residuals[row] as number)) ** 2;
    const rest = leverage === null ? 1 : 1 - (leverage[row] as number);
    if (rest < 1e-10) return null;
    sum += squared / (type === 'HC3' ? rest * rest : rest);
  }
  return type === 'HC1' ? (sum * rows) / (rows - design.length) : sum;
}

/** Diagonal of the hat matrix. */
export function leverages({ rows, design, weight, inverse }: LeastSquares): Float64Array {
  const result = new Float64Array(rows);
  const size = design.length;
  for (let row = 0; row < rows; row += 1) {
    let sum = 0;
    for (let i = 0; i < size; i += 1) {
      const value = (design[i] as Float64Array)[row] as number;
      if (value === 0) continue;
      for (let j = 0; j < size; j += 1) sum += value * (inverse[i * size + j] as number) * ((design[j] as Float64Array)[row] as number);
    }
    result[row] = sum * (weight[row] as number);
  }
  return result;
}
