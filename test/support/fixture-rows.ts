import { defineMeasure, type Measure } from '../../data/measure.ts';
import { admissions, bedDays, bedDaysPerAdmission, zeroDayEmergencyShare } from '../../data/measures/hospital-use.ts';
import type { Row, TableName } from '../../data/tables.ts';
import { competitionTasks } from '../../etl/analysis/analyse-competition.ts';
import { competitionOf } from '../../etl/analysis/competition/contrasts.ts';
import { classifyGrid } from '../../etl/analysis/competition/grid.ts';
import { judgeAll } from '../../etl/analysis/competition/judge.ts';
import { overlapRows, placeboRows } from '../../etl/analysis/competition/overlaps.ts';
import type { Periods } from '../../etl/analysis/dispersion.ts';
import type { AreaOptions } from '../../etl/analysis/markets.ts';
import { compareTables, type Measured, measure } from '../../etl/analysis/measured.ts';
import type { LevelSetting } from '../../etl/analysis/references/reference.ts';
import { settingOf } from '../../etl/analysis/setting.ts';
import { englishLevel } from './england.ts';

/** Rows of every release table: three boards, twelve locations, thirty areas, four measures, three years. */
export type FixtureRows = { [T in TableName]?: Row<T>[] };

/** Names that try to break out of HTML and of spreadsheets. */
export const hostileName = '<script>alert("x")</script> & Sons';
export const formulaName = "=cmd|' /C calc'!A0";

/** One location for each kind of cell, in bed days of 2019-20. */
export const special = { suppressed: '05A', missing: '06A', notApplicable: '07A', zero: '08A', remark: '09A' } as const;
export const notApplicableReason = 'Counts and list belong to different populations.';

const years = ['2017-18', '2018-19', '2019-20'];
const boards = ['QA1', 'QB2', 'QC3'];
const locations = Array.from({ length: 12 }, (_, i) => `${String(i + 1).padStart(2, '0')}A`);
const parentOf = (location: string): string => boards[Math.floor((Number.parseInt(location, 10) - 1) / 4)] ?? 'QA1';
const types = ['competitive', 'limited', 'monopoly', 'unclassified'];

/** A declared measure whose direction is upward. */
export const controlled: Measure = defineMeasure({
  ...zeroDayEmergencyShare,
  id: 'controlled',
  title: 'People with diabetes whose blood sugar is controlled',
  shortTitle: 'Blood sugar controlled',
  domain: 'chronic-disease',
  family: 'diabetes',
  polarity: 'higher-is-better',
});

/** The shipped measures with one break of their own. */
const measures: readonly Measure[] = [bedDays, admissions, bedDaysPerAdmission, controlled].map((one) => ({
  ...one,
  breaks: [{ from: '2018-19', systems: ['01A'], reason: 'A border moved.' }],
}));

const names: Record<string, string> = { '03A': hostileName, '04A': formulaName };

const systems = (): Row<'system'>[] => {
  const base = (i: number) => ({
    integration_type: 'unknown',
    kind: null,
    region: null,
    share_75_plus: 0.06 + 0.004 * ((i * 5) % 12),
    share_65_plus: 0.16 + 0.004 * ((i * 5) % 12),
    share_rural: 0.05 * ((i * 7) % 12),
    share_most_deprived: 0.1 + 0.03 * ((i * 11) % 12),
    note: null,
  });
  return [
    ...boards.map(
      (id, i): Row<'system'> => ({
        ...base(i),
        system_id: id,
        level: 'icb',
        name: `NHS ${['Alder', 'Birch', 'Cedar'][i]} Integrated Care Board`,
        short_name: ['Alder', 'Birch', 'Cedar'][i] ?? id,
        parent_id: null,
        ons_code: `E5400000${i}`,
        population: 400_000,
        areas: 10,
      }),
    ),
    ...locations.map(
      (id, i): Row<'system'> => ({
        ...base(i),
        system_id: id,
        level: 'sub-icb',
        name: names[id] ?? `NHS Place ${id}`,
        short_name: names[id] ?? `Place ${id}`,
        parent_id: parentOf(id),
        ons_code: `E380000${10 + i}`,
        population: 100_000 + 9_000 * i,
        areas: 3,
      }),
    ),
  ];
};

const denominatorOf = (i: number): number => 60_000 + i * 11_000;

interface Sum {
  system_id: string;
  level: string;
  numerator: number | null;
  denominator: number;
  status: string;
  note: string | null;
}

