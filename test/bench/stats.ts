import { benchFunnel, benchXmr } from './funnels-and-charts.ts';
import { benchGammaQuantiles, benchOverlap, benchRates, benchWilson } from './intervals.ts';
import { benchRankSets } from './rank-sets.ts';
import type { BenchResult } from './report.ts';
import { benchDirectlyStandardisedRates, benchSlopeIndices } from './standardisation.ts';

/** Benchmarks of the statistics, in the order in which they run. */
export const statsBenches: readonly (() => Promise<BenchResult>)[] = [
  () => benchWilson(),
  () => benchRates(),
  () => benchGammaQuantiles(),
  () => benchOverlap(),
  () => benchDirectlyStandardisedRates(),
  () => benchSlopeIndices(),
  () => benchFunnel(),
  () => benchXmr(),
  () => benchRankSets(),
];
