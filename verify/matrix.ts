import { type Column, toNullable } from '../stats/column.ts';
import type { JsonObject } from './runner.ts';

/** A matrix of the input, given one row a unit, as its columns. */
export function matrixColumns(input: JsonObject, name: string): (number | null)[][] {
  const rows = input[name];
  const width = Array.isArray(rows) && Array.isArray(rows[0]) ? rows[0].length : 0;
  const isRow = (row: unknown): row is (number | null)[] =>
    Array.isArray(row) && row.length === width && row.every((value) => value === null || typeof value === 'number');
  if (!Array.isArray(rows) || width === 0 || !rows.every(isRow)) throw new RangeError(`input.${name}: expected rows of numbers of one length`);
  return Array.from({ length: width }, (_, k) => rows.map((row) => row[k] ?? null));
}

/** Columns as the rows of a matrix. */
export function matrixRows(columns: readonly Column[]): (number | null)[][] {
  const lists = columns.map(toNullable);
  return (lists[0] ?? []).map((_, row) => lists.map((list) => list[row] ?? null));
}
