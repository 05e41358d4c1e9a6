import { type Codes, groupCount } from './codes.ts';
import { assertSameLength, type NumbersIn } from './column.ts';

/** Amounts summed by pair of codes, gathered by the outer code: pairs of outer code i are at `start[i]` to `start[i+1]`. */
export interface PairSums {
  start: Int32Array;
  inner: Int32Array;
  sum: Float64Array;
  /** 1 for an outer code with an amount that is not known: its sums are incomplete. */
  incomplete: Uint8Array;
  inners: number;
}

/** Rows that each give an amount of one inner thing (a firm, a provider) in one outer thing (a market, an area). */
export interface PairRows {
  outer: Codes;
  inner: Codes;
  amount: NumbersIn;
}

/**
 * Sums the rows of each pair, in time and memory proportional to the rows. `names` are for messages; `known` says how
 * many codes there are where some may have no row.
 *
 * @throws RangeError naming row and value where an amount is negative or not finite
 */
export function sumPairs(
  { outer, inner, amount }: PairRows,
  names: { outer: string; inner: string; amount: string },
  known: { outers?: number | undefined; inners?: number | undefined } = {},
): PairSums {
  const length = assertSameLength({ [names.outer]: outer, [names.inner]: inner, [names.amount]: amount });
  const count = groupCount(names.outer, outer, known.outers);
  const inners = groupCount(names.inner, inner, known.inners);
  const { order, end } = rowsByCode(outer, count);
  const result: PairSums = {
    start: new Int32Array(count + 1),
    inner: new Int32Array(length),
    sum: new Float64Array(length),
    incomplete: new Uint8Array(count),
    inners,
  };
  const placeOf = new Int32Array(inners).fill(-1);
  let next = 0;
  let position = 0;
  for (let code = 0; code < count; code += 1) {
    const start = next;
    for (; position < (end[code] as number); position += 1) {
      const row = order[position] as number;
      const member = inner[row] as number;
      const value = amount[row] ?? null;
      if (value !== null && !(value >= 0 && value < Number.POSITIVE_INFINITY))
        throw new RangeError(`row ${row}: ${names.amount} must be a finite number of at least 0: ${value}`);
      if (value === null) result.incomplete[code] = 1;
      // A place before the start of this outer code belongs to an earlier one.
      if ((placeOf[member] as number) < start) {
        placeOf[member] = next;
        result.inner[next] = member;
        next += 1;
      }
      (result.sum[placeOf[member] as number] as number) += value ?? 0;
    }
    result.start[code + 1] = next;
  }
  return result;
}

/** Row numbers in the order of their codes, and within a code as they came; `end` is where each code's rows end. */
function rowsByCode(codes: Codes, count: number): { order: Int32Array; end: Int32Array } {
  const end = new Int32Array(count + 1);
  for (let row = 0; row < codes.length; row += 1) (end[(codes[row] as number) + 1] as number) += 1;
  for (let code = 0; code < count; code += 1) (end[code + 1] as number) += end[code] as number;
  const order = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] as number;
    order[end[code] as number] = row;
    (end[code] as number) += 1;
  }
  return { order, end };
}
