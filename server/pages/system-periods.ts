import type { Break, Measure } from '../../data/measure.ts';
import { peerCount } from '../../data/yardsticks.ts';
import { type FigureCells, figureCells } from '../formats/cells.ts';
import { gapWords } from '../formats/league-words.ts';
import { difference, differenceInterval, interval, number, numberOrBlank } from '../formats/numbers.ts';
import { periodOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { PeerSensitivity } from '../queries/system-analysis.ts';

/** Periods that a table shows at once; earlier ones fold away. */
const mostPeriods = 13;

interface PeriodCells extends FigureCells {
  id: string;
  period: string;
  naive: string;
}

/** Which columns the table has: one that would be empty in every row is left out. */
interface Shape {
  words: boolean;
  position: boolean;
  rank: boolean;
  change: boolean;
  interval: boolean;
  /** Intervals of chance alone, which only counts have. */
  naive: boolean;
  numerator: boolean;
  denominator: boolean;
  /** All columns, and those that a row without a value spans. */
  columns: number;
  valueColumns: number;
}

function shapeOf(rows: readonly LeagueRow[]): Shape {
  const shape = {
    words: rows.some((row) => row.gap_words !== ''),
    position: rows.some((row) => row.position_words !== ''),
    rank: rows.some((row) => row.rank_words !== ''),
    change: rows.some((row) => row.change_words !== ''),
  };
  const counts = { numerator: rows.some((row) => row.numerator !== null), denominator: rows.some((row) => row.denominator !== null) };
  const present = (columns: object): number => Object.values(columns).filter(Boolean).length;
  const interval = rows.some((row) => row.lower !== null);
  const naive = rows.some((row) => row.naive_lower !== null);
  const valueColumns = 3 + Number(naive) + present(shape);
  return { ...shape, ...counts, interval, naive, valueColumns, columns: 1 + valueColumns + present(counts) };
}

/** Every period of a measure, newest first, as one table or as a table and its earlier part. */
export function periodsView(context: EditionContext, rows: readonly LeagueRow[], measure: Measure): object {
  const cells = rows.toReversed().map((row): PeriodCells => periodCells(context, row, measure));
  // One or two rows are not worth folding away.
  const cut = cells.length > mostPeriods + 2 ? mostPeriods : cells.length;
  return { shape: shapeOf(rows), recent: cells.slice(0, cut), earlier: cells.slice(cut), earlierCount: number(cells.length - cut) };
}

const periodCells = (context: EditionContext, row: LeagueRow, measure: Measure): PeriodCells => ({
  ...figureCells(row, measure),
  change: row.change_words || 'not compared',
  id: row.period,
  period: periodOf(context, row.period).title,
  naive: interval(row.naive_lower, row.naive_upper, measure.decimals),
});

/** Breaks of a measure that hold for a system. */
export const breaksOf = ({ breaks }: Measure, system: string): readonly Break[] =>
  breaks.filter(({ systems }) => systems === undefined || systems.includes(system));

/** Ranks over time in words. */
export function describeRanks(rows: readonly LeagueRow[]): string {
  const ranked = rows.filter((row) => row.rank_words !== '');
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (first === undefined || last === undefined) return 'No period has ranks.';
  const said = (row: LeagueRow): string => `${row.rank_words} in ${row.period}`;
  return `${first === last ? said(last) : `${said(first)}; ${said(last)}`}. Each bar covers every rank that the data allow; the table has every period.`;
}

/** How much the gap hangs on the number of peers: the usual number and the others, in order. */
export function sensitivityView(row: LeagueRow | undefined, others: readonly PeerSensitivity[], measure: Measure): object[] {
  if (row === undefined || row.gap === null) return [];
  const { yardstick_value, gap, gap_lower, gap_upper } = row;
  const usual: PeerSensitivity = { peers: peerCount, yardstick_value, gap, gap_lower, gap_upper };
  const { decimals } = measure;
  return [...others, usual]
    .toSorted((a, b) => a.peers - b.peers)
    .map((one) => ({
      peers: number(one.peers),
      usual: one === usual,
      yardstick: numberOrBlank(one.yardstick_value, decimals),
      gap: one.gap === null ? '' : difference(one.gap, decimals),
      interval: differenceInterval(one.gap_lower, one.gap_upper, decimals),
      // Only whether the difference is clear: its size in events is worked out for the usual number alone.
      words: gapWords({ ...one, gap_events: null, gap_events_lower: null, gap_events_upper: null }, { ...measure, polarity: 'no-judgement' }),
    }));
}
