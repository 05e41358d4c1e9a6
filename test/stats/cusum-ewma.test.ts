import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { cusumChart } from '../../stats/cusum.ts';
import { ewmaChart } from '../../stats/ewma.ts';
import { xoshiro128 } from '../../stats/random.ts';

const process = { centre: 10, standardDeviation: 2 };
const series = fc.array(fc.integer({ min: -30, max: 50 }), { minLength: 1, maxLength: 50 });

describe('cumulative sums', () => {
  test('grow by what lies more than half the shift beyond the centre', () => {
    const { positive, negative } = cusumChart([12, 14, 10, 4], process);
    expect(toNullable(positive)).toEqual([0.5, 2, 1.5, 0]);
    expect(toNullable(negative)).toEqual([0, 0, 0, -2.5]);
  });

  test('signal beyond the decision interval, not on it', () => {
    const { above } = cusumChart([12, 12, 12], { ...process, decisionInterval: 1 });
    expect([...above]).toEqual([0, 0, 1]);
  });

  test('stay as they are over a value that is not known', () => {
    expect(toNullable(cusumChart([12, null, 14], process).positive)).toEqual([0.5, null, 2]);
  });

  test('mirror each other when the values turn round', () => {
    fc.assert(
      fc.property(series, (values) => {
        const one = cusumChart(values, process);
        const other = cusumChart(
          values.map((value) => 20 - value),
          process,
        );
        for (let row = 0; row < values.length; row += 1) expect(at(other.negative, row)).toBeCloseTo(-(at(one.positive, row) ?? 0), 10);
        expect(other.below).toEqual(one.above);
      }),
    );
  });

  test('do not depend on the unit', () => {
    fc.assert(
      fc.property(series, (values) => {
        const cents = cusumChart(
          values.map((value) => value * 128),
          { centre: 1280, standardDeviation: 256 },
        );
        expect(cents).toEqual(cusumChart(values, process));
      }),
    );
  });

  test('find a shift of one standard deviation after about 10 values, and rarely speak without one', () => {
    const generator = xoshiro128(1954);
    const lengthUntilSignal = (mean: number): number => {
      const { above } = cusumChart(
        Float64Array.from({ length: 200 }, () => mean + generator.normal()),
        { centre: 0, standardDeviation: 1 },
      );
      const first = above.indexOf(1);
      return first === -1 ? 200 : first + 1;
    };
    const lengths = Array.from({ length: 500 }, () => lengthUntilSignal(1));
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    // Average run length of a one-sided scheme with k = 1/2, h = 5 at a shift of 1: 10.4.
    expect(Math.abs(mean - 10.4)).toBeLessThan(4 * (5.5 / Math.sqrt(500)));
    expect(Array.from({ length: 100 }, () => lengthUntilSignal(0)).filter((length) => length === 200).length).toBeGreaterThan(60);
  });
});

describe('exponentially weighted averages', () => {
  test('start at the centre and move by the weight', () => {
    const { average, upper } = ewmaChart([20, 20], { ...process, weight: 0.2 });
    expect(at(average, 0)).toBeCloseTo(12, 12);
    expect(at(average, 1)).toBeCloseTo(13.6, 12);
    expect(at(upper, 0)).toBeCloseTo(10 + 3 * 2 * 0.2, 12);
  });

  test('with a weight of 1 are the values with limits at 3 standard deviations', () => {
    const chart = ewmaChart([13, 17], { ...process, weight: 1 });
    expect(toNullable(chart.average)).toEqual([13, 17]);
    expect(toNullable(chart.upper)).toEqual([16, 16]);
    expect([...chart.outside]).toEqual([0, 1]);
  });

  test('stay between the least and greatest of centre and values, and limits widen towards their end', () => {
    fc.assert(
      fc.property(series, fc.double({ min: 0.05, max: 1, noNaN: true }), (values, weight) => {
        const { average, upper } = ewmaChart(values, { ...process, weight });
        const end = 10 + 6 * Math.sqrt(weight / (2 - weight));
        for (let row = 0; row < values.length; row += 1) {
          expect(at(average, row)).toBeGreaterThanOrEqual(Math.min(10, ...values) - 1e-9);
          expect(at(average, row)).toBeLessThanOrEqual(Math.max(10, ...values) + 1e-9);
          expect(at(upper, row)).toBeLessThanOrEqual(end + 1e-9);
          if (row > 0) expect(at(upper, row)).toBeGreaterThanOrEqual(at(upper, row - 1) ?? 0);
        }
      }),
    );
  });

  test('stay as they are over a value that is not known', () => {
    expect(toNullable(ewmaChart([20, null, 20], process).average).map((value) => value?.toFixed(6))).toEqual(['12.000000', undefined, '13.600000']);
  });
});

test.each([
  [{ centre: Number.NaN, standardDeviation: 1 }, 'centre'],
  [{ centre: 0, standardDeviation: 0 }, 'standard deviation must be a finite number above 0: 0'],
  [{ centre: 0, standardDeviation: -1 }, '-1'],
])('a process %j is refused', (bad, message) => {
  expect(() => cusumChart([1], bad)).toThrow(message);
  expect(() => ewmaChart([1], bad)).toThrow(message);
});

test('impossible options and values are refused by name', () => {
  expect(() => cusumChart([1], { ...process, shift: 0 })).toThrow('shift');
  expect(() => cusumChart([1], { ...process, decisionInterval: -1 })).toThrow('decision interval');
  expect(() => ewmaChart([1], { ...process, weight: 0 })).toThrow('weight must be above 0 and at most 1: 0');
  expect(() => ewmaChart([1], { ...process, sigmas: Number.POSITIVE_INFINITY })).toThrow('sigmas');
  expect(() => cusumChart([1, Number.NaN], process)).toThrow('row 1: value is not a finite number: NaN');
  expect(() => ewmaChart([Number.NEGATIVE_INFINITY], process)).toThrow('row 0: value is not a finite number: -Infinity');
});

test('no values make empty charts', () => {
  expect(toNullable(cusumChart([], process).positive)).toEqual([]);
  expect(toNullable(ewmaChart([], process).average)).toEqual([]);
});
