import { marketTypes } from '../../data/markets.ts';
import type { Row } from '../../data/tables.ts';
import { estimate } from './observe.ts';
import { type LevelSetting, pool } from './references/reference.ts';
import { hasValue, type LeagueTable } from './table.ts';

/**
 * The systems of each market type taken together: counts summed, with the interval of the sum. A group without a system
 * has no row. Standardised ratios are not added up: each has another expected number.
 */
export function marketGroups(table: LeagueTable, setting: LevelSetting): Row<'market_group'>[] {
  return [...setting.marketTypes].flatMap(([definition, types]) =>
    marketTypes.flatMap((market_type) => {
      const members = table.observations.filter((_, place) => types[place] === market_type);
      return members.length === 0 ? [] : [groupRow(table, members, { definition, market_type })];
    }),
  );
}

function groupRow(table: LeagueTable, members: LeagueTable['observations'], of: { definition: string; market_type: string }): Row<'market_group'> {
  const { measure, level, period, phi } = table;
  const { numerator, denominator, units } = pool(members.filter(hasValue));
  // Published values have no counts to add up.
  const with_value = members.filter(({ value }) => value !== null).length;
  const base = { measure_id: measure.id, level, period, ...of, systems: members.length, with_value };
  if (units === 0 || denominator <= 0 || measure.statistic === 'standardised-ratio')
    return { ...base, numerator: null, denominator: null, value: null, lower: null, upper: null };
  const { value, lower, upper } = estimate(measure, numerator, denominator, phi);
  return { ...base, numerator, denominator, value, lower, upper };
}
