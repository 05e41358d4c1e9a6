import { codesOf } from '../../stats/codes.ts';
import { toNullable } from '../../stats/column.ts';
import { marketConcentration } from '../../stats/concentration.ts';
import { numbers, strings } from '../input.ts';
import { defineTopic } from '../runner.ts';

export const hhi = defineTopic({
  topic: 'hhi',
  run(input) {
    const market = codesOf(strings(input, 'market'));
    const concentration = marketConcentration({ market: market.codes, firm: codesOf(strings(input, 'firm')).codes, amount: numbers(input, 'volume') });
    return {
      market: market.labels,
      hhi: toNullable(concentration.hhi),
      firms: toNullable(concentration.firms),
      top_share_percent: toNullable(concentration.topShare),
      cr4_percent: toNullable(concentration.topFourShare),
      equivalent_firms: toNullable(concentration.equivalentFirms),
      hhi_change_if_two_largest_merge: toNullable(concentration.mergerChange),
    };
  },
});
