import { type Column, emptyColumn, setAt } from './column.ts';
import { type EstimatesIn, knownEstimates } from './estimate-columns.ts';
import type { RankOne } from './pairwise-ranks.ts';

/** Whether two estimates are told apart: |y1 - y2| / sqrt(v1 + v2) above the critical value. */
export function toldApart(a: { estimate: number; standardError: number }, b: { estimate: number; standardError: number }, criticalValue: number): boolean {
  return (a.estimate - b.estimate) ** 2 > criticalValue ** 2 * (a.standardError ** 2 + b.standardError ** 2);
}

export interface TieBands {
  /** Band of each unit, 1 at the end of rank 1; not defined for a unit that is not known. */
  band: Column;
  bands: number;
}

/**
 * Cuts units, in order of their estimates, into bands of neighbours of which no two can be told apart: a band takes the
 * next unit as long as it differs significantly from none that is in it already. Estimates with standard errors in any
 * one unit; `criticalValue` is that of the rank sets of the same table. Not being told apart does not carry over from
 * neighbour to neighbour, so units on either side of a cut may be alike too: the rank sets say how far.
 *
 * Ours, on the pairwise decisions of Mogstad, Romano, Shaikh and Wilhelm (Review of Economic Studies 2024;91:476-518).
 *
 * @throws RangeError when the critical value is not at least 0, or naming row and value as `knownEstimates` does
 */
export function tieBands(units: EstimatesIn, criticalValue: number, rankOne: RankOne): TieBands {
  if (!(criticalValue >= 0)) throw new RangeError(`critical value must be at least 0: ${criticalValue}`);
  const { length, rows, estimate, variance } = knownEstimates(units);
  const sign = rankOne === 'smallest' ? 1 : -1;
  const order = Array.from({ length }, (_, unit) => unit).sort((a, b) => sign * ((estimate[a] as number) - (estimate[b] as number)) || a - b);
  const unitAt = (unit: number) => ({ estimate: estimate[unit] as number, standardError: Math.sqrt(variance[unit] as number) });
  const band = emptyColumn(units.estimate.length);
  let bands = 0;
  let members: number[] = [];
  for (const unit of order) {
    if (bands === 0 || members.some((member) => toldApart(unitAt(member), unitAt(unit), criticalValue))) {
      bands += 1;
      members = [];
    }
    members.push(unit);
    setAt(band, rows[unit] as number, bands);
  }
  return { band, bands };
}
