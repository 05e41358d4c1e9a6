import { type Column, emptyColumn, setAt } from './column.ts';
import type { KnownEstimates } from './estimate-columns.ts';

/** Whether rank 1 is the largest or the smallest estimate. */
export type RankOne = 'largest' | 'smallest';

/** Each unit's rank (tied units all get the best of theirs), and the lowest and highest that it may plausibly have. */
export interface RankBounds {
  rank: Column;
  lower: Column;
  upper: Column;
}

/** Units in ascending order of their estimates, with the estimates and variances in that order. */
export interface Ordered {
  order: Uint32Array;
  estimate: Float64Array;
  variance: Float64Array;
}

export function ordered({ length, estimate, variance }: KnownEstimates): Ordered {
  const order = Uint32Array.from({ length }, (_, unit) => unit).sort((a, b) => (estimate[a] as number) - (estimate[b] as number));
  return {
    order,
    estimate: Float64Array.from(order, (unit) => estimate[unit] as number),
    variance: Float64Array.from(order, (unit) => variance[unit] as number),
  };
}

/** For units in ascending order: how many others are significantly below and above each. */
export interface Significant {
  below: Uint32Array;
  above: Uint32Array;
  /** Pairs that cannot be told apart. */
  undecided: number;
}

/**
 * Counts the pairs whose studentised difference |y_i - y_j| / sqrt(v_i + v_j) is above `criticalValue`. Pairs further
 * apart than the widest standard error allows are counted without being looked at.
 */
export function significantPairs({ estimate, variance }: Ordered, criticalValue: number): Significant {
  const length = estimate.length;
  const below = new Uint32Array(length);
  const above = new Uint32Array(length);
  // Slot i of the difference array marks where whole runs of units start being significantly above someone.
  const runs = new Int32Array(length + 1);
  const square = criticalValue * criticalValue;
  let widest = 0;
  for (let unit = 0; unit < length; unit += 1) widest = Math.max(widest, variance[unit] as number);
  let undecided = 0;
  for (let i = 0; i < length; i += 1) {
    const y = estimate[i] as number;
    const v = variance[i] as number;
    const reach = square * (v + widest);
    let aboveThis = 0;
    let j = i + 1;
    for (; j < length; j += 1) {
      const gap = (estimate[j] as number) - y;
      const squaredGap = gap * gap;
      if (squaredGap > reach) break;
      if (squaredGap > square * (v + (variance[j] as number))) {
        aboveThis += 1;
        below[j] = (below[j] as number) + 1;
      } else undecided += 1;
    }
    above[i] = aboveThis + length - j;
    runs[j] = (runs[j] as number) + 1;
  }
  let running = 0;
  for (let j = 0; j < length; j += 1) {
    running += runs[j] as number;
    below[j] = (below[j] as number) + running;
  }
  return { below, above, undecided };
}

/** Rank bounds at the units' places in the input: 1 + those significantly better, to all less those significantly worse. */
export function rankBounds(
  rows: number,
  known: KnownEstimates,
  sorted: Ordered,
  { below, above }: Pick<Significant, 'below' | 'above'>,
  rankOne: RankOne,
): RankBounds {
  const bounds = { rank: emptyColumn(rows), lower: emptyColumn(rows), upper: emptyColumn(rows) };
  const different = significantPairs(sorted, 0);
  const [ahead, better, worse] = rankOne === 'largest' ? [different.above, above, below] : [different.below, below, above];
  for (let position = 0; position < known.length; position += 1) {
    const row = known.rows[sorted.order[position] as number] as number;
    setAt(bounds.rank, row, 1 + (ahead[position] as number));
    setAt(bounds.lower, row, 1 + (better[position] as number));
    setAt(bounds.upper, row, known.length - (worse[position] as number));
  }
  return bounds;
}
