import * as Plot from '@observablehq/plot';
import type { Measure } from '../../data/measure.ts';
import { number } from '../formats/numbers.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { Chart } from './draw.ts';
import { accent, ink, yardstickColour } from './palette.ts';

const bins = 40;

/** How the values of many systems are spread: a line each, with its name, could not be read. */
export function valueHistogram(rows: readonly LeagueRow[], measure: Measure, words: { title: string; description: string }): Chart {
  const known = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  const yardsticks = rows.flatMap(({ yardstick_value }) => (yardstick_value === null ? [] : [yardstick_value])).sort((a, b) => a - b);
  const middle = yardsticks[yardsticks.length >> 1];
  return {
    id: 'spread',
    ...words,
    options: {
      width: 640,
      height: 320,
      marginLeft: 52,
      marginRight: 20,
      marginTop: 40,
      marginBottom: 44,
      x: { label: `Value, ${measure.shortUnit} →`, tickFormat: (value: number) => number(value, Number.isInteger(value) ? 0 : Math.max(1, measure.decimals)) },
      y: { label: '↑ Systems', grid: true },
      marks: [
        Plot.rectY(known, { ...Plot.binX({ y: 'count' }, { x: (value: number) => value, thresholds: bins }), fill: accent, inset: 0.5 }),
        Plot.ruleY([0], { stroke: ink }),
        ...(middle === undefined
          ? []
          : [
              Plot.ruleX([middle], { stroke: yardstickColour, strokeWidth: 2, strokeDasharray: '6,3' }),
              Plot.text([middle], { x: (value: number) => value, frameAnchor: 'top', dy: -16, text: () => 'yardstick', fill: yardstickColour }),
            ]),
      ],
    },
  };
}
