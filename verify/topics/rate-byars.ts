import { toNullable } from '../../stats/column.ts';
import { rateIntervals } from '../../stats/poisson.ts';
import { numberList, numberOf, numbers } from '../input.ts';
import { limitNames } from '../limit-names.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

export const rateByars = defineTopic({
  topic: 'rate-byars',
  run(input) {
    const counts = { count: numbers(input, 'count'), denominator: numbers(input, 'population') };
    const multiplier = numberOf(input, 'multiplier');
    const levels = numberList(input, 'confidence');
    const result: JsonObject = {};
    for (const confidence of levels) {
      const { value, lower, upper, exact } = rateIntervals(counts, { confidence, multiplier });
      const [lowerName, upperName] = limitNames(confidence, levels.length);
      result.value = toNullable(value);
      result.method = Array.from(exact, (flag) => (flag === 1 ? 'Exact' : 'Byars'));
      result[lowerName] = toNullable(lower);
      result[upperName] = toNullable(upper);
    }
    return result;
  },
});
