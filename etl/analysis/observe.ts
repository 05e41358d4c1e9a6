import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import { countInterval } from '../../stats/poisson.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import type { Counts } from './counts.ts';

/** A value with its 95% interval, in the measure's unit. */
export interface MeasuredValue {
  value: number;
  lower: number;
  upper: number;
  method: 'wilson' | 'byar' | 'exact-poisson';
}

/**
 * The measure's value for a numerator and denominator, with the interval that its statistic calls for on effective
 * counts: numerator and denominator divided by the dispersion factor. A factor of 1 is chance alone.
 */
export function estimate(measure: Pick<Measure, 'statistic' | 'multiplier'>, numerator: number, denominator: number, phi: number): MeasuredValue {
  const { multiplier } = measure;
  const value = (multiplier * numerator) / denominator;
  if (measure.statistic === 'proportion') {
    const { lower, upper } = wilsonInterval(numerator / phi, denominator / phi);
    return { value, lower: lower * multiplier, upper: upper * multiplier, method: 'wilson' };
  }
  const { lower, upper, method } = countInterval(numerator / phi);
  const scale = (multiplier * phi) / denominator;
  return { value, lower: lower * scale, upper: upper * scale, method };
}

/** True when the counts make a value that may be compared. */
export function isComparable(
  measure: Pick<Measure, 'minimumDenominator'>,
  counts: Pick<Counts, 'numerator' | 'denominator' | 'status'>,
): counts is Counts & { numerator: number; denominator: number } {
  const { numerator, denominator, status } = counts;
  return (status === 'final' || status === 'provisional') && numerator !== null && denominator !== null && denominator >= measure.minimumDenominator;
}

/** A value that was published, or added up, without the counts that an interval needs. */
function asPublished({ multiplier }: Measure, { measure_id, level, system_id, period, numerator, status, note }: Counts): Row<'observation'> {
  // One literal: hundreds of thousands are made, and merging parts costs more than all else.
  return {
    measure_id,
    level,
    system_id,
    period,
    numerator: null,
    denominator: null,
    value: numerator === null ? null : multiplier * numerator,
    lower: null,
    upper: null,
    method: null,
    phi: null,
    naive_lower: null,
    naive_upper: null,
    shrunken: null,
    shrunken_lower: null,
    shrunken_upper: null,
    status,
    note,
  };
}

/** The observation of one system and period: its value, or the reason why there is none. */
export function observe(measure: Measure, counts: Counts, phi: number): Row<'observation'> {
  const { denominator, status, note } = counts;
  const shrunken = { shrunken: null, shrunken_lower: null, shrunken_upper: null };
  if (measure.statistic === 'published') return asPublished(measure, counts);
  const without = { ...counts, value: null, lower: null, upper: null, method: null, phi: null, naive_lower: null, naive_upper: null, ...shrunken };
  if (isComparable(measure, counts)) {
    const naive = estimate(measure, counts.numerator, counts.denominator, 1);
    return {
      ...counts,
      ...estimate(measure, counts.numerator, counts.denominator, phi),
      phi,
      naive_lower: naive.lower,
      naive_upper: naive.upper,
      ...shrunken,
    };
  }
  if ((status !== 'final' && status !== 'provisional') || denominator === null || counts.numerator === null) return without;
  const reason = `The denominator (${denominator}) is below ${measure.minimumDenominator}: too few for a value.`;
  return { ...without, status: 'not-applicable', note: note === null ? reason : `${reason} ${note}` };
}
