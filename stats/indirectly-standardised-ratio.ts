import type { Codes } from './codes.ts';
import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { assertDenominator } from './interval.ts';
import type { Confidence } from './normal.ts';
import { countIntervalAt } from './poisson.ts';
import { assertEveryBand, countAt, populationAt, rowAt, stratumRows } from './strata.ts';

/** Events and people of the reference by band. */
export interface Reference {
  count: NumbersIn;
  population: NumbersIn;
}

function referenceRates({ count, population }: Reference): Float64Array {
  assertSameLength({ 'reference count': count, 'reference population': population });
  return Float64Array.from({ length: count.length }, (_, band) => {
    const x = countAt('reference count', count, band);
    if (x === null) throw new RangeError(`row ${band}: reference count is not known`);
    return x / populationAt(population, band);
  });
}

/** The crude rate of the reference: all its events over all its people. */
export function crudeReferenceRate(reference: Reference): number {
  referenceRates(reference);
  const sum = (numbers: NumbersIn) => Array.from(numbers).reduce<number>((total, value) => total + (value ?? 0), 0);
  return sum(reference.count) / sum(reference.population);
}

/**
 * Expected events of each area: those it would have if each of its bands had the rate of the reference. Rows are
 * joined to the reference by `band`, a code that indexes its columns; a band of the reference may have no event, and
 * a band of an area no people.
 *
 * @throws RangeError naming row and value: a population that is negative or not known, a reference population not above
 * 0, a band of an area twice or not at all
 */
export function expectedCounts({ area, band, population }: { area: Codes; band: Codes; population: NumbersIn }, reference: Reference): Column {
  assertSameLength({ area, band, population });
  const rates = referenceRates(reference);
  const layout = stratumRows({ area, band }, rates.length);
  assertEveryBand(layout);
  const result = emptyColumn(layout.areas);
  for (let code = 0, place = 0; code < layout.areas; code += 1) {
    let expected = 0;
    for (let stratum = 0; stratum < layout.bands; stratum += 1, place += 1) {
      const row = rowAt(layout, place);
      const people = countAt('population', population, row);
      if (people === null) throw new RangeError(`row ${row}: population is not known`);
      expected += people * (rates[stratum] as number);
    }
    setAt(result, code, expected);
  }
  return result;
}

export interface RatioColumns {
  value: Column;
  lower: Column;
  upper: Column;
  /** How the limits were made: exact below 10 observed events, Byar's approximation from 10 on. */
  method: ('exact-poisson' | 'byar' | null)[];
}

/**
 * Indirectly standardised ratios (SMR, SAR): observed over expected events, with the limits of the observed count
 * divided by the expected one, times `referenceValue`: 1, 100, or the crude rate of the reference, which makes it the
 * indirectly standardised rate. Observed events may be known as a total only.
 *
 * The expected count is taken as known: the reference's own chance is not counted. Ratios of different areas compare
 * each with the reference, not with one another, because each is weighted by its own people; where counts by age
 * exist, prefer direct standardisation. Nothing is withheld for small counts. An area whose observed or expected count is
 * not known, or with no event expected, is not defined.
 *
 * Breslow NE, Day NE. Statistical methods in cancer research, volume II. IARC, 1987, chapter 2.
 *
 * @throws RangeError naming row and value where a count is negative or not finite
 */
export function indirectlyStandardisedRatios(
  { observed, expected }: { observed: NumbersIn; expected: NumbersIn },
  { confidence = 0.95, referenceValue = 1 }: { confidence?: Confidence; referenceValue?: number } = {},
): RatioColumns {
  const length = assertSameLength({ observed, expected });
  assertDenominator('reference value', referenceValue);
  const intervalOf = countIntervalAt(confidence);
  const result: RatioColumns = {
    value: emptyColumn(length),
    lower: emptyColumn(length),
    upper: emptyColumn(length),
    method: new Array<null>(length).fill(null),
  };
  for (let row = 0; row < length; row += 1) {
    const events = countAt('observed', observed, row);
    const mean = countAt('expected', expected, row);
    if (events === null || mean === null || mean === 0) continue;
    const { lower, upper, method } = intervalOf(events);
    setAt(result.value, row, (events / mean) * referenceValue);
    setAt(result.lower, row, (lower / mean) * referenceValue);
    setAt(result.upper, row, (upper / mean) * referenceValue);
    result.method[row] = method;
  }
  return result;
}
