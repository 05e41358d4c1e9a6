import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { editionById } from '../data/editions.ts';
import type { SourceRecord } from '../data/extract.ts';
import type { Measure } from '../data/measure.ts';
import { measures as allMeasures } from '../data/measures/registry.ts';
import { financialYear, financialYearOfMonth, month, type Period } from '../data/periods.ts';
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

/** Sources whose figures are monthly; all others are by financial year. */
const monthlySources = new Set(['mar-ccg-monthly']);

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
    await step('marts', 'summing over merged organisations', () => runMarts(database));
    await step('markets', 'classifying areas and systems', () => analyseMarkets(database, edition));
    const checks = await step('check', 'checks that must find nothing', () => runChecks(database));
    const analysed = await step('estimate', 'estimating', () => estimateValues(database, measures));
    const underWay = competition
      ? await startCompetition(database, { edition, measures, ...analysed }, (done, of) => onStep('competition', `does choice matter? ${done} of ${of}`))
      : null;
    await step('compare', 'comparing', () =>
      compareMeasures(database, measures, analysed, (done, of) => onStep('compare', `comparing: measure ${done} of ${of}`)),
    );
    if (underWay !== null) await step('competition', 'does choice matter?', () => underWay.write());
    // Examples are on measures that a trial may lack.
    if (wanted === undefined) await database.appendRows('worked_example', await workedExamples(database));
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

async function runMarts(database: Database): Promise<void> {
  for (const { sql } of sqlFiles('marts')) await database.run(sql);
}

/** Runs every check of `etl/checks`; the first that finds rows refuses the build, quoting up to three of them. */
async function runChecks(database: Database): Promise<string[]> {
  const checks = sqlFiles('checks');
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
  const levels = editionById.get(edition)?.levels ?? [];
  await database.append(
    'level',
    levels.map(({ id, title, plural }, position) => [id, title, plural, position]),
  );
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
  await declarePeriods(database);
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

async function declarePeriods(database: Database): Promise<void> {
  const labels = await database.readAll<{ source: string; period: string }>(
    `select 'qof-ccg' as source, period from stg_qof_ccg_figures union select 'hes-apc-ccg', period from stg_hes_apc_ccg_figures union select 'mar-ccg-monthly', period from stg_mar_ccg_monthly_figures`,
  );
  const periods = new Map<string, Period>();
  for (const { source, period } of labels) periods.set(period, monthlySources.has(source) ? month(period) : financialYear(period));
  const sorted = [...periods.values()].sort((a, b) => (a.kind + a.starts < b.kind + b.starts ? -1 : 1));
  await database.append(
    'period',
    sorted.map(({ period, kind, title, starts, ends }) => [period, kind, title, starts, ends]),
  );
  await database.run('create table month_in_year (month varchar, financial_year varchar)');
  await database.append(
    'month_in_year',
    sorted.filter(({ kind }) => kind === 'month').map(({ period }) => [period, financialYearOfMonth(period)]),
  );
}
