import { agreementOf } from '../../stats/agreement.ts';
import { toNullable } from '../../stats/column.ts';
import { type RankOptions, ranksOf } from '../../stats/ranks.ts';
import { numbers } from '../input.ts';
import { defineTopic } from '../runner.ts';

export const ranksAndAgreement = defineTopic({
  topic: 'ranks-and-agreement',
  run(input) {
    const value = numbers(input, 'value');
    const ranks = (options: RankOptions) => toNullable(ranksOf(value, options));
    const { spearman, kendallTauB, pearson, medianAbsoluteRankChange } = agreementOf(value, numbers(input, 'second'));
    return {
      ascending_min: ranks({ ties: 'min' }),
      ascending_average: ranks({ ties: 'average' }),
      ascending_max: ranks({ ties: 'max' }),
      descending_min: ranks({ first: 'largest', ties: 'min' }),
      spearman,
      kendall_tau_b: kendallTauB,
      pearson,
      median_absolute_rank_change: medianAbsoluteRankChange,
    };
  },
});
