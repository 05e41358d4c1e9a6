import * as Plot from '@observablehq/plot';
import type { WeightRow } from '../queries/weights.ts';
import type { Chart } from './draw.ts';
import { accent, ink } from './palette.ts';

/** Each system's place under the reader's weights, on the ranges of places that random weightings give it, without and with values drawn anew. */
export function weightPlaces(rows: readonly WeightRow[], words: { title: string; description: string }): Chart {
  const names = new Map(rows.map((row) => [row.system_id, row.short_name]));
  return {
    id: 'places',
    ...words,
    options: {
      width: 700,
      height: rows.length * 17 + 80,
      marginLeft: 210,
      marginRight: 20,
      marginTop: 40,
      marginBottom: 40,
      x: { label: 'place', domain: [1, rows.length], grid: true, axis: 'both', ticks: 8, tickFormat: (place: number) => String(place), inset: 6 },
      y: { domain: rows.map((row) => row.system_id), label: null, tickFormat: (id: string) => shortened(names.get(id) ?? id), tickSize: 0, padding: 0.1 },
      marks: [
        Plot.ruleY(rows, { y: 'system_id', x1: 'rank_low_redrawn', x2: 'rank_high_redrawn', stroke: ink, strokeWidth: 1 }),
        Plot.ruleY(rows, { y: 'system_id', x1: 'rank_low', x2: 'rank_high', stroke: ink, strokeWidth: 4, strokeOpacity: 0.55 }),
        Plot.dot(rows, { y: 'system_id', x: 'rank_under_weights', fill: accent, r: 4 }),
      ],
    },
  };
}

const shortened = (name: string): string => (name.length > 29 ? `${name.slice(0, 28)}…` : name);
