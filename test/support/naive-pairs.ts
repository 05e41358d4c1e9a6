import { normalUpperTail } from '../../stats/distributions.ts';

/** Kendall's tau-b by looking at every pair. */
export function naiveKendallTauB(a: readonly number[], b: readonly number[]): number | null {
  let score = 0;
  let untiedA = 0;
  let untiedB = 0;
  for (let i = 1; i < a.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const x = Math.sign((a[i] ?? 0) - (a[j] ?? 0));
      const y = Math.sign((b[i] ?? 0) - (b[j] ?? 0));
      score += x * y;
      untiedA += x * x;
      untiedB += y * y;
    }
  }
  return untiedA === 0 || untiedB === 0 ? null : score / Math.sqrt(untiedA * untiedB);
}

/** Mean chance, over every pair, that intervals of a multiplier fail to overlap when the pair is equal. */
export function naiveOverlapError(errors: readonly number[], multiplier: number): number {
  let sum = 0;
  let pairs = 0;
  for (const [i, a] of errors.entries()) {
    for (const b of errors.slice(0, i)) {
      sum += 2 * normalUpperTail((multiplier * (a + b)) / Math.hypot(a, b));
      pairs += 1;
    }
  }
  return sum / pairs;
}
