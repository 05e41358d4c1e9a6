import * as Plot from '@observablehq/plot';
import { noValueWords } from '../formats/words.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { Chart } from './draw.ts';
import { ink, marketColour, marketSymbol, quiet, yardstickColour } from './palette.ts';

/** Every system's value and interval in the order of the table, with what each is compared with. */
export function leagueDots(rows: readonly LeagueRow[], words: { title: string; description: string }): Chart {
  const names = new Map(rows.map((row) => [row.system_id, row.short_name]));
  const withValue = rows.filter((row) => row.value !== null);
  const without = rows.filter((row) => row.value === null);
  return {
    id: 'dots',
    ...words,
    options: {
      width: 700,
      height: rows.length * 17 + 80,
      marginLeft: 210,
      marginRight: 20,
      marginTop: 40,
      marginBottom: 40,
      x: { label: null, nice: true, grid: true, axis: 'both', ticks: 6 },
      y: { domain: rows.map((row) => row.system_id), label: null, tickFormat: (id: string) => shortened(names.get(id) ?? id), tickSize: 0, padding: 0.1 },
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

const shortened = (name: string): string => (name.length > 29 ? `${name.slice(0, 28)}…` : name);
