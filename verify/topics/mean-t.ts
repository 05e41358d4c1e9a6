import { codesOf } from '../../stats/codes.ts';
import { toNullable } from '../../stats/column.ts';
import { meanIntervals } from '../../stats/mean.ts';
import { numberList, numbers, strings } from '../input.ts';
import { limitNames } from '../limit-names.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

export const meanT = defineTopic({
  topic: 'mean-t',
  run(input) {
    const { codes, labels } = codesOf(strings(input, 'group'));
    const levels = numberList(input, 'confidence');
    const result: JsonObject = { g: labels };
    for (const confidence of levels) {
      const means = meanIntervals({ value: numbers(input, 'value'), group: codes }, { confidence });
      const [lowerName, upperName] = limitNames(confidence, levels.length);
      result.value_sum = toNullable(means.sum);
      result.value_count = Array.from(means.count);
      result.stdev = toNullable(means.standardDeviation);
      result.value = toNullable(means.mean);
      result[lowerName] = toNullable(means.lower);
      result[upperName] = toNullable(means.upper);
    }
    return result;
  },
});
