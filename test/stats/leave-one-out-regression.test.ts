import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { independentColumns } from '../../stats/independent-columns.ts';
import { leastSquares } from '../../stats/least-squares.ts';
import { leaveOneOutRegression } from '../../stats/leave-one-out-regression.ts';
import { dot, times } from '../../stats/linear-algebra.ts';
import { xoshiro128 } from '../../stats/random.ts';

interface Units {
  y: number[];
  characteristics: number[][];
  weights: number[];
}

const example = (units: number, seed = 7): Units => {
  const random = xoshiro128(seed);
  const characteristics = [0, 1, 2].map((c) => Array.from({ length: units }, () => 100 * c + 3 * random.normal()));
  return {
    characteristics,
    weights: Array.from({ length: units }, () => 0.2 + 5 * random.uniform()),
    y: Array.from({ length: units }, (_, i) => 40 + 2 * (characteristics[0]?.[i] ?? 0) - (characteristics[2]?.[i] ?? 0) + random.normal()),
  };
};

/** The slow way: a fit without the unit, for each unit. */
function refit({ y, characteristics, weights }: Units, unit: number) {
  const others = y.flatMap((_, row) => (row === unit ? [] : [row]));
  const pick = (column: number[]) => Float64Array.from(others, (row) => column[row] as number);
  const fit = leastSquares([pick(y.map(() => 1)), ...characteristics.map(pick)], pick(y), pick(weights));
  const own = Float64Array.from([1, ...characteristics.map((column) => column[unit] as number)]);
  const variance = fit.residualSquares / (others.length - own.length);
  return { prediction: dot(fit.coefficients, own), standardError: Math.sqrt(variance * dot(own, times(fit.inverse, own))), deviation: Math.sqrt(variance) };
}

