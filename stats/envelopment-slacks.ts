import { type Column, emptyColumn, setAt } from './column.ts';
import { envelopmentEfficiencies, mixtureColumns, type Returns, weightLimits } from './envelopment-program.ts';
import type { Orientation } from './free-disposal-hull.ts';
import { type FrontierUnits, type KnownUnits, knownUnits, lengthOf } from './frontier-units.ts';
import { type LinearProgram, type OpenProgram, type Solver, withProgram } from './linear-program.ts';

export interface Slacks {
  /** Sum over inputs and outputs, in the units of measurement given. */
  sum: Column;
  /** One split of the sum; another may be as good. */
  inputs: Column[];
  outputs: Column[];
}

/**
 * What remains after the proportional change that the efficiency names: inputs that could still shrink and outputs that
 * could still grow one by one. The largest sum of such slacks with the efficiency held (the second stage of data
 * envelopment). A unit is efficient without reservation only at efficiency 1 and sum 0. The sum adds up columns as they
 * are measured, so it is of use only where they share a unit of measurement; its split is one of possibly many. Input,
 * units and refusals as for `efficiencies`; slacks below 1e-9 of a column's mean count as 0.
 *
 * Bogetoft P, Otto L. Benchmarking with DEA, SFA, and R. Springer 2011, chapter 5.
 */
export function slacks(units: FrontierUnits, options: { solver: Solver; orientation: Orientation; returns: Returns }): Slacks {
  const known = knownUnits(units);
  const length = lengthOf(units);
  const columns = [...known.inputs, ...known.outputs].map(() => emptyColumn(length));
  const sum = emptyColumn(length);
  const found = known.rows.length === 0 ? [] : largestSlacks(known, options);
  for (const [unit, values] of found.entries()) {
    if (values === null) continue;
    const row = known.rows[unit] as number;
    for (const [k, value] of values.entries()) setAt(columns[k] as Column, row, value);
    setAt(
      sum,
      row,
      values.reduce((total, value) => total + value, 0),
    );
  }
  return { sum, inputs: columns.slice(0, known.inputs.length), outputs: columns.slice(known.inputs.length) };
}

const smallestSlack = 1e-9;

/** How far an efficiency is loosened, in turn, where rounding leaves no mixture that reaches it. */
const loosened = [0, 1e-9, 1e-7, 1e-5];

function largestSlacks(known: KnownUnits, options: { solver: Solver; orientation: Orientation; returns: Returns }): (number[] | null)[] {
  const scale = [...known.inputScale, ...known.outputScale];
  const efficiencies = envelopmentEfficiencies(known, known, options);
  return withProgram(options.solver, slackProgram(known, options.returns), (program) =>
    efficiencies.map((efficiency, unit) => {
      const reached = efficiency !== null && loosened.some((by) => reaches(program, targets(known, unit, options.orientation, efficiency, by)));
      if (!reached) return null;
      const found = program.solution().subarray(known.rows.length);
      return scale.map((one, k) => ((found[k] as number) > smallestSlack ? (found[k] as number) * one : 0));
    }),
  );
}

/** Inputs and outputs of a unit once its efficiency is acted upon. */
function targets(known: KnownUnits, unit: number, orientation: Orientation, efficiency: number, by: number): number[] {
  const [shrink, grow] = orientation === 'input' ? [efficiency * (1 + by), 1] : [1, efficiency * (1 - by)];
  return [...known.inputs.map((column) => shrink * (column[unit] as number)), ...known.outputs.map((column) => grow * (column[unit] as number))];
}

function reaches(program: OpenProgram, wanted: number[]): boolean {
  for (const [row, target] of wanted.entries()) program.changeRow(row, target, target);
  return program.solve() !== null;
}

/** Columns are the weights, then the slacks; the sum of slacks is made large. */
function slackProgram(known: KnownUnits, returns: Returns): LinearProgram {
  const weights = mixtureColumns(known);
  const scale = [...known.inputScale, ...known.outputScale];
  const largest = Math.max(...scale);
  const slackColumns = scale.map((_, k) =>
    Float64Array.from({ length: scale.length + 1 }, (_unused, row) => (row === k ? (k < known.inputs.length ? 1 : -1) : 0)),
  );
  const [least, most] = weightLimits[returns];
  return {
    cost: Float64Array.from([...weights.map(() => 0), ...scale.map((one) => -one / largest)]),
    columns: [...weights, ...slackColumns],
    lower: Float64Array.from([...scale.map(() => 0), least]),
    upper: Float64Array.from([...scale.map(() => 0), most]),
  };
}
