import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { editionById, type Level } from '../data/editions.ts';
import type { SourceRecord } from '../data/extract.ts';

import { integrationOf } from '../data/integrated-systems.ts';

import type { Measure } from '../data/measure.ts';
import { measures as allMeasures } from '../data/measures/registry.ts';
import { type Period, periodOf, yearsOf } from '../data/periods.ts';
import { ukNationsPlaces } from '../data/places/uk-nations.ts';
import { noteOn, systemNotes } from '../data/systems.ts';
import { createTableSql, type TableName, tables } from '../data/tables.ts';
import { compareMeasures, estimateValues } from './analysis/analyse.ts';
import { startCompetition } from './analysis/analyse-competition.ts';
import { analyseMarkets } from './analysis/analyse-markets.ts';
import { workedExamples } from './analysis/worked-examples/worked-examples.ts';
import { Database } from './database.ts';
import { figureSql } from './figure-sql.ts';
import { Refusal } from './refusal.ts';
import { type StagedInput, stageExtracts } from './staging.ts';

export interface BuildOptions {
  edition: string;
  /** Folder of extracts: `<extracts>/<edition>/<source>/...`. */
  extracts: string;
  /** Folder for spilled data and the new files; made when absent. */
  work: string;
  /** Only these measures, for a trial; all of the edition unless given. */
  measures?: readonly string[];
  /** False to stop before the competition test, where only values are wanted. */
  competition?: boolean;
  onStep?: (step: string, detail: string) => void;
}

/** A built, checked and analysed edition, still in memory. The caller publishes or closes it. */
export interface Built {
  database: Database;
  inputs: StagedInput[];
  /** Measures of a trial; null when all were built. */
  trial: readonly string[] | null;
  /** Checks that ran and found nothing. */
  checks: string[];
  timings: Record<string, number>;
}

/**
 * Builds an edition in memory: staging, marts, checks, analysis. Throws `Refusal` when an extract is not whole or a
 * check found something; nothing is left behind.
 */
export async function buildEdition({ edition, extracts, work, measures: wanted, competition = true, onStep = () => {} }: BuildOptions): Promise<Built> {
  mkdirSync(work, { recursive: true });
  const database = await Database.open(join(work, 'spill'));
  const timings: Record<string, number> = {};
  const step = async <T>(name: string, detail: string, action: () => Promise<T>): Promise<T> => {
    onStep(name, detail);
    const started = performance.now();
    const result = await action();
    timings[name] = (timings[name] ?? 0) + performance.now() - started;
    return result;
  };
  try {
    const measures = allMeasures.filter((measure) => measure.edition === edition && (wanted === undefined || wanted.includes(measure.id)));
    for (const name of Object.keys(tables) as TableName[]) await database.run(createTableSql(name));
    const { records, inputs } = await step('stage', 'reading extracts', () => stageExtracts(database, edition, join(extracts, edition)));
    await step('declare', 'declarations', () => declare(database, edition, measures, records));
    await step('marts', 'summing over merged organisations', () => runMarts(database, edition));
    await step('markets', 'classifying areas and systems', () => analyseMarkets(database, edition));
    const checks = await step('check', 'checks that must find nothing', () => runChecks(database, edition));
    const analysed = await step('estimate', 'estimating', () => estimateValues(database, measures, editionById.get(edition)?.levels ?? []));
    const underWay = competition
      ? await startCompetition(database, { edition, measures, ...analysed }, (done, of) => onStep('competition', `does choice matter? ${done} of ${of}`))
      : null;
    await step('compare', 'comparing', () =>
      compareMeasures(database, measures, analysed, (done, of) => onStep('compare', `comparing: measure ${done} of ${of}`)),
    );
    if (underWay !== null) await step('competition', 'does choice matter?', () => underWay.write());
    // Examples are on measures that a trial may lack.
    if (wanted === undefined) await database.appendRows('worked_example', await workedExamples(database, edition));
    return { database, inputs, trial: wanted ?? null, checks, timings };
  } catch (error) {
    database.close();
    throw error;
  } finally {
    rmSync(join(work, 'spill'), { recursive: true, force: true });
  }
}

const here = import.meta.dirname;

const sqlFiles = (folder: string): { id: string; sql: string }[] =>
  readdirSync(join(here, folder))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ id: name.slice(0, -4), sql: readFileSync(join(here, folder, name), 'utf8') }));

const runFile = (database: Database, path: string): Promise<void> => database.run(readFileSync(join(here, path), 'utf8'));

/** The marts of the edition, from which the shared one makes the strata of every measure. */
async function runMarts(database: Database, edition: string): Promise<void> {
  await runFile(database, 'marts/statuses.sql');
  for (const { sql } of sqlFiles(join('marts', edition))) await database.run(sql);
  await declarePeriods(database);
  await declareIntegration(database, edition);
  await runFile(database, 'marts/measure-stratum.sql');
}

/** Integration types come from the hand-kept list alone: by the system’s own code, or by the name of its parent. */
async function declareIntegration(database: Database, edition: string): Promise<void> {
  const systems = await database.readAll<{ level: string; system_id: string; parent: string | null }>(
    `select s.level, s.system_id, coalesce(p.name, if(s.level = 'parent', s.name, null)) as parent
     from system s left join system p on p.system_id = s.parent_id`,
  );
  await database.run('create table integration (level varchar, system_id varchar, integration_type varchar)');
  await database.append(
    'integration',
    systems.map(({ level, system_id, parent }) => [level, system_id, integrationOf(edition, { systemId: system_id, parentName: parent }).integrationType]),
  );
  await database.run('update system s set integration_type = i.integration_type from integration i where i.level = s.level and i.system_id = s.system_id');
}

