import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowedCost, glide, partialAdjustment } from '../../stats/allowed-cost.ts';
import { catchUp, correctedLeastSquares, efficiencyScores } from '../../stats/catch-up.ts';
import { toNullable } from '../../stats/column.ts';
import { partDCorridor, riskCorridor } from '../../stats/risk-corridor.ts';
import { bestResponse, bestResponsePath, yardstickEquilibrium } from '../../stats/yardstick-equilibrium.ts';

describe('catch-up', () => {
  // Scores 0.9, 1, 1.1, 1.2, 1.3: the upper quartile performer is at 1.
  const five = { actual: [90, 100, 110, 240, 130], fitted: [100, 100, 100, 200, 100] };

  test('five units by hand', () => {
    const result = catchUp(five);
    expect(result?.benchmark).toBeCloseTo(1, 12);
    expect(result && toNullable(result.allowance)).toEqual([100, 100, 100, 200, 100].map((value) => expect.closeTo(value, 9)));
    expect(result && toNullable(result.required)).toEqual([0, 0, 1 - 1 / 1.1, 1 / 6, 1 - 1 / 1.3].map((value) => expect.closeTo(value, 12)));
    expect(catchUp(five, { percentile: 100 })?.benchmark).toBeCloseTo(0.9, 12);
    expect(catchUp(five, { percentile: 50 })?.benchmark).toBeCloseTo(1.1, 12);
  });

  test('where higher is better the other end sets the standard', () => {
    const result = catchUp(five, { better: 'higher' });
    expect(result?.benchmark).toBeCloseTo(1.2, 12);
    expect(result && toNullable(result.required)).toEqual([1.2 / 0.9 - 1, 0.2, 1.2 / 1.1 - 1, 0, 0].map((value) => expect.closeTo(value, 12)));
  });

  test('the frontier of corrected least squares touches the best unit', () => {
    const result = correctedLeastSquares(five);
    expect(result?.shift).toBe(-10);
    expect(result && toNullable(result.efficiency)).toEqual([1, 0.9, 90 / 110, 190 / 240, 90 / 130].map((value) => expect.closeTo(value, 12)));
  });

  test('what is not known is left out; nothing known is null', () => {
    expect(toNullable(efficiencyScores({ actual: [1, null, 3], fitted: [2, 2, null] }))).toEqual([0.5, null, null]);
    const result = catchUp({ actual: [...five.actual, null], fitted: [...five.fitted, 100] });
    expect(result?.benchmark).toBeCloseTo(1, 12);
    expect(result && toNullable(result.required)[5]).toBeNull();
    expect(catchUp({ actual: [null], fitted: [1] })).toBeNull();
    expect(correctedLeastSquares({ actual: [], fitted: [] })).toBeNull();
  });

  const units = fc.array(fc.record({ actual: fc.double({ min: 1, max: 1e6, noNaN: true }), fitted: fc.double({ min: 1, max: 1e6, noNaN: true }) }), {
    minLength: 1,
    maxLength: 20,
  });

  test('a unit that does what is required is at its allowance, and a higher percentile requires more', () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (rows, one, other) => {
        const given = { actual: rows.map((row) => row.actual), fitted: rows.map((row) => row.fitted) };
        const lenient = catchUp(given, { percentile: Math.min(one, other) });
        const strict = catchUp(given, { percentile: Math.max(one, other) });
        for (const [unit, { actual }] of rows.entries()) {
          const required = strict?.required.values[unit] ?? 0;
          const allowance = strict?.allowance.values[unit] ?? 0;
          expect(actual * (1 - required)).toBeLessThanOrEqual(allowance + 1e-9 * actual);
          expect(required).toBeGreaterThanOrEqual((lenient?.required.values[unit] ?? 0) - 1e-12);
          expect(required === 0 || Math.abs(actual * (1 - required) - allowance) < 1e-9 * actual).toBe(true);
        }
      }),
    );
  });

  test('refuses what is not above 0 by row, and percentiles that are none', () => {
    expect(() => catchUp({ actual: [1, 0], fitted: [1, 1] })).toThrow('row 1: actual must be finite and above 0: 0');
    expect(() => correctedLeastSquares({ actual: [1, 1], fitted: [1, -1] })).toThrow('row 1: fitted must be finite and above 0: -1');
    expect(() => catchUp(five, { percentile: 101 })).toThrow('percentile must be within 0 to 100: 101');
  });
});

