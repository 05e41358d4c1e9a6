import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import { type Yardstick, yardsticks } from '../../data/yardsticks.ts';
import { differenceInterval } from '../../stats/difference.ts';
import { bandOfScore, type CountModel, controlLimits, type FunnelTarget, standardErrorAround } from '../../stats/funnel.ts';
import { estimate } from './observe.ts';

type Observation = Row<'observation'>;
type Valued = Observation & { numerator: number; denominator: number; value: number; lower: number; upper: number };

const hasValue = (observation: Observation): observation is Valued => observation.value !== null;
const modelOf = (measure: Measure): CountModel => (measure.statistic === 'proportion' ? 'proportion' : 'rate');

interface Pool {
  numerator: number;
  denominator: number;
  units: number;
}

/** Numerators and denominators of all observations with a value; rates are never averaged. */
export function poolOf(observations: readonly Observation[]): Pool {
  const pool = { numerator: 0, denominator: 0, units: 0 };
  for (const observation of observations) {
    if (!hasValue(observation)) continue;
    pool.numerator += observation.numerator;
    pool.denominator += observation.denominator;
    pool.units += 1;
  }
  return pool;
}

/** What a system is set against: the pool of its reference group. Leave-one-out kinds take the system out. */
function referenceFor(yardstick: Yardstick, all: Pool, own: Observation): Pool {
  if (!yardstick.leaveOneOut || !hasValue(own)) return all;
  return { numerator: all.numerator - own.numerator, denominator: all.denominator - own.denominator, units: all.units - 1 };
}

const nothing = {
  yardstick_value: null,
  gap: null,
  gap_lower: null,
  gap_upper: null,
  z: null,
  limit_low_998: null,
  limit_low_95: null,
  limit_high_95: null,
  limit_high_998: null,
  band: null,
} as const;

// Filled when dispersion and rank sets are estimated: without them an outlook or a rank would claim more than is known.
const notYet = { outlook: null, rank_low: null, rank_high: null, ranked_of: null, tie_band: null } as const;

/** Compares every observation of one measure, level and period with one yardstick. */
export function compareTable(measure: Measure, observations: readonly Observation[], yardstick: Yardstick): Row<'comparison'>[] {
  const all = poolOf(observations);
  return observations.map((own) => {
    const { measure_id, level, system_id, period } = own;
    const reference = referenceFor(yardstick, all, own);
    const row = { measure_id, level, system_id, period, yardstick_id: yardstick.id, yardstick_units: reference.units, ...nothing, ...notYet };
    if (reference.units === 0 || reference.denominator <= 0) return row;
    const target = estimate(measure, reference.numerator, reference.denominator);
    if (!hasValue(own)) return { ...row, yardstick_value: target.value };
    if (yardstick.displayOnly) return { ...row, yardstick_value: target.value, gap: own.value - target.value };
    const gap = differenceInterval(own, target);
    return {
      ...row,
      yardstick_value: target.value,
      gap: gap.value,
      gap_lower: gap.lower,
      gap_upper: gap.upper,
      ...position(measure, own, reference, target.value),
    };
  });
}

/** Control limits round a target at one denominator, in the measure's unit, under the names of the release's columns. */
function limitsAt(measure: Measure, target: FunnelTarget, denominator: number) {
  const wide = controlLimits(target, denominator, modelOf(measure), 0.998);
  const narrow = controlLimits(target, denominator, modelOf(measure), 0.95);
  return {
    limit_low_998: wide.lower * measure.multiplier,
    limit_low_95: narrow.lower * measure.multiplier,
    limit_high_95: narrow.upper * measure.multiplier,
    limit_high_998: wide.upper * measure.multiplier,
  };
}

function position(measure: Measure, own: Valued, reference: Pool, targetValue: number) {
  const { multiplier } = measure;
  const target = { value: targetValue / multiplier, denominator: reference.denominator };
  const error = standardErrorAround(target, own.denominator, modelOf(measure));
  const z = error === 0 ? null : (own.value / multiplier - target.value) / error;
  return {
    z,
    ...limitsAt(measure, target, own.denominator),
    // A measure without a good direction has a place in the funnel but is not sorted into bands.
    band: z === null || measure.polarity === 'no-judgement' ? null : bandOfScore(z),
  };
}

const curvePoints = 40;

/** Funnel curves of one table, round the value of all its systems; more points where the curves bend. */
export function funnelCurve(measure: Measure, observations: readonly Observation[]): Row<'funnel_limit'>[] {
  const first = observations[0];
  const pool = poolOf(observations);
  const sizes = observations.filter(hasValue).map((observation) => observation.denominator);
  if (first === undefined || pool.denominator <= 0 || sizes.length < 2) return [];
  const target = { value: pool.numerator / pool.denominator, denominator: Number.POSITIVE_INFINITY };
  const low = Math.min(...sizes) * 0.9;
  const high = Math.max(...sizes) * 1.05;
  return Array.from({ length: curvePoints }, (_, index) => {
    const denominator = low + (high - low) * (index / (curvePoints - 1)) ** 2;
    return {
      measure_id: measure.id,
      level: first.level,
      period: first.period,
      denominator,
      centre: target.value * measure.multiplier,
      ...limitsAt(measure, target, denominator),
    };
  });
}

/** Every yardstick for one table of observations. */
export function compareAll(measure: Measure, observations: readonly Observation[]): Row<'comparison'>[] {
  return yardsticks.flatMap((yardstick) => compareTable(measure, observations, yardstick));
}
