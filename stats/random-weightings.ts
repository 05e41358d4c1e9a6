import { type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import type { RandomGenerator } from './random.ts';

/** One measure of a weighted score: a column of values, one place a unit. */
export interface WeightedMeasure {
  value: NumbersIn;
  /** Of the values: for scores with values redrawn. */
  standardError?: NumbersIn;
  higherIsBetter: boolean;
  /** At least 0; only the proportions between measures count, and a measure of weight 0 is left out altogether. */
  weight: number;
}

export interface RandomWeightingsOptions {
  generator: RandomGenerator;
  draws?: number;
}

/** What an order by weighted score is worth: one place a unit, not defined for a unit that lacks a weighted measure. */
export interface WeightedOrder {
  /** Units with every measure that has a weight. */
  ranked: number;
  /** Weighted mean of the standardised values, better above 0. */
  score: Column;
  /** By score under the weights given, 1 best; equal scores share the better rank. */
  rank: Column;
  /** Rank reached at the 5th and at the 95th percentile of random weightings. */
  rankLow: Column;
  rankHigh: Column;
  /** Share of random weightings in which the unit comes first, or last; units in a tie share it out equally. */
  shareFirst: Column;
  shareLast: Column;
  /** The same when values are drawn anew too; not defined without standard errors. */
  rankLowRedrawn: Column;
  rankHighRedrawn: Column;
  shareFirstRedrawn: Column;
}

/**
 * The order of units by a weighted score, and how much of it hangs on the weights.
 *
 * Each measure with a weight is standardised over the units that have all of them (less their mean, by their standard deviation
 * with n in the divisor; 0 for all where it has none) and turned so that higher is better; the score is the weighted mean.
 * The same is then done under random weights, uniform over all that are not negative and sum to 1 (exponential draws divided
 * by their sum): shares of first and last places and the middle 90% of ranks. Where standard errors are given, a second
 * count draws each value from a normal distribution about it as well, on the same scale.
 *
 * It explores weights, not the choice of measures, nor other ways to standardise or to combine. Measures that go together
 * count twice. Redrawn values have their error twice, so their shares lie closer together than those of the true values would.
 *
 * OECD, Joint Research Centre. Handbook on Constructing Composite Indicators. Paris 2008, steps 5 to 7. Saisana M, Saltelli A,
 * Tarantola S. JRSS A 2005;168:307-323. Uniform weights: Devroye L. Non-Uniform Random Variate Generation. Springer 1986, V.2.
 *
 * @throws RangeError where a weight is negative or not finite, all are 0, columns differ in length, a value is not finite, a
 *   standard error is negative, or draws are not a whole number above 0
 */
export function randomWeightings(measures: readonly WeightedMeasure[], { generator, draws = 1000 }: RandomWeightingsOptions): WeightedOrder {
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`draws must be a whole number above 0: ${draws}`);
  const weighted = weightedOnly(measures);
  const length = weighted[0]?.value.length ?? 0;
  const rows = completeRows(weighted, length);
  const scales = weighted.map((measure) => standardised(measure, rows));
  const given = scoresOf(
    scales,
    weighted.map(({ weight }) => weight),
    rows.length,
  );
  const order = emptyOrder(length, rows.length);
  fill(order.score, rows, given);
  fill(order.rank, rows, ranksOfScores(given));
  // All weights before all values, so that the shares without redrawn values are the same with them.
  const weightings = Array.from({ length: draws }, () => uniformWeights(scales.length, generator));
  const fixed = countPlaces(weightings.map((weights) => scoresOf(scales, weights, rows.length)));
  fill(order.shareFirst, rows, fixed.first);
  fill(order.shareLast, rows, fixed.last);
  fill(order.rankLow, rows, fixed.low);
  fill(order.rankHigh, rows, fixed.high);
  if (scales.some(({ error }) => error === null)) return order;
  const redrawn = countPlaces(weightings.map((weights) => redrawnScores(scales, weights, { units: rows.length, generator })));
  fill(order.shareFirstRedrawn, rows, redrawn.first);
  fill(order.rankLowRedrawn, rows, redrawn.low);
  fill(order.rankHighRedrawn, rows, redrawn.high);
  return order;
}

/** Uniform over all weights that are not negative and sum to 1. */
export function uniformWeights(count: number, { uniform }: Pick<RandomGenerator, 'uniform'>): Float64Array {
  const weights = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    weights[i] = -Math.log(1 - uniform());
    sum += weights[i] as number;
  }
  return sum > 0 ? weights.map((weight) => weight / sum) : weights.fill(1 / count);
}

/** A measure over the units ranked: standardised values, and their standard errors on the same scale. */
interface Scale {
  z: Float64Array;
  error: Float64Array | null;
}

function weightedOnly(measures: readonly WeightedMeasure[]): WeightedMeasure[] {
  for (const { weight, value } of measures) {
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`weight must be finite and at least 0: ${weight}`);
    if (value.length !== measures[0]?.value.length) throw new RangeError(`columns differ in length: ${measures[0]?.value.length} and ${value.length}`);
  }
  const weighted = measures.filter(({ weight }) => weight > 0);
  if (weighted.length === 0) throw new RangeError('no measure has a weight above 0');
  return weighted;
}

