import type { Measure, Polarity } from '../../data/measure.ts';
import { defineQuery, type RowOf } from '../columns.ts';
import { withWords } from '../formats/league-words.ts';
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
  phi: 'number?',
  naive_lower: 'number?',
  naive_upper: 'number?',
  shrunken: 'number?',
  shrunken_lower: 'number?',
  shrunken_upper: 'number?',
  yardstick_lower: 'number?',
  yardstick_upper: 'number?',
  yardstick_units: 'integer?',
  gap_events: 'number?',
  gap_events_lower: 'number?',
  gap_events_upper: 'number?',
  p_value: 'number?',
  p_adjusted: 'number?',
  limit_low_998: 'number?',
  limit_low_95: 'number?',
  limit_high_95: 'number?',
  limit_high_998: 'number?',
  previous_period: 'text?',
  change: 'number?',
  change_lower: 'number?',
  change_upper: 'number?',
  direction: 'text?',
  balance: 'text?',
  balance_note: 'text?',
  note: 'text?',
  yardstick_note: 'text?',
} as const;

/** A row as the warehouse gives it. */
export type StoredLeagueRow = RowOf<typeof leagueColumns>;

/** What a row says in words: made by one function for every format. */
export const leagueWordColumns = {
  position_words: 'text',
  rank_words: 'text',
  gap_words: 'text',
  change_words: 'text',
  balance_words: 'text',
} as const;

export type LeagueRow = StoredLeagueRow & RowOf<typeof leagueWordColumns>;

/** Columns of a league table in every data format. */
export const publishedLeagueColumns = { ...leagueColumns, ...leagueWordColumns };

export const sorts = ['band', 'value', '-value', 'name', '-name', 'market', 'denominator', '-denominator', 'gap', '-gap'] as const;
export type Sort = (typeof sorts)[number];

const marketOrder = "case market_type when 'competitive' then 1 when 'limited' then 2 when 'monopoly' then 3 else 4 end";

