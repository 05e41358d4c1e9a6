import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toNullable } from '../../stats/column.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { simultaneousRankSets } from '../../stats/rank-confidence-sets.ts';
import { drawErrors } from '../../stats/studentised-differences.ts';
import { tieBands, toldApart } from '../../stats/tie-bands.ts';

const units = fc
  .array(fc.tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.double({ min: 0.1, max: 20, noNaN: true })), { minLength: 1, maxLength: 40 })
  .map((pairs) => ({ estimate: pairs.map(([y]) => y), standardError: pairs.map(([, se]) => se) }));

describe('tie bands', () => {
  test('are cut where the next unit differs from one that is in the band', () => {
    const { band, bands } = tieBands({ estimate: [1, 2, 3, 9, null], standardError: [1, 1, 1, 1, 1] }, 1.2, 'smallest');
    // 1 and 3 differ by 2 > 1.2 x 1.414; 1 and 2 do not.
    expect(toNullable(band)).toEqual([1, 1, 2, 3, null]);
    expect(bands).toBe(3);
    expect(toNullable(tieBands({ estimate: [1, 2, 3, 9, null], standardError: [1, 1, 1, 1, 1] }, 1.2, 'largest').band)).toEqual([3, 2, 2, 1, null]);
  });

  test('hold no two units that can be told apart, and follow the order of the estimates', () => {
    fc.assert(
      fc.property(units, fc.double({ min: 0, max: 5, noNaN: true }), ({ estimate, standardError }, critical) => {
        const bands = toNullable(tieBands({ estimate, standardError }, critical, 'smallest').band) as number[];
        for (const [i, y] of estimate.entries())
          for (const [j, other] of estimate.entries()) {
            const [one, two] = [
              { estimate: y, standardError: standardError[i] as number },
              { estimate: other, standardError: standardError[j] as number },
            ];
            if (bands[i] === bands[j]) expect(toldApart(one, two, critical)).toBe(false);
            if (y < other) expect(bands[i]).toBeLessThanOrEqual(bands[j] as number);
          }
      }),
    );
  });

  test('no unit, one unit, and a critical value that is none', () => {
    expect(tieBands({ estimate: [], standardError: [] }, 3, 'smallest').bands).toBe(0);
    expect(tieBands({ estimate: [4], standardError: [1] }, 3, 'smallest').bands).toBe(1);
    expect(() => tieBands({ estimate: [4], standardError: [1] }, Number.NaN, 'smallest')).toThrow('critical value must be at least 0');
  });
});

test('rank sets from draws made beforehand are those of the generator, and refuse another number of units', () => {
  const table = { estimate: [1, 5, 3, null], standardError: [1, 1, 1, 1] };
  const beforehand = simultaneousRankSets(table, { errors: drawErrors(3, 500, xoshiro128(4)) });
  expect(beforehand).toEqual(simultaneousRankSets(table, { generator: xoshiro128(4), draws: 500 }));
  expect(() => simultaneousRankSets(table, { errors: drawErrors(4, 500, xoshiro128(4)) })).toThrow('draws were made for 4 units, not for 3');
});
