import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { normalCdf } from './distributions.ts';

export interface ExpectedRanks {
  /** Posterior expected rank: 1 for a unit that is lowest for sure. */
  rank: Column;
  /** Expected rank divided by the number of units known plus 1. */
  percentile: Column;
}

/** Beyond this many standard deviations one unit is above the other for sure, to double precision. */
const certain = 8.5;

/**
 * Posterior expected ranks, lowest true value first: 1/2 plus the sum over all units, the unit itself included, of the
 * probability that its true value is the higher. Best under squared error of ranks; all (K + 1) / 2 where nothing
 * distinguishes the units.
 *
 * Takes posterior means and standard deviations (at least 0) of independent normal true values, null where not known.
 * Units further apart than can matter are counted without computing the probability.
 *
 * Laird NM, Louis TA. Empirical Bayes ranking methods. J Educ Stat 1989;14:29-46. Lin R, Louis TA, Paddock SM, Ridgeway
 * G. Loss function based ranking in two-stage, hierarchical models. Bayesian Analysis 2006;1:915-946.
 *
 * @throws RangeError naming row and value for a mean that is not finite or a deviation below 0
 */
export function expectedRanks({ mean, deviation }: { mean: NumbersIn; deviation: NumbersIn }): ExpectedRanks {
  const length = assertSameLength({ mean, deviation });
  const rows = knownRows(mean, deviation, length).sort((a, b) => (mean[a] as number) - (mean[b] as number));
  const m = Float64Array.from(rows, (row) => mean[row] as number);
  const v = Float64Array.from(rows, (row) => (deviation[row] as number) ** 2);
  const sums = v.some((variance) => variance > 0) ? uncertain(m, v) : exact(m);
  const result = { rank: emptyColumn(length), percentile: emptyColumn(length) };
  for (const [unit, row] of rows.entries()) {
    setAt(result.rank, row, sums[unit] as number);
    setAt(result.percentile, row, (sums[unit] as number) / (rows.length + 1));
  }
  return result;
}

function knownRows(mean: NumbersIn, deviation: NumbersIn, length: number): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < length; row += 1) {
    const value = mean[row] ?? null;
    const spread = deviation[row] ?? null;
    if (value !== null && !Number.isFinite(value)) throw new RangeError(`row ${row}: mean must be finite: ${value}`);
    if (spread !== null && !(spread >= 0 && spread < Number.POSITIVE_INFINITY))
      throw new RangeError(`row ${row}: deviation must be finite and at least 0: ${spread}`);
    if (value !== null && spread !== null) rows.push(row);
  }
  return Uint32Array.from(rows);
}

/** Expected ranks of units in ascending order of their means. */
function uncertain(m: Float64Array, v: Float64Array): Float64Array {
  const ranks = new Float64Array(m.length).fill(1);
  const widest = v.reduce((most, variance) => Math.max(most, variance), 0);
  for (let i = 0; i < m.length; i += 1) {
    const reach = certain * Math.sqrt((v[i] as number) + widest);
    let j = i - 1;
    for (; j >= 0; j -= 1) {
      const gap = (m[i] as number) - (m[j] as number);
      if (gap > reach) break;
      const above = gap === 0 ? 0.5 : normalCdf(gap / Math.sqrt((v[i] as number) + (v[j] as number)));
      ranks[i] = (ranks[i] as number) + above;
      ranks[j] = (ranks[j] as number) + 1 - above;
    }
    ranks[i] = (ranks[i] as number) + j + 1;
  }
  return ranks;
}

/** Without uncertainty: ordinary ranks, tied units sharing the mean of theirs. */
function exact(m: Float64Array): Float64Array {
  const ranks = new Float64Array(m.length);
  for (let start = 0, end = 0; start < m.length; start = end) {
    while (end < m.length && m[end] === m[start]) end += 1;
    ranks.fill((start + end + 1) / 2, start, end);
  }
  return ranks;
}
