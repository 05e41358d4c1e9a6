import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';
import type { LeagueQuestion } from './league-table.ts';

type TableQuestion = Pick<LeagueQuestion, 'measure' | 'level' | 'period' | 'definition'>;

const splitQuery = defineQuery({
  columns: {
    system_id: 'text',
    short_name: 'text',
    market_type: 'text',
    first: 'number',
    second: 'number',
    first_against: 'number',
    second_against: 'number',
    difference: 'number',
    from_first: 'number',
    from_first_lower: 'number',
    from_first_upper: 'number',
    from_second: 'number',
    from_second_lower: 'number',
    from_second_upper: 'number',
  },
  sql: `select f.system_id, s.short_name, coalesce(m.market_type, 'unclassified') as market_type,
      f.first, f.second, f.first_against, f.second_against, f.difference,
      f.from_first, f.from_first_lower, f.from_first_upper, f.from_second, f.from_second_lower, f.from_second_upper
    from two_factor f
    join system s on s.level = f.level and s.system_id = f.system_id
    left join system_market m on m.definition = $definition and m.level = f.level and m.system_id = f.system_id
    where f.measure_id = $measure and f.level = $level and f.period = $period and f.against = $against and f.definition in ('any', $definition)
    order by s.short_name, f.system_id`,
});

export type Split = RowOf<typeof splitQuery.columns>;

/** A product’s difference from what it is set against, split into its two factors: one row a system. */
export function selectSplits(warehouse: Warehouse, question: TableQuestion & { against: string }): Promise<Split[]> {
  const { measure, level, period, definition, against } = question;
  return warehouse.readAll(splitQuery, { measure, level, period, definition, against });
}

const pairQuery = defineQuery({
  columns: {
    system_id: 'text',
    short_name: 'text',
    previous_period: 'text',
    change: 'number',
    change_lower: 'number',
    change_upper: 'number',
    partner: 'text',
    partner_change: 'number',
    partner_lower: 'number',
    partner_upper: 'number',
    direction: 'text',
    balance: 'text?',
  },
  sql: `select a.system_id, s.short_name, a.previous_period, a.change, a.change_lower, a.change_upper,
      b.measure_id as partner, b.change as partner_change, b.change_lower as partner_lower, b.change_upper as partner_upper,
      a.direction, a.balance
    from change a
    join change b on b.level = a.level and b.system_id = a.system_id and b.period = a.period and b.measure_id = any(string_split($partners, ' '))
    join system s on s.level = a.level and s.system_id = a.system_id
    where a.measure_id = $measure and a.level = $level and a.period = $period and a.change is not null and b.change is not null
    order by partner, s.short_name, a.system_id`,
});

export type BalancePair = RowOf<typeof pairQuery.columns>;

/** Changes of a measure beside those of its balancing measures: one row a system and balancing measure. */
export function selectBalancePairs(
  warehouse: Warehouse,
  { measure, level, period, partners }: Omit<TableQuestion, 'definition'> & { partners: readonly string[] },
): Promise<BalancePair[]> {
  return warehouse.readAll(pairQuery, { measure, level, period, partners: partners.join(' ') });
}

const frontierQuery = defineQuery({
  columns: {
    system_id: 'text',
    short_name: 'text',
    envelopment_constant: 'number?',
    envelopment_variable: 'number?',
    corrected: 'number?',
    corrected_lower: 'number?',
    corrected_upper: 'number?',
    stochastic: 'number?',
    stochastic_lower: 'number?',
    stochastic_upper: 'number?',
    stochastic_status: 'text',
    stochastic_probability: 'number?',
    period: 'text',
  },
  sql: `select f.system_id, s.short_name, f.envelopment_constant, f.envelopment_variable, f.corrected, f.corrected_lower, f.corrected_upper,
      f.stochastic, f.stochastic_lower, f.stochastic_upper, f.stochastic_status, f.stochastic_probability, f.period
    from frontier f join system s on s.level = f.level and s.system_id = f.system_id
    where f.measure_id = $measure and f.level = $level
    order by s.short_name, f.system_id`,
});

export type FrontierRow = RowOf<typeof frontierQuery.columns>;

/** Efficiencies by several methods, of the latest year that has a frontier. */
export function selectFrontier(warehouse: Warehouse, { measure, level }: Pick<TableQuestion, 'measure' | 'level'>): Promise<FrontierRow[]> {
  return warehouse.readAll(frontierQuery, { measure, level });
}
