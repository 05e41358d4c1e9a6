import type { Codes } from './codes.ts';
import type { NumbersIn } from './column.ts';
import { type Column, emptyColumn, setAt } from './column.ts';
import { sumPairs } from './pair-sums.ts';

/** What the shares of one market come to, whatever the unit of its amounts. */
interface Shares {
  total: number;
  squares: number;
  /** Holders of more than nothing. */
  holders: number;
  /** The four largest amounts, largest first. */
  largest: [number, number, number, number];
}

function sharesOf(amounts: ArrayLike<number>, start = 0, end = amounts.length): Shares {
  const shares: Shares = { total: 0, squares: 0, holders: 0, largest: [0, 0, 0, 0] };
  for (let index = start; index < end; index += 1) {
    const amount = amounts[index] as number;
    if (!Number.isFinite(amount) || amount < 0) throw new RangeError(`share ${index} must be a finite number of at least 0: ${amount}`);
    if (amount > 0) shares.holders += 1;
    shares.total += amount;
    shares.squares += amount * amount;
    keepLargest(shares.largest, amount);
  }
  return shares;
}

function keepLargest(largest: Shares['largest'], amount: number): void {
  if (!(amount > largest[3])) return;
  let place = 3;
  for (; place > 0 && amount > (largest[place - 1] as number); place -= 1) largest[place] = largest[place - 1] as number;
  largest[place] = amount;
}

const indexOf = ({ total, squares }: Shares): number | null => (total === 0 ? null : (10_000 * squares) / (total * total));

/**
 * Herfindahl-Hirschman index of market shares on the scale 0 to 10,000: the sum of squared percentage shares.
 *
 * `amounts` are shares or quantities of at least 0; they are rescaled to sum to 1 over what is observed. One holder of
 * all gives 10,000, two equal holders 5,000. Null when nothing is observed.
 *
 * Hirschman AO. The paternity of an index. American Economic Review 1964;54:761.
 *
 * @throws RangeError when an amount is negative or not finite
 */
export const herfindahlIndex = (amounts: readonly number[]): number | null => indexOf(sharesOf(amounts));

/** Concentration of many markets: one place a market. */
export interface ConcentrationColumns {
  /** Herfindahl-Hirschman index, 0 to 10,000. */
  hhi: Column;
  /** Firms with an amount above 0. */
  firms: Column;
  /** Share of the largest firm, percent. */
  topShare: Column;
  /** Share of the four largest firms together, percent. */
  topFourShare: Column;
  /** Number of equal firms with the same index: 10,000 / HHI. */
  equivalentFirms: Column;
  /** Rise of the index if the two largest merged, 2 × share × share; not defined for a single firm. */
  mergerChange: Column;
}

/**
 * Concentration of many markets, from rows that each give an amount (patients, admissions) of one firm in one market,
 * both as codes. Rows of the same firm in a market are summed before squaring: code firms by owner, not by site.
 *
 * A market without any amount, or with one that is not known (null), is not defined. `markets` and `firms` say how many
 * codes there are where some may have no row.
 *
 * Hirschman AO. The paternity of an index. American Economic Review 1964;54:761; Rhoades SA. The Herfindahl-Hirschman
 * index. Federal Reserve Bulletin 1993;79:188-189.
 *
 * @throws RangeError naming row and value where an amount is negative or not finite, or a code is not one
 */
export function marketConcentration(
  { market, firm, amount }: { market: Codes; firm: Codes; amount: NumbersIn },
  { markets, firms }: { markets?: number; firms?: number } = {},
): ConcentrationColumns {
  const pairs = sumPairs({ outer: market, inner: firm, amount }, { outer: 'market', inner: 'firm', amount: 'amount' }, { outers: markets, inners: firms });
  const length = pairs.start.length - 1;
  const column = () => emptyColumn(length);
  const result = { hhi: column(), firms: column(), topShare: column(), topFourShare: column(), equivalentFirms: column(), mergerChange: column() };
  for (let code = 0; code < length; code += 1) {
    const shares = sharesOf(pairs.sum, pairs.start[code], pairs.start[code + 1]);
    const hhi = indexOf(shares);
    if (hhi === null || pairs.incomplete[code] === 1) continue;
    const [first, second, third, fourth] = shares.largest.map((amount) => (100 * amount) / shares.total) as Shares['largest'];
    setAt(result.hhi, code, hhi);
    setAt(result.firms, code, shares.holders);
    setAt(result.topShare, code, first);
    setAt(result.topFourShare, code, first + second + third + fourth);
    setAt(result.equivalentFirms, code, 10_000 / hhi);
    setAt(result.mergerChange, code, shares.holders < 2 ? null : 2 * first * second);
  }
  return result;
}

/** Published thresholds of the index: from `moderate` on moderately, above `high` highly concentrated. */
export const concentrationGuidelines = {
  /** US Department of Justice and Federal Trade Commission, Merger Guidelines 2023, section 2.1. */
  us2023: { moderate: 1000, high: 1800, change: 100 },
  /** US Department of Justice and Federal Trade Commission, Horizontal Merger Guidelines 2010, section 5.3. */
  us2010: { moderate: 1500, high: 2500, change: 200 },
} as const;

/** Class of a market under a guideline; exactly at the higher threshold is still moderate ("in excess of 1,800"). */
export function concentrationClass(hhi: number, { moderate, high }: { moderate: number; high: number } = concentrationGuidelines.us2023) {
  if (!(hhi >= 0 && hhi <= 10_000)) throw new RangeError(`index must be within 0 to 10,000: ${hhi}`);
  if (hhi > high) return 'high';
  return hhi >= moderate ? 'moderate' : 'low';
}
