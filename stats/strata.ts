import { type Codes, groupCount } from './codes.ts';
import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';

/**
 * Strata: rows that belong to an area and, within it, to a band (age band, age and sex, deprivation tenth). Bands are
 * joined by their code, never by the order of rows.
 */

/** Where each pair of area and band, at place `area * bands + band`, has its row. */
export interface StratumRows {
  areas: number;
  bands: number;
  /** Row by place, -1 where there is none; null when rows are complete and in order, so that place and row are the same. */
  rowOf: Int32Array | null;
}

/** The row at a place, or -1. */
export const rowAt = ({ rowOf }: StratumRows, place: number): number => (rowOf === null ? place : (rowOf[place] as number));

/** How a count that is not known (null) is taken: as no event, or as making its area not defined. */
export type MissingCounts = 'zero' | 'unknown';

/** Whether every area has every band, one after the other: the common case, which needs no table of rows. */
function inOrder({ area, band }: { area: Codes; band: Codes }, bands: number): boolean {
  if (bands === 0 || area.length % bands !== 0) return false;
  for (let row = 0, code = 0; row < area.length; code += 1) {
    for (let stratum = 0; stratum < bands; stratum += 1, row += 1) if (area[row] !== code || band[row] !== stratum) return false;
  }
  return true;
}

/**
 * Finds the row of each area and band. With `repeated`, later rows of a pair are allowed and the first one is kept.
 *
 * @throws RangeError naming the row of an impossible code, or of a pair that has a row already
 */
export function stratumRows({ area, band }: { area: Codes; band: Codes }, bands: number, { repeated = false } = {}): StratumRows {
  const length = assertSameLength({ area, band });
  if (inOrder({ area, band }, bands)) return { areas: length / bands, bands, rowOf: null };
  const areas = groupCount('area', area);
  const rowOf = new Int32Array(areas * bands).fill(-1);
  for (let row = 0; row < length; row += 1) {
    const code = band[row] as number;
    if (!(code >= 0 && code < bands && Number.isInteger(code))) throw new RangeError(`row ${row}: band must be a whole number from 0 to ${bands - 1}: ${code}`);
    const place = (area[row] as number) * bands + code;
    if (rowOf[place] === -1) rowOf[place] = row;
    else if (!repeated) throw new RangeError(`row ${row}: area ${area[row]} has band ${code} twice, first in row ${rowOf[place]}`);
  }
  return { areas, bands, rowOf };
}

/** Refuses areas without all bands: a sum over the rest would be taken for the whole. */
export function assertEveryBand({ bands, rowOf }: StratumRows): void {
  const missing = rowOf === null ? -1 : rowOf.indexOf(-1);
  if (missing !== -1) throw new RangeError(`area ${Math.floor(missing / bands)} has no row for band ${missing % bands}`);
}

/** Refuses what is not a population: unknown, 0, negative or not finite. For the one row in which it is met. */
export function refusePopulation(row: number, population: number | null | undefined): never {
  throw new RangeError(`row ${row}: population must be a finite number above 0: ${population ?? null}`);
}

/** The population of a row, which must be above 0. */
export function populationAt(population: NumbersIn, row: number): number {
  const value = population[row] as number;
  return value > 0 && value < Number.POSITIVE_INFINITY ? value : refusePopulation(row, value);
}

/** The count of a row, which must be at least 0; null when it is not known. */
export function countAt(name: string, count: NumbersIn, row: number): number | null {
  const value = count[row] ?? null;
  if (value !== null && !(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`row ${row}: ${name} must be a finite number of at least 0: ${value}`);
  return value;
}

/**
 * Sums of a count by area. A count that is not known is taken as no event, or makes its area's sum not defined.
 *
 * @throws RangeError naming the row of an impossible code or count
 */
export function countsByArea({ area, count }: { area: Codes; count: NumbersIn }, missing: MissingCounts = 'zero'): Column {
  const length = assertSameLength({ area, count });
  const areas = groupCount('area', area);
  const sums = new Float64Array(areas);
  const known = new Uint8Array(areas).fill(1);
  for (let row = 0; row < length; row += 1) {
    const value = countAt('count', count, row);
    const code = area[row] as number;
    if (value === null && missing === 'unknown') known[code] = 0;
    else sums[code] = (sums[code] as number) + (value ?? 0);
  }
  const result = emptyColumn(areas);
  for (let code = 0; code < areas; code += 1) setAt(result, code, known[code] === 1 ? (sums[code] as number) : null);
  return result;
}
