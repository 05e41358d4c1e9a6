import * as Plot from '@observablehq/plot';
import type { Measure } from '../../data/measure.ts';
import { number } from '../formats/numbers.ts';
import type { FunnelPoint, LeagueRow } from '../queries/league-table.ts';
import type { Chart } from './draw.ts';
import { ink, marketColour, marketSymbol, quiet } from './palette.ts';

/** Value against size, with the limits inside which chance alone would keep 95% and 99.8% of systems. */
export function funnelPlot(rows: readonly LeagueRow[], limits: readonly FunnelPoint[], measure: Measure, words: { title: string; description: string }): Chart {
  const curve = (y: keyof FunnelPoint, strokeDasharray: string) =>
    Plot.line(limits, { x: 'denominator', y, stroke: quiet, strokeWidth: 1.25, strokeDasharray });
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
      x: { type: 'log', label: 'Denominator (log scale) →', tickFormat: shortNumber, ticks: 5 },
      y: { label: `↑ ${measure.shortUnit}`, grid: true, nice: true },
      color: marketColour,
      symbol: marketSymbol,
      marks: [
        Plot.line(limits, { x: 'denominator', y: 'centre', stroke: ink, strokeWidth: 1.5 }),
        curve('limit_low_998', '1,3'),
        curve('limit_high_998', '1,3'),
        curve('limit_low_95', '6,3'),
        curve('limit_high_95', '6,3'),
        Plot.dot(
          rows.filter((row) => row.value !== null && row.denominator !== null),
          {
            x: 'denominator',
            y: 'value',
            symbol: 'market_type',
            fill: 'market_type',
            stroke: 'market_type',
            r: 4,
            title: (row: LeagueRow) => `${row.system_name}: ${number(row.value ?? 0, measure.decimals)}`,
          },
        ),
        Plot.text(limits.slice(-1), {
          x: 'denominator',
          y: 'centre',
          text: () => 'all together',
          textAnchor: 'end',
          dy: -7,
          fill: ink,
          stroke: '#ffffff',
          strokeWidth: 4,
        }),
      ],
    },
  };
}

function shortNumber(value: number): string {
  return value >= 1_000_000 ? `${number(value / 1_000_000, value % 1_000_000 === 0 ? 0 : 1)}m` : value >= 1_000 ? `${number(value / 1_000)}k` : number(value);
}
