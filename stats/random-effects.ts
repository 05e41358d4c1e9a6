import { atVariance, betweenUnitVariance, type GroupedEstimates, residualDegrees, type VarianceMethod } from './between-unit-variance.ts';
import { chiSquareUpperTail } from './distributions.ts';
import { type EstimatesIn, type KnownEstimates, knownEstimates } from './estimate-columns.ts';

/** How much of the spread is between units rather than chance. */
export interface Heterogeneity {
  /** Variance between units. */
  tau2: number;
  /** Cochran's Q about the group means at tau2 = 0, its degrees of freedom and the probability of a larger one by chance. */
  q: number;
  degrees: number;
  qProbability: number;
  /** Percentage of the variance of a typical unit that lies between units, and total over chance variance. */
  iSquaredPercent: number;
  hSquared: number;
}

export interface RandomEffects extends Heterogeneity {
  /** Units known. */
  units: number;
  mean: number;
  standardError: number;
}

/** Heterogeneity of (grouped) units by the named method; null when no group has a second unit. */
export function heterogeneity(units: GroupedEstimates, method: VarianceMethod): Heterogeneity | null {
  const tau2 = betweenUnitVariance(units, method);
  if (tau2 === null) return null;
  const degrees = residualDegrees(units);
  const { q, trace } = atVariance(units, 0);
  const typical = degrees / trace;
  return { tau2, q, degrees, qProbability: chiSquareUpperTail(q, degrees), iSquaredPercent: (100 * tau2) / (tau2 + typical), hSquared: tau2 / typical + 1 };
}

/** All units as one group. */
export const ungrouped = (known: KnownEstimates): GroupedEstimates => ({ ...known, group: new Uint8Array(known.length), groups: 1 });

/**
 * The mean of the units' true values and the variance between them: y_i ~ N(theta_i, se_i^2), theta_i ~ N(mu, tau2);
 * mu by weights 1 / (se^2 + tau2). In the unit of the estimates (tau2 in its square); null with fewer than two units
 * known. I squared and H squared are those of tau2 against the typical chance variance (Higgins & Thompson), which
 * for DL equals the figure from Q.
 *
 * Higgins JPT, Thompson SG. Quantifying heterogeneity in a meta-analysis. Stat Med 2002;21:1539-1558.
 *
 * @throws RangeError naming row and value for an estimate that is not finite or a standard error not above 0
 */
export const randomEffects = (units: EstimatesIn, method: VarianceMethod): RandomEffects | null => randomEffectsOf(knownEstimates(units), method);

export function randomEffectsOf(known: KnownEstimates, method: VarianceMethod): RandomEffects | null {
  const units = ungrouped(known);
  const spread = heterogeneity(units, method);
  if (spread === null) return null;
  const { mean, weight } = atVariance(units, spread.tau2);
  return { ...spread, units: known.length, mean: mean[0] as number, standardError: 1 / Math.sqrt(weight[0] as number) };
}
