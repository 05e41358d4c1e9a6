import { at } from '../../stats/column.ts';
import { directlyStandardisedRates } from '../../stats/directly-standardised-rate.ts';
import { crudeReferenceRate, expectedCounts, indirectlyStandardisedRatios } from '../../stats/indirectly-standardised-ratio.ts';
import { byarInterval } from '../../stats/poisson.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import { booleanOf, numberOf, numbers, stringOf } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

const levels = [
  ['95', 0.95],
  ['99_8', 0.998],
] as const;

const methodNames = { 'exact-poisson': 'Exact', byar: 'Byars' } as const;

/** One area at a time: standardised directly or indirectly, or a single interval of Byar or Wilson. */
export const standardisation = defineTopic({
  topic: 'standardisation',
  run(input) {
    const method = stringOf(input, 'method');
    if (method === 'direct') return direct(input);
    if (method === 'indirect') return indirect(input);
    if (method === 'byar') return byar(numberOf(input, 'x'), numberOf(input, 'conf'));
    if (method === 'wilson') return { ...wilsonInterval(numberOf(input, 'x'), numberOf(input, 'n'), numberOf(input, 'conf')) };
    throw new RangeError(`input.method: expected direct, indirect, byar or wilson: ${method}`);
  },
});

function direct(input: JsonObject): JsonObject {
  const [count, population] = [numbers(input, 'count'), numbers(input, 'population')];
  const rows = { area: count.map(() => 0), band: count.map((_, band) => band), count, population };
  const result: JsonObject = {};
  for (const [level, confidence] of levels) {
    const { value, lower, upper } = directlyStandardisedRates(rows, numbers(input, 'standard'), { confidence, multiplier: numberOf(input, 'multiplier') });
    Object.assign(result, { value: at(value, 0), [`ci${level}`]: [at(lower, 0), at(upper, 0)] });
  }
  return result;
}

function indirect(input: JsonObject): JsonObject {
  const population = numbers(input, 'population');
  const reference = { count: numbers(input, 'reference_count'), population: numbers(input, 'reference_population') };
  const expected = at(expectedCounts({ area: population.map(() => 0), band: population.map((_, band) => band), population }, reference), 0);
  const multiplier = numberOf(input, 'multiplier');
  const ofReference = booleanOf(input, 'rate') ? crudeReferenceRate(reference) * multiplier : null;
  const observed = numberOf(input, 'observed');
  const result: JsonObject = { observed, expected, ref_rate: ofReference };
  for (const [level, confidence] of levels) {
    const ratios = indirectlyStandardisedRatios({ observed: [observed], expected: [expected] }, { confidence, referenceValue: ofReference ?? multiplier });
    const name = level === '95' ? '95_0' : level;
    const [method = null] = ratios.method;
    Object.assign(result, {
      value: at(ratios.value, 0),
      [`lower${name}cl`]: at(ratios.lower, 0),
      [`upper${name}cl`]: at(ratios.upper, 0),
      method: method === null ? null : methodNames[method],
    });
  }
  return result;
}

/** A lower limit below 0, where the approximation fails, is one that the key has as missing. */
function byar(count: number, confidence: number): JsonObject {
  const { lower, upper } = byarInterval(count, confidence);
  return { lower: lower < 0 ? null : lower, upper };
}
