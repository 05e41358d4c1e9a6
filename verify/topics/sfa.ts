import { toNullable } from '../../stats/column.ts';
import { stochasticFrontier } from '../../stats/stochastic-frontier.ts';
import { numbers } from '../input.ts';
import { matrixColumns } from '../matrix.ts';
import { defineTopic, type JsonObject, type KeyCase } from '../runner.ts';

/** The key gives the figures of two packages, which agree within its tolerance: ours stands beside both. */
export const sfa = defineTopic({
  topic: 'sfa',
  run(input, keyCase) {
    const found = stochasticFrontier({ outcome: numbers(input, 'log_output'), regressors: matrixColumns(input, 'log_inputs') }, { frontier: 'production' });
    const { model } = found;
    const coefficients = model === null ? null : Array.from(model.coefficients);
    const variance = model === null ? null : model.varianceOfInefficiency + model.varianceOfNoise;
    return {
      Benchmarking: {
        coefficients,
        log_likelihood: model?.logLikelihood ?? null,
        lambda: model?.lambda ?? null,
        sigma2: variance,
        sigma2_u: model?.varianceOfInefficiency ?? null,
        sigma2_v: model?.varianceOfNoise ?? null,
        te_bc: toNullable(found.efficiency),
        te_mode: toNullable(found.mode),
      },
      frontier: {
        coefficients: named(keyCase, [...(coefficients ?? []), variance, model?.gamma ?? null]),
        log_likelihood: model?.logLikelihood ?? null,
        te: toNullable(found.efficiency),
      },
    };
  },
});

/** The second package names its coefficients after the variables: intercept, inputs, variance, gamma. */
function named({ expected }: KeyCase, values: (number | null)[]): JsonObject {
  const frontier = expected.frontier as { coefficients?: JsonObject } | undefined;
  return Object.fromEntries(Object.keys(frontier?.coefficients ?? {}).map((name, k) => [name, values[k] ?? null]));
}
