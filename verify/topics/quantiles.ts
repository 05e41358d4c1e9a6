import { codesOf } from '../../stats/codes.ts';
import { toNullable } from '../../stats/column.ts';
import { quantileGroups } from '../../stats/quantile-groups.ts';
import { numberOf, numbers, strings } from '../input.ts';
import { defineTopic } from '../runner.ts';

export const quantiles = defineTopic({
  topic: 'quantiles',
  run(input) {
    const rows = { value: numbers(input, 'value'), group: codesOf(strings(input, 'group')).codes };
    return { quantile: toNullable(quantileGroups(rows, { quantiles: numberOf(input, 'quantiles'), highestFirst: input.invert === true })) };
  },
});
