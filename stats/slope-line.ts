import type { Codes } from './codes.ts';
import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { assertDenominator } from './interval.ts';
import { type Confidence, normalDeviate } from './normal.ts';
import { populationAt, rowAt, type StratumRows, stratumRows } from './strata.ts';

/**
 * The line behind the slope index: population-weighted least squares of the values of an area's quantiles on their
 * mid-point share of the cumulative population.
 */

/** The scale on which a value's error is normal: as it is, its logarithm (rates), its log odds (proportions). */
export type ErrorScale = 'untransformed' | 'log' | 'logit';

/** To the scale and back, and the derivative of the way back, in terms of the value itself. */
export const scales = {
  untransformed: {
    to: (value: number) => value,
    from: (y: number) => y,
    slopeAt: () => 1,
    lowest: Number.NEGATIVE_INFINITY,
    highest: Number.POSITIVE_INFINITY,
  },
  log: { to: Math.log, from: Math.exp, slopeAt: (value: number) => value, lowest: 0, highest: Number.POSITIVE_INFINITY },
  logit: {
    to: (value: number) => Math.log(value / (1 - value)),
    from: (y: number) => 1 / (1 + Math.exp(-y)),
    slopeAt: (value: number) => value * (1 - value),
    lowest: 0,
    highest: 1,
  },
} as const satisfies Record<
  ErrorScale,
  { to(value: number): number; from(y: number): number; slopeAt(value: number): number; lowest: number; highest: number }
>;

/** One row for each area and quantile, in any order. */
export interface QuantileRows {
  area: Codes;
  /** 0 for the first quantile (the most deprived fifth, say), 1 for the next. */
  quantile: Codes;
  population: NumbersIn;
  value: NumbersIn;
  /** On the error scale: of the logarithm of a rate, of the log odds of a proportion. */
  standardError: NumbersIn;
}

/** One area's quantiles in order, and how its line follows from them. The arrays are used again for the next area. */
export interface QuantileLine {
  value: Float64Array;
  standardError: Float64Array;
  /** Weights of the values in the slope, and in the line's height at 0. */
  slope: Float64Array;
  intercept: Float64Array;
}

/**
 * Standard errors from the limits of an interval: half its width on the error scale, over the normal deviate. A limit at
 * the edge of the scale (a lower limit of 0 for a rate) has no standard error.
 *
 * @throws RangeError naming row and value where a limit is outside its scale, or above the other
 */
export function standardErrorsFromLimits(
  { lower, upper }: { lower: NumbersIn; upper: NumbersIn },
  { errorScale = 'untransformed', confidence = 0.95 }: { errorScale?: ErrorScale; confidence?: Confidence } = {},
): Column {
  const length = assertSameLength({ lower, upper });
  const z = normalDeviate(confidence);
  const { to } = scales[errorScale];
  const result = emptyColumn(length);
  for (let row = 0; row < length; row += 1) {
    const low = withinScale('lower limit', lower, row, errorScale);
    const high = withinScale('upper limit', upper, row, errorScale);
    if (low === null || high === null) continue;
    if (low > high) throw new RangeError(`row ${row}: lower limit is above the upper one: ${low} above ${high}`);
    setAt(result, row, (to(high) - to(low)) / (2 * z));
  }
  return result;
}

/** The value of a row; null when it is not known or at the edge of its scale, where no line can be drawn. */
function withinScale(name: string, values: NumbersIn, row: number, errorScale: ErrorScale): number | null {
  const value = values[row] ?? null;
  if (value === null) return null;
  const { lowest, highest } = scales[errorScale];
  if (!(Number.isFinite(value) && value >= lowest && value <= highest))
    throw new RangeError(`row ${row}: ${name} is impossible on the scale ${errorScale}: ${value}`);
  return value > lowest && value < highest ? value : null;
}

