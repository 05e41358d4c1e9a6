import { yardstickById } from '../../data/yardsticks.ts';
import { normalDeviate } from '../../stats/normal.ts';
import { toldApart } from '../../stats/tie-bands.ts';
import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';
import { latestPeriods } from './system-measures.ts';

/** What was analysed about one system when the release was built: peers, trends, splits, and whom it is like. */

const spreadQuery = defineQuery({
  columns: { measure_id: 'text', period: 'text', systems: 'integer', lowest: 'number', lower_quarter: 'number', upper_quarter: 'number', highest: 'number' },
  sql: `with ${latestPeriods}
    select o.measure_id, o.period, count(*)::integer as systems, min(o.value) as lowest,
      quantile_cont(o.value, 0.25) as lower_quarter, quantile_cont(o.value, 0.75) as upper_quarter, max(o.value) as highest
    from observation o join latest t on t.measure_id = o.measure_id and t.period = o.period
    where o.level = $level and o.value is not null
    group by o.measure_id, o.period
    order by o.measure_id`,
});

export type Spread = RowOf<typeof spreadQuery.columns>;

const spreads = new WeakMap<Warehouse, Map<string, Promise<Spread[]>>>();

/** How far the systems of a level lie apart on each measure in its latest period. Asked once a release: it is the same on every page of the level. */
export function selectSpread(warehouse: Warehouse, level: string): Promise<Spread[]> {
  const levels = spreads.get(warehouse) ?? new Map<string, Promise<Spread[]>>();
  spreads.set(warehouse, levels);
  const asked = levels.get(level) ?? warehouse.readAll(spreadQuery, { level });
  levels.set(level, asked);
  // A question that failed is asked again by the next page.
  asked.catch(() => levels.delete(level));
  return asked;
}

const trendQuery = defineQuery({
  columns: {
    measure_id: 'text',
    period: 'text',
    points: 'integer',
    centre: 'number',
    limit_lower: 'number',
    limit_upper: 'number',
    variation: 'text',
    rule: 'text?',
  },
  sql: `select measure_id, period, points, centre, limit_lower, limit_upper, variation, rule
    from trend where system_id = $id and level = $level
    order by measure_id`,
});

export type Trend = RowOf<typeof trendQuery.columns>;

/** What process-behaviour charts say of a system's long series: one row a measure that has one. */
export function selectTrends(warehouse: Warehouse, question: { id: string; level: string }): Promise<Trend[]> {
  return warehouse.readAll(trendQuery, question);
}

const peerQuery = defineQuery({
  columns: { position: 'integer', peer_id: 'text', name: 'text', short_name: 'text', market_type: 'text', distance: 'number' },
  sql: `select p.position, p.peer_id, s.name, s.short_name, coalesce(m.market_type, 'unclassified') as market_type, p.distance
    from peer p
    join system s on s.system_id = p.peer_id and s.level = p.level
    left join system_market m on m.definition = $definition and m.level = p.level and m.system_id = p.peer_id
    where p.system_id = $id and p.level = $level
    order by p.position`,
});

export type Peer = RowOf<typeof peerQuery.columns>;

/** A system's nearest peers, nearest first. */
export function selectPeers(warehouse: Warehouse, question: { id: string; level: string; definition: string }): Promise<Peer[]> {
  return warehouse.readAll(peerQuery, question);
}

const balanceQuery = defineQuery({
  columns: { characteristic: 'text', own: 'number', peers: 'number', difference: 'number', unbalanced: 'integer', no_good_peers: 'integer' },
  sql: `select characteristic, own, peers, difference, unbalanced, no_good_peers
    from peer_balance where system_id = $id and level = $level
    order by characteristic`,
});

export type PeerBalance = RowOf<typeof balanceQuery.columns>;

/** How like a system its peers are: one row a characteristic. */
export function selectPeerBalance(warehouse: Warehouse, question: { id: string; level: string }): Promise<PeerBalance[]> {
  return warehouse.readAll(balanceQuery, question);
}

// The interval of the whole difference is that of the comparison or change, where it is the same difference: a system
// that lacks a factor is in the yardstick of the one and not of the other.
const splitQuery = defineQuery({
  columns: {
    against: 'text',
    first: 'number',
    second: 'number',
    first_against: 'number',
    second_against: 'number',
    difference: 'number',
    difference_lower: 'number?',
    difference_upper: 'number?',
    from_first: 'number',
    from_first_lower: 'number',
    from_first_upper: 'number',
    from_second: 'number',
    from_second_lower: 'number',
    from_second_upper: 'number',
  },
  sql: `select t.against, t.first, t.second, t.first_against, t.second_against, t.difference,
      case when abs(coalesce(c.gap, g.change) - t.difference) < 1e-6 then coalesce(c.gap_lower, g.change_lower) end as difference_lower,
      case when abs(coalesce(c.gap, g.change) - t.difference) < 1e-6 then coalesce(c.gap_upper, g.change_upper) end as difference_upper,
      t.from_first, t.from_first_lower, t.from_first_upper, t.from_second, t.from_second_lower, t.from_second_upper
    from two_factor t
    left join comparison c on c.measure_id = t.measure_id and c.level = t.level and c.system_id = t.system_id
      and c.period = t.period and c.yardstick_id = t.against and c.definition = t.definition
    left join change g on t.against = 'previous' and g.measure_id = t.measure_id and g.level = t.level
      and g.system_id = t.system_id and g.period = t.period
    where t.measure_id = $measure and t.level = $level and t.system_id = $id and t.period = $period and t.definition in ('any', $definition)
    order by t.against`,
});

