import type { JsonObject } from '../runner.ts';
import { definePaper, objectAt } from './paper.ts';

const decimals = {
  pooled_rate_pct: 6,
  phi_raw: 6,
  phi_winsorised: 6,
  tau2_DerSimonian_Laird_on_winsorised: 8,
  upper_quartile_benchmark_pct: 4,
  rate_pct: 4,
  z_normal: 6,
  z_random_effects: 6,
  limits95_normal_pct: 4,
  limits99_8_normal_pct: 4,
  leave_one_out_pooled_rate_pct: 4,
  leave_one_out_unweighted_mean_pct: 4,
};

const expected = [
  'pooled_rate_pct',
  'K',
  'total_n',
  'total_deaths',
  'phi_raw',
  'phi_winsorised',
  'tau2_DerSimonian_Laird_on_winsorised',
  'upper_quartile_benchmark_pct',
  'units',
];

export const bristol = definePaper({
  name: 'Child heart surgery under age 1, 12 English centres, 1991-95',
  keys(figures) {
    const derived = objectAt(figures, 'derived');
    const units = (Array.isArray(derived.units) ? derived.units : []).map((unit): JsonObject => objectAt({ unit }, 'unit'));
    const column = (name: string) => units.map((unit) => unit[name] ?? null);
    return {
      topic: 'proportion-funnel',
      cases: [
        {
          id: 'twelve-centres',
          tolerance: 0,
          input: { unit: column('unit'), deaths: column('deaths'), n: column('n'), decimals },
          expected: Object.fromEntries(expected.map((name) => [name, derived[name] ?? null])),
        },
      ],
    };
  },
});
