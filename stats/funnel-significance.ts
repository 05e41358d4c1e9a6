import { assertSameLength, type NumbersIn } from './column.ts';
import { type Band, bandOfScore, standardErrorAround } from './funnel.ts';
import type { Interval } from './interval.ts';
import { countInterval } from './poisson.ts';
import { assertProportions, eachUnit, type UnitCounts } from './pooled-value.ts';

/**
 * Band of each unit against funnel limits by inversion. A limit counts as within; null for a unit whose counts are not
 * known or whose denominator is 0.
 */
export type Bands = (Band | null)[];

/**
 * Bands of proportions against the inverted Wilson limits of an average: the place of the unit's score. Not defined
 * when the average is 0 or 1, where the limits have no width.
 *
 * @throws RangeError naming row and counts where they are impossible, or the average outside 0 to 1
 */
export function proportionBands(counts: UnitCounts, average: number): Bands {
  assertProportions(counts);
  const bands: Bands = new Array(counts.numerator.length).fill(null);
  const target = { value: average, denominator: Number.POSITIVE_INFINITY };
  eachUnit(counts, (row, x, n) => {
    const error = standardErrorAround(target, n, 'proportion');
    if (error > 0) bands[row] = bandOfScore((x / n - average) / error);
  });
  return bands;
}

/** Band of a unit whose intervals at 99.8% and at 95% are compared with an average. */
function bandOfIntervals(average: number, alarm: Interval, warning: () => Interval): Band {
  if (alarm.upper < average) return 'low-998';
  if (alarm.lower > average) return 'high-998';
  const { lower, upper } = warning();
  if (upper < average) return 'low-95';
  return lower > average ? 'high-95' : 'within';
}

/**
 * Bands of ratios of events to a denominator (expected events, or population) against an average: the unit's own
 * interval (exact below 10 events, else Byar) either contains the average or lies on one side of it.
 *
 * @throws RangeError naming row and counts where they are impossible, or the average is not a finite number above 0
 */
export function ratioBands({ events, denominator }: { events: NumbersIn; denominator: NumbersIn }, average: number): Bands {
  if (!(average > 0 && average < Number.POSITIVE_INFINITY)) throw new RangeError(`average must be a finite number above 0: ${average}`);
  const bands: Bands = new Array(assertSameLength({ events, denominator })).fill(null);
  eachUnit({ numerator: events, denominator }, (row, count, n) => {
    bands[row] = bandOfIntervals(average * n, countInterval(count, 0.998), () => countInterval(count, 0.95));
  });
  return bands;
}
