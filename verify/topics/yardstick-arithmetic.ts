import { catchUp, correctedLeastSquares } from '../../stats/catch-up.ts';
import { toNullable } from '../../stats/column.ts';
import { leastSquares } from '../../stats/least-squares.ts';
import { leaveOneOutRegression } from '../../stats/leave-one-out-regression.ts';
import { meanOfOthers } from '../../stats/mean-of-others.ts';
import { bestResponsePath, yardstickEquilibrium } from '../../stats/yardstick-equilibrium.ts';
import { numberOf, numbers } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

/** Regulators' arithmetic on units with one characteristic, or Shleifer's equilibrium where demand is given. */
export const yardstickArithmetic = defineTopic({
  topic: 'yardstick-arithmetic',
  run: (input) => ('intercept' in input ? equilibrium(input) : arithmetic(input)),
});

function arithmetic(input: JsonObject): JsonObject {
  const actual = Float64Array.from(numbers(input, 'actual') as number[]);
  const characteristic = Float64Array.from(numbers(input, 'characteristic') as number[]);
  const { coefficients, residuals } = leastSquares([new Float64Array(actual.length).fill(1), characteristic], actual);
  const fitted = actual.map((value, unit) => value - (residuals[unit] as number));
  const at = (percentile: number) => catchUp({ actual, fitted }, { percentile });
  const upper = at(75);
  const frontier = correctedLeastSquares({ actual, fitted });
  const others = leaveOneOutRegression(actual, [characteristic], { minimumSpare: 4 });
  if (upper === null || frontier === null || others === null) return {};
  return {
    uniform_mean_all: actual.reduce((sum, value) => sum + value, 0) / actual.length,
    leave_one_out_mean: toNullable(meanOfOthers(actual)),
    leave_one_out_weighted_mean: toNullable(meanOfOthers(actual, numbers(input, 'weight'))),
    ols: { intercept: coefficients[0] ?? null, slope: coefficients[1] ?? null },
    fitted_in_sample: [...fitted],
    leave_one_out_regression: toNullable(others.prediction),
    efficiency_score_actual_over_fitted: toNullable(upper.score),
    best_practice_minimum: at(100)?.benchmark ?? null,
    upper_quartile_score: upper.benchmark,
    percentile_85_score: at(85)?.benchmark ?? null,
    median_score: at(50)?.benchmark ?? null,
    allowance_upper_quartile: toNullable(upper.allowance),
    required_catch_up_pct: toNullable(upper.required).map((share) => (share === null ? null : 100 * share)),
    cols_frontier_shift: frontier.shift,
    cols_efficiency: toNullable(frontier.efficiency),
  };
}

function equilibrium(input: JsonObject): JsonObject {
  const market = {
    demand: { intercept: numberOf(input, 'intercept'), slope: numberOf(input, 'slope') },
    investment: { curvature: numberOf(input, 'curvature'), startingCost: numberOf(input, 'starting_cost') },
  };
  const { cost, quantity, investment, welfare, welfareOfCostOfService } = yardstickEquilibrium(market);
  return {
    c_star: cost,
    q_star: quantity,
    R_star: investment,
    welfare_first_best: welfare,
    welfare_cost_of_service: welfareOfCostOfService,
    path_from_10: [...bestResponsePath(market, numberOf(input, 'rounds'))],
  };
}
