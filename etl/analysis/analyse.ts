import { type MarketDefinition, marketDefinitions } from '../../data/markets.ts';
import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import type { Database } from '../database.ts';
import { compareAll, funnelCurve } from './compare.ts';
import { type AreaOptions, type AreaShareOfSystem, classifyArea, exposureOf } from './markets.ts';
import { observe } from './observe.ts';

const groupBy = <T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
};

/** Estimates every observation, comparison and funnel curve from the strata, table by table. */
export async function analyseMeasures(
  database: Database,
  measures: readonly Measure[],
  onMeasure: (done: number, of: number) => void = () => {},
): Promise<void> {
  const strata = groupBy(
    await database.readAll<Row<'measure_stratum'>>('select * from measure_stratum order by measure_id, level, period, system_id'),
    (row) => row.measure_id,
  );
  for (let start = 0; start < measures.length; start += batch) {
    const tables = measures.slice(start, start + batch).flatMap((measure) => leagueTables(measure, strata.get(measure.id) ?? []));
    await database.appendRows(
      'observation',
      tables.flatMap(({ observations }) => observations),
    );
    await database.appendRows(
      'comparison',
      tables.flatMap(({ measure, observations }) => compareAll(measure, observations)),
    );
    await database.appendRows(
      'funnel_limit',
      tables.flatMap(({ measure, observations }) => funnelCurve(measure, observations)),
    );
    onMeasure(Math.min(start + batch, measures.length), measures.length);
  }
}

/** Measures that are analysed and written together: few enough to bound memory, enough to make writing quick. */
const batch = 16;

/** One measure's observations, by level and period: what is compared with one another. */
function leagueTables(measure: Measure, strata: readonly Row<'measure_stratum'>[]): { measure: Measure; observations: Row<'observation'>[] }[] {
  const groups = groupBy(strata, (row) => `${row.level}/${row.period}`);
  return [...groups.values()].map((group) => ({ measure, observations: group.map((stratum) => observe(measure, stratum)) }));
}

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

async function optionsByArea(database: Database, definition: MarketDefinition): Promise<AreaOptions[]> {
  const excluded = definition.kind === 'offers' ? definition.excludedOptions.map((option) => option.id) : [];
  const rows = await database.readAll<{ area_id: string; population: number; option_id: string | null; share: number | null }>(
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