/** Published sums of a measure and year, with the special cells. */
function sumsOf(measure: Measure, year: string, shift: number): Sum[] {
  const scale = { 'bed-days': 0.75, admissions: 0.25, 'bed-days-per-admission': 3, controlled: 0.62 }[measure.id] ?? 1;
  const value = (i: number): number =>
    Math.round(denominatorOf(i) * scale * (0.85 + 0.03 * ((i * 7) % 11)) + (measure.id === 'bed-days' ? shift : 0) + years.indexOf(year) * 10);
  const plain = (id: string, level: string, i: number): Sum => ({
    system_id: id,
    level,
    numerator: value(i),
    denominator: denominatorOf(i),
    status: 'final',
    note: null,
  });
  const rows = [...boards.map((id, i) => plain(id, 'icb', i + 20)), ...locations.map((id, i) => plain(id, 'sub-icb', i))];
  if (measure.id !== 'bed-days' || year !== '2019-20') return rows;
  const changed: Record<string, Partial<Sum>> = {
    [special.suppressed]: { numerator: null, status: 'suppressed' },
    [special.missing]: { numerator: null, status: 'missing' },
    [special.notApplicable]: { status: 'not-applicable', note: notApplicableReason },
    [special.zero]: { numerator: 0 },
    [special.remark]: { note: 'Covers 7 practices fewer.' },
  };
  return rows.map((row) => ({ ...row, ...changed[row.system_id] }));
}

const square = (i: number): string => {
  const [x, y] = [-2 + (i % 4) * 0.5, 52 + Math.floor(i / 4) * 0.5];
  return JSON.stringify({
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + 0.5, y],
        [x + 0.5, y + 0.5],
        [x, y + 0.5],
        [x, y],
      ],
    ],
  });
};

function markets(): Required<Pick<FixtureRows, 'area' | 'area_system' | 'choice' | 'area_market' | 'system_market'>> {
  const ids = Array.from({ length: 30 }, (_, i) => `E0200${String(i + 1).padStart(4, '0')}`);
  const typeOf = (i: number): string => types[i % 10 === 9 ? 3 : i % 3] ?? 'unclassified';
  const hhiOf = { competitive: 4200, limited: 6500, monopoly: 9100 } as Record<string, number>;
  const definitions = ['hospital-use-2018', 'gp-network-2020'];
  return {
    area: ids.map((area_id, i) => ({
      area_id,
      name: `Ward ${i + 1}`,
      district: `District ${1 + Math.floor(i / 10)}`,
      population: 8_000 + i,
      share_75_plus: 0.09,
      share_65_plus: 0.19,
      share_rural: 0.1,
      mean_imd_decile: 5.5,
    })),
    area_system: ids.flatMap((area_id, i) => [
      { area_id, level: 'icb', system_id: boards[Math.floor(i / 10)] ?? 'QA1', population: 8_000 + i },
      { area_id, level: 'sub-icb', system_id: locations[i % 12] ?? '01A', population: 8_000 + i },
    ]),
    choice: ids.flatMap((area_id) => [
      { definition: 'hospital-use-2018', area_id, option_id: 'RAA', option_name: 'Alder Hospital', share: 0.7 },
      { definition: 'hospital-use-2018', area_id, option_id: 'RBB', option_name: 'Birch Hospital', share: 0.3 },
      { definition: 'gp-network-2020', area_id, option_id: 'U00001', option_name: null, share: null },
    ]),
    area_market: definitions.flatMap((definition) =>
      ids.map((area_id, i) => ({
        definition,
        area_id,
        market_type: typeOf(i),
        options: 2,
        top_share: 0.7,
        hhi: definition === 'gp-network-2020' ? null : (hhiOf[typeOf(i)] ?? null),
        reason: 'two trusts take 10% or more',
      })),
    ),
    system_market: definitions.flatMap((definition) =>
      systems().map(({ level, system_id }, i) => ({
        definition,
        level,
        system_id,
        market_type: system_id === '12A' ? 'unclassified' : (types[(i + definitions.indexOf(definition)) % 3] ?? 'limited'),
        share_competitive: 0.5,
        share_limited: 0.2,
        share_monopoly: 0.3,
        share_unclassified: 0,
        hhi: 5_800 + i,
      })),
    ),
  };
}

/** The competition test of the fixture, in this thread. */
function competition(
  tables: Measured['tables'],
  settings: ReadonlyMap<string, LevelSetting>,
  periods: Periods,
  market: ReturnType<typeof markets>,
): Pick<
  FixtureRows,
  'market_contrast' | 'market_verdict' | 'market_specification' | 'market_grid' | 'market_trend' | 'market_decomposition' | 'market_overlap' | 'market_placebo'
