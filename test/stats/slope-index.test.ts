import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, type Column, toNullable } from '../../stats/column.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { fiellerInterval, type SlopeIndexOptions, slopeIndices } from '../../stats/slope-index.ts';
import { simulatedSlopeIndexLimits } from '../../stats/slope-index-simulated.ts';
import { type QuantileRows, standardErrorsFromLimits } from '../../stats/slope-line.ts';

const z = 1.959963984540054;

const oneArea = (value: readonly (number | null)[], standardError: readonly (number | null)[], population: readonly (number | null)[]): QuantileRows => ({
  area: value.map(() => 0),
  quantile: value.map((_, quantile) => quantile),
  value: [...value],
  standardError: [...standardError],
  population: [...population],
});

const equalFifths = [100, 100, 100, 100, 100];
const ones = [1, 1, 1, 1, 1];

/** Fifths of a mortality rate with its 95% limits (PHEindicatormethods 2.1.0, DSR_data, 2010). */
const mortality = {
  population: [1434002, 1450590, 1453827, 1440980, 1457780],
  value: [150.2200205, 131.0221747, 127.4954973, 130.494241, 135.4664241],
  lower: [147.3194185, 128.3676972, 125.0421198, 128.2469515, 133.2469515],
  upper: [153.1498241, 133.7051129, 129.975513, 132.7657553, 137.8657553],
};

const fifths = fc.record({
  value: fc.array(fc.double({ min: 50, max: 90, noNaN: true }), { minLength: 5, maxLength: 5 }),
  standardError: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
  population: fc.array(fc.integer({ min: 10, max: 100_000 }), { minLength: 5, maxLength: 5 }),
});

