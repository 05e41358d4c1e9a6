import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../data/measure.ts';
import { bedDays, episodesForAge, zeroDayEmergencyShare } from '../../../data/measures/hospital-use.ts';
import { yardsticks } from '../../../data/yardsticks.ts';
import { observe } from '../../../etl/analysis/observe.ts';
import { referenceMakers } from '../../../etl/analysis/references/registry.ts';
import { withShrunken } from '../../../etl/analysis/shrink.ts';
import { type CountsIn, compareWith, countsRow, madeUpSetting, referencesOf, tableOf } from '../../support/league.ts';

const proportion: Measure = { ...zeroDayEmergencyShare, polarity: 'higher-is-better' };
const value = (reference: ReturnType<typeof referencesOf>[number] | undefined) => (reference === undefined || 'reason' in reference ? null : reference.value);

/** Counts of many systems around one rate, with a spread. */
const many = (systems: number, around = 0.7): CountsIn[] =>
  Array.from({ length: systems }, (_, place): CountsIn => {
    const denominator = 100_000 + 13_000 * ((place * 5) % 17);
    return [Math.round(denominator * around * (0.8 + 0.02 * ((place * 7) % 19))), denominator];
  });

describe('an observation', () => {
  const row = (counts: CountsIn, phi = 1) => observe(bedDays, countsRow(bedDays, 0, counts), phi);

  test('a rate is multiplier x numerator / denominator with Byar limits', () => {
    expect(row([812_300, 1_000_000])).toMatchObject({ value: 812.3, method: 'byar', status: 'final' });
  });

  test('the dispersion factor widens the interval and leaves the value and the interval of chance alone', () => {
    const [chance, wide] = [row([812_300, 1_000_000]), row([812_300, 1_000_000], 400)];
    expect(wide.value).toBe(chance.value);
    expect([wide.naive_lower, wide.naive_upper]).toEqual([chance.lower, chance.upper]);
    const width = (one: typeof wide) => (one.upper ?? 0) - (one.lower ?? 0);
    // About the root of the factor.
    expect(width(wide) / width(chance)).toBeCloseTo(20, 0);
  });

  test('zero is a value; suppressed, missing and not applicable are not', () => {
    expect(row([0, 5000])).toMatchObject({ value: 0, lower: 0, status: 'final', method: 'exact-poisson' });
    for (const status of ['suppressed', 'missing', 'not-applicable'])
      expect(row([null, 5000, status])).toMatchObject({ value: null, lower: null, upper: null, method: null, status });
  });

  test('counts that are withheld from comparison stay as counts', () => {
    expect(row([700, 5000, 'not-applicable'])).toMatchObject({ value: null, numerator: 700, denominator: 5000 });
  });

  test('a small denominator gives no value and says why', () => {
    expect(row([5, 999])).toMatchObject({ value: null, status: 'not-applicable', note: expect.stringContaining('below 1000') });
  });
});

