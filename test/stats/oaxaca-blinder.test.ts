import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedContrast } from '../../stats/adjusted-contrast.ts';
import { leastSquares } from '../../stats/least-squares.ts';
import { oaxacaBlinder } from '../../stats/oaxaca-blinder.ts';
import { type RandomGenerator, xoshiro128 } from '../../stats/random.ts';

const column = (size: number, value: (row: number) => number) => Array.from({ length: size }, (_, row) => value(row));
const mean = (values: number[]) => values.reduce((sum, value) => sum + value / values.length, 0);

function gapOfTwoBlocks(random: RandomGenerator, size: number) {
  const group = column(size, (row) => (row % 5 < 2 ? 1 : 0));
  const age = group.map((code) => 2 * code + random.normal());
  const rural = group.map((code) => -code + random.normal());
  const density = rural.map((value) => value + 0.5 * random.normal());
  const y = group.map((code, row) => 3 * code + 2 * (age[row] ?? 0) + 4 * (rural[row] ?? 0) - (density[row] ?? 0) + random.normal());
  return { y, group, blocks: { age: [age], rurality: [rural, density] } };
}

describe('the gap between two groups', () => {
  test('by hand: y = 1 + 2 group + 3 x exactly; x differs by 4, so 12 of 14 are explained', () => {
    const group = [0, 0, 0, 1, 1, 1];
    const x = [1, 2, 3, 4, 6, 8];
    const found = oaxacaBlinder({ y: group.map((code, row) => 1 + 2 * code + 3 * (x[row] ?? 0)), group, blocks: { age: [x] } });
    expect(found?.gap.value).toBeCloseTo(14, 10);
    expect(found?.explained.value).toBeCloseTo(12, 10);
    expect(found?.unexplained.value).toBeCloseTo(2, 10);
    expect(found?.blocks).toEqual([{ block: 'age', value: found?.explained.value, interval: null }]);
    expect(found).toMatchObject({ units: [3, 3], dropped: [], draws: 0 });
  });

  test('parts are differences of means times the pooled coefficients; unexplained as Oaxaca and Blinder wrote it', () => {
    const { y, group, blocks } = gapOfTwoBlocks(xoshiro128(1), 40);
    const columns = [...blocks.age, ...blocks.rurality];
    const ones = (size: number) => new Float64Array(size).fill(1);
    const pooled = leastSquares([ones(40), Float64Array.from(group), ...columns.map((values) => Float64Array.from(values))], Float64Array.from(y)).coefficients;
    const side = (code: number, values: number[]) => values.filter((_, row) => group[row] === code);
    const own = [0, 1].map((code) => {
      const picked = columns.map((values) => Float64Array.from(side(code, values)));
      return leastSquares([ones(picked[0]?.length ?? 0), ...picked], Float64Array.from(side(code, y))).coefficients;
    });
    const means = [0, 1].map((code) => columns.map((values) => mean(side(code, values))));
    const byColumn = columns.map((_, k) => ((means[1]?.[k] ?? 0) - (means[0]?.[k] ?? 0)) * (pooled[k + 2] ?? 0));
    const found = oaxacaBlinder({ y, group, blocks });
    expect(found?.blocks[0]?.value).toBeCloseTo(byColumn[0] ?? 0, 9);
    expect(found?.blocks[1]?.value).toBeCloseTo((byColumn[1] ?? 0) + (byColumn[2] ?? 0), 9);
    // xbar_1'(b_1 - b*) + xbar_0'(b* - b_0), with the pooled intercept in b*.
    const part = (code: number, sign: number) =>
      sign * [1, ...(means[code] ?? [])].reduce((sum, x, k) => sum + x * ((own[code]?.[k] ?? 0) - (pooled[k === 0 ? 0 : k + 1] ?? 0)), 0);
    expect(found?.unexplained.value).toBeCloseTo(part(1, 1) + part(0, -1), 9);
  });

  test('the parts sum to the gap to 1e-9, and what is unexplained is the adjusted contrast', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 12, max: 60 }), (seed, size) => {
        const { y, group, blocks } = gapOfTwoBlocks(xoshiro128(seed), size);
        const found = oaxacaBlinder({ y, group, blocks });
        expect(Math.abs((found?.explained.value ?? 0) + (found?.unexplained.value ?? 0) - (found?.gap.value ?? 1))).toBeLessThan(1e-9);
        expect(found?.blocks.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(found?.explained.value ?? 1, 10);
        expect(found?.unexplained.value).toBeCloseTo(adjustedContrast({ y, group, covariates: [...blocks.age, ...blocks.rurality] })?.estimate ?? 0, 9);
      }),
    );
  });

  test('a copy of a column is dropped from the later block, and a constant explains nothing', () => {
    const { y, group, blocks } = gapOfTwoBlocks(xoshiro128(2), 30);
    const found = oaxacaBlinder({ y, group, blocks: { ...blocks, again: [blocks.age[0] ?? [], y.map(() => 3)] } });
    expect(found?.dropped).toEqual([
      { block: 'again', column: 0 },
      { block: 'again', column: 1 },
    ]);
    expect(found?.blocks[2]?.value).toBe(0);
    expect(found?.unexplained.value).toBeCloseTo(oaxacaBlinder({ y, group, blocks })?.unexplained.value ?? 0, 9);
  });

  test('units not known are left out; no blocks leave all unexplained', () => {
    const found = oaxacaBlinder({ y: [1, 2, 3, 5, 7, null], group: [0, 0, 0, 1, 1, 1], blocks: {} });
    expect(found?.gap.value).toBeCloseTo(4, 12);
    expect(found?.unexplained.value).toBeCloseTo(4, 12);
    expect(found?.explained.value).toBe(0);
  });
});

