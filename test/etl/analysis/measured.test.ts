import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Measure } from '../../../data/measure.ts';
import { admissions, bedDays, bedDaysPerAdmission, emergencyAdmissions, episodesForAge, zeroDayEmergencyShare } from '../../../data/measures/hospital-use.ts';
import type { Row } from '../../../data/tables.ts';
import { directionOf, judgeBalance } from '../../../etl/analysis/changes.ts';
import { countsOf } from '../../../etl/analysis/counts.ts';
import { changeScores, crossesBreak, estimateDispersion } from '../../../etl/analysis/dispersion.ts';
import { compareTables, type Measured, measure } from '../../../etl/analysis/measured.ts';
import { xoshiro128 } from '../../../stats/random.ts';
import { madeUpSetting } from '../../support/league.ts';

const years = ['2015-16', '2016-17', '2017-18', '2018-19'];
const periods = new Map(years.map((period) => [period, { period, kind: 'financial-year' as const }]));
const id = (place: number) => `S${String(place).padStart(3, '0')}`;

type Stratum = Row<'measure_stratum'>;
const row = (of: Measure, place: number, period: string, numerator: number | null, denominator: number | null, rest: Partial<Stratum> = {}): Stratum => ({
  measure_id: of.id,
  level: 'sub-icb',
  system_id: id(place),
  period,
  stratum: 'all',
  numerator,
  denominator,
  status: numerator === null ? 'missing' : 'final',
  note: null,
  ...rest,
});

/** A made-up panel in which bed days = admissions x stay, with noise of a known size. */
function panel(systems: number, noise: number): Stratum[] {
  const random = xoshiro128(11);
  return years.flatMap((period, year) =>
    Array.from({ length: systems }, (_, place) => {
      const people = 200_000 + 10_000 * (place % 9);
      const admitted = Math.round(people * 0.3 * (0.9 + 0.02 * (place % 11)) * (1 + noise * random.normal()));
      const days = Math.round(admitted * 2.6 * (0.9 + 0.03 * (place % 7)) * (1 + noise * random.normal()) * (1 - 0.01 * year));
      const emergencies = Math.round(admitted * 0.4);
      return [
        row(bedDays, place, period, days, people),
        row(bedDaysPerAdmission, place, period, days, admitted),
        row(admissions, place, period, admitted, people),
        row(emergencyAdmissions, place, period, emergencies, people),
        row(zeroDayEmergencyShare, place, period, Math.round(emergencies * 0.3), emergencies),
      ];
    }).flat(),
  );
}

const measures = [bedDays, bedDaysPerAdmission, admissions, emergencyAdmissions, zeroDayEmergencyShare].map((one) => ({ ...one, breaks: [] }));
const settings = new Map([['sub-icb', madeUpSetting(30)]]);
let measured: Measured;
beforeAll(() => {
  measured = measure({ measures, strata: panel(30, 0.02), settings, periods });
});

