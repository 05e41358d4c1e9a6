import type { Measure } from '../../data/measure.ts';
import { yardstickById } from '../../data/yardsticks.ts';
import type { LeagueRow, StoredLeagueRow } from '../queries/league-table.ts';
import { difference, number } from './numbers.ts';

/**
 * What a league row says in words: band, outlook, rank, gap, change and balance. The one place where they are worded, so
 * that page, JSON, CSV and Arrow say the same.
 */
export function withWords(row: StoredLeagueRow, measure: Measure): LeagueRow {
  return {
    ...row,
    position_words: positionWords(row),
    rank_words: rankWords(row),
    gap_words: gapWords(row, measure),
    change_words: changeWords(row, measure),
    balance_words: balanceWords(row),
  };
}

const referenceWords: Record<string, string> = {
  others: 'the others',
  'competitive-others': 'the others with choice',
  peers: 'its peers',
  adjusted: 'expected',
};

type Kind = Pick<Measure, 'statistic' | 'uncertainty'>;

/** True of values that were published without their counts: they cannot be added up, and are never ranked. */
export const lacksCounts = ({ statistic }: Pick<Measure, 'statistic'>): boolean => statistic === 'published';

/** True of those of them whose error is measured from year to year: they have intervals, tests and bands. */
export const isYearToYear = (measure: Kind): boolean => lacksCounts(measure) && measure.uncertainty === 'year-to-year';

/** True of those of which nothing tells the error: they have no interval, so no test, band or rank. */
export const isUntested = (measure: Kind): boolean => lacksCounts(measure) && measure.uncertainty === undefined;

const untestedSentence = 'Published without its counts: no interval, so no rank and no test.';
const yearToYearSentence =
  'Published without its counts. The interval is from year-to-year changes: how far systems of about the same size move from one year to the next, beyond what all moved together. No ranks.';

/** What is said once on a page of a value without counts: why it has no interval, or where its interval is from. Null with counts. */
export function publishedWords(measure: Kind): string | null {
  if (!lacksCounts(measure)) return null;
  return isUntested(measure) ? untestedSentence : yearToYearSentence;
}

/** The same of the measures of a page: null where all have counts. */
export function somePublishedWords(measures: readonly Kind[]): string | null {
  const kinds = new Set(measures.map(publishedWords));
  const [only] = kinds;
  if (kinds.size < 2) return only ?? null;
  const untested =
    'Some values are published without anything that tells their error: they have no interval, so no rank and no test, and are set against the middle value of the others.';
  const yearToYear =
    'Intervals of values published without their counts are from year-to-year changes: how far systems of about the same size move from one year to the next, beyond what all moved together. They are set against the middle value of the others, and have no ranks.';
  return [kinds.has(yearToYearSentence) ? yearToYear : '', kinds.has(untestedSentence) ? untested : ''].filter((words) => words !== '').join(' ');
}

/** What takes the place of a rank, a position or a clear change in a cell of such a value. */
export const untestedWords = 'no test';

const middles: Record<string, string> = { others: 'the middle value of the others', 'competitive-others': 'the middle value of the others with choice' };

/** What published values are set against: a median, as they cannot be added up. */
const middleOf = (yardstick: string): string => middles[yardstick] ?? 'the middle value of the others';

/** What a yardstick is of a measure: the title of its column, what completes “compared with”, and how it is made. */
export function yardstickWords(yardstick: string, measure?: Pick<Measure, 'statistic'>): { title: string; words: string; explanation: string } {
  const known = yardstickById.get(yardstick);
  if (known === undefined) return { title: 'Yardstick', words: 'nothing: no yardstick is known at this level', explanation: '' };
  const { title, words, explanation } = known;
  if (measure === undefined || !lacksCounts(measure)) return { title, words, explanation };
  const middle = middleOf(yardstick);
  return {
    title: `Middle value${middle.slice('the middle value'.length)}`,
    words: middle,
    explanation:
      'Half of the other systems lie above the middle value and half below; its own value is left out. Values without their counts cannot be added up.',
  };
}

/** What a yardstick is called in a cell. */
export const referenceOf = (yardstick: string): string => referenceWords[yardstick] ?? 'the yardstick';

const outlookPrefix: Record<string, string> = {
  'far-better': 'much better than',
  better: 'better than',
  worse: 'worse than',
  'far-worse': 'much worse than',
};

/** Place against the limits, read through the direction of good. */
export function positionWords({ outlook, yardstick_id }: Pick<StoredLeagueRow, 'outlook' | 'yardstick_id'>): string {
  if (outlook === null) return '';
  return outlook === 'similar' ? 'within the usual range' : `${outlookPrefix[outlook] ?? outlook} ${referenceOf(yardstick_id)}`;
}

