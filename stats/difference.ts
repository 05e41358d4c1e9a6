import type { Interval } from './interval.ts';

/** An estimate with the limits of its interval. */
export interface Estimate extends Interval {
  value: number;
}

/**
 * Interval for the difference `a - b` of two independent estimates, recovered from their own limits (MOVER).
 * With Wilson limits it is Newcombe's method 10; the limits keep the asymmetry of small counts.
 *
 * Zou GY, Donner A. Construction of confidence limits about effect measures. Statistics in Medicine 2008;27:1693-1702.
 */
export function differenceInterval(a: Estimate, b: Estimate): Estimate {
  const value = a.value - b.value;
  return {
    value,
    lower: value - Math.hypot(a.value - a.lower, b.upper - b.value),
    upper: value + Math.hypot(a.upper - a.value, b.value - b.lower),
  };
}