describe('dispersion', () => {
  test('is estimated from changes, is in every interval, and grows with the noise', () => {
    const phiOf = (of: Measured) => of.dispersion.find(({ measure_id }) => measure_id === 'bed-days')?.phi ?? 0;
    expect(phiOf(measured)).toBeGreaterThan(5);
    const wilder = measure({ measures, strata: panel(30, 0.06), settings, periods });
    expect(phiOf(wilder) / phiOf(measured)).toBeGreaterThan(4);
    for (const table of measured.tables.get('bed-days') ?? [])
      for (const one of table.observations) {
        expect(one.phi).toBe(phiOf(measured));
        expect((one.upper ?? 0) - (one.lower ?? 0)).toBeGreaterThan(((one.naive_upper ?? 0) - (one.naive_lower ?? 0)) * 2);
      }
  });

  test('no change crosses a break, and withheld or small values take no part', () => {
    const counts = countsOf(
      bedDays,
      panel(12, 0.02).filter(({ measure_id }) => measure_id === 'bed-days'),
    );
    const broken = { ...bedDays, breaks: [{ from: '2017-18', systems: ['S003'], reason: 'moved' }] };
    const { scores } = changeScores(broken, counts, periods);
    expect(scores.map((pair) => pair[3])).toEqual([expect.any(Number), null, expect.any(Number)]);
    const withheld = counts.map((one) => (one.system_id === 'S005' && one.period === '2016-17' ? { ...one, status: 'not-applicable' } : one));
    expect(changeScores(bedDays, withheld, periods).scores.map((pair) => pair[5])).toEqual([null, null, expect.any(Number)]);
    expect(crossesBreak(broken, 'S003', '2016-17', '2017-18')).toBe(true);
    expect(crossesBreak(broken, 'S003', '2017-18', '2018-19')).toBe(false);
    expect(crossesBreak(broken, 'S004', '2016-17', '2017-18')).toBe(false);
  });

  test('a short series takes the factor of its kind, and never looks steadier than it', () => {
    const long = Array.from({ length: 4 }, (_, k): Measure => ({ ...emergencyAdmissions, id: `long-${k}`, breaks: [] }));
    const noisy = (of: Measure, noise: number, of_years: readonly string[]) => {
      const random = xoshiro128(of.id.length + of_years.length);
      return of_years.flatMap((period) =>
        Array.from({ length: 20 }, (_, place) => ({ ...row(of, place, period, Math.round(20_000 * (1 + noise * random.normal())), 200_000) })),
      );
    };
    const short = { ...emergencyAdmissions, id: 'short', breaks: [] };
    const single = { ...emergencyAdmissions, id: 'single', breaks: [] };
    const rows = estimateDispersion(
      [
        ...long.map((one) => ({ measure: one, counts: noisy(one, 0.05, years) })),
        { measure: short, counts: noisy(short, 0.001, years.slice(0, 2)) },
        { measure: single, counts: noisy(single, 0.05, years.slice(0, 1)) },
      ],
      periods,
    );
    const of = (measure_id: string) => rows.find((one) => one.measure_id === measure_id);
    expect(of('long-0')?.basis).toBe('own');
    expect(of('short')).toMatchObject({ basis: 'larger-of-own-and-pooled', phi: of('short')?.pooled_phi });
    expect(of('single')).toMatchObject({ basis: 'pooled', own_phi: null, phi: of('single')?.pooled_phi });
    expect(estimateDispersion([{ measure: single, counts: noisy(single, 0.05, years.slice(0, 1)) }], periods)[0]).toMatchObject({ basis: 'none', phi: 1 });
  });
});

describe('changes and balance', () => {
  test('are values less those a year before; nothing is said of the first year', () => {
    const change = measured.change.filter(({ measure_id }) => measure_id === 'bed-days');
    expect(new Set(change.map(({ period }) => period))).toEqual(new Set(years.slice(1)));
    const observations = (measured.tables.get('bed-days') ?? []).flatMap(({ observations: rows }) => [...rows]);
    const value = (system: string, period: string) => observations.find((one) => one.system_id === system && one.period === period)?.value ?? 0;
    for (const one of change.slice(0, 20)) expect(one.change).toBeCloseTo(value(one.system_id, one.period) - value(one.system_id, one.previous_period), 9);
  });

  test('have a direction only when the interval does not hold zero', () => {
    expect(directionOf(bedDays, { value: -3, lower: -5, upper: -1 })).toBe('improved');
    expect(directionOf(bedDays, { value: 3, lower: 1, upper: 5 })).toBe('worsened');
    expect(directionOf(bedDays, { value: 3, lower: -1, upper: 5 })).toBe('no-clear-change');
    expect(directionOf(admissions, { value: 3, lower: 1, upper: 5 })).toBe('rose');
    expect(directionOf({ polarity: 'higher-is-better' }, { value: 3, lower: 1, upper: 5 })).toBe('improved');
  });

  const change = (of: Measure, value: number | null, direction: string | null): Row<'change'> => ({
    measure_id: of.id,
    level: 'sub-icb',
    system_id: 'S000',
    period: '2018-19',
    previous_period: '2017-18',
    change: value,
    change_lower: value === null ? null : value - 1,
    change_upper: value === null ? null : value + 1,
    direction,
    balance: null,
    balance_note: null,
    reason: null,
  });
  const known = new Map([bedDays, emergencyAdmissions, zeroDayEmergencyShare].map((one) => [one.id, one]));
  const judged = (...partners: (number | null)[]) =>
    judgeBalance(known, [
      change(bedDays, -9, 'improved'),
      change(emergencyAdmissions, partners[0] ?? null, null),
      change(zeroDayEmergencyShare, partners[1] ?? null, null),
    ])[0];

  test('an improvement is unqualified only if no balancing measure got worse beyond its limits', () => {
    expect(judged(-2, 0.5)).toMatchObject({ balance: 'unqualified' });
    expect(judged(2, 0.5)).toMatchObject({ balance: 'qualified', balance_note: 'Got worse: Emergency admissions.' });
    expect(judged(2, 3)?.balance_note).toBe('Got worse: Emergency admissions, Same-day emergencies.');
    expect(judged(null, 0.5)).toMatchObject({ balance: 'unclear', balance_note: expect.stringContaining('Emergency admissions') });
    // One that got worse outweighs one that cannot be told.
    expect(judged(null, 3)?.balance).toBe('qualified');
  });

  test('what is no clear improvement is not judged', () => {
    for (const direction of ['no-clear-change', 'worsened'])
      expect(judgeBalance(known, [change(bedDays, -9, direction), change(emergencyAdmissions, 5, 'worsened')])[0]?.balance).toBeNull();
  });
});

