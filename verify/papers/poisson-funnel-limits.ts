import type { KeyCase } from '../runner.ts';
import { definePaper, objectAt, omit, pick } from './paper.ts';

const decimals = {
  expected_at_lower_95: 6,
  expected_at_upper_95: 6,
  expected_at_lower_99_8: 6,
  expected_at_upper_99_8: 6,
  ratio_lower_95_pct: 4,
  ratio_upper_95_pct: 4,
};

export const poissonFunnelLimits = definePaper({
  name: 'Exact Poisson funnel limits for indirectly standardised ratios',
  keys(figures) {
    const rows = Array.isArray(figures.rows) ? figures.rows : [];
    return {
      topic: 'ratio-funnel-limits',
      cases: rows.map((row, index): KeyCase => {
        const figuresOfRow = objectAt({ row }, 'row');
        return {
          id: `row-${index + 1}`,
          tolerance: 0,
          input: { ...pick(figuresOfRow, 'observed'), decimals },
          expected: omit(figuresOfRow, 'observed'),
        };
      }),
    };
  },
});
