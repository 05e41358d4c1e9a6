import type { BiasReducedVariance } from './bias-reduced-variance.ts';
import type { LeastSquares } from './least-squares.ts';
import { dot, product, symmetricEigen, times } from './linear-algebra.ts';

/** Clusters whose rows of the design are the same, as those of units of one group seen at the same times. */
interface Pattern {
  /** Rows of the design, one a row of the cluster. */
  x: Float64Array[];
  /** Inverse square root of the covariance of a cluster's residuals under equal, independent errors; by rows. */
  root: Float64Array;
  /** The rows of the fit of each cluster, in the order of `x`. */
  clusters: (readonly number[])[];
}

/** Directions that the design explains wholly. */
const zero = 1e-10;

/**
 * Bias-reduced clustered variance (CR2, Satterthwaite degrees of freedom) of any coefficient of an unweighted fit, for
 * clusters of few rows many of which share their rows of the design: what costs time is done once for each such pattern, so
 * that hundreds of units cost little more than two. The figures are those of `biasReducedVariance`.
 *
 * `clusters` lists the rows of each cluster; clusters with equal rows of the design must list them in the same order, or
 * only time is lost.
 *
 * Bell RM, McCaffrey DF. Survey Methodology 2002;28:169-181. Pustejovsky JE, Tipton E. J Bus Econ Stat 2018;36:672-683.
 */
export function patternedVariance(fit: LeastSquares, clusters: readonly (readonly number[])[]): (coefficient: number) => BiasReducedVariance | null {
  const patterns = patternsOf(fit, clusters);
  return (coefficient) => (clusters.length < 2 ? null : varianceOf(fit, patterns, coefficient, clusters.length));
}

function patternsOf({ design, inverse }: LeastSquares, clusters: readonly (readonly number[])[]): Pattern[] {
  const byKey = new Map<string, Pattern>();
  for (const rows of clusters) {
    const x = rows.map((row) => Float64Array.from(design, (column) => column[row] as number));
    const key = x.map((values) => values.join()).join(';');
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { x, root: inverseRoot(x, inverse), clusters: [rows] });
    else known.clusters.push(rows);
  }
  return [...byKey.values()];
}

/** (I - X M X')^(-1/2), directions that are wholly explained left at 0. */
function inverseRoot(x: readonly Float64Array[], inverse: Float64Array): Float64Array {
  const size = x.length;
  const b = new Float64Array(size * size);
  const moved = x.map((values) => times(inverse, values));
  for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) b[i * size + j] = (i === j ? 1 : 0) - dot(x[i] as Float64Array, moved[j] as Float64Array);
  const { values, vectors } = symmetricEigen(b, size);
  const result = new Float64Array(size * size);
  for (const [k, vector] of vectors.entries()) {
    const value = values[k] as number;
    if (value <= zero) continue;
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1)
        result[i * size + j] = (result[i * size + j] as number) + ((vector[i] as number) * (vector[j] as number)) / Math.sqrt(value);
  }
  return result;
}

/** The scores' sum of squares, and (tr O)^2 / tr(O^2) for their covariance O = diag(a'a) - U M U' with rows u = X'a of U. */
function varianceOf({ residuals, inverse, design }: LeastSquares, patterns: readonly Pattern[], coefficient: number, clusters: number): BiasReducedVariance {
  const size = design.length;
  const column = inverse.slice(coefficient * size, coefficient * size + size);
  const gram = new Float64Array(size * size);
  let [variance, trace, squared] = [0, 0, 0];
  for (const { x, root, clusters: members } of patterns) {
    const a = times(
      root,
      Float64Array.from(x, (values) => dot(values, column)),
    );
    for (const rows of members) variance += rows.reduce((sum, row, i) => sum + (a[i] as number) * (residuals[row] as number), 0) ** 2;
    const u = new Float64Array(size).map((_, k) => x.reduce((sum, values, i) => sum + (values[k] as number) * (a[i] as number), 0));
    const [squares, low] = [dot(a, a), dot(u, times(inverse, u))];
    trace += members.length * (squares - low);
    squared += members.length * (squares * squares - 2 * squares * low);
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1) gram[i * size + j] = (gram[i * size + j] as number) + members.length * (u[i] as number) * (u[j] as number);
  }
  const mg = product(inverse, gram, size);
  for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) squared += (mg[i * size + j] as number) * (mg[j * size + i] as number);
  return { clusters, variance, degrees: (trace * trace) / squared };
}
