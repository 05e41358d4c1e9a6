import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AdjustedContrastIn, adjustedContrast } from '../../stats/adjusted-contrast.ts';
import { biasReducedVariance } from '../../stats/bias-reduced-variance.ts';
import { leastSquares } from '../../stats/least-squares.ts';
import { type RandomGenerator, xoshiro128 } from '../../stats/random.ts';

const column = (size: number, value: (row: number) => number) => Array.from({ length: size }, (_, row) => value(row));

/** Units whose group goes with the first covariate. */
function confounded(random: RandomGenerator, size: number, covariates = 2): { y: number[]; group: number[]; covariates: number[][] } {
  const columns = Array.from({ length: covariates }, () => column(size, () => random.normal()));
  const group = column(size, (row) => (row < 3 ? 0 : row < 6 || random.normal() + (columns[0]?.[row] ?? 0) > 0 ? 1 : 0));
  return { y: column(size, (row) => 3 * (columns[0]?.[row] ?? 0) + random.normal()), group, covariates: columns };
}

/** The same by the general formulas, with the covariates as they are. */
function slowly({ y, group, covariates = [], cluster, weights }: AdjustedContrastIn) {
  const numbers = (values: ArrayLike<number | null>) => Float64Array.from(values as ArrayLike<number>);
  const fit = leastSquares([new Float64Array(y.length).fill(1), numbers(group), ...covariates.map(numbers)], numbers(y), weights && numbers(weights));
  const reduced = biasReducedVariance(fit, 1, cluster ?? column(y.length, (row) => row));
  return { estimate: fit.coefficients[1] as number, variance: reduced?.variance ?? Number.NaN, degrees: reduced?.degrees ?? Number.NaN };
}

describe('the unadjusted contrast', () => {
  // Group 0: 1, 3, 5 (mean 3, variance 4); group 1: 6, 10 (mean 8, variance 8).
  const example = { y: [1, 3, 5, 6, 10], group: [0, 0, 0, 1, 1] };

  test('is the difference of the means, with Welch’s variance and the degrees of freedom of Bell and McCaffrey', () => {
    const contrast = adjustedContrast(example);
    expect(contrast).toMatchObject({ units: [3, 2], clusters: 5, parameters: 2, dropped: [] });
    expect(contrast?.estimate).toBeCloseTo(5, 12);
    expect(contrast?.inference?.standardError).toBeCloseTo(Math.sqrt(4 / 3 + 8 / 2), 12);
    // (1/3 + 1/2)^2 / (1/(9 * 2) + 1/(4 * 1)): equal variances in the working model.
    expect(contrast?.inference?.degrees).toBeCloseTo((5 / 6) ** 2 / (1 / 18 + 1 / 4), 12);
  });

  test('a unit of which something is not known is left out', () => {
    const contrast = adjustedContrast({ y: [...example.y, null, 7], group: [...example.group, 1, null] });
    expect(contrast).toEqual(adjustedContrast(example));
  });
});

