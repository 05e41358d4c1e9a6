import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { crudeReferenceRate, expectedCounts, indirectlyStandardisedRatios } from '../../stats/indirectly-standardised-ratio.ts';
import { countInterval } from '../../stats/poisson.ts';
import { countsByArea } from '../../stats/strata.ts';
import { testArea, testReference } from './standardisation-example.ts';

const rowsOf = (population: readonly (number | null)[]) => ({
  area: population.map(() => 0),
  band: population.map((_, band) => band),
  population: [...population],
});

describe('expected events', () => {
  test('by hand: 100 and 50 people at rates of 0.1 and 0.2', () => {
    expect(toNullable(expectedCounts(rowsOf([100, 50]), { count: [10, 100], population: [100, 500] }))).toEqual([20]);
  });

  test('are the reference’s own events for its own people, in any order of rows', () => {
    const bands = fc.array(fc.record({ count: fc.integer({ min: 0, max: 500 }), population: fc.integer({ min: 1, max: 10_000 }) }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(bands, (values) => {
        const reference = { count: values.map(({ count }) => count), population: values.map(({ population }) => population) };
        const { area, band, population } = rowsOf(reference.population);
        const expected = expectedCounts({ area, band: band.toReversed(), population: population.toReversed() }, reference);
        const events = reference.count.reduce((a, b) => a + b, 0);
        expect(at(expected, 0)).toBeCloseTo(events, 8);
        expect(crudeReferenceRate(reference)).toBeCloseTo(events / reference.population.reduce((a, b) => a + b, 0), 12);
      }),
    );
  });

  test('a band may have no people, and the reference no event in it', () => {
    expect(toNullable(expectedCounts(rowsOf([0, 50]), { count: [10, 0], population: [100, 500] }))).toEqual([0]);
  });

  test.each([
    [rowsOf([100, -1]), 'row 1: population must be a finite number of at least 0: -1'],
    [rowsOf([100, null]), 'row 1: population is not known'],
    [rowsOf([100]), 'area 0 has no row for band 1'],
    [{ ...rowsOf([100, 100]), band: [1, 1] }, 'row 1: area 0 has band 1 twice, first in row 0'],
  ])('refuses %o', (rows, message) => {
    expect(() => expectedCounts(rows, { count: [1, 2], population: [10, 20] })).toThrow(new RangeError(message));
  });

  test.each([
    [{ count: [1, 2], population: [10, 0] }, 'row 1: population must be a finite number above 0: 0'],
    [{ count: [1, null], population: [10, 20] }, 'row 1: reference count is not known'],
    [{ count: [-1, 2], population: [10, 20] }, 'row 0: reference count must be a finite number of at least 0: -1'],
    [{ count: [1], population: [10, 20] }, 'columns differ in length: reference count has 1, reference population has 2'],
  ])('refuses the reference %o', (reference, message) => {
    expect(() => expectedCounts(rowsOf([100, 100]), reference)).toThrow(new RangeError(message));
    expect(() => crudeReferenceRate(reference)).toThrow(new RangeError(message));
  });
});

describe('indirectly standardised ratio', () => {
  // PHEindicatormethods 2.1.0, testdata_DSR_ISR.xlsx: areas testdata_big (895 events) and testdata_tiny (9 events) against its reference.
  const expected = at(expectedCounts(rowsOf(testArea.population), testReference), 0);
  const per100000 = crudeReferenceRate(testReference) * 100_000;
  test.each([
    [895, 100, 0.95, 107.07232939020275, 100.17147712553987, 114.3233287249895, 'byar'],
    [895, 1, 0.998, 1.0707232939020275, 0.9635155619614437, 1.1860070415876287, 'byar'],
    [895, per100000, 0.95, 10011.137622091057, 9365.91600297888, 10689.097582910616, 'byar'],
    [9, 100, 0.95, 1.0767049882813684, 0.4923380825095776, 2.043921455549973, 'exact-poisson'],
    [9, 1, 0.998, 0.010767049882813684, 0.0029339306550682617, 0.02710589651469021, 'exact-poisson'],
    [9, per100000, 0.998, 100.6706576523123, 27.43190862554234, 253.4369635219236, 'exact-poisson'],
  ] as const)(
    '%d events times %d at %d is the figure of Public Health England’s test workbook',
    (observed, referenceValue, confidence, value, lower, upper, method) => {
      expect(expected).toBeCloseTo(835.8835612311743, 9);
      const ratios = indirectlyStandardisedRatios({ observed: [observed], expected: [expected] }, { referenceValue, confidence });
      const close = (got: number | null, figure: number) => expect(Math.abs((got ?? 0) / figure - 1)).toBeLessThan(1e-9);
      close(at(ratios.value, 0), value);
      close(at(ratios.lower, 0), lower);
      close(at(ratios.upper, 0), upper);
      expect(ratios.method).toEqual([method]);
    },
  );

  test('contains the ratio, is 1 when as many are observed as expected, and has a lower limit of 0 for no event', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.double({ min: 0.01, max: 1e6, noNaN: true }), (observed, mean) => {
        const { value, lower, upper } = indirectlyStandardisedRatios({ observed: [observed, observed], expected: [mean, observed] });
        const [ratio, low, high] = [at(value, 0) ?? -1, at(lower, 0) ?? -1, at(upper, 0) ?? -1];
        expect(ratio).toBeCloseTo(observed / mean, 9);
        expect(observed === 0 ? low === 0 : low < ratio).toBe(true);
        expect(high).toBeGreaterThan(ratio);
        expect(at(value, 1)).toBe(observed === 0 ? null : 1);
      }),
    );
  });

  test('many areas have the interval of each count over what is expected, whole counts or not', () => {
    const observed = [0, 3, 9, 9, 9.5, 10, 250, 3];
    const ratios = indirectlyStandardisedRatios({ observed, expected: observed.map(() => 4) }, { confidence: 0.998 });
    const intervals = observed.map((count) => countInterval(count, 0.998));
    expect(toNullable(ratios.lower)).toEqual(intervals.map(({ lower }) => lower / 4));
    expect(toNullable(ratios.upper)).toEqual(intervals.map(({ upper }) => upper / 4));
    expect(ratios.method).toEqual(intervals.map(({ method }) => method));
  });

  test('what is not known, or not expected at all, is not defined; zero observed is', () => {
    const ratios = indirectlyStandardisedRatios({ observed: [null, 5, 5, 0], expected: [4, null, 0, 4] });
    expect(toNullable(ratios.value)).toEqual([null, null, null, 0]);
    expect(ratios.method).toEqual([null, null, null, 'exact-poisson']);
  });

  test.each([
    [{ observed: [5, -1], expected: [4, 4] }, 'row 1: observed must be a finite number of at least 0: -1'],
    [{ observed: [5, Number.NaN], expected: [4, 4] }, 'row 1: observed must be a finite number of at least 0: NaN'],
    [{ observed: [5, 1], expected: [4, -4] }, 'row 1: expected must be a finite number of at least 0: -4'],
    [{ observed: [5], expected: [4, 4] }, 'columns differ in length: observed has 1, expected has 2'],
  ])('refuses %o', (counts, message) => {
    expect(() => indirectlyStandardisedRatios(counts)).toThrow(new RangeError(message));
  });

  test('refuses a reference value of 0', () => {
    expect(() => indirectlyStandardisedRatios({ observed: [1], expected: [1] }, { referenceValue: 0 })).toThrow(
      'reference value must be a finite number above 0: 0',
    );
  });
});

describe('counts by area', () => {
  test('are summed; one that is not known is no event, or makes its area’s sum not defined', () => {
    const rows = { area: [1, 0, 1, 0], count: [1, 2, null, 4] };
    expect(toNullable(countsByArea(rows))).toEqual([6, 1]);
    expect(toNullable(countsByArea(rows, 'unknown'))).toEqual([6, null]);
  });
});
