import { defineQuery, type RowOf } from '../../server/columns.ts';
import type { Warehouse } from '../../server/warehouse.ts';

/** What the words of a group promise: where the systems of an area come from, and what one that is alone is set against. */
interface Promised {
  id: string;
  level: string;
  /** Market definition whose options they are; null where they are the systems that serve the area. */
  definition: string | null;
  minimumShare: number;
  /** Of one that is alone: market definition of the places with choice that it is set against; null for all others. */
  elsewhere: string | null;
}

/** Held apart from what the program declares: the sentences were written for these. */
export const promised: Readonly<Record<string, readonly Promised[]>> = {
  england: [
    { id: 'networks', level: 'pcn', definition: 'gp-network-2020', minimumShare: 0, elsewhere: 'gp-network-2020' },
    { id: 'hospitals', level: 'trust', definition: 'hospital-use-2018', minimumShare: 0.05, elsewhere: 'hospital-use-2018' },
    { id: 'english-board', level: 'icb', definition: null, minimumShare: 0, elsewhere: 'gp-network-2020' },
  ],
  usa: [{ id: 'plans', level: 'contract', definition: null, minimumShare: 0, elsewhere: null }],
  'uk-nations': [{ id: 'board', level: 'board', definition: null, minimumShare: 0, elsewhere: null }],
};

const optionQuery = defineQuery({
  columns: {
    system_id: 'text',
    option_name: 'text?',
    share: 'number?',
    known: 'integer',
    full_name: 'text?',
    short_name: 'text?',
    parent: 'text?',
    market_type: 'text?',
  },
  sql: `with option as (
      select option_id as system_id, option_name, share from choice
      where area_id = $area and definition = $definition and coalesce(share, 1) >= $minimum and option_id <> 'U39686'
      union all
      select system_id, null, null from area_system where area_id = $area and level = $level and $definition = ''
    )
    select o.system_id, o.option_name, o.share, (s.system_id is not null)::integer as known, s.name as full_name, s.short_name,
      p.short_name as parent, m.market_type
    from option o
    left join system s on s.system_id = o.system_id and s.level = $level
    left join system p on p.system_id = s.parent_id
    left join system_market m on m.system_id = o.system_id and m.level = $level and m.definition = $elsewhere
    order by o.system_id`,
});

export type Option = RowOf<typeof optionQuery.columns>;

const areaQuery = defineQuery({
  columns: { area_id: 'text', name: 'text', district: 'text', networks: 'integer?' },
  sql: `select a.area_id, a.name, a.district, m.options as networks
    from area a left join area_market m on m.area_id = a.area_id and m.definition = 'gp-network-2020' where a.area_id = $area`,
});

const areaNameQuery = defineQuery({
  columns: { name: 'text', near: 'integer' },
  sql: "select distinct name, (kind = 'near')::integer as near from area_name where area_id = $area",
});

/** A group of an area as the release has it. */
export interface GroupFacts extends Promised {
  options: readonly Option[];
  /** Those with figures. */
  known: readonly Option[];
}

export interface AreaFacts extends RowOf<typeof areaQuery.columns> {
  edition: string;
  otherNames: readonly string[];
  /** Practices near it, where none stands in it. */
  nearPractices: readonly string[];
  groups: readonly GroupFacts[];
}

/** Everything that a page may say of an area. */
export async function areaFacts(warehouse: Warehouse, edition: string, area: string): Promise<AreaFacts> {
  const [found] = await warehouse.readAll(areaQuery, { area });
  if (found === undefined) throw new Error(`no area ${area}`);
  const names = await warehouse.readAll(areaNameQuery, { area });
  const groups = await Promise.all(
    (promised[edition] ?? []).map(async (group) => {
      const { level, definition, minimumShare: minimum, elsewhere } = group;
      const options = await warehouse.readAll(optionQuery, { area, level, minimum, definition: definition ?? '', elsewhere: elsewhere ?? '' });
      return { ...group, options, known: options.filter(({ known }) => known === 1) };
    }),
  );
  const of = (near: number): string[] => names.filter((one) => one.near === near).map(({ name }) => name);
  return { ...found, edition, otherNames: of(0), nearPractices: of(1), groups };
}

