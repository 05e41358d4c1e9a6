import { type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';

export interface RankOptions {
  /** Which value has rank 1. */
  first?: 'smallest' | 'largest';
  /** Rank of equal values: the best of their places (1, 2, 2, 4), their mean, or the worst. */
  ties?: 'min' | 'average' | 'max';
}

/**
 * Ranks of values, from 1. Ties are found on the values as given: round before ranking and unequal values tie. A rank
 * without its confidence set says nothing of how sure it is (see rank-confidence-sets).
 *
 * Column in (null = no value), column out in the same order; a missing value has no rank and is not counted.
 *
 * @throws RangeError naming row and value where a value is not a finite number
 */
export function ranksOf(value: NumbersIn, { first = 'smallest', ties = 'min' }: RankOptions = {}): Column {
  const rows = rowsByValue(value);
  if (first === 'largest') rows.reverse();
  const at = (row: number): number => value[row] as number;
  const result = emptyColumn(value.length);
  for (let start = 0; start < rows.length; ) {
    let end = start + 1;
    while (end < rows.length && at(rows[end] as number) === at(rows[start] as number)) end += 1;
    const rank = ties === 'min' ? start + 1 : ties === 'max' ? end : (start + 1 + end) / 2;
    for (; start < end; start += 1) setAt(result, rows[start] as number, rank);
  }
  return result;
}

/** Rows with a value, smallest value first; refuses what is not a finite number. */
export function rowsByValue(value: NumbersIn): Uint32Array {
  const rows = new Uint32Array(value.length);
  let known = 0;
  for (let row = 0; row < value.length; row += 1) {
    const entry = value[row] ?? null;
    if (entry === null) continue;
    if (!Number.isFinite(entry)) throw new RangeError(`row ${row}: value must be a finite number: ${entry}`);
    rows[known] = row;
    known += 1;
  }
  return rows.subarray(0, known).sort((a, b) => (value[a] as number) - (value[b] as number));
}
