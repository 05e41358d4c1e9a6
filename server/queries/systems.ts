import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';
import { exposureColumns } from './markets.ts';

export const systemColumns = {
  system_id: 'text',
  system_name: 'text',
  short_name: 'text',
  level: 'text',
  parent_id: 'text?',
  ons_code: 'text?',
  integration_type: 'text',
  market_type: 'text',
  hhi: 'number?',
  population: 'integer?',
  areas: 'integer',
  share_75_plus: 'number?',
  share_rural: 'number?',
  share_most_deprived: 'number?',
  former_names: 'text?',
  note: 'text?',
  kind: 'text?',
  share_65_plus: 'number?',
  other_names: 'text?',
} as const;

export type SystemListRow = RowOf<typeof systemColumns>;

// Units are searched by every name that they ever had: people remember those.
const matches = (text: string): string => `contains(strip_accents(lower(${text})), strip_accents(lower($q)))`;

const systemSelect = `with former as (
    select system_id, string_agg(code || ' ' || name, '; ' order by code) as names,
      bool_or($q <> '' and (lower(code) = lower($q) or ${matches('name')})) as found
    from predecessor group by system_id
  ), other as (
    select level, system_id, string_agg(distinct name, '; ' order by name) as names, bool_or($q <> '' and ${matches('name')}) as found
    from system_name group by level, system_id
  )
  select s.system_id, s.name as system_name, s.short_name, s.level, s.parent_id, s.ons_code, s.integration_type,
    coalesce(m.market_type, 'unclassified') as market_type, m.hhi, s.population, s.areas,
    s.share_75_plus, s.share_rural, s.share_most_deprived, f.names as former_names, s.note, s.kind, s.share_65_plus, n.names as other_names
  from system s
  join level l using (level)
  left join former f on f.system_id = s.system_id
  left join other n on n.level = s.level and n.system_id = s.system_id
  left join system_market m on m.definition = $definition and m.level = s.level and m.system_id = s.system_id`;

const listQuery = defineQuery({
  columns: systemColumns,
  sql: `${systemSelect}
    where ($level = 'all' or s.level = $level) and ($parent = '' or s.parent_id = $parent)
      and ($q = '' or lower(s.system_id) = lower($q) or lower(s.ons_code) = lower($q)
        or ${matches('s.name')} or coalesce(f.found, false) or coalesce(n.found, false))
    order by l.position, s.name, s.system_id`,
});

/** Systems whose name, code, or former or other name matches; all of them, or all parts of a parent, when nothing is asked. */
export function selectSystems(warehouse: Warehouse, question: { q: string; level: string; parent: string; definition: string }): Promise<SystemListRow[]> {
  const { q, level, parent, definition } = question;
  return warehouse.readAll(listQuery, { q, level, parent, definition });
}

const profileQuery = defineQuery({
  columns: systemColumns,
  sql: `${systemSelect} where s.level = $level and list_contains(string_split($ids, ','), s.system_id) and $q = ''`,
});

/** Some systems of a level. */
export function selectProfiles(warehouse: Warehouse, question: { ids: readonly string[]; level: string; definition: string }): Promise<SystemListRow[]> {
  return warehouse.readAll(profileQuery, { ids: question.ids.join(','), level: question.level, definition: question.definition, q: '' });
}

export async function selectSystem(
  warehouse: Warehouse,
  { id, level, definition }: { id: string; level: string; definition: string },
): Promise<SystemListRow | null> {
  return (await selectProfiles(warehouse, { ids: [id], level, definition }))[0] ?? null;
}

const otherNameQuery = defineQuery({
  columns: { name: 'text', kind: 'text', first_title: 'text?', last_title: 'text?' },
  sql: `select n.name, n.kind, coalesce(f.title, n.first_period) as first_title, coalesce(t.title, n.last_period) as last_title
    from system_name n left join period f on f.period = n.first_period left join period t on t.period = n.last_period
    where n.system_id = $id and n.level = $level
    order by list_position(['also', 'marketing', 'owner', 'former'], n.kind), coalesce(t.starts, n.last_period) desc nulls first, n.name`,
});

export type OtherName = RowOf<typeof otherNameQuery.columns>;

/** Other names under which a system is or was known, those of today first. */
export function selectOtherNames(warehouse: Warehouse, question: { id: string; level: string }): Promise<OtherName[]> {
  return warehouse.readAll(otherNameQuery, question);
}

const predecessorQuery = defineQuery({
  columns: { code: 'text', name: 'text', system_id: 'text', first_period: 'text', last_period: 'text' },
  sql: `select p.code, p.name, p.system_id, p.first_period, p.last_period
    from predecessor p where p.system_id = $id
      or p.system_id in (select system_id from system where parent_id = $id)
    order by p.system_id, p.code`,
});

export type Predecessor = RowOf<typeof predecessorQuery.columns>;

/** Former organisations of a system, or of the systems within it. */
export function selectPredecessors(warehouse: Warehouse, id: string): Promise<Predecessor[]> {
  return warehouse.readAll(predecessorQuery, { id });
}

const successorQuery = defineQuery({
  columns: { system_id: 'text', name: 'text', system_name: 'text' },
  sql: `select p.system_id, p.name, s.name as system_name from predecessor p join system s using (system_id)
    where lower(p.code) = lower($code) order by p.system_id limit 1`,
});

/** The system that follows a former organisation. */
export async function selectSuccessor(warehouse: Warehouse, code: string): Promise<RowOf<typeof successorQuery.columns> | null> {
  return (await warehouse.readAll(successorQuery, { code }))[0] ?? null;
}

const exposureQuery = defineQuery({
  columns: exposureColumns,
  sql: `select definition, market_type, share_competitive, share_limited, share_monopoly, share_unclassified, hhi
    from system_market where system_id = $id and level = $level order by definition`,
});

export type Exposure = RowOf<typeof exposureQuery.columns>;

/** A system's market under every definition. */
export function selectExposure(warehouse: Warehouse, question: { id: string; level: string }): Promise<Exposure[]> {
  return warehouse.readAll(exposureQuery, question);
}

const areaQuery = defineQuery({
  columns: { area_id: 'text', name: 'text', district: 'text', population: 'number?', market_type: 'text' },
  sql: `select a.area_id, a.name, a.district, l.population, coalesce(m.market_type, 'unclassified') as market_type
    from area_system l join area a using (area_id)
    left join area_market m on m.area_id = a.area_id and m.definition = $definition
    where l.system_id = $id and l.level = $level
    order by a.district, a.name, a.area_id`,
});

export type SystemArea = RowOf<typeof areaQuery.columns>;

/** The areas in which a system serves people. */
export function selectSystemAreas(warehouse: Warehouse, question: { id: string; level: string; definition: string }): Promise<SystemArea[]> {
  return warehouse.readAll(areaQuery, question);
}
