import type { NumbersIn } from './column.ts';
import { betaCdf } from './distributions.ts';
import { sampleQuantile } from './sample-quantile.ts';

/** Whether a series wanders about its centre as chance would make it, by the runs of points on one side. */
export interface RunsAnalysis {
  centre: number | null;
  /** Points not on the centre. */
  useful: number;
  longestRun: number;
  /** The longest run that chance explains. Null without a useful point. */
  longestRunAtMost: number | null;
  crossings: number;
  /** The fewest crossings that chance explains. Null without a useful point. */
  crossingsAtLeast: number | null;
  /** A run too long or crossings too few. */
  signal: boolean;
}

/** Smallest k with P(X <= k) >= 0.05 for X binomial of `trials` at one half. */
function fewestCrossings(trials: number): number {
  const cumulative = (k: number) => (k >= trials ? 1 : betaCdf(0.5, trials - k, k + 1));
  let k = Math.max(0, Math.floor(trials / 2 - Math.sqrt(trials)));
  while (k > 0 && cumulative(k - 1) >= 0.05) k -= 1;
  while (cumulative(k) < 0.05) k += 1;
  return k;
}

/**
 * The runs of a series about a centre, by default its median. Points on the centre are passed over: they neither break
 * nor lengthen a run. A signal is a run longer than round(log2(n) + 3), or fewer crossings of the centre than the 5%
 * quantile of a binomial with n - 1 trials at one half; n counts the points not on the centre. A value that is not known
 * is no point.
 *
 * Anhøj J, Olesen AV. Run charts revisited: a simulation study of run chart rules for detection of non-random variation
 * in health care processes. PLoS ONE 2014;9:e113825.
 *
 * @throws RangeError naming row and value where a value is not finite
 */
export function runChart(value: NumbersIn, { centre = medianOf(value) }: { centre?: number | null } = {}): RunsAnalysis {
  let useful = 0;
  let longestRun = 0;
  let crossings = 0;
  let run = 0;
  let side = 0;
  for (let row = 0; row < value.length; row += 1) {
    const x = value[row] ?? null;
    if (x === null || centre === null) continue;
    const next = Math.sign(assertFinite(x, row) - centre);
    if (next === 0) continue;
    useful += 1;
    if (side !== 0 && next !== side) crossings += 1;
    run = next === side ? run + 1 : 1;
    side = next;
    longestRun = Math.max(longestRun, run);
  }
  if (useful === 0) return { centre, useful, longestRun, longestRunAtMost: null, crossings, crossingsAtLeast: null, signal: false };
  const longestRunAtMost = Math.round(Math.log2(useful) + 3);
  const crossingsAtLeast = fewestCrossings(useful - 1);
  return { centre, useful, longestRun, longestRunAtMost, crossings, crossingsAtLeast, signal: longestRun > longestRunAtMost || crossings < crossingsAtLeast };
}

function assertFinite(value: number, row: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`row ${row}: value is not a finite number: ${value}`);
  return value;
}

function medianOf(value: NumbersIn): number | null {
  const known: number[] = [];
  for (let row = 0; row < value.length; row += 1) {
    const x = value[row] ?? null;
    if (x !== null) known.push(assertFinite(x, row));
  }
  return sampleQuantile(Float64Array.from(known).sort(), 0.5);
}
