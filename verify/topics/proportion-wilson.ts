import { at } from '../../stats/column.ts';
import { wilsonIntervals } from '../../stats/wilson.ts';
import { numberList, numberOf, numbers } from '../input.ts';
import { limitNames } from '../limit-names.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

export const proportionWilson = defineTopic({
  topic: 'proportion-wilson',
  run(input) {
    const counts = { numerator: numbers(input, 'numerator'), denominator: numbers(input, 'denominator') };
    const multiplier = numberOf(input, 'multiplier');
    const levels = numberList(input, 'confidence');
    const result: JsonObject = {};
    for (const [index, confidence] of levels.entries()) {
      const { value, lower, upper } = wilsonIntervals(counts, { confidence, multiplier });
      const [lowerName, upperName] = limitNames(confidence, levels.length);
      const list = (column: typeof value) => Array.from({ length: column.length }, (_, row) => at(column, row));
      if (index === 0) result.value = list(value);
      result[lowerName] = list(lower);
      result[upperName] = list(upper);
    }
    return result;
  },
});
