import type { Json, JsonObject, KeyCase } from '../runner.ts';
import { definePaper, objectAt } from './paper.ts';

/** Table 3 without the standard errors that follow stores over time: the file does not pair them. */
export const cardKrueger = definePaper({
  name: '2x2 difference in differences',
  keys(figures) {
    const fte = objectAt(figures, 'data_fte');
    const [before, after, change] = ['before', 'after', 'change'].map((name) => objectAt(objectAt(figures, 'published'), name)) as [
      JsonObject,
      JsonObject,
      JsonObject,
    ];
    const recomputed = objectAt(figures, 'recomputed');
    const data = {
      control_before: fte.PA_before ?? null,
      control_after: fte.PA_after ?? null,
      treated_before: fte.NJ_before ?? null,
      treated_after: fte.NJ_after ?? null,
    };
    const printed = {
      control_before: before.PA ?? null,
      control_after: after.PA ?? null,
      treated_before: before.NJ ?? null,
      treated_after: after.NJ ?? null,
    };
    // The paper worked these from unrounded and rounded figures alike: 2.76 where the data give 2.7536.
    const differences = {
      difference_before: before.diff ?? null,
      difference_after: after.diff ?? null,
      change_control: first(change.PA),
      change_treated: first(change.NJ),
      did: first(change.diff_in_diff),
    };
    const cases: KeyCase[] = [
      { id: 'printed', tolerance: 0, input: { ...data, decimals: Object.fromEntries(Object.keys(printed).map((name) => [name, 2])) }, expected: printed },
      { id: 'printed-differences', tolerance: 0.0075, input: data, expected: differences },
      {
        id: 'recomputed',
        tolerance: 1e-6,
        input: data,
        expected: { did: recomputed.did_from_cell_means ?? null, se_classical: recomputed.ols_se_iid ?? null },
      },
    ];
    return { topic: 'did-cells', cases };
  },
});

const first = (pair: Json | undefined): Json => (Array.isArray(pair) ? (pair[0] ?? null) : null);