describe('yardsticks', () => {
  test('every declared yardstick is made, and nothing else', () => {
    expect([...referenceMakers.keys()].sort()).toEqual(yardsticks.map(({ id }) => id).sort());
  });

  test('all others: sums the others’ counts and leaves the system out', () => {
    const { rows } = compareWith(
      'others',
      tableOf(bedDays, [
        [100, 1000],
        [300, 2000],
        [50, 4000],
      ]),
    );
    expect(rows.map((row) => row.yardstick_value)).toEqual([(1000 * 350) / 6000, (1000 * 150) / 5000, (1000 * 400) / 3000]);
    expect(rows.map((row) => row.yardstick_units)).toEqual([2, 2, 2]);
  });

  test('competitive others: the pool of those with choice, a system with choice left out of its own', () => {
    const table = tableOf(bedDays, [
      [100, 1000],
      [300, 2000],
      [50, 4000],
      [400, 1000],
    ]);
    // S000 and S003 are competitive.
    expect(referencesOf('competitive-others', table, madeUpSetting(4)).map(value)).toEqual([400, (1000 * 500) / 2000, (1000 * 500) / 2000, 100]);
  });

  test('peers: the pool of the ten nearest, never the system itself', () => {
    const setting = madeUpSetting(30);
    const table = tableOf(bedDays, many(30));
    const nearest = setting.peers.get(10)?.[4] ?? [];
    expect([...nearest]).toHaveLength(10);
    expect([...nearest]).not.toContain(4);
    const sum = (column: 'numerator' | 'denominator') => [...nearest].reduce((total, peer) => total + (table.observations[peer]?.[column] ?? 0), 0);
    expect(value(referencesOf('peers', table, setting)[4])).toBeCloseTo((1000 * sum('numerator')) / sum('denominator'), 10);
  });

  test('adjusted: where values follow the characteristics exactly, everyone is as expected', () => {
    const setting = madeUpSetting(40);
    const counts = Array.from({ length: 40 }, (_, place): CountsIn => {
      const [size, age, deprivation, rurality] = setting.characteristics.map((column) => column[place] ?? 0) as [number, number, number, number];
      return [Math.round(1e7 * (0.3 + 0.01 * size + 2 * age + 0.1 * deprivation - 0.05 * rurality)), 1e7];
    });
    const { rows } = compareWith('adjusted', tableOf(bedDays, counts), setting);
    for (const row of rows) expect(row.gap).toBeCloseTo(0, 3);
  });

  test('the best quarter: the value of an actual system, attained by at least a quarter', () => {
    for (const measure of [bedDays, proportion]) {
      const table = tableOf(measure, many(41, 0.4));
      const { rows, league } = compareWith('upper-quartile', table);
      const attained = rows[0]?.yardstick_value ?? 0;
      expect(table.observations.map((row) => row.value)).toContain(attained);
      const better = table.observations.filter((row) => (measure === bedDays ? (row.value ?? 0) <= attained : (row.value ?? 0) >= attained)).length;
      expect(league.attained_by).toBe(better);
      expect(better / 41).toBeGreaterThanOrEqual(0.25);
      expect((better - 1) / 41).toBeLessThan(0.25);
    }
  });

  test('changing a system’s own data never moves its own yardstick, for every leave-one-out kind', () => {
    const setting = madeUpSetting(32);
    const counts = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1000, max: 100_000 }));
    for (const { id } of yardsticks.filter(({ leaveOneOut }) => leaveOneOut))
      for (const measure of [bedDays, proportion])
        fc.assert(
          fc.property(counts, fc.integer({ min: 0, max: 31 }), (changed, place) => {
            const before = many(32, 0.4);
            // A frontier asks how little could serve the same people: those are given, like other characteristics.
            const after = before.with(place, id === 'frontier' ? [Math.min(changed[0] * 100, before[place]?.[1] ?? 0), before[place]?.[1] ?? 0] : changed);
            const [was, is] = [before, after].map((all) => referencesOf(id, tableOf(measure, all), setting)) as [
              ReturnType<typeof referencesOf>,
              ReturnType<typeof referencesOf>,
            ];
            const [now, then] = [value(is[place]), value(was[place])];
            expect(now === null).toBe(then === null);
            expect(now ?? 0).toBeCloseTo(then ?? 0, 6);
            // And it does move that of others, unless nobody looks at it.
            if (id === 'others') expect(is.some((one, other) => other !== place && value(one) !== value(was[other]))).toBe(true);
          }),
          { numRuns: 40 },
        );
  });

  test('its own count moves its yardstick among all: that one is for display, without a test', () => {
    const { rows } = compareWith('all', tableOf(bedDays, many(8)));
    for (const row of rows) expect(row).toMatchObject({ z: null, band: null, gap_lower: null, gap_events: null });
    expect(new Set(rows.map((row) => row.yardstick_value)).size).toBe(1);
  });

  test('a system without a value is set beside the yardstick but not against it, and is in nobody’s yardstick', () => {
    const { rows } = compareWith(
      'others',
      tableOf(bedDays, [
        [100, 1000],
        [300, 2000],
        [null, null, 'missing'],
      ]),
    );
    expect(rows[2]).toMatchObject({ yardstick_value: (1000 * 400) / 3000, gap: null, z: null, band: null, rank_low: null });
    expect(rows[0]).toMatchObject({ yardstick_value: 150, yardstick_units: 1 });
  });
});

