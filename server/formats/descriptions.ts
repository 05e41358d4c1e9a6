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

/** The same of a table too long for a line each: where the middle half of the values lies. */
export function describeSpread(rows: readonly LeagueRow[], measure: Measure): string {
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
  const at = (share: number): string => number(values[Math.round(share * (values.length - 1))] ?? 0, measure.decimals);
  if (values.length === 0) return 'No system has a value in this period.';
  return `${counted(values.length, 'system has a value', 'systems have a value')}, from ${at(0)} to ${at(1)} ${measure.unit}; half of them lie between ${at(0.25)} and ${at(0.75)}, and the middle value is ${at(0.5)}. CSV, JSON and Arrow have every number.`;
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
