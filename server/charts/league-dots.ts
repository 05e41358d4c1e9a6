import * as Plot from '@observablehq/plot';
import { noValueWords } from '../formats/words.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { Chart } from './draw.ts';
import { ink, marketColour, marketSymbol, quiet, yardstickColour } from './palette.ts';
import { systemRows } from './system-rows.ts';

/** Every system's value and interval in the order of the table, with what each is compared with. */
export function leagueDots(rows: readonly LeagueRow[], words: { title: string; description: string }): Chart {
  const withValue = rows.filter((row) => row.value !== null);
  const without = rows.filter((row) => row.value === null);
  return {
    id: 'dots',
    ...words,
    options: {
      ...systemRows(rows),
      x: { label: null, nice: true, grid: true, axis: 'both', ticks: 6 },
      color: marketColour,
      symbol: marketSymbol,
      marks: [
        Plot.tickX(withValue, { x: 'yardstick_value', y: 'system_id', stroke: yardstickColour, strokeWidth: 2 }),
        Plot.ruleY(withValue, { y: 'system_id', x1: 'lower', x2: 'upper', stroke: ink, strokeWidth: 1.5 }),
        Plot.dot(withValue, { y: 'system_id', x: 'value', symbol: 'market_type', fill: 'market_type', stroke: 'market_type', r: 4 }),
        Plot.text(without, {
          y: 'system_id',
          frameAnchor: 'left',
          dx: 6,
          text: (row: LeagueRow) => noValueWords(row.status),
          fill: quiet,
          fontStyle: 'italic',
        }),
      ],
    },
  };
}
