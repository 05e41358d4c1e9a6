import type { Basis } from './contrast-design.ts';
import { dot } from './linear-algebra.ts';

export interface LogisticFit {
  /** Chance of a 1, one a row: above 0 and below 1. */
  chance: Float64Array;
  /** The likelihood has no largest value: the columns tell some rows' flags apart for sure. Chances are Firth's then. */
  separated: boolean;
}

/** Steps of Newton's method; a fit that has not settled by then never will. */
const mostSteps = 100;
/** Steps this short have arrived. Towards infinite coefficients every step is about 1 in the log odds. */
const short = 1e-9;
/** Information on a direction, of orthonormal columns, that has faded to this: the likelihood still rises along it. */
const faded = 1e-9;

/**
 * Logistic regression of flags (1 or 0, both present) on orthonormal columns, the intercept's among them, by Newton's method
 * with halved steps. Where columns separate the flags, wholly or in part, the largest likelihood is at infinity: the fit is
 * then Firth's, which adds half the log determinant of the information to the log likelihood and is always finite.
 *
 * Albert A, Anderson JA. On the existence of maximum likelihood estimates in logistic regression models. Biometrika
 * 1984;71:1-10. Firth D. Bias reduction of maximum likelihood estimates. Biometrika 1993;80:27-38. Heinze G, Schemper M. A
 * solution to the problem of separation in logistic regression. Stat Med 2002;21:2409-2419.
 */
export function logisticRegression(flags: Float64Array, { directions }: Pick<Basis, 'directions'>): LogisticFit {
  const plain = newton(flags, directions, false);
  return plain.settled ? { chance: plain.chance, separated: false } : { chance: newton(flags, directions, true).chance, separated: true };
}

/** The fit at some coefficients: chances, Cholesky factor of the information, and what is to be made largest. */
interface State {
  beta: Float64Array;
  chance: Float64Array;
  cholesky: Float64Array;
  height: number;
}

/** Chances where steps become short, or where no step climbs any more. */
function newton(flags: Float64Array, x: readonly Float64Array[], firth: boolean): { chance: Float64Array; settled: boolean } {
  let state = stateAt(flags, x, new Float64Array(x.length), firth);
  if (state === null) throw new RangeError('columns of a logistic regression must be independent');
  for (let count = 0; count < mostSteps && leastPivot(state) > faded; count += 1) {
    const step = solveCholesky(state.cholesky, slopesAt(flags, x, state, firth));
    if (Math.sqrt(dot(step, step)) < short) return { chance: state.chance, settled: true };
    const next = climbed(flags, x, state, step, firth);
    if (next === null) break;
    state = next;
  }
  return { chance: state.chance, settled: false };
}

function leastPivot({ beta, cholesky }: State): number {
  return beta.reduce((least, _, k) => Math.min(least, (cholesky[k * beta.length + k] as number) ** 2), 1);
}

/** A Newton step, halved until it climbs; null when no step does, or the information has lost its rank. */
function climbed(flags: Float64Array, x: readonly Float64Array[], state: State, step: Float64Array, firth: boolean): State | null {
  for (let part = 1; part > 1e-6; part /= 2) {
    const beta = state.beta.map((value, k) => value + part * (step[k] as number));
    const next = stateAt(flags, x, beta, firth);
    if (next !== null && next.height >= state.height - 1e-12 * Math.abs(state.height)) return next;
  }
  return null;
}

const logistic = (eta: number): number => (eta >= 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta)));
const logOnePlusExp = (eta: number): number => (eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta)));

function stateAt(flags: Float64Array, x: readonly Float64Array[], beta: Float64Array, firth: boolean): State | null {
  const size = x.length;
  const chance = new Float64Array(flags.length);
  const information = new Float64Array(size * size);
  let height = 0;
  for (let row = 0; row < flags.length; row += 1) {
    let eta = 0;
    for (let k = 0; k < size; k += 1) eta += (beta[k] as number) * ((x[k] as Float64Array)[row] as number);
    const p = logistic(eta);
    chance[row] = p;
    height += (flags[row] as number) * eta - logOnePlusExp(eta);
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j <= i; j += 1) {
        const product = ((x[i] as Float64Array)[row] as number) * ((x[j] as Float64Array)[row] as number);
        information[i * size + j] = (information[i * size + j] as number) + p * (1 - p) * product;
      }
  }
  const cholesky = choleskyOf(information, size);
  if (cholesky === null) return null;
  // Half the log determinant of L L' is the sum of the logarithms of L's diagonal.
  if (firth) for (let k = 0; k < size; k += 1) height += Math.log(cholesky[k * size + k] as number);
  return { beta, chance, cholesky, height };
}

/** X'(y - p), to which Firth adds h (1 / 2 - p), h being the leverages. */
function slopesAt(flags: Float64Array, x: readonly Float64Array[], { chance, cholesky }: State, firth: boolean): Float64Array {
  const rest = flags.map((flag, row) => {
    const p = chance[row] as number;
    if (!firth) return flag - p;
    const at = Float64Array.from(x, (column) => column[row] as number);
    return flag - p + p * (1 - p) * dot(at, solveCholesky(cholesky, at)) * (0.5 - p);
  });
  return Float64Array.from(x, (column) => dot(column, rest));
}

/** Lower triangle L with L L' = the matrix, by rows, of which the lower half is read; null when it is not positive definite. */
function choleskyOf(matrix: Float64Array, size: number): Float64Array | null {
  const l = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * size + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (l[i * size + k] as number) * (l[j * size + k] as number);
      if (i === j && !(sum > 1e-300)) return null;
      l[i * size + j] = i === j ? Math.sqrt(sum) : sum / (l[j * size + j] as number);
    }
  return l;
}

function solveCholesky(l: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) x[i] = (x[i] as number) - (l[i * size + k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (l[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) x[i] = (x[i] as number) - (l[k * size + i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (l[i * size + i] as number);
  }
  return x;
}
