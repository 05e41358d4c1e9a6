import type { Json, JsonObject, KeyCase } from '../runner.ts';
import { definePaper, objectAt } from './paper.ts';

/** Columns of the table: with trends of their own for states, and weighted by population. */
const specifications: readonly { column: string; trends: boolean; weighted: boolean }[] = [
  { column: '1', trends: false, weighted: false },
  { column: '2', trends: true, weighted: false },
  { column: '3', trends: false, weighted: true },
  { column: '4', trends: true, weighted: true },
];

export const minimumDrinkingAge = definePaper({
  name: 'Two-way fixed effects DiD with cluster-robust SE',
  keys(figures) {
    const data = objectAt(figures, 'data');
    const stata = objectAt(figures, 'estimates_legal_coef_and_CR1S_se');
    const reduced = objectAt(figures, 'CR2_se_and_Satterthwaite_df');
    const caseOf = (outcome: string, { column, trends, weighted }: (typeof specifications)[number]): KeyCase => {
      const [estimate = null, error = null] = pair(objectAt(stata, outcome), column);
      const [errorCR2, degrees] = pair(objectAt(reduced, outcome), column);
      return {
        id: `${outcome}-${column}`,
        tolerance: 0,
        input: {
          unit: data.state ?? null,
          time: data.year ?? null,
          exposure: data.legal ?? null,
          weight: weighted ? (data.pop ?? null) : null,
          outcome: objectAt(data, 'mrate')[outcome] ?? null,
          trends,
          decimals: { estimate: 4, se_cr1: 4, se_cr2: 4, df_cr2: 2 },
        },
        expected: {
          rows: figures.n ?? null,
          clusters: figures.clusters ?? null,
          estimate,
          se_cr1: error,
          ...(errorCR2 === undefined || degrees === undefined ? {} : { se_cr2: errorCR2, df_cr2: degrees }),
        },
      };
    };
    return { topic: 'did-dummies', cases: Object.keys(stata).flatMap((outcome) => specifications.map((specification) => caseOf(outcome, specification))) };
  },
});

function pair(object: JsonObject, name: string): Json[] {
  const value = object[name];
  return Array.isArray(value) ? value : [];
}
