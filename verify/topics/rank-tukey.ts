import { at } from '../../stats/column.ts';
import { tukeyRankIntervals } from '../../stats/rank-tukey.ts';
import { numberOf, numbers, stringOf } from '../input.ts';
import { defineTopic } from '../runner.ts';

/** The key lists the intervals in ascending order of the estimates, as its reference returns them, not in input order. */
export const rankTukey = defineTopic({
  topic: 'rank-tukey',
  run(input) {
    const estimate = numbers(input, 'estimate');
    const { lower, upper } = tukeyRankIntervals(
      { estimate, standardError: numbers(input, 'standard_error') },
      { coverage: 1 - numberOf(input, 'alpha'), rankOne: stringOf(input, 'rank_1_is') === 'largest estimate' ? 'largest' : 'smallest' },
    );
    const order = estimate.map((_, row) => row).sort((a, b) => (estimate[a] ?? 0) - (estimate[b] ?? 0));
    return { lower: order.map((row) => at(lower, row)), upper: order.map((row) => at(upper, row)) };
  },
  /** The cases' note: allow 1 rank, for the reference simulates its critical value. */
  accepts: (_path, expected, got) => Math.abs(got - expected) <= 1,
});
