import { assertSameLength, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { gammaQuantile, gammaUpperQuantile } from './distributions.ts';
import { assertCount, type Interval } from './interval.ts';
import { type Confidence, normalDeviate } from './normal.ts';
import type { EstimateColumns, IntervalOptions } from './wilson.ts';

/** Counts below this get exact limits, from it on Byar's approximation. */
export const exactBelow = 10;

/**
 * Exact interval for the mean of a Poisson count: the chi-square (gamma) limits.
 *
 * `count` is a number of events, a whole number of at least 0; limits are in events, the lower exactly 0 for no event.
 *
 * Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936;28:437-442.
 *
 * @throws RangeError when the count is negative or not finite
 */
export function exactPoissonInterval(count: number, confidence: Confidence = 0.95): Interval {
  assertCount('count', count);
  return exactLimits(count, tailOf(confidence));
}

const tailOf = (confidence: Confidence): number => {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must be above 0 and below 1: ${confidence}`);
  return (1 - confidence) / 2;
};

/** Exact limits of a count, given the chance beyond each: the core of `exactPoissonInterval`. */
const exactLimits = (count: number, tail: number): Interval => ({ lower: gammaQuantile(tail, count), upper: gammaUpperQuantile(tail, count + 1) });

/** Byar's limits of a count, given the normal deviate: the core of `byarInterval`, for many counts at one confidence. */
export function byarLimits(count: number, z: number): Interval {
  const next = count + 1;
  const low = 1 - 1 / (9 * count) - z / (3 * Math.sqrt(count));
  const high = 1 - 1 / (9 * next) + z / (3 * Math.sqrt(next));
  return { lower: count === 0 ? 0 : count * low * low * low, upper: next * high * high * high };
}

/**
 * Byar's approximation to the exact Poisson interval; within 0.1% of it from 10 events on, poor below.
 *
 * Breslow NE, Day NE. Statistical methods in cancer research, volume II. IARC, 1987, page 69.
 *
 * @throws RangeError when the count is negative or not finite
 */
export function byarInterval(count: number, confidence: Confidence = 0.95): Interval {
  assertCount('count', count);
  return byarLimits(count, normalDeviate(confidence));
}

/** An interval of a count, and how it was made. */
export type CountInterval = Interval & { method: 'exact-poisson' | 'byar' };

/**
 * Interval for the mean of a Poisson count as published: exact under 10 events, Byar from 10 on; the method is named.
 * Assumes independent events: for admissions and bed days, where people return and stays cluster, it is too narrow.
 *
 * @throws RangeError when the count is negative or not finite
 */
export function countInterval(count: number, confidence: Confidence = 0.95): CountInterval {
  return count < exactBelow ? { ...exactPoissonInterval(count, confidence), method: 'exact-poisson' } : { ...byarInterval(count, confidence), method: 'byar' };
}

/** `countInterval` at one confidence, for many counts: the deviate and the few exact intervals are worked out once. */
export function countIntervalAt(confidence: Confidence): (count: number) => CountInterval {
  const z = normalDeviate(confidence);
  const exact = new Map<number, CountInterval>();
  return (count) => {
    if (count >= exactBelow && count < Number.POSITIVE_INFINITY) {
      const { lower, upper } = byarLimits(count, z);
      return { lower, upper, method: 'byar' };
    }
    const known = exact.get(count) ?? countInterval(count, confidence);
    if (Number.isInteger(count)) exact.set(count, known);
    return known;
  };
}

export interface RateOptions extends IntervalOptions {
  /** Counts below this get exact limits, the others Byar's: 10 as published, 0 for Byar's always, Infinity for exact always. */
  exactBelow?: number;
}

export interface RateColumns extends EstimateColumns {
  /** 1 where the limits are exact, 0 where they are Byar's. */
  exact: Uint8Array;
}

/**
 * Rates of many units with the interval of their counts: columns in, columns out, one place a row. Events are Poisson
 * with denominators taken as known. Counts need not be whole, as when they are weighted. A row with a count or
 * denominator that is not known (null), or a denominator of 0, is not defined; `exact` tells of its count all the same.
 *
 * @throws RangeError naming row and value where a count or denominator is negative or not finite
 */
export function rateIntervals(
  { count, denominator }: { count: NumbersIn; denominator: NumbersIn },
  { confidence = 0.95, multiplier = 1, exactBelow: limit = exactBelow }: RateOptions = {},
): RateColumns {
  const length = assertSameLength({ count, denominator });
  const result: RateColumns = { value: emptyColumn(length), lower: emptyColumn(length), upper: emptyColumn(length), exact: new Uint8Array(length) };
  const z = normalDeviate(confidence);
  const exactLimitsOf = remembered((x) => exactLimits(x, tailOf(confidence)));
  for (let row = 0; row < length; row += 1) {
    const x = count[row] ?? null;
    const n = denominator[row] ?? null;
    if (x !== null && !(x >= 0 && x < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: count must be a finite number of at least 0: ${x}`);
    if (n !== null && !(n >= 0 && n < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: denominator must be a finite number of at least 0: ${n}`);
    if (x === null) continue;
    if (x < limit) result.exact[row] = 1;
    if (n === null || n === 0) continue;
    const { lower, upper } = x < limit ? exactLimitsOf(x) : byarLimits(x, z);
    setAt(result.value, row, (x / n) * multiplier);
    setAt(result.lower, row, (lower / n) * multiplier);
    setAt(result.upper, row, (upper / n) * multiplier);
  }
  return result;
}

/** Small counts come again and again, and exact limits are slow: each is worked out once a call. */
function remembered(limits: (count: number) => Interval): (count: number) => Interval {
  const known = new Map<number, Interval>();
  return (count) => {
    const found = known.get(count) ?? limits(count);
    known.set(count, found);
    return found;
  };
}
