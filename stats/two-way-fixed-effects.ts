import { effectsCounted, withoutEffects } from './absorbed-effects.ts';
import { correctionFactor, usedCodes } from './cluster-variance.ts';
import { type Codes, groupCount } from './codes.ts';
import { assertSameLength } from './column.ts';
import { type Inference, inference } from './inference.ts';
import { dot } from './linear-algebra.ts';
import type { Confidence } from './normal.ts';

/** One place a row, all known. */
export interface PanelIn {
  outcome: ArrayLike<number>;
  /** What varies within units over time: 1 where and when treated. */
  exposure: ArrayLike<number>;
  unit: Codes;
  time: Codes;
  cluster: Codes;
}

export interface TwoWayFixedEffects extends Inference {
  estimate: number;
  clusters: number;
  /** Share of the variance within units and times that the exposure explains. */
  withinRSquared: number;
}

/**
 * Effect of one exposure with an intercept for each unit and each time (two-way fixed effects), and a standard error
 * clustered with the factor G / (G - 1) (N - 1) / (N - K), t on G - 1 degrees of freedom. K counts the exposure and the
 * effects of units and times, less those of a kind nested within the clusters: units, when clustering by unit or by their
 * area. In the unit of the outcome per unit of exposure. Misleading when treatment starts at different times.
 *
 * Effects are taken out by alternating projections: one pass each in a balanced panel. Null when the effects explain the
 * exposure, or there are fewer than two clusters or no row to spare.
 *
 * Cameron AC, Miller DL. A practitioner's guide to cluster-robust inference. J Hum Resour 2015;50:317-372.
 *
 * @throws RangeError naming row and value for a value that is not finite or a code that is not a whole number from 0
 */
export function twoWayFixedEffects(
  { outcome, exposure, unit, time, cluster }: PanelIn,
  { confidence = 0.95 }: { confidence?: Confidence } = {},
): TwoWayFixedEffects | null {
  const rows = assertSameLength({ outcome, exposure, unit, time, cluster });
  for (let row = 0; row < rows; row += 1)
    for (const [name, value] of [
      ['outcome', outcome[row]],
      ['exposure', exposure[row]],
    ] as const)
      if (!Number.isFinite(value)) throw new RangeError(`row ${row}: ${name} must be finite: ${value}`);
  const kinds = [unit, time].map((codes, kind) => ({ codes, groups: groupCount(kind === 0 ? 'unit' : 'time', codes) }));
  const groups = groupCount('cluster', cluster);
  const clusters = usedCodes(cluster, groups);
  const x = withoutEffects(exposure, kinds);
  const y = withoutEffects(outcome, kinds);
  const squares = dot(x, x);
  const parameters = 1 + effectsCounted(kinds, cluster);
  if (clusters < 2 || rows <= parameters || squares <= 1e-18 * Array.from(exposure).reduce((sum, value) => sum + value * value, 0)) return null;

  const estimate = dot(x, y) / squares;
  const residuals = y.map((value, row) => value - estimate * (x[row] as number));
  const scores = new Float64Array(groups);
  for (let row = 0; row < rows; row += 1)
    scores[cluster[row] as number] = (scores[cluster[row] as number] as number) + (x[row] as number) * (residuals[row] as number);
  const variance = (correctionFactor('stata', clusters, rows, parameters) * dot(scores, scores)) / (squares * squares);
  const judged = inference(estimate, variance, clusters - 1, confidence);
  return judged === null ? null : { estimate, clusters, ...judged, withinRSquared: 1 - dot(residuals, residuals) / dot(y, y) };
}
