import { at } from '../../stats/column.ts';
import { ratioFunnelLimits } from '../../stats/funnel-phe.ts';
import { agreesAtDecimals } from '../decimals.ts';
import { numberOf } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

/** Expected events at which a count lies on its exact Poisson limits, and the ratio in percent at those of 95%. */
export const ratioFunnelLimitsTopic = defineTopic({
  topic: 'ratio-funnel-limits',
  run(input) {
    const result: JsonObject = {};
    for (const [level, confidence] of [
      ['95', 0.95],
      ['99_8', 0.998],
    ] as const) {
      const { lower, upper, atLower, atUpper } = ratioFunnelLimits([numberOf(input, 'observed')], { confidence, multiplier: 100 });
      result[`expected_at_lower_${level}`] = at(atLower, 0);
      result[`expected_at_upper_${level}`] = at(atUpper, 0);
      result[`ratio_lower_${level}_pct`] = at(lower, 0);
      result[`ratio_upper_${level}_pct`] = at(upper, 0);
    }
    return result;
  },
  accepts: agreesAtDecimals,
});
