import { type Column, emptyColumn, setAt } from './column.ts';
import { normalDensity, normalQuantile, normalUpperTail } from './distributions.ts';
import { type EstimatesIn, knownEstimates } from './estimate-columns.ts';

export interface OverlapIntervals {
  /** Standard errors on each side of an estimate. */
  multiplier: number;
  lower: Column;
  upper: Column;
}

/**
 * Intervals made so that two of them fail to overlap about as often as a test of that pair at the given level finds a
 * difference: for one pair that was picked in advance, never for looking along a whole table.
 *
 * Columns in (null = no estimate), columns out. The multiplier b solves: the mean over all pairs of
 * 2(1 - Φ(b (sᵢ + sⱼ) / √(sᵢ² + sⱼ²))) equals `averageTypeOneError`; with equal standard errors it is 1.386 at 5%.
 *
 * Goldstein H, Healy MJR. The graphical presentation of a collection of means. JRSS A 1995;158:175-177.
 *
 * @throws RangeError where columns differ in length, a standard error is not above 0, or fewer than two units have an estimate
 */
export function overlapIntervals(estimates: EstimatesIn, { averageTypeOneError = 0.05 } = {}): OverlapIntervals {
  if (!(averageTypeOneError > 0 && averageTypeOneError < 1)) throw new RangeError(`average type I error must be above 0 and below 1: ${averageTypeOneError}`);
  const known = knownEstimates(estimates);
  if (known.length < 2) throw new RangeError(`overlap needs at least two estimates: ${known.length}`);
  const errors = known.variance.map(Math.sqrt);
  const multiplier = solveMultiplier(errors, averageTypeOneError);
  const rows = estimates.estimate.length;
  const result = { multiplier, lower: emptyColumn(rows), upper: emptyColumn(rows) };
  known.rows.forEach((row, unit) => {
    const value = known.estimate[unit] as number;
    const half = multiplier * (errors[unit] as number);
    setAt(result.lower, row, value - half);
    setAt(result.upper, row, value + half);
  });
  return result;
}

/** Places on the axis of log standard errors, and how many units each stands for. */
interface Points {
  place: Float64Array;
  weight: Float64Array;
}

/** Newton's method on the logarithm of the mean error, which is concave in the multiplier and falls with it. */
function solveMultiplier(errors: Float64Array, target: number): number {
  const { place, weight } = pointsOf(errors.map(Math.log));
  const units = errors.length;
  const expected = (target * units * (units - 1)) / 2;
  let multiplier = -normalQuantile(target / 2) / Math.SQRT2;
  for (let n = 0; n < 50; n += 1) {
    // The sum over points holds the pairs of a unit with itself: they are taken out first.
    let chance = -units * normalUpperTail(multiplier * Math.SQRT2);
    let fall = -units * Math.SQRT2 * normalDensity(multiplier * Math.SQRT2);
    for (let a = 0; a < place.length; a += 1) {
      for (let b = 0; b <= a; b += 1) {
        const ratio = errorRatio((place[a] as number) - (place[b] as number));
        const pairs = (weight[a] as number) * (weight[b] as number) * (a === b ? 1 : 2);
        chance += pairs * normalUpperTail(multiplier * ratio);
        fall += pairs * ratio * normalDensity(multiplier * ratio);
      }
    }
    const step = (Math.log(chance / expected) * chance) / fall;
    multiplier += step;
    if (Math.abs(step) < 1e-12) break;
  }
  return multiplier;
}

/** (s + t) / √(s² + t²) of two standard errors whose logarithms differ by `distance`: from 1 (far apart) to √2 (equal). */
const errorRatio = (distance: number): number => {
  const other = Math.exp(-Math.abs(distance));
  return (1 + other) / Math.hypot(1, other);
};

/**
 * Few units stand for themselves. Many are spread over Chebyshev points, by the weights with which those interpolate at
 * each unit: sums over all pairs of a smooth function of their distance stay the same to some 12 digits, and the work
 * grows with the units, not with their square.
 *
 * Berrut JP, Trefethen LN. Barycentric Lagrange interpolation. SIAM Review 2004;46:501-517.
 */
function pointsOf(logErrors: Float64Array): Points {
  const low = logErrors.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = logErrors.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const count = 48 + Math.ceil(16 * (high - low));
  if (logErrors.length <= count) return { place: logErrors, weight: new Float64Array(logErrors.length).fill(1) };
  if (high === low) return { place: Float64Array.of(low), weight: Float64Array.of(logErrors.length) };
  const place = Float64Array.from({ length: count }, (_, k) => (low + high) / 2 + ((high - low) / 2) * Math.cos((Math.PI * k) / (count - 1)));
  const weight = new Float64Array(count);
  const parts = new Float64Array(count);
  for (const logError of logErrors) spread(logError, place, parts, weight);
  return { place, weight };
}

/** Adds one unit's interpolation weights; they sum to 1. */
function spread(logError: number, place: Float64Array, parts: Float64Array, weight: Float64Array): void {
  let total = 0;
  for (let k = 0; k < place.length; k += 1) {
    const distance = logError - (place[k] as number);
    if (distance === 0) {
      (weight[k] as number) += 1;
      return;
    }
    const end = k === 0 || k === place.length - 1 ? 0.5 : 1;
    parts[k] = ((k % 2 === 0 ? 1 : -1) * end) / distance;
    total += parts[k] as number;
  }
  for (let k = 0; k < place.length; k += 1) (weight[k] as number) += (parts[k] as number) / total;
}
