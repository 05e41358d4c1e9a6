import { gammaQuantile } from './distributions.ts';
import { assertCount, type Interval } from './interval.ts';
import { type Confidence, normalDeviate } from './normal.ts';

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
  const tail = (1 - confidence) / 2;
  return {
    lower: count === 0 ? 0 : gammaQuantile(tail, count),
    upper: gammaQuantile(1 - tail, count + 1),
  };
}

/** Byar's limits of a count, given the normal deviate: the core of `byarInterval`, for many counts at one confidence. */
export function byarLimits(count: number, z: number): Interval {
  const next = count + 1;
  return {
    lower: count === 0 ? 0 : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3,
    upper: next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3,
  };
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

/**
 * Interval for the mean of a Poisson count as published: exact under 10 events, Byar from 10 on; the method is named.
 * Assumes independent events: for admissions and bed days, where people return and stays cluster, it is too narrow.
 *
 * @throws RangeError when the count is negative or not finite
 */
export function countInterval(count: number, confidence: Confidence = 0.95): Interval & { method: 'exact-poisson' | 'byar' } {
  return count < exactBelow ? { ...exactPoissonInterval(count, confidence), method: 'exact-poisson' } : { ...byarInterval(count, confidence), method: 'byar' };
}
