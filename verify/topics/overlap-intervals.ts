import { toNullable } from '../../stats/column.ts';
import { overlapIntervals } from '../../stats/overlap-intervals.ts';
import { numberOf, numbers } from '../input.ts';
import { defineTopic } from '../runner.ts';

export const overlap = defineTopic({
  topic: 'overlap-intervals',
  run(input) {
    const options = { averageTypeOneError: numberOf(input, 'average_type_1_error') };
    const { multiplier, lower, upper } = overlapIntervals({ estimate: numbers(input, 'estimate'), standardError: numbers(input, 'standard_error') }, options);
    const equal = overlapIntervals({ estimate: [0, 0], standardError: [1, 1] }, options);
    return { multiplier, lower: toNullable(lower), upper: toNullable(upper), equal_se_multiplier: equal.multiplier };
  },
});
