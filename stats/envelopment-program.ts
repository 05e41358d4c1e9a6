import type { Orientation } from './free-disposal-hull.ts';
import type { KnownUnits } from './frontier-units.ts';
import { type LinearProgram, type OpenProgram, type Solver, withProgram } from './linear-program.ts';

/** Returns to scale of a technology of mixtures: constant, variable, non-increasing (drs), non-decreasing (irs). */
export type Returns = 'crs' | 'vrs' | 'drs' | 'irs';

/** What the weights of a mixture may add up to. */
export const weightLimits: Record<Returns, readonly [lower: number, upper: number]> = {
  crs: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  vrs: [1, 1],
  drs: [Number.NEGATIVE_INFINITY, 1],
  irs: [1, Number.POSITIVE_INFINITY],
};

/** Values nearer to 1 than the solver's precision are 1. */
const nearOne = 1e-9;
export const snapped = (efficiency: number): number => (Math.abs(efficiency - 1) < nearOne ? 1 : efficiency);

/** One column for each reference unit: its inputs, its outputs and a 1 for the sum of the weights. */
export const mixtureColumns = ({ rows, inputs, outputs }: KnownUnits): Float64Array[] =>
  Array.from(rows, (_, unit) => Float64Array.from([...valuesOf(inputs, unit), ...valuesOf(outputs, unit), 1]));

const valuesOf = (columns: readonly Float64Array[], unit: number): number[] => columns.map((column) => column[unit] as number);

/**
 * The envelopment program: the least share t of a unit's inputs (or the largest multiple t of its outputs) that a mixture
 * of reference units needs (makes). Column 0 is t, column 1 + k the weight of reference unit k.
 */
function envelopmentProgram(reference: KnownUnits, orientation: Orientation, returns: Returns): LinearProgram {
  const columns = mixtureColumns(reference);
  const [m, s] = [reference.inputs.length, reference.outputs.length];
  const [least, most] = weightLimits[returns];
  const cost = new Float64Array(columns.length + 1);
  cost[0] = orientation === 'input' ? 1 : -1;
  return {
    cost,
    columns: [new Float64Array(m + s + 1), ...columns],
    lower: Float64Array.from([...Array<number>(m).fill(Number.NEGATIVE_INFINITY), ...Array<number>(s).fill(0), least]),
    upper: Float64Array.from([...Array<number>(m).fill(0), ...Array<number>(s).fill(Number.POSITIVE_INFINITY), most]),
  };
}

/** Puts one unit's figures into the program: those that t moves into its column, the others into the limits of rows. */
function place(program: OpenProgram, units: KnownUnits, unit: number, orientation: Orientation): void {
  const input = orientation === 'input';
  const [x, y] = [valuesOf(units.inputs, unit), valuesOf(units.outputs, unit)];
  const moved = [...x.map((value) => (input ? -value : 0)), ...y.map((value) => (input ? 0 : -value))];
  program.changeColumn(0, moved);
  if (input) for (const [k, value] of y.entries()) program.changeRow(x.length + k, value, Number.POSITIVE_INFINITY);
  else for (const [k, value] of x.entries()) program.changeRow(k, Number.NEGATIVE_INFINITY, value);
}

export interface EnvelopmentOptions {
  solver: Solver;
  orientation: Orientation;
  returns: Returns;
  /** Leaves unit k out of the reference for unit k: only where the units are the reference. */
  leaveOut?: boolean;
}

/** Farrell efficiency of each unit against mixtures of the reference; null where no mixture serves. */
export function envelopmentEfficiencies(units: KnownUnits, reference: KnownUnits, options: EnvelopmentOptions): (number | null)[] {
  const { solver, orientation, returns, leaveOut = false } = options;
  const [floor, ceiling] = orientation === 'input' ? [0, 1] : [1, Number.POSITIVE_INFINITY];
  // Nobody does worse than oneself, whatever the rounding.
  const bounded = (value: number) => (reference === units && !leaveOut ? Math.min(ceiling, Math.max(floor, value)) : value);
  if (reference.rows.length === 0) return Array.from(units.rows, () => null);
  return withProgram(solver, envelopmentProgram(reference, orientation, returns), (program) =>
    Array.from(units.rows, (_, unit) => {
      place(program, units, unit, orientation);
      if (leaveOut) program.exclude(1 + unit, true);
      const least = program.solve();
      if (leaveOut) program.exclude(1 + unit, false);
      return least === null ? null : bounded(snapped(Math.abs(least)));
    }),
  );
}
