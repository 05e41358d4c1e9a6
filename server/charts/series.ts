import * as Plot from '@observablehq/plot';
import type { Break, Measure } from '../../data/measure.ts';
import type { PeriodRow } from '../queries/catalogue.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { Chart } from './draw.ts';
import { accent, ink, quiet, yardstickColour } from './palette.ts';

interface SeriesPoint extends LeagueRow {
  at: Date;
  /** Rises at each break: lines join points of one segment only. */
  segment: number;
}

/** One system over time, with its interval and the yardstick; lines are cut where values must not be compared. */
export function seriesChart(
  rows: readonly LeagueRow[],
  about: { measure: Measure; breaks: readonly Break[]; periods: ReadonlyMap<string, PeriodRow>; title: string; description: string },
): Chart {
  const { measure, breaks, periods, title, description } = about;
  const startOf = (period: string): Date => new Date(`${periods.get(period)?.starts ?? '1970-01-01'}T00:00:00Z`);
  const points: SeriesPoint[] = rows.map((row) => ({
    ...row,
    at: startOf(row.period),
    segment: breaks.filter(({ from }) => startOf(from) <= startOf(row.period)).length,
  }));
  const yearly = periods.get(rows[0]?.period ?? '')?.kind === 'financial-year';
  const labels = new Map(points.map((point) => [point.at.getTime(), point.period]));
  // Drawn half-way between the last period before and the first after.
  const cuts = breaks.flatMap(({ from }) => {
    const before = points.filter((point) => point.at < startOf(from)).at(-1);
    const after = points.find((point) => point.at >= startOf(from));
    return before === undefined || after === undefined ? [] : [new Date((before.at.getTime() + after.at.getTime()) / 2)];
  });
  return {
    id: 'series',
    title,
    description,
    options: {
      width: 720,
      height: 340,
      marginLeft: 60,
      marginRight: 20,
      marginTop: 34,
      marginBottom: 36,
      x: yearly
        ? { type: 'utc', label: null, ticks: points.map((point) => point.at), tickFormat: (at: Date) => labels.get(at.getTime()) ?? '', inset: 24 }
        : { type: 'utc', label: null, ticks: 'year', tickFormat: (at: Date) => String(at.getUTCFullYear()), inset: 10 },
      y: { label: `↑ ${measure.shortUnit}`, grid: true, nice: true },
      marks: [
        Plot.ruleX(cuts, { x: (at: Date) => at, stroke: quiet, strokeDasharray: '2,3' }),
        Plot.text(cuts, { x: (at: Date) => at, frameAnchor: 'top', dy: -14, text: () => 'break in series', fill: quiet }),
        Plot.areaY(points, { x: 'at', y1: 'lower', y2: 'upper', z: 'segment', fill: accent, fillOpacity: 0.2 }),
        Plot.lineY(points, { x: 'at', y: 'yardstick_value', stroke: yardstickColour, strokeWidth: 2, strokeDasharray: '6,3' }),
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