> {
  const optionsOf = (definition: string): AreaOptions[] =>
    market.area.map(({ area_id, population }, i) => ({
      area_id,
      population,
      shares:
        definition === 'hospital-use-2018'
          ? ([
              [0.5, 0.5],
              [0.6, 0.4],
              [0.95, 0.05],
            ][i % 3] ?? [])
          : [],
      offers: definition === 'gp-network-2020' ? 1 + (i % 4) : 0,
    }));
  const definitions = ['hospital-use-2018', 'gp-network-2020'];
  const areaPlace = new Map(market.area.map(({ area_id }, place) => [area_id, place]));
  const levels = [...settings.values()].map(({ level, systems: ids }) => ({
    level,
    systems: ids.length,
    areaPeople: market.area_system
      .filter((one) => one.level === level)
      .map((one) => ({ area: areaPlace.get(one.area_id) ?? 0, system: ids.indexOf(one.system_id), people: one.population ?? 1 })),
  }));
  const { types, rows } = classifyGrid(new Map(definitions.map((definition) => [definition, optionsOf(definition)])), levels);
  const found = competitionTasks({ edition: 'england', measures, tables, settings, periods }, types).map((task) => competitionOf(task));
  return {
    market_grid: rows,
    market_contrast: found.flatMap(({ contrasts }) => contrasts),
    market_specification: found.flatMap(({ specifications }) => specifications),
    market_trend: found.flatMap(({ trends }) => trends),
    market_decomposition: found.flatMap(({ decompositions }) => decompositions),
    market_verdict: judgeAll(found.flatMap(({ evidence }) => evidence)),
    market_overlap: [...settings.values()].flatMap(overlapRows),
    market_placebo: [...settings.values()].flatMap(placeboRows),
  };
}

/** Every row of the fixture release. */
export function fixtureRows(shift: number): FixtureRows {
  const market = markets();
  const settings = new Map(
    ['icb', 'sub-icb'].map((level) => [
      level,
      settingOf(
        englishLevel(level),
        systems().filter((row) => row.level === level),
        market.system_market.filter((row) => row.level === level),
      ),
    ]),
  );
  const strata = measures.flatMap((one) =>
    years.flatMap((year) => sumsOf(one, year, shift).map((sum) => ({ measure_id: one.id, period: year, stratum: 'all', ...sum }))),
  );
  const periods = new Map(years.map((period) => [period, { period, kind: 'financial-year' as const }]));
  const { tables: leagueTables, ...measured } = measure({ measures, strata, settings, periods });
  return {
    level: [
      { level: 'icb', title: 'integrated care board', plural: 'integrated care boards', position: 1 },
      { level: 'sub-icb', title: 'sub-ICB location', plural: 'sub-ICB locations', position: 2 },
    ],
    system: systems(),
    predecessor: [
      { code: '99X', name: 'NHS Oldtown CCG', system_id: '01A', first_period: '2017-18', last_period: '2018-19' },
      { code: '98X', name: 'NHS Newtown CCG', system_id: '01A', first_period: '2017-18', last_period: '2019-20' },
    ],
    ...market,
    measure_stratum: strata,
    ...measured,
    ...compareTables([...leagueTables.values()].flat(), settings),
    ...competition(leagueTables, settings, periods, market),
    boundary: systems().map(({ level, system_id }, i) => ({ level, system_id, geometry: square(level === 'icb' ? i : i - 3) })),
    period: years.map((period) => ({
      period,
      kind: 'financial-year',
      title: `April ${period.slice(0, 4)} to March 20${period.slice(5)}`,
      starts: `${period.slice(0, 4)}-04-01`,
      ends: `20${period.slice(5)}-03-31`,
    })),
    measure: measures.map((one, position) => ({
      measure_id: one.id,
      position,
      declaration: JSON.stringify(one),
      numerator_sql: 'select sum(value) from figures',
      denominator_sql: 'select sum(value) from lists',
    })),
    source: [
      {
        source_id: 'hes-apc-ccg',
        title: 'Hospital Admitted Patient Care Activity',
        publisher: 'NHS Digital',
        licence: 'Open Government Licence v3.0',
        attribution: 'NHS Digital',
        periods: '2017-18 to 2019-20',
        note: 'fixture',
      },
    ],
    accounting: [
      {
        source_id: 'hes-apc-ccg',
        file: 'hes/one.xlsx',
        sha256: 'd'.repeat(64),
        rows_read: 10,
        rows_kept: 7,
        rows_rejected: 1,
        rows_not_data: 2,
        values_kept: 14,
        not_data_reasons: '{"banner":2}',
      },
    ],
    reject: [{ source_id: 'hes-apc-ccg', file: 'hes/one.xlsx', sheet: 'Table 1', row_number: 9, reason: 'expected a number, found “x”' }],
    check_result: [{ check_id: 'a_count_is_negative.sql', rows_found: 0 }],
  };
}
