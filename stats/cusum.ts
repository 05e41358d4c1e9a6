import { type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';

export interface CusumOptions {
  /** The value that the process should have. */
  centre: number;
  /** Standard deviation of a value, in its unit. */
  standardDeviation: number;
  /** Shift of the mean that should be found, in standard deviations; half of it is allowed before a sum grows. */
  shift?: number;
  /** Signal when a sum is beyond this, in standard deviations. */
  decisionInterval?: number;
}

export interface CusumChart {
  /** Sum of what lies above the centre, at least 0, in standard deviations. */
  positive: Column;
  /** Sum of what lies below the centre, at most 0. */
  negative: Column;
  /** 1 where the sum is beyond the decision interval. */
  above: Uint8Array;
  below: Uint8Array;
}

/** Refuses a number that is not finite and above 0. */
export function assertPositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} must be a finite number above 0: ${value}`);
}

/**
 * Tabular cumulative sums: small lasting shifts of a mean show earlier than on a chart with limits. Without a head start,
 * and not set back after a signal. A value that is not known leaves the sums as they are and is not defined.
 *
 * Assumes independent values of constant spread; the centre and standard deviation are taken as known.
 *
 * Page ES. Continuous inspection schemes. Biometrika 1954;41:100-115.
 *
 * @throws RangeError naming row and value where a value is not finite, or when an option is not above 0
 */
export function cusumChart(value: NumbersIn, { centre, standardDeviation, shift = 1, decisionInterval = 5 }: CusumOptions): CusumChart {
  if (!Number.isFinite(centre)) throw new RangeError(`centre is not a finite number: ${centre}`);
  assertPositive('standard deviation', standardDeviation);
  assertPositive('shift', shift);
  assertPositive('decision interval', decisionInterval);
  const rows = value.length;
  const chart = { positive: emptyColumn(rows), negative: emptyColumn(rows), above: new Uint8Array(rows), below: new Uint8Array(rows) };
  let positive = 0;
  let negative = 0;
  for (let row = 0; row < rows; row += 1) {
    const x = value[row] ?? null;
    if (x === null) continue;
    if (!Number.isFinite(x)) throw new RangeError(`row ${row}: value is not a finite number: ${x}`);
    const z = (x - centre) / standardDeviation;
    positive = Math.max(0, positive + z - shift / 2);
    negative = Math.min(0, negative + z + shift / 2);
    setAt(chart.positive, row, positive);
    setAt(chart.negative, row, negative);
    if (positive > decisionInterval) chart.above[row] = 1;
    if (negative < -decisionInterval) chart.below[row] = 1;
  }
  return chart;
}
