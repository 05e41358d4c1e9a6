import { toNullable } from '../../stats/column.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { marginalRankSets, simultaneousRankSets } from '../../stats/rank-confidence-sets.ts';
import { booleanOf, numberOf, numbers, stringOf } from '../input.ts';
import { defineTopic, type Json, type JsonObject, type KeyCase } from '../runner.ts';

/** The key keeps the smallest and largest answer of several seeds: ours is compared with both. */
const range = (ranks: (number | null)[]): JsonObject => ({ min: ranks, max: ranks });

function expectedAt(keyCase: KeyCase, path: readonly string[]): Json | undefined {
  let value: Json | undefined = keyCase.expected;
  for (const name of path) value = (value as JsonObject | undefined)?.[name];
  return value;
}

export const rankConfidenceSets = defineTopic({
  topic: 'rank-confidence-sets',
  run(input) {
    const units = { estimate: numbers(input, 'estimate'), standardError: numbers(input, 'standard_error') };
    const options = {
      coverage: numberOf(input, 'coverage'),
      stepDown: booleanOf(input, 'stepdown'),
      rankOne: stringOf(input, 'rank_1_is') === 'smallest estimate' ? ('smallest' as const) : ('largest' as const),
      draws: 20_000,
    };
    const simultaneous = simultaneousRankSets(units, { ...options, generator: xoshiro128(1) });
    const marginal = marginalRankSets(units, { ...options, generator: xoshiro128(1) });
    return {
      rank: toNullable(simultaneous.rank),
      simultaneous_lower: range(toNullable(simultaneous.lower)),
      simultaneous_upper: range(toNullable(simultaneous.upper)),
      marginal_lower: range(toNullable(marginal.lower)),
      marginal_upper: range(toNullable(marginal.upper)),
    };
  },
  /** The key's note: ours passes when within 1 rank of [min, max]. */
  accepts(path, _expected, got, keyCase) {
    const [field, end, row] = path;
    if (field === undefined || row === undefined || (end !== 'min' && end !== 'max')) return undefined;
    const least = expectedAt(keyCase, [field, 'min', row]);
    const most = expectedAt(keyCase, [field, 'max', row]);
    return typeof least === 'number' && typeof most === 'number' ? got >= least - 1 && got <= most + 1 : undefined;
  },
});
