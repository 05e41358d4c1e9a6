import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { axisPlaces, axisRange, eventRange } from '../../stats/funnel-axis.ts';
import { populationsOfRates, proportionFunnelLimits, rateFunnelLimits, ratioFunnelLimits } from '../../stats/funnel-phe.ts';
import { proportionBands, ratioBands } from '../../stats/funnel-significance.ts';
import { pooledValue, pooledValueOfOthers } from '../../stats/pooled-value.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import { bisectedPoissonLimits } from '../support/bisected-limits.ts';

describe('limits of a proportion by inversion', () => {
  test('are 0.5 ± z / (2√n) at an average of a half', () => {
    const { lower, upper } = proportionFunnelLimits({ average: 0.5, denominator: [100] });
    expect(at(lower, 0)).toBeCloseTo(0.5 - 1.959963984540054 / 20, 12);
    expect(at(upper, 0)).toBeCloseTo(0.5 + 1.959963984540054 / 20, 12);
  });

  test('are where the Wilson interval of a unit just touches the average', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.integer({ min: 300, max: 1e6 }),
        fc.constantFrom(0.95, 0.998),
        (average, n, confidence) => {
          const limits = proportionFunnelLimits({ average, denominator: [n] }, { confidence });
          expect(wilsonInterval((at(limits.upper, 0) ?? 0) * n, n, confidence).lower).toBeCloseTo(average, 10);
          expect(wilsonInterval((at(limits.lower, 0) ?? 0) * n, n, confidence).upper).toBeCloseTo(average, 10);
        },
      ),
    );
  });

  test.each([1, 100, 1000])('are cut at 0 and 1 times the multiplier %d', (multiplier) => {
    const { lower, upper } = proportionFunnelLimits({ average: 0.892, denominator: [1, 4] }, { multiplier, confidence: 0.998 });
    expect(toNullable(upper)).toEqual([multiplier, multiplier]);
    expect(at(lower, 0)).toBe(0);
  });

  test.each([
    [[10, 0], 'row 1: denominator must be a finite number above 0: 0'],
    [[-3], 'row 0: denominator must be a finite number above 0: -3'],
    [[Number.NaN], 'NaN'],
    [[Number.POSITIVE_INFINITY], 'Infinity'],
  ])('refuse denominators %j', (denominator, message) => {
    expect(() => proportionFunnelLimits({ average: 0.5, denominator })).toThrow(message);
  });

  test('refuse an average above 1, and leave a denominator that is not known without limits', () => {
    expect(() => proportionFunnelLimits({ average: 1.1, denominator: [10] })).toThrow('1.1');
    expect(toNullable(proportionFunnelLimits({ average: 0.5, denominator: [null] }).lower)).toEqual([null]);
  });
});