const figureQuery = defineQuery({
  columns: {
    measure_id: 'text',
    level: 'text',
    system_id: 'text',
    period: 'text',
    period_title: 'text',
    period_kind: 'text',
    period_ends: 'text',
    plain_title: 'text',
    plain_sentence: 'text',
    minimum: 'number',
    people: 'integer',
    status: 'text',
    value: 'number?',
    lower: 'number?',
    upper: 'number?',
    denominator: 'number?',
    domain: 'text',
    ever: 'integer',
  },
  sql: `with latest as (
      select o.measure_id, o.level, arg_max(o.period, p.starts || ' ' || o.period) as period
      from observation o join period p using (period)
      where list_contains(string_split($measures, ','), o.measure_id) group by o.measure_id, o.level
    ),
    known as (select measure_id, level, system_id, count(value)::integer as ever from observation group by measure_id, level, system_id)
    select o.measure_id, o.level, o.system_id, o.period, p.title as period_title, p.kind as period_kind, p.ends as period_ends,
      m.declaration->>'$.plainTitle' as plain_title, m.declaration->>'$.plainSentence' as plain_sentence,
      (m.declaration->>'$.minimumDenominator')::double as minimum,
      regexp_matches(m.declaration->>'$.denominator.words', '^(People|All people|Patients|Members|Registered patients|Register: patients)')::integer as people,
      o.status, o.value, o.lower, o.upper, o.denominator, m.declaration->>'$.domain' as domain, k.ever
    from observation o
    join latest using (measure_id, level, period)
    join known k using (measure_id, level, system_id)
    join period p using (period)
    join measure m using (measure_id)
    where list_contains(string_split($levels, ','), o.level) and (m.declaration->>'$.polarity') <> 'no-judgement'`,
});

export type Figure = RowOf<typeof figureQuery.columns>;

/** The latest figures on measures, of levels; by `level system measure`. */
export async function figuresOf(warehouse: Warehouse, levels: readonly string[], measures: readonly string[]): Promise<Map<string, Figure>> {
  const rows = await warehouse.readAll(figureQuery, { levels: levels.join(','), measures: measures.join(',') });
  return new Map(rows.map((row) => [`${row.level} ${row.system_id} ${row.measure_id}`, row]));
}

const strangerQuery = defineQuery({
  columns: { measure_id: 'text', level: 'text', system_id: 'text', yardstick_id: 'text', definition: 'text', said: 'integer?', found: 'integer' },
  sql: `with latest as (
      select o.measure_id, o.level, arg_max(o.period, p.starts || ' ' || o.period) as period
      from observation o join period p using (period)
      where list_contains(string_split($measures, ','), o.measure_id) and list_contains(string_split($levels, ','), o.level)
      group by o.measure_id, o.level
    ),
    figure as (
      select o.measure_id, o.level, o.system_id, o.period, if($edition = 'uk-nations', s.region, '') as country, (o.value is not null)::integer as valued
      from observation o join latest using (measure_id, level, period) join system s on s.system_id = o.system_id and s.level = o.level
    ),
    with_choice as (
      select definition, level, system_id from system_market
      where market_type = 'competitive' and share_monopoly <= $without and share_competitive + share_limited > 0.5
    ),
    total as (
      select 'others' as yardstick_id, 'any' as definition, measure_id, level, country, sum(valued) as units from figure group by all
      union all
      select 'competitive-others', h.definition, f.measure_id, f.level, f.country, sum(f.valued)
      from figure f join with_choice h using (level, system_id) group by all
    )
    select c.measure_id, c.level, c.system_id, c.yardstick_id, c.definition, c.yardstick_units as said,
      (t.units - if(c.yardstick_id = 'others' or h.system_id is not null, f.valued, 0))::integer as found
    from comparison c
    join figure f using (measure_id, level, system_id, period)
    join total t on t.measure_id = c.measure_id and t.level = c.level and t.country = f.country
      and t.yardstick_id = c.yardstick_id and t.definition = c.definition
    left join with_choice h on h.definition = c.definition and h.level = c.level and h.system_id = c.system_id
    where said is distinct from found limit 20`,
});

/**
 * Comparisons that rest on other systems than their words say: all others (of the same country), or those in places with a
 * choice, where at most the share `without` of the people have none.
 */
export const strangers = (warehouse: Warehouse, about: { edition: string; levels: string; measures: string; without: number }): Promise<object[]> =>
  warehouse.readAll(strangerQuery, about);

const chosenQuery = defineQuery({
  columns: optionQuery.columns,
  sql: `select s.system_id, null::varchar as option_name, null::double as share, 1::integer as known, s.name as full_name, s.short_name,
      p.short_name as parent, null::varchar as market_type
    from system s left join system p on p.system_id = s.parent_id
    where s.level = $level and list_contains(string_split($systems, ','), s.system_id) order by s.system_id`,
});

/** Systems that are compared wherever they are, as a group. */
export async function chosenFacts(
  warehouse: Warehouse,
  edition: string,
  { level, systems }: { level: string; systems: readonly string[] },
): Promise<GroupFacts> {
  const group = promised[edition]?.find((one) => one.level === level);
  if (group === undefined) throw new Error(`no group at ${level}`);
  const options = await warehouse.readAll(chosenQuery, { level, systems: systems.join(',') });
  return { ...group, options, known: options };
}
