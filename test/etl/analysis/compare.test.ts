import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../data/measure.ts';
import { bedDays, zeroDayEmergencyShare } from '../../../data/measures/hospital-use.ts';
import type { Row } from '../../../data/tables.ts';
import { yardsticks } from '../../../data/yardsticks.ts';
import { compareTable, funnelCurve, poolOf } from '../../../etl/analysis/compare.ts';
import { observe } from '../../../etl/analysis/observe.ts';

const yardstick = (id: string) => {
  const found = yardsticks.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const others = yardstick('others');
const proportion: Measure = { ...zeroDayEmergencyShare, polarity: 'higher-is-better' };

const stratum = (system_id: string, numerator: number | null, denominator: number | null, status = 'final'): Row<'measure_stratum'> => ({
  measure_id: 'bed-days',
  level: 'sub-icb',
  system_id,
  period: '2018-19',
  stratum: 'all',
  numerator,
  denominator,
  status,
  note: null,
});
const table = (measure: Measure, rows: [string, number, number][]) => rows.map(([id, n, d]) => observe(measure, stratum(id, n, d)));

describe('an observation', () => {
  test('a rate is multiplier x numerator / denominator with Byar limits', () => {
    const row = observe(bedDays, stratum('16C', 812_300, 1_000_000));
    expect(row).toMatchObject({ value: 812.3, method: 'byar', status: 'final' });
    expect(row.lower).toBeLessThan(812.3);
    expect(row.upper).toBeGreaterThan(812.3);
  });

  test('zero is a value; suppressed, missing and not applicable are not', () => {
    expect(observe(bedDays, stratum('A', 0, 5000))).toMatchObject({ value: 0, lower: 0, status: 'final', method: 'exact-poisson' });
    for (const status of ['suppressed', 'missing', 'not-applicable']) {
      expect(observe(bedDays, stratum('A', null, 5000, status))).toMatchObject({ value: null, lower: null, upper: null, method: null, status });
    }
  });

  test('counts that are withheld from comparison stay as counts', () => {
    expect(observe(bedDays, stratum('01H', 700, 5000, 'not-applicable'))).toMatchObject({ value: null, numerator: 700, denominator: 5000 });
  });

  test('a small denominator gives no value and says why', () => {
    expect(observe(bedDays, stratum('A', 5, 999))).toMatchObject({ value: null, status: 'not-applicable', note: expect.stringContaining('below 1000') });
  });
});

describe('the yardstick of all others', () => {
  test('sums the others’ numerators and denominators and leaves the system out', () => {
    const rows = compareTable(
      bedDays,
      table(bedDays, [
        ['A', 100, 1000],
        ['B', 300, 2000],
        ['C', 50, 4000],
      ]),
      others,
    );
    expect(rows.map((row) => row.yardstick_value)).toEqual([(1000 * 350) / 6000, (1000 * 150) / 5000, (1000 * 400) / 3000]);
    expect(rows.every((row) => row.yardstick_units === 2)).toBe(true);
  });

  test('changing a system’s own data never moves its own yardstick or limits, and moves everybody else’s', () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1000, max: 100_000 }));
    for (const measure of [bedDays, proportion]) {
      fc.assert(
        fc.property(fc.array(counts, { minLength: 3, maxLength: 20 }), counts, (units, changed) => {
          const rows = (first: [number, number]) =>
            compareTable(
              measure,
              table(
                measure,
                [first, ...units].map(([n, d], index) => [`S${index}`, n, d]),
              ),
              others,
            );
          const [before, ...restBefore] = rows([17, 1700]);
          const [after, ...restAfter] = rows(changed);
          expect(after?.yardstick_value).toBe(before?.yardstick_value);
          if (changed[0] * 1700 !== 17 * changed[1])
            expect(restAfter.some((row, index) => row.yardstick_value !== restBefore[index]?.yardstick_value)).toBe(true);
        }),
      );
    }
  });

  test('a system without a value is set beside the yardstick but not against it, and is in nobody’s yardstick', () => {
    const observations = [
      ...table(bedDays, [
        ['A', 100, 1000],
        ['B', 300, 2000],
      ]),
      observe(bedDays, stratum('C', null, null, 'missing')),
    ];
    const rows = compareTable(bedDays, observations, others);
    expect(rows[2]).toMatchObject({ yardstick_value: (1000 * 400) / 3000, gap: null, z: null, band: null });
    expect(rows[0]).toMatchObject({ yardstick_value: 150, yardstick_units: 1 });
  });

  test('one system alone has no yardstick', () => {
    expect(compareTable(bedDays, table(bedDays, [['A', 100, 1000]]), others)[0]).toMatchObject({ yardstick_value: null, yardstick_units: 0, gap: null });
  });

  test('the gap’s interval contains the gap; its sign, the score and the band agree', () => {
    const rows = compareTable(
      bedDays,
      table(bedDays, [
        ['A', 9000, 10_000],
        ['B', 8000, 10_000],
        ['C', 8000, 10_000],
      ]),
      others,
    );
    const [a] = rows;
    expect(a?.gap).toBeCloseTo(100, 9);
    expect(a?.gap_lower).toBeLessThan(100);
    expect(a?.gap_upper).toBeGreaterThan(100);
    expect(a?.band).toBe('high-998');
    expect(rows[1]?.band).toBe('low-998');
  });

  test('ranks and outlooks are left empty until their uncertainty is computed', () => {
    for (const row of compareTable(
      bedDays,
      table(bedDays, [
        ['A', 100, 1000],
        ['B', 300, 2000],
      ]),
      others,
    )) {
      expect(row).toMatchObject({ outlook: null, rank_low: null, rank_high: null, ranked_of: null, tie_band: null });
    }
  });

  test('a measure without a good direction gets limits but no band', () => {
    const rows = compareTable(
      zeroDayEmergencyShare,
      table(zeroDayEmergencyShare, [
        ['A', 900, 1000],
        ['B', 300, 2000],
      ]),
      others,
    );
    expect(rows[0]?.band).toBeNull();
    expect(rows[0]?.limit_high_95).not.toBeNull();
  });

  test('all equal at zero: no score, no band, no failure', () => {
    const rows = compareTable(
      bedDays,
      table(bedDays, [
        ['A', 0, 1000],
        ['B', 0, 2000],
      ]),
      others,
    );
    expect(rows[0]).toMatchObject({ yardstick_value: 0, gap: 0, z: null, band: null });
  });
});

test('the yardstick of everyone is for display: a gap without a test', () => {
  const [row] = compareTable(
    bedDays,
    table(bedDays, [
      ['A', 100, 1000],
      ['B', 300, 2000],
    ]),
    yardstick('all'),
  );
  expect(row).toMatchObject({ yardstick_value: (1000 * 400) / 3000, z: null, band: null, gap_lower: null });
});

test('funnel curves surround the pooled value and narrow to the right', () => {
  const observations = table(bedDays, [
    ['A', 100, 1000],
    ['B', 300, 2000],
    ['C', 900, 9000],
  ]);
  const curve = funnelCurve(bedDays, observations);
  const pool = poolOf(observations);
  expect(curve[0]?.centre).toBeCloseTo((1000 * pool.numerator) / pool.denominator, 9);
  const widths = curve.map((point) => point.limit_high_95 - point.limit_low_95);
  expect(widths.every((width, index) => index === 0 || width < (widths[index - 1] ?? 0))).toBe(true);
});
