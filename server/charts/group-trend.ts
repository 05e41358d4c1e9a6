import * as Plot from '@observablehq/plot';
import type { Break } from '../../data/measure.ts';
import { marketMarkers } from '../formats/words.ts';
import type { PeriodRow } from '../queries/catalogue.ts';
import type { Chart } from './draw.ts';
import { accent, ink, quiet } from './palette.ts';
import { marginMarks } from './specification-curve.ts';

interface About {
  unit: string;
  breaks: readonly Break[];
  periods: ReadonlyMap<string, PeriodRow>;
  title: string;
  description: string;
}

interface Timed {
  period: string;
}

export interface GroupPoint extends Timed {
  market_type: string;
  value: number;
  lower: number | null;
  upper: number | null;
}

export interface DifferencePoint extends Timed {
  estimate: number;
  lower: number | null;
  upper: number | null;
  is_base: boolean;
}

const frame = { width: 560, height: 320, marginLeft: 60, marginRight: 100, marginTop: 34, marginBottom: 36 } as const;

/** Competitive and monopoly systems over time, each group taken together. */
export function groupTrend(points: readonly GroupPoint[], { unit, title, description, ...time }: About): Chart {
  const { at, segment, x, breakMarks } = timeOf(points, time);
  const colour = (point: GroupPoint): string => markerOf(point).colour;
  const ends = [...new Set(points.map(({ market_type }) => market_type))].flatMap((type) => points.findLast(({ market_type }) => market_type === type) ?? []);
  return {
    id: 'groups',
    title,
    description,
    options: {
      ...frame,
      x,
      y: { label: `↑ ${unit}`, grid: true, nice: true },
      symbol: { domain: ['competitive', 'monopoly'], range: [marketMarkers.competitive.symbol, marketMarkers.monopoly.symbol] },
      marks: [
        ...breakMarks,
        Plot.ruleX(
          points.filter(({ lower }) => lower !== null),
          { x: at, y1: 'lower', y2: 'upper', stroke: colour, strokeOpacity: 0.5 },
        ),
        Plot.lineY(points, { x: at, y: 'value', z: (point: GroupPoint) => `${point.market_type} ${segment(point)}`, stroke: colour, strokeWidth: 2 }),
        Plot.dot(points, { x: at, y: 'value', symbol: 'market_type', fill: colour, r: time.periods.size > 30 && points.length > 60 ? 2 : 4 }),
        Plot.text(ends, { x: at, y: 'value', text: 'market_type', dx: 10, textAnchor: 'start', fill: colour }),
      ],
    },
  };
}

const markerOf = ({ market_type }: GroupPoint): { colour: string } => (market_type === 'monopoly' ? marketMarkers.monopoly : marketMarkers.competitive);

/** The difference between the groups at each time, less that at the base. */
export function differenceTrend(points: readonly DifferencePoint[], { unit, margin, title, description, ...time }: About & { margin: number | null }): Chart {
  const { at, x, breakMarks } = timeOf(points, time);
  const others = points.filter(({ is_base }) => !is_base);
  return {
    id: 'differences',
    title,
    description,
    options: {
      ...frame,
      marginRight: 12,
      x,
      y: { label: `↑ difference less that at the base, ${unit}`, grid: true, nice: true },
      marks: [
        ...breakMarks,
        ...marginMarks(margin),
        Plot.ruleY([0], { stroke: ink }),
        Plot.ruleX(
          others.filter(({ lower }) => lower !== null),
          { x: at, y1: 'lower', y2: 'upper', stroke: accent, strokeWidth: 1.75 },
        ),
        Plot.dot(others, { x: at, y: 'estimate', fill: accent, r: points.length > 30 ? 2 : 4 }),
        Plot.dot(
          points.filter(({ is_base }) => is_base),
          { x: at, y: 'estimate', symbol: 'diamond', r: 6, fill: '#ffffff', stroke: accent, strokeWidth: 2 },
        ),
      ],
    },
  };
}

/** Places in time; lines are cut half-way between the last period before a break and the first after. */
function timeOf(points: readonly Timed[], { breaks, periods }: Pick<About, 'breaks' | 'periods'>) {
  const startOf = (period: string): Date => new Date(`${periods.get(period)?.starts ?? '1970-01-01'}T00:00:00Z`);
  const known = [...new Set(points.map(({ period }) => period))].sort((a, b) => startOf(a).getTime() - startOf(b).getTime());
  const yearly = periods.get(known[0] ?? '')?.kind === 'financial-year';
  const labels = new Map(known.map((period) => [startOf(period).getTime(), period]));
  const cuts = breaks.flatMap(({ from }) => {
    const before = known.findLast((period) => startOf(period) < startOf(from));
    const after = known.find((period) => startOf(period) >= startOf(from));
    return before === undefined || after === undefined ? [] : [new Date((startOf(before).getTime() + startOf(after).getTime()) / 2)];
  });
  const x: Plot.ScaleOptions = yearly
    ? { type: 'utc', label: null, ticks: known.map(startOf), tickFormat: (at: Date) => labels.get(at.getTime()) ?? '', inset: 20 }
    : { type: 'utc', label: null, ticks: 'year', tickFormat: (at: Date) => String(at.getUTCFullYear()), inset: 10 };
  return {
    at: ({ period }: Timed): Date => startOf(period),
    segment: ({ period }: Timed): number => breaks.filter(({ from }) => startOf(from) <= startOf(period)).length,
    x,
    breakMarks: [
      Plot.ruleX(cuts, { x: (at: Date) => at, stroke: quiet, strokeDasharray: '2,3' }),
      Plot.text(cuts, { x: (at: Date) => at, frameAnchor: 'top', dy: -14, text: () => 'break in series', fill: quiet }),
    ],
  };
}
