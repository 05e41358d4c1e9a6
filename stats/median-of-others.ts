import { assertSameLength, type NumbersIn } from './column.ts';

export interface MedianOfOthers {
  median: number;
  /** Standard error of the median; null with fewer than two values. */
  standardError: number | null;
  /** Values that it rests on. */
  units: number;
}

export interface ValuesWithMembers {
  value: NumbersIn;
  /** 1 for those that the median is taken over; a row that is none is set against all of them. */
  member: ArrayLike<number>;
}

/**
 * Median of the members but the row itself, one a row, with its standard error sqrt(pi / 2) s / sqrt(n), s the standard
 * deviation of those values (n - 1 in the divisor). For values that cannot be added up: a median asks only for their
 * order. Nothing that a unit does to its own value moves its own median or error.
 *
 * The error holds for large n and normal values; where values have longer tails it is too large, where they are flatter
 * than normal in the middle too small. Null for a row without another value.
 *
 * Cramér H. Mathematical Methods of Statistics. 1946, section 28.5 (asymptotic variance of a quantile).
 *
 * @throws RangeError naming row and value for a value that is not finite
 */
export function medianOfOthers({ value, member }: ValuesWithMembers): (MedianOfOthers | null)[] {
  const length = assertSameLength({ value, member });
  const taken: number[] = [];
  for (let row = 0; row < length; row += 1) {
    const one = value[row] ?? null;
    if (one !== null && !Number.isFinite(one)) throw new RangeError(`row ${row}: value must be finite: ${one}`);
    if (one !== null && member[row] === 1) taken.push(one);
  }
  const sorted = Float64Array.from(taken).sort();
  const all = sumsOf(sorted);
  return Array.from({ length }, (_, row) => {
    const own = member[row] === 1 ? (value[row] ?? null) : null;
    return own === null ? withoutPlace(sorted, sorted.length, all) : withoutPlace(sorted, sorted.indexOf(own), less(all, own));
  });
}

/** Sums about the middle value, so that nothing is lost where values are large and alike. */
interface Sums {
  centre: number;
  n: number;
  sum: number;
  squares: number;
}

function sumsOf(sorted: Float64Array): Sums {
  const centre = sorted[sorted.length >> 1] ?? 0;
  let [sum, squares] = [0, 0];
  for (const value of sorted) {
    sum += value - centre;
    squares += (value - centre) ** 2;
  }
  return { centre, n: sorted.length, sum, squares };
}

const less = ({ centre, n, sum, squares }: Sums, own: number): Sums => ({
  centre,
  n: n - 1,
  sum: sum - (own - centre),
  squares: squares - (own - centre) ** 2,
});

/** Median of sorted values without the one at a place, which may be past the end for none. */
function withoutPlace(sorted: Float64Array, place: number, { n, sum, squares }: Sums): MedianOfOthers | null {
  const at = (index: number): number | undefined => sorted[index < place ? index : index + 1];
  const [low, high] = [at((n - 1) >> 1), at(n >> 1)];
  if (n === 0 || low === undefined || high === undefined) return null;
  const variance = n < 2 ? null : Math.max(0, squares - (sum * sum) / n) / (n - 1);
  return { median: (low + high) / 2, standardError: variance === null ? null : Math.sqrt((Math.PI / 2) * (variance / n)), units: n };
}
