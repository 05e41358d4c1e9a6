import { type MarketDefinition, type MarketType, marketDefinitions } from '../../data/markets.ts';
import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import type { Database } from '../database.ts';
import { inWorkers } from '../workers.ts';
import { optionsByArea } from './analyse-markets.ts';
import type { CompetitionFound, CompetitionTask } from './competition/contrasts.ts';
import { classifyGrid, type GridLevel, type GridTypes } from './competition/grid.ts';
import { judgeAll } from './competition/judge.ts';
import { overlapRows, placeboRows } from './competition/overlaps.ts';
import type { Trended } from './competition/trends.ts';
import type { Periods } from './dispersion.ts';
import type { Measured } from './measured.ts';
import type { LevelSetting } from './references/reference.ts';
import { groupBy, type LeagueTable } from './table.ts';

export interface CompetitionInputs {
  edition: string;
  measures: readonly Measure[];
  tables: Measured['tables'];
  settings: ReadonlyMap<string, LevelSetting>;
  periods: Periods;
}

/** The competition test under way on other threads. */
export interface CompetitionUnderWay {
  /** Waits for it and writes what it found. */
  write(): Promise<void>;
}

/**
 * Does choice matter? Starts every contrast of every measure, level and definition, spread over the cores; the database is
 * asked now and written when `write` is called, so that other work can go on between.
 */
export async function startCompetition(
  database: Database,
  given: CompetitionInputs,
  onDone: (done: number, of: number) => void = () => {},
): Promise<CompetitionUnderWay> {
  const contrasted = [...given.settings].filter(([, setting]) => setting.contrasted).map(([level, setting]) => [level, complete(setting)] as const);
  const inputs = { ...given, settings: new Map(contrasted) };
  const { types, rows } = await classifyAreas(database, inputs);
  const tasks = competitionTasks(inputs, types);
  const found = inWorkers<CompetitionTask, CompetitionFound>(new URL('./competition/contrasts.ts', import.meta.url), 'competitionOf', tasks, { onDone });
  found.catch(() => {});
  return {
    async write() {
      await writeCompetition(database, { grid: rows, found: await found, levels: [...inputs.settings.values()] });
    },
  };
}

async function writeCompetition(
  database: Database,
  { grid, found, levels }: { grid: Row<'market_grid'>[]; found: readonly CompetitionFound[]; levels: readonly LevelSetting[] },
): Promise<void> {
  await database.appendRows('market_grid', grid);
  await database.appendRows(
    'market_contrast',
    found.flatMap(({ contrasts }) => contrasts),
  );
  await database.appendRows(
    'market_specification',
    found.flatMap(({ specifications }) => specifications),
  );
  await database.appendRows(
    'market_trend',
    found.flatMap(({ trends }) => trends),
  );
  await database.appendRows(
    'market_decomposition',
    found.flatMap(({ decompositions }) => decompositions),
  );
  await database.appendRows('market_verdict', judgeAll(found.flatMap(({ evidence }) => evidence)));
  await database.appendRows('market_overlap', levels.flatMap(overlapRows));
  await database.appendRows('market_placebo', levels.flatMap(placeboRows));
}

/** One task a measure and level, the longest series first so that no core idles at the end. */
export function competitionTasks({ measures, tables, settings, periods }: CompetitionInputs, grid: GridTypes): CompetitionTask[] {
  return measures.flatMap((measure) =>
    [...groupBy(tables.get(measure.id) ?? [], ({ level }) => level)].flatMap(([level, group]) => {
      const setting = settings.get(level);
      if (setting === undefined) return [];
      return [
        {
          measure,
          level,
          tables: group.toSorted((a, b) => (a.period < b.period ? -1 : 1)),
          characteristicIds: setting.characteristicIds,
          characteristics: setting.characteristics,
          clusters: setting.clusters,
          types: setting.marketTypes,
          grid: knownOnly(grid.get(level), setting),
          trended: trendedOf(measure, level, group, setting, periods),
        },
      ];
    }),
  );
}

/**
 * The setting as contrasts need it: a system of which a characteristic is not known takes no part, as it could not be adjusted; in its
 * place stands the mean, which nothing reads.
 */
function complete(setting: LevelSetting): LevelSetting {
  const { characteristics, marketTypes } = setting;
  const isKnown = setting.systems.map((_, place) => characteristics.every((column) => !Number.isNaN(column[place])));
  return {
    ...setting,
    marketTypes: new Map([...marketTypes].map(([id, types]) => [id, types.map((type, place) => (isKnown[place] ? type : 'unclassified'))])),
    characteristics: characteristics.map((column) => {
      const known = column.filter((value) => !Number.isNaN(value));
      const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
      return column.map((value) => (Number.isNaN(value) ? mean : value));
    }),
  };
}

/** Types by cell of the grid; a system that takes no part under any definition takes none here. */
function knownOnly(cells: ReadonlyMap<string, readonly MarketType[]> | undefined, { marketTypes }: LevelSetting): ReadonlyMap<string, readonly MarketType[]> {
  const every = [...marketTypes.values()];
  return new Map(
    [...(cells ?? [])].map(([cell, types]) => [
      cell,
      types.map((type, place) => (every.every((known) => known[place] === 'unclassified') ? 'unclassified' : type)),
    ]),
  );
}

const yearly = new Set(['financial-year', 'year', 'rating-year']);

/** Segments of yearly series: one more from each break on that holds for the system. */
function trendedOf(measure: Measure, level: string, tables: readonly LeagueTable[], { systems }: LevelSetting, periods: Periods): Trended {
  const years = tables.filter(({ period }) => yearly.has(periods.get(period)?.kind ?? '')).map(({ period }) => period);
  const segment = (system: string, period: string): number =>
    measure.breaks.filter((one) => one.from <= period && (one.systems === undefined || one.systems.includes(system))).length;
  return { measure_id: measure.id, level, segments: new Map(years.map((period) => [period, systems.map((system) => segment(system, period))])) };
}

async function classifyAreas(database: Database, { edition, settings }: CompetitionInputs): Promise<{ types: GridTypes; rows: Row<'market_grid'>[] }> {
  const definitions = marketDefinitions.filter((definition) => definition.edition === edition);
  const options = new Map(
    await Promise.all(definitions.map(async (definition: MarketDefinition) => [definition.id, await optionsByArea(database, definition)] as const)),
  );
  const [first] = [...options.values()];
  const places = new Map((first ?? []).map(({ area_id }, place) => [area_id, place]));
  const people = await database.readAll<Row<'area_system'>>('select * from area_system order by level, system_id, area_id');
  const levels = [...settings.values()]
    .filter(({ contrasted }) => contrasted)
    .map(({ level, systems }): GridLevel => {
      const systemPlace = new Map(systems.map((id, place) => [id, place]));
      return {
        level,
        systems: systems.length,
        areaPeople: people
          .filter((row) => row.level === level)
          .map(({ area_id, system_id, population }) => ({
            area: places.get(area_id) ?? -1,
            system: systemPlace.get(system_id) ?? -1,
            people: population ?? 1,
          })),
      };
    });
  return classifyGrid(options, levels);
}
