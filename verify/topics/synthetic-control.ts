import { toNullable } from '../../stats/column.ts';
import { convexWeights } from '../../stats/convex-weights.ts';
import { differenceInDifferences } from '../../stats/difference-in-differences.ts';
import { frankWolfeWeights } from '../../stats/frank-wolfe-weights.ts';
import { placeboTest, type SyntheticControlIn, syntheticControl, type WeightMethod } from '../../stats/synthetic-control.ts';
import { numberOf, numbers, stringOf, strings } from '../input.ts';
import { matrixColumns } from '../matrix.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

const methods: Readonly<Record<string, WeightMethod>> = {
  'least-distance': convexWeights,
  'frank-wolfe': frankWolfeWeights,
};

/** One treated unit: difference in differences, synthetic control and, for the weights of least distance, placebos. */
export const syntheticControlTopic = defineTopic({
  topic: 'synthetic-control',
  run(input) {
    const units = strings(input, 'unit');
    const times = numbers(input, 'time') as number[];
    const firstTreated = numberOf(input, 'first_treated_time');
    const byTime = matrixColumns(input, 'outcome') as number[][];
    const panel = {
      outcome: units.map((_, unit) => byTime.map((values) => values[unit] as number)),
      treated: units.indexOf(stringOf(input, 'treated_unit')),
      before: times.filter((time) => time < firstTreated).length,
    };
    const method = stringOf(input, 'weights');
    const weightsOf = methods[method];
    if (weightsOf === undefined) throw new RangeError(`input.weights: unknown way to find weights: ${method}`);
    const control = syntheticControl(panel, weightsOf);
    return {
      did: did(panel),
      synthetic_control: control.effect,
      weights: Object.fromEntries(units.map((unit, place) => [unit, control.weights[place] as number])),
      root_mean_square_before: control.rootMeanSquareBefore,
      ratio: control.ratio,
      ...(method === 'least-distance' ? placebos(panel, weightsOf) : {}),
    };
  },
});

function did({ outcome, treated, before }: SyntheticControlIn): number | null {
  const rows = outcome.flatMap((values, unit) =>
    Array.from(values, (value, time) => ({ value, treated: unit === treated ? 1 : 0, post: time < before ? 0 : 1 })),
  );
  const fit = differenceInDifferences({
    outcome: rows.map(({ value }) => value),
    treated: rows.map((row) => row.treated),
    post: rows.map(({ post }) => post),
  });
  return fit?.estimate ?? null;
}

function placebos(panel: SyntheticControlIn, weightsOf: WeightMethod): JsonObject {
  const { effects, ratios, rank, probability } = placeboTest(panel, weightsOf);
  return { placebo_effects: [...effects], placebo_ratios: toNullable(ratios), rank, probability };
}
