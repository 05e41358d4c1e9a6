import { assertSameLength, type NumbersIn } from './column.ts';

/** What units use and what they make of it: one column for each input and each output, a value for each unit. */
export interface FrontierUnits {
  inputs: readonly NumbersIn[];
  outputs: readonly NumbersIn[];
}

/** The units of which every figure is known, divided by the mean of each column. */
export interface KnownUnits {
  /** Rows of the units as they were given. */
  rows: Uint32Array;
  /** `inputs[i][k]` is input i of known unit k. */
  inputs: Float64Array[];
  outputs: Float64Array[];
  /** What one in `inputs` and `outputs` stands for. */
  inputScale: Float64Array;
  outputScale: Float64Array;
}

/** How many rows the units have; refuses columns of unequal length, and units without an input or an output column. */
export function lengthOf({ inputs, outputs }: FrontierUnits): number {
  if (inputs.length === 0 || outputs.length === 0) throw new RangeError(`at least one input and one output are needed: ${inputs.length} and ${outputs.length}`);
  return assertSameLength(Object.fromEntries([...named(inputs, 'input'), ...named(outputs, 'output')]));
}

const named = (columns: readonly NumbersIn[], name: string) => columns.map((column, k) => [`${name} ${k}`, column] as const);

/**
 * Reads units for a frontier. A row with a null is left out. With `like`, values are put in the scale of those units, so
 * that both can stand in one program.
 *
 * @throws RangeError naming row, column and value for what is negative or not finite, or a unit whose inputs (or outputs) are all 0
 */
export function knownUnits(units: FrontierUnits, like?: KnownUnits): KnownUnits {
  const length = lengthOf(units);
  const rows = Uint32Array.from(
    Array.from({ length }, (_, row) => row).filter((row) => {
      const inputs = isKnown(units.inputs, 'input', row);
      return isKnown(units.outputs, 'output', row) && inputs;
    }),
  );
  const inputScale = like?.inputScale ?? Float64Array.from(units.inputs, (column) => meanOf(column, rows));
  const outputScale = like?.outputScale ?? Float64Array.from(units.outputs, (column) => meanOf(column, rows));
  return { rows, inputs: scaled(units.inputs, rows, inputScale), outputs: scaled(units.outputs, rows, outputScale), inputScale, outputScale };
}

function isKnown(columns: readonly NumbersIn[], name: string, row: number): boolean {
  let [known, some] = [true, false];
  for (const [k, column] of columns.entries()) {
    const value = column[row] ?? null;
    if (value !== null && !(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`row ${row}: ${name} ${k} must be finite and at least 0: ${value}`);
    if (value === null) known = false;
    else if (value > 0) some = true;
  }
  if (known && !some) throw new RangeError(`row ${row}: at least one ${name} must be above 0`);
  return known;
}

/** Mean of the known rows, or 1 where all are 0. */
function meanOf(column: NumbersIn, rows: Uint32Array): number {
  let mean = 0;
  for (const row of rows) mean += (column[row] as number) / rows.length;
  return mean > 0 ? mean : 1;
}

const scaled = (columns: readonly NumbersIn[], rows: Uint32Array, scale: Float64Array): Float64Array[] =>
  columns.map((column, k) => Float64Array.from(rows, (row) => (column[row] as number) / (scale[k] as number)));
