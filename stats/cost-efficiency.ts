import { at, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { efficiencies } from './data-envelopment.ts';
import { mixtureColumns, type Returns, snapped, weightLimits } from './envelopment-program.ts';
import { type FrontierUnits, type KnownUnits, knownUnits, lengthOf } from './frontier-units.ts';
import { type LinearProgram, type Solver, withProgram } from './linear-program.ts';

export interface CostEfficiency {
  /** What a mixture of units that makes no less would pay at least, at the unit's own prices. */
  minimumCost: Column;
  /** What the unit pays: its inputs times its prices. */
  observedCost: Column;
  /** Minimum over observed cost. */
  cost: Column;
  /** Farrell input efficiency: the part of `cost` that is a matter of quantities. */
  technical: Column;
  /** Cost over technical efficiency: the part that is a matter of the mix of inputs at these prices. */
  allocative: Column;
}

/**
 * Cost efficiency of each unit: the least cost of its outputs, at the prices that it faces, over the cost it has; with its
 * two factors, all above 0 and at most 1. Outputs are taken as given.
 *
 * `prices` holds one column for each input: money for one of that input, one price a unit, at least 0. A unit without
 * a price is not judged but stays in the reference. Otherwise input, units and limits as for `efficiencies`.
 *
 * Farrell MJ. The measurement of productive efficiency. JRSS A 1957;120:253-281. Bogetoft P, Otto L. Benchmarking with
 * DEA, SFA, and R. Springer 2011, chapters 2 and 4.
 *
 * @throws RangeError naming row, column and value for what is negative or not finite, or a unit whose inputs cost nothing
 */
export function costEfficiencies(units: FrontierUnits & { prices: readonly NumbersIn[] }, options: { solver: Solver; returns: Returns }): CostEfficiency {
  const length = lengthOf(units);
  const known = knownUnits(units);
  const observed = observedCosts(units, known);
  const technical = efficiencies(units, { ...options, orientation: 'input' });
  const result = { minimumCost: emptyColumn(length), observedCost: emptyColumn(length), cost: emptyColumn(length), technical, allocative: emptyColumn(length) };
  const shares = known.rows.length === 0 ? [] : leastShares(units.prices, known, observed, options);
  for (const [unit, share] of shares.entries()) {
    const row = known.rows[unit] as number;
    const paid = observed[unit] ?? null;
    if (share === null || paid === null) continue;
    setAt(result.observedCost, row, paid);
    setAt(result.minimumCost, row, share * paid);
    setAt(result.cost, row, share);
    setAt(result.allocative, row, snapped(share / (at(technical, row) ?? 1)));
  }
  return result;
}

/** What each known unit pays; null where a price is not known. */
function observedCosts({ inputs, prices }: FrontierUnits & { prices: readonly NumbersIn[] }, known: KnownUnits): (number | null)[] {
  if (prices.length !== inputs.length) throw new RangeError(`one column of prices is needed for each input: ${prices.length} for ${inputs.length}`);
  return Array.from(known.rows, (row) => {
    let cost: number | null = 0;
    for (const [k, column] of prices.entries()) {
      const price = column[row] ?? null;
      if (price !== null && !(price >= 0 && price < Number.POSITIVE_INFINITY))
        throw new RangeError(`row ${row}: price ${k} must be finite and at least 0: ${price}`);
      cost = price === null || cost === null ? null : cost + price * (inputs[k]?.[row] ?? 0);
    }
    if (cost === 0) throw new RangeError(`row ${row}: inputs must cost more than 0`);
    return cost;
  });
}

/** Least cost over observed cost of each unit: what each reference unit would pay is the cost of its weight. */
function leastShares(prices: readonly NumbersIn[], known: KnownUnits, observed: (number | null)[], { solver, returns }: { solver: Solver; returns: Returns }) {
  const m = known.inputs.length;
  return withProgram(solver, costProgram(known, returns), (program) =>
    observed.map((paid, unit) => {
      if (paid === null) return null;
      const share = known.inputs.map((_, k) => ((prices[k]?.[known.rows[unit] as number] ?? 0) * (known.inputScale[k] as number)) / paid);
      const costs = Float64Array.from(known.rows, (_, other) =>
        share.reduce((sum, one, k) => sum + one * ((known.inputs[k] as Float64Array)[other] as number), 0),
      );
      program.changeCosts(costs);
      for (const [k, column] of known.outputs.entries()) program.changeRow(m + k, column[unit] as number, Number.POSITIVE_INFINITY);
      const least = program.solve();
      return least === null ? null : snapped(least);
    }),
  );
}

/** Rows of inputs are free: only their cost counts. */
function costProgram(known: KnownUnits, returns: Returns): LinearProgram {
  const [m, s] = [known.inputs.length, known.outputs.length];
  const [least, most] = weightLimits[returns];
  return {
    cost: new Float64Array(known.rows.length),
    columns: mixtureColumns(known),
    lower: Float64Array.from([...Array<number>(m).fill(Number.NEGATIVE_INFINITY), ...Array<number>(s).fill(0), least]),
    upper: Float64Array.from([...Array<number>(m + s).fill(Number.POSITIVE_INFINITY), most]),
  };
}
