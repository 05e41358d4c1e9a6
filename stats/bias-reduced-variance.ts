import { type Codes, groupCount } from './codes.ts';
import { assertSameLength } from './column.ts';
import type { LeastSquares } from './least-squares.ts';
import { dot, product, symmetricEigen, times } from './linear-algebra.ts';

export interface BiasReducedVariance {
  clusters: number;
  variance: number;
  /** Satterthwaite degrees of freedom for Student's t. */
  degrees: number;
}

/** Eigenvalues below this count as 0: directions that the cluster's own dummies explain. */
const zero = 1e-10;

/**
 * Bias-reduced clustered variance of one coefficient (CR2) with Satterthwaite degrees of freedom: for few or uneven
 * clusters, where CR0 and CR1 are too small and t on G - 1 degrees of freedom too sure.
 *
 * Residuals of cluster g are multiplied by the inverse square root of their own covariance B_g under the working model
 * of equal, independent errors (also when the fit is weighted), so that the variance is unbiased under that model. As
 * B_g is the identity plus a part within the span of the cluster's regressors, its root is taken there: clusters of many
 * rows cost no more than their rows times the square of the columns. Null with fewer than two clusters.
 *
 * Bell RM, McCaffrey DF. Bias reduction in standard errors for linear regression with multi-stage samples. Survey
 * Methodology 2002;28:169-181. Pustejovsky JE, Tipton E. Small-sample methods for cluster-robust variance estimation and
 * hypothesis testing in fixed effects models. J Bus Econ Stat 2018;36:672-683.
 *
 * @throws RangeError naming row and value where a cluster is not a whole number from 0
 */
export function biasReducedVariance(fit: LeastSquares, coefficient: number, cluster: Codes): BiasReducedVariance | null {
  assertSameLength({ y: fit.residuals, cluster });
  const clusters = rowsByCluster(cluster);
  if (clusters.length < 2) return null;
  const size = fit.design.length;
  const outer = product(product(fit.inverse, squaredWeightGram(fit), size), fit.inverse, size);
  const column = fit.inverse.slice(coefficient * size, coefficient * size + size);
  const parts = clusters.map((rows) => clusterPart(fit, outer, column, rows));
  const variance = parts.reduce((sum, { score }) => sum + score * score, 0);
  return { clusters: clusters.length, variance, degrees: satterthwaite(parts, fit.inverse, outer) };
}

function rowsByCluster(cluster: Codes): number[][] {
  const lists: number[][] = Array.from({ length: groupCount('cluster', cluster) }, () => []);
  for (let row = 0; row < cluster.length; row += 1) lists[cluster[row] as number]?.push(row);
  return lists.filter((rows) => rows.length > 0);
}

/** X'W^2 X. */
function squaredWeightGram({ design, weight }: LeastSquares): Float64Array {
  const size = design.length;
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    const scaled = (design[i] as Float64Array).map((value, row) => value * (weight[row] as number) ** 2);
    for (let j = 0; j <= i; j += 1) result[i * size + j] = result[j * size + i] = dot(scaled, design[j] as Float64Array);
  }
  return result;
}

/** What one cluster contributes: a is its adjusted share in the coefficient, u = X'a, v = X'W a, score = a'e. */
interface ClusterPart {
  squares: number;
  score: number;
  u: Float64Array;
  v: Float64Array;
}

function clusterPart({ design, weight, residuals, inverse }: LeastSquares, outer: Float64Array, column: Float64Array, rows: readonly number[]): ClusterPart {
  const w = Float64Array.from(rows, (row) => weight[row] as number);
  const x = design.map((values) => Float64Array.from(rows, (row) => values[row] as number));
  const share = new Float64Array(rows.length);
  for (const [k, values] of x.entries())
    for (let i = 0; i < rows.length; i += 1) share[i] = (share[i] as number) + (column[k] as number) * (values[i] as number) * (w[i] as number);
  const a = inverseRootTimes(x, w, inverse, outer, share);
  const weighted = a.map((value, i) => value * (w[i] as number));
  return {
    squares: dot(a, a),
    score: dot(
      a,
      Float64Array.from(rows, (row) => residuals[row] as number),
    ),
    u: Float64Array.from(x, (values) => dot(values, a)),
    v: Float64Array.from(x, (values) => dot(values, weighted)),
  };
}