describe('limits of a ratio by inversion', () => {
  // Exact Poisson funnel limits as published with the indicator methods of Public Health England: expected events at the
  // 95% and 99.8% limits of an observed count, and the ratio in percent at the 95% limits.
  test.each([
    [1, 5.571643, 0.025318, 9.233413, 0.001001, 17.948, 3949.789],
    [2, 7.224688, 0.242209, 11.228872, 0.045402, 27.6829, 825.7322],
    [3, 8.767273, 0.618672, 13.062241, 0.190533, 34.2182, 484.9095],
    [4, 10.241589, 1.089865, 14.794149, 0.428552, 39.0564, 367.0178],
    [5, 11.668332, 1.623486, 16.454745, 0.739372, 42.851, 307.9792],
    [6, 13.059474, 2.201894, 18.061637, 1.107105, 45.9437, 272.4926],
    [10, 18.390356, 4.795389, 24.133971, 2.96052, 54.3763, 208.5337],
    [50, 65.918767, 37.110964, 75.941892, 30.95897, 75.8509, 134.7311],
    [100, 121.626794, 81.363991, 134.924319, 71.921397, 82.2187, 122.9045],
  ])('of %d observed events agree with the published table', (observed, lower95, upper95, lower998, upper998, ratioLower, ratioUpper) => {
    const warning = ratioFunnelLimits([observed], { multiplier: 100 });
    const alarm = ratioFunnelLimits([observed], { confidence: 0.998 });
    expect(at(warning.atLower, 0)).toBeCloseTo(lower95, 5);
    expect(at(warning.atUpper, 0)).toBeCloseTo(upper95, 5);
    expect(at(alarm.atLower, 0)).toBeCloseTo(lower998, 5);
    expect(at(alarm.atUpper, 0)).toBeCloseTo(upper998, 5);
    expect(at(warning.lower, 0)).toBeCloseTo(ratioLower, 3);
    expect(at(warning.upper, 0)).toBeCloseTo(ratioUpper, 3);
  });

  test('agree with those found by halving an interval', () => {
    for (const count of [1, 7, 40, 200]) {
      const limits = ratioFunnelLimits([count], { confidence: 0.998 });
      const { lower, upper } = bisectedPoissonLimits(count, 0.998);
      expect(at(limits.atLower, 0)).toBeCloseTo(upper, 6);
      expect(at(limits.atUpper, 0)).toBeCloseTo(lower, 6);
    }
  });

  test('contain 1 and close in on it as events grow', () => {
    const limits = ratioFunnelLimits(Float64Array.from({ length: 200 }, (_, index) => index + 1));
    for (let row = 0; row < 200; row += 1) {
      expect(at(limits.lower, row)).toBeLessThan(1);
      expect(at(limits.upper, row)).toBeGreaterThan(1);
      if (row > 0) expect(at(limits.lower, row)).toBeGreaterThan(at(limits.lower, row - 1) ?? 1);
    }
  });

  test('no event has a lower limit of 0 and no upper limit', () => {
    const { lower, upper, atUpper } = ratioFunnelLimits([0]);
    expect([at(lower, 0), at(upper, 0), at(atUpper, 0)]).toEqual([0, null, null]);
  });

  test.each([[-1], [1.5], [Number.NaN], [Number.POSITIVE_INFINITY]])('refuse %d events', (events) => {
    expect(() => ratioFunnelLimits([3, events])).toThrow(`row 1: events must be a whole number of at least 0: ${events}`);
  });

  test('those of a rate are those of the ratio times the average, at the population that expects as many', () => {
    const ratio = ratioFunnelLimits([25]);
    const rate = rateFunnelLimits({ events: [25], average: 500, years: 2 }, { multiplier: 100_000 });
    expect(at(rate.lower, 0)).toBeCloseTo(500 * (at(ratio.lower, 0) ?? 0), 10);
    expect((at(rate.atLower, 0) ?? 0) * 2 * (500 / 100_000)).toBeCloseTo(at(ratio.atLower, 0) ?? 0, 10);
    expect(() => rateFunnelLimits({ events: [1], average: 0, years: 1 })).toThrow('average');
    expect(() => rateFunnelLimits({ events: [1], average: 1, years: 0 })).toThrow('years');
  });
});

describe('the axis of a funnel', () => {
  test('starts at 0 and ends above the largest, unless units are of one size', () => {
    expect(axisRange({ smallest: 3693, largest: 26727 })).toEqual({ least: 0, greatest: 29000 });
    expect(axisRange({ smallest: 82124.3, largest: 102298.5 })).toEqual({ least: 70000, greatest: 110000 });
    expect(eventRange({ least: 70000, greatest: 110000 }, 0.0231882)).toEqual({ least: 1623, greatest: 2551 });
    expect(() => axisRange({ smallest: 2, largest: 1 })).toThrow('2 to 1');
  });

  test('has whole places that always grow, from at least 1 to the greatest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1200, max: 1e6 }), (least, greatest) => {
        const places = axisPlaces({ least, greatest });
        expect(places[0]).toBe(Math.max(1, least));
        expect(places.at(-1)).toBe(greatest);
        places.forEach((place, index) => {
          if (index > 0) expect(place).toBeGreaterThanOrEqual((places[index - 1] ?? 0) + 1);
        });
      }),
    );
  });

  test('refuses one point or a range turned round', () => {
    expect(() => axisPlaces({ least: 0, greatest: 10 }, { points: 1 })).toThrow('1');
    expect(() => axisPlaces({ least: 20, greatest: 10 })).toThrow('20 to 10');
  });
});

