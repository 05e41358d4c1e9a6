import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xoshiro128 } from '../../stats/random.ts';
import { twoFactorSplit } from '../../stats/two-factor.ts';

describe('the split of a product in two factors', () => {
  test('by hand: 100 admissions of 8 days against 120 of 6', () => {
    // 720 - 800 = -80; 20 more admissions at 7 days, 2 days fewer at 110 admissions.
    expect(twoFactorSplit({ a0: 100, l0: 8, a1: 120, l1: 6 })).toEqual({ total: -80, fromA: 140, fromL: -220, standardErrors: null });
  });

  const figure = fc.double({ min: 0, max: 1e4, noNaN: true });
  const factors = fc.record({ a0: figure, l0: figure, a1: figure, l1: figure });

  test('the parts sum to the total; exchanging the sides or the factors exchanges signs or parts exactly', () => {
    fc.assert(
      fc.property(factors, (given) => {
        const split = twoFactorSplit(given);
        const size = Math.max(1, given.a0 * given.l0, given.a1 * given.l1, given.a0 * given.l1, given.a1 * given.l0);
        expect(Math.abs(split.fromA + split.fromL - split.total)).toBeLessThan(1e-14 * size * 8);
        const back = twoFactorSplit({ a0: given.a1, l0: given.l1, a1: given.a0, l1: given.l0 });
        expect([back.total + split.total, back.fromA + split.fromA, back.fromL + split.fromL]).toEqual([0, 0, 0]);
        const turned = twoFactorSplit({ a0: given.l0, l0: given.a0, a1: given.l1, l1: given.a1 });
        expect([turned.fromA, turned.fromL]).toEqual([split.fromL, split.fromA]);
      }),
    );
  });

  test('a factor that does not differ adds nothing', () => {
    fc.assert(
      fc.property(factors, (given) => {
        expect(Math.abs(twoFactorSplit({ ...given, a1: given.a0 }).fromA)).toBe(0);
        expect(Math.abs(twoFactorSplit({ ...given, l1: given.l0 }).fromL)).toBe(0);
      }),
    );
  });

  test('standard errors agree with simulation', () => {
    const centre = { a0: 100, l0: 8, a1: 120, l1: 6 };
    const variances = { a0: 4, l0: 0.04, a1: 1, l1: 0.01 };
    const random = xoshiro128(11);
    const names = ['total', 'fromA', 'fromL'] as const;
    const squares = [0, 0, 0];
    const expected = twoFactorSplit(centre, variances);
    const runs = 20_000;
    for (let run = 0; run < runs; run += 1) {
      const drawn = (name: keyof typeof centre) => centre[name] + Math.sqrt(variances[name]) * random.normal();
      const split = twoFactorSplit({ a0: drawn('a0'), l0: drawn('l0'), a1: drawn('a1'), l1: drawn('l1') });
      for (const [place, name] of names.entries()) squares[place] = (squares[place] ?? 0) + (split[name] - expected[name]) ** 2 / runs;
    }
    for (const [place, name] of names.entries()) expect(Math.sqrt(squares[place] ?? 0) / (expected.standardErrors?.[name] ?? 0)).toBeCloseTo(1, 1);
    // From A: (14 / 2)^2 x 5 + (20 / 2)^2 x 0.05 = 250.
    expect(expected.standardErrors?.fromA).toBeCloseTo(Math.sqrt(250), 12);
  });

  test('refuses what is not finite, and negative variances, by name', () => {
    expect(() => twoFactorSplit({ a0: 1, l0: Number.NaN, a1: 1, l1: 1 })).toThrow('l0 must be finite: NaN');
    expect(() => twoFactorSplit({ a0: 1, l0: 1, a1: 1, l1: 1 }, { a0: 0, l0: 0, a1: -1, l1: 0 })).toThrow('variance of a1 must be finite and at least 0: -1');
  });
});
