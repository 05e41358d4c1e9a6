import * as Plot from '@observablehq/plot';
import type { Break } from '../../data/measure.ts';
import type { PeriodRow } from '../queries/catalogue.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { Chart } from './draw.ts';
import { accent, ink } from './palette.ts';
import { type TimedRow, timelineFrame, timelineOf } from './series.ts';

interface About {
  /** Those that hold for the system. */
  breaks: readonly Break[];
  periods: ReadonlyMap<string, PeriodRow>;
  title: string;
  description: string;
}

interface Bar extends TimedRow {
  rank_low: number;
  rank_high: number;
  ranked_of: number;
}

const isRanked = (row: TimedRow): row is Bar => row.rank_low !== null && row.rank_high !== null && row.ranked_of !== null;

/**
 * Ranks over time as bars: each covers every rank that the data allow in its period, on a pale ruler of all ranks. Bars are
 * never joined by a line, because a rank is not one number.
 */
export function rankRibbon(rows: readonly LeagueRow[], { breaks, periods, title, description }: About): Chart {
  const { points, yearly, x, breakMarks } = timelineOf(rows, { breaks, periods });
  const bars = points.filter(isRanked);
  const most = Math.max(1, ...bars.map(({ ranked_of }) => ranked_of));
  const width = Math.min(26, Math.max(3, Math.floor(480 / points.length)));
  return {
    id: 'ranks',
    title,
    description,
    options: {
      ...timelineFrame,
      height: 300,
      x: { ...x, domain: [points[0]?.at, points.at(-1)?.at] },
      y: { label: '↑ Rank, 1 at the better end', domain: [most + 0.5, 0.5], ticks: rankTicks(most), tickFormat: String },
      marks: [
        ...breakMarks,
        Plot.ruleX(bars, { x: 'at', y1: 0.5, y2: (bar: Bar) => bar.ranked_of + 0.5, stroke: '#E3E1D9', strokeWidth: width }),
        Plot.ruleX(bars, { x: 'at', y1: (bar: Bar) => bar.rank_low - 0.5, y2: (bar: Bar) => bar.rank_high + 0.5, stroke: accent, strokeWidth: width }),
        ...(yearly ? endLabels(bars) : []),
      ],
    },
  };
}

/** The two ends of each bar in figures, beside it. */
const endLabels = (bars: readonly Bar[]): Plot.Markish[] =>
  (['rank_low', 'rank_high'] as const).map((end) =>
    Plot.text(bars, { x: 'at', y: end, text: (bar: Bar) => String(bar[end]), dx: 17, textAnchor: 'start', fill: ink }),
  );

/** 1, and round numbers after it. */
export function rankTicks(most: number): number[] {
  const step = most <= 12 ? 5 : most <= 50 ? 10 : 20;
  return [1, ...Array.from({ length: Math.floor(most / step) }, (_, i) => (i + 1) * step)];
}
