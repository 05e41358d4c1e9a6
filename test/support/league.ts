import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import { yardstickById } from '../../data/yardsticks.ts';
import { anyDefinition, compareTable, ranksByValue } from '../../etl/analysis/compare.ts';
import type { Counts } from '../../etl/analysis/counts.ts';
import { observe } from '../../etl/analysis/observe.ts';
import type { LevelSetting, NoReference, Reference } from '../../etl/analysis/references/reference.ts';
import { referenceMakers } from '../../etl/analysis/references/registry.ts';
import { settingOf } from '../../etl/analysis/setting.ts';
import type { LeagueTable } from '../../etl/analysis/table.ts';
import { englishLevel } from './england.ts';

/** Counts of one system; null for none. */
export type CountsIn = readonly [numerator: number | null, denominator: number | null, status?: string];

export const countsRow = (measure: Measure, place: number, [numerator, denominator, status = 'final']: CountsIn): Counts => ({
  measure_id: measure.id,
  level: 'sub-icb',
  system_id: `S${String(place).padStart(3, '0')}`,
  period: '2018-19',
  numerator,
  denominator,
  status,
  note: null,
});

/** A league table of systems S000, S001 and so on. */
export const tableOf = (measure: Measure, counts: readonly CountsIn[], phi = 1): LeagueTable => ({
  measure,
  level: 'sub-icb',
  period: '2018-19',
  phi,
  observations: counts.map((one, place) => observe(measure, countsRow(measure, place, one), phi)),
});

const marketTypes = ['competitive', 'limited', 'monopoly'];

/** Systems that differ in every characteristic; every third is competitive. */
export function madeUpSetting(systems: number, type: (place: number) => string = (place) => marketTypes[place % 3] ?? 'limited'): LevelSetting {
  const rows = Array.from({ length: systems }, (_, place): Row<'system'> => {
    const system_id = `S${String(place).padStart(3, '0')}`;
    return {
      system_id,
      level: 'sub-icb',
      name: `System ${place}`,
      short_name: `System ${place}`,
      parent_id: null,
      ons_code: system_id,
      kind: null,
      region: null,
      integration_type: 'unknown',
      population: 100_000 + 10_000 * ((place * 7) % 13),
      areas: 1,
      share_75_plus: 0.05 + 0.004 * ((place * 5) % 11),
      share_65_plus: null,
      share_rural: 0.08 * ((place * 3) % 7),
      share_most_deprived: 0.05 * ((place * 11) % 9),
      note: null,
    };
  });
  const markets = rows.map(
    ({ system_id }, place): Row<'system_market'> => ({
      definition: 'hospital-use-2018',
      level: 'sub-icb',
      system_id,
      market_type: type(place),
      share_competitive: 0,
      share_limited: 0,
      share_monopoly: 0,
      share_unclassified: 0,
      hhi: null,
    }),
  );
  return settingOf(englishLevel('sub-icb'), rows, markets);
}

const known = <T>(value: T | undefined, id: string): T => {
  if (value === undefined) throw new Error(`no yardstick ${id}`);
  return value;
};

/** What each system of a table is set against. */
export const referencesOf = (id: string, table: LeagueTable, setting: LevelSetting): readonly (Reference | NoReference)[] =>
  known(referenceMakers.get(id), id).make(table, setting, 'hospital-use-2018').rows;

/** A table against one yardstick, as the build compares it. */
export function compareWith(id: string, table: LeagueTable, setting: LevelSetting = madeUpSetting(table.observations.length)) {
  const yardstick = known(yardstickById.get(id), id);
  const references = known(referenceMakers.get(id), id).make(table, setting, 'hospital-use-2018');
  const definition = yardstick.byDefinition ? 'hospital-use-2018' : anyDefinition;
  return compareTable({ table, yardstick, definition, setting, references, byValue: ranksByValue(table) });
}