/** B_g^(-1/2) s, with B_g = I - X M X'W - W X M X' + X (M X'W^2 X M) X' for the rows of the cluster. */
function inverseRootTimes(x: readonly Float64Array[], w: Float64Array, inverse: Float64Array, outer: Float64Array, s: Float64Array): Float64Array {
  const basis = orthonormal([...x, ...(w.every((value) => value === w[0]) ? [] : x.map((values) => values.map((value, i) => value * (w[i] as number))))]);
  const rank = basis.length;
  // Coordinates of X and of W X in the basis: B_g - I has no part outside it.
  const plain = basis.map((q) => Float64Array.from(x, (values) => dot(q, values)));
  const byWeight = basis.map((q) =>
    Float64Array.from(x, (values) =>
      dot(
        q.map((value, i) => value * (w[i] as number)),
        values,
      ),
    ),
  );
  const [weightM, plainOuter] = [byWeight.map((p) => times(inverse, p)), plain.map((p) => times(outer, p))];
  const b = new Float64Array(rank * rank);
  for (let i = 0; i < rank; i += 1)
    for (let j = 0; j < rank; j += 1) {
      const [pi, pj] = [plain[i] as Float64Array, plain[j] as Float64Array];
      const change = dot(plainOuter[i] as Float64Array, pj) - dot(weightM[i] as Float64Array, pj) - dot(weightM[j] as Float64Array, pi);
      b[i * rank + j] = (i === j ? 1 : 0) + change;
    }
  const { values, vectors } = symmetricEigen(b, rank);
  const coordinates = Float64Array.from(basis, (q) => dot(q, s));
  const moved = new Float64Array(rank);
  for (const [k, vector] of vectors.entries()) {
    const value = values[k] as number;
    const gain = (value > zero ? 1 / Math.sqrt(value) : 0) - 1;
    const amount = gain * dot(vector, coordinates);
    for (let i = 0; i < rank; i += 1) moved[i] = (moved[i] as number) + amount * (vector[i] as number);
  }
  const result = Float64Array.from(s);
  for (const [k, q] of basis.entries()) for (let i = 0; i < result.length; i += 1) result[i] = (result[i] as number) + (moved[k] as number) * (q[i] as number);
  return result;
}

/** An orthonormal basis of the columns' span, by Gram-Schmidt taken twice. */
function orthonormal(columns: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const column of columns) {
    const whole = Math.sqrt(dot(column, column));
    const rest = Float64Array.from(column);
    for (let pass = 0; pass < 2; pass += 1)
      for (const q of basis) {
        const share = dot(q, rest);
        for (let i = 0; i < rest.length; i += 1) rest[i] = (rest[i] as number) - share * (q[i] as number);
      }
    const length = Math.sqrt(dot(rest, rest));
    if (length > 1e-9 * whole) basis.push(rest.map((value) => value / length));
    if (basis.length === rest.length) break;
  }
  return basis;
}

/**
 * (tr O)^2 / tr(O^2), O being the covariance of the clusters' scores under the working model: diag(squares) - U M V' -
 * V M U' + U (M X'W^2 X M) U'. The trace of its square is taken through the columns, without a matrix of clusters.
 */
function satterthwaite(parts: readonly ClusterPart[], inverse: Float64Array, outer: Float64Array): number {
  const size = 2 * (parts[0]?.u.length ?? 0);
  const half = size / 2;
  // O = diag(squares) + F S F' with rows of F being (u, v).
  const s = new Float64Array(size * size);
  for (let i = 0; i < half; i += 1)
    for (let j = 0; j < half; j += 1) {
      s[i * size + j] = outer[i * half + j] as number;
      s[i * size + half + j] = -(inverse[i * half + j] as number);
      s[(half + i) * size + j] = -(inverse[i * half + j] as number);
    }
  const gram = new Float64Array(size * size);
  let [trace, squared] = [0, 0];
  for (const { squares, u, v } of parts) {
    const row = Float64Array.of(...u, ...v);
    const low = dot(row, times(s, row));
    trace += squares + low;
    squared += squares * squares + 2 * squares * low;
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1) gram[i * size + j] = (gram[i * size + j] as number) + (row[i] as number) * (row[j] as number);
  }
  const sg = product(s, gram, size);
  for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) squared += (sg[i * size + j] as number) * (sg[j * size + i] as number);
  return (trace * trace) / squared;
}
