import { weightings } from '../../data/weights.ts';
import { at, type Column } from '../../stats/column.ts';
import { normalDeviate } from '../../stats/normal.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { randomWeightings, type WeightedOrder } from '../../stats/random-weightings.ts';
import { defineQuery, type RowOf } from '../columns.ts';
import { lackingWords } from '../formats/weight-words.ts';
import type { Warehouse } from '../warehouse.ts';

/** Columns of an order under a reader's weights; systems that lack a weighted measure follow those ranked, with the reason. */
export const weightColumns = {
  system_id: 'text',
  system_name: 'text',
  level: 'text',
  score: 'number?',
  rank_under_weights: 'integer?',
  rank_low: 'integer?',
  rank_high: 'integer?',
  share_first: 'number?',
  share_last: 'number?',
  ranked_of: 'integer',
  rank_low_redrawn: 'integer?',
  rank_high_redrawn: 'integer?',
  share_first_redrawn: 'number?',
  reason: 'text?',
  short_name: 'text',
  release_id: 'text',
} as const;

export type WeightRow = RowOf<typeof weightColumns>;

/** A measure to which the reader gave a weight above 0. */
export interface WeighedMeasure {
  id: string;
  shortTitle: string;
  higherIsBetter: boolean;
  weight: number;
}

export interface WeightQuestion {
  level: string;
  period: string;
  release: string;
  weighed: readonly WeighedMeasure[];
}

const valueQuery = defineQuery({
  columns: {
    system_id: 'text',
    system_name: 'text',
    short_name: 'text',
    measure_id: 'text',
    value: 'number?',
    lower: 'number?',
    upper: 'number?',
    status: 'text?',
  },
  sql: `select s.system_id, s.name as system_name, s.short_name, m.measure_id, o.value, o.lower, o.upper, o.status
    from system s
    cross join measure m
    left join observation o on o.system_id = s.system_id and o.level = s.level and o.measure_id = m.measure_id and o.period = $period
    where s.level = $level and list_contains(string_split($measures, ','), m.measure_id)
    order by s.name, s.system_id, m.position`,
});

type ValueRow = RowOf<typeof valueQuery.columns>;

/** A system with its value on each weighed measure, in the order of the measures. */
interface Profile {
  system: ValueRow;
  values: readonly (ValueRow | undefined)[];
}

/** Every system of a level under the weights: by rank, then those that cannot be ranked, by name. No weights, no order: no rows. */
export async function selectWeighted(warehouse: Warehouse, question: WeightQuestion): Promise<WeightRow[]> {
  const { level, period, release, weighed } = question;
  if (weighed.length === 0) return [];
  const stored = await warehouse.readAll(valueQuery, { level, period, measures: weighed.map(({ id }) => id).join(',') });
  const systems = stored.filter((row, place) => row.system_id !== stored[place - 1]?.system_id);
  const byCell = new Map(stored.map((row) => [`${row.system_id} ${row.measure_id}`, row]));
  const profiles = systems.map((system) => ({ system, values: weighed.map(({ id }) => byCell.get(`${system.system_id} ${id}`)) }));
  const order = orderOf(profiles, weighed);
  return profiles
    .map((profile, place): WeightRow => {
      const { system_id, system_name, short_name } = profile.system;
      return { ...placesOf(order, place), system_id, system_name, level, reason: reasonOf(profile, weighed), short_name, release_id: release };
    })
    .sort((a, b) => (a.rank_under_weights ?? Number.POSITIVE_INFINITY) - (b.rank_under_weights ?? Number.POSITIVE_INFINITY) || 0);
}

function orderOf(profiles: readonly Profile[], weighed: readonly WeighedMeasure[]): WeightedOrder {
  const deviate = normalDeviate(0.95);
  const columns = weighed.map(({ higherIsBetter, weight }, place) => {
    const cells = profiles.map(({ values }) => values[place]);
    return {
      value: cells.map((cell) => cell?.value ?? null),
      standardError: cells.map((cell) => (cell?.lower == null || cell.upper === null ? null : (cell.upper - cell.lower) / (2 * deviate))),
      higherIsBetter,
      weight,
    };
  });
  return randomWeightings(columns, { generator: xoshiro128(weightings.seed), draws: weightings.draws });
}

function placesOf(order: WeightedOrder, place: number) {
  const of = (column: Column): number | null => at(column, place);
  return {
    score: of(order.score),
    rank_under_weights: of(order.rank),
    rank_low: of(order.rankLow),
    rank_high: of(order.rankHigh),
    share_first: of(order.shareFirst),
    share_last: of(order.shareLast),
    ranked_of: order.ranked,
    rank_low_redrawn: of(order.rankLowRedrawn),
    rank_high_redrawn: of(order.rankHighRedrawn),
    share_first_redrawn: of(order.shareFirstRedrawn),
  };
}

function reasonOf({ values }: Profile, weighed: readonly WeighedMeasure[]): string | null {
  const lacking = weighed.flatMap(({ shortTitle }, place) => {
    const cell = values[place];
    return cell?.value == null ? [{ title: shortTitle, status: cell?.status ?? null }] : [];
  });
  return lacking.length === 0 ? null : lackingWords(lacking);
}
