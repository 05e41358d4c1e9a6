/**
 * Columns: how the library takes and gives many values at once. Input is anything array-like, typed arrays first of
 * all, with null for "not known" where the element type allows it; output is a typed array with a flag for each
 * value. A value that is not defined is null to the reader, never NaN.
 */

/** Numbers in: a typed array, or an array in which null says that a value is not known. */
export type NumbersIn = ArrayLike<number | null>;

/** Numbers out: `values[i]` counts only where `defined[i]` is 1, and is 0 elsewhere. */
export interface Column {
  readonly length: number;
  readonly values: Float64Array;
  readonly defined: Uint8Array;
}

/** An empty column to be filled with `setAt`; every value starts as not defined. */
export const emptyColumn = (length: number): Column => ({ length, values: new Float64Array(length), defined: new Uint8Array(length) });

/** Writes a value, or leaves the place undefined when it is null. NaN and infinities are refused: they are faults. */
export function setAt(column: Column, index: number, value: number | null): void {
  if (value === null) return;
  if (!Number.isFinite(value)) throw new RangeError(`value ${index} is not a finite number: ${value}`);
  column.values[index] = value;
  column.defined[index] = 1;
}

/** The value at `index`, or null when it is not defined. */
export const at = (column: Column, index: number): number | null => (column.defined[index] === 1 ? (column.values[index] ?? null) : null);

/** The column as a plain array with nulls. */
export const toNullable = (column: Column): (number | null)[] => Array.from({ length: column.length }, (_, index) => at(column, index));

/** Refuses columns of unequal length, naming both. */
export function assertSameLength(columns: Readonly<Record<string, ArrayLike<unknown>>>): number {
  const entries = Object.entries(columns);
  const first = entries[0];
  if (first === undefined) return 0;
  for (const [name, column] of entries) {
    if (column.length !== first[1].length) throw new RangeError(`columns differ in length: ${first[0]} has ${first[1].length}, ${name} has ${column.length}`);
  }
  return first[1].length;
}
