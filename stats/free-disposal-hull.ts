import type { KnownUnits } from './frontier-units.ts';

/** Input: how far inputs could shrink (at most 1 in one's own group). Output: how far outputs could grow (at least 1). */
export type Orientation = 'input' | 'output';

/**
 * Efficiency of one unit against single reference units, never against mixtures: the best among those that make no less
 * (input) or use no more (output). Null when there is none. `skipped` takes a reference unit out.
 *
 * Deprins D, Simar L, Tulkens H. Measuring labor efficiency in post offices. In: The Performance of Public Enterprises.
 * North-Holland 1984.
 */
export function freeDisposalEfficiency(units: KnownUnits, unit: number, reference: KnownUnits, orientation: Orientation, skipped = -1): number | null {
  const input = orientation === 'input';
  let best: number | null = null;
  for (let other = 0; other < reference.rows.length; other += 1) {
    if (other === skipped) continue;
    const fits = input ? coversAll(reference.outputs, other, units.outputs, unit) : coversAll(units.inputs, unit, reference.inputs, other);
    if (!fits) continue;
    const ratio = input ? largestRatio(reference.inputs, other, units.inputs, unit) : 1 / largestRatio(units.outputs, unit, reference.outputs, other);
    if (Number.isFinite(ratio) && (best === null || (input ? ratio < best : ratio > best))) best = ratio;
  }
  return best;
}

/** True when `a` of `as` is at least `b` of `bs` in every column. */
const coversAll = (as: Float64Array[], a: number, bs: Float64Array[], b: number): boolean =>
  as.every((column, k) => (column[a] as number) >= ((bs[k] as Float64Array)[b] as number));

/** The largest of a / b over the columns; where both are 0 a column does not count. */
function largestRatio(as: Float64Array[], a: number, bs: Float64Array[], b: number): number {
  let largest = 0;
  for (const [k, column] of as.entries()) {
    const [value, other] = [column[a] as number, (bs[k] as Float64Array)[b] as number];
    if (value > 0) largest = Math.max(largest, value / other);
  }
  return largest;
}
