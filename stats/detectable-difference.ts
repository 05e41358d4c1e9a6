import { studentTQuantile } from './distributions.ts';
import { assertDenominator } from './interval.ts';
import type { Confidence } from './normal.ts';

export interface DetectableDifferenceOptions {
  /** Of the interval that must exclude zero: 0.95 unless said otherwise. */
  confidence?: Confidence;
  /** Chance that it does: 0.80 unless said otherwise; above 0.5, below 1. */
  power?: number;
}

/**
 * Smallest true difference that a comparison of this precision would find four times in five: (t_.975 + t_.80) times the
 * standard error, Student's t on the comparison's degrees of freedom. In the unit of the standard error. To be shown
 * before the estimate: a difference that was not found tells nothing unless one of a size that matters would have been.
 *
 * Found: the two-sided interval excludes zero. The sum of the two t values stands for a quantile of the noncentral t: 1%
 * too small on 4 degrees of freedom, 0.1% on 14.
 *
 * Bloom HS. Minimum detectable effects: a simple way to report the statistical power of experimental designs. Evaluation
 * Review 1995;19:547-556.
 *
 * @throws RangeError for a standard error or degrees of freedom not above 0, a confidence outside 0 to 1 or a power
 *   outside 0.5 to 1
 */
export function detectableDifference(
  { standardError, degrees }: { standardError: number; degrees: number },
  { confidence = 0.95, power = 0.8 }: DetectableDifferenceOptions = {},
): number {
  assertDenominator('standard error', standardError);
  assertDenominator('degrees of freedom', degrees);
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must be above 0 and below 1: ${confidence}`);
  if (!(power > 0.5 && power < 1)) throw new RangeError(`power must be above 0.5 and below 1: ${power}`);
  return (studentTQuantile((1 + confidence) / 2, degrees) + studentTQuantile(power, degrees)) * standardError;
}

/**
 * The same before any data, for two groups of units with one standard deviation between units: standard error s times
 * the root of 1 / n0 + 1 / n1, n0 + n1 - 2 degrees of freedom. In the unit of the standard deviation. Covariates that
 * explain differences between units make it smaller, a tie between covariates and group makes it larger. Null when a
 * group is empty or there are fewer than three units.
 *
 * @throws RangeError for units that are not whole numbers from 0, or a standard deviation not above 0
 */
export function detectableDifferenceOfGroups(
  { units, standardDeviation }: { units: readonly [group0: number, group1: number]; standardDeviation: number },
  options: DetectableDifferenceOptions = {},
): number | null {
  for (const count of units) if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`units must be a whole number of at least 0: ${count}`);
  assertDenominator('standard deviation', standardDeviation);
  const [group0, group1] = units;
  if (group0 === 0 || group1 === 0 || group0 + group1 < 3) return null;
  return detectableDifference({ standardError: standardDeviation * Math.sqrt(1 / group0 + 1 / group1), degrees: group0 + group1 - 2 }, options);
}
