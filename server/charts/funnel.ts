import * as Plot from '@observablehq/plot';
import type { Measure } from '../../data/measure.ts';
import { difference, shortNumber } from '../formats/numbers.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { Chart } from './draw.ts';
import { ink, marketColour, marketShapes, marketSymbol, quiet } from './palette.ts';
import { extentOf, mostMarks, smallMarks, thinned } from './small-marks.ts';

/** A row with its gap and the limits round its own yardstick, as differences from it. */
interface Point extends LeagueRow {
  gap: number;
  denominator: number;
  low998: number;
  low95: number;
  high95: number;
  high998: number;
}

const pointOf = (row: LeagueRow): Point[] => {
  const { gap, denominator, yardstick_value: yardstick } = row;
  if (gap === null || denominator === null || yardstick === null || row.limit_low_95 === null || row.limit_high_95 === null) return [];
  return [
    {
      ...row,
      gap,
      denominator,
      low998: (row.limit_low_998 ?? 0) - yardstick,
      low95: row.limit_low_95 - yardstick,
      high95: row.limit_high_95 - yardstick,
      high998: (row.limit_high_998 ?? 0) - yardstick,
    },
  ];
};

/** True when any row has limits to draw. */
export const hasLimits = (rows: readonly LeagueRow[]): boolean => rows.some((row) => pointOf(row).length > 0);

/**
 * Difference from the yardstick against size, with each system's own limits: the same gaps, limits and bands as in the
 * table, whatever the yardstick.
 */
export function funnelPlot(rows: readonly LeagueRow[], measure: Measure, words: { title: string; description: string }): Chart {
  const points = rows.flatMap(pointOf).sort((a, b) => a.denominator - b.denominator);
  const many = points.length > mostMarks;
  const line = thinned(points);
  const curve = (y: keyof Point, strokeDasharray: string) =>
    Plot.line(line, { x: 'denominator', y: y as string, stroke: quiet, strokeWidth: 1.25, strokeDasharray });
  return {
    id: 'funnel',
    ...words,
    options: {
      width: 580,
      height: 440,
      marginLeft: 60,
      marginRight: 20,
      marginBottom: 48,
      marginTop: 30,
      x: {
        type: 'log',
        label: 'Denominator (log scale) →',
        tickFormat: shortNumber,
        ticks: 5,
        ...(many ? { domain: extentOf(points.map(({ denominator }) => denominator)) } : {}),
      },
      y: {
        label: `↑ Difference from the yardstick, ${measure.shortUnit}`,
        grid: true,
        nice: true,
        ...(many ? { domain: extentOf([...points.map(({ gap }) => gap), ...line.flatMap(({ low998, high998 }) => [low998, high998])]) } : {}),
      },
      color: marketColour,
      symbol: marketSymbol,
      marks: [
        Plot.ruleY([0], { stroke: ink, strokeWidth: 1.5 }),
        curve('low998', '1,3'),
        curve('high998', '1,3'),
        curve('low95', '6,3'),
        curve('high95', '6,3'),
        many ? manyDots(points) : namedDots(points, measure),
      ],
    },
  };
}

const namedDots = (points: readonly Point[], measure: Measure): Plot.Markish =>
  Plot.dot(points, {
    x: 'denominator',
    y: 'gap',
    symbol: 'market_type',
    fill: 'market_type',
    stroke: 'market_type',
    r: 4,
    title: (row: Point) => `${row.system_name}: ${difference(row.gap, measure.decimals)}, ${row.position_words}`,
  });

const manyDots = (points: readonly Point[]): Plot.Markish =>
  smallMarks(
    points.map(({ denominator, gap, market_type }) => ({ x: denominator, y: gap, kind: market_type })),
    marketShapes,
  );
