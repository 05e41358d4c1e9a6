import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import type { CountModel } from './funnel.ts';

/** Counts of the same units in two years; null where a unit has none, or where its years must not be compared. */
export interface TwoYears {
  before: { numerator: NumbersIn; denominator: NumbersIn };
  after: { numerator: NumbersIn; denominator: NumbersIn };
}

export interface YearOnYear {
  /** Change of all units together: pooled value after less pooled value before, over units with both years. */
  national: number;
  /** Units with both years. */
  units: number;
  /** Each unit's change less the national one, in standard errors of chance alone. */
  score: Column;
}

interface Pair {
  row: number;
  x0: number;
  n0: number;
  x1: number;
  n1: number;
}

function pairsOf({ before, after }: TwoYears): Pair[] {
  const length = assertSameLength({ x0: before.numerator, n0: before.denominator, x1: after.numerator, n1: after.denominator });
  const pairs: Pair[] = [];
  for (let row = 0; row < length; row += 1) {
    const [x0, n0, x1, n1] = [before.numerator[row], before.denominator[row], after.numerator[row], after.denominator[row]];
    if (x0 == null || n0 == null || x1 == null || n1 == null || n0 === 0 || n1 === 0) continue;
    for (const [x, n] of [
      [x0, n0],
      [x1, n1],
    ] as const)
      if (!(x >= 0 && n > 0 && Number.isFinite(x) && Number.isFinite(n))) throw new RangeError(`row ${row}: impossible counts ${x} of ${n}`);
    pairs.push({ row, x0, n0, x1, n1 });
  }
  return pairs;
}

/**
 * How far each unit moved between two years beyond what all moved together, in standard errors of chance alone
 * (binomial or Poisson, at the values of all units): (y1 - y0 - (Y1 - Y0)) / sqrt(V0 / n0 + V1 / n1) with V = Y(1 - Y)
 * or Y. If chance were all, the scores would have variance 1. Rows lacking a count in either year are not defined.
 * Null with fewer than two units, or when all or none had the event in both years.
 *
 * @throws RangeError naming row and counts where one is negative or not finite, or for a proportion above 1
 */
export function yearOnYear(years: TwoYears, model: CountModel): YearOnYear | null {
  const pairs = pairsOf(years);
  const sum = (key: 'x0' | 'n0' | 'x1' | 'n1') => pairs.reduce((total, pair) => total + pair[key], 0);
  if (pairs.length < 2) return null;
  const [y0, y1] = [sum('x0') / sum('n0'), sum('x1') / sum('n1')];
  if (model === 'proportion' && (y0 > 1 || y1 > 1)) throw new RangeError(`pooled proportion above 1: ${Math.max(y0, y1)}`);
  const unitVariance = (value: number): number => (model === 'proportion' ? value * (1 - value) : value);
  const [v0, v1] = [unitVariance(y0), unitVariance(y1)];
  if (v0 + v1 === 0) return null;
  const score = emptyColumn(years.before.numerator.length);
  for (const { row, x0, n0, x1, n1 } of pairs) setAt(score, row, (x1 / n1 - x0 / n0 - (y1 - y0)) / Math.sqrt(v0 / n0 + v1 / n1));
  return { national: y1 - y0, units: pairs.length, score };
}
