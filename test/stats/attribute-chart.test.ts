import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributeChart } from '../../stats/attribute-chart.ts';
import { at, toNullable } from '../../stats/column.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { runChart } from '../../stats/run-chart.ts';

describe('p and u charts', () => {
  test('limits are the pooled value ± 3 standard errors', () => {
    const p = attributeChart({ numerator: [10, 30], denominator: [100, 100] }, { model: 'proportion', multiplier: 100 });
    expect(p.centre).toBe(20);
    expect(at(p.upper, 0)).toBeCloseTo(20 + 3 * 4, 10);
    const u = attributeChart({ numerator: [8, 10], denominator: [1, 1] }, { model: 'rate' });
    expect(u.centre).toBe(9);
    expect([at(u.lower, 0), at(u.upper, 0)]).toEqual([0, 18]);
  });

  test('are cut at 0 and at 1', () => {
    const { lower, upper } = attributeChart({ numerator: [1, 2], denominator: [2, 2] }, { model: 'proportion' });
    expect([toNullable(lower), toNullable(upper)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  test('a period without a denominator or a count is passed over', () => {
    const chart = attributeChart({ numerator: [3, null, 0, 5], denominator: [10, 10, 0, 10] }, { model: 'proportion', laney: true });
    expect(toNullable(chart.value)).toEqual([0.3, null, null, 0.5]);
    expect(chart.centre).toBe(0.4);
    const same = attributeChart({ numerator: [3, 5], denominator: [10, 10] }, { model: 'proportion', laney: true });
    expect(chart.spread).toBe(same.spread);
  });

  test('no events at all have a centre of 0 and limits without width; no periods have none', () => {
    const none = attributeChart({ numerator: [0, 0], denominator: [5, 5] }, { model: 'rate', laney: true });
    expect([none.centre, at(none.upper, 0), none.spread, none.outside[0]]).toEqual([0, 0, 1, 0]);
    expect(attributeChart({ numerator: [], denominator: [] }, { model: 'rate' }).centre).toBeNull();
  });

  test.each([
    [{ numerator: [1, 7], denominator: [5, 5] }, 'row 1: impossible proportion 7 of 5'],
    [{ numerator: [-1], denominator: [5] }, 'row 0: impossible counts -1 of 5'],
    [{ numerator: [1], denominator: [Number.NaN] }, 'NaN'],
    [{ numerator: [1, 2], denominator: [5] }, 'columns differ in length'],
  ])('refuse %j', (counts, message) => {
    expect(() => attributeChart(counts, { model: 'proportion' })).toThrow(message);
    expect(() => attributeChart({ numerator: [1], denominator: [2] }, { model: 'rate', sigmas: 0 })).toThrow('sigmas');
  });
});

describe('Laney’s charts', () => {
  const simulated = (sd: number, seed: number) => {
    const generator = xoshiro128(seed);
    const n = 20_000;
    const numerator = Float64Array.from({ length: 2000 }, () =>
      Math.round(n * (0.2 + sd * generator.normal() + Math.sqrt((0.2 * 0.8) / n) * generator.normal())),
    );
    return { numerator, denominator: numerator.map(() => n) };
  };

  test('keep the spread near 1 when chance alone moves the counts', () => {
    const { spread } = attributeChart(simulated(0, 7), { model: 'proportion', laney: true, screenRanges: false });
    expect(Math.abs(spread - 1)).toBeLessThan(4 * Math.sqrt(0.83 / 2000));
  });

  test('widen limits by the over-dispersion, so that few points are outside', () => {
    const counts = simulated(0.01, 8);
    const error = Math.sqrt((0.2 * 0.8) / 20_000);
    const plain = attributeChart(counts, { model: 'proportion' });
    const laney = attributeChart(counts, { model: 'proportion', laney: true, screenRanges: false });
    const share = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0) / flags.length;
    expect(laney.spread).toBeCloseTo(Math.sqrt(1 + (0.01 / error) ** 2), 0);
    expect(share(plain.outside)).toBeGreaterThan(0.3);
    expect(share(laney.outside)).toBeLessThan(0.01);
  });

  test('and plain ones share values and centre', () => {
    const counts = { numerator: [3, 9, 4, 8], denominator: [20, 30, 25, 22] };
    const [plain, laney] = [false, true].map((flag) => attributeChart(counts, { model: 'rate', laney: flag }));
    expect(laney?.value).toEqual(plain?.value);
    expect(laney?.centre).toBe(plain?.centre);
  });
});

describe('runs about a centre', () => {
  test('count the longest run and the crossings, and pass over points on the centre', () => {
    expect(runChart([1, 1, 2, 3, 3, 3, 1, 2, 3], { centre: 2 })).toMatchObject({ useful: 7, longestRun: 3, crossings: 3 });
    expect(runChart([5, 1, 4, 2, 3]).centre).toBe(3);
  });

  test('the fewest crossings are the 5% quantile of a fair coin', () => {
    for (let n = 1; n <= 200; n += 1) {
      const { crossingsAtLeast } = runChart(
        Array.from({ length: n }, () => 1),
        { centre: 0 },
      );
      let term = 0.5 ** (n - 1);
      let sum = term;
      let k = 0;
      while (sum < 0.05) {
        k += 1;
        term *= (n - k) / k;
        sum += term;
      }
      expect(crossingsAtLeast).toBe(k);
    }
  });

  // By hand from the two rules of Anhøj and Olesen 2014.
  test.each([
    [10, 6, 2],
    [12, 7, 3],
    [20, 7, 6],
    [24, 8, 8],
  ])('%d useful points: runs of at most %d, at least %d crossings', (n, longest, fewest) => {
    const series = Array.from({ length: n }, (_, index) => (index % 2 === 0 ? 1 : -1));
    expect(runChart(series, { centre: 0 })).toMatchObject({ longestRunAtMost: longest, crossingsAtLeast: fewest, signal: false });
  });

  test('a level that changes half way is a signal, and a series that swings is not', () => {
    expect(runChart([...new Array(12).fill(1), ...new Array(12).fill(3)]).signal).toBe(true);
    expect(runChart([1, 3, 1, 3, 1, 3, 1, 3, 1, 3]).signal).toBe(false);
  });

  test('do not depend on the direction of time or of the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 60 }), (values) => {
        const { centre: _, ...runs } = runChart(values);
        expect(runChart(values.toReversed())).toMatchObject(runs);
        expect(runChart(values.map((value) => -value))).toMatchObject(runs);
      }),
    );
  });

  test('all values on the centre, or none at all, are no signal and have no limits', () => {
    expect(runChart([2, 2, 2])).toMatchObject({ centre: 2, useful: 0, longestRunAtMost: null, crossingsAtLeast: null, signal: false });
    expect(runChart([null])).toMatchObject({ centre: null, useful: 0, signal: false });
    expect(() => runChart([1, Number.NaN])).toThrow('row 1: value is not a finite number: NaN');
  });

  test('random series of 24 points signal in fewer than 1 of 10', () => {
    const generator = xoshiro128(2014);
    let signals = 0;
    for (let run = 0; run < 2000; run += 1) if (runChart(Array.from({ length: 24 }, () => generator.normal())).signal) signals += 1;
    expect(signals / 2000).toBeLessThan(0.1 + 4 * Math.sqrt(0.09 / 2000));
    expect(signals).toBeGreaterThan(0);
  });
});
