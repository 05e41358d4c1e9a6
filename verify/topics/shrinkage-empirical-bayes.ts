import type { VarianceMethod } from '../../stats/between-unit-variance.ts';
import { toNullable } from '../../stats/column.ts';
import { empiricalBayes } from '../../stats/empirical-bayes.ts';
import { expectedRanks } from '../../stats/expected-ranks.ts';
import { numbers } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

export const shrinkageEmpiricalBayes = defineTopic({
  topic: 'shrinkage-empirical-bayes',
  run(input, { expected }) {
    const units = { estimate: numbers(input, 'estimate'), standardError: numbers(input, 'standard_error') };
    const result: JsonObject = {};
    for (const method of Object.keys(expected)) {
      const fit = empiricalBayes(units, { method: method as VarianceMethod });
      const posterior = { mean: toNullable(fit.shrunken), deviation: toNullable(fit.posteriorDeviation) };
      const ranks = expectedRanks(posterior);
      result[method] = {
        tau2: fit.model?.tau2 ?? null,
        mu: fit.model?.mean ?? null,
        se_mu: fit.model?.standardError ?? null,
        I2_percent: fit.model?.iSquaredPercent ?? null,
        H2: fit.model?.hSquared ?? null,
        Q: fit.model?.q ?? null,
        Q_p: fit.model?.qProbability ?? null,
        shrunken: posterior.mean,
        shrunken_se_including_mu_uncertainty: toNullable(fit.standardError),
        shrunken_pi_lower95: toNullable(fit.lower),
        shrunken_pi_upper95: toNullable(fit.upper),
        weight_on_own_value: toNullable(fit.weight),
        posterior_sd_mu_known: posterior.deviation,
        expected_rank_low_is_1: toNullable(ranks.rank),
        percentile_expected_rank: toNullable(ranks.percentile),
      };
    }
    return result;
  },
});
