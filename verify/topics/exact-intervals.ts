import { exactProportionIntervals } from '../../stats/clopper-pearson.ts';
import { toNullable } from '../../stats/column.ts';
import { rateIntervals } from '../../stats/poisson.ts';
import { numberOf, numbers } from '../input.ts';
import { defineTopic } from '../runner.ts';

/** Cases with a numerator are proportions, those with a count are rates. */
export const exactIntervals = defineTopic({
  topic: 'exact-intervals',
  run(input) {
    const confidence = numberOf(input, 'confidence');
    const { lower, upper } =
      'numerator' in input
        ? exactProportionIntervals({ numerator: numbers(input, 'numerator'), denominator: numbers(input, 'denominator') }, { confidence })
        : rateIntervals({ count: numbers(input, 'count'), denominator: numbers(input, 'exposure') }, { confidence, exactBelow: Number.POSITIVE_INFINITY });
    return { lower: toNullable(lower), upper: toNullable(upper) };
  },
});