describe('a yardstick that cannot be made', () => {
  test.each([
    ['one system alone', 'others', tableOf(bedDays, [[100, 1000]]), 'No other system has a value in this period.'],
    ['nobody with choice', 'competitive-others', tableOf(bedDays, [[null, null, 'missing'], ...many(3)]), 'No other system of this level is of market type'],
    ['too few for peers', 'peers', tableOf(bedDays, many(8)), 'too few systems to find 10 peers'],
    ['too few to adjust', 'adjusted', tableOf(bedDays, many(9)), 'at least 8 to spare'],
    ['a best quarter of nothing', 'upper-quartile', tableOf(zeroDayEmergencyShare, many(9, 0.3)), 'no better end'],
    [
      'all suppressed',
      'others',
      tableOf(
        bedDays,
        Array.from({ length: 6 }, (): CountsIn => [null, null, 'suppressed']),
      ),
      'No system has a value in this period',
    ],
  ])('%s: the table stays, with the reason in a sentence', (name, id, table, reason) => {
    const setting = madeUpSetting(table.observations.length, () => (name === 'nobody with choice' ? 'monopoly' : 'competitive'));
    const { rows, league } = compareWith(id, table, setting);
    expect(rows).toHaveLength(table.observations.length);
    expect(league.reason).toContain(reason);
    for (const row of rows) expect(row.band).toBeNull();
  });

  test('fewer than five systems: gaps, but no limits, bands or ranks', () => {
    const { rows, league } = compareWith('others', tableOf(bedDays, many(4)));
    expect(league.reason).toContain('Fewer than 5 systems');
    for (const row of rows) {
      expect(row.gap).not.toBeNull();
      expect(row).toMatchObject({ limit_low_95: null, band: null, outlook: null, rank_low: null, tie_band: null });
    }
  });

  test('zero variance: all at zero, or all with only events', () => {
    const none = compareWith(
      'others',
      tableOf(
        bedDays,
        Array.from({ length: 6 }, (): CountsIn => [0, 2000]),
      ),
    );
    expect(none.rows[0]).toMatchObject({ yardstick_value: 0, gap: 0, z: null, band: null });
    expect(none.league.reason).toContain('no variance');
    const only = compareWith(
      'others',
      tableOf(
        proportion,
        Array.from({ length: 6 }, (): CountsIn => [2000, 2000]),
      ),
    );
    expect(only.league.reason).toContain('no variance');
    expect(only.rows[0]).toMatchObject({ yardstick_value: 100, gap: 0, band: null });
  });
});