/** Runs every check of `etl/checks` and of the edition; the first that finds rows refuses the build, quoting up to three of them. */
async function runChecks(database: Database, edition: string): Promise<string[]> {
  const checks = [...sqlFiles('checks'), ...sqlFiles(join('checks', edition))];
  for (const { id, sql } of checks) {
    const rows = await database.readAll<{ found: string }>(`select to_json(t)::varchar as found from (${sql}) as t limit 1000`);
    if (rows.length > 0) {
      const examples = rows.slice(0, 3).map(({ found }) => found.replaceAll('"', ''));
      throw new Refusal(`check ${id}: found ${rows.length === 1000 ? '1,000 or more' : rows.length} rows; expected none. For example: ${examples.join(' ')}`);
    }
  }
  await database.append(
    'check_result',
    checks.map(({ id }) => [id, 0]),
  );
  return checks.map(({ id }) => id);
}

/** Writes what is declared in `data/` and recorded by the extract into tables, where SQL and pages find it. */
async function declare(database: Database, edition: string, measures: readonly Measure[], records: readonly SourceRecord[]): Promise<void> {
  await declareLevels(database, editionById.get(edition)?.levels ?? []);
  await database.append(
    'measure',
    measures.map((measure, position) => [measure.id, position, JSON.stringify(measure), figureSql(measure.numerator), figureSql(measure.denominator)]),
  );
  await database.append(
    'source',
    records.map(({ id, title, publisher, licence, attribution, periods, note }) => [id, title, publisher, licence, attribution, periods, note]),
  );
  await database.append(
    'accounting',
    records.flatMap((record) =>
      record.files.map((file) => [
        record.id,
        file.file,
        file.sha256,
        file.rowsRead,
        file.rowsKept,
        file.rowsRejected,
        Object.values(file.notData).reduce((sum, n) => sum + n, 0),
        file.valuesKept,
        JSON.stringify(file.notData),
      ]),
    ),
  );
  await database.append(
    'reject',
    records.flatMap((record) => record.rejects.map(({ file, sheet, row, reason }) => [record.id, file, sheet, row, reason])),
  );
  await database.run('create table system_note (system_id varchar, text varchar)');
  const noted = [...new Set(systemNotes.filter((note) => note.edition === edition).flatMap((note) => note.systems))];
  await database.append(
    'system_note',
    noted.map((system) => [system, noteOn(edition, system)]),
  );
  await declareMeasures(database, measures);
  if (edition === 'uk-nations') await declareBoardPlaces(database);
}

/** Names of the places of boards, which no source of the edition gives. */
function declareBoardPlaces(database: Database): Promise<void> {
  const names = ukNationsPlaces.flatMap(({ area, councils, towns }) => [
    ...councils.map((name) => [area, 'council', name]),
    ...towns.map((name) => [area, 'town', name]),
  ]);
  return database.append('area_name', names);
}

async function declareLevels(database: Database, levels: readonly Level[]): Promise<void> {
  await database.append(
    'level',
    levels.map(({ id, title, plural }, position) => [id, title, plural, position]),
  );
  await database.run('create table level_roster (level varchar, roster varchar, sum_of varchar)');
  await database.append(
    'level_roster',
    levels.map(({ id, roster, sumOf }) => [id, roster, sumOf ?? null]),
  );
}

async function declareMeasures(database: Database, measures: readonly Measure[]): Promise<void> {
  await database.run('create table measure_figure (measure_id varchar, side varchar, source_id varchar, topic varchar, item varchar, stratum varchar)');
  await database.append(
    'measure_figure',
    measures.flatMap((measure) =>
      (['numerator', 'denominator'] as const).flatMap((side) =>
        measure[side].figures.map((figure) => [measure.id, side, figure.source, figure.topic ?? '', figure.item, figure.stratum ?? 'all']),
      ),
    ),
  );
  await database.run('create table measure_statistic (measure_id varchar, statistic varchar)');
  await database.append(
    'measure_statistic',
    measures.map((measure) => [measure.id, measure.statistic]),
  );
  await database.run('create table measure_level (measure_id varchar, level varchar)');
  await database.append(
    'measure_level',
    measures.flatMap((measure) => measure.levels.map((level) => [measure.id, level])),
  );
  await database.run('create table measure_withheld (measure_id varchar, period varchar, system_id varchar, status varchar, reason varchar)');
  await database.append(
    'measure_withheld',
    measures.flatMap((measure) =>
      measure.withheld.flatMap((entry) =>
        entry.periods.flatMap((period) => entry.systems.map((system) => [measure.id, period, system, entry.status, entry.reason])),
      ),
    ),
  );
  await database.run('create table measure_remark (measure_id varchar, period varchar, system_id varchar, text varchar)');
  await database.append(
    'measure_remark',
    measures.flatMap((measure) =>
      measure.remarks.flatMap((entry) => entry.periods.flatMap((period) => entry.systems.map((system) => [measure.id, period, system, entry.text]))),
    ),
  );
}

/** What the labels of all figures mean, and the years in which months and quarters lie. */
async function declarePeriods(database: Database): Promise<void> {
  const labels = await database.readAll<{ period: string }>('select distinct period from unit_figure');
  const periods: Period[] = labels.map(({ period }) => periodOf(period)).sort((a, b) => (a.kind + a.starts < b.kind + b.starts ? -1 : 1));
  await database.append(
    'period',
    periods.map(({ period, kind, title, starts, ends }) => [period, kind, title, starts, ends]),
  );
  await database.run('create table period_in_year (period varchar, year varchar, preference integer)');
  await database.append(
    'period_in_year',
    periods.flatMap((period) => yearsOf(period).map((year, place) => [period.period, year, place + 1])),
  );
}