/** `value` puts the good end first; where there is no judgement, the lowest. */
function orderBy(sort: Sort, polarity: Polarity): string {
  const direction = (polarity === 'higher-is-better') !== sort.startsWith('-') ? 'desc' : 'asc';
  const orders: Record<Sort, string> = {
    band: 'tie_band nulls last, o.value is null, s.short_name, o.system_id',
    value: `value ${direction} nulls last, s.short_name, o.system_id`,
    '-value': `value ${direction} nulls last, s.short_name, o.system_id`,
    name: 's.short_name, o.system_id',
    '-name': 's.short_name desc, o.system_id',
    market: `${marketOrder}, s.short_name, o.system_id`,
    denominator: 'denominator asc nulls last, s.short_name, o.system_id',
    '-denominator': 'denominator desc nulls last, s.short_name, o.system_id',
    gap: 'gap asc nulls last, s.short_name, o.system_id',
    '-gap': 'gap desc nulls last, s.short_name, o.system_id',
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
    o.phi, o.naive_lower, o.naive_upper, o.shrunken, o.shrunken_lower, o.shrunken_upper,
    c.yardstick_lower, c.yardstick_upper, c.yardstick_units, c.gap_events, c.gap_events_lower, c.gap_events_upper, c.p_value, c.p_adjusted,
    c.limit_low_998, c.limit_low_95, c.limit_high_95, c.limit_high_998,
    g.previous_period, g.change, g.change_lower, g.change_upper, g.direction, g.balance, g.balance_note,
    o.note, coalesce(c.yardstick_note, if(c.system_id is null, l.reason, null)) as yardstick_note
  from observation o
  join system s on s.system_id = o.system_id and s.level = o.level
  left join comparison c on c.measure_id = o.measure_id and c.level = o.level and c.system_id = o.system_id
    and c.period = o.period and c.yardstick_id = $yardstick and c.definition in ('any', $definition)
  left join league l on l.measure_id = o.measure_id and l.level = o.level and l.period = o.period
    and l.yardstick_id = $yardstick and l.definition in ('any', $definition)
  left join change g on g.measure_id = o.measure_id and g.level = o.level and g.system_id = o.system_id and g.period = o.period
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
export async function selectLeagueTable(warehouse: Warehouse, question: LeagueQuestion, order: { sort: Sort; declaration: Measure }): Promise<LeagueRow[]> {
  const query = { columns: leagueColumns, sql: leagueSql(orderBy(order.sort, order.declaration.polarity)) };
  const { measure, level, period, definition, yardstick, market, release } = question;
  const rows = await warehouse.readAll(query, { measure, level, period, definition, yardstick, market, release });
  return rows.map((row) => withWords(row, order.declaration));
}

const leagueQuery = defineQuery({
  columns: {
    with_value: 'integer',
    members: 'integer?',
    attained_by: 'integer?',
    between_sd: 'number?',
    critical_value: 'number?',
    tie_bands: 'integer?',
    reason: 'text?',
    phi: 'number?',
    phi_lower: 'number?',
    phi_upper: 'number?',
    basis: 'text?',
    changes: 'integer?',
    held_out_coverage: 'number?',
    naive_coverage: 'number?',
  },
  sql: `select l.with_value, l.members, l.attained_by, l.between_sd, l.critical_value, l.tie_bands, l.reason,
      d.phi, d.phi_lower, d.phi_upper, d.basis, d.changes, d.held_out_coverage, d.naive_coverage
    from league l
    left join dispersion d on d.measure_id = l.measure_id and d.level = l.level
    where l.measure_id = $measure and l.level = $level and l.period = $period
      and l.yardstick_id = $yardstick and l.definition in ('any', $definition)`,
});

export type League = RowOf<typeof leagueQuery.columns>;

/** What a table as a whole says: its dispersion, its limits, and why it has no bands or ranks. Null where the period has no table. */
export async function selectLeague(
  warehouse: Warehouse,
  { measure, level, period, definition, yardstick }: Omit<LeagueQuestion, 'market' | 'release'>,
): Promise<League | null> {
  return (await warehouse.readAll(leagueQuery, { measure, level, period, definition, yardstick }))[0] ?? null;
}

/** Mean share of the people of several systems: over those of which share and people are known. */
const weighted = (share: string): string => `sum(s.${share} * s.population) / nullif(sum(s.population) filter (where s.${share} is not null), 0) as ${share}`;

const groupQuery = defineQuery({
  columns: {
    market_type: 'text',
    systems: 'integer',
    with_value: 'integer',
    numerator: 'number?',
    denominator: 'number?',
    value: 'number?',
    lower: 'number?',
    upper: 'number?',
    share_75_plus: 'number?',
    share_65_plus: 'number?',
    share_rural: 'number?',
    share_most_deprived: 'number?',
  },
  sql: `with people as (
      select coalesce(m.market_type, 'unclassified') as market_type,
        ${['share_75_plus', 'share_65_plus', 'share_rural', 'share_most_deprived'].map(weighted).join(',\n        ')}
      from system s
      left join system_market m on m.definition = $definition and m.level = s.level and m.system_id = s.system_id
      where s.level = $level
      group by 1
    )
    select g.market_type, g.systems, g.with_value, g.numerator, g.denominator, g.value, g.lower, g.upper,
      p.share_75_plus, p.share_65_plus, p.share_rural, p.share_most_deprived
    from market_group g join people p using (market_type)
    where g.measure_id = $measure and g.level = $level and g.period = $period and g.definition = $definition`,
});

export type MarketGroup = RowOf<typeof groupQuery.columns>;

/** The systems of a table by market type, each group taken together. */
export function selectMarketGroups(warehouse: Warehouse, question: LeagueQuestion): Promise<MarketGroup[]> {
  const { measure, level, period, definition } = question;
  return warehouse.readAll(groupQuery, { measure, level, period, definition });
}
