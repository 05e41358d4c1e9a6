import type { Codes } from './codes.ts';
import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { assertDenominator, type Interval } from './interval.ts';
import { type Confidence, normalDeviate } from './normal.ts';
import { byarLimits } from './poisson.ts';
import { assertEveryBand, countAt, type MissingCounts, populationAt, rowAt, type StratumRows, stratumRows } from './strata.ts';

/** Areas with fewer events than this have no directly standardised rate: the limits do not hold. */
export const suppressedBelow = 10;

export interface StandardisationOptions {
  confidence?: Confidence;
  /** Rates and limits are multiplied by this: 100,000 for a rate per 100,000. */
  multiplier?: number;
  /** A count that is not known is taken as no event (default), or makes its area not defined. */
  missingCounts?: MissingCounts;
  /** Fewest events of an area whose rate is given: 10 unless told otherwise. */
  fewestEvents?: number;
}

/** A place for each area. Count and population are given also where the rate is withheld. */
export interface StandardisedRateColumns {
  count: Column;
  population: Column;
  value: Column;
  lower: Column;
  upper: Column;
}

/** Sums by area from which rate and limits follow. */
export interface StandardisedSums {
  count: Float64Array;
  population: Float64Array;
  /** Sum of weight times band rate; the weights of the bands sum to 1. */
  rate: Float64Array;
  variance: Float64Array;
  /** 0 where a count is not known and that matters. */
  known: Uint8Array;
}

/**
 * Dobson's interval of a directly standardised rate, with its unit: Byar's limits of the total count, moved and
 * scaled to the rate and its variance. Byar is used at every count. No event has no interval (null).
 *
 * Dobson AJ, Kuulasmaa K, Eberle E, Scherer J. Confidence intervals for weighted sums of Poisson parameters.
 * Statistics in Medicine 1991;10:457-462.
 */
export function dobsonInterval({ rate, variance, count }: { rate: number; variance: number; count: number }, z: number): Interval | null {
  if (count === 0) return null;
  const scale = Math.sqrt(variance / count);
  const { lower, upper } = byarLimits(count, z);
  return { lower: rate + scale * (lower - count), upper: rate + scale * (upper - count) };
}

/** The share of each band in the standard population. */
export function standardWeights(standardPopulation: NumbersIn): Float64Array {
  const weights = new Float64Array(standardPopulation.length);
  let total = 0;
  for (let band = 0; band < weights.length; band += 1) {
    const people = standardPopulation[band] ?? null;
    if (!(people !== null && people >= 0 && people < Number.POSITIVE_INFINITY))
      throw new RangeError(`band ${band}: standard population must be a finite number of at least 0: ${people}`);
    weights[band] = people;
    total += people;
  }
  if (!(total > 0)) throw new RangeError(`standard population must sum to more than 0: ${total}`);
  return weights.map((people) => people / total);
}

export const emptySums = (areas: number): StandardisedSums => ({
  count: new Float64Array(areas),
  population: new Float64Array(areas),
  rate: new Float64Array(areas),
  variance: new Float64Array(areas),
  known: new Uint8Array(areas).fill(1),
});

/** Rates and limits from the sums of each area. */
export function ratesFromSums(
  sums: StandardisedSums,
  { confidence = 0.95, multiplier = 1, fewestEvents = suppressedBelow }: StandardisationOptions,
): StandardisedRateColumns {
  assertDenominator('multiplier', multiplier);
  const z = normalDeviate(confidence);
  const areas = sums.count.length;
  const result = { count: emptyColumn(areas), population: emptyColumn(areas), value: emptyColumn(areas), lower: emptyColumn(areas), upper: emptyColumn(areas) };
  for (let area = 0; area < areas; area += 1) {
    const count = sums.count[area] as number;
    const rate = sums.rate[area] as number;
    setAt(result.population, area, sums.population[area] as number);
    if (sums.known[area] === 0) continue;
    setAt(result.count, area, count);
    if (count < fewestEvents) continue;
    setAt(result.value, area, rate * multiplier);
    const interval = dobsonInterval({ rate, variance: sums.variance[area] as number, count }, z);
    if (interval === null) continue;
    setAt(result.lower, area, interval.lower * multiplier);
    setAt(result.upper, area, interval.upper * multiplier);
  }
  return result;
}

/** One row for each area and band, in any order. */
export interface StandardisationRows {
  area: Codes;
  band: Codes;
  count: NumbersIn;
  population: NumbersIn;
}

function sumsOf(layout: StratumRows, { count, population }: StandardisationRows, weights: Float64Array, missing: MissingCounts) {
  const { areas, bands } = layout;
  const sums = emptySums(areas);
  for (let area = 0, place = 0; area < areas; area += 1) {
    let events = 0;
    let people = 0;
    let rate = 0;
    let variance = 0;
    for (let band = 0; band < bands; band += 1, place += 1) {
      const row = rowAt(layout, place);
      const n = populationAt(population, row);
      let x = count[row] as number | null;
      if (x === null || !(x >= 0 && x < Number.POSITIVE_INFINITY)) {
        if (countAt('count', count, row) === null && missing === 'unknown') sums.known[area] = 0;
        x = 0;
      }
      const weight = (weights[band] as number) / n;
      events += x;
      people += n;
      rate += weight * x;
      variance += weight * weight * x;
    }
    sums.count[area] = events;
    sums.population[area] = people;
    sums.rate[area] = rate;
    sums.variance[area] = variance;
  }
  return sums;
}

/**
 * Directly standardised rates with Dobson's limits: the rate that each area would have if its people were spread over
 * the bands as the standard population is. All areas in one call; rows are joined to the standard by `band`,
 * a code that indexes `standardPopulation`, and to their area by `area`, a code from 0.
 *
 * Counts are events and populations people (or person-years) of the same period. Fewer than 10 events in an area: the
 * rate and its limits are not defined. Assumes independent events: for admissions and bed days, where people return,
 * the limits are too narrow (see `ratesOfRepeatEvents`). Poor where bands hold few people: one event among ten people
 * of a large band of the standard moves the whole rate.
 *
 * Dobson AJ, Kuulasmaa K, Eberle E, Scherer J. Statistics in Medicine 1991;10:457-462.
 *
 * @throws RangeError naming row and value: a negative count, a population that is not known or not above 0, a band of
 * an area twice or not at all
 */
export function directlyStandardisedRates(
  rows: StandardisationRows,
  standardPopulation: NumbersIn,
  options: StandardisationOptions = {},
): StandardisedRateColumns {
  assertSameLength({ area: rows.area, band: rows.band, count: rows.count, population: rows.population });
  const weights = standardWeights(standardPopulation);
  const layout = stratumRows(rows, weights.length);
  assertEveryBand(layout);
  return ratesFromSums(sumsOf(layout, rows, weights, options.missingCounts ?? 'zero'), options);
}
