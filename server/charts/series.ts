import * as Plot from '@observablehq/plot';
import type { Break, Measure } from '../../data/measure.ts';
import type { PeriodRow } from '../queries/catalogue.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { Trend } from '../queries/system-analysis.ts';
import type { Chart } from './draw.ts';
import { accent, ink, quiet, yardstickColour } from './palette.ts';

interface About {
  measure: Measure;
  /** Those that hold for the system. */
  breaks: readonly Break[];
  periods: ReadonlyMap<string, PeriodRow>;
  title: string;
  description: string;
  /** Of a long series: its mean and limits are drawn since the last break. */
  trend?: Trend | null;
}

/** A row and its place in time. */
export interface TimedRow extends LeagueRow {
  at: Date;
  /** Rises at each break: lines join points of one segment only. */
  segment: number;
}

/** Rows on an axis of time. */
export interface Timeline {
  points: readonly TimedRow[];
  yearly: boolean;
  x: Plot.ScaleOptions;
  /** Dotted lines where values must not be compared across, and their words. */
  breakMarks: readonly Plot.Markish[];
}

const yearKinds: ReadonlySet<string> = new Set(['financial-year', 'year', 'rating-year']);
const mostLabels = 12;

/** `rating-2024` is the year 2024 of its own axis. */
const shortLabel = (period: string): string => period.replace(/^rating-/, '');

/** Places rows in time; breaks are drawn half-way between the last period before and the first after. */
export function timelineOf(rows: readonly LeagueRow[], { breaks, periods }: Pick<About, 'breaks' | 'periods'>): Timeline {
  const startOf = (period: string): Date => new Date(`${periods.get(period)?.starts ?? '1970-01-01'}T00:00:00Z`);
  const points = rows.map((row) => ({
    ...row,
    at: startOf(row.period),
    segment: breaks.filter(({ from }) => startOf(from) <= startOf(row.period)).length,
  }));
  const yearly = rows.every(({ period }) => yearKinds.has(periods.get(period)?.kind ?? ''));
  const labels = new Map(points.map((point) => [point.at.getTime(), shortLabel(point.period)]));
  // Labels of many years would run into each other; the latest always has one.
  const every = Math.ceil(points.length / mostLabels);
  const ticks = points.filter((_, place) => (points.length - 1 - place) % every === 0).map((point) => point.at);
  const cuts = breaks.flatMap(({ from }) => {
    const before = points.filter((point) => point.at < startOf(from)).at(-1);
    const after = points.find((point) => point.at >= startOf(from));
    return before === undefined || after === undefined ? [] : [new Date((before.at.getTime() + after.at.getTime()) / 2)];
  });
  return {
    points,
    yearly,
    x: yearly
      ? { type: 'utc', label: null, ticks, tickFormat: (at: Date) => labels.get(at.getTime()) ?? '', inset: 24 }
      : { type: 'utc', label: null, ticks: 'year', tickFormat: (at: Date) => String(at.getUTCFullYear()), inset: 10 },
    breakMarks: [
      Plot.ruleX(cuts, { x: (at: Date) => at, stroke: quiet, strokeDasharray: '2,3' }),
      Plot.text(cuts, { x: (at: Date) => at, frameAnchor: 'top', dy: -14, text: () => 'break in series', fill: quiet }),
    ],
  };
}

/** Size and margins that charts over time share, so that they line up under each other. */
export const timelineFrame = { width: 720, marginLeft: 60, marginRight: 20, marginTop: 34, marginBottom: 36 } as const;

/** One system over time, with its interval and the yardstick; lines are cut where values must not be compared. */
export function seriesChart(rows: readonly LeagueRow[], { measure, breaks, periods, title, description, trend = null }: About): Chart {
  const { points, yearly, x, breakMarks } = timelineOf(rows, { breaks, periods });
  return {
    id: 'series',
    title,
    description,
    options: {
      ...timelineFrame,
      height: 340,
      x,
      y: { label: `↑ ${measure.shortUnit}`, grid: true, nice: true },
      marks: [
        ...breakMarks,
        Plot.areaY(points, { x: 'at', y1: 'lower', y2: 'upper', z: 'segment', fill: accent, fillOpacity: 0.2 }),
        ...trendMarks(points, trend),
        Plot.lineY(points, { x: 'at', y: 'yardstick_value', z: 'segment', stroke: yardstickColour, strokeWidth: 2, strokeDasharray: '6,3' }),
        Plot.lineY(points, { x: 'at', y: 'value', z: 'segment', stroke: accent, strokeWidth: 2 }),
        Plot.ruleX(
          points.filter((point) => point.lower !== null && yearly),
          { x: 'at', y1: 'lower', y2: 'upper', stroke: ink },
        ),
        Plot.dot(
          points.filter((point) => point.value !== null),
          { x: 'at', y: 'value', fill: accent, r: yearly ? 4 : 2 },
        ),
      ],
    },
  };
}

/** Mean and process limits over the stretch that they rest on. */
function trendMarks(points: readonly TimedRow[], trend: Trend | null): Plot.Markish[] {
  const last = points.find(({ period }) => period === trend?.period);
  if (trend === null || last === undefined) return [];
  const first = points.find(({ segment, value }) => segment === last.segment && value !== null) ?? last;
  const lines = [
    { y: trend.limit_lower, dash: '1,3' },
    { y: trend.centre, dash: 'none' },
    { y: trend.limit_upper, dash: '1,3' },
  ];
  return lines.map(({ y, dash }) => Plot.ruleY([y], { x1: first.at, x2: last.at, stroke: ink, strokeWidth: 1.25, strokeDasharray: dash }));
}
