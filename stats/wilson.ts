import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { assertCount, assertDenominator, type Interval } from './interval.ts';
import { type Confidence, normalDeviate } from './normal.ts';

/** One limit, as a proportion; exactly 0 for no event, exactly 1 when all are events. */
function wilsonLimit(x: number, n: number, z: number, side: -1 | 1): number {
  if (side === -1 ? x === 0 : x === n) return side === -1 ? 0 : 1;
  return (2 * x + z * z + side * z * Math.sqrt(z * z + 4 * x * (1 - x / n))) / (2 * (n + z * z));
}

/**
 * Wilson score interval for a proportion, without continuity correction.
 *
 * Estimates the interval of the underlying proportion given `numerator` of `denominator`, both counts; limits are
 * proportions within 0 to 1, exactly 0 for no event and exactly 1 when all are events. Assumes independent
 * events with one probability: too narrow where people return or cluster.
 *
 * Wilson EB. Probable inference, the law of succession, and statistical inference. JASA 1927;22:209-212.
 *
 * @throws RangeError when the numerator is negative or above the denominator, or the denominator is not positive
 */
export function wilsonInterval(numerator: number, denominator: number, confidence: Confidence = 0.95): Interval {
  assertCount('numerator', numerator);
  assertDenominator('denominator', denominator);
  if (numerator > denominator) throw new RangeError(`numerator must not exceed the denominator: ${numerator} of ${denominator}`);
  const z = normalDeviate(confidence);
  return { lower: wilsonLimit(numerator, denominator, z, -1), upper: wilsonLimit(numerator, denominator, z, 1) };
}

/** Options of intervals of many proportions or rates at once. */
export interface IntervalOptions {
  confidence?: Confidence;
  /** Values and limits are multiplied by this: 100 for percentages. */
  multiplier?: number;
}

export interface EstimateColumns {
  value: Column;
  lower: Column;
  upper: Column;
}

/**
 * Wilson intervals of many proportions: columns in, columns out, one place a row. A row with a count that is not
 * known (null) or a denominator of 0 is not defined.
 *
 * @throws RangeError naming index and value where a count is negative, not finite or above its denominator
 */
export function wilsonIntervals(
  { numerator, denominator }: { numerator: NumbersIn; denominator: NumbersIn },
  { confidence = 0.95, multiplier = 1 }: IntervalOptions = {},
): EstimateColumns {
  const length = assertSameLength({ numerator, denominator });
  const result = { value: emptyColumn(length), lower: emptyColumn(length), upper: emptyColumn(length) };
  const z = normalDeviate(confidence);
  for (let row = 0; row < length; row += 1) {
    const x = numerator[row] ?? null;
    const n = denominator[row] ?? null;
    if (x === null || n === null || n === 0) continue;
    if (!(x >= 0 && n > 0 && x <= n && n < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: impossible proportion ${x} of ${n}`);
    setAt(result.value, row, (x / n) * multiplier);
    setAt(result.lower, row, wilsonLimit(x, n, z, -1) * multiplier);
    setAt(result.upper, row, wilsonLimit(x, n, z, 1) * multiplier);
  }
  return result;
}
