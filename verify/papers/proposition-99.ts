import type { Json, KeyCase } from '../runner.ts';
import { definePaper, objectAt } from './paper.ts';

/** The paper's synthetic control stops short of the least distance: its software's steps are taken, not the exact weights. */
export const proposition99 = definePaper({
  name: 'DiD and synthetic control on a single treated unit',
  keys(figures) {
    const data = objectAt(figures, 'data');
    const within = objectAt(figures, 'tolerance');
    const input = {
      unit: data.states ?? null,
      time: data.years ?? null,
      outcome: data.packs_per_capita ?? null,
      treated_unit: data.treated_unit ?? null,
      first_treated_time: data.first_treated_year ?? null,
      weights: 'frank-wolfe',
    };
    const figure = (name: string): KeyCase => ({
      id: name,
      tolerance: relative(within[name], figures[name]),
      input,
      expected: { [name]: figures[name] ?? null },
    });
    return {
      topic: 'synthetic-control',
      cases: [
        figure('did'),
        figure('synthetic_control'),
        // Printed to three decimals.
        { id: 'weights', tolerance: 5e-4, input, expected: { weights: objectAt(figures, 'synthetic_control_top_weights') } },
      ],
    };
  },
});

/** The file's tolerances are absolute, those of cases relative to figures above 1. */
const relative = (tolerance: Json | undefined, figure: Json | undefined): number => Number(tolerance ?? 0) / Math.max(1, Math.abs(Number(figure ?? 0)));
