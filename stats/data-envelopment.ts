import { at, type Column, emptyColumn, setAt } from './column.ts';
import { envelopmentEfficiencies, type Returns } from './envelopment-program.ts';
import { freeDisposalEfficiency, type Orientation } from './free-disposal-hull.ts';
import { type FrontierUnits, type KnownUnits, knownUnits, lengthOf } from './frontier-units.ts';
import type { Solver } from './linear-program.ts';

export interface DataEnvelopmentOptions {
  solver: Solver;
  orientation: Orientation;
  /** As for mixtures, or `fdh`: free disposal hull, single units only. */
  returns: Returns | 'fdh';
}

/**
 * Farrell efficiency of each unit by data envelopment: how far its inputs could shrink together with its outputs kept
 * (input orientation, above 0 and at most 1), or its outputs grow together with its inputs kept (output orientation, at
 * least 1; other software may print one over it), judged by mixtures of the units themselves. 1 is on the frontier.
 *
 * Takes one column for each input and output, in any unit of measurement; values of at least 0, with one above 0 in the
 * inputs and one in the outputs of each unit. A row with a null is neither judged nor in the reference. The frontier is
 * the best seen, without noise: one wrong figure moves everyone, many variables among few units make everyone
 * efficient (have at least three units a variable), and a unit that is alone with a 0 input is efficient at once. Give
 * intervals with `bootstrapEfficiencies`.
 *
 * With `reference`, units are judged against those units and not against each other: an input efficiency may then
 * exceed 1 (an output efficiency fall below 1), and is not defined where no mixture makes as much (uses as little).
 *
 * Farrell MJ. JRSS A 1957;120:253-281. Charnes A, Cooper WW, Rhodes E. European Journal of Operational Research
 * 1978;2:429-444. Banker RD, Charnes A, Cooper WW. Management Science 1984;30:1078-1092. Bogetoft P, Otto L. Benchmarking
 * with DEA, SFA, and R. Springer 2011.
 *
 * @throws RangeError naming row, column and value for what is negative or not finite, or a row of inputs (outputs) all 0
 */
export function efficiencies(units: FrontierUnits, options: DataEnvelopmentOptions & { reference?: FrontierUnits }): Column {
  if (options.reference === undefined) {
    const known = knownUnits(units);
    return inRows(lengthOf(units), known, solved(known, known, options, false));
  }
  assertSameVariables(units, options.reference);
  const reference = knownUnits(options.reference);
  const known = knownUnits(units, reference);
  return inRows(lengthOf(units), known, solved(known, reference, options, false));
}

/**
 * Efficiency of each unit against all the others: its own figures do not move its own yardstick. Input efficiencies of
 * units on the frontier exceed 1 (output ones fall below it), which ranks them. Input, units and refusals as for
 * `efficiencies`; not defined where the others cannot make as much (use as little), common under variable returns.
 *
 * Andersen P, Petersen NC. A procedure for ranking efficient units in data envelopment analysis. Management Science
 * 1993;39:1261-1264.
 */
export function superEfficiencies(units: FrontierUnits, options: DataEnvelopmentOptions): Column {
  const known = knownUnits(units);
  return inRows(lengthOf(units), known, solved(known, known, options, true));
}

/**
 * Scale efficiency of each unit, above 0 and at most 1: efficiency under constant over efficiency under variable returns
 * (for outputs the inverse). What would be gained at the best size beyond what is gained at the unit's own size.
 * Input and refusals as for `efficiencies`.
 *
 * Banker RD, Charnes A, Cooper WW. Management Science 1984;30:1078-1092.
 */
export function scaleEfficiencies(units: FrontierUnits, options: Omit<DataEnvelopmentOptions, 'returns'>): Column {
  const constant = efficiencies(units, { ...options, returns: 'crs' });
  const variable = efficiencies(units, { ...options, returns: 'vrs' });
  const result = emptyColumn(constant.length);
  for (let row = 0; row < result.length; row += 1) {
    const [c, v] = [at(constant, row), at(variable, row)];
    if (c !== null && v !== null) setAt(result, row, options.orientation === 'input' ? c / v : v / c);
  }
  return result;
}

function assertSameVariables(units: FrontierUnits, reference: FrontierUnits): void {
  for (const side of ['inputs', 'outputs'] as const)
    if (units[side].length !== reference[side].length)
      throw new RangeError(`units and reference differ in ${side}: ${units[side].length} and ${reference[side].length} columns`);
}

function solved(units: KnownUnits, reference: KnownUnits, options: DataEnvelopmentOptions, leaveOut: boolean): (number | null)[] {
  const { returns, orientation } = options;
  if (returns !== 'fdh') return envelopmentEfficiencies(units, reference, { ...options, returns, leaveOut });
  return Array.from(units.rows, (_, unit) => freeDisposalEfficiency(units, unit, reference, orientation, leaveOut ? unit : -1));
}

/** Results of known units in the rows of all units. */
function inRows(length: number, known: KnownUnits, values: (number | null)[]): Column {
  const column = emptyColumn(length);
  for (const [unit, value] of values.entries()) setAt(column, known.rows[unit] as number, value);
  return column;
}
