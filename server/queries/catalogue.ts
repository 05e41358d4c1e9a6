import { type MarketDefinition, marketDefinitions } from '../../data/markets.ts';
import type { Measure } from '../../data/measure.ts';
import { type Yardstick, yardsticks } from '../../data/yardsticks.ts';
import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';

const levelQuery = defineQuery({
  columns: { level: 'text', title: 'text', plural: 'text' },
  sql: 'select level, title, plural from level order by position',
});

const periodQuery = defineQuery({
  columns: { period: 'text', kind: 'text', title: 'text', starts: 'text', ends: 'text' },
  sql: 'select period, kind, title, starts::varchar as starts, ends::varchar as ends from period order by starts desc, period desc',
});

const measureQuery = defineQuery({
  columns: { measure_id: 'text', declaration: 'text', numerator_sql: 'text', denominator_sql: 'text' },
  sql: 'select measure_id, declaration, numerator_sql, denominator_sql from measure order by position',
});

const coverageQuery = defineQuery({
  columns: { measure_id: 'text', level: 'text', period: 'text' },
  sql: `select o.measure_id, o.level, o.period
    from observation o join period p using (period)
    group by o.measure_id, o.level, o.period
    order by any_value(p.starts) desc, o.period desc`,
});

const systemQuery = defineQuery({
  columns: { system_id: 'text', level: 'text', name: 'text', short_name: 'text', parent_id: 'text?', kind: 'text?' },
  sql: 'select s.system_id, s.level, s.name, s.short_name, s.parent_id, s.kind from system s join level l using (level) order by l.position, s.name',
});

const definitionQuery = defineQuery({
  columns: { definition: 'text' },
  sql: 'select distinct definition from area_market order by definition',
});

const comparedQuery = defineQuery({
  columns: { level: 'text', measure_id: 'text', yardstick_id: 'text' },
  sql: 'select distinct level, measure_id, yardstick_id from league',
});

const placedQuery = defineQuery({
  columns: { level: 'text', definition: 'text' },
  sql: 'select distinct level, definition from system_market',
});

const contrastedQuery = defineQuery({
  columns: { level: 'text', measure_id: 'text' },
  sql: 'select distinct level, measure_id from market_contrast',
});

const boundaryQuery = defineQuery({
  columns: { level: 'text', system_id: 'text', geometry: 'text' },
  sql: 'select level, system_id, geometry from boundary order by level, system_id',
});

const areaQuery = defineQuery({
  columns: { area_id: 'text', name: 'text', district: 'text' },
  sql: 'select area_id, name, district from area order by district, name, area_id',
});

export type LevelRow = RowOf<typeof levelQuery.columns>;
export type PeriodRow = RowOf<typeof periodQuery.columns>;
export type SystemRow = RowOf<typeof systemQuery.columns>;
export type BoundaryRow = RowOf<typeof boundaryQuery.columns>;
export type AreaNames = RowOf<typeof areaQuery.columns>;

/** A measure as declared when the release was built, and where it has figures. */
export interface CatalogueMeasure {
  declaration: Measure;
  numeratorSql: string;
  denominatorSql: string;
  /** Level to periods, newest first; in the order of levels. */
  periods: ReadonlyMap<string, readonly string[]>;
}

/** What every page needs to know about a release, read once when it is opened: a release never changes. */
export interface Catalogue {
  levels: readonly LevelRow[];
  /** Newest first. */
  periods: ReadonlyMap<string, PeriodRow>;
  measures: ReadonlyMap<string, CatalogueMeasure>;
  systems: readonly SystemRow[];
  definitions: readonly MarketDefinition[];
  /** Which yardsticks each level and measure is compared with. */
  compared: readonly RowOf<typeof comparedQuery.columns>[];
  /** Levels whose systems have a market type, under each definition. */
  placed: readonly RowOf<typeof placedQuery.columns>[];
  /** Levels and measures at which competitive and monopoly systems are contrasted. */
  contrasted: readonly RowOf<typeof contrastedQuery.columns>[];
  boundaries: readonly BoundaryRow[];
  /** Areas in which choice is counted, by their codes. */
  areas: ReadonlyMap<string, AreaNames>;
}

export async function readCatalogue(warehouse: Warehouse, edition: string): Promise<Catalogue> {
  const [levels, periods, measures, coverage, systems, definitions, compared, placed, contrasted, boundaries, areas] = await Promise.all([
    warehouse.readAll(levelQuery),
    warehouse.readAll(periodQuery),
    warehouse.readAll(measureQuery),
    warehouse.readAll(coverageQuery),
    warehouse.readAll(systemQuery),
    warehouse.readAll(definitionQuery),
    warehouse.readAll(comparedQuery),
    warehouse.readAll(placedQuery),
    warehouse.readAll(contrastedQuery),
    warehouse.readAll(boundaryQuery),
    warehouse.readAll(areaQuery),
  ]);
  const periodsOf = (id: string): ReadonlyMap<string, readonly string[]> =>
    new Map(
      levels
        .map(({ level }): [string, string[]] => [level, coverage.filter((row) => row.measure_id === id && row.level === level).map((row) => row.period)])
        .filter(([, covered]) => covered.length > 0),
    );
  return {
    levels,
    periods: new Map(periods.map((row) => [row.period, row])),
    measures: new Map(
      measures.map((row) => [
        row.measure_id,
        {
          declaration: JSON.parse(row.declaration) as Measure,
          numeratorSql: row.numerator_sql,
          denominatorSql: row.denominator_sql,
          periods: periodsOf(row.measure_id),
        },
      ]),
    ),
    systems,
    definitions: marketDefinitions.filter((known) => known.edition === edition && definitions.some((row) => row.definition === known.id)),
    compared,
    placed,
    contrasted,
    boundaries,
    areas: new Map(areas.map((row) => [row.area_id, row])),
  };
}

/** Yardsticks that a level has, or one measure at it; in their own order. */
export function yardsticksOf({ compared }: Catalogue, { level, measure }: { level?: string; measure?: string }): Yardstick[] {
  const found = new Set(
    compared
      .filter((row) => (level === undefined || row.level === level) && (measure === undefined || row.measure_id === measure))
      .map(({ yardstick_id }) => yardstick_id),
  );
  return yardsticks.filter(({ id }) => found.has(id));
}

/** Whether systems of a level have a market type under a definition. */
export const isPlaced = ({ placed }: Catalogue, { level, definition }: { level: string; definition: string }): boolean =>
  placed.some((row) => row.level === level && row.definition === definition);

/** Levels at which competitive and monopoly systems are contrasted, on any measure or on one. */
export function contrastedLevels({ levels, contrasted }: Catalogue, measure?: string): string[] {
  const found = new Set(contrasted.filter(({ measure_id }) => measure === undefined || measure_id === measure).map(({ level }) => level));
  return levels.map(({ level }) => level).filter((level) => found.has(level));
}