describe('bands by inversion', () => {
  test('agree with the Wilson intervals of the units', () => {
    const average = 0.2;
    const numerator = Float64Array.from({ length: 101 }, (_, index) => index);
    const bands = proportionBands({ numerator, denominator: numerator.map(() => 100) }, average);
    for (const [events, band] of bands.entries()) {
      const alarm = wilsonInterval(events, 100, 0.998);
      const warning = wilsonInterval(events, 100, 0.95);
      const expected =
        alarm.upper < average
          ? 'low-998'
          : alarm.lower > average
            ? 'high-998'
            : warning.upper < average
              ? 'low-95'
              : warning.lower > average
                ? 'high-95'
                : 'within';
      expect(band).toBe(expected);
    }
  });

  // Limits of 10 events by Byar: 4.79 to 18.39 at 95%, 2.96 to 24.14 at 99.8%.
  test.each([
    [10, 2.9, 'high-998'],
    [10, 4.7, 'high-95'],
    [10, 10, 'within'],
    [10, 18.5, 'low-95'],
    [10, 24.3, 'low-998'],
  ])('%d events against %d expected are %s', (observed, expected, band) => {
    expect(ratioBands({ events: [observed], denominator: [expected] }, 1)).toEqual([band]);
  });

  test('are null for a count that is not known and for an empty denominator', () => {
    expect(ratioBands({ events: [null, 3], denominator: [4, 0] }, 1)).toEqual([null, null]);
    expect(proportionBands({ numerator: [null, 0, 1], denominator: [4, 0, null] }, 0.5)).toEqual([null, null, null]);
  });

  test('are not defined when all events happen or none', () => {
    expect(proportionBands({ numerator: [0, 0], denominator: [4, 5] }, 0)).toEqual([null, null]);
  });

  test.each([
    [[5], [4], 'row 0: impossible proportion 5 of 4'],
    [[1, -1], [4, 4], 'row 1: impossible counts -1 of 4'],
    [[1], [Number.NaN], 'row 0: impossible counts 1 of NaN'],
    [[1, 2], [4], 'columns differ in length: numerator has 2, denominator has 1'],
  ])('refuse %j of %j', (numerator, denominator, message) => {
    expect(() => proportionBands({ numerator, denominator }, 0.5)).toThrow(message);
  });
});

describe('a pooled value', () => {
  test('is the sum of numerators over the sum of denominators, and that of others leaves the unit out', () => {
    const counts = { numerator: [10, 20, null], denominator: [100, 100, 50] };
    expect(pooledValue(counts)).toBe(0.15);
    expect(toNullable(pooledValueOfOthers(counts))).toEqual([0.2, 0.1, null]);
  });

  test('a lone unit has no others', () => {
    expect(toNullable(pooledValueOfOthers({ numerator: [1], denominator: [2] }))).toEqual([null]);
    expect(pooledValue({ numerator: [], denominator: [] })).toBeNull();
  });
});

test('a rate implies a population, and one without events falls back on that given', () => {
  const columns = { events: [50, 0, 0, 5], rate: [500, 0, null, null], population: [1, 3000, null, 6000] };
  expect(toNullable(populationsOfRates(columns, { years: 3, multiplier: 100_000 }))).toEqual([10_000 / 3, 1000, null, 2000]);
  expect(() => populationsOfRates({ events: [1], rate: [-2] }, { years: 1 })).toThrow('row 0: impossible rate -2 of 1 events');
});
