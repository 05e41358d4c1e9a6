import { groupsOf, type OpenGroup } from '../../data/choosing.ts';
import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';

const standingColumns = {
  measure_id: 'text',
  level: 'text',
  system_id: 'text',
  period: 'text',
  numerator: 'number?',
  denominator: 'number?',
  value: 'number?',
  lower: 'number?',
  upper: 'number?',
  status: 'text',
  yardstick_id: 'text',
  yardstick_definition: 'text',
  yardstick_value: 'number?',
  yardstick_units: 'integer?',
  gap: 'number?',
  gap_lower: 'number?',
  gap_upper: 'number?',
  band: 'text?',
  outlook: 'text?',
  note: 'text?',
} as const;

/** Where a system stands on a measure in the latest period of its level, against the others or against those with a choice. */
export type Standing = RowOf<typeof standingColumns>;

const standingQuery = defineQuery({
  columns: standingColumns,
  sql: `select o.measure_id, o.level, o.system_id, o.period, o.numerator, o.denominator, o.value, o.lower, o.upper, o.status,
      $yardstick as yardstick_id, $definition as yardstick_definition, c.yardstick_value, c.yardstick_units,
      c.gap, c.gap_lower, c.gap_upper, c.band, c.outlook, o.note
    from observation o
    left join comparison c on c.measure_id = o.measure_id and c.level = o.level and c.system_id = o.system_id
      and c.period = o.period and c.yardstick_id = $yardstick and c.definition = $definition
    where o.level = $level and list_contains(string_split($latest, ','), o.measure_id || ' ' || o.period)`,
});

const exposureQuery = defineQuery({
  columns: { level: 'text', definition: 'text', systems: 'integer', competitive: 'integer' },
  sql: `select level, definition, count(*)::integer as systems, count(*) filter (market_type = 'competitive')::integer as competitive
    from system_market group by level, definition`,
});

/** What a system is set against: all the others of its level, or those whose people mostly have a choice. */
export type Against = 'others' | 'choice';

/** Where every system stands that people may be shown: read once a release, as one page needs a few of them at once. */
export interface Standings {
  of(group: OpenGroup, system: string, measure: string, against: Against): Standing | undefined;
  /** How many systems of a group's level have a market type under a definition, and how many of them are competitive. */
  exposure(level: string, definition: string): { systems: number; competitive: number };
}

const keyOf = (against: Against, { level, system_id, measure_id }: Pick<Standing, 'level' | 'system_id' | 'measure_id'>): string =>
  `${against} ${level} ${system_id} ${measure_id}`;

/** Reads the standings of an edition; `latest` gives the measures that are shown at a level, each with its latest period. */
export async function readStandings(
  warehouse: Warehouse,
  edition: string,
  latest: (level: string) => readonly (readonly [string, string])[],
): Promise<Standings> {
  const found = new Map<string, Standing>();
  const groups = groupsOf(edition);
  const read = async (against: Against, { level, choiceElsewhere }: OpenGroup): Promise<void> => {
    const yardstick = against === 'others' ? 'others' : 'competitive-others';
    const definition = against === 'others' ? 'any' : (choiceElsewhere ?? 'any');
    const pairs = latest(level)
      .map((pair) => pair.join(' '))
      .join(',');
    for (const row of await warehouse.readAll(standingQuery, { level, yardstick, definition, latest: pairs })) found.set(keyOf(against, row), row);
  };
  await Promise.all(groups.flatMap((group) => [read('others', group), ...(group.choiceElsewhere === null ? [] : [read('choice', group)])]));
  const exposures = await warehouse.readAll(exposureQuery);
  return {
    of: ({ level }, system_id, measure_id, against) => found.get(keyOf(against, { level, system_id, measure_id })),
    exposure: (level, definition) => exposures.find((row) => row.level === level && row.definition === definition) ?? { systems: 0, competitive: 0 },
  };
}
