import { adjustedContrast } from '../../stats/adjusted-contrast.ts';
import { at } from '../../stats/column.ts';
import { differenceInDifferences } from '../../stats/difference-in-differences.ts';
import { meanIntervals } from '../../stats/mean.ts';
import { agreesAtDecimals } from '../decimals.ts';
import { numbers } from '../input.ts';
import { defineTopic } from '../runner.ts';

const cells = ['control_before', 'control_after', 'treated_before', 'treated_after'] as const;

/** Two groups at two times, no unit followed: means, their differences and the difference in differences, with standard errors. */
export const didCells = defineTopic({
  topic: 'did-cells',
  run(input) {
    const [controlBefore = [], controlAfter = [], treatedBefore = [], treatedAfter = []] = cells.map((name) => numbers(input, name));
    const parts = [controlBefore, controlAfter, treatedBefore, treatedAfter];
    const fit = differenceInDifferences({
      outcome: parts.flat(),
      treated: parts.flatMap((part, k) => part.map(() => (k < 2 ? 0 : 1))),
      post: parts.flatMap((part, k) => part.map(() => k % 2)),
    });
    if (fit === null) throw new RangeError('a cell has no value');
    const { means } = fit;
    return {
      control_before: described(controlBefore),
      control_after: described(controlAfter),
      treated_before: described(treatedBefore),
      treated_after: described(treatedAfter),
      difference_before: difference(controlBefore, treatedBefore),
      difference_after: difference(controlAfter, treatedAfter),
      change_control: means.controlAfter - means.controlBefore,
      change_treated: means.treatedAfter - means.treatedBefore,
      did: fit.estimate,
      se_classical: fit.standardErrors.classical,
    };
  },
  accepts: agreesAtDecimals,
});

/** Mean and its standard error. */
function described(values: readonly (number | null)[]): (number | null)[] {
  const { mean, standardDeviation, count } = meanIntervals({ value: values });
  const deviation = at(standardDeviation, 0);
  return [at(mean, 0), deviation === null ? null : deviation / Math.sqrt(count[0] as number)];
}

/** Treated less control at one time, and its standard error for unequal variances. */
function difference(control: readonly (number | null)[], treated: readonly (number | null)[]): (number | null)[] {
  const contrast = adjustedContrast({ y: [...control, ...treated], group: [...control.map(() => 0), ...treated.map(() => 1)] });
  return [contrast?.estimate ?? null, contrast?.inference?.standardError ?? null];
}
