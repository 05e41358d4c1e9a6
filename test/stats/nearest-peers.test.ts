import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toNullable } from '../../stats/column.ts';
import { balance, nearestPeers } from '../../stats/nearest-peers.ts';
import { sampleQuantile } from '../../stats/sample-quantile.ts';

/** Distances by the definition, one pair at a time. */
function slowDistance(characteristics: readonly (readonly number[])[], i: number, j: number): number {
  let squares = 0;
  for (const column of characteristics) {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (column.length - 1);
    if (variance > 0) squares += ((column[i] ?? 0) - (column[j] ?? 0)) ** 2 / variance;
  }
  return Math.sqrt(squares);
}

describe('nearest peers', () => {
  // Mean 3, variance (4 + 1 + 0 + 1 + 4) / 4 = 2.5.
  const line = [1, 2, 3, 4, 5];

  test('are the nearest others, ties by row', () => {
    const peers = nearestPeers([line], { k: 2 });
    expect(peers?.nearest.map((list) => [...list])).toEqual([
      [1, 2],
      [0, 2],
      [1, 3],
      [2, 4],
      [3, 2],
    ]);
    expect(peers?.distance[4]).toBeCloseTo(4 / Math.sqrt(2.5), 12);
    // Ten pairs: 1 x4, 2 x3, 3 x2, 4 x1; the 90th percentile lies a tenth of the way from 3 to 4.
    expect(peers?.far).toBeCloseTo(3.1 / Math.sqrt(2.5), 12);
    expect([...(peers?.noGoodPeers ?? [])]).toEqual([0, 0, 0, 0, 0]);
  });

  test('a unit far from all has no good peers', () => {
    const peers = nearestPeers([[...Array.from({ length: 20 }, (_, unit) => unit), 100]], { k: 3 });
    expect([...(peers?.noGoodPeers ?? [])].flatMap((flag, unit) => (flag === 1 ? [unit] : []))).toEqual([20]);
    expect([...(peers?.nearest[20] ?? [])]).toEqual([19, 18, 17]);
  });

  test('what is not known is the mean, and flagged; what never differs adds nothing', () => {
    const peers = nearestPeers(
      [
        [1, null, 5, 3],
        [7, 7, 7, 7],
        [null, null, null, null],
      ],
      { k: 1 },
    );
    expect([...(peers?.nearest[1] ?? [])]).toEqual([3]);
    expect(peers?.distance[1 * 4 + 3]).toBe(0);
    expect([...(peers?.imputed ?? [])]).toEqual([1, 1, 1, 1]);
    expect([...(nearestPeers([[1, null, 5, 3]], { k: 1 })?.imputed ?? [])]).toEqual([0, 1, 0, 0]);
    expect([...(nearestPeers([line, [0.1, 0.1, 0.1, 0.1, 0.1]], { k: 2 })?.distance ?? [])]).toEqual([...(nearestPeers([line], { k: 2 })?.distance ?? [])]);
  });

  test('null with too few units, or nothing by which to tell them apart', () => {
    expect(nearestPeers([line], { k: 5 })).toBeNull();
    expect(nearestPeers([line], { k: 4 })?.nearest[0]).toHaveLength(4);
    expect(nearestPeers([[2, 2, 2]], { k: 1 })).toBeNull();
    expect(nearestPeers([], { k: 1 })).toBeNull();
  });

  test('refuses what is impossible by its place', () => {
    expect(() => nearestPeers([line, [1, 2, Number.NaN, 4, 5]], { k: 1 })).toThrow('row 2: characteristic 1 must be finite: NaN');
    expect(() => nearestPeers([line], { k: 0 })).toThrow('number of peers must be a whole number of at least 1: 0');
    expect(() => nearestPeers([line], { k: 1.5 })).toThrow('at least 1: 1.5');
    expect(() => nearestPeers([line, [1]], { k: 1 })).toThrow('columns differ in length');
  });

  const columns = fc.array(
    fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 12, maxLength: 12 }).filter((list) => new Set(list).size > 1),
    { minLength: 1, maxLength: 4 },
  );

  test('agree with the definition, are symmetric, leave out oneself and hold the nearest', () => {
    fc.assert(
      fc.property(columns, (characteristics) => {
        const peers = nearestPeers(characteristics, { k: 4 });
        if (peers === null) throw new Error('no peers');
        const all: number[] = [];
        for (let i = 0; i < 12; i += 1)
          for (let j = 0; j < 12; j += 1) {
            const distance = peers.distance[i * 12 + j] as number;
            expect(distance).toBeCloseTo(slowDistance(characteristics, i, j), 10);
            expect(peers.distance[j * 12 + i]).toBe(distance);
            if (i < j) all.push(distance);
          }
        expect(peers.far).toBe(
          sampleQuantile(
            all.sort((a, b) => a - b),
            0.9,
          ),
        );
        for (const [unit, nearest] of peers.nearest.entries()) {
          const distanceTo = (other: number) => peers.distance[unit * 12 + other] as number;
          expect(new Set([unit, ...nearest]).size).toBe(5);
          const last = distanceTo(nearest[3] as number);
          for (let other = 0; other < 12; other += 1) if (other !== unit && !nearest.includes(other)) expect(distanceTo(other)).toBeGreaterThanOrEqual(last);
        }
      }),
    );
  });

  test('units of measurement do not matter', () => {
    fc.assert(
      fc.property(columns, (characteristics) => {
        const one = nearestPeers(characteristics, { k: 3 });
        const other = nearestPeers(
          characteristics.map((column, c) => column.map((value) => 1000 * value - 7 * c)),
          { k: 3 },
        );
        for (const [place, distance] of (one?.distance ?? []).entries()) expect(other?.distance[place]).toBeCloseTo(distance, 9);
      }),
    );
  });
});

describe('balance', () => {
  // Standard deviation sqrt(2.5) = 1.5811.
  const line = [1, 2, 3, 4, 5];

  test('is the distance from the mean of the peers in standard deviations', () => {
    const { difference, large } = balance([line, [10, 20, 30, 40, 50], [1, 1, 1, 1, 1]], [1, 2], 0);
    expect(toNullable(difference)).toEqual([expect.closeTo(-1.5 / Math.sqrt(2.5), 12), expect.closeTo(-1.5 / Math.sqrt(2.5), 12), null]);
    expect([...large]).toEqual([1, 1, 0]);
    expect([...balance([line], [1, 3], 2).large]).toEqual([0]);
  });

  test('peers that are not known are left out; nothing is said of a unit that is not known', () => {
    expect(toNullable(balance([[1, null, 3]], [1, 2], 0).difference)).toEqual([expect.closeTo(-2 / Math.SQRT2, 12)]);
    expect(toNullable(balance([[null, 1, 3]], [1, 2], 0).difference)).toEqual([null]);
    expect(toNullable(balance([[1, 2, null]], [2], 0).difference)).toEqual([null]);
  });

  test('refuses a unit that is not there', () => {
    expect(() => balance([line], [1, 5], 0)).toThrow('unit must be a row from 0 to 4: 5');
  });
});
