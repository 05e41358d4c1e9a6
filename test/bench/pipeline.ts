import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as XLSX from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { DuckDBInstance } from 'duckdb';
import { permutations } from '../../data/competition.ts';
import { editionById, editions } from '../../data/editions.ts';
import { measures as allMeasures } from '../../data/measures/registry.ts';
import { compareMeasures, estimateValues } from '../../etl/analysis/analyse.ts';
import { startCompetition } from '../../etl/analysis/analyse-competition.ts';
import { buildEdition } from '../../etl/build.ts';
import { extractSources } from '../../etl/extract.ts';
import { publish } from '../../etl/publish.ts';
import { sources } from '../../etl/sources/registry.ts';
import { permutationTest } from '../../stats/permutation-test.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { extractsFolder, temporaryFolder } from '../support/england.ts';
import { sharedData } from '../support/shared-data.ts';
import { type BenchResult, inTurn, median, resultOf } from './report.ts';

/** All England sources, against the same files merely parsed by the libraries that the readers stand on. */
export async function benchExtract(): Promise<BenchResult | null> {
  if (sharedData === null) return null;
  const from = sharedData;
  const out = temporaryFolder();
  let files: string[] = [];
  const england = sources.filter((source) => source.edition === 'england');
  const extract = async () => {
    const records = await extractSources({ from, out: out.path, sources: england });
    files = [...new Set(records.flatMap((record) => record.files.map((file) => file.file)))];
  };
  const parseOnly = () => {
    for (const file of files) {
      const bytes = readFileSync(join(from, 'england', file));
      if (/\.xlsx?$/.test(file)) XLSX.read(bytes, { dense: true });
      else if (/json$/.test(file)) JSON.parse(bytes.toString());
      else parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, { relax_column_count: true });
    }
  };
  try {
    const times = await inTurn(3, extract, parseOnly);
    const size = readdirSync(join(out.path, 'england'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    return resultOf('extract England', times, 'the same files parsed by the libraries alone', 'ms', { files: files.length, 'extracts, MB': size / 1e6 });
  } finally {
    out.remove();
  }
}

/** A release from the shipped extracts, against a bare script that loads the same extracts into a DuckDB file. */
export async function benchBuild(edition: string): Promise<BenchResult> {
  const folder = temporaryFolder();
  const build = async () => {
    const work = join(folder.path, edition, '.building-0');
    const built = await buildEdition({ edition, extracts: extractsFolder, work });
    await publish(built, { edition, releases: folder.path, work });
    built.database.close();
    rmSync(join(folder.path, edition), { recursive: true });
  };
  const bare = async () => {
    const file = join(folder.path, 'bare.duckdb');
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    for (const { id: source, tables } of sources.filter((one) => one.edition === edition)) {
      for (const table of Object.keys(tables)) {
        const path = join(extractsFolder, edition, source, `${table}.csv.gz`);
        await connection.run(`create table "${source}-${table}" as from read_csv('${path}')`);
      }
    }
    await connection.run('checkpoint');
    connection.closeSync();
    instance.closeSync();
    rmSync(file);
  };
  try {
    return resultOf(
      `build ${edition}`,
      await inTurn(edition === 'england' ? 2 : 3, build, bare),
      'bare DuckDB script that loads the same extracts',
      'ms',
      {},
      'under 10,000 ms, and at most 3 times the baseline',
    );
  } finally {
    folder.remove();
  }
}

/** A first `npm start`: until England is served, and until every edition is, against building England alone. */
export async function benchStart(): Promise<BenchResult> {
  const folder = temporaryFolder();
  const alone = async () => {
    const work = join(folder.path, 'alone');
    const built = await buildEdition({ edition: 'england', extracts: extractsFolder, work });
    built.database.close();
    rmSync(work, { recursive: true, force: true });
  };
  let all = Number.NaN;
  const start = async () => {
    const releases = join(folder.path, `releases-${performance.now()}`);
    const started = performance.now();
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '..', '..', 'server', 'start.ts')], {
      env: { PATH: process.env.PATH ?? '', PORT: '0', YARDSTICK_RELEASES: releases },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await new Promise<void>((resolve) => child.stdout?.on('data', (chunk: Buffer) => String(chunk).includes('Yardstick is at') && resolve()));
    const served = performance.now() - started;
    let said = '';
    await new Promise<void>((resolve) =>
      child.stderr?.on('data', (chunk: Buffer) => {
        said += String(chunk);
        if ([...said.matchAll(/release in service/g)].length >= editions.length - 1) resolve();
      }),
    );
    all = performance.now() - started;
    child.kill('SIGTERM');
    return served;
  };
  try {
    const measured = [await start()];
    const began = performance.now();
    await alone();
    return resultOf('first npm start, until England is served', { measured, baseline: [performance.now() - began] }, 'building England alone', 'ms', {
      'until every edition is served': all,
    });
  } finally {
    folder.remove();
  }
}

