import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';
import { exposureColumns } from './markets.ts';

export const systemColumns = {
  system_id: 'text',
  system_name: 'text',
  short_name: 'text',
  level: 'text',
  parent_id: 'text?',
  ons_code: 'text',
  integration_type: 'text',
  market_type: 'text',
  hhi: 'number?',
  population: 'integer',
  areas: 'integer',
  share_75_plus: 'number',
  share_rural: 'number',
  share_most_deprived: 'number',
  former_names: 'text?',
  note: 'text?',
} as const;

export type SystemListRow = RowOf<typeof systemColumns>;

const systemSelect = `with former as (
    select system_id, string_agg(code || ' ' || name, '; ' order by code) as names,
      bool_or($q <> '' and (lower(code) = lower($q) or contains(strip_accents(lower(name)), strip_accents(lower($q))))) as found
    from predecessor group by system_id
  )
  select s.system_id, s.name as system_name, s.short_name, s.level, s.parent_id, s.ons_code, s.integration_type,
    coalesce(m.market_type, 'unclassified') as market_type, m.hhi, s.population, s.areas,
    s.share_75_plus, s.share_rural, s.share_most_deprived, f.names as former_names, s.note
  from system s
  join level l using (level)
  left join former f on f.system_id = s.system_id
  left join system_market m on m.definition = $definition and m.level = s.level and m.system_id = s.system_id`;

// Former organisations are searched too, and named in the answer: people remember them.
const listQuery = defineQuery({
  columns: systemColumns,
  sql: `${systemSelect}
    where ($level = 'all' or s.level = $level)
      and ($q = '' or lower(s.system_id) = lower($q) or lower(s.ons_code) = lower($q)
        or contains(strip_accents(lower(s.name)), strip_accents(lower($q))) or coalesce(f.found, false))
    order by l.position, s.name, s.system_id`,
});

/** Systems whose name, code or former name or code matches; all of them when nothing is asked. */
export function selectSystems(warehouse: Warehouse, question: { q: string; level: string; definition: string }): Promise<SystemListRow[]> {
  return warehouse.readAll(listQuery, question);
}

const profileQuery = defineQuery({
  columns: systemColumns,
  sql: `${systemSelect} where s.system_id = $q and s.level = $level`,
});

export async function selectSystem(warehouse: Warehouse, question: { id: string; level: string; definition: string }): Promise<SystemListRow | null> {
  return (await warehouse.readAll(profileQuery, { q: question.id, level: question.level, definition: question.definition }))[0] ?? null;
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
  columns: { area_id: 'text', name: 'text', district: 'text', population: 'integer', market_type: 'text' },
  sql: `select a.area_id, a.name, a.district, l.population, coalesce(m.market_type, 'unclassified') as market_type
    from area_system l join area a using (area_id)
    left join area_market m on m.area_id = a.area_id and m.definition = $definition
    where l.system_id = $id and l.level = $level
    order by a.district, a.name, a.area_id`,
});

export type SystemArea = RowOf<typeof areaQuery.columns>;

/** The small areas in which a system's residents live. */
export function selectSystemAreas(warehouse: Warehouse, question: { id: string; level: string; definition: string }): Promise<SystemArea[]> {
  return warehouse.readAll(areaQuery, question);
}
