import { assertSameLength, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { betaQuantile, betaUpperQuantile } from './distributions.ts';
import { assertCount, assertDenominator, type Interval } from './interval.ts';
import type { Confidence } from './normal.ts';
import type { EstimateColumns, IntervalOptions } from './wilson.ts';

function exactLimits(x: number, n: number, confidence: Confidence): Interval {
  const tail = (1 - confidence) / 2;
  return {
    lower: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    upper: x === n ? 1 : betaUpperQuantile(tail, x + 1, n - x),
  };
}

function assertConfidence(confidence: Confidence): void {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must be above 0 and below 1: ${confidence}`);
}

/**
 * Exact interval for a proportion, from the binomial tails.
 *
 * `numerator` of `denominator` are counts; limits are proportions, exactly 0 for no event and exactly 1 when all are
 * events. Holds the true proportion at least as often as `confidence` says, mostly more often, and is wider than
 * Wilson's interval: do not mix the two in one table.
 *
 * Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika
 * 1934;26:404-413.
 *
 * @throws RangeError when the numerator is negative or above the denominator, or the denominator is not positive
 */
export function exactProportionInterval(numerator: number, denominator: number, confidence: Confidence = 0.95): Interval {
  assertCount('numerator', numerator);
  assertDenominator('denominator', denominator);
  assertConfidence(confidence);
  if (numerator > denominator) throw new RangeError(`numerator must not exceed the denominator: ${numerator} of ${denominator}`);
  return exactLimits(numerator, denominator, confidence);
}

/**
 * Exact intervals of many proportions: columns in, columns out, one place a row. A row with a count that is not known
 * (null) or a denominator of 0 is not defined.
 *
 * @throws RangeError naming row and value where a count is negative, not finite or above its denominator
 */
export function exactProportionIntervals(
  { numerator, denominator }: { numerator: NumbersIn; denominator: NumbersIn },
  { confidence = 0.95, multiplier = 1 }: IntervalOptions = {},
): EstimateColumns {
  const length = assertSameLength({ numerator, denominator });
  const result = { value: emptyColumn(length), lower: emptyColumn(length), upper: emptyColumn(length) };
  assertConfidence(confidence);
  for (let row = 0; row < length; row += 1) {
    const x = numerator[row] ?? null;
    const n = denominator[row] ?? null;
    if (x === null || n === null || n === 0) continue;
    if (!(x >= 0 && n > 0 && x <= n && n < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: impossible proportion ${x} of ${n}`);
    const { lower, upper } = exactLimits(x, n, confidence);
    setAt(result.value, row, (x / n) * multiplier);
    setAt(result.lower, row, lower * multiplier);
    setAt(result.upper, row, upper * multiplier);
  }
  return result;
}
