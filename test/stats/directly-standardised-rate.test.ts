import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { directlyStandardisedRates, dobsonInterval, type StandardisationRows } from '../../stats/directly-standardised-rate.ts';
import { normalDeviate } from '../../stats/normal.ts';
import { byarInterval } from '../../stats/poisson.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { europeanStandard2013 } from '../../stats/standard-populations.ts';
import { europe, testArea } from './standardisation-example.ts';

const oneArea = (count: (number | null)[], population: (number | null)[]): StandardisationRows => ({
  area: count.map(() => 0),
  band: count.map((_, band) => band),
  count,
  population,
});

const anArea = fc.array(fc.record({ count: fc.integer({ min: 0, max: 400 }), population: fc.integer({ min: 50, max: 100_000 }) }), {
  minLength: 19,
  maxLength: 19,
});

describe('directly standardised rate', () => {
  test('by hand: two bands of equal standard, 10 of 100 and 20 of 100 people', () => {
    const rates = directlyStandardisedRates(oneArea([10, 20], [100, 100]), [500, 500]);
    expect(at(rates.value, 0)).toBeCloseTo(0.15, 14);
    expect(at(rates.count, 0)).toBe(30);
    expect(at(rates.population, 0)).toBe(200);
    // The variance is (0.25 × 10 + 0.25 × 20) ÷ 100² = 0.00075, and √(0.00075 ÷ 30) = 0.005.
    const byar = byarInterval(30);
    expect(at(rates.lower, 0)).toBeCloseTo(0.15 + 0.005 * (byar.lower - 30), 12);
    expect(at(rates.upper, 0)).toBeCloseTo(0.15 + 0.005 * (byar.upper - 30), 12);
  });

  // PHEindicatormethods 2.1.0, testdata_DSR_ISR.xlsx, area testdata_big, European Standard Population 2013, per 100,000.
  test.each([
    [0.95, 9717.709067985681, 11178.94091547925],
    [0.998, 9323.287880219903, 11620.595999522058],
  ])('is the figure of Public Health England’s test workbook at %d', (confidence, lower, upper) => {
    const rates = directlyStandardisedRates(oneArea(testArea.count, testArea.population), europe, { multiplier: 100_000, confidence });
    expect(at(rates.value, 0)).toBeCloseTo(10430.247991469423, 8);
    expect(at(rates.lower, 0)).toBeCloseTo(lower, 8);
    expect(at(rates.upper, 0)).toBeCloseTo(upper, 8);
  });

  test('is the crude rate with Byar’s limits when the standard is the area itself', () => {
    fc.assert(
      fc.property(anArea, (bands) => {
        const [count, population] = [bands.map((band) => band.count), bands.map((band) => band.population)];
        const [events, people] = [count.reduce((a, b) => a + b, 0), population.reduce((a, b) => a + b, 0)];
        fc.pre(events >= 10);
        const rates = directlyStandardisedRates(oneArea(count, population), population);
        const byar = byarInterval(events);
        expect(at(rates.value, 0)).toBeCloseTo(events / people, 12);
        expect(at(rates.lower, 0)).toBeCloseTo(byar.lower / people, 12);
        expect(at(rates.upper, 0)).toBeCloseTo(byar.upper / people, 12);
      }),
    );
  });

  test('many areas in one call, rows in any order, are each area alone', () => {
    fc.assert(
      fc.property(fc.array(anArea, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 1000 }), (areas, seed) => {
        const rows = areas.flatMap((bands, area) => bands.map((values, band) => ({ area, band, ...values })));
        const random = xoshiro128(seed);
        const shuffled = rows.map((row) => ({ row, place: random.uniform() })).sort((a, b) => a.place - b.place);
        const column = (name: 'area' | 'band' | 'count' | 'population') => Float64Array.from(shuffled, ({ row }) => row[name]);
        const together = directlyStandardisedRates(
          { area: Int32Array.from(column('area')), band: Uint8Array.from(column('band')), count: column('count'), population: column('population') },
          europeanStandard2013.population,
        );
        for (const [area, bands] of areas.entries()) {
          const alone = directlyStandardisedRates(
            oneArea(
              bands.map((b) => b.count),
              bands.map((b) => b.population),
            ),
            europeanStandard2013.population,
          );
          for (const name of ['count', 'population', 'value', 'lower', 'upper'] as const) expect(at(together[name], area)).toBe(at(alone[name], 0));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('contains the rate, scales with the multiplier, ignores the size of the standard, and widens with confidence', () => {
    fc.assert(
      fc.property(anArea, fc.double({ min: 0.1, max: 1000, noNaN: true }), (bands, factor) => {
        const rows = oneArea(
          bands.map((band) => band.count),
          bands.map((band) => band.population),
        );
        const rates = directlyStandardisedRates(rows, europe);
        const value = at(rates.value, 0);
        fc.pre(value !== null);
        const scaled = directlyStandardisedRates(
          rows,
          europe.map((people) => people * factor),
          { multiplier: factor, confidence: 0.998 },
        );
        expect(at(scaled.value, 0)).toBeCloseTo((value ?? 0) * factor, 9);
        expect(at(rates.lower, 0)).toBeLessThan(value ?? 0);
        expect(at(rates.upper, 0)).toBeGreaterThan(value ?? 0);
        expect(at(scaled.lower, 0)).toBeLessThan((at(rates.lower, 0) ?? 0) * factor);
        expect(at(scaled.upper, 0)).toBeGreaterThan((at(rates.upper, 0) ?? 0) * factor);
      }),
    );
  });

  test('the 95% interval holds the true rate in about 95 of 100 simulated areas', () => {
    const random = xoshiro128(20);
    const [population, rate, simulated] = [[400, 300, 200], [0.02, 0.05, 0.1], 4000] as const;
    const poisson = (mean: number) => {
      let [count, product] = [0, random.uniform()];
      for (; product > Math.exp(-mean); product *= random.uniform()) count += 1;
      return count;
    };
    const length = 3 * simulated;
    const rows = {
      area: Int32Array.from({ length }, (_, row) => Math.floor(row / 3)),
      band: Int32Array.from({ length }, (_, row) => row % 3),
      population: Float64Array.from({ length }, (_, row) => population[row % 3] ?? 0),
      count: Float64Array.from({ length }, (_, row) => poisson((population[row % 3] ?? 0) * (rate[row % 3] ?? 0))),
    };
    const { lower, upper } = directlyStandardisedRates(rows, [5, 3, 2]);
    const truth = 0.5 * 0.02 + 0.3 * 0.05 + 0.2 * 0.1;
    const held = toNullable(lower).filter((low, area) => (low ?? 0) <= truth && truth <= (at(upper, area) ?? 0)).length;
    // Four standard errors of a simulated share, and a percentage point for the approximation.
    expect(Math.abs(held / simulated - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / simulated) + 0.01);
  });
});

describe('small and missing counts', () => {
  test('fewer than 10 events have no rate, but their count and people; 10 have one', () => {
    const nine = directlyStandardisedRates(oneArea([4, 5], [100, 100]), [1, 1]);
    expect([nine.value, nine.lower, nine.upper].map((column) => at(column, 0))).toEqual([null, null, null]);
    expect([at(nine.count, 0), at(nine.population, 0)]).toEqual([9, 200]);
    expect(at(directlyStandardisedRates(oneArea([5, 5], [100, 100]), [1, 1]).value, 0)).toBeCloseTo(0.05, 14);
  });

  test('no event has a rate of 0 without limits where small counts are let through', () => {
    const none = directlyStandardisedRates(oneArea([0, 0], [100, 100]), [1, 1], { fewestEvents: 0 });
    expect([none.value, none.lower, none.upper].map((column) => at(column, 0))).toEqual([0, null, null]);
    expect(dobsonInterval({ rate: 0, variance: 0, count: 0 }, normalDeviate(0.95))).toBeNull();
  });

  test('a count that is not known is no event, or makes its area not defined', () => {
    const rows = oneArea([null, 20], [100, 100]);
    expect(at(directlyStandardisedRates(rows, [1, 1]).value, 0)).toBeCloseTo(0.1, 14);
    const unknown = directlyStandardisedRates(rows, [1, 1], { missingCounts: 'unknown' });
    expect([at(unknown.count, 0), at(unknown.value, 0), at(unknown.population, 0)]).toEqual([null, null, 200]);
  });

  test('no row gives no area', () => {
    expect(directlyStandardisedRates({ area: [], band: [], count: [], population: [] }, [1]).value.length).toBe(0);
  });
});

describe('impossible input is refused by row and value', () => {
  const good = { area: [0, 0], band: [0, 1], count: [10, 20], population: [100, 200] };
  test.each([
    [{ population: [100, 0] }, 'row 1: population must be a finite number above 0: 0'],
    [{ population: [100, null] }, 'row 1: population must be a finite number above 0: null'],
    [{ population: [-5, 100] }, 'row 0: population must be a finite number above 0: -5'],
    [{ population: [Number.NaN, 100] }, 'row 0: population must be a finite number above 0: NaN'],
    [{ population: [100, Number.POSITIVE_INFINITY] }, 'row 1: population must be a finite number above 0: Infinity'],
    [{ count: [10, -1] }, 'row 1: count must be a finite number of at least 0: -1'],
    [{ count: [Number.NaN, 1] }, 'row 0: count must be a finite number of at least 0: NaN'],
    [{ count: [10] }, 'columns differ in length: area has 2, count has 1'],
    [{ band: [0, 0] }, 'row 1: area 0 has band 0 twice, first in row 0'],
    [{ band: [0, 2] }, 'row 1: band must be a whole number from 0 to 1: 2'],
    [{ band: [0, 0.5] }, 'row 1: band must be a whole number from 0 to 1: 0.5'],
    [{ area: [0, 1] }, 'area 0 has no row for band 1'],
    [{ area: [0, -1] }, 'row 1: area must be a whole number from 0 to 1: -1'],
    [{ area: [0, 2_000_000_000] }, 'row 1: area must be a whole number from 0 to 1: 2000000000'],
  ])('%o', (fault, message) => {
    expect(() => directlyStandardisedRates({ ...good, ...fault }, [1, 1])).toThrow(new RangeError(message));
  });

  test.each([
    [[1, -1], {}, 'band 1: standard population must be a finite number of at least 0: -1'],
    [[0, 0], {}, 'standard population must sum to more than 0: 0'],
    [[1, 1], { confidence: 1 }, 'confidence must be above 0 and below 1: 1'],
    [[1, 1], { multiplier: 0 }, 'multiplier must be a finite number above 0: 0'],
  ])('standard %o with %o', (standard, options, message) => {
    expect(() => directlyStandardisedRates(good, standard, options)).toThrow(new RangeError(message));
  });
});
