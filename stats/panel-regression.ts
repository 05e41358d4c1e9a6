import { type EffectKind, effectsCounted, withoutEffects } from './absorbed-effects.ts';
import { correctionFactor, usedCodes } from './cluster-variance.ts';
import type { Codes } from './codes.ts';
import { independentColumns } from './independent-columns.ts';
import { type Inference, inference } from './inference.ts';
import { leastSquares } from './least-squares.ts';
import { dot, times } from './linear-algebra.ts';
import type { Confidence } from './normal.ts';

export interface PanelRegressionIn {
  outcome: Float64Array;
  columns: readonly Float64Array[];
  kinds: readonly EffectKind[];
  cluster: Codes;
  /** Codes of clusters: how many there may be. */
  clusterGroups: number;
}

/** An estimate and what Student's t says of it; `inference` is null when its variance is 0. */
export interface Judged {
  estimate: number;
  inference: Inference | null;
}

export interface PanelRegression {
  rows: number;
  clusters: number;
  /** The sum of coefficients, each times the weight of its column; null when it needs one that is not identified. */
  combination(weight: (column: number) => number, confidence: Confidence): Judged | null;
}

/**
 * Least squares with an intercept for each group of each kind and standard errors clustered with the factor
 * G / (G - 1) (N - 1) / (N - K), t on G - 1 degrees of freedom; K as `effectsCounted` has it, and the columns. Columns that
 * the intercepts and the columns before explain are left out and not identified. Null with fewer than two clusters or
 * no row to spare.
 *
 * Cameron AC, Miller DL. A practitioner's guide to cluster-robust inference. J Hum Resour 2015;50:317-372.
 */
export function panelRegression({ outcome, columns, kinds, cluster, clusterGroups }: PanelRegressionIn): PanelRegression | null {
  const clusters = usedCodes(cluster, clusterGroups);
  const rest = columns.map((column) => withoutEffects(column, kinds));
  const kept = independentColumns(
    rest,
    columns.map((column) => Math.sqrt(dot(column, column))),
  );
  const parameters = kept.length + effectsCounted(kinds, cluster);
  if (clusters < 2 || outcome.length <= parameters || kept.length === 0) return null;
  const fit = leastSquares(
    kept.map((k) => rest[k] as Float64Array),
    withoutEffects(outcome, kinds),
  );
  const identified = new Set(kept);
  const columnScores = fit.design.map((column) => scoresByCluster(column, fit.residuals, cluster, clusterGroups));
  const factor = correctionFactor('stata', clusters, outcome.length, parameters);
  return {
    rows: outcome.length,
    clusters,
    combination(weight, confidence) {
      for (let k = 0; k < columns.length; k += 1) if (weight(k) !== 0 && !identified.has(k)) return null;
      const used = Float64Array.from(kept, weight);
      const direction = times(fit.inverse, used);
      const scores = columnScores.reduce(
        (sums, ofColumn, k) => sums.map((sum, group) => sum + (direction[k] as number) * (ofColumn[group] as number)),
        new Float64Array(clusterGroups),
      );
      const estimate = dot(used, fit.coefficients);
      return { estimate, inference: inference(estimate, factor * dot(scores, scores), clusters - 1, confidence) };
    },
  };
}

/** Sums over the rows of each cluster of column x residual. */
function scoresByCluster(column: Float64Array, residuals: Float64Array, cluster: Codes, groups: number): Float64Array {
  const scores = new Float64Array(groups);
  for (let row = 0; row < column.length; row += 1)
    scores[cluster[row] as number] = (scores[cluster[row] as number] as number) + (column[row] as number) * (residuals[row] as number);
  return scores;
}
