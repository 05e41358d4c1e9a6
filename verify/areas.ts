import { codesOf } from '../stats/codes.ts';

/** Rows of a key that belong to one area; keys name no order of areas but the sorted one. */
export interface AreaRows {
  area: string;
  rows: number[];
}

/** The rows of each area, in sorted order of the areas. */
export function areasOf(labels: readonly string[]): AreaRows[] {
  const { codes, labels: areas } = codesOf(labels);
  const result = areas.map((area): AreaRows => ({ area, rows: [] }));
  for (const [row, code] of codes.entries()) result[code]?.rows.push(row);
  return result;
}

export const pick = <T>(values: readonly T[], rows: readonly number[]): T[] => rows.map((row) => values[row] as T);
