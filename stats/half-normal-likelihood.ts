import { normalLogCdf } from './distributions.ts';
import { type Design, dot, factor, times } from './linear-algebra.ts';

/** Likelihood of y = X b + v - u at one lambda, every other parameter at its best. */
export interface HalfNormalFit {
  /** Standard deviation of u over that of v. */
  lambda: number;
  logLikelihood: number;
  /** Change of the log likelihood with lambda. */
  slope: number;
  /** First 1 / sigma, then the shift of the frontier times 1 / sigma, in the columns of the design. */
  parameters: Float64Array;
  /** (y - X b) / sigma. */
  errors: Float64Array;
}

/**
 * Best fit at one lambda by Newton's method. With 1 / sigma and b / sigma as parameters (Olsen) the log likelihood is
 * concave, so that it has one maximum and steps halved until they gain always reach it.
 *
 * `columns` are y's residuals and then the columns of X with their sign turned: errors are columns times parameters.
 *
 * Olsen RJ. Note on the uniqueness of the maximum likelihood estimator for the tobit model. Econometrica 1978;46:1211-1215.
 */
export function halfNormalFit(columns: Design, lambda: number, start: Float64Array): HalfNormalFit {
  let at = evaluated(columns, lambda, start);
  for (let step = 0; step < 100; step += 1) {
    const { change, promise } = newtonStep(columns, at);
    const settled = promise < nearlyThere;
    let share = 1;
    let next = moved(columns, at, change, share);
    while (!settled && !(next.logLikelihood > at.logLikelihood) && share > 1e-9) {
      share /= 2;
      next = moved(columns, at, change, share);
    }
    at = next;
    if (settled) break;
  }
  return at;
}

/** Twice the gain that a step promises, below which the next step is the last: its error is about the square of this. */
const nearlyThere = 1e-8;

const moved = (columns: Design, { lambda, parameters }: HalfNormalFit, change: Float64Array, share: number) =>
  evaluated(
    columns,
    lambda,
    parameters.map((value, k) => value + share * (change[k] as number)),
  );

/** Density over distribution of the standard normal, also where both are too small to be held. */
const millsRatio = (z: number): number => Math.exp(-0.5 * z * z - 0.5 * Math.log(2 * Math.PI) - normalLogCdf(z));

function evaluated(columns: Design, lambda: number, parameters: Float64Array): HalfNormalFit {
  const precision = parameters[0] as number;
  const rows = columns[0]?.length ?? 0;
  const errors = new Float64Array(rows);
  for (const [k, column] of columns.entries())
    for (let row = 0; row < rows; row += 1) errors[row] = (errors[row] as number) + (parameters[k] as number) * (column[row] as number);
  let logLikelihood = precision > 0 ? rows * Math.log((2 * precision) / Math.sqrt(2 * Math.PI)) : Number.NEGATIVE_INFINITY;
  let slope = 0;
  for (const error of errors) {
    logLikelihood += normalLogCdf(-lambda * error) - 0.5 * error * error;
    slope -= error * millsRatio(-lambda * error);
  }
  return { lambda, logLikelihood, slope, parameters, errors };
}

/** Minus inverse Hessian times gradient, and the product of both; the Hessian is minus the Gram matrix of weighted columns and one row for ln(1 / sigma). */
function newtonStep(columns: Design, { lambda, parameters, errors }: HalfNormalFit): { change: Float64Array; promise: number } {
  const rows = errors.length;
  const precision = parameters[0] as number;
  const root = new Float64Array(rows);
  const force = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const z = -lambda * (errors[row] as number);
    const ratio = millsRatio(z);
    root[row] = Math.sqrt(1 + lambda * lambda * Math.min(1, Math.max(0, ratio * (ratio + z))));
    force[row] = (errors[row] as number) + lambda * ratio;
  }
  const weighted = columns.map((column, k) => {
    const result = new Float64Array(rows + 1);
    for (let row = 0; row < rows; row += 1) result[row] = (column[row] as number) * (root[row] as number);
    if (k === 0) result[rows] = Math.sqrt(rows) / precision;
    return result;
  });
  const gradient = Float64Array.from(columns, (column, k) => {
    let sum = k === 0 ? rows / precision : 0;
    for (let row = 0; row < rows; row += 1) sum -= (column[row] as number) * (force[row] as number);
    return sum;
  });
  const change = times(factor(weighted).inverse, gradient);
  return { change, promise: dot(change, gradient) };
}

/** Values of lambda tried first: each 1.4 times the last. Beyond the largest, v is too small to be told from none. */
const grid = Array.from({ length: 23 }, (_, step) => 0.061 * 1.4 ** step);
const smallest = 1e-4;

/** The lambda of the highest likelihood, or null when it still rises at 100 (gamma 0.9999). */
export function likeliestLambda(columns: Design, start: Float64Array): HalfNormalFit | null {
  let last = start;
  const profile = (lambda: number): HalfNormalFit => {
    const fit = halfNormalFit(columns, lambda, last);
    last = fit.parameters;
    return fit;
  };
  const tried = grid.map(profile);
  const best = tried.reduce((place, fit, k) => (fit.logLikelihood > (tried[place] as HalfNormalFit).logLikelihood ? k : place), 0);
  let at = tried[best] as HalfNormalFit;
  const rising = at.slope > 0;
  if (rising && best === grid.length - 1) return null;
  let [low, high] = rising ? [at.lambda, grid[best + 1] as number] : [grid[best - 1] ?? smallest, at.lambda];
  last = at.parameters;
  while (high - low > 1e-12 * high) {
    const middle = Math.sqrt(low * high);
    if (!(middle > low && middle < high)) break;
    at = profile(middle);
    if (at.slope > 0) low = middle;
    else high = middle;
  }
  return at;
}
