import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import { countInterval } from '../../stats/poisson.ts';
import { wilsonInterval } from '../../stats/wilson.ts';

/** A value with its 95% interval, in the measure's unit. */
export interface MeasuredValue {
  value: number;
  lower: number;
  upper: number;
  method: 'wilson' | 'byar' | 'exact-poisson';
}

/** The measure's value for a numerator and denominator, with the interval that its statistic calls for. */
export function estimate(measure: Pick<Measure, 'statistic' | 'multiplier'>, numerator: number, denominator: number): MeasuredValue {
  const { multiplier } = measure;
  const value = (multiplier * numerator) / denominator;
  if (measure.statistic === 'proportion') {
    const { lower, upper } = wilsonInterval(numerator, denominator);
    return { value, lower: lower * multiplier, upper: upper * multiplier, method: 'wilson' };
  }
  const { lower, upper, method } = countInterval(numerator);
  return { value, lower: (lower / denominator) * multiplier, upper: (upper / denominator) * multiplier, method };
}

/** The observation of one stratum row: its value, or the reason why there is none. */
export function observe(measure: Measure, stratum: Row<'measure_stratum'>): Row<'observation'> {
  const { measure_id, level, system_id, period, numerator, denominator, status, note } = stratum;
  const base = { measure_id, level, system_id, period, numerator, denominator, note };
  const without = { value: null, lower: null, upper: null, method: null };
  if ((status !== 'final' && status !== 'provisional') || numerator === null || denominator === null) return { ...base, ...without, status };
  if (denominator < measure.minimumDenominator) {
    const reason = `The denominator (${denominator}) is below ${measure.minimumDenominator}: too few for a value.`;
    return { ...base, ...without, status: 'not-applicable', note: note === null ? reason : `${reason} ${note}` };
  }
  return { ...base, ...estimate(measure, numerator, denominator), status };
}
