import { assertSameLength, type NumbersIn } from './column.ts';
import { type Design, dot } from './linear-algebra.ts';

/** Units to be told apart, one place a unit; null says not known, and leaves the unit out. */
export interface ContrastUnits {
  /** 1 or 0. */
  group: NumbersIn;
  covariates?: readonly NumbersIn[];
}

/** The units of which all is known. */
export interface CompleteUnits {
  /** Their places in the input. */
  rows: Uint32Array;
  group: Float64Array;
  /** Units of group 0 and of group 1. */
  units: [group0: number, group1: number];
  covariates: Float64Array[];
}

/**
 * Leaves out every unit of which something is not known, in the group, a covariate or one of the `others`.
 *
 * @throws RangeError naming row and value for a group other than 0, 1 or null, and for a value that is not finite
 */
export function completeUnits({ group, covariates = [] }: ContrastUnits, others: Readonly<Record<string, NumbersIn>> = {}): CompleteUnits {
  const named: [string, NumbersIn][] = [...Object.entries(others), ...covariates.map((column, c): [string, NumbersIn] => [`covariate ${c}`, column])];
  assertSameLength({ group, ...Object.fromEntries(named) });
  const known = new Uint8Array(group.length).fill(1);
  for (const [name, column] of [['group', group] as const, ...named]) leaveOutUnknown(name, column, known);
  const rows: number[] = [];
  let ones = 0;
  for (let row = 0; row < group.length; row += 1) {
    const code = group[row] ?? null;
    if (code !== null && code !== 0 && code !== 1) throw new RangeError(`row ${row}: group must be 0 or 1: ${code}`);
    if (known[row] === 0) continue;
    rows.push(row);
    ones += code as number;
  }
  const places = Uint32Array.from(rows);
  return { rows: places, group: at(group, places), units: [rows.length - ones, ones], covariates: covariates.map((column) => at(column, places)) };
}

function leaveOutUnknown(name: string, column: NumbersIn, known: Uint8Array): void {
  for (let row = 0; row < known.length; row += 1) {
    const value = column[row] ?? null;
    if (value === null) known[row] = 0;
    else if (!Number.isFinite(value)) throw new RangeError(`row ${row}: ${name} must be finite: ${value}`);
  }
}

/** The column's values at the places given, all known. */
export function at(column: NumbersIn, places: ArrayLike<number>): Float64Array {
  const result = new Float64Array(places.length);
  for (let place = 0; place < result.length; place += 1) result[place] = column[places[place] as number] as number;
  return result;
}

/** What is left of a column beside others, as a share of its length, for it to count as new. */
const explained = 1e-9;

/** The column with mean 0 and length 1; null when it does not vary beyond rounding. */
export function standardised(column: Float64Array): Float64Array | null {
  const size = column.length;
  let [sum, whole, squares] = [0, 0, 0];
  for (let row = 0; row < size; row += 1) {
    sum += column[row] as number;
    whole += (column[row] as number) ** 2;
  }
  const mean = sum / size;
  for (let row = 0; row < size; row += 1) squares += ((column[row] as number) - mean) ** 2;
  if (!(squares > explained * explained * whole)) return null;
  const scale = 1 / Math.sqrt(squares);
  const result = new Float64Array(size);
  for (let row = 0; row < size; row += 1) result[row] = ((column[row] as number) - mean) * scale;
  return result;
}

/** An orthonormal basis of the span of some columns. */
export interface Basis {
  directions: Float64Array[];
  /** Indices of the columns that the columns before them do not explain. */
  kept: number[];
}

/** Gram-Schmidt, twice over; null stands for a column that is left out. */
export function orthonormalBasis(columns: readonly (Float64Array | null)[]): Basis {
  const directions: Float64Array[] = [];
  const kept: number[] = [];
  for (const [k, column] of columns.entries()) {
    const rest = column === null ? null : beside(directions, column);
    if (rest === null) continue;
    const scale = 1 / Math.sqrt(dot(rest, rest));
    for (let row = 0; row < rest.length; row += 1) rest[row] = (rest[row] as number) * scale;
    directions.push(rest);
    kept.push(k);
  }
  return { directions, kept };
}

/** What the directions do not explain of the column; null when they explain it all. */
export function beside(directions: Design, column: Float64Array): Float64Array | null {
  const rest = Float64Array.from(column);
  for (let pass = 0; pass < 2; pass += 1)
    for (const direction of directions) {
      const along = dot(direction, rest);
      for (let row = 0; row < rest.length; row += 1) rest[row] = (rest[row] as number) - along * (direction[row] as number);
    }
  return dot(rest, rest) > explained * explained * dot(column, column) ? rest : null;
}
