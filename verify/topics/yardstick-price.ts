import { toNullable } from '../../stats/column.ts';
import { yardstickPrices } from '../../stats/yardstick-price.ts';
import { numbers } from '../input.ts';
import { defineTopic } from '../runner.ts';

export const yardstickPrice = defineTopic({
  topic: 'yardstick-price',
  run(input) {
    const prices = yardstickPrices({ cost: numbers(input, 'cost'), quantity: numbers(input, 'quantity') });
    return {
      own_unit_cost: toNullable(prices.unitCost),
      mean_of_others_unweighted: toNullable(prices.meanOfOthers),
      mean_of_others_weighted: toNullable(prices.pooledOfOthers),
    };
  },
});
