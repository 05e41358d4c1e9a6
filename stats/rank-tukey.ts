import { type EstimatesIn, knownEstimates } from './estimate-columns.ts';
import type { Confidence } from './normal.ts';
import { ordered, type RankBounds, type RankOne, rankBounds, significantPairs } from './pairwise-ranks.ts';
import { studentisedRangeQuantile } from './studentised-range.ts';

export interface TukeyRankOptions {
  coverage?: Confidence;
  rankOne?: RankOne;
}

/**
 * Simultaneous intervals for ranks from Tukey's honest significant differences: no simulation, hence the same figures
 * every time, and somewhat wider than the simultaneous sets with step-down.
 *
 * Takes independent estimates with known standard errors; gives whole numbers from 1 to the number of units known
 * (null rows are left out and not defined). A pair differs when |y_i - y_j| / sqrt(se_i^2 + se_j^2) exceeds the quantile
 * of the studentised range divided by the square root of 2; with unequal standard errors this is conservative (Hayter).
 *
 * Al Mohamad D, Goeman JJ, van Zwet EW. Simultaneous confidence intervals for ranks with application to ranking
 * institutions. Biometrics 2022;78:238-247. Hayter AJ. A proof of the conjecture that the Tukey-Kramer multiple
 * comparisons procedure is conservative. Annals of Statistics 1984;12:61-75.
 *
 * @throws RangeError naming row and value for an estimate that is not finite or a standard error not above 0
 */
export function tukeyRankIntervals(units: EstimatesIn, { coverage = 0.95, rankOne = 'largest' }: TukeyRankOptions = {}): RankBounds {
  if (!(coverage > 0 && coverage < 1)) throw new RangeError(`coverage must be above 0 and below 1: ${coverage}`);
  const known = knownEstimates(units);
  const sorted = ordered(known);
  const criticalValue = known.length < 2 ? 0 : studentisedRangeQuantile(coverage, known.length) / Math.SQRT2;
  return rankBounds(units.estimate.length, known, sorted, significantPairs(sorted, criticalValue), rankOne);
}
