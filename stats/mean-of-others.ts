import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';

/**
 * For each unit the mean of the values of all others, each with the same weight or with the weight given (at least 0; a
 * population or a volume). In the unit of the values. A unit's own value takes no part at all: sums run up to it and from
 * it, and nothing is taken away again, so that not even a digit of rounding depends on it.
 *
 * Units whose value or weight is not known (null) are left out and have no mean of others; nor has a unit whose others
 * together weigh nothing, and so one that is alone.
 *
 * Shleifer A. A theory of yardstick competition. RAND Journal of Economics 1985;16:319-327.
 *
 * @throws RangeError naming row and value for a value that is not finite, or a weight that is negative or not finite
 */
export function meanOfOthers(value: NumbersIn, weight?: NumbersIn): Column {
  const length = assertSameLength({ value, weight: weight ?? value });
  const rows = knownRows(value, weight);
  const weighs = (row: number) => (weight === undefined ? 1 : (weight[row] as number));
  const weights = sumsOfOthers(rows.map(weighs));
  const sums = sumsOfOthers(rows.map((row) => (value[row] as number) * weighs(row)));
  const others = emptyColumn(length);
  for (const [place, row] of rows.entries()) {
    const total = weights[place] as number;
    if (total > 0) setAt(others, row, (sums[place] as number) / total);
  }
  return others;
}

function knownRows(value: NumbersIn, weight: NumbersIn | undefined): number[] {
  const rows: number[] = [];
  for (let row = 0; row < value.length; row += 1) {
    const own = value[row] ?? null;
    const weighs = weight === undefined ? 1 : (weight[row] ?? null);
    if (own === null || weighs === null) continue;
    if (!Number.isFinite(own)) throw new RangeError(`row ${row}: value must be finite: ${own}`);
    if (!(weighs >= 0 && weighs < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: weight must be finite and at least 0: ${weighs}`);
    rows.push(row);
  }
  return rows;
}

/** The sum before each place plus the sum after it. */
function sumsOfOthers(list: readonly number[]): Float64Array {
  const sums = new Float64Array(list.length);
  let before = 0;
  for (let place = 0; place < list.length; place += 1) {
    sums[place] = before;
    before += list[place] as number;
  }
  let after = 0;
  for (let place = list.length - 1; place >= 0; place -= 1) {
    sums[place] = (sums[place] as number) + after;
    after += list[place] as number;
  }
  return sums;
}
