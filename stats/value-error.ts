import { changeExtent, coverage, type ResampleOptions, shareHeldOut } from './change-extent.ts';
import { assertSameLength, type NumbersIn } from './column.ts';
import type { Interval } from './interval.ts';
import { normalDeviate } from './normal.ts';
import { sampleQuantile } from './sample-quantile.ts';

/** Values of the same units in two consecutive years; null where a unit has none, or where its years must not be compared. */
export interface ValuePair {
  before: NumbersIn;
  after: NumbersIn;
}

export interface Movement {
  /** Median change of the units with both years. */
  common: number;
  units: number;
  /** True when the second year repeats the first: its changes say nothing of how far values vary. */
  repeated: boolean;
  /** Each unit's change less the common one; null without both years. */
  own: (number | null)[];
}

/** A pair of years in which more than this share of changes is exactly zero is one measurement published twice. */
export const repeatedShare = 0.9;

/**
 * How far each unit moved between two years beyond what all moved together: its change less the median change. The median
 * asks nothing of the sizes of units, which nobody knows where counts are not published. Null with fewer than two units.
 *
 * @throws RangeError naming row and value for a value that is not finite
 */
export function movementOf({ before, after }: ValuePair): Movement | null {
  const length = assertSameLength({ before, after });
  const change: (number | null)[] = Array.from({ length }, (_, row) => {
    const [from, to] = [before[row] ?? null, after[row] ?? null];
    for (const value of [from, to]) if (value !== null && !Number.isFinite(value)) throw new RangeError(`row ${row}: value must be finite: ${value}`);
    return from === null || to === null ? null : to - from;
  });
  const known = Float64Array.from(change.filter((one) => one !== null)).sort();
  const common = sampleQuantile(known, 0.5);
  if (common === null || known.length < 2) return null;
  const still = known.filter((one) => one === 0).length;
  return { common, units: known.length, repeated: still > repeatedShare * known.length, own: change.map((one) => (one === null ? null : one - common)) };
}

export interface ValueError extends Interval {
  /** Standard error of one value, in its unit. Interval: 95%, by resampling units. */
  error: number;
  changes: number;
  units: number;
  pairs: number;
}

/** Values are whole points, so many changes are just as large as the limit: they are within it, whatever the last binary digit. */
const rounding = 1e-9;

/** The extent of changes between two years as the standard error of the value of one: a change carries the error of both. */
const perValue = normalDeviate(coverage) * Math.SQRT2;

/**
 * Standard error of one value of a unit, where nothing but values is published, from how far units moved from year to
 * year beyond what all moved together (see `movementOf`): error = q95(|d|) / (1.959964 sqrt 2), with q95 the 95% quantile
 * (type 7) over units and pairs of years. A value +- 1.96 errors is thus the interval by which 95% of changes, +- 1.96
 * errors sqrt 2, would be held.
 *
 * It presumes that the two values of a unit err independently, that units of a set err alike, and that what moves a unit
 * off the course of all for a year is such error; a unit with a steady trend of its own makes it larger, never smaller. A
 * fault that repeats every year the same way is not seen. Its interval is the 2.5% to 97.5% quantile over resampled units.
 * One list of movements a pair of years, a place a unit. Null without a change, or where nothing moved: values that are
 * never seen to move do not tell their error.
 *
 * Bland JM, Altman DG. Measuring agreement in method comparison studies. Stat Methods Med Res 1999;8:135-160 (the
 * standard deviation within a unit is that of the differences of two measurements over the root of 2). Spiegelhalter DJ.
 * Handling over-dispersion of performance indicators. Qual Saf Health Care 2005;14:347-351 (variation beyond chance
 * measured on the indicator itself). The quantile in place of the standard deviation, and the use of consecutive years as
 * repeated measurements, are ours: see METHODS.md for the test on years held out.
 *
 * @throws RangeError naming row and value for a movement that is not finite
 */
export function valueError(movements: readonly NumbersIn[], options: ResampleOptions): ValueError | null {
  const score = movements.flatMap((pair) => Array.from(pair));
  const unit = Int32Array.from(movements.flatMap((pair) => Array.from(pair, (_, place) => place)));
  const found = changeExtent({ score, unit }, options);
  if (found === null || found.extent === 0) return null;
  return {
    error: found.extent / perValue,
    lower: (sampleQuantile(found.resampled, 0.025) ?? 0) / perValue,
    upper: (sampleQuantile(found.resampled, 0.975) ?? 0) / perValue,
    changes: found.changes,
    units: found.units,
    pairs: movements.filter((pair) => Array.from(pair).some((one) => one !== null)).length,
  };
}

/**
 * Coverage on years held out: each pair of years is judged by the error of all other pairs, and the changes are counted
 * that lie within +- 1.96 errors sqrt 2. `from` names other sets of movements whose widest error is used in place of the
 * set's own. Null with fewer than two pairs.
 */
export const heldOutChanges = (movements: readonly NumbersIn[], from: readonly (readonly NumbersIn[])[] = [movements]) =>
  shareHeldOut(movements, { from, limitOf: (extent) => extent * (1 + rounding) });

/** Standard error of the change between two values with these errors. */
export const changeError = (error: number): number => error * Math.SQRT2;
