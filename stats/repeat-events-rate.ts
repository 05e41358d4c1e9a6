import { assertSameLength, type NumbersIn } from './column.ts';
import {
  emptySums,
  ratesFromSums,
  type StandardisationOptions,
  type StandardisationRows,
  type StandardisedRateColumns,
  type StandardisedSums,
  standardWeights,
} from './directly-standardised-rate.ts';
import { assertEveryBand, countAt, populationAt, rowAt, type StratumRows, stratumRows } from './strata.ts';

/** One row for each area, band and number of events a person had; `persons` had exactly that many. */
export type RepeatEventRows = Omit<StandardisationRows, 'count'> & { events: NumbersIn; persons: NumbersIn };

/** The number of events a person of this row had: a whole number of at least 1. */
function eventsAt(events: NumbersIn, row: number): number {
  const value = events[row] ?? null;
  if (!(value !== null && Number.isInteger(value) && value >= 1)) throw new RangeError(`row ${row}: events must be a whole number of at least 1: ${value}`);
  return value;
}

function populationsOf(layout: StratumRows, population: NumbersIn, sums: StandardisedSums): void {
  const { areas, bands } = layout;
  for (let area = 0, place = 0; area < areas; area += 1) {
    let people = 0;
    for (let band = 0; band < bands; band += 1, place += 1) people += populationAt(population, rowAt(layout, place));
    sums.population[area] = people;
  }
}

/**
 * Directly standardised rates of events that people can have more than once (admissions, bed days): persons are
 * counted by how many events each had, f = 1, 2, and so on. The rate is that of all events; its variance is the sum over
 * f of f² times the variance of the rate of persons with exactly f events, because persons are independent and
 * their events are not. Then Dobson's limits. With f = 1 alone it is `directlyStandardisedRates`.
 *
 * The population of a band is the same in all its rows and counted once; a band of an area needs at least one row, and
 * a frequency without a row had no person. Fewer than 10 events in an area: not defined. Does not cover
 * what makes whole systems differ: clusters of people, or recording.
 *
 * The sum of independent Poisson counts, each times its f, has variance sum of f² times the count; on rates of recurrent
 * outcomes see Stukel TA, Glynn RJ, Fisher ES, Sharp SM, Lu-Yao G, Wennberg JE. Standardized rates of recurrent
 * outcomes. Statistics in Medicine 1994;13:1781-1791. Limits: Dobson and others, as in `dobsonInterval`.
 *
 * @throws RangeError naming row and value: negative persons, a number of events that is not whole or below 1, a
 * population that is not above 0 or differs between the rows of a band, a band without a row
 */
export function ratesOfRepeatEvents(rows: RepeatEventRows, standardPopulation: NumbersIn, options: StandardisationOptions = {}): StandardisedRateColumns {
  const { area, band, events, persons, population } = rows;
  const length = assertSameLength({ area, band, events, persons, population });
  const weights = standardWeights(standardPopulation);
  const layout = stratumRows(rows, weights.length, { repeated: true });
  assertEveryBand(layout);
  const sums = emptySums(layout.areas);
  populationsOf(layout, population, sums);
  for (let row = 0; row < length; row += 1) {
    const code = area[row] as number;
    const f = eventsAt(events, row);
    const n = populationAt(population, row);
    const first = rowAt(layout, code * layout.bands + (band[row] as number));
    if (n !== population[first]) throw new RangeError(`row ${row}: population differs from that of row ${first}, the same area and band: ${n}`);
    const known = countAt('persons', persons, row);
    if (known === null && options.missingCounts === 'unknown') sums.known[code] = 0;
    const x = known ?? 0;
    const weight = ((weights[band[row] as number] as number) / n) * f;
    sums.count[code] = (sums.count[code] as number) + f * x;
    sums.rate[code] = (sums.rate[code] as number) + weight * x;
    sums.variance[code] = (sums.variance[code] as number) + weight * weight * x;
  }
  return ratesFromSums(sums, options);
}
