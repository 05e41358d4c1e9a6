import type { VarianceMethod } from './between-unit-variance.ts';
import { type Column, emptyColumn, setAt } from './column.ts';
import { type EstimatesIn, knownEstimates } from './estimate-columns.ts';
import { type Confidence, normalDeviate } from './normal.ts';
import { type RandomEffects, randomEffectsOf } from './random-effects.ts';

export interface ShrinkageOptions {
  method: VarianceMethod;
  confidence?: Confidence;
}

export interface Shrinkage {
  /** Null, as is every row, when fewer than two units are known. */
  model: RandomEffects | null;
  /** Estimate drawn towards the mean: weight times own value plus the rest times the mean. */
  shrunken: Column;
  /** Standard error of the shrunken value, the uncertainty of the mean included, and limits from it. */
  standardError: Column;
  lower: Column;
  upper: Column;
  /** Weight on the unit's own value, tau2 / (tau2 + se^2): the reliability of the estimate. */
  weight: Column;
  /** Standard deviation of the true value given the estimate, the mean and tau2 taken as known. */
  posteriorDeviation: Column;
}

/**
 * Empirical Bayes (shrunken) estimates of units: small units are drawn most to the mean of all. In the unit of the
 * estimates, on a scale where errors are about normal (log odds, log ratios); a row with null is not defined. Mends small
 * numbers, not wrong ones: a unit with a wrong count and a small standard error keeps its value. tau2 is taken as known,
 * so limits are too narrow with few units.
 *
 * Morris CN. Parametric empirical Bayes inference: theory and applications. JASA 1983;78:47-55.
 *
 * @throws RangeError naming row and value for an estimate that is not finite or a standard error not above 0
 */
export function empiricalBayes(units: EstimatesIn, { method, confidence = 0.95 }: ShrinkageOptions): Shrinkage {
  const z = normalDeviate(confidence);
  const known = knownEstimates(units);
  const model = randomEffectsOf(known, method);
  const column = () => emptyColumn(units.estimate.length);
  const result = { shrunken: column(), standardError: column(), lower: column(), upper: column(), weight: column(), posteriorDeviation: column() };
  if (model === null) return { model, ...result };
  const { tau2, mean, standardError } = model;
  for (let unit = 0; unit < known.length; unit += 1) {
    const row = known.rows[unit] as number;
    const variance = known.variance[unit] as number;
    const weight = tau2 / (tau2 + variance);
    const rest = variance / (tau2 + variance);
    const shrunken = weight * (known.estimate[unit] as number) + rest * mean;
    const error = Math.sqrt(weight * variance + (rest * standardError) ** 2);
    setAt(result.weight, row, weight);
    setAt(result.shrunken, row, shrunken);
    setAt(result.standardError, row, error);
    setAt(result.lower, row, shrunken - z * error);
    setAt(result.upper, row, shrunken + z * error);
    setAt(result.posteriorDeviation, row, Math.sqrt(weight * variance));
  }
  return { model, ...result };
}