const suffixes: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const plural = new Intl.PluralRules('en-GB', { type: 'ordinal' });

/** `1st`, `22nd`, `113th`. */
export const ordinal = (value: number): string => `${value}${suffixes[plural.select(value)] ?? 'th'}`;

/** `4th to 11th of 42`: never one number where the data allow several. */
export function rankWords({
  rank_low,
  rank_high,
  ranked_of,
  yardstick_id,
}: Pick<StoredLeagueRow, 'rank_low' | 'rank_high' | 'ranked_of' | 'yardstick_id'>): string {
  if (rank_low === null || rank_high === null || ranked_of === null) return '';
  const range = rank_low === rank_high ? ordinal(rank_low) : `${ordinal(rank_low)} to ${ordinal(rank_high)}`;
  const among = yardstickById.get(yardstick_id)?.ranks === 'peers' ? ' (itself and its peers)' : '';
  return `${range} of ${ranked_of}${among}`;
}

/** A count rounded to the precision held: to the leading digit of its standard error. */
export function toPrecision(value: number, standardError: number): number {
  const place = standardError > 0 ? 10 ** Math.floor(Math.log10(standardError)) : 1;
  const unit = Math.max(1, place);
  return Math.round(value / unit) * unit;
}

/** Which side a published value is on: never better or worse, as nobody can say whether the difference is more than chance. */
function sideWords(gap: number, { decimals }: Measure, yardstick: string): string {
  if (!/[1-9]/.test(number(gap, decimals))) return `the same as ${middleOf(yardstick)}`;
  return `${gap > 0 ? 'above' : 'below'} ${middleOf(yardstick)}`;
}

type GapIn = Pick<StoredLeagueRow, 'gap' | 'gap_lower' | 'gap_upper' | 'gap_events' | 'gap_events_lower' | 'gap_events_upper'>;

/** The gap in natural units: what it comes to, `at or beyond the yardstick`, or `no clear difference`. */
export function gapWords(row: GapIn & { yardstick_id?: string }, measure: Measure): string {
  const { gap, gap_lower, gap_upper, gap_events, gap_events_lower, gap_events_upper } = row;
  const tested = gap_lower !== null && gap_upper !== null;
  if (gap === null || (!tested && !lacksCounts(measure))) return '';
  if (!tested) return sideWords(gap, measure, row.yardstick_id ?? '');
  if (gap_lower <= 0 && gap_upper >= 0) return 'no clear difference';
  if (lacksCounts(measure)) return `clearly ${gap > 0 ? 'above' : 'below'} ${middleOf(row.yardstick_id ?? '')}`;
  if (measure.polarity === 'no-judgement') return gap > 0 ? 'clearly higher' : 'clearly lower';
  if (gap_events === null || gap_events_lower === null || gap_events_upper === null) return '';
  if (gap_events === 0) return 'at or beyond the yardstick';
  const error = (gap_events_upper - gap_events_lower) / 3.92;
  const [about, low, high] = [gap_events, gap_events_lower, gap_events_upper].map((value) => number(toPrecision(value, error)));
  return `about ${about} ${measure.eventsUnit} ${gap > 0 ? 'more' : 'fewer'} (${low} to ${high})`;
}

const directionWords: Record<string, string> = { improved: 'improved', worsened: 'worsened', rose: 'rose', fell: 'fell', 'no-clear-change': 'no clear change' };

/** The change from the year before: `improved by 3.2 (1.0 to 5.4)`. */
export function changeWords(
  { direction, change, change_lower, change_upper }: Pick<StoredLeagueRow, 'direction' | 'change' | 'change_lower' | 'change_upper'>,
  measure: Measure,
): string {
  if (isUntested(measure)) return change === null ? '' : `${difference(change, measure.decimals)} (${untestedWords})`;
  if (direction === null || change === null || change_lower === null || change_upper === null) return '';
  const word = directionWords[direction] ?? direction;
  if (direction === 'no-clear-change') return word;
  const limits = [Math.abs(change_lower), Math.abs(change_upper)].sort((a, b) => a - b) as [number, number];
  const [size, low, high] = [Math.abs(change), ...limits].map((value) => number(value, measure.decimals));
  return `${word} by ${size} (${low} to ${high})`;
}

/** Whether an improvement was bought at a price elsewhere. */
export function balanceWords({ balance, balance_note }: Pick<StoredLeagueRow, 'balance' | 'balance_note'>): string {
  if (balance === 'unqualified') return `unqualified. ${balance_note ?? ''}`.trim();
  if (balance === 'qualified') return `qualified. ${balance_note ?? ''}`.trim();
  return balance === 'unclear' ? `unclear. ${balance_note ?? ''}`.trim() : '';
}