/** The whole analysis of England, on strata already summed, against reading the strata from the database. */
export async function benchAnalysis(): Promise<BenchResult> {
  const folder = temporaryFolder();
  const built = await buildEdition({ edition: 'england', extracts: extractsFolder, work: folder.path, competition: false });
  const measures = allMeasures.filter(({ edition }) => edition === 'england');
  const empty = async () => {
    for (const table of analysed) await built.database.run(`delete from ${table}`);
  };
  const analyse = async () => {
    await empty();
    await compareMeasures(built.database, measures, await estimateValues(built.database, measures, editionById.get('england')?.levels ?? []));
  };
  const read = () => built.database.readAll('select * from measure_stratum order by measure_id, level, period, system_id, stratum');
  try {
    const times = await inTurn(3, analyse, read);
    const [row] = await built.database.readAll<{ n: number; tables: number }>(
      'select (select count(*)::integer from comparison) as n, (select count(*)::integer from league) as tables',
    );
    const comparisons = row?.n ?? 0;
    return resultOf(
      'analyse England',
      times,
      'reading the strata that it rests on',
      'ms',
      { comparisons, tables: row?.tables ?? 0, 'seconds per thousand comparisons': median(times.measured) / comparisons },
      'under 30,000 ms',
    );
  } finally {
    built.database.close();
    folder.remove();
  }
}

/** The competition test of England, against one permutation test of the same size in one thread. */
export async function benchCompetition(): Promise<BenchResult> {
  const folder = temporaryFolder();
  const built = await buildEdition({ edition: 'england', extracts: extractsFolder, work: folder.path, competition: false });
  const measures = allMeasures.filter(({ edition }) => edition === 'england');
  const { database } = built;
  for (const table of analysed) await database.run(`delete from ${table}`);
  const found = await estimateValues(database, measures, editionById.get('england')?.levels ?? []);
  const compete = async () => {
    for (const table of contrasted) await database.run(`delete from ${table}`);
    await (await startCompetition(database, { edition: 'england', measures, ...found })).write();
  };
  const random = xoshiro128(1);
  const column = () => Float64Array.from({ length: 59 }, () => random.normal());
  const units = { y: column(), group: Array.from({ length: 59 }, (_, place) => (place < 25 ? 1 : 0)), covariates: [column(), column(), column(), column()] };
  const once = () => permutationTest(units, { random: xoshiro128(1), draws: permutations });
  try {
    const times = await inTurn(3, compete, once);
    const [row] = await database.readAll<{ n: number; cells: number }>(
      'select (select count(permutation_p)::integer from market_contrast) as n, (select count(*)::integer from market_specification) as cells',
    );
    const thousands = ((row?.n ?? 0) * permutations) / 1000;
    return resultOf(
      'competition test of England',
      times,
      'one permutation test of 59 systems',
      'ms',
      { 'permutation tests': row?.n ?? 0, specifications: row?.cells ?? 0, 'seconds per thousand permutations': median(times.measured) / 1000 / thousands },
      'under 60,000 ms',
    );
  } finally {
    database.close();
    folder.remove();
  }
}

const contrasted = [
  'market_contrast',
  'market_verdict',
  'market_specification',
  'market_grid',
  'market_trend',
  'market_decomposition',
  'market_overlap',
  'market_placebo',
];

const analysed = [
  'dispersion',
  'observation',
  'comparison',
  'league',
  'peer',
  'peer_balance',
  'peer_sensitivity',
  'change',
  'trend',
  'two_factor',
  'frontier',
  'market_group',
];
