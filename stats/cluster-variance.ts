import { type Codes, groupCount } from './codes.ts';
import { assertSameLength } from './column.ts';
import { influence, type LeastSquares } from './least-squares.ts';

/**
 * Small-sample factor of the clustered variance: `none` (CR0), `clusters` G / (G - 1), or `stata` (CR1S), G / (G - 1)
 * times (N - 1) / (N - K), K counting every column of the design, dummies included.
 */
export type ClusterCorrection = 'none' | 'clusters' | 'stata';

export interface ClusterVariance {
  clusters: number;
  variance: number;
}

/**
 * Variance of one coefficient when errors are related in any way within clusters and not between them. Sums over
 * clusters of squared scores; needs some 40 clusters or more, unlike CR2. Cluster where the treatment varies: by market area
 * when treatment is by area. Null with fewer than two clusters.
 *
 * Liang KY, Zeger SL. Longitudinal data analysis using generalized linear models. Biometrika 1986;73:13-22. Cameron AC,
 * Miller DL. A practitioner's guide to cluster-robust inference. J Hum Resour 2015;50:317-372.
 *
 * @throws RangeError naming row and value where a cluster is not a whole number from 0
 */
export function clusterVariance(fit: LeastSquares, coefficient: number, cluster: Codes, correction: ClusterCorrection): ClusterVariance | null {
  assertSameLength({ y: fit.residuals, cluster });
  const scores = new Float64Array(groupCount('cluster', cluster));
  const part = influence(fit, coefficient);
  for (let row = 0; row < fit.rows; row += 1) {
    const code = cluster[row] as number;
    scores[code] = (scores[code] as number) + (part[row] as number) * (fit.weight[row] as number) * (fit.residuals[row] as number);
  }
  const clusters = usedCodes(cluster, scores.length);
  if (clusters < 2) return null;
  const factor = correctionFactor(correction, clusters, fit.rows, fit.design.length);
  return { clusters, variance: factor * scores.reduce((sum, score) => sum + score * score, 0) };
}

export function correctionFactor(correction: ClusterCorrection, clusters: number, rows: number, parameters: number): number {
  if (correction === 'none') return 1;
  const byClusters = clusters / (clusters - 1);
  return correction === 'clusters' ? byClusters : (byClusters * (rows - 1)) / (rows - parameters);
}

/** How many codes have a row. */
export function usedCodes(codes: Codes, groups: number): number {
  const used = new Uint8Array(groups);
  for (let row = 0; row < codes.length; row += 1) used[codes[row] as number] = 1;
  return used.reduce((sum, flag) => sum + flag, 0);
}