describe('leave-one-out regression', () => {
  test('the six systems of the constructed example', () => {
    const fit = leaveOneOutRegression([102, 108, 113, 121, 126, 131], [[1, 2, 3, 4, 5, 6]], { minimumSpare: 4 });
    const shown = fit && toNullable(fit.prediction).map((value) => value?.toFixed(6));
    expect(shown).toEqual(['102.100000', '107.945946', '114.069767', '119.523256', '125.581081', '132.300000']);
    expect(fit).toMatchObject({ rows: 6, parameters: 2, dropped: [] });
    expect(leaveOneOutRegression([102, 108, 113, 121, 126, 131], [[1, 2, 3, 4, 5, 6]])).toBeNull();
  });

  test('without characteristics it is the mean of the others and its standard error', () => {
    const y = [3, 5, 9, 1, 4, 4, 7, 2, 8];
    const fit = leaveOneOutRegression(y, []);
    // Others of the first: mean 40 / 8 = 5, squares 0 + 16 + 16 + 1 + 1 + 4 + 9 + 9 = 56, variance 8.
    expect(fit && at(fit.prediction, 0)).toBeCloseTo(5, 12);
    expect(fit && at(fit.residualStandardDeviation, 0)).toBeCloseTo(Math.sqrt(8), 12);
    expect(fit && at(fit.standardError, 0)).toBeCloseTo(1, 12);
    expect(leaveOneOutRegression(y.slice(1), [])).toBeNull();
  });

  test.each([14, 40, 120])('equals a fit on the others for each of %i units', (units) => {
    const data = example(units, units);
    for (const weights of [data.weights, undefined]) {
      const fit = leaveOneOutRegression(data.y, data.characteristics, weights === undefined ? {} : { weights });
      for (let unit = 0; unit < units; unit += 1) {
        const slow = refit({ ...data, weights: weights ?? data.y.map(() => 1) }, unit);
        expect(fit && Math.abs((at(fit.prediction, unit) ?? 0) - slow.prediction)).toBeLessThan(1e-9);
        expect(fit && Math.abs((at(fit.standardError, unit) ?? 0) - slow.standardError)).toBeLessThan(1e-9);
        expect(fit && Math.abs((at(fit.residualStandardDeviation, unit) ?? 0) - slow.deviation)).toBeLessThan(1e-9);
      }
    }
  });

  test('a unit’s own y never moves its own prediction, and moves those of others', () => {
    const data = example(20);
    const before = leaveOneOutRegression(data.y, data.characteristics, data);
    fc.assert(
      fc.property(fc.nat(19), fc.double({ min: -1e4, max: 1e4, noNaN: true }), (unit, value) => {
        fc.pre(Math.abs(value - (data.y[unit] ?? 0)) > 1);
        const changed = data.y.map((own, row) => (row === unit ? value : own));
        const after = leaveOneOutRegression(changed, data.characteristics, data);
        if (before === null || after === null) throw new Error('no fit');
        for (const column of ['prediction', 'standardError', 'residualStandardDeviation'] as const)
          expect(Math.abs((at(after[column], unit) ?? 0) - (at(before[column], unit) ?? 0))).toBeLessThan(1e-6);
        const other = (unit + 1) % 20;
        expect(Math.abs((at(after.prediction, other) ?? 0) - (at(before.prediction, other) ?? 0))).toBeGreaterThan(1e-6);
      }),
    );
  });

  test('nor does a unit without a y differ from one whose y is left out', () => {
    const data = example(20);
    const whole = leaveOneOutRegression(data.y, data.characteristics, data);
    const without = leaveOneOutRegression(
      data.y.map((value, row) => (row === 4 ? null : value)),
      data.characteristics,
      data,
    );
    expect(without?.rows).toBe(19);
    for (const column of ['prediction', 'standardError', 'residualStandardDeviation'] as const)
      expect(without && at(without[column], 4)).toBeCloseTo((whole && at(whole[column], 4)) ?? 0, 10);
  });

  test('the size of weights does not matter to predictions and standard errors; weight 0 is not in the fit', () => {
    const data = example(20);
    const one = leaveOneOutRegression(data.y, data.characteristics, data);
    const other = leaveOneOutRegression(data.y, data.characteristics, { weights: data.weights.map((weight) => 1e4 * weight) });
    for (const column of ['prediction', 'standardError'] as const)
      for (let row = 0; row < 20; row += 1) expect(other && at(other[column], row)).toBeCloseTo((one && at(one[column], row)) ?? 0, 9);
    expect(leaveOneOutRegression(data.y, data.characteristics, { weights: data.weights.map((weight, row) => (row < 3 ? 0 : weight)) })?.rows).toBe(17);
    expect(leaveOneOutRegression(data.y, data.characteristics, { weights: data.weights.map((weight, row) => (row < 3 ? null : weight)) })?.rows).toBe(17);
  });

  test('units in which a characteristic is not known have no prediction and do not count', () => {
    const data = example(20);
    const characteristics = data.characteristics.map((column, c) => column.map((value, row) => (c === 1 && row === 2 ? null : value)));
    const fit = leaveOneOutRegression(data.y, characteristics);
    expect(fit?.rows).toBe(19);
    expect(fit && at(fit.prediction, 2)).toBeNull();
    expect(fit && at(fit.standardError, 2)).toBeNull();
    expect(fit && at(fit.prediction, 3)).not.toBeNull();
  });

  test('a characteristic that others explain, or that never differs, is left out and named', () => {
    const data = example(20);
    const [first = [], second = [], third = []] = data.characteristics;
    const sum = first.map((value, row) => 2 * value - (second[row] ?? 0) + 5);
    const fit = leaveOneOutRegression(data.y, [first, first.map(() => 0.1), second, sum, third]);
    expect(fit?.dropped).toEqual([1, 3]);
    expect(fit?.parameters).toBe(4);
    const plain = leaveOneOutRegression(data.y, data.characteristics);
    for (let row = 0; row < 20; row += 1) expect(fit && at(fit.prediction, row)).toBeCloseTo((plain && at(plain.prediction, row)) ?? 0, 10);
  });

  test('no others have what only one unit has', () => {
    const data = example(20);
    const fit = leaveOneOutRegression(data.y, [data.y.map((_, row) => (row === 5 ? 1 : 0))]);
    expect(fit && at(fit.prediction, 5)).toBeNull();
    expect(fit && at(fit.residualStandardDeviation, 5)).toBeNull();
    expect(fit && at(fit.prediction, 6)).not.toBeNull();
  });

  test('null when there is too little to spare', () => {
    const data = example(11);
    expect(leaveOneOutRegression(data.y, data.characteristics)).toBeNull();
    expect(leaveOneOutRegression(data.y, data.characteristics, { minimumSpare: 7 })).not.toBeNull();
    expect(leaveOneOutRegression([], [[]])).toBeNull();
    expect(
      leaveOneOutRegression(
        data.y.map(() => null),
        data.characteristics,
      ),
    ).toBeNull();
  });

  test.each([
    ['an infinite y', () => leaveOneOutRegression([1, Number.POSITIVE_INFINITY], [[1, 2]]), 'row 1: y must be finite: Infinity'],
    ['a characteristic that is no number', () => leaveOneOutRegression([1, 2], [[1, Number.NaN]]), 'row 1: characteristic 0 must be finite: NaN'],
    ['a negative weight', () => leaveOneOutRegression([1, 2], [[1, 2]], { weights: [1, -1] }), 'row 1: weight must be finite and at least 0: -1'],
    ['unequal lengths', () => leaveOneOutRegression([1, 2], [[1]]), 'columns differ in length'],
    ['nothing to spare', () => leaveOneOutRegression([1, 2], [[1, 2]], { minimumSpare: 1 }), 'minimum spare rows must be a whole number of at least 2: 1'],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

test('independent columns keep the first of those that say the same', () => {
  const of = (...values: number[]) => Float64Array.from(values);
  expect(independentColumns([of(1, 1, 1), of(3, 3, 3), of(1, 2, 4), of(2, 3, 5), of(0, 0, 0), of(0, 0, 1)])).toEqual([0, 2, 5]);
  expect(independentColumns([of(1e-17, 0, 0)], [1])).toEqual([]);
});