describe('the path of allowed costs', () => {
  test('glides to the benchmark in equal steps and stays there', () => {
    const path = [0, 1, 2, 3, 4].map((year) => allowedCost(200, year, { gap: 0.06 }));
    expect(path).toEqual([200, 196, 192, 188, 188].map((cost) => expect.closeTo(cost, 9)));
    expect(allowedCost(200, 2, { gap: 0.06, years: 2, ongoing: 0.01 })).toBeCloseTo(188 * 0.9801, 9);
    expect(allowedCost(100, 3, { gap: -0.02 })).toBeCloseTo(102, 9);
    expect([0, 1, 5].map((year) => 75 + 10 * glide(year, 5))).toEqual([75, 77, 85]);
  });

  test('partial adjustment lies between the own figure and the yardstick', () => {
    expect(toNullable(partialAdjustment({ own: [120, 80, null], yardstick: [100, 100, 100] }))).toEqual([110, 90, null]);
    expect(toNullable(partialAdjustment({ own: [120], yardstick: [100] }, 0))).toEqual([100]);
    expect(toNullable(partialAdjustment({ own: [120], yardstick: [100] }, 1))).toEqual([120]);
  });

  test.each([
    ['a cost of 0', () => allowedCost(0, 1, { gap: 0 }), 'fitted cost must be finite and above 0: 0'],
    ['a gap of all', () => allowedCost(1, 1, { gap: 1 }), 'gap must be finite and below 1: 1'],
    ['a year before the start', () => allowedCost(1, -1, { gap: 0 }), 'year must be finite and at least 0: -1'],
    ['no years', () => allowedCost(1, 1, { gap: 0, years: 0 }), 'years must be finite and above 0: 0'],
    ['a saving below 0', () => allowedCost(1, 1, { gap: 0, ongoing: -0.1 }), 'ongoing saving must be at least 0 and below 1: -0.1'],
    ['a share above 1', () => partialAdjustment({ own: [1], yardstick: [1] }, 2), 'share of the own figure must be within 0 to 1: 2'],
    ['an infinite yardstick', () => partialAdjustment({ own: [1], yardstick: [Number.POSITIVE_INFINITY] }), 'row 0: yardstick must be finite: Infinity'],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('the risk corridor', () => {
  test.each([
    [1020, 20, 0],
    [1040, 28.75, 11.25],
    [1100, 41.25, 58.75],
    [940, -33.25, -26.75],
    [1000, 0, 0],
    [1025, 25, 0],
    [1050, 31.25, 18.75],
  ])('Part D: cost %d on a target of 1000 leaves the system %d and the payer %d', (cost, system, payer) => {
    const share = riskCorridor(cost, 1000);
    expect(share.system).toBeCloseTo(system, 9);
    expect(share.payer).toBeCloseTo(payer, 9);
  });

  test('is symmetric, sums to the deviation, scales, and never bears less of a larger loss', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), fc.double({ min: 0, max: 1000, noNaN: true }), (one, other) => {
        const loss = riskCorridor(1000 + one, 1000);
        expect(riskCorridor(1000 - one, 1000).system).toBeCloseTo(-loss.system, 9);
        expect(loss.system + loss.payer).toBeCloseTo(loss.deviation, 9);
        expect(riskCorridor(7000 + 7 * one, 7000).system).toBeCloseTo(7 * loss.system, 8);
        if (other >= one) expect(riskCorridor(1000 + other, 1000).system).toBeGreaterThanOrEqual(loss.system - 1e-9);
      }),
    );
  });

  test('refuses figures and bands that are none', () => {
    expect(() => riskCorridor(1, 0)).toThrow('target must be finite and above 0: 0');
    expect(() => riskCorridor(-1, 1)).toThrow('cost must be finite and at least 0: -1');
    expect(() => riskCorridor(1, 1, partDCorridor.slice(0, 2))).toThrow('the last band must have no end: 0.05');
    expect(() => riskCorridor(1, 1, [...partDCorridor].reverse())).toThrow('bands must ascend: 0.05 after Infinity');
    expect(() => riskCorridor(1, 1, [{ upTo: Number.POSITIVE_INFINITY, borne: 2 }])).toThrow('share borne must be within 0 to 1: 2');
  });
});

describe('Shleifer’s equilibrium', () => {
  const market = { demand: { intercept: 20, slope: 1 }, investment: { startingCost: 10, curvature: 1.5 } };

  test('the constructed example: cost 5, welfare 75 against 50', () => {
    expect(yardstickEquilibrium(market)).toEqual({ cost: 5, quantity: 15, investment: 37.5, welfare: 75, welfareOfCostOfService: 50 });
    expect([...bestResponsePath(market, 4)].map((cost) => cost.toFixed(6))).toEqual(['10.000000', '6.666667', '5.555556', '5.185185', '5.061728']);
  });

  test('the equilibrium answers itself, makes the most of welfare, and is where the path ends', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 2, noNaN: true }), fc.double({ min: 1.5, max: 10, noNaN: true }), (slope, curvature) => {
        const other = { demand: { intercept: 25, slope }, investment: { startingCost: 10, curvature } };
        fc.pre(20 * curvature > 26);
        const { cost, welfare } = yardstickEquilibrium(other);
        fc.pre(25 - slope * 10 > 0);
        expect(bestResponse(other, cost)).toBeCloseTo(cost, 9);
        expect(bestResponsePath(other, 200).at(-1)).toBeCloseTo(cost, 6);
        const welfareAt = (c: number) => (25 - slope * c) ** 2 / (2 * slope) - curvature * (10 - c) ** 2;
        expect(welfare).toBeCloseTo(welfareAt(cost), 9);
        for (const step of [-0.1, 0.1]) expect(welfareAt(cost + step)).toBeLessThanOrEqual(welfare);
      }),
    );
  });

  test('refuses markets without an equilibrium', () => {
    expect(() => yardstickEquilibrium({ ...market, demand: { intercept: 20, slope: 3 } })).toThrow('curvature must be above half the slope of demand: 1.5');
    expect(() => yardstickEquilibrium({ ...market, demand: { intercept: 40, slope: 1 } })).toThrow('no cost above 0 is an equilibrium: -5');
    expect(() => yardstickEquilibrium({ ...market, demand: { intercept: 0, slope: 1 } })).toThrow('intercept must be finite and above 0: 0');
    expect(() => bestResponse(market, -1)).toThrow('price must be finite and at least 0: -1');
    expect(() => bestResponsePath(market, 1.5)).toThrow('rounds must be a whole number of at least 0: 1.5');
  });
});
