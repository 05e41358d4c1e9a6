import { codesOf } from '../../stats/codes.ts';
import { type Column, toNullable } from '../../stats/column.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { slopeIndices } from '../../stats/slope-index.ts';
import { simulatedSlopeIndexLimits } from '../../stats/slope-index-simulated.ts';
import { standardErrorsFromLimits } from '../../stats/slope-line.ts';
import { numberOf, numbers, strings } from '../input.ts';
import { defineTopic, type JsonObject, type KeyCase } from '../runner.ts';

const errorScales = { 0: 'untransformed', 1: 'log', 2: 'logit' } as const;

function errorScaleOf(input: JsonObject) {
  const type = numberOf(input, 'value_type');
  if (type !== 0 && type !== 1 && type !== 2) throw new RangeError(`input.value_type: expected 0, 1 or 2: ${type}`);
  return errorScales[type];
}

function rowsOf(input: JsonObject, errorScale: ReturnType<typeof errorScaleOf>) {
  const { codes: area, labels } = codesOf(strings(input, 'area'));
  const limits = () => ({ lower: numbers(input, 'lower'), upper: numbers(input, 'upper') });
  const standardError = 'standard_error' in input ? numbers(input, 'standard_error') : toNullable(standardErrorsFromLimits(limits(), { errorScale }));
  const quantile = numbers(input, 'quantile').map((number) => (number ?? 0) - 1);
  return { labels, rows: { area, quantile, population: numbers(input, 'population'), value: numbers(input, 'value'), standardError } };
}

/** The key leaves out areas that lack a quantile, and multiplies the intercept for transformed values only. */
export const slopeIndex = defineTopic({
  topic: 'slope-index',
  run(input) {
    const errorScale = errorScaleOf(input);
    const { labels, rows } = rowsOf(input, errorScale);
    const transform = input.transform === true;
    const multiplier = numberOf(input, 'multiplier');
    const options = { errorScale, transform, multiplier, confidence: numberOf(input, 'confidence') };
    const { slopeIndex: slope, relativeIndex: relative, intercept } = slopeIndices(rows, options);
    const simulated = simulatedSlopeIndexLimits(rows, { ...options, draws: numberOf(input, 'repetitions'), generator: xoshiro128(1) });
    const kept = labels.map((_, area) => area).filter((area) => slope.value.defined[area] === 1);
    const list = (column: Column) => kept.map((area) => toNullable(column)[area] ?? null);
    return {
      area: kept.map((area) => labels[area] ?? ''),
      sii: list(slope.value),
      rii: list(relative.value),
      intercept: list(intercept).map((value) => (value !== null && transform ? value * Math.abs(multiplier) : value)),
      simulated: {
        sii_lower: list(simulated.slopeIndex.lower),
        sii_upper: list(simulated.slopeIndex.upper),
        rii_lower: list(simulated.relativeIndex.lower),
        rii_upper: list(simulated.relativeIndex.upper),
      },
      analytic: { sii_lower: list(slope.lower), sii_upper: list(slope.upper) },
    };
  },
  accepts(path, expected, got, keyCase) {
    return path[0] === 'simulated' ? Math.abs(got - expected) <= simulationTolerance(keyCase) * Math.max(1, Math.abs(expected)) : undefined;
  },
});

const simulationTolerance = ({ simulation_tolerance: given, tolerance }: KeyCase): number => (typeof given === 'number' ? given : tolerance);