describe('slope index', () => {
  test('by hand: five equal fifths on a straight line from 10 to 20', () => {
    const { slopeIndex, relativeIndex, intercept } = slopeIndices(oneArea([11, 13, 15, 17, 19], ones, equalFifths));
    expect(at(slopeIndex.value, 0)).toBeCloseTo(10, 12);
    expect(at(intercept, 0)).toBeCloseTo(10, 12);
    expect(at(relativeIndex.value, 0)).toBeCloseTo(2, 12);
    // The mid-points are 0.1 to 0.9, Σ(b − ½)² = 0.4, so the weights are ∓1, ∓0.5 and 0, and Σc² = 2.5.
    expect(at(slopeIndex.lower, 0)).toBeCloseTo(10 - z * Math.sqrt(2.5), 12);
    expect(at(slopeIndex.upper, 0)).toBeCloseTo(10 + z * Math.sqrt(2.5), 12);
  });

  test('is the figure of the reference for mortality by deprivation fifth, also on the log scale', () => {
    const standardError = toNullable(standardErrorsFromLimits(mortality, { errorScale: 'log' }));
    const rows = oneArea(mortality.value, standardError, mortality.population);
    const plain = slopeIndices(rows, { errorScale: 'log', multiplier: -1 });
    expect(at(plain.slopeIndex.value, 0)).toBeCloseTo(14.8486825847982, 8);
    expect(at(plain.relativeIndex.value, 0)).toBeCloseTo(1.116475416992, 10);
    expect(at(plain.intercept, 0)).toBeCloseTo(142.332086106913, 8);
    const transformed = slopeIndices(rows, { errorScale: 'log', transform: true, multiplier: -1 });
    expect(at(transformed.slopeIndex.value, 0)).toBeCloseTo(14.036843481138, 8);
    expect(at(transformed.relativeIndex.value, 0)).toBeCloseTo(1.10979728800364, 10);
  });

  test('moving all values moves the line alone; scaling them scales the slope; more people of the same shares change nothing', () => {
    fc.assert(
      fc.property(fifths, fc.double({ min: -20, max: 20, noNaN: true }), ({ value, standardError, population }, shift) => {
        const of = (rows: QuantileRows) => {
          const { slopeIndex, relativeIndex } = slopeIndices(rows);
          return [slopeIndex.value, slopeIndex.lower, slopeIndex.upper, relativeIndex.value].map((column) => at(column, 0) ?? Number.NaN);
        };
        const plain = of(oneArea(value, standardError, population));
        const close = (got: number[], expected: number[]) => {
          for (const [index, figure] of expected.entries())
            expect(Math.abs((got[index] ?? Number.NaN) - figure)).toBeLessThan(1e-8 * Math.max(1, Math.abs(figure)));
        };
        close(
          of(
            oneArea(
              value.map((y) => y + shift),
              standardError,
              population,
            ),
          ).slice(0, 3),
          plain.slice(0, 3),
        );
        const tripled = of(
          oneArea(
            value.map((y) => 3 * y),
            standardError.map((se) => 3 * se),
            population,
          ),
        );
        close(
          tripled,
          plain.map((figure, index) => (index < 3 ? 3 * figure : figure)),
        );
        close(
          of(
            oneArea(
              value,
              standardError,
              population.map((people) => 7 * people),
            ),
          ),
          plain,
        );
      }),
    );
  });

  test('turning the order of the quantiles round turns the sign, and a negative multiplier reads the other way', () => {
    fc.assert(
      fc.property(fifths, ({ value, standardError, population }) => {
        const forward = slopeIndices(oneArea(value, standardError, population));
        const back = slopeIndices(oneArea(value.toReversed(), standardError.toReversed(), population.toReversed()));
        const negative = slopeIndices(oneArea(value, standardError, population), { multiplier: -1 });
        const near = (got: Column, expected: number | null) => expect(Math.abs((at(got, 0) ?? Number.NaN) - (expected ?? Number.NaN))).toBeLessThan(1e-8);
        near(back.slopeIndex.value, -(at(forward.slopeIndex.value, 0) ?? 0));
        near(back.slopeIndex.lower, -(at(forward.slopeIndex.upper, 0) ?? 0));
        near(negative.slopeIndex.upper, -(at(forward.slopeIndex.lower, 0) ?? 0));
        near(back.relativeIndex.value, at(negative.relativeIndex.value, 0));
        expect(at(negative.slopeIndex.lower, 0)).toBeLessThan(at(negative.slopeIndex.upper, 0) ?? 0);
      }),
    );
  });

  test('areas in one call and rows in any order are each area alone', () => {
    fc.assert(
      fc.property(fc.array(fifths, { minLength: 1, maxLength: 4 }), (areas) => {
        const rows = areas.flatMap(({ value, standardError, population }, area) =>
          value.map((y, quantile) => ({ area, quantile, value: y, standardError: standardError[quantile] ?? 0, population: population[quantile] ?? 0 })),
        );
        const turned = rows.toReversed();
        const column = (name: keyof (typeof rows)[number]) => Float64Array.from(turned, (row) => row[name]);
        const together = slopeIndices({
          area: column('area'),
          quantile: column('quantile'),
          value: column('value'),
          standardError: column('standardError'),
          population: column('population'),
        });
        for (const [area, { value, standardError, population }] of areas.entries()) {
          const alone = slopeIndices(oneArea(value, standardError, population));
          for (const name of ['value', 'lower', 'upper'] as const) {
            expect(at(together.slopeIndex[name], area)).toBe(at(alone.slopeIndex[name], 0));
            expect(at(together.relativeIndex[name], area)).toBe(at(alone.relativeIndex[name], 0));
          }
        }
      }),
    );
  });

  test('no gradient at all is an index of 0 and a ratio of 1', () => {
    const { slopeIndex, relativeIndex } = slopeIndices(oneArea([7, 7, 7, 7, 7], ones, equalFifths));
    expect(at(slopeIndex.value, 0)).toBeCloseTo(0, 12);
    expect(at(relativeIndex.value, 0)).toBeCloseTo(1, 12);
  });

  test('values known exactly have limits equal to the index', () => {
    const { slopeIndex, relativeIndex } = slopeIndices(oneArea([11, 13, 15, 17, 19], [0, 0, 0, 0, 0], equalFifths));
    expect([at(slopeIndex.lower, 0), at(slopeIndex.upper, 0)].map((limit) => (limit ?? 0).toFixed(9))).toEqual(['10.000000000', '10.000000000']);
    expect([at(relativeIndex.lower, 0), at(relativeIndex.upper, 0)].map((limit) => (limit ?? 0).toFixed(6))).toEqual(['2.000000', '2.000000']);
  });
});

