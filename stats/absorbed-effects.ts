import { usedCodes } from './cluster-variance.ts';
import type { Codes } from './codes.ts';

/** Groups of one kind that each have their own intercept: units, or times. */
export interface EffectKind {
  codes: Codes;
  groups: number;
}

/**
 * Intercepts that count as parameters when errors are clustered: those of each kind not nested within the clusters, all
 * kinds but one less one of theirs. Units are nested when clustering by unit or by their area.
 *
 * Cameron AC, Miller DL. A practitioner's guide to cluster-robust inference. J Hum Resour 2015;50:317-372.
 */
export function effectsCounted(kinds: readonly EffectKind[], cluster: Codes): number {
  let counted = 1;
  for (const { codes, groups } of kinds) if (!nested(codes, groups, cluster)) counted += usedCodes(codes, groups) - 1;
  return counted;
}

function nested(codes: Codes, groups: number, cluster: Codes): boolean {
  const clusterOf = new Int32Array(groups).fill(-1);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] as number;
    if (clusterOf[code] === -1) clusterOf[code] = cluster[row] as number;
    else if (clusterOf[code] !== cluster[row]) return false;
  }
  return true;
}

/**
 * What is left of a column beside the intercepts of all kinds: their means are taken out in turn until nothing moves, one
 * pass each in a balanced panel.
 *
 * @throws RangeError when that does not settle, as in a panel whose kinds hardly connect
 */
export function withoutEffects(values: ArrayLike<number>, kinds: readonly EffectKind[]): Float64Array {
  const rest = Float64Array.from(values);
  const scale = rest.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let pass = 0; pass < 10_000; pass += 1) {
    let moved = 0;
    for (const { codes, groups } of kinds) moved = Math.max(moved, centre(rest, codes, groups));
    if (moved <= 1e-13 * scale) return rest;
  }
  throw new RangeError('fixed effects of unit and time did not settle in 10000 passes: the panel hardly connects them');
}

/** Subtracts each group's mean; returns the largest. */
function centre(values: Float64Array, codes: Codes, groups: number): number {
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  for (let row = 0; row < values.length; row += 1) {
    const code = codes[row] as number;
    sums[code] = (sums[code] as number) + (values[row] as number);
    counts[code] = (counts[code] as number) + 1;
  }
  let largest = 0;
  for (let group = 0; group < groups; group += 1) {
    if (counts[group] === 0) continue;
    sums[group] = (sums[group] as number) / (counts[group] as number);
    largest = Math.max(largest, Math.abs(sums[group] as number));
  }
  for (let row = 0; row < values.length; row += 1) values[row] = (values[row] as number) - (sums[codes[row] as number] as number);
  return largest;
}
