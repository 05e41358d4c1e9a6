import { toNullable } from '../../stats/column.ts';
import { logisticRandomIntercept } from '../../stats/logistic-random-intercept.ts';
import { numbers } from '../input.ts';
import { defineTopic } from '../runner.ts';

export const shrinkageLogistic = defineTopic({
  topic: 'shrinkage-logistic',
  run(input) {
    const fit = logisticRandomIntercept({ numerator: numbers(input, 'numerator'), denominator: numbers(input, 'denominator') });
    return {
      intercept: fit.intercept,
      intercept_se: fit.interceptStandardError,
      random_sd: fit.deviation,
      random_effect: toNullable(fit.effect),
      random_effect_conditional_sd: toNullable(fit.effectDeviation),
      log_likelihood: fit.logLikelihood,
    };
  },
});
