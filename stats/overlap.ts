import { type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { type CompleteUnits, completeUnits, orthonormalBasis, standardised } from './contrast-design.ts';
import { logisticRegression } from './logistic-regression.ts';

export interface Overlap {
  /** Propensity score of each unit: its chance of group 1 by its covariates; not defined where one is not known. */
  score: Column;
  /** 1 where the score lies outside the range that both groups share; 0 elsewhere, also where it is not defined. */
  outside: Uint8Array;
  /** Units outside, of those with a score: 0 to 1. */
  shareOutside: number;
  /** Scores that both groups reach; null when there are none. */
  support: { lower: number; upper: number } | null;
  units: [group0: number, group1: number];
  /** Covariates tell some units' group for sure. */
  separated: boolean;
  /** Group 1 less group 0, one a covariate; not defined where it does not vary within either group. */
  standardisedDifferences: Column;
}

/** More than this share of units outside the common support: no claim is made of an adjusted difference. */
export const mostOutside = 0.2;

/**
 * Do two groups of units overlap in their covariates, so that a difference "at the same covariates" means something? By
 * the propensity score: the chance of group 1 given the covariates, from logistic regression with an intercept. The common
 * support is the range of scores that both groups reach; units outside it have no like in the other group. An adjusted
 * claim is not to be made when `shareOutside` is above `mostOutside`.
 *
 * Standardised differences are differences of means over the root of the mean of the two variances; above 0.25 in size
 * is much. Likelihood by Newton's method; where covariates separate the groups, wholly or in part, Firth's (see
 * `logisticRegression`). The range is a coarse rule: it misses gaps within, and one odd unit can widen it. With few units
 * to a covariate scores are drawn apart by chance, and the rule is strict. Null when a group is empty or units less
 * coefficients are fewer than three.
 *
 * Rosenbaum PR, Rubin DB. The central role of the propensity score. Biometrika 1983;70:41-55. Caliendo M, Kopeinig S. Some
 * practical guidance for the implementation of propensity score matching. J Econ Surv 2008;22:31-72. Austin PC. Balance
 * diagnostics. Stat Med 2009;28:3083-3107.
 *
 * @throws RangeError naming row and value for a covariate that is not finite, or a group other than 0, 1 or null
 */
export function overlap({ group, covariates }: { group: NumbersIn; covariates: readonly NumbersIn[] }): Overlap | null {
  const complete = completeUnits({ group, covariates });
  const size = complete.rows.length;
  if (complete.units.includes(0) || size < 4) return null;
  const basis = orthonormalBasis([new Float64Array(size).fill(1), ...complete.covariates.map(standardised)]);
  if (size - basis.kept.length < 3) return null;
  const { chance, separated } = logisticRegression(complete.group, basis);
  const support = commonRange(chance, complete.group);
  const score = emptyColumn(group.length);
  const outside = new Uint8Array(group.length);
  let count = 0;
  for (const [place, row] of complete.rows.entries()) {
    const value = chance[place] as number;
    setAt(score, row, value);
    if (support !== null && value >= support.lower - near && value <= support.upper + near) continue;
    outside[row] = 1;
    count += 1;
  }
  return {
    score,
    outside,
    shareOutside: count / size,
    support,
    units: complete.units,
    separated,
    standardisedDifferences: standardisedDifferences(complete),
  };
}

/** Scores this near to the end of the range are at its end. */
const near = 1e-9;

function commonRange(chance: Float64Array, group: Float64Array): { lower: number; upper: number } | null {
  const [zero, one] = [0, 1].map((side) => chance.filter((_, place) => group[place] === side));
  const lower = Math.max(...[zero, one].map((scores) => scores?.reduce((least, score) => Math.min(least, score), 1) ?? 0));
  const upper = Math.min(...[zero, one].map((scores) => scores?.reduce((most, score) => Math.max(most, score), 0) ?? 1));
  return lower <= upper + near ? { lower: Math.min(lower, upper), upper: Math.max(lower, upper) } : null;
}

function standardisedDifferences({ covariates, group }: CompleteUnits): Column {
  const result = emptyColumn(covariates.length);
  for (const [c, column] of covariates.entries()) {
    const [zero, one] = [0, 1].map((side) => momentsOf(column.filter((_, place) => group[place] === side)));
    if (zero === undefined || one === undefined) continue;
    const variance = (zero.variance + one.variance) / 2;
    const size = Math.max(Math.abs(zero.mean), Math.abs(one.mean));
    setAt(result, c, variance > 1e-18 * size * size ? (one.mean - zero.mean) / Math.sqrt(variance) : null);
  }
  return result;
}

/** Mean and variance (n - 1); a single value has variance 0. */
function momentsOf(values: Float64Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / Math.max(1, values.length - 1) };
}
