import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { directlyStandardisedRates } from '../../stats/directly-standardised-rate.ts';
import { byarInterval } from '../../stats/poisson.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { ratesOfRepeatEvents } from '../../stats/repeat-events-rate.ts';

describe('directly standardised rate of repeat events', () => {
  test('by hand: one band, 10 people once and 5 people three times among 100', () => {
    const rates = ratesOfRepeatEvents({ area: [0, 0], band: [0, 0], events: [1, 3], persons: [10, 5], population: [100, 100] }, [1]);
    expect([at(rates.count, 0), at(rates.population, 0)]).toEqual([25, 100]);
    expect(at(rates.value, 0)).toBeCloseTo(0.25, 14);
    // The variance is (1 × 10 + 9 × 5) ÷ 100² = 0.0055.
    const { lower, upper } = byarInterval(25);
    expect(at(rates.lower, 0)).toBeCloseTo(0.25 + Math.sqrt(0.0055 / 25) * (lower - 25), 14);
    expect(at(rates.upper, 0)).toBeCloseTo(0.25 + Math.sqrt(0.0055 / 25) * (upper - 25), 14);
  });

  const bands = fc.array(
    fc.record({ once: fc.integer({ min: 0, max: 50 }), often: fc.integer({ min: 0, max: 50 }), population: fc.integer({ min: 100, max: 9999 }) }),
    {
      minLength: 3,
      maxLength: 3,
    },
  );

  test('is the ordinary rate when nobody has an event twice', () => {
    fc.assert(
      fc.property(bands, (values) => {
        const shared = { area: [0, 0, 0], band: [0, 1, 2], population: values.map(({ population }) => population) };
        const once = values.map((value) => value.once);
        const repeat = ratesOfRepeatEvents({ ...shared, events: [1, 1, 1], persons: once }, [3, 2, 1]);
        const ordinary = directlyStandardisedRates({ ...shared, count: once }, [3, 2, 1]);
        for (const name of ['count', 'population', 'value', 'lower', 'upper'] as const) {
          expect(at(repeat[name], 0) ?? -1).toBeCloseTo(at(ordinary[name], 0) ?? -1, 12);
        }
      }),
    );
  });

  test('has the rate of all events, and a wider interval than if they were independent', () => {
    fc.assert(
      fc.property(bands, fc.integer({ min: 2, max: 6 }), (values, f) => {
        const often = values.map((value) => value.often);
        fc.pre(often.some((persons) => persons * f >= 10));
        const population = values.map((value) => value.population);
        const repeat = ratesOfRepeatEvents(
          {
            area: [0, 0, 0, 0, 0, 0],
            band: [0, 1, 2, 0, 1, 2],
            events: [1, 1, 1, f, f, f],
            persons: [...values.map((v) => v.once), ...often],
            population: [...population, ...population],
          },
          [3, 2, 1],
        );
        const ordinary = directlyStandardisedRates(
          { area: [0, 0, 0], band: [0, 1, 2], count: values.map((value) => value.once + f * value.often), population },
          [3, 2, 1],
        );
        expect(at(repeat.value, 0)).toBeCloseTo(at(ordinary.value, 0) ?? -1, 12);
        expect(at(repeat.count, 0)).toBe(at(ordinary.count, 0));
        expect(at(repeat.lower, 0)).toBeLessThan(at(ordinary.lower, 0) ?? -1);
        expect(at(repeat.upper, 0)).toBeGreaterThan(at(ordinary.upper, 0) ?? -1);
      }),
    );
  });

  test('holds the true rate in about 95 of 100 simulated areas, where the ordinary interval does not', () => {
    const random = xoshiro128(5);
    const simulated = 3000;
    const poisson = (mean: number) => {
      let [count, product] = [0, random.uniform()];
      for (; product > Math.exp(-mean); product *= random.uniform()) count += 1;
      return count;
    };
    const length = 2 * simulated;
    const each = (of: (row: number) => number) => Float64Array.from({ length }, (_, row) => of(row));
    const rows = {
      area: each((row) => row >> 1),
      band: each(() => 0),
      events: each((row) => 1 + 4 * (row % 2)),
      persons: each((row) => poisson(row % 2 === 0 ? 40 : 15)),
    };
    const repeat = ratesOfRepeatEvents({ ...rows, population: each(() => 1000) }, [1]);
    const ordinary = directlyStandardisedRates(
      {
        area: Int32Array.from({ length: simulated }, (_, area) => area),
        band: new Uint8Array(simulated),
        count: repeat.count.values,
        population: repeat.population.values,
      },
      [1],
    );
    const share = ({ lower, upper }: typeof repeat) =>
      toNullable(lower).filter((low, area) => (low ?? 0) <= 0.115 && 0.115 <= (at(upper, area) ?? 0)).length / simulated;
    expect(Math.abs(share(repeat) - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / simulated) + 0.01);
    expect(share(ordinary)).toBeLessThan(0.75);
  });

  test('a frequency without a row had no person; persons that are not known are none or make the area not defined', () => {
    const rows = { area: [0, 0, 0], band: [0, 1, 1], events: [2, 1, 4], persons: [8, null, 3], population: [50, 70, 70] };
    const rates = ratesOfRepeatEvents(rows, [1, 1]);
    expect([at(rates.count, 0), at(rates.population, 0)]).toEqual([28, 120]);
    expect(at(rates.value, 0)).toBeCloseTo(0.5 * (16 / 50) + 0.5 * (12 / 70), 14);
    expect(at(ratesOfRepeatEvents(rows, [1, 1], { missingCounts: 'unknown' }).value, 0)).toBeNull();
  });

  test('fewer than 10 events have no rate, however many of them one person had', () => {
    const rows = { area: [0, 1], band: [0, 0], events: [9, 10], persons: [1, 1], population: [50, 50] };
    expect(toNullable(ratesOfRepeatEvents(rows, [1]).value)).toEqual([null, 0.2]);
  });

  const good = { area: [0, 0], band: [0, 0], events: [1, 2], persons: [10, 20], population: [100, 100] };
  test.each([
    [{ events: [1, 0] }, 'row 1: events must be a whole number of at least 1: 0'],
    [{ events: [1.5, 1] }, 'row 0: events must be a whole number of at least 1: 1.5'],
    [{ events: [null, 1] }, 'row 0: events must be a whole number of at least 1: null'],
    [{ persons: [-1, 1] }, 'row 0: persons must be a finite number of at least 0: -1'],
    [{ persons: [1, Number.NaN] }, 'row 1: persons must be a finite number of at least 0: NaN'],
    [{ population: [100, 101] }, 'row 1: population differs from that of row 0, the same area and band: 101'],
    [{ population: [0, 0] }, 'row 0: population must be a finite number above 0: 0'],
    [{ persons: [1] }, 'columns differ in length: area has 2, persons has 1'],
  ])('refuses %o by row and value', (fault, message) => {
    expect(() => ratesOfRepeatEvents({ ...good, ...fault }, [1])).toThrow(new RangeError(message));
  });

  test('refuses an area without a row for a band', () => {
    expect(() => ratesOfRepeatEvents(good, [1, 1])).toThrow('area 0 has no row for band 1');
  });
});
