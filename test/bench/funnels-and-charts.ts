import { exactRatioLimits, funnelLimits } from '../../stats/funnel-limits.ts';
import { funnelScores } from '../../stats/funnel-scores.ts';
import { overdispersion } from '../../stats/overdispersion.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { xmrChart } from '../../stats/xmr.ts';
import { plotTheDotsRules } from '../../stats/xmr-rules.ts';
import { bisectedPoissonLimits } from '../support/bisected-limits.ts';
import { naiveXmr } from '../support/naive-xmr.ts';
import { type BenchResult, inTurn, median, resultOf } from './report.ts';

const repeats = 9;

/** Expected and observed events of units of very different size, with over-dispersion. */
function simulatedUnits(units: number): { numerator: Float64Array; denominator: Float64Array } {
  const generator = xoshiro128(1);
  const denominator = Float64Array.from({ length: units }, () => Math.exp(2 + 5 * generator.uniform()));
  const numerator = denominator.map((expected) =>
    Math.max(1, Math.round(expected * Math.exp(0.1 * generator.normal()) + Math.sqrt(expected) * generator.normal())),
  );
  return { numerator, denominator };
}

const levels = [0.95, 0.998] as const;

/** Scores, over-dispersion, and limits at 95% and 99.8% with it; against the exact limits of chance by bisection. */
export async function benchFunnel(units = 1000): Promise<BenchResult> {
  const counts = simulatedUnits(units);
  const times = await inTurn(
    repeats,
    () => {
      const tau2 = overdispersion(funnelScores(counts, { scale: 'log-ratio' }), { trim: 'truncate' }).tau2 ?? 0;
      return levels.map((confidence) => funnelLimits(counts.denominator, { scale: 'log-ratio', target: 1, tau2, confidence }));
    },
    () => levels.map((confidence) => Array.from(counts.denominator, (expected) => bisectedPoissonLimits(Math.round(expected), confidence))),
  );
  const exact = await inTurn(
    repeats,
    () => levels.map((confidence) => exactRatioLimits(counts.denominator, { confidence })),
    () => undefined,
  );
  const figures = { units, 'exact limits by gamma quantile, ms': median(exact.measured) };
  return resultOf('funnel with over-dispersion', times, 'exact limits by bisection', 'ms', figures, 'under 5 ms for 1,000 units');
}

/** XmR charts of many monthly series in one call. */
export async function benchXmr(series = 500, months = 36): Promise<BenchResult> {
  const generator = xoshiro128(2);
  const value = Float64Array.from({ length: series * months }, () => 100 + 10 * generator.normal());
  const stretch = Int32Array.from({ length: series * months }, (_, row) => Math.floor(row / months));
  const times = await inTurn(
    repeats,
    () => xmrChart({ value, stretch }, { rules: plotTheDotsRules }),
    () => Array.from({ length: series }, (_, code) => naiveXmr([...value.subarray(code * months, (code + 1) * months)], plotTheDotsRules)),
  );
  return resultOf('XmR charts', times, 'an object a point, every rule over every window', 'ms', { series, months }, 'under 20 ms for 500 series of 36 months');
}