describe('the adjusted contrast', () => {
  test('finds the difference at equal covariates: y = 2 group + 3 x + noise that neither explains', () => {
    const group = [0, 0, 0, 0, 1, 1, 1, 1];
    const x = [1, 2, 3, 4, 3, 4, 5, 6];
    const noise = [1, -1, -1, 1, 1, -1, -1, 1];
    const contrast = adjustedContrast({ y: column(8, (row) => 2 * (group[row] ?? 0) + 3 * (x[row] ?? 0) + (noise[row] ?? 0)), group, covariates: [x] });
    expect(contrast?.estimate).toBeCloseTo(2, 12);
    expect(contrast?.inference?.lower).toBeLessThan(2);
  });

  test('the closed form for single units is CR2 with Satterthwaite degrees of freedom', () => {
    const random = xoshiro128(3);
    for (const [size, covariates] of [
      [12, 0],
      [20, 2],
      [60, 5],
    ] as const) {
      const units = confounded(random, size, covariates);
      const [fast, slow] = [adjustedContrast(units), slowly(units)];
      expect(fast?.estimate).toBeCloseTo(slow.estimate, 10);
      expect((fast?.inference?.standardError ?? 0) ** 2 / slow.variance).toBeCloseTo(1, 9);
      expect(fast?.inference?.degrees).toBeCloseTo(slow.degrees, 7);
    }
  });

  test('weights and clusters are those of weighted least squares and CR2', () => {
    const random = xoshiro128(4);
    const units = { ...confounded(random, 40), weights: column(40, () => 0.5 + random.uniform()), cluster: column(40, (row) => row % 13) };
    for (const given of [units, { ...units, cluster: undefined }, { ...units, weights: undefined }]) {
      const { y, group, covariates, cluster, weights } = given;
      const input = { y, group, covariates, ...(cluster === undefined ? {} : { cluster }), ...(weights === undefined ? {} : { weights }) };
      const [fast, slow] = [adjustedContrast(input), slowly(input)];
      expect(fast?.estimate).toBeCloseTo(slow.estimate, 10);
      expect((fast?.inference?.standardError ?? 0) ** 2 / slow.variance).toBeCloseTo(1, 8);
      expect(fast?.inference?.degrees).toBeCloseTo(slow.degrees, 6);
    }
    expect(adjustedContrast(units)?.clusters).toBe(13);
  });

  test('clusters may have any names, and need no row that is known', () => {
    const units = confounded(xoshiro128(9), 30);
    const { y } = units;
    const part = adjustedContrast({
      ...units,
      y: y.map((value, row) => (row % 3 === 0 ? null : value)),
      cluster: column(30, (row) => (row % 3 === 0 ? 0 : 29 - (row % 7))),
    });
    expect(part?.clusters).toBe(7);
    expect(part?.inference?.standardError).toBeGreaterThan(0);
  });

  test('a weight of 0 leaves out; equal weights change nothing', () => {
    const units = confounded(xoshiro128(5), 15);
    const plain = adjustedContrast(units);
    const equal = adjustedContrast({ ...units, weights: column(15, () => 7) });
    expect(equal?.inference?.lower).toBeCloseTo(plain?.inference?.lower ?? 0, 9);
    const without = adjustedContrast({ ...units, y: [...units.y.slice(0, 14), null] });
    expect(adjustedContrast({ ...units, weights: column(15, (row) => (row === 14 ? 0 : 1)) })?.estimate).toBeCloseTo(without?.estimate ?? 0, 10);
  });

  test('collinear covariates are dropped and listed, and change nothing', () => {
    const units = confounded(xoshiro128(6), 25);
    const [a, b] = units.covariates as [number[], number[]];
    const sum = a.map((value, row) => 1e6 + 5 * value - (b[row] ?? 0));
    const contrast = adjustedContrast({ ...units, covariates: [a.map(() => 0.3), a, b, sum] });
    expect(contrast?.dropped).toEqual([0, 3]);
    expect(contrast?.parameters).toBe(4);
    expect(contrast?.estimate).toBeCloseTo(adjustedContrast(units)?.estimate ?? 0, 8);
  });

  test('without inference the estimate is the same', () => {
    const units = confounded(xoshiro128(7), 25);
    expect(adjustedContrast(units, { infer: false })).toEqual({ ...adjustedContrast(units), inference: null });
  });

  test('swapping the groups changes the sign, and covariates may have any unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.double({ min: -1e5, max: 1e5, noNaN: true }),
        (seed, by, shift) => {
          const units = confounded(xoshiro128(seed), 18);
          const one = adjustedContrast(units);
          const other = adjustedContrast({
            y: units.y,
            group: units.group.map((code) => 1 - code),
            covariates: units.covariates.map((values) => values.map((value) => by * value + shift)),
          });
          expect(other?.estimate).toBeCloseTo(-(one?.estimate ?? 0), 5);
          expect(other?.inference?.lower).toBeCloseTo(-(one?.inference?.upper ?? 0), 5);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('refusals', () => {
  const units = confounded(xoshiro128(8), 12);

  test('null when a group is empty, rows are too few, or the covariates tell the group', () => {
    expect(adjustedContrast({ ...units, group: units.group.map(() => 1) })).toBeNull();
    expect(adjustedContrast({ y: [1, 2, 3, 5], group: [0, 0, 1, 1] })).toBeNull();
    expect(adjustedContrast({ y: [1, 2, 3, 5, 4], group: [0, 0, 1, 1, 1], covariates: [[1, 2, 4, 3, 5]] })).toBeNull();
    expect(adjustedContrast({ ...units, covariates: [units.group] })).toBeNull();
    expect(adjustedContrast({ y: [], group: [] })).toBeNull();
  });

  test('an estimate but no inference when a group is one unit or one cluster, or a unit decides the estimate', () => {
    const single = adjustedContrast({ y: [1, 2, 3, 5, 4, 9], group: [0, 0, 0, 0, 0, 1] });
    expect(single?.estimate).toBeCloseTo(6, 12);
    expect(single?.inference).toBeNull();
    expect(adjustedContrast({ ...units, cluster: units.group })?.inference).toBeNull();
    const alone = [0, 0, 0, 0, 0, 0, 1];
    expect(adjustedContrast({ y: [1, 2, 3, 5, 4, 9, 2], group: [0, 0, 0, 0, 0, 1, 1], covariates: [alone] })?.inference).toBeNull();
    for (const given of [units, { ...units, cluster: column(12, (row) => row % 5) }])
      expect(adjustedContrast({ ...given, y: column(12, () => 0.1) })?.inference).toBeNull();
  });

  test.each([
    ['a group of 2', { ...units, group: units.group.map((code, row) => (row === 3 ? 2 : code)) }, 'row 3: group must be 0 or 1: 2'],
    ['an infinite outcome', { ...units, y: column(12, (row) => (row === 1 ? Number.POSITIVE_INFINITY : row)) }, 'row 1: y must be finite: Infinity'],
    [
      'a covariate that is not a number',
      { ...units, covariates: [column(12, (row) => (row === 4 ? Number.NaN : row))] },
      'row 4: covariate 0 must be finite: NaN',
    ],
    ['a negative weight', { ...units, weights: column(12, (row) => 1 - row) }, 'row 2: weight must be finite and at least 0: -1'],
    ['a fractional cluster', { ...units, cluster: column(12, (row) => row / 2) }, 'row 1: cluster must be a whole number'],
    ['unequal lengths', { ...units, y: [1] }, 'columns differ in length'],
  ])('refuses %s', (_, input, message) => {
    expect(() => adjustedContrast(input)).toThrow(message);
  });
});

test('95% intervals cover about 95 times in 100 with 6 units against 20, and with 5 against 7 clusters', () => {
  const random = xoshiro128(11);
  const runs = 1500;
  const group = column(26, (row) => (row < 6 ? 1 : 0));
  const cluster = column(48, (row) => Math.floor(row / 4));
  const clusterGroup = cluster.map((code) => (code < 5 ? 1 : 0));
  let [units, clusters] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const x = column(26, (row) => random.normal() + (group[row] ?? 0));
    const one = adjustedContrast({ y: x.map((value) => 2 * value + random.normal()), group, covariates: [x] })?.inference;
    if (one && one.lower <= 0 && one.upper >= 0) units += 1 / runs;
    const shocks = column(12, () => random.normal());
    const z = cluster.map(() => random.normal());
    const y = z.map((value, row) => value + (shocks[cluster[row] ?? 0] ?? 0) + random.normal());
    const two = adjustedContrast({ y, group: clusterGroup, covariates: [z], cluster })?.inference;
    if (two && two.lower <= 0 && two.upper >= 0) clusters += 1 / runs;
  }
  const error = Math.sqrt((0.95 * 0.05) / runs);
  for (const share of [units, clusters]) {
    expect(share).toBeGreaterThan(0.95 - 4 * error);
    expect(share).toBeLessThan(0.95 + 4 * error);
  }
});