describe('gaps, limits and bands', () => {
  const table = tableOf(bedDays, many(40), 50);
  const { rows } = compareWith('others', table);

  test('the interval holds the gap; sign of gap and score agree; limits surround the yardstick', () => {
    for (const row of rows) {
      expect(row.gap_lower).toBeLessThan(row.gap ?? 0);
      expect(row.gap_upper).toBeGreaterThan(row.gap ?? 0);
      expect(Math.sign(row.z ?? 0)).toBe(Math.sign(row.gap ?? 0));
      expect(row.limit_low_998).toBeLessThan(row.limit_low_95 ?? 0);
      expect(row.limit_low_95).toBeLessThan(row.yardstick_value ?? 0);
      expect(row.limit_high_95).toBeGreaterThan(row.yardstick_value ?? 0);
      expect(row.limit_high_998).toBeGreaterThan(row.limit_high_95 ?? 0);
    }
  });

  test('the band follows from the value and the limits as published, and the outlook from the band and the polarity', () => {
    const outlooks: Record<string, string> = { 'low-998': 'far-better', 'low-95': 'better', within: 'similar', 'high-95': 'worse', 'high-998': 'far-worse' };
    for (const [place, row] of rows.entries()) {
      const own = table.observations[place]?.value ?? 0;
      const { limit_low_998 = 0, limit_low_95 = 0, limit_high_95 = 0, limit_high_998 = 0 } = row as unknown as Record<string, number>;
      const band =
        own < limit_low_998 ? 'low-998' : own < limit_low_95 ? 'low-95' : own > limit_high_998 ? 'high-998' : own > limit_high_95 ? 'high-95' : 'within';
      expect(row.band).toBe(band);
      expect(row.outlook).toBe(outlooks[band]);
    }
  });

  test('limits with the variance between systems flag fewer than those of dispersion alone, and these fewer than chance alone', () => {
    const beyond = (of: (row: (typeof rows)[number]) => boolean) => rows.filter(of).length;
    const overdispersed = beyond((row) => row.band !== 'within');
    const dispersed = beyond((row) => Math.abs(row.z ?? 0) > 1.96);
    const chance = beyond((row) => Math.abs(row.z ?? 0) * Math.sqrt(50) > 1.96);
    expect(overdispersed).toBeLessThan(dispersed);
    expect(dispersed).toBeLessThanOrEqual(chance);
    expect(overdispersed / rows.length).toBeLessThan(0.2);
  });

  test('adjusted probabilities are never below the plain ones, nor above 1', () => {
    for (const row of rows) {
      expect(row.p_adjusted).toBeGreaterThanOrEqual(row.p_value ?? 0);
      expect(row.p_adjusted).toBeLessThanOrEqual(1);
    }
  });

  test('a measure without a good direction has limits but no band, outlook or rank', () => {
    const neutral = compareWith('others', tableOf(zeroDayEmergencyShare, many(20, 0.3)));
    for (const row of neutral.rows) expect(row).toMatchObject({ band: null, outlook: null, rank_low: null, tie_band: null, gap_events: null });
    expect(neutral.rows[0]?.limit_high_95).not.toBeNull();
    expect(neutral.league.reason).toContain('Not ranked');
  });

  test('an indirectly standardised value has a band and never a rank; its yardstick is 100, and other yardsticks are refused', () => {
    const standardised = tableOf(episodesForAge, many(20, 1.3), 20);
    const { rows: against, league } = compareWith('others', standardised);
    for (const row of against) expect(row).toMatchObject({ yardstick_value: 100, rank_low: null, rank_high: null, ranked_of: null, tie_band: null });
    expect(against.every((row) => row.band !== null)).toBe(true);
    expect(league.reason).toContain('Not ranked');
    for (const id of ['competitive-others', 'peers', 'adjusted', 'upper-quartile', 'all'])
      expect(compareWith(id, standardised).rows.every((row) => row.yardstick_value === null && row.yardstick_note?.includes('only compared with'))).toBe(true);
  });
});

describe('gaps in natural units', () => {
  const { rows } = compareWith('others', tableOf(bedDays, many(40), 50));

  test('are the gap times the denominator over the multiplier for a system clearly on the worse side', () => {
    const worse = rows.filter((row) => (row.gap_lower ?? 0) > 0);
    expect(worse.length).toBeGreaterThan(3);
    for (const row of worse) {
      const denominator = many(40)[Number(row.system_id.slice(1))]?.[1] ?? 0;
      expect(row.gap_events).toBeCloseTo(((row.gap ?? 0) * denominator) / 1000, 6);
      expect(row.gap_events_lower).toBeLessThan(row.gap_events ?? 0);
      expect(row.gap_events_upper).toBeGreaterThan(row.gap_events ?? 0);
    }
  });

  test('are zero clearly at or beyond the yardstick, and unknown where the interval of the gap holds zero', () => {
    for (const row of rows) {
      if ((row.gap_upper ?? 0) < 0) expect(row).toMatchObject({ gap_events: 0, gap_events_lower: 0, gap_events_upper: 0 });
      if ((row.gap_lower ?? 0) <= 0 && (row.gap_upper ?? 0) >= 0) expect(row.gap_events).toBeNull();
    }
  });
});

