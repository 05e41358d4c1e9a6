import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import { normalDeviate } from '../../stats/normal.ts';
import { countInterval } from '../../stats/poisson.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import type { Counts } from './counts.ts';
import { mostOf } from './table.ts';

const deviate = normalDeviate(0.95);

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

/** A published value, with its interval where its error is measured: 1.96 errors on either side, within what is possible. */
function observePublished(measure: Measure, counts: Counts, error: number | null): Row<'observation'> {
  if (counts.numerator === null) return observationOf(counts, null);
  const value = measure.multiplier * counts.numerator;
  const row = observationOf(counts, value);
  if (error === null) return row;
  return { ...row, lower: Math.max(0, value - deviate * error), upper: Math.min(mostOf(measure), value + deviate * error), method: 'year-to-year' };
}

/**
 * The observation of one system and period: its value, or the reason why there is none. `error` is the standard error of a
 * published value, where it is measured.
 */
export function observe(measure: Measure, counts: Counts, phi: number, error: number | null = null): Row<'observation'> {
  if (measure.statistic === 'published') return observePublished(measure, counts, error);
  if (isComparable(measure, counts)) {
    const naive = estimate(measure, counts.numerator, counts.denominator, 1);
    return observationOf(counts, null, { ...estimate(measure, counts.numerator, counts.denominator, phi), phi, naive });
  }
  const { denominator, status, note } = counts;
  const without = observationOf(counts, null);
  if ((status !== 'final' && status !== 'provisional') || denominator === null || counts.numerator === null) return without;
  const reason = `The denominator (${denominator}) is below ${measure.minimumDenominator}: too few for a value.`;
  return { ...without, status: 'not-applicable', note: note === null ? reason : `${reason} ${note}` };
}

/**
 * One row, with the estimate where there is one; a published value has no counts. One literal:
 * hundreds of thousands are made, and merging parts costs more than the statistics.
 */
function observationOf(
  { measure_id, level, system_id, period, numerator, denominator, status, note }: Counts,
  published: number | null,
  found: (MeasuredValue & { phi: number; naive: MeasuredValue }) | null = null,
): Row<'observation'> {
  const counted = published === null;
  return {
    measure_id,
    level,
    system_id,
    period,
    numerator: counted ? numerator : null,
    denominator: counted ? denominator : null,
    value: found === null ? published : found.value,
    lower: found === null ? null : found.lower,
    upper: found === null ? null : found.upper,
    method: found === null ? null : found.method,
    phi: found === null ? null : found.phi,
    naive_lower: found === null ? null : found.naive.lower,
    naive_upper: found === null ? null : found.naive.upper,
    shrunken: null,
    shrunken_lower: null,
    shrunken_upper: null,
    status,
    note,
  };
}
