import type { VarianceMethod } from '../../stats/between-unit-variance.ts';
import { compareGroups } from '../../stats/group-comparison.ts';
import { randomEffects } from '../../stats/random-effects.ts';
import { numbers } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

export const groupComparison = defineTopic({
  topic: 'group-comparison',
  run(input, { expected }) {
    const units = { estimate: numbers(input, 'estimate'), standardError: numbers(input, 'standard_error') };
    const group = numbers(input, 'group') as number[];
    const result: JsonObject = {};
    for (const name of Object.keys(expected)) {
      const [method, test] = name.split('_') as [VarianceMethod, string];
      if (name.startsWith('separate_')) continue;
      const fit = compareGroups({ ...units, group }, { method, test: test === 'knha' ? 'knapp-hartung' : 'z' });
      if (fit === null) continue;
      result[name] = {
        tau2: fit.tau2,
        intercept: fit.intercept,
        difference: fit.difference,
        se_intercept: fit.interceptStandardError,
        se_difference: fit.differenceStandardError,
        statistic: fit.statistic,
        p: fit.probability,
        ci_lower95: fit.lower,
        ci_upper95: fit.upper,
        residual_Q: fit.q,
        I2_percent: fit.iSquaredPercent,
        R2_percent: fit.rSquaredPercent,
      };
    }
    const alone = (code: number): JsonObject => {
      const pick = (column: (number | null)[]) => column.filter((_, row) => group[row] === code);
      const fit = randomEffects({ estimate: pick(units.estimate), standardError: pick(units.standardError) }, 'REML');
      return { k: fit?.units ?? null, mu: fit?.mean ?? null, se: fit?.standardError ?? null, tau2: fit?.tau2 ?? null };
    };
    result.separate_REML = { group0: alone(0), group1: alone(1) };
    return result;
  },
});
