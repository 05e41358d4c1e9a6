import { type Column, type NumbersIn, toNullable } from '../../stats/column.ts';
import type { Band } from '../../stats/funnel.ts';
import { type AxisRange, axisPlaces, axisRange, eventRange } from '../../stats/funnel-axis.ts';
import { type LimitColumns, populationsOfRates, proportionFunnelLimits, rateFunnelLimits, ratioFunnelLimits } from '../../stats/funnel-phe.ts';
import { type Bands, proportionBands, ratioBands } from '../../stats/funnel-significance.ts';
import { pooledValue } from '../../stats/pooled-value.ts';
import { numberOf, numbers, stringOf } from '../input.ts';
import { defineTopic, type Json, type JsonObject, type KeyCase } from '../runner.ts';

const levels = [
  ['2s', 0.95],
  ['3s', 0.998],
] as const;

const bandNames: Record<Band, string> = {
  'low-998': 'Low (0.001)',
  'low-95': 'Low (0.025)',
  within: 'Not significant',
  'high-95': 'High (0.025)',
  'high-998': 'High (0.001)',
};

const named = (bands: Bands): Json[] => bands.map((band) => (band === null ? null : bandNames[band]));

/** Limits at both levels under the names of the key: `lower_2s_limit`, and `lower_2s_<place>` where limits have places. */
function limitsNamed<T extends LimitColumns>(limitsAt: (confidence: number) => T, place?: { name: string; of(limits: T): { lower: Column; upper: Column } }) {
  const result: JsonObject = {};
  for (const [level, confidence] of levels) {
    const limits = limitsAt(confidence);
    for (const side of ['lower', 'upper'] as const) {
      result[`${side}_${level}_limit`] = toNullable(limits[side]);
      if (place !== undefined) result[`${side}_${level}_${place.name}`] = toNullable(place.of(limits)[side]);
    }
  }
  return result;
}

const known = (values: NumbersIn): number[] => Array.from(values).filter((value): value is number => value !== null);
const rangeOf = (sizes: NumbersIn): AxisRange => axisRange({ smallest: Math.min(...known(sizes)), largest: Math.max(...known(sizes)) });

function pooled(numerator: NumbersIn, denominator: NumbersIn): number {
  const average = pooledValue({ numerator, denominator });
  if (average === null) throw new RangeError('no unit has a denominator');
  return average;
}

function proportion(input: JsonObject, multiplier: number): JsonObject {
  const counts = { numerator: numbers(input, 'numerator'), denominator: numbers(input, 'denominator') };
  const average = pooled(counts.numerator, counts.denominator);
  const places = axisPlaces(rangeOf(counts.denominator));
  return {
    limits: {
      Population: [...places],
      ...limitsNamed((confidence) => proportionFunnelLimits({ average, denominator: places }, { confidence, multiplier })),
      baseline: Array.from(places, () => average * multiplier),
    },
    significance: named(proportionBands(counts, average)),
  };
}

function ratio(input: JsonObject, multiplier: number): JsonObject {
  const observed = numbers(input, 'observed');
  const expected = numbers(input, 'expected');
  const places = axisPlaces(rangeOf(expected), { stopShort: true });
  const difference = stringOf(input, 'ratio_type') === 'count';
  const limits = limitsNamed((confidence) => ratioFunnelLimits(places, { confidence, multiplier: difference ? 1 : multiplier }), {
    name: 'exp_events',
    of: ({ atLower, atUpper }) => ({ lower: atLower, upper: atUpper }),
  });
  if (difference) {
    for (const name of Object.keys(limits).filter((field) => field.endsWith('_limit')))
      limits[name] = (limits[name] as (number | null)[]).map((limit) => (limit === null ? null : limit - 1));
  }
  return { limits: { Observed_events: [...places], ...limits }, significance: named(ratioBands({ events: observed, denominator: expected }, 1)) };
}

const tooFew = 'Not applicable for events less than 10 for dsrs';

function rate(input: JsonObject, multiplier: number): JsonObject {
  const count = numbers(input, 'count');
  const rates = numbers(input, 'rate');
  const years = numberOf(input, 'years_of_data');
  const suppressed = count.map((events) => stringOf(input, 'rate_type') === 'dsr' && events !== null && events < 10);
  const events = count.map((value, row) => (suppressed[row] ? null : value));
  const populations = toNullable(populationsOfRates({ events, rate: rates, population: numbers(input, 'population') }, { years, multiplier }));
  const perYear = pooled(events, populations);
  const average = perYear / years;
  const places = axisPlaces(eventRange(rangeOf(populations), perYear));
  const bands = named(ratioBands({ events, denominator: populations }, perYear));
  return {
    limits: {
      Events: [...places],
      ...limitsNamed((confidence) => rateFunnelLimits({ events: places, average: average * multiplier, years }, { confidence, multiplier }), {
        name: 'population_1_year',
        of: ({ atLower, atUpper }) => ({ lower: atLower, upper: atUpper }),
      }),
      baseline: Array.from(places, () => average * multiplier),
    },
    significance: bands.map((band, row) => (suppressed[row] ? tooFew : band)),
    points: { rate_chart: rates.map((value, row) => (suppressed[row] ? null : value)), denominator_derived: populations },
  };
}

/**
 * The key's limits of ratios come from a bisection to about 1e-7 expected events (its case note). One limit, of 1 event
 * at 0.1%, lies at 0.001 expected events, so that the bisection's step is 5e-5 of it; there the exact limit is accepted
 * when it agrees in expected events.
 */
function agreesInExpectedEvents(path: readonly string[], expected: number, got: number, { input }: KeyCase): boolean | undefined {
  const [part, field = ''] = path;
  if (part !== 'limits' || input.statistic !== 'ratio' || !field.endsWith('_limit')) return undefined;
  const multiplier = input.ratio_type === 'count' ? 1 : numberOf(input, 'multiplier');
  const added = input.ratio_type === 'count' ? 1 : 0;
  const events = axisPlaces(rangeOf(numbers(input, 'expected')), { stopShort: true })[Number(path[2])] ?? Number.NaN;
  const expectedEvents = (limit: number) => (events * multiplier) / (limit + added);
  return Math.abs(expectedEvents(expected) - expectedEvents(got)) <= bisectionStep ? true : undefined;
}

const bisectionStep = 1e-7;

export const funnelPhe = defineTopic({
  topic: 'funnel-phe',
  run(input) {
    const multiplier = numberOf(input, 'multiplier');
    const statistic = stringOf(input, 'statistic');
    if (statistic === 'proportion') return proportion(input, multiplier);
    if (statistic === 'ratio') return ratio(input, multiplier);
    if (statistic === 'rate') return rate(input, multiplier);
    throw new RangeError(`input.statistic: expected proportion, ratio or rate: ${statistic}`);
  },
  accepts: agreesInExpectedEvents,
});
