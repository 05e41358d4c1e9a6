import * as Plot from '@observablehq/plot';
import type { WeightRow } from '../queries/weights.ts';
import type { Chart } from './draw.ts';
import { accent, ink } from './palette.ts';
import { systemRows } from './system-rows.ts';

/** Each system's place under the reader's weights, on the ranges of places that random weightings give it, without and with values drawn anew. */
export function weightPlaces(rows: readonly WeightRow[], words: { title: string; description: string }): Chart {
  return {
    id: 'places',
    ...words,
    options: {
      ...systemRows(rows),
      x: { label: 'place', domain: [1, rows.length], grid: true, axis: 'both', ticks: 8, tickFormat: (place: number) => String(place), inset: 6 },
      marks: [
        Plot.ruleY(rows, { y: 'system_id', x1: 'rank_low_redrawn', x2: 'rank_high_redrawn', stroke: ink, strokeWidth: 1 }),
        Plot.ruleY(rows, { y: 'system_id', x1: 'rank_low', x2: 'rank_high', stroke: ink, strokeWidth: 4, strokeOpacity: 0.55 }),
        Plot.dot(rows, { y: 'system_id', x: 'rank_under_weights', fill: accent, r: 4 }),
      ],
    },
  };
}
