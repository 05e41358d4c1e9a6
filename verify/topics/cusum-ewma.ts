import { toNullable } from '../../stats/column.ts';
import { cusumChart } from '../../stats/cusum.ts';
import { ewmaChart } from '../../stats/ewma.ts';
import { numberOf, numbers } from '../input.ts';
import { defineTopic } from '../runner.ts';

/** Places of the flags, counted from 1 as the key does. */
const placesOf = (flags: Uint8Array): number[] => [...flags.keys()].filter((row) => flags[row] === 1).map((row) => row + 1);

export const cusumEwma = defineTopic({
  topic: 'cusum-ewma',
  run(input) {
    const value = numbers(input, 'value');
    const process = { centre: numberOf(input, 'centre'), standardDeviation: numberOf(input, 'standard_deviation') };
    const cusum = cusumChart(value, {
      ...process,
      shift: numberOf(input, 'shift_in_standard_errors'),
      decisionInterval: numberOf(input, 'decision_interval'),
    });
    const ewma = ewmaChart(value, { ...process, weight: numberOf(input, 'ewma_lambda'), sigmas: numberOf(input, 'ewma_sigmas') });
    return {
      cusum_positive: toNullable(cusum.positive),
      cusum_negative: toNullable(cusum.negative),
      cusum_upper_violations: placesOf(cusum.above),
      cusum_lower_violations: placesOf(cusum.below),
      ewma: toNullable(ewma.average),
      ewma_lower: toNullable(ewma.lower),
      ewma_upper: toNullable(ewma.upper),
    };
  },
});
