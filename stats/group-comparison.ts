import { atVariance, type VarianceMethod } from './between-unit-variance.ts';
import type { Codes } from './codes.ts';
import { assertSameLength } from './column.ts';
import { normalUpperTail, studentTQuantile, studentTUpperTail } from './distributions.ts';
import { type EstimatesIn, knownEstimates } from './estimate-columns.ts';
import { type Confidence, normalDeviate } from './normal.ts';
import { type Heterogeneity, heterogeneity, ungrouped } from './random-effects.ts';

export interface GroupComparisonOptions {
  method: VarianceMethod;
  /** `z`: normal. `knapp-hartung`: standard errors from the residuals and Student's t; better with few units. */
  test: 'z' | 'knapp-hartung';
  confidence?: Confidence;
}

export interface GroupComparison extends Heterogeneity {
  units: [group0: number, group1: number];
  /** Mean of group 0. */
  intercept: number;
  interceptStandardError: number;
  /** Mean of group 1 less that of group 0. */
  difference: number;
  differenceStandardError: number;
  statistic: number;
  probability: number;
  lower: number;
  upper: number;
  /** Percentage of the variance between units that the grouping explains, at least 0; null when there was none. */
  rSquaredPercent: number | null;
}

/**
 * Compares two groups of units (1 against 0: say systems in competitive against monopoly areas) by a mixed-effects model,
 * y_i = b0 + b1 group_i + u_i + e_i: the difference of the group means, with the variance between units common to both.
 * Unlike a comparison of two averages it knows that units differ among themselves and that some are measured better.
 *
 * In the unit of the estimates; rows with a null are left out. Null when either group is empty or the units are fewer
 * than three. Knapp-Hartung standard errors are not floored, and their t has k - 2 degrees of freedom. The groups were
 * not drawn by lot: a difference is not an effect.
 *
 * Knapp G, Hartung J. Improved tests for a random effects meta-regression with a single covariate. Stat Med
 * 2003;22:2693-2710. Raudenbush SW. Analyzing effect sizes: random-effects models. In: Handbook of Research Synthesis
 * and Meta-Analysis, 2009.
 *
 * @throws RangeError naming row and value for an estimate that is not finite, a standard error not above 0, or a group other than 0 or 1
 */
export function compareGroups(
  { group, ...units }: EstimatesIn & { group: Codes },
  { method, test, confidence = 0.95 }: GroupComparisonOptions,
): GroupComparison | null {
  const z = normalDeviate(confidence);
  assertSameLength({ estimate: units.estimate, group });
  for (let row = 0; row < group.length; row += 1)
    if (group[row] !== 0 && group[row] !== 1) throw new RangeError(`row ${row}: group must be 0 or 1: ${group[row]}`);
  const known = knownEstimates(units);
  const codes = Uint8Array.from(known.rows, (row) => group[row] as number);
  const ones = codes.reduce((sum, code) => sum + code, 0);
  const grouped = { ...known, group: codes, groups: 2 };
  const spread = ones === 0 || ones === known.length ? null : heterogeneity(grouped, method);
  if (spread === null) return null;

  const { tau2, degrees } = spread;
  const { mean, weight, q } = atVariance(grouped, tau2);
  const knappHartung = test === 'knapp-hartung';
  const inflation = knappHartung ? Math.sqrt(q / degrees) : 1;
  const deviate = knappHartung ? studentTQuantile((1 + confidence) / 2, degrees) : z;
  const [intercept, other] = [mean[0] as number, mean[1] as number];
  const [weight0, weight1] = [weight[0] as number, weight[1] as number];
  const difference = other - intercept;
  const differenceStandardError = inflation * Math.sqrt(1 / weight0 + 1 / weight1);
  const statistic = difference === 0 ? 0 : difference / differenceStandardError;
  const without = heterogeneity(ungrouped(known), method)?.tau2 ?? 0;
  return {
    ...spread,
    units: [known.length - ones, ones],
    intercept,
    interceptStandardError: inflation / Math.sqrt(weight0),
    difference,
    differenceStandardError,
    statistic,
    probability: 2 * (knappHartung ? studentTUpperTail(Math.abs(statistic), degrees) : normalUpperTail(Math.abs(statistic))),
    lower: difference - deviate * differenceStandardError,
    upper: difference + deviate * differenceStandardError,
    rSquaredPercent: without === 0 ? null : Math.max(0, (100 * (without - tau2)) / without),
  };
}
