import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { limitsAround } from './funnel.ts';
import { type Confidence, normalDeviate } from './normal.ts';
import { exactPoissonInterval } from './poisson.ts';

/**
 * Funnel limits by inversion, the method of Fingertips: a limit is the value at which a unit's own interval would just
 * touch the average. No over-dispersion: chance alone.
 *
 * Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005;24:1185-1202.
 */

export interface FunnelLimitOptions {
  /** 0.95 for the warning limits ("2 s"), 0.998 for the alarm limits ("3 s"). */
  confidence?: Confidence;
  /** Limits are multiplied by this: 100 for percentages. */
  multiplier?: number;
}

export interface LimitColumns {
  lower: Column;
  upper: Column;
}

/**
 * Limits of a proportion at each denominator: the proportion whose Wilson interval just touches the average. They solve
 * in closed form to p ± z·sqrt(p(1 − p)/n), cut at 0 and at 1 (both times the multiplier).
 *
 * @throws RangeError naming row and value where a denominator is not above 0, or for an average outside 0 to 1
 */
export function proportionFunnelLimits(
  { average, denominator }: { average: number; denominator: NumbersIn },
  { confidence = 0.95, multiplier = 1 }: FunnelLimitOptions = {},
): LimitColumns {
  if (!(average >= 0 && average <= 1)) throw new RangeError(`average must be within 0 to 1: ${average}`);
  const limits = { lower: emptyColumn(denominator.length), upper: emptyColumn(denominator.length) };
  const deviate = normalDeviate(confidence);
  const target = { value: average, denominator: Number.POSITIVE_INFINITY };
  for (let row = 0; row < denominator.length; row += 1) {
    const n = denominator[row] ?? null;
    if (n === null) continue;
    if (!(n > 0 && n < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: denominator must be a finite number above 0: ${n}`);
    const { lower, upper } = limitsAround(target, n, 'proportion', deviate);
    setAt(limits.lower, row, lower * multiplier);
    setAt(limits.upper, row, upper * multiplier);
  }
  return limits;
}

/** Limits at counts of events, with the expected events (or population) at which each of them holds. */
export interface EventLimitColumns extends LimitColumns {
  atLower: Column;
  atUpper: Column;
}

/**
 * Limits of an indirectly standardised ratio at each whole number of observed events: the expected events at which that
 * count lies just on the exact Poisson limit, and the ratio observed / expected there. `atLower` and `atUpper` are the
 * places of the two limits on the axis of expected events. Not defined at 0 events for the upper limit, which has none.
 *
 * Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936;28:437-442.
 *
 * @throws RangeError naming row and value where a count is not a whole number of at least 0
 */
export function ratioFunnelLimits(events: NumbersIn, { confidence = 0.95, multiplier = 1 }: FunnelLimitOptions = {}): EventLimitColumns {
  const column = () => emptyColumn(events.length);
  const limits = { lower: column(), upper: column(), atLower: column(), atUpper: column() };
  for (let row = 0; row < events.length; row += 1) {
    const count = events[row] ?? null;
    if (count === null) continue;
    if (!(count >= 0 && Number.isInteger(count))) throw new RangeError(`row ${row}: events must be a whole number of at least 0: ${count}`);
    const expected = exactPoissonInterval(count, confidence);
    setAt(limits.atLower, row, expected.upper);
    setAt(limits.lower, row, (count / expected.upper) * multiplier);
    if (count === 0) continue;
    setAt(limits.atUpper, row, expected.lower);
    setAt(limits.upper, row, (count / expected.lower) * multiplier);
  }
  return limits;
}

/** What turns events into a rate: the average rate, and over how many years the events were counted. */
export interface RateFunnel {
  events: NumbersIn;
  /** Average rate per `multiplier` people and year. */
  average: number;
  years: number;
}

/**
 * Limits of a rate at each whole number of events: those of the ratio to the average, times the average. `atLower` and
 * `atUpper` are populations of one year.
 *
 * @throws RangeError as `ratioFunnelLimits` does, or when the average or the years are not above 0
 */
export function rateFunnelLimits({ events, average, years }: RateFunnel, { confidence = 0.95, multiplier = 1 }: FunnelLimitOptions = {}): EventLimitColumns {
  if (!(average > 0 && average < Number.POSITIVE_INFINITY)) throw new RangeError(`average must be a finite number above 0: ${average}`);
  if (!(years > 0 && years < Number.POSITIVE_INFINITY)) throw new RangeError(`years must be a finite number above 0: ${years}`);
  const limits = ratioFunnelLimits(events, { confidence, multiplier: average });
  const peoplePerEvent = multiplier / average / years;
  for (const place of [limits.atLower, limits.atUpper]) {
    for (let row = 0; row < place.length; row += 1) place.values[row] = (place.values[row] as number) * peoplePerEvent;
  }
  return limits;
}

/**
 * Population of one year behind each rate: the events over the rate, so that a standardised rate gets a population that
 * agrees with its events. Where there are no events or the rate is not known, the given population (of all years) is used;
 * not defined without one.
 *
 * @throws RangeError naming row and values where events or rate are negative or not finite
 */
export function populationsOfRates(
  { events, rate, population }: { events: NumbersIn; rate: NumbersIn; population?: NumbersIn },
  { years, multiplier = 1 }: { years: number; multiplier?: number },
): Column {
  const populations = emptyColumn(assertSameLength(population === undefined ? { events, rate } : { events, rate, population }));
  for (let row = 0; row < events.length; row += 1) {
    const count = events[row] ?? null;
    const value = rate[row] ?? null;
    if (count === null) continue;
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY && (value === null || (value >= 0 && value < Number.POSITIVE_INFINITY))))
      throw new RangeError(`row ${row}: impossible rate ${value} of ${count} events`);
    if (count > 0 && value !== null && value > 0) setAt(populations, row, ((count / value) * multiplier) / years);
    else if (population !== undefined && (population[row] ?? null) !== null) setAt(populations, row, (population[row] as number) / years);
  }
  return populations;
}