describe('the split of bed days into admissions and length of stay', () => {
  test('adds up exactly, against the others, those with choice, the peers and the year before', () => {
    expect(new Set(measured.two_factor.map(({ against }) => against))).toEqual(new Set(['others', 'competitive-others', 'peers', 'previous']));
    for (const one of measured.two_factor) {
      expect(one.from_first + one.from_second).toBeCloseTo(one.difference, 8);
      expect(one.difference).toBeCloseTo(1000 * (one.first * one.second - one.first_against * one.second_against), 8);
      expect(one.from_first_lower).toBeLessThan(one.from_first);
      expect(one.from_second_upper).toBeGreaterThan(one.from_second);
    }
  });

  test('its difference is the gap of the league table', () => {
    const { comparison } = compareTables(measured.tables.get('bed-days') ?? [], settings);
    for (const split of measured.two_factor.filter(({ against }) => against === 'others' || against === 'peers')) {
      const row = comparison.find((one) => one.system_id === split.system_id && one.period === split.period && one.yardstick_id === split.against);
      expect(split.difference).toBeCloseTo(row?.gap ?? 0, 6);
    }
  });
});

describe('market groups', () => {
  test('are sums, never means of rates: groups together are everyone', () => {
    const { market_group, comparison } = compareTables(measured.tables.get('bed-days') ?? [], settings);
    for (const period of years) {
      const groups = market_group.filter((one) => one.period === period);
      const sum = (name: 'numerator' | 'denominator') => groups.reduce((total, one) => total + (one[name] ?? 0), 0);
      const all = comparison.find((one) => one.period === period && one.yardstick_id === 'all')?.yardstick_value;
      expect((1000 * sum('numerator')) / sum('denominator')).toBeCloseTo(all ?? 0, 8);
      for (const one of groups) {
        expect(one.value).toBeCloseTo((1000 * (one.numerator ?? 0)) / (one.denominator ?? 1), 8);
        expect(one.lower).toBeLessThan(one.value ?? 0);
        expect(one.upper).toBeGreaterThan(one.value ?? 0);
      }
    }
  });
});

describe('a standardised ratio', () => {
  const ages = ['young', 'old'];
  const strata = (events: number[][], people: number[][], status = 'final') =>
    events.flatMap((byAge, place) =>
      byAge.map((x, age) => row(episodesForAge, place, '2018-19', x, people[place]?.[age] ?? 0, { stratum: ages[age] ?? '', status })),
    );

  test('expects of each system what the others have at each age', () => {
    const [first] = countsOf(
      episodesForAge,
      strata(
        [
          [10, 90],
          [30, 60],
          [50, 40],
        ],
        [
          [1000, 500],
          [2000, 400],
          [3000, 300],
        ],
      ),
    );
    // Others: 80 of 5,000 young, 100 of 700 old.
    expect(first?.numerator).toBe(100);
    expect(first?.denominator).toBeCloseTo((1000 * 80) / 5000 + (500 * 100) / 700, 10);
  });

  test('is 100 for everyone where every age has one rate, whatever the mix of ages', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 })), { minLength: 2, maxLength: 12 }), (mixes) => {
        const people = mixes.map(([young, old]) => [young * 1000, old * 1000]);
        const events = people.map(([young = 0, old = 0]) => [young * 0.02, old * 0.3]);
        for (const { numerator, denominator } of countsOf(episodesForAge, strata(events, people)))
          expect((numerator ?? 0) / (denominator ?? 1)).toBeCloseTo(1, 10);
      }),
    );
  });

  test('a stratum without figures leaves the system without a value, with its reason, and out of everyone’s expectation', () => {
    const rows = strata(
      [
        [10, 90],
        [30, 60],
        [50, 40],
      ],
      [
        [1000, 500],
        [2000, 400],
        [3000, 300],
      ],
    ).map((one) => (one.system_id === 'S002' && one.stratum === 'old' ? { ...one, numerator: null, status: 'suppressed' } : one));
    const [first, , third] = countsOf(episodesForAge, rows);
    expect(third).toMatchObject({ numerator: null, denominator: null, status: 'suppressed' });
    expect(first?.denominator).toBeCloseTo((1000 * 30) / 2000 + (500 * 60) / 400, 10);
  });
});
