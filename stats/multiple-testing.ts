import { type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { rowsByValue } from './ranks.ts';

/** Which error the adjustment controls: of any false finding (family-wise) or of their share (false discovery rate). */
export type Adjustment = 'bonferroni' | 'holm' | 'benjamini-hochberg' | 'benjamini-yekutieli';

/**
 * Adjusted p values of many tests: a test is a finding at level q when its adjusted value is at most q.
 *
 * Column in (probabilities; null = no test), column out in the same order; adjusted values are within 0 to 1 and null
 * where there was no test, which is not counted. Benjamini-Hochberg assumes tests that are independent or positively
 * dependent, Benjamini-Yekutieli none; Bonferroni and Holm control the chance of any false finding.
 *
 * Holm S. Scandinavian Journal of Statistics 1979;6:65-70. Benjamini Y, Hochberg Y. JRSS B 1995;57:289-300.
 * Benjamini Y, Yekutieli D. Annals of Statistics 2001;29:1165-1188.
 *
 * @throws RangeError naming row and value where a p value is not within 0 to 1
 */
export function adjustPValues(probability: NumbersIn, adjustment: Adjustment): Column {
  const at = (row: number): number => probability[row] as number;
  for (let row = 0; row < probability.length; row += 1) {
    const p = probability[row] ?? null;
    if (p !== null && !(p >= 0 && p <= 1)) throw new RangeError(`row ${row}: p value must be within 0 to 1: ${p}`);
  }
  const rows = rowsByValue(probability);
  const result = emptyColumn(probability.length);
  const stepDown = adjustment === 'holm';
  const harmonic = adjustment === 'benjamini-yekutieli' ? harmonicNumber(rows.length) : 1;
  let running = stepDown ? 0 : 1;
  for (let step = 0; step < rows.length; step += 1) {
    // Step-down goes from the smallest p value on, step-up from the largest: adjusted values never cross.
    const rank = stepDown ? step + 1 : rows.length - step;
    const row = rows[rank - 1] as number;
    const value = Math.min(1, at(row) * factorOf(adjustment, rank, rows.length) * harmonic);
    running = adjustment === 'bonferroni' ? value : stepDown ? Math.max(running, value) : Math.min(running, value);
    setAt(result, row, running);
  }
  return result;
}

function factorOf(adjustment: Adjustment, rank: number, tests: number): number {
  if (adjustment === 'bonferroni') return tests;
  if (adjustment === 'holm') return tests - rank + 1;
  return tests / rank;
}

/** 1 + 1/2 + ... + 1/n. */
function harmonicNumber(n: number): number {
  let sum = 0;
  for (let i = 1; i <= n; i += 1) sum += 1 / i;
  return sum;
}
