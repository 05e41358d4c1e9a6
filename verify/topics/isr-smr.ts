import { at, toNullable } from '../../stats/column.ts';
import { crudeReferenceRate, expectedCounts, indirectlyStandardisedRatios, type Reference } from '../../stats/indirectly-standardised-ratio.ts';
import { countsByArea } from '../../stats/strata.ts';
import { areasOf, pick } from '../areas.ts';
import { numberList, numberOf, numbers, strings } from '../input.ts';
import { limitNames } from '../limit-names.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

interface AreaCounts {
  observed: number | null;
  expected: number | null;
  reference: Reference;
}

const methodNames = { 'exact-poisson': 'Exact', byar: 'Byars' } as const;

function ratiosAtLevels(counts: readonly AreaCounts[], levels: readonly number[], referenceValueOf: (counts: AreaCounts) => number): JsonObject {
  const result: JsonObject = {};
  for (const confidence of levels) {
    const ratios = counts.map((area) =>
      indirectlyStandardisedRatios({ observed: [area.observed], expected: [area.expected] }, { confidence, referenceValue: referenceValueOf(area) }),
    );
    const [lowerName, upperName] = limitNames(confidence, levels.length);
    result.value = ratios.flatMap(({ value }) => toNullable(value));
    result[lowerName] = ratios.flatMap(({ lower }) => toNullable(lower));
    result[upperName] = ratios.flatMap(({ upper }) => toNullable(upper));
    result.method = ratios.flatMap(({ method }) => method.map((name) => (name === null ? null : methodNames[name])));
  }
  return result;
}

/** The key gives the reference by row and names no bands: each area is a call with its own rows as bands. */
export const isrSmr = defineTopic({
  topic: 'isr-smr',
  run(input) {
    const areas = areasOf(strings(input, 'area'));
    const levels = numberList(input, 'confidence');
    const rateMultiplier = numberOf(input, 'rate_multiplier');
    const counts = areas.map(({ rows }): AreaCounts => {
      const area = rows.map(() => 0);
      const reference = { count: pick(numbers(input, 'reference_count'), rows), population: pick(numbers(input, 'reference_population'), rows) };
      const observed = countsByArea({ area, count: pick(numbers(input, 'count'), rows) });
      const expected = expectedCounts({ area, band: rows.map((_, band) => band), population: pick(numbers(input, 'population'), rows) }, reference);
      return { observed: at(observed, 0), expected: at(expected, 0), reference };
    });
    const shared = { area: areas.map(({ area }) => area), observed: counts.map(({ observed }) => observed), expected: counts.map(({ expected }) => expected) };
    const referenceRate = ({ reference }: AreaCounts) => crudeReferenceRate(reference) * rateMultiplier;
    return {
      rate: { ...shared, ref_rate: counts.map(referenceRate), ...ratiosAtLevels(counts, levels, referenceRate) },
      ratio: { ...shared, ...ratiosAtLevels(counts, levels, () => numberOf(input, 'ratio_reference_value')) },
    };
  },
});
