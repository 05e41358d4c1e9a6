import type { KnownEstimates } from './estimate-columns.ts';

/**
 * How the variance between units (tau squared) is estimated: DerSimonian & Laird's moments, restricted maximum
 * likelihood, Paule & Mandel's moments (Q equal to its degrees of freedom) or maximum likelihood. They may differ a lot:
 * name the choice beside the figure.
 */
export type VarianceMethod = 'DL' | 'REML' | 'PM' | 'ML';

/** Units with the group that each belongs to; every unit is in group 0 where there are no groups. */
export interface GroupedEstimates extends Pick<KnownEstimates, 'length' | 'estimate' | 'variance'> {
  group: ArrayLike<number>;
  groups: number;
}

/** The model "unit i of group g has mean mu_g, variance between units tau2, own error variance v_i", at one tau2. */
export interface AtVariance {
  /** Weighted mean of each group, with weights 1 / (v + tau2), and the sum of those weights. */
  mean: Float64Array;
  weight: Float64Array;
  /** Sum of w (y - mu_g)^2: Cochran's Q at tau2 = 0. */
  q: number;
  /** Trace of P = W - W X (X'WX)^-1 X'W. */
  trace: number;
  /** Derivatives by tau2, times 2, of the likelihood and the restricted likelihood; and those themselves, less constants. */
  score: number;
  restrictedScore: number;
  logLikelihood: number;
  restrictedLogLikelihood: number;
}

export function atVariance({ length, estimate, variance, group, groups }: GroupedEstimates, tau2: number): AtVariance {
  const mean = new Float64Array(groups);
  const weight = new Float64Array(groups);
  const squaredWeight = new Float64Array(groups);
  let logVariance = 0;
  for (let i = 0; i < length; i += 1) {
    const w = 1 / ((variance[i] as number) + tau2);
    const g = group[i] as number;
    weight[g] = (weight[g] as number) + w;
    squaredWeight[g] = (squaredWeight[g] as number) + w * w;
    mean[g] = (mean[g] as number) + (w * ((estimate[i] as number) - (mean[g] as number))) / (weight[g] as number);
    logVariance -= Math.log(w);
  }
  let [q, weightedSquares, total] = [0, 0, 0];
  for (let i = 0; i < length; i += 1) {
    const w = 1 / ((variance[i] as number) + tau2);
    const residual = (estimate[i] as number) - (mean[group[i] as number] as number);
    q += w * residual * residual;
    weightedSquares += w * w * residual * residual;
    total += w;
  }
  let [trace, logWeights] = [total, 0];
  for (let g = 0; g < groups; g += 1) {
    if (weight[g] === 0) continue;
    trace -= (squaredWeight[g] as number) / (weight[g] as number);
    logWeights += Math.log(weight[g] as number);
  }
  const logLikelihood = -0.5 * (logVariance + q);
  return {
    mean,
    weight,
    q,
    trace,
    score: weightedSquares - total,
    restrictedScore: weightedSquares - trace,
    logLikelihood,
    restrictedLogLikelihood: logLikelihood - 0.5 * logWeights,
  };
}

/** Units less groups that have any. */
export function residualDegrees({ length, group, groups }: GroupedEstimates): number {
  const used = new Uint8Array(groups);
  for (let i = 0; i < length; i += 1) used[group[i] as number] = 1;
  return length - used.reduce((sum, flag) => sum + flag, 0);
}

/**
 * The variance between units, common to all groups, truncated at 0; null when no group has a second unit.
 *
 * DerSimonian R, Laird N. Controlled Clinical Trials 1986;7:177-188. Paule RC, Mandel J. J Res Natl Bur Stand
 * 1982;87:377-385. Viechtbauer W. Bias and efficiency of meta-analytic variance estimators. J Educ Behav Stat
 * 2005;30:261-293.
 */
export function betweenUnitVariance(units: GroupedEstimates, method: VarianceMethod): number | null {
  const degrees = residualDegrees(units);
  if (degrees < 1) return null;
  if (method === 'DL') {
    const { q, trace } = atVariance(units, 0);
    return Math.max(0, (q - degrees) / trace);
  }
  if (method === 'PM') return decreasingRoot((tau2) => atVariance(units, tau2).q - degrees, 0, spread(units, degrees));
  return likeliest(units, method, degrees);
}

/** Mean squared deviation from the plain group means: the size of tau2 that the data could show at all. */
function spread(units: GroupedEstimates, degrees: number): number {
  const plain = { ...units, variance: new Float64Array(units.length).fill(1) };
  return atVariance(plain, 0).q / degrees;
}

const gridPoints = 64;

/** The highest maximum of the likelihood: every downward crossing of the score on a grid is refined and compared. */
function likeliest(units: GroupedEstimates, method: 'REML' | 'ML', degrees: number): number {
  const scale = spread(units, degrees);
  if (scale === 0) return 0;
  const restricted = method === 'REML';
  const score = (tau2: number) => (restricted ? atVariance(units, tau2).restrictedScore : atVariance(units, tau2).score);
  const likelihood = (tau2: number) => (restricted ? atVariance(units, tau2).restrictedLogLikelihood : atVariance(units, tau2).logLikelihood);
  const grid = [0, ...Array.from({ length: gridPoints }, (_, k) => scale * 4 * 10 ** (-10 * (1 - k / (gridPoints - 1))))];
  const scores = grid.map(score);
  const candidates = (scores[0] as number) <= 0 ? [0] : [];
  for (let k = 0; k < grid.length; k += 1) {
    const last = k === grid.length - 1;
    if ((scores[k] as number) > 0 && (last || (scores[k + 1] as number) <= 0))
      candidates.push(decreasingRoot(score, grid[k] as number, last ? scale * 8 : (grid[k + 1] as number)));
  }
  let [best, highest] = [0, Number.NEGATIVE_INFINITY];
  for (const tau2 of candidates) {
    const value = likelihood(tau2);
    if (value > highest) [best, highest] = [tau2, value];
  }
  return best;
}

/** Root by bisection of a function that falls through 0 above `from`; `from` itself when it is not above 0 there. */
function decreasingRoot(f: (x: number) => number, from: number, to: number): number {
  if (f(from) <= 0) return from;
  let [low, high] = [from, to];
  while (f(high) > 0) [low, high] = [high, high * 2];
  while (high - low > 1e-14 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
