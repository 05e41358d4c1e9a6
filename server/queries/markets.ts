import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';

/** A system's market under one definition. */
export const exposureColumns = {
  definition: 'text',
  market_type: 'text',
  share_competitive: 'number',
  share_limited: 'number',
  share_monopoly: 'number',
  share_unclassified: 'number',
  hhi: 'number?',
} as const;

export const systemMarketColumns = {
  system_id: 'text',
  system_name: 'text',
  short_name: 'text',
  level: 'text',
  ...exposureColumns,
  population: 'integer?',
  areas: 'integer',
} as const;

const systemQuery = defineQuery({
  columns: systemMarketColumns,
  sql: `select s.system_id, s.name as system_name, s.short_name, s.level, m.definition, m.market_type,
      m.share_competitive, m.share_limited, m.share_monopoly, m.share_unclassified, m.hhi, s.population, s.areas
    from system_market m join system s on s.system_id = m.system_id and s.level = m.level
    where m.definition = $definition and m.level = $level
    order by case m.market_type when 'competitive' then 1 when 'limited' then 2 when 'monopoly' then 3 else 4 end, m.share_monopoly, s.name, s.system_id`,
});

export type SystemMarketRow = RowOf<typeof systemMarketColumns>;

/** Systems and the markets that their residents live in, most choice first. */
export function selectSystemMarkets(warehouse: Warehouse, question: { definition: string; level: string }): Promise<SystemMarketRow[]> {
  return warehouse.readAll(systemQuery, question);
}

const areaCountQuery = defineQuery({
  columns: { market_type: 'text', areas: 'integer', population: 'number?', known: 'integer' },
  sql: `select m.market_type, count(*)::integer as areas, sum(a.population)::double as population, count(a.population)::integer as known
    from area_market m join area a using (area_id) where m.definition = $definition group by m.market_type`,
});

export type AreaCount = RowOf<typeof areaCountQuery.columns>;

/** Areas and people by market type, and of how many areas the population is known; no people where it is of none. */
export function selectAreaCounts(warehouse: Warehouse, definition: string): Promise<AreaCount[]> {
  return warehouse.readAll(areaCountQuery, { definition });
}

const thresholdQuery = defineQuery({
  columns: { with_hhi: 'integer', above_1000: 'integer', above_1500: 'integer', above_1800: 'integer', above_2500: 'integer' },
  sql: `select count(hhi)::integer as with_hhi,
      (count(*) filter (where hhi > 1000))::integer as above_1000,
      (count(*) filter (where hhi > 1500))::integer as above_1500,
      (count(*) filter (where hhi > 1800))::integer as above_1800,
      (count(*) filter (where hhi > 2500))::integer as above_2500
    from area_market where definition = $definition`,
});

export type ThresholdCounts = RowOf<typeof thresholdQuery.columns>;

/** Areas above the thresholds that US antitrust agencies use; printed for information. */
export async function selectThresholdCounts(warehouse: Warehouse, definition: string): Promise<ThresholdCounts> {
  const [counts] = await warehouse.readAll(thresholdQuery, { definition });
  return counts ?? { with_hhi: 0, above_1000: 0, above_1500: 0, above_1800: 0, above_2500: 0 };
}

/** One row a cell of the grid: the same areas under other thresholds. */
export const gridColumns = {
  cell: 'text',
  words: 'text',
  is_default: 'integer',
  areas_competitive: 'integer',
  areas_limited: 'integer',
  areas_monopoly: 'integer',
  areas_unclassified: 'integer',
  people_competitive: 'number',
  people_monopoly: 'number',
  areas_changed: 'number',
  systems_competitive: 'integer',
  systems_limited: 'integer',
  systems_monopoly: 'integer',
  systems_changed: 'integer',
} as const;

const gridQuery = defineQuery({
  columns: gridColumns,
  sql: `select cell, words, is_default, areas_competitive, areas_limited, areas_monopoly, areas_unclassified, people_competitive, people_monopoly,
      areas_changed, systems_competitive, systems_limited, systems_monopoly, systems_changed
    from market_grid where definition = $definition and level = $level order by position`,
});

export type GridRow = RowOf<typeof gridColumns>;

/** What other thresholds make of areas and systems, in the order of the grid. */
export function selectGrid(warehouse: Warehouse, question: { definition: string; level: string }): Promise<GridRow[]> {
  return warehouse.readAll(gridQuery, question);
}
