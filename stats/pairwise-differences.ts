import { assertSameLength, at, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { differenceInterval, type Estimate } from './difference.ts';
import { normalUpperTail } from './distributions.ts';
import { adjustPValues } from './multiple-testing.ts';
import { normalDeviate } from './normal.ts';

/** Estimates with the limits of their intervals, one place a unit; null where a unit has none. */
export interface IntervalsIn {
  value: NumbersIn;
  lower: NumbersIn;
  upper: NumbersIn;
}

/** A square table of all pairs: what is said of unit i against unit j stands at `i * units + j`. */
export interface PairwiseDifferences {
  units: number;
  /** Value of i less value of j. */
  difference: Column;
  /** Its limits at the confidence of the intervals given, not adjusted for the number of pairs. */
  lower: Column;
  upper: Column;
  /** Difference in standard errors, both variances counted. */
  z: Column;
  /** Two-sided probability of such a z or a larger one if there were no difference. */
  probability: Column;
  /** The same after Holm over all pairs with a test. */
  adjusted: Column;
}

/**
 * Every difference between two of several independent estimates, with an interval and a test.
 *
 * Limits are recovered from those of the two estimates (MOVER), so that they keep their asymmetry and whatever else was
 * counted in them. The test takes the standard error of each estimate from the width of its interval,
 * se = (upper - lower) / (2 x deviate), and z = difference / sqrt(se_i^2 + se_j^2); its p values are adjusted by Holm's
 * method over the pairs, which keeps the chance of any false finding among them at the level, whatever the dependence of
 * pairs that share a unit. An interval is of one difference alone: it can leave out zero where the adjusted test finds nothing.
 * The test is poor where intervals are far from symmetric (counts below about ten).
 *
 * Columns in, any unit; a unit without value or limits has no pair, nor has a pair of which neither has any width.
 *
 * Zou GY, Donner A. Statistics in Medicine 2008;27:1693-1702. Holm S. Scandinavian Journal of Statistics 1979;6:65-70.
 *
 * @throws RangeError when the columns differ in length, or naming the row whose value is not finite or not within its limits
 */
export function pairwiseDifferences(intervals: IntervalsIn, { confidence = 0.95 }: { confidence?: number } = {}): PairwiseDifferences {
  const units = assertSameLength({ ...intervals });
  const estimates = Array.from({ length: units }, (_, row) => estimateAt(intervals, row));
  const deviate = normalDeviate(confidence);
  const table = emptyTable(units);
  for (const [i, a] of estimates.entries())
    for (const [j, b] of estimates.entries()) if (i !== j && a !== null && b !== null) setPair(table, i * units + j, { a, b, deviate });
  setAdjusted(table);
  return table;
}

/**
 * Whether the pair i, j is told apart: 1 when i is above j, -1 when below, 0 when there is no clear difference, null
 * without a test.
 */
export function verdictOf({ units, difference, adjusted }: PairwiseDifferences, i: number, j: number, level = 0.05): -1 | 0 | 1 | null {
  const probability = at(adjusted, i * units + j);
  if (probability === null) return null;
  if (probability > level) return 0;
  return (at(difference, i * units + j) ?? 0) > 0 ? 1 : -1;
}

function emptyTable(units: number): PairwiseDifferences {
  const empty = (): Column => emptyColumn(units * units);
  return { units, difference: empty(), lower: empty(), upper: empty(), z: empty(), probability: empty(), adjusted: empty() };
}

function estimateAt({ value, lower, upper }: IntervalsIn, row: number): Estimate | null {
  const [y, low, high] = [value[row] ?? null, lower[row] ?? null, upper[row] ?? null];
  if (y === null || low === null || high === null) return null;
  for (const number of [y, low, high]) if (!Number.isFinite(number)) throw new RangeError(`row ${row}: value and limits must be finite: ${number}`);
  // Limits are computed apart from the value and may miss it by rounding.
  const slack = 1e-9 * Math.max(Math.abs(low), Math.abs(high));
  if (y < low - slack || y > high + slack) throw new RangeError(`row ${row}: value must be within its limits ${low} to ${high}: ${y}`);
  return { value: y, lower: low, upper: high };
}

function setPair(table: PairwiseDifferences, place: number, { a, b, deviate }: { a: Estimate; b: Estimate; deviate: number }): void {
  const { value, lower, upper } = differenceInterval(a, b);
  const standardError = Math.hypot(a.upper - a.lower, b.upper - b.lower) / (2 * deviate);
  setAt(table.difference, place, value);
  setAt(table.lower, place, lower);
  setAt(table.upper, place, upper);
  if (standardError === 0) return;
  const z = value / standardError;
  setAt(table.z, place, z);
  setAt(table.probability, place, Math.min(1, 2 * normalUpperTail(Math.abs(z))));
}

/** Holm over each pair once; the mirrored place says the same. */
function setAdjusted({ units, probability, adjusted }: PairwiseDifferences): void {
  const places: number[] = [];
  for (let i = 0; i < units; i += 1) for (let j = i + 1; j < units; j += 1) places.push(i * units + j);
  const holm = adjustPValues(
    places.map((place) => at(probability, place)),
    'holm',
  );
  for (const [pair, place] of places.entries()) {
    setAt(adjusted, place, at(holm, pair));
    setAt(adjusted, (place % units) * units + Math.floor(place / units), at(holm, pair));
  }
}
