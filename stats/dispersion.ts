import { type ChangeScores, changeExtent, coverage, type ResampleOptions, shareHeldOut } from './change-extent.ts';
import type { NumbersIn } from './column.ts';
import type { Interval } from './interval.ts';
import { normalDeviate } from './normal.ts';
import { sampleQuantile } from './sample-quantile.ts';

export interface Dispersion extends Interval {
  /** Factor on the variance of chance: at least 1. Interval: 95%, by resampling units, also at least 1. */
  phi: number;
  /** Changes that it rests on. */
  changes: number;
  units: number;
}

const deviate = normalDeviate(coverage);

const factorOf = (extent: number): number => Math.max(1, (extent / deviate) ** 2);

/**
 * Dispersion factor of published values: by how much the variance of chance must be multiplied for 95% of the changes
 * from year to year to lie within their own 95% intervals.
 *
 * phi = max(1, (q / 1.959964)^2), with q the 95% quantile (type 7) of the absolute scores. A quantile rather than the
 * mean square: one odd unit, or up to one change in twenty, cannot set it, and it is calibrated to the intervals that
 * are published. It presumes that what moves a unit off the course of all for a year is the noise that its value of one
 * year carries; a unit with a steady trend of its own makes it larger, never smaller. Its interval is the 2.5% to 97.5%
 * quantile over resampled units, all changes of a unit together. Null without a score.
 *
 * McCullagh P, Nelder JA. Generalized Linear Models. 2nd ed. 1989, section 4.5 (dispersion as a factor on the variance);
 * Spiegelhalter DJ. Handling over-dispersion of performance indicators. Qual Saf Health Care 2005;14:347-351. The
 * calibration to a quantile is ours: see METHODS.md for the test on years held out.
 *
 * @throws RangeError naming row and value for a score that is not finite
 */
export function dispersion({ score, unit }: ChangeScores, { generator, draws = 400 }: ResampleOptions): Dispersion | null {
  const found = changeExtent({ score, unit }, { generator, draws });
  if (found === null) return null;
  const resampled = found.resampled.map(factorOf);
  return {
    phi: factorOf(found.extent),
    lower: sampleQuantile(resampled, 0.025) ?? 1,
    upper: sampleQuantile(resampled, 0.975) ?? 1,
    changes: found.changes,
    units: found.units,
  };
}

export interface HeldOut {
  /** Share of changes within their 95% interval, each year judged by the factor of the other years. */
  adjusted: number;
  /** The same by chance alone. */
  naive: number;
  changes: number;
}

/**
 * Coverage on years held out: for each pair of years the factor is estimated from all other pairs, and the changes of
 * the pair left out are counted that lie within +-1.96 sqrt(phi). One list of scores a pair of years. Null with fewer
 * than two pairs.
 */
export function heldOutCoverage(pairs: readonly NumbersIn[]): HeldOut | null {
  const adjusted = shareHeldOut(pairs, { limitOf: (extent) => deviate * Math.sqrt(factorOf(extent)) });
  const naive = shareHeldOut(pairs, { limitOf: () => deviate });
  return adjusted === null || naive === null ? null : { adjusted: adjusted.share, naive: naive.share, changes: adjusted.changes };
}
