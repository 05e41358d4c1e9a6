import type { KeyCase } from '../runner.ts';
import { definePaper, objectAt } from './paper.ts';

export const hhiExamples = definePaper({
  name: 'Herfindahl-Hirschman index published examples and thresholds',
  keys(figures) {
    const items = Array.isArray(figures.items) ? figures.items : [];
    return {
      topic: 'hhi',
      cases: items.map((item, index): KeyCase => {
        const { shares_pct: shares, hhi = null } = objectAt({ item }, 'item');
        const volume = Array.isArray(shares) ? shares : [];
        return {
          id: `example-${index + 1}`,
          tolerance: 1e-12,
          input: { market: volume.map(() => 'market'), firm: volume.map((_, firm) => `firm ${firm + 1}`), volume },
          expected: { hhi: [hhi] },
        };
      }),
    };
  },
});
