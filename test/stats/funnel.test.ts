import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { herfindahlIndex } from '../../stats/concentration.ts';
import { bandOfScore, controlLimits, standardErrorAround } from '../../stats/funnel.ts';
import { normalDeviate } from '../../stats/normal.ts';
import { wilsonInterval } from '../../stats/wilson.ts';

describe('control limits', () => {
  const known = (value: number) => ({ value, denominator: Number.POSITIVE_INFINITY });

  test('are where a unit’s own Wilson interval just excludes the target', () => {
    const { upper } = controlLimits(known(0.3), 1000, 'proportion', 0.95);
    expect(wilsonInterval(upper * 1000, 1000).lower).toBeCloseTo(0.3, 10);
  });

  test('narrow as the denominator grows, widen with the confidence and with an uncertain target', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.integer({ min: 30, max: 1e6 }), (value, n) => {
        const width = (target: { value: number; denominator: number }, size: number, confidence: 0.95 | 0.998) => {
          const { lower, upper } = controlLimits(target, size, 'rate', confidence);
          return upper - lower;
        };
        expect(width(known(value), n * 2, 0.95)).toBeLessThan(width(known(value), n, 0.95));
        expect(width(known(value), n, 0.998)).toBeGreaterThan(width(known(value), n, 0.95));
        expect(width({ value, denominator: n }, n, 0.95)).toBeGreaterThan(width(known(value), n, 0.95));
      }),
    );
  });

  test('a proportion stays within 0 to 1 and a rate above 0', () => {
    expect(controlLimits(known(0.99), 10, 'proportion', 0.998).upper).toBe(1);
    expect(controlLimits(known(0.01), 10, 'rate', 0.998).lower).toBe(0);
  });

  test('refuse a proportion above 1', () => {
    expect(() => standardErrorAround(known(1.2), 10, 'proportion')).toThrow('1.2');
  });
});

test('bands follow the score, and a limit belongs to the inner band', () => {
  expect([-4, -normalDeviate(0.998), -2, -normalDeviate(0.95), 0, 1.96, 2, 3.1].map(bandOfScore)).toEqual([
    'low-998',
    'low-95',
    'low-95',
    'within',
    'within',
    'high-95',
    'high-95',
    'high-998',
  ]);
});

describe('Herfindahl-Hirschman index', () => {
  // The example of the US Department of Justice, and eight firms of the 1992 guidelines.
  test.each([
    [[30, 30, 20, 20], 2600],
    [[1, 1], 5000],
    [[1], 10_000],
  ])('%j', (shares, expected) => expect(herfindahlIndex(shares)).toBeCloseTo(expected, 9));

  test('does not depend on units or order, and a merger raises it by twice the product of the shares', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        (shares, unit) => {
          const before = herfindahlIndex(shares) ?? 0;
          expect(herfindahlIndex(shares.toReversed().map((share) => share * unit))).toBeCloseTo(before, 6);
          const [a = 0, b = 0, ...rest] = shares;
          const total = shares.reduce((sum, share) => sum + share, 0);
          expect((herfindahlIndex([a + b, ...rest]) ?? 0) - before).toBeCloseTo((2 * 1e4 * a * b) / total ** 2, 6);
        },
      ),
    );
  });

  test('is not defined when nothing is observed, and refuses a negative share', () => {
    expect(herfindahlIndex([])).toBeNull();
    expect(() => herfindahlIndex([0.5, -0.1])).toThrow('share 1');
  });
});