export type Split = RowOf<typeof splitQuery.columns>;

/** A difference of a measure that is a product, split into its two factors: one row for each thing it is set against. */
export function selectSplits(
  warehouse: Warehouse,
  question: { id: string; level: string; measure: string; period: string; definition: string },
): Promise<Split[]> {
  return warehouse.readAll(splitQuery, question);
}

const sensitivityQuery = defineQuery({
  columns: { peers: 'integer', yardstick_value: 'number?', gap: 'number?', gap_lower: 'number?', gap_upper: 'number?' },
  sql: `select peers, yardstick_value, gap, gap_lower, gap_upper
    from peer_sensitivity
    where measure_id = $measure and level = $level and system_id = $id and period = $period
    order by peers`,
});

export type PeerSensitivity = RowOf<typeof sensitivityQuery.columns>;

/** The gap to other numbers of nearest peers than the usual one. */
export function selectPeerSensitivity(
  warehouse: Warehouse,
  question: { id: string; level: string; measure: string; period: string },
): Promise<PeerSensitivity[]> {
  return warehouse.readAll(sensitivityQuery, question);
}

const memberQuery = defineQuery({
  columns: {
    system_id: 'text',
    name: 'text',
    short_name: 'text',
    value: 'number',
    lower: 'number?',
    upper: 'number?',
    gap: 'number?',
    gap_lower: 'number?',
    gap_upper: 'number?',
    is_peer: 'integer',
  },
  sql: `select o.system_id, s.name, s.short_name, o.value, o.lower, o.upper, c.gap, c.gap_lower, c.gap_upper,
      (p.peer_id is not null)::integer as is_peer
    from observation o
    join system s on s.system_id = o.system_id and s.level = o.level
    left join comparison c on c.measure_id = o.measure_id and c.level = o.level and c.system_id = o.system_id
      and c.period = o.period and c.yardstick_id = $yardstick and c.definition in ('any', $definition)
    left join peer p on p.level = o.level and p.system_id = $id and p.peer_id = o.system_id
    where o.measure_id = $measure and o.level = $level and o.period = $period and o.value is not null
    order by s.name, o.system_id`,
});

export type Member = RowOf<typeof memberQuery.columns>;

interface Ranked {
  estimate: number;
  standardError: number;
}

const deviate = normalDeviate(0.95);

/** The estimate that a yardstick ranks, with the standard error read back from its printed limits. */
function rankedOf(row: Member, ranks: string): Ranked | null {
  const [estimate, lower, upper] = ranks === 'gap' ? [row.gap, row.gap_lower, row.gap_upper] : [row.value, row.lower, row.upper];
  return estimate === null || lower === null || upper === null ? null : { estimate, standardError: (upper - lower) / (2 * deviate) };
}

/** The systems that a table ranks with one of them, and those of them that its test does not tell apart from it. */
export interface Alike {
  others: number;
  alike: readonly Pick<Member, 'system_id' | 'name' | 'short_name'>[];
}

/**
 * Whom a system cannot be told apart from, by the pairwise test of the league table: values, gaps where ranks are of
 * gaps, and only its peers where ranks are among peers. Null where the system is not ranked.
 */
export function alikeOf(rows: readonly Member[], about: { id: string; yardstick: string; criticalValue: number }): Alike | null {
  const ranks = yardstickById.get(about.yardstick)?.ranks ?? 'none';
  const known = rows.flatMap((row) => {
    const ranked = rankedOf(row, ranks);
    return ranked === null || ranks === 'none' ? [] : [{ row, ranked }];
  });
  const own = known.find(({ row }) => row.system_id === about.id)?.ranked;
  if (own === undefined) return null;
  const others = known.filter(({ row }) => row.system_id !== about.id && (ranks !== 'peers' || row.is_peer === 1));
  return {
    others: others.length,
    alike: others.filter(({ ranked }) => !toldApart(own, ranked, about.criticalValue)).map(({ row }) => row),
  };
}

/** Every system's value, and gap to its yardstick, in one table. */
export function selectMembers(
  warehouse: Warehouse,
  question: { id: string; level: string; measure: string; period: string; definition: string; yardstick: string },
): Promise<Member[]> {
  return warehouse.readAll(memberQuery, question);
}
