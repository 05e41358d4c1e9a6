import type { Measure } from '../../data/measure.ts';
import type { PeriodKind } from '../../data/periods.ts';
import type { Row, TableName } from '../../data/tables.ts';
import type { Database } from '../database.ts';
import { inWorkers } from '../workers.ts';
import type { Periods } from './dispersion.ts';
import { type FrontierTask, latestWithFrontier } from './frontier-table.ts';
import { compareTables, type Measured, measure } from './measured.ts';
import type { LevelSetting } from './references/reference.ts';
import { type SettingLevel, settingOf } from './setting.ts';
import { groupBy } from './table.ts';
import type { Sizes } from './value-error.ts';

/** Measures that are compared and written together: few enough to bound memory, enough to make writing quick. */
const batch = 8;

/** What was estimated, for analyses that go on from it. */
export interface Analysed {
  tables: Measured['tables'];
  settings: ReadonlyMap<string, LevelSetting>;
  periods: Periods;
}

/** Estimates every value with its dispersion, and what follows without a yardstick, from the strata. */
export async function estimateValues(database: Database, measures: readonly Measure[], levels: readonly SettingLevel[]): Promise<Analysed> {
  const strata = await database.readAll<Row<'measure_stratum'>>('select * from measure_stratum order by measure_id, level, period, system_id, stratum');
  const settings = await readSettings(database, levels);
  const periods = await readPeriods(database);
  const { tables, ...rows } = measure({ measures, strata, settings, periods, sizes: await readSizes(database) });
  await write(database, rows);
  return { tables, settings, periods };
}

/** Compares every table with every yardstick, and writes them as it goes. */
export async function compareMeasures(
  database: Database,
  measures: readonly Measure[],
  { tables, settings }: Pick<Analysed, 'tables' | 'settings'>,
  onMeasure: (done: number, of: number) => void = () => {},
): Promise<void> {
  // On another thread, while this one compares: bootstraps take as long as all else.
  const frontier = inWorkers<FrontierTask, Row<'frontier'>[]>(
    new URL('./frontier-table.ts', import.meta.url),
    'frontierRows',
    frontierTasks(measures, tables, settings),
    {
      threads: 1,
    },
  );
  // Whatever happens here first, a failure there is not lost: it is awaited below.
  frontier.catch(() => {});
  for (let start = 0; start < measures.length; start += batch) {
    const group = measures.slice(start, start + batch).flatMap(({ id }) => tables.get(id) ?? []);
    await write(database, { ...compareTables(group, settings) });
    onMeasure(Math.min(start + batch, measures.length), measures.length);
  }
  await database.appendRows('frontier', (await frontier).flat());
}

function frontierTasks(measures: readonly Measure[], tables: Measured['tables'], settings: ReadonlyMap<string, LevelSetting>): FrontierTask[] {
  return measures.flatMap(({ id }) =>
    latestWithFrontier(tables.get(id) ?? []).flatMap((table) => {
      const setting = settings.get(table.level);
      return setting === undefined ? [] : [{ table, setting }];
    }),
  );
}

async function write(database: Database, tables: { [T in TableName]?: Row<T>[] }): Promise<void> {
  for (const [name, rows] of Object.entries(tables)) await database.appendRows(name as TableName, rows as Row<TableName>[]);
}

async function readPeriods(database: Database): Promise<Periods> {
  const rows = await database.readAll<{ period: string; kind: PeriodKind }>('select period, kind from period');
  return new Map(rows.map((row) => [row.period, row]));
}

async function readSizes(database: Database): Promise<Sizes> {
  const rows = await database.readAll<Row<'enrolment'>>('select * from enrolment order by level, system_id');
  return new Map(rows.map(({ level, system_id, enrolled }) => [`${level}/${system_id}`, enrolled]));
}

/** Systems of every level with what yardsticks may know of them, in the order of system ids. */
async function readSettings(database: Database, levels: readonly SettingLevel[]): Promise<Map<string, LevelSetting>> {
  const systems = groupBy(await database.readAll<Row<'system'>>('select * from system order by level, system_id'), ({ level }) => level);
  const markets = await database.readAll<Row<'system_market'>>('select * from system_market order by definition, level, system_id');
  return new Map(
    levels.map((level) => [
      level.id,
      settingOf(
        level,
        systems.get(level.id) ?? [],
        markets.filter((row) => row.level === level.id),
      ),
    ]),
  );
}
