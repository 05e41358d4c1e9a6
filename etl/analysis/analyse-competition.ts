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
  inputs: CompetitionInputs,
  onDone: (done: number, of: number) => void = () => {},
): Promise<CompetitionUnderWay> {
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
          characteristics: setting.characteristics,
          types: setting.marketTypes,
          grid: grid.get(level) ?? new Map<string, readonly MarketType[]>(),
          trended: trendedOf(measure, level, group, setting, periods),
        },
      ];
    }),
  );
}

/** Segments of yearly series: one more from each break on that holds for the system. */
function trendedOf(measure: Measure, level: string, tables: readonly LeagueTable[], { systems }: LevelSetting, periods: Periods): Trended {
  const years = tables.filter(({ period }) => periods.get(period)?.kind === 'financial-year').map(({ period }) => period);
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
  const levels = [...settings.values()].map(({ level, systems }): GridLevel => {
    const systemPlace = new Map(systems.map((id, place) => [id, place]));
    return {
      level,
      systems: systems.length,
      areaPeople: people
        .filter((row) => row.level === level)
        .map(({ area_id, system_id, population }) => ({ area: places.get(area_id) ?? -1, system: systemPlace.get(system_id) ?? -1, people: population })),
    };
  });
  return classifyGrid(options, levels);
}
