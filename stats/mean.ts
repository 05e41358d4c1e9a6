import { type Codes, groupCount } from './codes.ts';
import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { studentTUpperQuantile } from './distributions.ts';
import type { Confidence } from './normal.ts';

/** Means by group: one place a group. */
export interface MeanColumns {
  /** Values that are known. */
  count: Float64Array;
  sum: Column;
  mean: Column;
  /** With n - 1 in the divisor; not defined for fewer than two values. */
  standardDeviation: Column;
  lower: Column;
  upper: Column;
}

export interface MeanOptions {
  confidence?: Confidence;
  /** How many groups there are, where some may have no row. */
  groups?: number;
}

/**
 * Mean of the values of each group with its Student t interval, n - 1 degrees of freedom.
 *
 * Values are in any unit, and so are the results; a value that is not known (null) is left out. A group of one value
 * has neither standard deviation nor limits, one of none has nothing. Assumes independent values of one normal
 * distribution: for lengths of stay and costs, with their long upper tail, the interval of a small group is poor.
 * Without `group` all values are one group.
 *
 * Student. The probable error of a mean. Biometrika 1908;6:1-25.
 *
 * @throws RangeError naming row and value where a value is not finite or a group code is not a whole number from 0
 */
export function meanIntervals({ value, group }: { value: NumbersIn; group?: Codes }, { confidence = 0.95, groups }: MeanOptions = {}): MeanColumns {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must be above 0 and below 1: ${confidence}`);
  const codes = group ?? new Uint8Array(value.length);
  assertSameLength({ value, group: codes });
  const length = group === undefined ? 1 : groupCount('group', codes, groups);
  const { count, sum, squares } = sumsByGroup(value, codes, length);
  const result: MeanColumns = {
    count,
    sum: emptyColumn(length),
    mean: emptyColumn(length),
    standardDeviation: emptyColumn(length),
    lower: emptyColumn(length),
    upper: emptyColumn(length),
  };
  const deviates = new Map<number, number>();
  for (let code = 0; code < length; code += 1) {
    const n = count[code] as number;
    if (n === 0) continue;
    const mean = (sum[code] as number) / n;
    setAt(result.sum, code, sum[code] as number);
    setAt(result.mean, code, mean);
    if (n < 2) continue;
    const deviation = Math.sqrt((squares[code] as number) / (n - 1));
    const t = deviates.get(n) ?? studentTUpperQuantile((1 - confidence) / 2, n - 1);
    deviates.set(n, t);
    const half = (t * deviation) / Math.sqrt(n);
    setAt(result.standardDeviation, code, deviation);
    setAt(result.lower, code, mean - half);
    setAt(result.upper, code, mean + half);
  }
  return result;
}

/** Count, sum and squared deviations from the mean of each group; the second pass keeps the digits of close values. */
function sumsByGroup(value: NumbersIn, group: Codes, groups: number) {
  const result = { count: new Float64Array(groups), sum: new Float64Array(groups), squares: new Float64Array(groups) };
  for (let row = 0; row < value.length; row += 1) {
    const x = value[row] ?? null;
    if (x === null) continue;
    if (!Number.isFinite(x)) throw new RangeError(`row ${row}: value must be a finite number: ${x}`);
    const code = group[row] as number;
    (result.count[code] as number) += 1;
    (result.sum[code] as number) += x;
  }
  for (let row = 0; row < value.length; row += 1) {
    const x = value[row] ?? null;
    if (x === null) continue;
    const code = group[row] as number;
    const deviation = x - (result.sum[code] as number) / (result.count[code] as number);
    (result.squares[code] as number) += deviation * deviation;
  }
  return result;
}
