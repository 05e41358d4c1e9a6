import { assertSameLength, type NumbersIn } from './column.ts';
import { type RankOptions, ranksOf } from './ranks.ts';

export interface Agreement {
  /** Rows with both values: only these are compared. */
  pairs: number;
  /** Product-moment correlation; null when a side does not vary or fewer than two pairs. */
  pearson: number | null;
  /** Correlation of mid-ranks. */
  spearman: number | null;
  /** Kendall's tau-b: concordant less discordant pairs, over the pairs untied on each side. */
  kendallTauB: number | null;
  /** Median distance between a row's two ranks (ties take the best place); null without pairs. */
  medianAbsoluteRankChange: number | null;
}

/**
 * How far two sets of values of the same units agree in order: two periods of a table, or two methods.
 *
 * Columns in (null = no value), one place a unit; only units with both values count, and are ranked among themselves.
 *
 * Spearman C. American Journal of Psychology 1904;15:72-101. Kendall MG. Rank correlation methods. Griffin,
 * 1948 (tau-b), counted as in: Knight WR. JASA 1966;61:436-439.
 *
 * @throws RangeError where the columns differ in length or a value is not finite
 */
export function agreementOf(value: NumbersIn, second: NumbersIn): Agreement {
  const length = assertSameLength({ value, second });
  const a: number[] = [];
  const b: number[] = [];
  for (let row = 0; row < length; row += 1) {
    const x = value[row] ?? null;
    const y = second[row] ?? null;
    if (x === null || y === null) continue;
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw new RangeError(`row ${row}: values must be finite numbers: ${x}, ${y}`);
    a.push(x);
    b.push(y);
  }
  const ranked = (values: readonly number[], ties: NonNullable<RankOptions['ties']>): Float64Array => ranksOf(values, { ties }).values;
  return {
    pairs: a.length,
    pearson: correlation(a, b),
    spearman: correlation(ranked(a, 'average'), ranked(b, 'average')),
    kendallTauB: kendallTauB(a, b),
    medianAbsoluteRankChange: medianDistance(ranked(a, 'min'), ranked(b, 'min')),
  };
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const n = a.length;
  if (n < 2) return null;
  let meanA = 0;
  let meanB = 0;
  for (let i = 0; i < n; i += 1) {
    meanA += (a[i] as number) / n;
    meanB += (b[i] as number) / n;
  }
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < n; i += 1) {
    const x = (a[i] as number) - meanA;
    const y = (b[i] as number) - meanB;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}

/** In n log n steps: with the first side in order, discordant pairs are the exchanges that sorting the second takes. */
function kendallTauB(a: readonly number[], b: readonly number[]): number | null {
  const order = Uint32Array.from(a.keys()).sort((i, j) => (a[i] as number) - (a[j] as number) || (b[i] as number) - (b[j] as number));
  const first = Float64Array.from(order, (unit) => a[unit] as number);
  const second = Float64Array.from(order, (unit) => b[unit] as number);
  const all = (a.length * (a.length - 1)) / 2;
  const tiedFirst = tiedPairs(a.length, (i, j) => first[i] === first[j]);
  const tiedBoth = tiedPairs(a.length, (i, j) => first[i] === first[j] && second[i] === second[j]);
  const discordant = sortCountingExchanges(second);
  const tiedSecond = tiedPairs(a.length, (i, j) => second[i] === second[j]);
  const untied = [all - tiedFirst, all - tiedSecond] as const;
  return untied[0] === 0 || untied[1] === 0 ? null : (all - tiedFirst - tiedSecond + tiedBoth - 2 * discordant) / Math.sqrt(untied[0] * untied[1]);
}

/** Pairs within runs of equal neighbours. */
function tiedPairs(length: number, equal: (i: number, j: number) => boolean): number {
  let pairs = 0;
  let run = 1;
  for (let place = 1; place < length; place += 1) {
    run = equal(place - 1, place) ? run + 1 : 1;
    pairs += run - 1;
  }
  return pairs;
}

/** Sorts in place by merging, and counts the pairs that were in the wrong order. */
function sortCountingExchanges(values: Float64Array): number {
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(values.length);
  let exchanges = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let place = start; place < end; place += 1) {
        const takeRight = right < end && (left === middle || (from[right] as number) < (from[left] as number));
        if (takeRight) exchanges += middle - left;
        to[place] = from[takeRight ? right++ : left++] as number;
      }
    }
    [from, to] = [to, from];
  }
  values.set(from);
  return exchanges;
}

function medianDistance(a: Float64Array, b: Float64Array): number | null {
  const distances = a.map((rank, i) => Math.abs(rank - (b[i] as number))).sort();
  if (distances.length === 0) return null;
  const middle = Math.floor(distances.length / 2);
  return distances.length % 2 === 1 ? (distances[middle] as number) : ((distances[middle - 1] as number) + (distances[middle] as number)) / 2;
}