function completeRows(measures: readonly WeightedMeasure[], length: number): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < length; row += 1) if (measures.every(({ value }) => (value[row] ?? null) !== null)) rows.push(row);
  return Uint32Array.from(rows);
}

function standardised({ value, standardError, higherIsBetter }: WeightedMeasure, rows: Uint32Array): Scale {
  const values = Float64Array.from(rows, (row) => finite(row, value[row] as number));
  const mean = values.reduce((sum, y) => sum + y / values.length, 0);
  const deviation = Math.sqrt(values.reduce((sum, y) => sum + (y - mean) ** 2 / values.length, 0));
  const unit = higherIsBetter ? deviation : -deviation;
  // Equal values leave a deviation of rounding size at most: they say nothing of the order.
  const flat = deviation <= 1e-12 * Math.abs(mean);
  const errors = standardError === undefined ? null : Float64Array.from(rows, (row) => (flat ? 0 : errorAt(row, standardError[row] ?? null) / deviation));
  return { z: values.map((y) => (flat ? 0 : (y - mean) / unit)), error: errors };
}

function finite(row: number, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`row ${row}: value must be finite: ${value}`);
  return value;
}

function errorAt(row: number, error: number | null): number {
  if (error === null) return 0;
  if (!(error >= 0 && error < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: standard error must be finite and at least 0: ${error}`);
  return error;
}

function emptyOrder(length: number, ranked: number): WeightedOrder {
  const empty = (): Column => emptyColumn(length);
  return {
    ranked,
    score: empty(),
    rank: empty(),
    rankLow: empty(),
    rankHigh: empty(),
    shareFirst: empty(),
    shareLast: empty(),
    rankLowRedrawn: empty(),
    rankHighRedrawn: empty(),
    shareFirstRedrawn: empty(),
  };
}

function fill(column: Column, rows: Uint32Array, values: ArrayLike<number>): void {
  for (const [unit, row] of rows.entries()) setAt(column, row, values[unit] as number);
}

function scoresOf(scales: readonly Scale[], weights: ArrayLike<number>, units: number): Float64Array {
  const scores = new Float64Array(units);
  let total = 0;
  for (const [place, { z }] of scales.entries()) {
    const weight = weights[place] as number;
    total += weight;
    for (let unit = 0; unit < units; unit += 1) scores[unit] = (scores[unit] as number) + weight * (z[unit] as number);
  }
  return scores.map((score) => score / total);
}

/** Ranks from 1, the highest score first; equal scores share the better rank. */
function ranksOfScores(scores: Float64Array): Uint32Array {
  const sorted = scores.slice().sort();
  const ranks = new Uint32Array(scores.length);
  for (let unit = 0; unit < scores.length; unit += 1) ranks[unit] = 1 + sorted.length - notAbove(sorted, scores[unit] as number);
  return ranks;
}

/** How many of the values, in ascending order, are not above the limit. */
function notAbove(sorted: Float64Array, limit: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as number) > limit) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Over many draws of all scores: shares of first and last places, and ranks at the 5th and 95th percentile. */
function countPlaces(draws: readonly Float64Array[]) {
  const units = draws[0]?.length ?? 0;
  const result = { first: new Float64Array(units), last: new Float64Array(units), low: new Float64Array(units), high: new Float64Array(units) };
  for (const scores of draws) {
    countOne(result.first, scores, Math.max(...scores));
    countOne(result.last, scores, Math.min(...scores));
  }
  const ranks = draws.map(ranksOfScores);
  const own = new Uint32Array(draws.length);
  for (let unit = 0; unit < units; unit += 1) {
    result.first[unit] = (result.first[unit] as number) / draws.length;
    result.last[unit] = (result.last[unit] as number) / draws.length;
    for (let draw = 0; draw < draws.length; draw += 1) own[draw] = ranks[draw]?.[unit] as number;
    own.sort();
    result.low[unit] = percentile(own, 0.05);
    result.high[unit] = percentile(own, 0.95);
  }
  return result;
}

/** Scores of values drawn anew: the weighted mean of independent normal errors is one normal error. */
function redrawnScores(scales: readonly Scale[], weights: Float64Array, { units, generator }: { units: number; generator: RandomGenerator }): Float64Array {
  const scores = scoresOf(scales, weights, units);
  const variance = new Float64Array(units);
  for (const [place, { error }] of scales.entries()) {
    const weight = weights[place] as number;
    for (let unit = 0; unit < units; unit += 1) variance[unit] = (variance[unit] as number) + (weight * (error?.[unit] ?? 0)) ** 2;
  }
  for (let unit = 0; unit < units; unit += 1) scores[unit] = (scores[unit] as number) + Math.sqrt(variance[unit] as number) * generator.normal();
  return scores;
}

/** One place, shared out among all whose score is `extreme`. */
function countOne(counts: Float64Array, scores: Float64Array, extreme: number): void {
  let tied = 0;
  for (let unit = 0; unit < scores.length; unit += 1) if (scores[unit] === extreme) tied += 1;
  for (let unit = 0; unit < scores.length; unit += 1) if (scores[unit] === extreme) counts[unit] = (counts[unit] as number) + 1 / tied;
}

/** A rank that was reached: the smallest that at least `share` of the draws do not exceed. */
const percentile = (sorted: Uint32Array, share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] as number;
