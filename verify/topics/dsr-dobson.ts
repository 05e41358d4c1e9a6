import { type Column, toNullable } from '../../stats/column.ts';
import { directlyStandardisedRates, type StandardisationOptions, type StandardisedRateColumns } from '../../stats/directly-standardised-rate.ts';
import { areasOf, pick } from '../areas.ts';
import { numberList, numberOf, numbers, strings } from '../input.ts';
import { limitNames } from '../limit-names.ts';
import { defineTopic, type Json, type JsonObject } from '../runner.ts';

/** Rates of a key at each of its levels, as columns of one place an area. */
export function ratesAtLevels(input: JsonObject, ratesOf: (rows: number[], options: StandardisationOptions) => StandardisedRateColumns): JsonObject {
  const multiplier = numberOf(input, 'multiplier');
  const levels = numberList(input, 'confidence');
  const areas = areasOf(strings(input, 'area'));
  const result: JsonObject = { area: areas.map(({ area }) => area) };
  for (const confidence of levels) {
    const rates = areas.map(({ rows }) => ratesOf(rows, { confidence, multiplier }));
    const list = (name: keyof StandardisedRateColumns): Json[] => rates.flatMap((columns) => toNullable(columns[name] as Column));
    const [lowerName, upperName] = limitNames(confidence, levels.length);
    Object.assign(result, { total_count: list('count'), total_pop: list('population'), value: list('value') });
    Object.assign(result, { [lowerName]: list('lower'), [upperName]: list('upper') });
  }
  return result;
}

/** The key gives the standard by row and names no bands: each area is a call with its own rows as bands. */
export const dsrDobson = defineTopic({
  topic: 'dsr-dobson',
  run(input) {
    const [count, population, standard] = [numbers(input, 'count'), numbers(input, 'population'), numbers(input, 'standard_population')];
    return ratesAtLevels(input, (rows, options) =>
      directlyStandardisedRates(
        { area: rows.map(() => 0), band: rows.map((_, band) => band), count: pick(count, rows), population: pick(population, rows) },
        pick(standard, rows),
        options,
      ),
    );
  },
});
