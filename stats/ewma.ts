import { type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { assertPositive } from './cusum.ts';

export interface EwmaOptions {
  centre: number;
  /** Standard deviation of a value, in its unit. */
  standardDeviation: number;
  /** Weight of the newest value: above 0, at most 1 (which is a chart of single values). */
  weight?: number;
  /** Standard errors from the centre to the limits. */
  sigmas?: number;
}

export interface EwmaChart {
  average: Column;
  lower: Column;
  upper: Column;
  /** 1 where the average is outside its limits. */
  outside: Uint8Array;
}

/**
 * Exponentially weighted moving average, started at the centre. Limits widen with the number t of values so far:
 * centre ± sigmas · sd · √(w / (2 − w) · (1 − (1 − w)^2t)). A value that is not known leaves the average as it is and is
 * not defined.
 *
 * Assumes independent values of constant spread; the centre and standard deviation are taken as known.
 *
 * Roberts SW. Control chart tests based on geometric moving averages. Technometrics 1959;1:239-250.
 *
 * @throws RangeError naming row and value where a value is not finite, or when an option is impossible
 */
export function ewmaChart(value: NumbersIn, { centre, standardDeviation, weight = 0.2, sigmas = 3 }: EwmaOptions): EwmaChart {
  if (!Number.isFinite(centre)) throw new RangeError(`centre is not a finite number: ${centre}`);
  assertPositive('standard deviation', standardDeviation);
  assertPositive('sigmas', sigmas);
  if (!(weight > 0 && weight <= 1)) throw new RangeError(`weight must be above 0 and at most 1: ${weight}`);
  const rows = value.length;
  const chart = { average: emptyColumn(rows), lower: emptyColumn(rows), upper: emptyColumn(rows), outside: new Uint8Array(rows) };
  let average = centre;
  let left = 1;
  for (let row = 0; row < rows; row += 1) {
    const x = value[row] ?? null;
    if (x === null) continue;
    if (!Number.isFinite(x)) throw new RangeError(`row ${row}: value is not a finite number: ${x}`);
    average += weight * (x - average);
    left *= (1 - weight) ** 2;
    const half = sigmas * standardDeviation * Math.sqrt((weight / (2 - weight)) * (1 - left));
    setAt(chart.average, row, average);
    setAt(chart.lower, row, centre - half);
    setAt(chart.upper, row, centre + half);
    if (Math.abs(average - centre) > half) chart.outside[row] = 1;
  }
  return chart;
}
