import type { Codes } from './codes.ts';
import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { type Confidence, normalDeviate } from './normal.ts';
import { rowAt, type StratumRows, stratumRows } from './strata.ts';

/** The abridged bands used in England: 0, 1 to 4, 5 to 9, and so on to 90 and over. */
export const abridgedStartAges: readonly number[] = [0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

/** One row for each area and age band, in any order. */
export interface LifeTableRows {
  area: Codes;
  band: Codes;
  deaths: NumbersIn;
  population: NumbersIn;
}

export interface LifeExpectancyOptions {
  confidence?: Confidence;
  /** Share of a band's years that those who die in it live, by band: 0.1 for the first year of life, 0.5 elsewhere. */
  shareLived?: NumbersIn;
  /** Areas with this many people or fewer have no life expectancy: 5,000 unless told otherwise. */
  tooFewPeople?: number;
  /** Values whose 95% interval is wider than this many years are not defined: 20 unless told otherwise. */
  widestInterval?: number;
}

/** Why an area has no life table. */
export type NoLifeTable =
  | 'a band is missing'
  | 'deaths or population not known'
  | 'negative deaths'
  | 'a band without people'
  | 'more deaths than people'
  | 'too few people'
  | 'no death in the last band';

/** Columns with a place for each row of the input, in its order; `noLifeTable` has one for each area. */
export interface LifeExpectancyColumns {
  /** Years still to live at the start of the band. */
  value: Column;
  lower: Column;
  upper: Column;
  /** People, and deaths, in this band and all later ones. */
  population: Column;
  deaths: Column;
  noLifeTable: (NoLifeTable | null)[];
}

/** One area's table, by band. */
interface LifeTable {
  expectancy: Float64Array;
  variance: Float64Array;
}

function assertStartAges(startAges: ArrayLike<number>): void {
  if (startAges.length === 0) throw new RangeError('no age bands');
  for (let band = 0; band < startAges.length; band += 1) {
    const age = startAges[band] as number;
    const previous = band === 0 ? -1 : (startAges[band - 1] as number);
    if (!(age > previous && age >= 0 && age < Number.POSITIVE_INFINITY)) throw new RangeError(`start age ${band} must be above the one before it: ${age}`);
  }
}

function sharesLived(startAges: ArrayLike<number>, given: NumbersIn | undefined): Float64Array {
  if (given !== undefined) assertSameLength({ 'start ages': startAges, 'share lived': given });
  return Float64Array.from({ length: startAges.length }, (_, band) => {
    const share = given === undefined ? (startAges[band] === 0 && startAges[band + 1] === 1 ? 0.1 : 0.5) : (given[band] ?? null);
    if (!(share !== null && share >= 0 && share <= 1)) throw new RangeError(`share lived of band ${band} must be within 0 to 1: ${share}`);
    return share;
  });
}

/**
 * Chiang's abridged life table of one area: deaths and people by band, the last band open. Years to live at the
 * start of each band and their variance (Chiang), with the variance of the last band by Silcocks.
 */
export function lifeTable(deaths: ArrayLike<number>, population: ArrayLike<number>, startAges: ArrayLike<number>, shares: ArrayLike<number>): LifeTable {
  const bands = startAges.length;
  const last = bands - 1;
  const table = { expectancy: new Float64Array(bands), variance: new Float64Array(bands) };
  const lastRate = (deaths[last] as number) / (population[last] as number);
  let expectancy = 1 / lastRate;
  let variance = 1 / ((deaths[last] as number) * lastRate * lastRate);
  table.expectancy[last] = expectancy;
  table.variance[last] = variance;
  for (let band = last - 1; band >= 0; band -= 1) {
    const years = (startAges[band + 1] as number) - (startAges[band] as number);
    const share = shares[band] as number;
    const people = population[band] as number;
    const rate = (deaths[band] as number) / people;
    const dying = Math.min(1, (years * rate) / (1 + years * (1 - share) * rate));
    const surviving = 1 - dying;
    // dying² × surviving ÷ deaths, written so that it holds for no death.
    const dyingVariance = (dying * surviving * years) / (people * (1 + years * (1 - share) * rate));
    // From here on `expectancy` is that of the next band: those who die in this one lose it, and part of this band.
    const lost = (1 - share) * years + expectancy;
    variance = surviving * surviving * variance + lost * lost * dyingVariance;
    expectancy = years * (surviving + share * dying) + surviving * expectancy;
    table.expectancy[band] = expectancy;
    table.variance[band] = variance;
  }
  return table;
}

const finite = (value: number | null | undefined, name: string, row: number): number | null => {
  if (value === null || value === undefined) return null;
  if (!Number.isFinite(value)) throw new RangeError(`row ${row}: ${name} must be a finite number: ${value}`);
  return value;
};

/** Where one area is read into: its deaths and people by band, and the sums from each band on. */
interface AreaReading {
  deaths: Float64Array;
  population: Float64Array;
  sums: Pick<LifeExpectancyColumns, 'deaths' | 'population'>;
}

/** Reads one area, from the last band down; says what forbids a table, and how many people there are. */
function readArea(area: number, rows: LifeTableRows, layout: StratumRows, into: AreaReading): { reason: NoLifeTable | null; people: number | null } {
  let reason: NoLifeTable | null = null;
  let deathsSum: number | null = 0;
  let peopleSum: number | null = 0;
  for (let band = layout.bands - 1; band >= 0; band -= 1) {
    const row = rowAt(layout, area * layout.bands + band);
    if (row === -1) {
      reason = 'a band is missing';
      deathsSum = null;
      peopleSum = null;
      continue;
    }
    const deaths = finite(rows.deaths[row], 'deaths', row);
    const people = finite(rows.population[row], 'population', row);
    if (people !== null && people < 0) throw new RangeError(`row ${row}: population must not be negative: ${people}`);
    into.deaths[band] = deaths ?? 0;
    into.population[band] = people ?? 0;
    deathsSum = deathsSum === null || deaths === null ? null : deathsSum + deaths;
    peopleSum = peopleSum === null || people === null ? null : peopleSum + people;
    setAt(into.sums.deaths, row, deathsSum);
    setAt(into.sums.population, row, peopleSum);
    if (deaths === null || people === null) reason ??= 'deaths or population not known';
    else if (deaths < 0) reason ??= 'negative deaths';
    else if (deaths > people) reason ??= 'more deaths than people';
    else if (people === 0) reason ??= 'a band without people';
  }
  return { reason, people: peopleSum };
}

/**
 * Life expectancy at the start of every age band, of many areas in one call: Chiang's abridged life table (his second
 * method), with the variance of the open last band by Silcocks. Any bands will do: `startAges` gives the first age of
 * each, ascending, the last one open; `band` is a code that indexes it.
 *
 * Deaths and populations (or person-years) are of the same period. The figure is that of a made-up cohort that would
 * live through today's death rates, not a forecast. An area is not defined, with the reason, when a band is missing
 * or has no people, when deaths are negative or more than people, when it has 5,000 people or fewer, or when nobody
 * died in the last band. A value whose 95% interval is wider than 20 years is not defined; its limits are kept, as the
 * reference does.
 *
 * Chiang CL. The life table and its applications. Krieger, 1984. Silcocks PBS, Jenner DA, Reza R. Life expectancy as
 * a summary of mortality in a population. J Epidemiol Community Health 2001;55:38-43. Eayres D, Williams ES. Evaluation of
 * methodologies for small area life expectancy estimation. J Epidemiol Community Health 2004;58:243-249.
 *
 * @throws RangeError naming row and value: a number that is not finite, a negative population, a band of an area twice
 */
export function lifeExpectancies(
  rows: LifeTableRows,
  startAges: ArrayLike<number>,
  { confidence = 0.95, shareLived, tooFewPeople = 5000, widestInterval = 20 }: LifeExpectancyOptions = {},
): LifeExpectancyColumns {
  const length = assertSameLength({ area: rows.area, band: rows.band, deaths: rows.deaths, population: rows.population });
  assertStartAges(startAges);
  const shares = sharesLived(startAges, shareLived);
  const layout = stratumRows(rows, startAges.length);
  const z = normalDeviate(confidence);
  const widestDeviation = widestInterval / (2 * normalDeviate(0.95));
  const columns = { value: emptyColumn(length), lower: emptyColumn(length), upper: emptyColumn(length) };
  const result: LifeExpectancyColumns = { ...columns, population: emptyColumn(length), deaths: emptyColumn(length), noLifeTable: [] };
  const read = { deaths: new Float64Array(layout.bands), population: new Float64Array(layout.bands), sums: result };
  for (let area = 0; area < layout.areas; area += 1) {
    const { reason: fault, people } = readArea(area, rows, layout, read);
    const tooFew = people !== null && people <= tooFewPeople ? 'too few people' : null;
    const reason = fault ?? tooFew ?? (read.deaths[layout.bands - 1] === 0 ? 'no death in the last band' : null);
    result.noLifeTable.push(reason);
    if (reason !== null) continue;
    const { expectancy, variance } = lifeTable(read.deaths, read.population, startAges, shares);
    for (let band = 0; band < layout.bands; band += 1) {
      const row = rowAt(layout, area * layout.bands + band);
      const years = expectancy[band] as number;
      const deviation = Math.sqrt(variance[band] as number);
      if (deviation <= widestDeviation) setAt(result.value, row, years);
      setAt(result.lower, row, years - z * deviation);
      setAt(result.upper, row, years + z * deviation);
    }
  }
  return result;
}