function standardErrorAt(standardError: NumbersIn, row: number): number | null {
  const value = standardError[row] ?? null;
  if (value !== null && !(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`row ${row}: standard error must be a finite number of at least 0: ${value}`);
  return value;
}

/** Weights of the slope and of the height at 0, for values weighted by their population. */
function weightsOf(population: Float64Array, { slope, intercept }: QuantileLine): void {
  const total = population.reduce((sum, people) => sum + people, 0);
  let before = 0;
  let squares = 0;
  for (let quantile = 0; quantile < population.length; quantile += 1) {
    const share = (population[quantile] as number) / total;
    // The weighted mean of the mid-points is always 1/2.
    const distance = before + share / 2 - 0.5;
    slope[quantile] = share * distance;
    intercept[quantile] = share;
    squares += share * distance * distance;
    before += share;
  }
  for (let quantile = 0; quantile < population.length; quantile += 1) {
    const weight = (slope[quantile] as number) / squares;
    slope[quantile] = weight;
    intercept[quantile] = (intercept[quantile] as number) - weight / 2;
  }
}

/** The lines of many areas. */
export interface QuantileLines {
  areas: number;
  /** Calls `visit` for every area all of whose quantiles are there and known. */
  forEach(visit: (area: number, line: QuantileLine) => void): void;
}

/**
 * The lines of all areas; each is made when its turn comes, in arrays that the next one uses again.
 *
 * @throws RangeError where there are fewer than 5 or more than 100 quantiles, and naming row and value where a
 * population is not above 0, a value is outside its scale, a standard error is negative, or a quantile comes twice
 */
export function quantileLines(rows: QuantileRows, errorScale: ErrorScale): QuantileLines {
  const { area, quantile, population, value, standardError } = rows;
  assertSameLength({ area, quantile, population, value, standardError });
  const quantiles = quantileCount(quantile);
  const layout = stratumRows({ area, band: quantile }, quantiles);
  const forEach: QuantileLines['forEach'] = (visit) => {
    const empty = () => new Float64Array(quantiles);
    const people = empty();
    const line: QuantileLine = { value: empty(), standardError: empty(), slope: empty(), intercept: empty() };
    for (let code = 0; code < layout.areas; code += 1) {
      if (!readLine(rows, { layout, area: code, errorScale }, people, line)) continue;
      weightsOf(people, line);
      visit(code, line);
    }
  };
  return { areas: layout.areas, forEach };
}

/** Reads one area's quantiles; false when one of them is missing or not known. All rows are checked all the same. */
function readLine(
  rows: QuantileRows,
  { layout, area, errorScale }: { layout: StratumRows; area: number; errorScale: ErrorScale },
  people: Float64Array,
  line: QuantileLine,
): boolean {
  let complete = true;
  for (let index = 0; index < layout.bands; index += 1) {
    const row = rowAt(layout, area * layout.bands + index);
    const known = row === -1 || (rows.population[row] ?? null) === null ? null : populationAt(rows.population, row);
    const y = row === -1 ? null : withinScale('value', rows.value, row, errorScale);
    const error = row === -1 ? null : standardErrorAt(rows.standardError, row);
    people[index] = known ?? 0;
    line.value[index] = y ?? 0;
    line.standardError[index] = error ?? 0;
    complete &&= known !== null && y !== null && error !== null;
  }
  return complete;
}

function quantileCount(quantile: Codes): number {
  let highest = -1;
  for (let row = 0; row < quantile.length; row += 1) highest = Math.max(highest, quantile[row] as number);
  const count = highest + 1;
  if (quantile.length > 0 && !(count >= 5 && count <= 100)) throw new RangeError(`there must be 5 to 100 quantiles: ${count}`);
  return count;
}

/** Refuses a multiplier of 0; a negative one says that high values are at the first quantile. */
export function assertSignedMultiplier(multiplier: number): void {
  assertDenominator('size of the multiplier', Math.abs(multiplier));
}
