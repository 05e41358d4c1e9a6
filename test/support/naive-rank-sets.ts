import type { RandomGenerator } from '../../stats/random.ts';

interface Options {
  generator: RandomGenerator;
  draws: number;
  coverage?: number;
  stepDown?: boolean;
}

/**
 * Simultaneous rank sets by the obvious route: every ordered pair as an object, every draw over every pair. The oracle
 * and the baseline of stats/rank-confidence-sets.ts; rank 1 is the largest.
 */
export function naiveSimultaneousRankSets(
  { estimate, standardError }: { estimate: number[]; standardError: number[] },
  { generator, draws, coverage = 0.95, stepDown = true }: Options,
) {
  // The library draws for units in ascending order of their estimates.
  const units = estimate.map((y, row) => ({ row, y, se: standardError[row] ?? 0 })).sort((a, b) => a.y - b.y);
  const errors = Array.from({ length: draws }, () => units.map(({ se }) => se * generator.normal()));
  let pairs = units.flatMap((a, i) => units.map((b, j) => ({ a, b, i, j, se: Math.sqrt(a.se ** 2 + b.se ** 2) }))).filter(({ i, j }) => i !== j);
  const all = pairs;
  let criticalValue = Number.POSITIVE_INFINITY;
  for (;;) {
    const largest = errors.map((draw) => pairs.reduce((most, { i, j, se }) => Math.max(most, ((draw[i] ?? 0) - (draw[j] ?? 0)) / se), 0)).sort((a, b) => a - b);
    criticalValue = largest[Math.ceil(coverage * (draws + 1) - 1e-9) - 1] ?? Number.NaN;
    const left = pairs.filter(({ a, b, se }) => (a.y - b.y) / se <= criticalValue);
    if (!stepDown || left.length === pairs.length) break;
    pairs = left;
  }
  const above = all.filter(({ a, b, se }) => (a.y - b.y) / se > criticalValue);
  return {
    criticalValue,
    lower: estimate.map((_, row) => 1 + above.filter(({ b }) => b.row === row).length),
    upper: estimate.map((_, row) => units.length - above.filter(({ a }) => a.row === row).length),
  };
}