describe('ranks', () => {
  test('a set holds the rank of the value, systems share a tie band only if no two are told apart, and better values stand in earlier bands', () => {
    const table = tableOf(bedDays, many(40), 200);
    const { rows, league } = compareWith('others', table);
    const values = table.observations.map((row) => row.value ?? 0);
    const spread = (place: number) => ((table.observations[place]?.upper ?? 0) - (table.observations[place]?.lower ?? 0)) / 3.919927969080108;
    for (const [i, row] of rows.entries()) {
      const rank = 1 + values.filter((other) => other < (values[i] ?? 0)).length;
      expect(row.rank_low).toBeLessThanOrEqual(rank);
      expect(row.rank_high).toBeGreaterThanOrEqual(rank);
      expect(row.ranked_of).toBe(40);
      for (const [j, other] of rows.entries()) {
        if (row.tie_band === other.tie_band && i < j)
          expect(Math.abs((values[i] ?? 0) - (values[j] ?? 0)) / Math.hypot(spread(i), spread(j))).toBeLessThanOrEqual((league.critical_value ?? 0) + 1e-9);
        if ((values[i] ?? 0) < (values[j] ?? 0)) expect(row.tie_band).toBeLessThanOrEqual(other.tie_band ?? 0);
      }
    }
    expect(new Set(rows.map((row) => row.tie_band)).size).toBe(league.tie_bands);
  });

  test('turn round with the direction of good', () => {
    const down = compareWith('others', tableOf({ ...proportion, polarity: 'lower-is-better' }, many(20, 0.4), 30)).rows;
    const up = compareWith('others', tableOf(proportion, many(20, 0.4), 30)).rows;
    for (const [place, row] of down.entries()) {
      expect(up[place]?.rank_low).toBe(21 - (row.rank_high ?? 0));
      expect(up[place]?.rank_high).toBe(21 - (row.rank_low ?? 0));
    }
  });

  test('more dispersion never narrows a rank set', () => {
    const [calm, wild] = [20, 500].map((phi) => compareWith('others', tableOf(bedDays, many(30), phi)).rows) as [
      ReturnType<typeof compareWith>['rows'],
      ReturnType<typeof compareWith>['rows'],
    ];
    const width = (row: (typeof calm)[number] | undefined) => (row?.rank_high ?? 0) - (row?.rank_low ?? 0);
    for (const [place, row] of calm.entries()) expect(width(wild[place])).toBeGreaterThanOrEqual(width(row));
  });

  test('among peers are of the system and its ten peers; against expectation they are of the gap', () => {
    const setting = madeUpSetting(40);
    const table = tableOf(bedDays, many(40), 50);
    for (const row of compareWith('peers', table, setting).rows) {
      expect(row.ranked_of).toBe(11);
      expect(row.tie_band).toBeNull();
      expect(row.rank_low).toBeGreaterThanOrEqual(1);
      expect(row.rank_high).toBeLessThanOrEqual(11);
    }
    const adjusted = compareWith('adjusted', table, setting).rows;
    const gaps = adjusted.map((row) => row.gap ?? 0);
    for (const row of adjusted) {
      const rank = 1 + gaps.filter((gap) => gap < (row.gap ?? 0)).length;
      expect(row.rank_low).toBeLessThanOrEqual(rank);
      expect(row.rank_high).toBeGreaterThanOrEqual(rank);
    }
  });
});

test('a shrunken estimate lies between the value and the others, and moves more the less sure the value is', () => {
  const table = tableOf(bedDays, many(20), 400);
  const shrunken = withShrunken(table);
  const centre = shrunken.reduce((sum, row) => sum + (row.value ?? 0), 0) / 20;
  for (const row of shrunken) expect(Math.abs((row.shrunken ?? 0) - centre)).toBeLessThan(Math.abs((row.value ?? 0) - centre) + 8);
  const wilder = withShrunken(tableOf(bedDays, many(20), 4000));
  const spread = (rows: typeof shrunken) => Math.max(...rows.map((row) => row.shrunken ?? 0)) - Math.min(...rows.map((row) => row.shrunken ?? 0));
  expect(spread(wilder)).toBeLessThan(spread(shrunken));
  expect(withShrunken(tableOf(bedDays, many(4)))[0]?.shrunken).toBeNull();
});
