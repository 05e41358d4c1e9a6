import { describe, expect, test } from 'vitest';
import type { Row } from '../../../data/tables.ts';
import { changesOf } from '../../../etl/analysis/changes.ts';
import { compareAll } from '../../../etl/analysis/league-tables.ts';
import { compareTables, measure } from '../../../etl/analysis/measured.ts';
import { settingOf } from '../../../etl/analysis/setting.ts';
import type { LeagueTable } from '../../../etl/analysis/table.ts';
import { star, starYearly, usaFixtureRows } from '../../support/fixture-usa.ts';

const fixture = usaFixtureRows();
const of = <T extends { measure_id: string }>(rows: readonly T[] | undefined, id: string = starYearly.id): T[] =>
  (rows ?? []).filter(({ measure_id }) => measure_id === id);
const errors = of(fixture.value_error);
const errorOfGroup = (group: string): number => errors.find(({ size_group }) => size_group === group)?.value_error ?? 0;
const groupOf = (system: string): string => {
  const people = (fixture.enrolment ?? []).find(({ system_id }) => system_id === system)?.enrolled;
  if (people === undefined) return 'unknown';
  return (
    errors.find(({ enrolled_from, enrolled_below }) => people >= (enrolled_from ?? 0) && people < (enrolled_below ?? Number.POSITIVE_INFINITY))?.size_group ??
    ''
  );
};

describe('errors by size', () => {
  test('are those that were put in; unknown size has the widest; a repeated year is left out', () => {
    expect(errors.map(({ size_group }) => size_group)).toEqual(['small', 'middle', 'large', 'unknown']);
    // Three pairs of years of 60 contracts: errors of 6 and of 2, and rounding to whole points.
    expect(errorOfGroup('small')).toBeGreaterThan(4.8);
    expect(errorOfGroup('small')).toBeLessThan(7.2);
    for (const group of ['middle', 'large']) {
      expect(errorOfGroup(group)).toBeGreaterThan(1.6);
      expect(errorOfGroup(group)).toBeLessThan(2.5);
    }
    expect(errors.at(-1)).toMatchObject({ taken_from: 'small', value_error: errorOfGroup('small') });
    for (const row of errors) expect([row.year_pairs, row.repeated_pairs]).toEqual([3, 1]);
    for (const row of errors) expect(row.held_out_coverage, row.size_group).toBeGreaterThan(0.88);
  });

  test('are one where a third has too few changes, and none where nothing moves or nothing declares it', () => {
    const one = (rows: readonly Row<'measure_stratum'>[], declared = starYearly) =>
      measure({
        measures: [declared],
        strata: rows,
        settings: new Map(),
        periods: new Map((fixture.period ?? []).map((row) => [row.period, { period: row.period, kind: 'rating-year' as const }])),
        sizes: new Map((fixture.enrolment ?? []).map(({ level, system_id, enrolled }) => [`${level}/${system_id}`, enrolled])),
      });
    const strata = of(fixture.measure_stratum);
    const few = strata.filter(({ system_id }) => system_id < 'H0090');
    expect(one(few).value_error.map(({ size_group, systems }) => [size_group, systems])).toEqual([['all', 89]]);
    const still = one(strata.map((row) => ({ ...row, numerator: 70 })));
    expect(still.value_error).toEqual([]);
    expect(still.change).toEqual([]);
    expect(one(strata, { ...starYearly, uncertainty: undefined } as unknown as typeof starYearly).value_error).toEqual([]);
  });
});

