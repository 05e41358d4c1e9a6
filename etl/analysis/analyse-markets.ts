import { type MarketDefinition, marketDefinitions } from '../../data/markets.ts';
import type { Database } from '../database.ts';
import { type AreaOptions, type AreaShareOfSystem, classifyArea, exposureOf } from './markets.ts';
import { groupBy } from './table.ts';

/** Classifies every area and system under every market definition of the edition. */
export async function analyseMarkets(database: Database, edition: string): Promise<void> {
  for (const definition of marketDefinitions.filter((candidate) => candidate.edition === edition)) {
    const areas = (await optionsByArea(database, definition)).map((area) => classifyArea(definition, area));
    await database.appendRows('area_market', areas);
    const people = await database.readAll<AreaShareOfSystem & { level: string; system_id: string }>(
      `select s.level, s.system_id, s.population, m.market_type, m.hhi
       from area_system s join area_market m using (area_id)
       where m.definition = $definition order by s.level, s.system_id, s.area_id`,
      { definition: definition.id },
    );
    const systems = [...groupBy(people, (row) => `${row.level}/${row.system_id}`).values()].flatMap((group) =>
      group[0] === undefined ? [] : [exposureOf(definition, group[0], group)],
    );
    await database.appendRows('system_market', systems);
  }
}

/** What residents of every area use or have under a definition, in the order of area ids. */
export async function optionsByArea(database: Database, definition: MarketDefinition): Promise<AreaOptions[]> {
  const excluded = definition.kind === 'offers' ? definition.excludedOptions.map((option) => option.id) : [];
  const rows = await database.readAll<{ area_id: string; population: number | null; option_id: string | null; share: number | null }>(
    `select a.area_id, a.population, c.option_id, c.share
     from area a left join choice c on c.area_id = a.area_id and c.definition = $definition
     order by a.area_id, c.option_id`,
    { definition: definition.id },
  );
  return [...groupBy(rows, (row) => row.area_id).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const options = group.filter((row) => row.option_id !== null && !excluded.includes(row.option_id));
    const shares = options.flatMap((row) => (row.share === null ? [] : [row.share]));
    return [{ area_id: first.area_id, population: first.population, shares, offers: options.length }];
  });
}
