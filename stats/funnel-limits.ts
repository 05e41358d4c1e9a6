import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { gammaQuantile } from './distributions.ts';
import type { FunnelLimitOptions, LimitColumns } from './funnel-phe.ts';
import { assertTarget, errorAtTarget, type FunnelScale, onScale } from './funnel-scores.ts';
import { normalDeviate } from './normal.ts';

/** From the scale back to the value, within what the value can be. */
function fromScale(scale: FunnelScale, place: number): number {
  if (scale === 'log-ratio' || scale === 'log-counts') return Math.exp(place);
  if (scale === 'root-ratio') return Math.max(0, place) ** 2;
  if (scale === 'arcsine-proportion') return Math.sin(Math.min(Math.PI / 2, Math.max(0, place))) ** 2;
  return scale === 'proportion' ? Math.min(1, Math.max(0, place)) : Math.max(0, place);
}

export interface ScaleLimitOptions extends FunnelLimitOptions {
  scale: FunnelScale;
  target: number;
  /** Variance between units on the scale, from `overdispersion`; 0 for limits of chance alone. */
  tau2?: number;
  /**
   * Standard error from which the limits are made: `at-target` is that of the scale; `half-root` is 1/(2√n) on every
   * scale, which a published package uses for the ratio of two counts too, although it is not the error of one.
   */
  error?: 'at-target' | 'half-root';
}

/**
 * Limits on the scale itself, not turned back into values nor cut: for drawing on the scale. The options are those of
 * `funnelLimits`; the multiplier does not apply.
 *
 * @throws RangeError as `funnelLimits` does
 */
export function limitsOnScale(
  denominator: NumbersIn,
  { scale, target, tau2 = 0, confidence = 0.95, error = 'at-target' }: Omit<ScaleLimitOptions, 'multiplier'>,
): LimitColumns {
  assertTarget(scale, target);
  if (!(tau2 >= 0 && tau2 < Number.POSITIVE_INFINITY)) throw new RangeError(`tau2 must be a finite number of at least 0: ${tau2}`);
  const deviate = normalDeviate(confidence);
  const centre = onScale(scale, target);
  const limits = { lower: emptyColumn(denominator.length), upper: emptyColumn(denominator.length) };
  eachDenominator(denominator, (row, n) => {
    const own = error === 'half-root' ? 1 / (2 * Math.sqrt(n)) : errorAtTarget(scale, target, n);
    const half = deviate * Math.sqrt(own * own + tau2);
    setAt(limits.lower, row, centre - half);
    setAt(limits.upper, row, centre + half);
  });
  return limits;
}

/**
 * Funnel limits on a transformed scale at each denominator, with the variance between units added: target ± z·√(s² + τ²),
 * turned back into values. What lies beyond the end of a scale is cut before it is turned back, so that limits never
 * fold over: a proportion stays within 0 to 1, a square root does not go below 0. Not defined where the denominator is
 * 0 or not known.
 *
 * Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005;24:1185-1202.
 *
 * @throws RangeError naming row and value where a denominator is negative or not finite, or the target or tau2 is impossible
 */
export function funnelLimits(denominator: NumbersIn, { multiplier = 1, ...options }: ScaleLimitOptions): LimitColumns {
  const limits = limitsOnScale(denominator, options);
  for (const column of [limits.lower, limits.upper]) {
    for (let row = 0; row < column.length; row += 1) {
      if (column.defined[row] === 1) setAt(column, row, fromScale(options.scale, column.values[row] as number) * multiplier);
    }
  }
  return limits;
}

/**
 * Exact Poisson limits of observed / expected at each number of expected events, chance alone: the gamma limits of
 * Garwood at a count equal to the expected events, which need not be whole.
 *
 * Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005;24:1185-1202.
 *
 * @throws RangeError naming row and value where expected events are negative or not finite
 */
export function exactRatioLimits(expected: NumbersIn, { confidence = 0.95, multiplier = 1 }: FunnelLimitOptions = {}): LimitColumns {
  const tail = (1 - confidence) / 2;
  if (!(tail > 0 && tail < 0.5)) throw new RangeError(`confidence must be above 0 and below 1: ${confidence}`);
  const limits = { lower: emptyColumn(expected.length), upper: emptyColumn(expected.length) };
  eachDenominator(expected, (row, events) => {
    setAt(limits.lower, row, (gammaQuantile(tail, events) / events) * multiplier);
    setAt(limits.upper, row, (gammaQuantile(1 - tail, events + 1) / events) * multiplier);
  });
  return limits;
}

function eachDenominator(denominator: NumbersIn, take: (row: number, n: number) => void): void {
  for (let row = 0; row < denominator.length; row += 1) {
    const n = denominator[row] ?? null;
    if (n === null || n === 0) continue;
    if (!(n > 0 && n < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: denominator must be a finite number of at least 0: ${n}`);
    take(row, n);
  }
}

/** 1 for each value below its lower or above its upper limit; a limit counts as within, and so does what is not defined. */
export function outsideLimits(value: Column, { lower, upper }: LimitColumns): Uint8Array {
  const outside = new Uint8Array(assertSameLength({ value: value.values, lower: lower.values, upper: upper.values }));
  for (let row = 0; row < outside.length; row += 1) {
    if (value.defined[row] !== 1 || lower.defined[row] !== 1) continue;
    const x = value.values[row] as number;
    if (x < (lower.values[row] as number) || x > (upper.values[row] as number)) outside[row] = 1;
  }
  return outside;
}
