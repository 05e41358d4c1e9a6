import { independentColumns } from './independent-columns.ts';
import { dot, factor } from './linear-algebra.ts';

/** Weights of points, at least 0 and summing to 1, with what is left between them and the target. */
export interface ConvexWeights {
  weights: Float64Array;
  /** Squared distance of the weighted points from the target. */
  squares: number;
  /**
   * Half the squared distance is above the least possible by at most this (Frank and Wolfe's duality gap: the slope
   * towards the best single point).
   */
  gap: number;
}

/** The gap that a solution may have, as a share of the largest squared distance of a point from the target. */
const allowed = 1e-9;

/**
 * The weights (at least 0, sum 1) whose mean of the points comes nearest to the target: a convex quadratic program. It is that
 * of non-negative least squares on the points less the target, with a row of ones that shall sum to 1, rescaled; Lawson
 * and Hanson's active-set method ends in finitely many steps, and the result is judged by its duality gap. The mean
 * is unique; the weights are when the target lies outside the points and they are in general position. `points` and `target`
 * hold as many figures each, in one unit.
 *
 * Lawson CL, Hanson RJ. Solving Least Squares Problems. Prentice-Hall 1974, chapter 23. Frank M, Wolfe P. An algorithm for
 * quadratic programming. Naval Research Logistics Quarterly 1956;3:95-110 (the gap).
 *
 * @throws RangeError when there is no point or the gap stays above 1e-9 of the largest squared distance of a point from the target
 */
export function convexWeights(points: readonly Float64Array[], target: Float64Array): ConvexWeights {
  if (points.length === 0) throw new RangeError('there must be a point to weigh');
  const largest = Math.max(...points.map((point) => squaredDistance(point, target)));
  if (largest === 0) return judgedWeights(points, target, new Float64Array(points.length).fill(1 / points.length));
  const columns = points.map((point) => Float64Array.of(...point.map((value, k) => (value - (target[k] as number)) / Math.sqrt(largest)), 1));
  const found = nonNegative(columns);
  const total = found.reduce((sum, value) => sum + value, 0);
  const result = judgedWeights(
    points,
    target,
    found.map((value) => value / total),
  );
  if (!(result.gap <= allowed * largest)) throw new RangeError(`weights not found: the duality gap stays at ${result.gap}`);
  return result;
}

/** Slopes below this are rounding. */
const flat = 1e-13;

/** Coefficients of at least 0 that bring the columns nearest to (0, ..., 0, 1). */
function nonNegative(columns: readonly Float64Array[]): Float64Array {
  let x: Float64Array = new Float64Array(columns.length);
  let used: number[] = [];
  const barred = new Set<number>();
  for (let step = 0; step < 30 * columns.length; step += 1) {
    const slopes = slopesAt(columns, x);
    const enter = [...columns.keys()].filter((k) => !used.includes(k) && !barred.has(k)).sort((a, b) => (slopes[b] as number) - (slopes[a] as number))[0];
    if (enter === undefined || (slopes[enter] as number) <= flat) return x;
    const solved = solve(columns, [...used, enter]);
    if (solved === null || (solved[enter] as number) <= 0) {
      barred.add(enter);
      continue;
    }
    barred.clear();
    [x, used] = feasible(columns, x, { used: [...used, enter], solved });
  }
  return x;
}

/** Goes from x towards the solution as far as all stay at least 0, drops what is 0, and solves again until all are above 0. */
function feasible(columns: readonly Float64Array[], start: Float64Array, first: { used: number[]; solved: Float64Array }): [Float64Array, number[]] {
  let [x, used, goal] = [start, first.used, first.solved];
  while (used.some((k) => (goal[k] as number) <= 0)) {
    const ratio = (k: number) => (x[k] as number) / ((x[k] as number) - (goal[k] as number));
    const falling = used.filter((k) => (goal[k] as number) <= 0);
    const share = Math.min(...falling.map(ratio));
    const next = x.map((value, k) => value + share * ((goal[k] as number) - value));
    used = used.filter((k) => !(falling.includes(k) && ratio(k) <= share));
    x = next.map((value, k) => (used.includes(k) ? Math.max(0, value) : 0));
    const solved = solve(columns, used);
    if (solved === null) return [x, used];
    goal = solved;
  }
  return [goal, used];
}

/** Least squares on the columns used; null when they depend on each other. */
function solve(columns: readonly Float64Array[], used: readonly number[]): Float64Array | null {
  const design = used.map((k) => columns[k] as Float64Array);
  const rows = columns[0]?.length ?? 0;
  if (independentColumns(design).length < design.length) return null;
  const unit = new Float64Array(rows);
  unit[rows - 1] = 1;
  const coefficients = design.length === 0 ? [] : factor(design).solve(unit);
  const x = new Float64Array(columns.length);
  for (const [place, k] of used.entries()) x[k] = coefficients[place] as number;
  return x;
}

/** Each column times what is left of (0, ..., 0, 1). */
function slopesAt(columns: readonly Float64Array[], x: Float64Array): Float64Array {
  const rest = new Float64Array(columns[0]?.length ?? 0);
  rest[rest.length - 1] = 1;
  for (const [k, column] of columns.entries())
    if (x[k] !== 0) for (let row = 0; row < rest.length; row += 1) rest[row] = (rest[row] as number) - (x[k] as number) * (column[row] as number);
  return Float64Array.from(columns, (column) => dot(column, rest));
}

/** Squared distance and duality gap of given weights. */
export function judgedWeights(points: readonly Float64Array[], target: Float64Array, weights: Float64Array): ConvexWeights {
  const rest = target.map((value, k) => points.reduce((sum, point, j) => sum + (weights[j] as number) * (point[k] as number), 0) - value);
  const slopes = points.map((point) => point.reduce((sum, value, k) => sum + (rest[k] as number) * (value - (target[k] as number)), 0));
  const squares = rest.reduce((sum, value) => sum + value * value, 0);
  return { weights, squares, gap: Math.max(0, squares - Math.min(...slopes)) };
}

const squaredDistance = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + (value - (b[k] as number)) ** 2, 0);