describe('what follows from the error', () => {
  test('a value has 1.96 errors of its group on either side, within 0 to 100', () => {
    const rows = of(fixture.observation).filter(({ value }) => value !== null);
    expect(rows.length).toBe(229 * 5);
    for (const { value, lower, upper, method, numerator, phi, system_id } of rows) {
      const reach = 1.959963984540054 * errorOfGroup(groupOf(system_id));
      expect(lower).toBeCloseTo(Math.max(0, (value ?? 0) - reach), 9);
      expect(upper).toBeCloseTo(Math.min(100, (value ?? 0) + reach), 9);
      expect([method, numerator, phi]).toEqual(['year-to-year', null, null]);
    }
  });

  test('gap, test, limits and band are those of every table, computed here anew; there are no ranks and no events', () => {
    const values = of(fixture.observation).filter(({ period, value }) => period === 'rating-2024' && value !== null);
    const rows = of(fixture.comparison).filter(({ period, yardstick_id, gap }) => period === 'rating-2024' && yardstick_id === 'others' && gap !== null);
    const league = of(fixture.league).find(({ period, yardstick_id }) => period === 'rating-2024' && yardstick_id === 'others');
    expect(rows).toHaveLength(229);
    expect(league?.reason).toBe(`Not ranked. ${starYearly.rankableReason}`);
    const outlooks = new Set(rows.map(({ outlook }) => outlook));
    expect(outlooks.has('similar') && (outlooks.has('better') || outlooks.has('worse'))).toBe(true);
    for (const row of rows) {
      const others = values.filter(({ system_id }) => system_id !== row.system_id).map(({ value }) => value ?? 0);
      const mean = others.reduce((sum, one) => sum + one, 0) / others.length;
      const ofMedian = Math.sqrt(((Math.PI / 2) * others.reduce((sum, one) => sum + (one - mean) ** 2, 0)) / (others.length - 1) / others.length);
      const error = Math.hypot(errorOfGroup(groupOf(row.system_id)), ofMedian);
      const [gap, yardstick] = [row.gap ?? 0, row.yardstick_value ?? 0];
      expect(row.yardstick_upper).toBeCloseTo(yardstick + 1.959963984540054 * ofMedian, 8);
      expect(row.gap_lower).toBeCloseTo(gap - 1.959963984540054 * error, 8);
      expect(row.z).toBeCloseTo(gap / error, 8);
      const spread = Math.hypot(error, league?.between_sd ?? 0);
      expect(row.limit_low_95).toBeCloseTo(Math.max(0, yardstick - 1.959963984540054 * spread), 8);
      const value = yardstick + gap;
      const outside = value < (row.limit_low_95 ?? 0) || value > (row.limit_high_95 ?? 0);
      expect(row.outlook !== 'similar', row.system_id).toBe(outside);
      if (outside) expect(row.outlook?.endsWith(gap > 0 ? 'better' : 'worse')).toBe(true);
      expect([row.gap_events, row.rank_low, row.tie_band]).toEqual([null, null, null]);
    }
  });

  test('nothing that a system does to its own value moves its own yardstick', () => {
    const settings = new Map([['contract', settingOf(contract, systems, [])]]);
    const table = tableOf('rating-2024');
    const before = compareAll(table, settings.get('contract') as never).comparison;
    for (const place of [0, 57, 130, 228]) {
      const moved = { ...table, observations: table.observations.map((row, at) => (at === place ? { ...row, value: 3, lower: 0, upper: 9 } : row)) };
      const [own, was] = [compareTables([moved], settings).comparison[place], before[place]];
      expect(own?.system_id).toBe(was?.system_id);
      for (const column of ['yardstick_value', 'yardstick_lower', 'yardstick_upper'] as const) expect(own?.[column]).toBeCloseTo(was?.[column] ?? 0, 8);
      expect(own?.gap).not.toBeCloseTo(was?.gap ?? 0, 3);
    }
  });

  test('a change has the errors of both years; across a repeated year there is none; without an error nothing is said', () => {
    const changes = of(fixture.change);
    for (const row of changes) {
      if (row.period === 'rating-2021') {
        expect([row.change, row.reason]).toEqual([null, 'Not compared: the values of the year before were published again.']);
        continue;
      }
      const reach = 1.959963984540054 * Math.SQRT2 * errorOfGroup(groupOf(row.system_id));
      expect(row.change_upper).toBeCloseTo((row.change ?? 0) + reach, 8);
      expect(row.direction === 'no-clear-change').toBe(Math.abs(row.change ?? 0) <= reach + 1e-9);
    }
    const clear = changes.filter(({ direction }) => direction === 'improved' || direction === 'worsened').length;
    const known = changes.filter(({ change }) => change !== null).length;
    expect(known).toBe(229 * 3);
    expect(clear / known).toBeGreaterThan(0);
    expect(clear / known).toBeLessThan(0.1);
    expect(of(fixture.change, star.id)).toEqual([]);
    const periods = new Map((fixture.period ?? []).map((row) => [row.period, { period: row.period, kind: 'rating-year' as const }]));
    const broken = changesOf({ ...starYearly, breaks: [{ from: 'rating-2024', reason: 'Another definition.' }] }, of(fixture.observation), periods);
    const across = broken.filter(({ period }) => period === 'rating-2024');
    expect(across.length).toBe(229);
    for (const { change, reason } of across) expect([change, reason]).toEqual([null, 'Not compared: the series breaks between the two years.']);
  });
});

const contract = { id: 'contract', characteristics: [], yardsticks: ['others'], contrasted: false };
const systems = (fixture.system ?? []).filter(({ level, system_id }) => level === 'contract' && system_id !== 'H0230');

/** A table of the fixture with its errors. */
function tableOf(period: string): LeagueTable {
  const observations = of(fixture.observation).filter((row) => row.period === period);
  return {
    measure: starYearly,
    level: 'contract',
    period,
    phi: 1,
    observations,
    errors: observations.map(({ system_id }) => errorOfGroup(groupOf(system_id))),
  };
}
