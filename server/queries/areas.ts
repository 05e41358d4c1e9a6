import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';

const areaQuery = defineQuery({
  columns: {
    area_id: 'text',
    name: 'text',
    district: 'text',
    population: 'integer?',
    share_75_plus: 'number?',
    share_rural: 'number?',
    mean_imd_decile: 'number?',
    share_65_plus: 'number?',
  },
  sql: 'select area_id, name, district, population, share_75_plus, share_rural, mean_imd_decile, share_65_plus from area where area_id = $id',
});

export type AreaRow = RowOf<typeof areaQuery.columns>;

export async function selectArea(warehouse: Warehouse, id: string): Promise<AreaRow | null> {
  return (await warehouse.readAll(areaQuery, { id }))[0] ?? null;
}

export const choiceColumns = { definition: 'text', area_id: 'text', option_id: 'text', option_name: 'text?', share: 'number?' } as const;

const choiceQuery = defineQuery({
  columns: choiceColumns,
  sql: `select definition, area_id, option_id, option_name, share from choice where area_id = $id
    order by definition, share desc nulls last, option_name nulls last, option_id`,
});

export type ChoiceRow = RowOf<typeof choiceColumns>;

/** What residents of an area use or may use, under every definition. */
export function selectChoices(warehouse: Warehouse, id: string): Promise<ChoiceRow[]> {
  return warehouse.readAll(choiceQuery, { id });
}

const areaMarketQuery = defineQuery({
  columns: { definition: 'text', market_type: 'text', options: 'integer', top_share: 'number?', hhi: 'number?', reason: 'text' },
  sql: 'select definition, market_type, options, top_share, hhi, reason from area_market where area_id = $id order by definition',
});

export type AreaMarketRow = RowOf<typeof areaMarketQuery.columns>;

export function selectAreaMarkets(warehouse: Warehouse, id: string): Promise<AreaMarketRow[]> {
  return warehouse.readAll(areaMarketQuery, { id });
}

const areaSystemQuery = defineQuery({
  columns: { level: 'text', system_id: 'text', system_name: 'text', short_name: 'text', population: 'number?' },
  sql: `select l.level, l.system_id, s.name as system_name, s.short_name, l.population
    from area_system l join system s on s.system_id = l.system_id and s.level = l.level join level v on v.level = l.level
    where l.area_id = $id order by v.position, l.population desc nulls last, s.name, l.system_id`,
});

export type AreaSystemRow = RowOf<typeof areaSystemQuery.columns>;

export function selectAreaSystems(warehouse: Warehouse, id: string): Promise<AreaSystemRow[]> {
  return warehouse.readAll(areaSystemQuery, { id });
}
