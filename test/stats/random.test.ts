import { describe, expect, test } from 'vitest';
import { xoshiro128 } from '../../stats/random.ts';

/** The generator as its authors print it, in whole numbers of any size: slow, and with no tricks of 32 bits. */
function slowXoshiro128(seed: number): () => number {
  const mask = 0xffffffffn;
  let spread = BigInt(seed);
  const splitMix = () => {
    spread = (spread + 0x9e3779b9n) & mask;
    let mixed = spread;
    mixed = ((mixed ^ (mixed >> 16n)) * 0x85ebca6bn) & mask;
    mixed = ((mixed ^ (mixed >> 13n)) * 0xc2b2ae35n) & mask;
    return mixed ^ (mixed >> 16n);
  };
  const left = (value: bigint, by: bigint) => ((value << by) | (value >> (32n - by))) & mask;
  const s = [splitMix(), splitMix(), splitMix(), splitMix()] as [bigint, bigint, bigint, bigint];
  return () => {
    const result = (left((s[1] * 5n) & mask, 7n) * 9n) & mask;
    const shifted = (s[1] << 9n) & mask;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = left(s[3], 11n);
    return Number(result);
  };
}

describe('xoshiro128**', () => {
  test.each([0, 1, 2023, 4_294_967_295])('seed %d gives the numbers of the algorithm as printed', (seed) => {
    const [generator, slow] = [xoshiro128(seed), slowXoshiro128(seed)];
    for (let draw = 0; draw < 1000; draw += 1) {
      const [high, low] = [slow() >>> 5, slow() >>> 6];
      expect(generator.uniform()).toBe((high * 2 ** 26 + low) / 2 ** 53);
    }
  });

  test('uniform numbers fill 0 to 1 evenly', () => {
    const { uniform } = xoshiro128(3);
    const [draws, bins] = [100_000, new Float64Array(50)];
    for (let draw = 0; draw < draws; draw += 1) {
      const bin = Math.floor(uniform() * bins.length);
      bins[bin] = (bins[bin] ?? Number.NaN) + 1;
    }
    const expected = draws / bins.length;
    const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // The 0.1% and 99.9% points of chi-square with 49 degrees of freedom.
    expect(chiSquare).toBeGreaterThan(23.98);
    expect(chiSquare).toBeLessThan(85.35);
  });

  test('normal deviates have the moments and tails of the normal distribution', () => {
    const { normal } = xoshiro128(4);
    const draws = Float64Array.from({ length: 200_000 }, normal);
    const mean = (of: (z: number) => number) => draws.reduce((sum, z) => sum + of(z), 0) / draws.length;
    const within = (got: number, expected: number, variance: number) => expect(Math.abs(got - expected)).toBeLessThan(4 * Math.sqrt(variance / draws.length));
    within(
      mean((z) => z),
      0,
      1,
    );
    within(
      mean((z) => z * z),
      1,
      2,
    );
    within(
      mean((z) => z ** 3),
      0,
      15,
    );
    within(
      mean((z) => z ** 4),
      3,
      96,
    );
    within(
      mean((z) => (Math.abs(z) > 1.959963984540054 ? 1 : 0)),
      0.05,
      0.0475,
    );
    const [first, second] = [draws.subarray(0, -1), draws.subarray(1)];
    within(first.reduce((sum, z, index) => sum + z * (second[index] ?? 0), 0) / first.length, 0, 1);
  });

  test.each([-1, 0.5, 2 ** 32, Number.NaN])('refuses the seed %d', (seed) => {
    expect(() => xoshiro128(seed)).toThrow(new RangeError(`seed must be a whole number from 0 to 4294967295: ${seed}`));
  });
});
