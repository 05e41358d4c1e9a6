import { type Column, toNullable } from '../../stats/column.ts';
import { funnelLimits } from '../../stats/funnel-limits.ts';
import { adjustedScores, funnelScores } from '../../stats/funnel-scores.ts';
import { meanOfOthers } from '../../stats/mean-of-others.ts';
import { overdispersion } from '../../stats/overdispersion.ts';
import { sampleQuantile } from '../../stats/sample-quantile.ts';
import { agreesAtDecimals } from '../decimals.ts';
import { numbers, strings } from '../input.ts';
import { defineTopic, type Json, type JsonObject } from '../runner.ts';

const percent = (value: number | null): number | null => (value === null ? null : 100 * value);

/** Proportions of units against the pooled one: scores, limits, over-dispersion, and the means of others. */
export const proportionFunnel = defineTopic({
  topic: 'proportion-funnel',
  run(input) {
    const [deaths, n] = [numbers(input, 'deaths') as number[], numbers(input, 'n') as number[]];
    const scores = funnelScores({ numerator: deaths, denominator: n }, { scale: 'proportion' });
    const trimmed = overdispersion(scores, { trim: 'winsorise', share: 0.1 });
    const rates = deaths.map((count, row) => count / (n[row] as number));
    const limits = (confidence: number) => funnelLimits(n, { scale: 'proportion', target: scores.target, confidence, multiplier: 100 });
    const columns = {
      z_normal: scores.score,
      z_random_effects: adjustedScores(scores, trimmed.tau2 ?? 0),
      leave_one_out_pooled_rate_pct: meanOfOthers(
        rates.map((rate) => 100 * rate),
        n,
      ),
      leave_one_out_unweighted_mean_pct: meanOfOthers(rates.map((rate) => 100 * rate)),
    };
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    return {
      pooled_rate_pct: percent(scores.target),
      K: n.length,
      total_n: sum(n),
      total_deaths: sum(deaths),
      phi_raw: overdispersion(scores, { trim: 'none' }).phi,
      phi_winsorised: trimmed.phi,
      tau2_DerSimonian_Laird_on_winsorised: trimmed.tau2,
      upper_quartile_benchmark_pct: percent(sampleQuantile(Float64Array.from(rates).sort(), 0.25)),
      units: units(strings(input, 'unit'), {
        n,
        deaths,
        rate_pct: rates.map(percent),
        ...Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, toNullable(column)])),
        limits95_normal_pct: pairs(limits(0.95)),
        limits99_8_normal_pct: pairs(limits(0.998)),
      }),
    };
  },
  accepts: agreesAtDecimals,
});

const pairs = ({ lower, upper }: { lower: Column; upper: Column }): Json[] => {
  const above = toNullable(upper);
  return toNullable(lower).map((limit, row) => [limit, above[row] ?? null]);
};

const units = (names: readonly string[], columns: Readonly<Record<string, readonly Json[]>>): JsonObject[] =>
  names.map((unit, row) => ({ unit, ...Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[row] ?? null])) }));
