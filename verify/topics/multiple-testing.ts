import { toNullable } from '../../stats/column.ts';
import { type Adjustment, adjustPValues } from '../../stats/multiple-testing.ts';
import { numbers } from '../input.ts';
import { defineTopic } from '../runner.ts';

export const multipleTesting = defineTopic({
  topic: 'multiple-testing',
  run(input) {
    const adjusted = (adjustment: Adjustment) => toNullable(adjustPValues(numbers(input, 'p'), adjustment));
    return {
      bonferroni: adjusted('bonferroni'),
      holm: adjusted('holm'),
      benjamini_hochberg: adjusted('benjamini-hochberg'),
      benjamini_yekutieli: adjusted('benjamini-yekutieli'),
    };
  },
});
