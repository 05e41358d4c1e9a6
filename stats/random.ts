/**
 * Random numbers for the few methods that simulate. A generator is always handed in, so that one seed gives one
 * published figure; nothing here reads a clock or a global state.
 */

export interface RandomGenerator {
  /** A number from 0 (possible) to 1 (not possible), in steps of 2^-53. */
  uniform(): number;
  /** A standard normal deviate. */
  normal(): number;
}

/** One step of splitmix32, which spreads a small seed over the state of another generator. */
function splitMix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

const rotateLeft = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/**
 * The generator xoshiro128** seeded with splitmix32; normal deviates by Marsaglia's polar method. The same seed gives
 * the same numbers on every machine. For simulation, not for secrets.
 *
 * Blackman D, Vigna S. Scrambled linear pseudorandom number generators. ACM Transactions on Mathematical Software
 * 2021;47(4):36. Marsaglia G, Bray TA. A convenient method for generating normal variables. SIAM Review 1964;6:260-264.
 *
 * @throws RangeError when the seed is not a whole number from 0 to 2^32 - 1
 */
export function xoshiro128(seed: number): RandomGenerator {
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) throw new RangeError(`seed must be a whole number from 0 to 4294967295: ${seed}`);
  const seeds = splitMix32(seed);
  const state = Uint32Array.from({ length: 4 }, seeds);
  let [a = 0, b = 0, c = 0, d = 0] = state;

  const next = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
  const uniform = (): number => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) * 2 ** -53;

  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };
  return { uniform, normal };
}