describe('limits', () => {
  const standardErrorOf = (errorScale: 'log' | 'logit', of: typeof mortality) => toNullable(standardErrorsFromLimits(of, { errorScale }));
  const share = (values: readonly number[]) => values.map((value) => value / 1000);
  const proportions = { ...mortality, value: share(mortality.value), lower: share(mortality.lower), upper: share(mortality.upper) };
  const untransformed = oneArea([70.6, 73, 75.1, 77.8, 81], [1.1, 1, 1.2, 1.1, 1.3], [13837, 14519, 14940, 14599, 12311]);
  const rates = oneArea(mortality.value, standardErrorOf('log', mortality), mortality.population);
  const odds = oneArea(proportions.value, standardErrorOf('logit', proportions), mortality.population);

  test.each<[string, QuantileRows, SlopeIndexOptions]>([
    ['untransformed', untransformed, {}],
    ['rates', rates, { errorScale: 'log', multiplier: -1 }],
    ['rates on a log line', rates, { errorScale: 'log', transform: true, multiplier: -1 }],
    ['proportions', odds, { errorScale: 'logit', multiplier: -100, confidence: 0.998 }],
    ['proportions on a logit line', odds, { errorScale: 'logit', transform: true, multiplier: 100 }],
  ])('in closed form are those of a simulation within 2%: %s', (_name, rows, options) => {
    const closed = slopeIndices(rows, options);
    const simulated = simulatedSlopeIndexLimits(rows, { ...options, draws: 40_000, generator: xoshiro128(7) });
    for (const index of ['slopeIndex', 'relativeIndex'] as const) {
      const width = (at(closed[index].upper, 0) ?? 0) - (at(closed[index].lower, 0) ?? 0);
      for (const side of ['lower', 'upper'] as const) {
        const [exact, drawn] = [at(closed[index][side], 0) ?? Number.NaN, at(simulated[index][side], 0) ?? Number.NaN];
        expect(Math.abs(drawn - exact)).toBeLessThan(0.02 * Math.max(width, Math.abs(exact)));
      }
    }
  });

  test('one seed gives one simulation, another seed another', () => {
    const of = (seed: number) => toNullable(simulatedSlopeIndexLimits(untransformed, { draws: 1000, generator: xoshiro128(seed) }).slopeIndex.lower);
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  test('of the relative index are not defined where its denominator cannot be told from 0', () => {
    const { slopeIndex, relativeIndex } = slopeIndices(oneArea([0.1, 1, 2, 3, 4], ones, equalFifths));
    expect(at(slopeIndex.lower, 0)).not.toBeNull();
    expect(at(relativeIndex.value, 0)).not.toBeNull();
    expect([at(relativeIndex.lower, 0), at(relativeIndex.upper, 0)]).toEqual([null, null]);
  });

  test('Fieller’s interval of two independent estimates solves (a − rb)² = z²(va + r² vb)', () => {
    const interval = fiellerInterval({ numerator: 6, denominator: 3 }, { numerator: 0.25, denominator: 0.16, covariance: 0 }, 2);
    for (const r of [interval?.lower ?? 0, interval?.upper ?? 0]) expect((6 - 3 * r) ** 2).toBeCloseTo(4 * (0.25 + 0.16 * r * r), 10);
    expect(interval?.lower).toBeLessThan(2);
    expect(interval?.upper).toBeGreaterThan(2);
  });

  test('the 95% interval holds the true slope in about 95 of 100 simulated areas', () => {
    const random = xoshiro128(12);
    const simulated = 4000;
    const length = 5 * simulated;
    const each = (of: (row: number) => number) => Float64Array.from({ length }, (_, row) => of(row));
    const { slopeIndex, relativeIndex } = slopeIndices({
      area: each((row) => Math.floor(row / 5)),
      quantile: each((row) => row % 5),
      population: each(() => 100),
      value: each((row) => 71 + 2 * (row % 5) + 1.5 * random.normal()),
      standardError: each(() => 1.5),
    });
    const share = ({ lower, upper }: typeof slopeIndex, truth: number) =>
      toNullable(lower).filter((low, area) => (low ?? 0) <= truth && truth <= (at(upper, area) ?? 0)).length / simulated;
    const margin = 4 * Math.sqrt((0.95 * 0.05) / simulated);
    expect(Math.abs(share(slopeIndex, 10) - 0.95)).toBeLessThan(margin);
    expect(Math.abs(share(relativeIndex, 80 / 70) - 0.95)).toBeLessThan(margin);
  });
});

describe('what is missing or impossible', () => {
  const values = [11, 13, 15, 17, 19];

  test.each([
    ['a quantile without a row', { ...oneArea(values, ones, equalFifths), area: [0, 1, 1, 1, 1] }, [null, null]],
    ['a value not known', oneArea([11, null, 15, 17, 19], ones, equalFifths), [null]],
    ['a standard error not known', oneArea(values, [1, 1, 1, 1, null], equalFifths), [null]],
    ['a population not known', oneArea(values, ones, [null, 100, 100, 100, 100]), [null]],
  ])('%s makes the area not defined', (_name, rows, expected) => {
    expect(toNullable(slopeIndices(rows).slopeIndex.value)).toEqual(expected);
  });

  test('a rate of 0 has no logarithm: its area is not defined, also when only its lower limit is 0', () => {
    expect(toNullable(slopeIndices(oneArea([0, 13, 15, 17, 19], ones, equalFifths), { errorScale: 'log' }).slopeIndex.value)).toEqual([null]);
    expect(toNullable(standardErrorsFromLimits({ lower: [0, 1], upper: [2, 1] }, { errorScale: 'log' }))).toEqual([null, 0]);
  });

  test.each<[QuantileRows, SlopeIndexOptions, string]>([
    [oneArea(values, ones, [100, 0, 100, 100, 100]), {}, 'row 1: population must be a finite number above 0: 0'],
    [oneArea([11, Number.NaN, 15, 17, 19], ones, equalFifths), {}, 'row 1: value is impossible on the scale untransformed: NaN'],
    [oneArea([11, -13, 15, 17, 19], ones, equalFifths), { errorScale: 'log' }, 'row 1: value is impossible on the scale log: -13'],
    [oneArea([0.5, 1.2, 0.3, 0.2, 0.1], ones, equalFifths), { errorScale: 'logit' }, 'row 1: value is impossible on the scale logit: 1.2'],
    [oneArea(values, [1, 1, -1, 1, 1], equalFifths), {}, 'row 2: standard error must be a finite number of at least 0: -1'],
    [{ ...oneArea(values, ones, equalFifths), quantile: [0, 1, 2, 3, 3] }, {}, 'there must be 5 to 100 quantiles: 4'],
    [{ ...oneArea([...values, 1], [...ones, 1], [...equalFifths, 1]), quantile: [0, 1, 2, 3, 4, 4] }, {}, 'row 5: area 0 has band 4 twice, first in row 4'],
    [{ ...oneArea(values, ones, equalFifths), value: [1] }, {}, 'columns differ in length: area has 5, value has 1'],
    [oneArea(values, ones, equalFifths), { multiplier: 0 }, 'size of the multiplier must be a finite number above 0: 0'],
    [oneArea(values, ones, equalFifths), { transform: true }, 'a transformed line needs an error scale: log or logit'],
  ])('%o with %o is refused', (rows, options, message) => {
    expect(() => slopeIndices(rows, options)).toThrow(new RangeError(message));
    expect(() => simulatedSlopeIndexLimits(rows, { ...options, draws: 100, generator: xoshiro128(1) })).toThrow(new RangeError(message));
  });

  test('limits the wrong way round, and too few draws, are refused', () => {
    expect(() => standardErrorsFromLimits({ lower: [1, 5], upper: [2, 4] })).toThrow('row 1: lower limit is above the upper one: 5 above 4');
    expect(() => simulatedSlopeIndexLimits(oneArea(values, ones, equalFifths), { draws: 10, generator: xoshiro128(1) })).toThrow(
      'draws must be a whole number of at least 100: 10',
    );
  });

  test('no row gives no area', () => {
    expect(slopeIndices(oneArea([], [], [])).slopeIndex.value.length).toBe(0);
  });
});
