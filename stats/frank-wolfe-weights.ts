import { type ConvexWeights, judgedWeights } from './convex-weights.ts';
import { dot } from './linear-algebra.ts';

/**
 * Weights of donors as the software of the synthetic difference-in-differences paper finds them: a stand-in for
 * `convexWeights` where its published figures are to come out, not a better answer. Steps towards the best single point (Frank and
 * Wolfe) with a tiny ridge, 100 from equal weights; weights of at most a quarter of the largest are set to 0; then
 * up to 10,000 more, until the mean square falls by less than (1e-5 noise)^2, noise being the standard deviation of the
 * donors' changes from one time to the next. Such steps come near the least distance slowly: `gap` says how far off they may stop.
 *
 * For California's Proposition 99 they stop at -19.620 packs a head, where the weights of least distance give -19.514.
 *
 * Frank M, Wolfe P. Naval Research Logistics Quarterly 1956;3:95-110. Arkhangelsky D, Athey S, Hirshberg DA, Imbens GW,
 * Wager S. Synthetic difference-in-differences. Am Econ Rev 2021;111:4088-4118, and the authors' package synthdid.
 */
export function frankWolfeWeights(points: readonly Float64Array[], target: Float64Array): ConvexWeights {
  const noise = noiseOf(points);
  const problem = { points, target, ridge: target.length * (1e-6 * noise) ** 2, leastFall: (1e-5 * noise) ** 2 };
  const early = descend(problem, new Float64Array(points.length).fill(1 / points.length), 100);
  const limit = Math.max(...early) / 4;
  const kept = early.map((weight) => (weight <= limit ? 0 : weight));
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  const weights = descend(
    problem,
    kept.map((weight) => weight / total),
    10_000,
  );
  return judgedWeights(points, target, weights);
}

interface Problem {
  points: readonly Float64Array[];
  target: Float64Array;
  /** Times the weights' squares, added to the squared distance. */
  ridge: number;
  /** Stops when the mean of what is made small falls by no more than this in a step. */
  leastFall: number;
}

function descend({ points, target, ridge, leastFall }: Problem, start: Float64Array, steps: number): Float64Array {
  let weights = start;
  let rest = mean(points, weights).map((value, k) => value - (target[k] as number));
  let [last, value] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let step = 0; step < steps && (step < 2 || last - value > leastFall); step += 1) {
    const slopes = points.map((point, j) => dot(point, rest) + ridge * (weights[j] as number));
    const best = slopes.indexOf(Math.min(...slopes));
    const turn = weights.map((weight, j) => (j === best ? 1 : 0) - weight);
    const move = (points[best] as Float64Array).map((figure, k) => figure - (rest[k] as number) - (target[k] as number));
    const curve = dot(move, move) + ridge * dot(turn, turn);
    if (curve === 0) break;
    const length = Math.min(1, Math.max(0, -dot(Float64Array.from(slopes), turn) / curve));
    weights = weights.map((weight, j) => weight + length * (turn[j] as number));
    rest = mean(points, weights).map((figure, k) => figure - (target[k] as number));
    [last, value] = [value, (ridge * dot(weights, weights) + dot(rest, rest)) / target.length];
  }
  return weights;
}

function mean(points: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sums = new Float64Array(points[0]?.length ?? 0);
  for (const [j, point] of points.entries())
    for (let k = 0; k < sums.length; k += 1) sums[k] = (sums[k] as number) + (weights[j] as number) * (point[k] as number);
  return sums;
}

/** Standard deviation of all points' changes from one figure to the next; 0 where there are fewer than two. */
function noiseOf(points: readonly Float64Array[]): number {
  const changes = points.flatMap((point) => Array.from(point.subarray(1), (value, k) => value - (point[k] as number)));
  const middle = changes.reduce((sum, value) => sum + value, 0) / changes.length;
  return changes.length < 2 ? 0 : Math.sqrt(changes.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (changes.length - 1));
}
