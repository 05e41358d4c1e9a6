import { type MarketType, marketTypes } from '../../data/markets.ts';
import type { Measure } from '../../data/measure.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import { difference, differenceInterval, interval, numberOrBlank, probability } from './numbers.ts';
import { limitWords, marketMarkers, noValueWords, sentenceCase } from './words.ts';

/** A market type as it is printed: a shape and a word. */
export interface MarketCell {
  type: string;
  glyph: string;
  title: string;
}

export function marketCell(type: string): MarketCell {
  const known: MarketType = marketTypes.find((one) => one === type) ?? 'unclassified';
  return { type: known, glyph: marketMarkers[known].glyph, title: sentenceCase(known) };
}

/** The figures of one row as they are printed. Words come with the row: they are the same in every format. */
export interface FigureCells {
  /** False when `status` says why there is no value. */
  hasValue: boolean;
  value: string;
  interval: string;
  yardstick: string;
  yardstickInterval: string;
  gap: string;
  gapInterval: string;
  /** The gap in natural units. */
  gapWords: string;
  position: string;
  limits: string;
  band: string;
  rank: string;
  /** Adjusted probability of the test against the yardstick. */
  adjusted: string;
  change: string;
  balance: string;
  numerator: string;
  denominator: string;
  status: string;
  note: string | null;
}

/** Which estimate a value column shows. */
export type Estimate = 'observed' | 'shrunken';

export function figureCells(row: LeagueRow, measure: Measure, estimate: Estimate = 'observed'): FigureCells {
  const { decimals } = measure;
  const status = noValueWords(row.status);
  const shown = estimate === 'shrunken' ? row.shrunken : row.value;
  const [lower, upper] = estimate === 'shrunken' ? [row.shrunken_lower, row.shrunken_upper] : [row.lower, row.upper];
  return {
    hasValue: row.value !== null,
    value: row.value === null ? status : numberOrBlank(shown, decimals) || 'no estimate',
    interval: interval(lower, upper, decimals),
    yardstick: numberOrBlank(row.yardstick_value, decimals),
    yardstickInterval: interval(row.yardstick_lower, row.yardstick_upper, decimals),
    gap: row.gap === null ? '' : difference(row.gap, decimals),
    gapInterval: differenceInterval(row.gap_lower, row.gap_upper, decimals),
    gapWords: row.gap_words,
    position: row.position_words,
    limits: limitWords(row.band),
    band: row.band ?? 'none',
    rank: row.rank_words,
    adjusted: probability(row.p_adjusted),
    change: row.change_words,
    balance: row.balance_words,
    numerator: numberOrBlank(row.numerator),
    denominator: numberOrBlank(row.denominator),
    status: row.value === null ? status : row.status,
    note: joined([row.note, row.yardstick_note]),
  };
}

const joined = (notes: readonly (string | null)[]): string | null => notes.filter((note) => note !== null).join(' ') || null;
