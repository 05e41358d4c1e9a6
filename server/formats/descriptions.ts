import type { Measure } from '../../data/measure.ts';
import type { LeagueRow, MarketGroup } from '../queries/league-table.ts';
import { counted, number } from './numbers.ts';
import { bands, limitWords } from './words.ts';

/** Text alternatives of charts: they state the comparison, so that nobody needs the picture. */

export function describeTable(rows: readonly LeagueRow[], measure: Measure): string {
  const withValue = rows.filter((row) => row.value !== null).sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  const [low, high] = [withValue[0], withValue.at(-1)];
  if (low === undefined || high === undefined) return 'No system has a value in this period.';
  const without = rows.length - withValue.length;
  const value = (row: LeagueRow): string => number(row.value ?? 0, measure.decimals);
  return [
    `${counted(withValue.length, 'system has a value', 'systems have a value')}, from ${value(low)} (${low.system_name}) to ${value(high)} (${high.system_name}) ${measure.unit}.`,
    without === 0 ? '' : ` ${counted(without, 'system has', 'systems have')} none.`,
    ' The table above has every number.',
  ].join('');
}

export function describeFunnel(rows: readonly LeagueRow[]): string {
  const parts = bands.flatMap((band) => {
    const within = rows.filter((row) => row.band === band);
    const [first] = within;
    return first === undefined ? [] : [`${number(within.length)} ${first.position_words} ${limitWords(band)}`.trim()];
  });
  return parts.length === 0 ? 'No system has a position.' : `Systems by position: ${parts.join('; ')}.`;
}

export function describeMarkets(groups: readonly Pick<MarketGroup, 'market_type' | 'systems'>[], plural: string): string {
  return `${plural} by market type: ${groups.map((group) => `${number(group.systems)} ${group.market_type}`).join(', ')}.`;
}

export function describeSeries(rows: readonly LeagueRow[], measure: Measure): string {
  const withValue = rows.filter((row) => row.value !== null);
  const [first, last] = [withValue[0], withValue.at(-1)];
  if (first === undefined || last === undefined) return 'No period has a value.';
  const said = (row: LeagueRow): string =>
    `${number(row.value ?? 0, measure.decimals)} in ${row.period}${row.yardstick_value === null ? '' : ` (compared with ${number(row.yardstick_value, measure.decimals)})`}`;
  return `${said(first)}; ${said(last)}. The table has every period.`;
}
