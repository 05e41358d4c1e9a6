import { makingDataCountRules } from '../../stats/xmr-rules.ts';
import { interval, number } from '../formats/numbers.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { Trend } from '../queries/system-analysis.ts';

/** What a process-behaviour chart adds to a row: of measures with a long series. */
export const trendColumns = {
  trend: 'text?',
  trend_rule: 'text?',
  trend_words: 'text',
} as const;

export type TrendingRow = LeagueRow & { trend: string | null; trend_rule: string | null; trend_words: string };

/** Name of the rule set, printed beside every use of it. */
export const trendRuleSet = makingDataCountRules.name;

const { shift, trend: points } = makingDataCountRules;

const variationWords: Record<string, string> = {
  'common-cause': 'usual variation',
  improvement: 'unusual, on the better side',
  concern: 'unusual, on the worse side',
  high: 'unusually high',
  low: 'unusually low',
};

const ruleWords: Record<string, string> = {
  'above-limit': 'above the process limits',
  'below-limit': 'below the process limits',
  'rising-trend': `one of ${points} points in a row, each above the one before`,
  'falling-trend': `one of ${points} points in a row, each below the one before`,
  'two-in-three-above': 'one of two in three points near or beyond the upper process limit',
  'two-in-three-below': 'one of two in three points near or beyond the lower process limit',
  'shift-above': `one of ${shift} or more points in a row above the mean`,
  'shift-below': `one of ${shift} or more points in a row below the mean`,
};

/** What the chart says of the latest point: `usual variation`, or what is unusual and by which rule. */
export function trendWords({ variation, rule }: Pick<Trend, 'variation' | 'rule'>): string {
  const word = variationWords[variation] ?? variation;
  return rule === null ? word : `${word}: ${ruleWords[rule] ?? rule}`;
}

/** Rows with what their long series says, where they have one. */
export function withTrends(rows: readonly LeagueRow[], trends: readonly Trend[]): TrendingRow[] {
  const byMeasure = new Map(trends.map((trend) => [trend.measure_id, trend]));
  return rows.map((row) => {
    const trend = byMeasure.get(row.measure_id);
    return { ...row, trend: trend?.variation ?? null, trend_rule: trend?.rule ?? null, trend_words: trend === undefined ? '' : trendWords(trend) };
  });
}

/** A long series as it is printed beside its chart. */
export function trendCells(trend: Trend, decimals: number, periodTitle: string): object {
  return {
    period: periodTitle,
    words: trendWords(trend),
    points: number(trend.points),
    centre: number(trend.centre, decimals),
    limits: interval(trend.limit_lower, trend.limit_upper, decimals),
    ruleSet: trendRuleSet,
  };
}
