import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';

/** Counts of units: what happened, and among how many or against how many expected. */
export interface UnitCounts {
  numerator: NumbersIn;
  denominator: NumbersIn;
}

/** Calls `take` for every unit of which both counts are known and the denominator is above 0. */
export function eachUnit({ numerator, denominator }: UnitCounts, take: (row: number, x: number, n: number) => void): number {
  const length = assertSameLength({ numerator, denominator });
  for (let row = 0; row < length; row += 1) {
    const x = numerator[row] ?? null;
    const n = denominator[row] ?? null;
    if (x === null || n === null || n === 0) continue;
    if (!(x >= 0 && n > 0 && x < Number.POSITIVE_INFINITY && n < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: impossible counts ${x} of ${n}`);
    take(row, x, n);
  }
  return length;
}

/** Refuses counts of which the numerator is above the denominator: no proportion. */
export function assertProportions(counts: UnitCounts): void {
  eachUnit(counts, (row, x, n) => {
    if (x > n) throw new RangeError(`row ${row}: impossible proportion ${x} of ${n}`);
  });
}

/**
 * Pooled value of all units: the sum of their numerators over the sum of their denominators, null when there is none.
 * Units with a count that is not known or a denominator of 0 are left out of both sums.
 *
 * @throws RangeError naming row and counts where one is negative or not finite
 */
export function pooledValue(counts: UnitCounts): number | null {
  let numerator = 0;
  let denominator = 0;
  eachUnit(counts, (_, x, n) => {
    numerator += x;
    denominator += n;
  });
  return denominator === 0 ? null : numerator / denominator;
}

/**
 * For each unit the pooled value of all others: the yardstick to which a unit does not itself contribute. Not defined
 * for a unit that has no others, nor for one whose own counts are not known.
 *
 * Shleifer A. A theory of yardstick competition. RAND Journal of Economics 1985;16:319-327.
 *
 * @throws RangeError naming row and counts where one is negative or not finite
 */
export function pooledValueOfOthers(counts: UnitCounts): Column {
  let numerator = 0;
  let denominator = 0;
  let units = 0;
  const length = eachUnit(counts, (_, x, n) => {
    numerator += x;
    denominator += n;
    units += 1;
  });
  const others = emptyColumn(length);
  if (units < 2) return others;
  eachUnit(counts, (row, x, n) => setAt(others, row, Math.max(0, numerator - x) / (denominator - n)));
  return others;
}
