import { assertDenominator, type Interval } from './interval.ts';
import { type Confidence, normalDeviate } from './normal.ts';

/** Whether events are counted within a denominator (binomial) or against one (Poisson). */
export type CountModel = 'proportion' | 'rate';

/** A yardstick estimated from others: its value per unit of denominator, and the denominator it rests on. */
export interface FunnelTarget {
  value: number;
  /** `Infinity` for a target that is known, not estimated. */
  denominator: number;
}

/**
 * Standard error of a unit's value around the target if only chance were at work: the variance is that of the
 * target (score test), of the unit's own denominator and of the target's.
 */
export function standardErrorAround(target: FunnelTarget, denominator: number, model: CountModel): number {
  assertDenominator('denominator', denominator);
  assertDenominator('target denominator', target.denominator === Number.POSITIVE_INFINITY ? 1 : target.denominator);
  const variance = model === 'proportion' ? target.value * (1 - target.value) : target.value;
  if (!(variance >= 0)) throw new RangeError(`target value out of range for a ${model}: ${target.value}`);
  return Math.sqrt(variance * (1 / denominator + 1 / target.denominator));
}

/**
 * Control limits of a funnel plot at one denominator: where 95% or 99.8% of units would lie if all had the target's
 * underlying value and only chance were at work. A proportion is clipped to 0 to 1, a rate at 0. No over-dispersion.
 *
 * Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005;24:1185-1202.
 */
export function controlLimits(target: FunnelTarget, denominator: number, model: CountModel, confidence: Confidence): Interval {
  return limitsAround(target, denominator, model, normalDeviate(confidence));
}

/** Control limits given the normal deviate: the core of `controlLimits`, for many denominators at one confidence. */
export function limitsAround(target: FunnelTarget, denominator: number, model: CountModel, deviate: number): Interval {
  const half = deviate * standardErrorAround(target, denominator, model);
  return {
    lower: Math.max(0, target.value - half),
    upper: model === 'proportion' ? Math.min(1, target.value + half) : target.value + half,
  };
}

/** Deviates of the 95% and 99.8% limits. */
const warning = normalDeviate(0.95);
const alarm = normalDeviate(0.998);

export const bands = ['low-998', 'low-95', 'within', 'high-95', 'high-998'] as const;
export type Band = (typeof bands)[number];

/** Place of a value against the limits, from its score. Limits count as within. */
export function bandOfScore(z: number): Band {
  const size = Math.abs(z);
  if (size <= warning) return 'within';
  const level = size <= alarm ? '95' : '998';
  return z < 0 ? `low-${level}` : `high-${level}`;
}