describe('bootstrap intervals', () => {
  test('one seed, one set; they hold the estimate and are about as wide as the inference of the contrast', () => {
    const { y, group, blocks } = gapOfTwoBlocks(xoshiro128(3), 80);
    const [one, same] = [7, 7].map((seed) => oaxacaBlinder({ y, group, blocks }, { random: xoshiro128(seed) }));
    expect(one).toEqual(same);
    expect(one?.draws).toBe(999);
    const inference = adjustedContrast({ y, group, covariates: [...blocks.age, ...blocks.rurality] })?.inference;
    const { lower = 0, upper = 0 } = one?.unexplained.interval ?? {};
    expect((upper - lower) / ((inference?.upper ?? 0) - (inference?.lower ?? 0))).toBeGreaterThan(0.75);
    expect((upper - lower) / ((inference?.upper ?? 0) - (inference?.lower ?? 0))).toBeLessThan(1.25);
    for (const part of [one?.gap, one?.explained, ...(one?.blocks ?? [])])
      expect((part?.interval?.lower ?? 1) < (part?.value ?? 0) && (part?.interval?.upper ?? 0) > (part?.value ?? 1)).toBe(true);
  });
});

describe('refusals', () => {
  test('null when a group is empty, units are too few or covariates tell the group', () => {
    expect(oaxacaBlinder({ y: [1, 2, 3, 4, 5, 6], group: [1, 1, 1, 1, 1, 1], blocks: {} })).toBeNull();
    expect(oaxacaBlinder({ y: [1, 2, 3, 4], group: [1, 1, 0, 0], blocks: {} })).toBeNull();
    expect(oaxacaBlinder({ y: [1, 2, 3, 4, 5, 7], group: [1, 1, 1, 0, 0, 0], blocks: { a: [[2, 2, 2, 0, 0, 0]] } })).toBeNull();
  });

  test.each([
    ['a group of 2', { y: [1, 2], group: [0, 2], blocks: {} }, {}, 'row 1: group must be 0 or 1: 2'],
    ['an outcome that is not finite', { y: [1, Number.NaN], group: [0, 1], blocks: {} }, {}, 'row 1: y must be finite: NaN'],
    ['half a draw', { y: [1], group: [0], blocks: {} }, { draws: 0.5 }, 'draws must be a whole number of at least 1: 0.5'],
    ['a confidence of 95', { y: [1], group: [0], blocks: {} }, { confidence: 95 }, 'confidence must be above 0 and below 1: 95'],
  ])('refuses %s', (_, input, options, message) => {
    expect(() => oaxacaBlinder(input, options)).toThrow(message);
  });
});
