import { describe, expect, test } from 'vitest';
import { toNullable } from '../../stats/column.ts';
import { convexWeights } from '../../stats/convex-weights.ts';
import { frankWolfeWeights } from '../../stats/frank-wolfe-weights.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { placeboTest, type SyntheticControlIn, syntheticControl } from '../../stats/synthetic-control.ts';

const points = (...lists: number[][]) => lists.map((list) => Float64Array.from(list));
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Math.round(value * 1e8) / 1e8 + 0);

describe('weights of least distance', () => {
  test('by hand: a target beside a segment gets its foot on the segment, one beyond its end the end', () => {
    const segment = points([0, 0], [4, 0]);
    const beside = convexWeights(segment, Float64Array.of(1, 3));
    expect(rounded(beside.weights)).toEqual([0.75, 0.25]);
    expect(beside.squares).toBeCloseTo(9, 9);
    expect(rounded(convexWeights(segment, Float64Array.of(7, 1)).weights)).toEqual([0, 1]);
  });

  test('a target within a triangle has its barycentric coordinates and no distance', () => {
    const found = convexWeights(points([0, 0], [1, 0], [0, 1]), Float64Array.of(0.2, 0.3));
    expect(rounded(found.weights)).toEqual([0.5, 0.2, 0.3]);
    expect(found.squares).toBeLessThan(1e-12);
  });

  test('one point, and points equal to the target, are no trouble', () => {
    expect([...convexWeights(points([3, 3]), Float64Array.of(0, 0)).weights]).toEqual([1]);
    expect([...convexWeights(points([3, 3], [3, 3]), Float64Array.of(3, 3)).weights]).toEqual([0.5, 0.5]);
  });

  test('no random weights, copies or points in surplus come nearer than the gap says', () => {
    const random = xoshiro128(8);
    for (let run = 0; run < 40; run += 1) {
      const [donors, times] = [2 + Math.floor(20 * random.uniform()), 1 + Math.floor(8 * random.uniform())];
      const list = Array.from({ length: donors }, () => Float64Array.from({ length: times }, () => 50 + 10 * random.normal()));
      if (run % 4 === 0) list.push(Float64Array.from(list[0] as Float64Array));
      const target = Float64Array.from({ length: times }, () => 55 + 10 * random.normal());
      const { weights, squares, gap } = convexWeights(list, target);
      expect(weights.every((weight) => weight >= 0)).toBe(true);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(gap).toBeLessThan(1e-6);
      for (let other = 0; other < 50; other += 1) {
        const raw = list.map((_, k) => (weights[k] as number) + (random.uniform() < 0.3 ? random.uniform() / 10 : 0));
        const total = raw.reduce((sum, weight) => sum + weight, 0);
        const distance = target.reduce(
          (sum, value, k) => sum + (value - list.reduce((mean, point, j) => mean + ((raw[j] as number) / total) * (point[k] as number), 0)) ** 2,
          0,
        );
        expect(distance).toBeGreaterThanOrEqual(squares - 2 * gap - 1e-9);
      }
    }
  });

  test('steps of Frank and Wolfe come near the same distance, and their gap owns up to the rest', () => {
    const random = xoshiro128(9);
    const list = Array.from({ length: 12 }, () => Float64Array.from({ length: 6 }, () => 50 + 10 * random.normal()));
    const target = Float64Array.from({ length: 6 }, () => 52 + 5 * random.normal());
    const [best, near] = [convexWeights(list, target), frankWolfeWeights(list, target)];
    expect(near.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(near.squares).toBeGreaterThanOrEqual(best.squares - 1e-9);
    expect((near.squares - best.squares) / 2).toBeLessThanOrEqual(near.gap + 1e-9);
    expect(near.squares / best.squares).toBeLessThan(1.05);
  });
});

describe('synthetic control', () => {
  // Half of each of the first two donors is the treated unit before; the third is far away.
  const example: SyntheticControlIn = {
    outcome: [
      [2, 4, 5, 6],
      [0, 4, 8, 9],
      [4, 4, 4, 4],
      [9, 0, 9, 0],
    ],
    treated: 0,
    before: 2,
  };

  test('by hand: the effect is the mean difference from half of two donors', () => {
    const control = syntheticControl(example, convexWeights);
    expect(rounded(control.weights)).toEqual([0, 0.5, 0.5, 0]);
    expect(rounded(control.synthetic)).toEqual([2, 4, 6, 6.5]);
    expect(control.effect).toBeCloseTo(-0.75, 9);
    expect(control.ratio).toBeNull();
  });

  /** Units that follow two common movements, with a shock to the treated. */
  const simulated = (shock: number, seed: number): SyntheticControlIn => {
    const random = xoshiro128(seed);
    const movements = Array.from({ length: 16 }, () => [random.normal(), random.normal()] as const);
    return {
      outcome: Array.from({ length: 20 }, (_, unit) => {
        const [a, b] = [random.uniform(), random.uniform()];
        return movements.map(([x, y], time) => 100 + 5 * a * x + 5 * b * y + 0.1 * random.normal() + (unit === 0 && time >= 12 ? shock : 0));
      }),
      treated: 0,
      before: 12,
    };
  };

  test('finds a planted effect, and the placebos rank it first', () => {
    const panel = simulated(-8, 2);
    expect(syntheticControl(panel, convexWeights).effect).toBeGreaterThan(-9);
    expect(syntheticControl(panel, convexWeights).effect).toBeLessThan(-7);
    const { rank, probability, ratios, effects } = placeboTest(panel, convexWeights);
    expect([rank, probability]).toEqual([1, 1 / 20]);
    expect(toNullable(ratios).filter((ratio) => ratio !== null).length).toBe(20);
    expect(effects.length).toBe(20);
  });

  test('adding a constant or changing the unit of measurement moves nothing else', () => {
    const panel = simulated(-3, 4);
    const other = { ...panel, outcome: panel.outcome.map((values) => Array.from(values, (value) => 1000 * value + 5)) };
    const [one, two] = [panel, other].map((given) => syntheticControl(given, convexWeights));
    expect(two?.effect).toBeCloseTo(1000 * (one?.effect ?? 0), 3);
    for (const [unit, weight] of (one?.weights ?? []).entries()) expect(two?.weights[unit]).toBeCloseTo(weight, 6);
  });

  test('without an effect each rank is about as likely', () => {
    let first = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      const panel = simulated(0, 100 + seed);
      const few = { ...panel, outcome: panel.outcome.slice(0, 8) };
      if ((placeboTest(few, convexWeights).probability ?? 1) <= 0.25) first += 1;
    }
    expect(first).toBeGreaterThanOrEqual(3);
    expect(first).toBeLessThanOrEqual(18);
  });

  test.each<[string, Partial<SyntheticControlIn>, string]>([
    [
      'an outcome that is not known',
      {
        outcome: [
          [1, 2],
          [3, Number.NaN],
        ],
        before: 1,
      },
      'unit 1, time 1: outcome must be finite: NaN',
    ],
    ['unequal lists', { outcome: [[1, 2], [3]], before: 1 }, 'unit 1: 1 times, unit 0 has 2'],
    ['a unit alone', { outcome: [[1, 2]], before: 1 }, 'there must be a treated unit and a donor: 1 units'],
    ['no time after', { before: 4 }, 'times before must be from 1 to 3: 4'],
    ['no time before', { before: 0 }, 'times before must be from 1 to 3: 0'],
    ['a unit that is not there', { treated: 4 }, 'treated must be a unit from 0 to 3: 4'],
  ])('refuses %s', (_, change, message) => {
    expect(() => syntheticControl({ ...example, ...change }, convexWeights)).toThrow(message);
    expect(() => placeboTest({ ...example, ...change }, convexWeights)).toThrow(RangeError);
  });
});
