import { type MarketType, marketTypes } from '../../data/markets.ts';
import type { Measure } from '../../data/measure.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import { difference, differenceInterval, interval, number, numberOrBlank } from './numbers.ts';
import { bandWords, limitWords, marketMarkers, noValueWords, sentenceCase } from './words.ts';

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

/** The figures of one row as they are printed. */
export interface FigureCells {
  /** False when `status` says why there is no value. */
  hasValue: boolean;
  value: string;
  interval: string;
  yardstick: string;
  gap: string;
  gapInterval: string;
  position: string;
  limits: string;
  band: string;
  numerator: string;
  denominator: string;
  status: string;
  note: string | null;
}

export function figureCells(row: LeagueRow, measure: Measure): FigureCells {
  const { decimals } = measure;
  const status = noValueWords(row.status);
  return {
    hasValue: row.value !== null,
    value: row.value === null ? status : number(row.value, decimals),
    interval: interval(row.lower, row.upper, decimals),
    yardstick: numberOrBlank(row.yardstick_value, decimals),
    gap: row.gap === null ? '' : difference(row.gap, decimals),
    gapInterval: differenceInterval(row.gap_lower, row.gap_upper, decimals),
    position: bandWords(row.band, row.yardstick_id),
    limits: limitWords(row.band),
    band: row.band ?? 'none',
    numerator: numberOrBlank(row.numerator),
    denominator: numberOrBlank(row.denominator),
    status: row.value === null ? status : row.status,
    note: row.note,
  };
}
