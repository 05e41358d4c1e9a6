import type { Polarity } from '../../data/measure.ts';
import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';

/** Columns of a league table: the names up to `release_id` are a public contract. */
export const leagueColumns = {
  system_id: 'text',
  system_name: 'text',
  level: 'text',
  market_type: 'text',
  integration_type: 'text',
  period: 'text',
  measure_id: 'text',
  numerator: 'number?',
  denominator: 'number?',
  value: 'number?',
  lower: 'number?',
  upper: 'number?',
  status: 'text',
  yardstick_id: 'text',
  yardstick_value: 'number?',
  gap: 'number?',
  gap_lower: 'number?',
  gap_upper: 'number?',
  z: 'number?',
  band: 'text?',
  outlook: 'text?',
  rank_low: 'integer?',
  rank_high: 'integer?',
  ranked_of: 'integer?',
  tie_band: 'integer?',
  release_id: 'text',
  short_name: 'text',
  parent_id: 'text?',
  hhi: 'number?',
  method: 'text?',
  limit_low_998: 'number?',
  limit_low_95: 'number?',
  limit_high_95: 'number?',
  limit_high_998: 'number?',
  note: 'text?',
} as const;

export type LeagueRow = RowOf<typeof leagueColumns>;

export const sorts = ['value', '-value', 'name', '-name', 'market', 'denominator', '-denominator', 'gap', '-gap'] as const;
export type Sort = (typeof sorts)[number];

const marketOrder = "case market_type when 'competitive' then 1 when 'limited' then 2 when 'monopoly' then 3 else 4 end";

/** `value` puts the good end first; where there is no judgement, the lowest. */
function orderBy(sort: Sort, polarity: Polarity): string {
  const direction = (polarity === 'higher-is-better') !== sort.startsWith('-') ? 'desc' : 'asc';
  const orders: Record<Sort, string> = {
    value: `value ${direction} nulls last, system_name, system_id`,
    '-value': `value ${direction} nulls last, system_name, system_id`,
    name: 'system_name, system_id',
    '-name': 'system_name desc, system_id',
    market: `${marketOrder}, system_name, system_id`,
    denominator: 'denominator asc nulls last, system_name, system_id',
    '-denominator': 'denominator desc nulls last, system_name, system_id',
    gap: 'gap asc nulls last, system_name, system_id',
    '-gap': 'gap desc nulls last, system_name, system_id',
  };
  return orders[sort];
}

/** Select and joins of a league row; needs `$yardstick`, `$definition` and `$release`. */
export const leagueSelect = `select
    o.system_id, s.name as system_name, o.level,
    coalesce(m.market_type, 'unclassified') as market_type, s.integration_type,
    o.period, o.measure_id, o.numerator, o.denominator, o.value, o.lower, o.upper, o.status,
    $yardstick as yardstick_id, c.yardstick_value, c.gap, c.gap_lower, c.gap_upper, c.z, c.band, c.outlook,
    c.rank_low, c.rank_high, c.ranked_of, c.tie_band, $release as release_id,
    s.short_name, s.parent_id, m.hhi, o.method,
    c.limit_low_998, c.limit_low_95, c.limit_high_95, c.limit_high_998, o.note
  from observation o
  join system s on s.system_id = o.system_id and s.level = o.level
  left join comparison c on c.measure_id = o.measure_id and c.level = o.level and c.system_id = o.system_id
    and c.period = o.period and c.yardstick_id = $yardstick
  left join system_market m on m.definition = $definition and m.level = o.level and m.system_id = o.system_id`;

const leagueSql = (order: string): string => `${leagueSelect}
  where o.measure_id = $measure and o.level = $level and o.period = $period
    and ($market = 'all' or coalesce(m.market_type, 'unclassified') = $market)
  order by ${order}`;

export interface LeagueQuestion {
  measure: string;
  level: string;
  period: string;
  definition: string;
  yardstick: string;
  market: string;
  release: string;
}

/** One row per system, suppressed and missing ones too; a market filter shows a group apart and recomputes nothing. */
export function selectLeagueTable(warehouse: Warehouse, question: LeagueQuestion, order: { sort: Sort; polarity: Polarity }): Promise<LeagueRow[]> {
  const query = { columns: leagueColumns, sql: leagueSql(orderBy(order.sort, order.polarity)) };
  const { measure, level, period, definition, yardstick, market, release } = question;
  return warehouse.readAll(query, { measure, level, period, definition, yardstick, market, release });
}

const groupQuery = defineQuery({
  columns: {
    market_type: 'text',
    systems: 'integer',
    with_value: 'integer',
    numerator: 'number?',
    denominator: 'number?',
    pooled_value: 'number?',
    share_75_plus: 'number',
    share_rural: 'number',
    share_most_deprived: 'number',
  },
  // Sums of what was published, over systems that have a value: never a mean of rates.
  sql: `select
      coalesce(m.market_type, 'unclassified') as market_type,
      count(*)::integer as systems,
      count(o.value)::integer as with_value,
      sum(o.numerator) filter (where o.value is not null) as numerator,
      sum(o.denominator) filter (where o.value is not null) as denominator,
      $multiplier::double * sum(o.numerator) filter (where o.value is not null)
        / nullif(sum(o.denominator) filter (where o.value is not null), 0) as pooled_value,
      sum(s.share_75_plus * s.population) / sum(s.population) as share_75_plus,
      sum(s.share_rural * s.population) / sum(s.population) as share_rural,
      sum(s.share_most_deprived * s.population) / sum(s.population) as share_most_deprived
    from observation o
    join system s on s.level = o.level and s.system_id = o.system_id
    left join system_market m on m.definition = $definition and m.level = o.level and m.system_id = o.system_id
    where o.measure_id = $measure and o.level = $level and o.period = $period
    group by 1`,
});

export type MarketGroup = RowOf<typeof groupQuery.columns>;

/** The systems of a table by market type, each group taken together. */
export function selectMarketGroups(warehouse: Warehouse, question: LeagueQuestion, multiplier: number): Promise<MarketGroup[]> {
  const { measure, level, period, definition } = question;
  return warehouse.readAll(groupQuery, { measure, level, period, definition, multiplier });
}

const funnelQuery = defineQuery({
  columns: { denominator: 'number', centre: 'number', limit_low_998: 'number', limit_low_95: 'number', limit_high_95: 'number', limit_high_998: 'number' },
  sql: `select denominator, centre, limit_low_998, limit_low_95, limit_high_95, limit_high_998
    from funnel_limit where measure_id = $measure and level = $level and period = $period order by denominator`,
});

export type FunnelPoint = RowOf<typeof funnelQuery.columns>;

export function selectFunnel(warehouse: Warehouse, { measure, level, period }: LeagueQuestion): Promise<FunnelPoint[]> {
  return warehouse.readAll(funnelQuery, { measure, level, period });
}
