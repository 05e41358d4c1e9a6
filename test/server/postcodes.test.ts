import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostcodes } from '../../server/places/postcodes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yardstick-postcodes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The look-up of an edition from the text of its file. */
async function lookup(text: string, edition = 'england') {
  const own = await mkdtemp(join(folder, 'one-'));
  await writeFile(join(own, `${edition}.csv`), text);
  return (await openPostcodes(own)).get(edition);
}

it('finds the areas of a code, whatever the blanks, the case and the order of rows', async () => {
  const codes = await lookup('\uFEFFcode,area_id\r\nhu1 2ab,E02000002\r\n"HU1 2AA",E02000001\r\nHU12AA,E02000001\r\n');
  expect([codes?.areasOf('HU12AA'), codes?.areasOf('HU12AB'), codes?.areasOf('HU12AC'), codes?.areasOf('HU1'), codes?.areasOf('')]).toEqual([
    ['E02000001'],
    ['E02000002'],
    [],
    [],
    [],
  ]);
});

it('gives every pair of code and area back, and none besides', async () => {
  const letters = (length: number) => fc.string({ unit: fc.constantFrom(...'ABXYZ'), minLength: length, maxLength: length });
  const code = fc.tuple(fc.integer({ min: 1, max: 2 }).chain(letters), fc.nat({ max: 9 }), fc.nat({ max: 9 }), letters(2)).map((parts) => parts.join(''));
  const pairs = fc.array(
    fc.tuple(
      code,
      fc.nat({ max: 30 }).map((n) => `E0200${String(n).padStart(4, '0')}`),
    ),
    { minLength: 1, maxLength: 80 },
  );
  await fc.assert(
    fc.asyncProperty(pairs, fc.array(code), async (rows, others) => {
      const codes = await lookup(`code,area_id\n${rows.map((row) => `${row.join(',')}\n`).join('')}`);
      for (const one of [...rows.map(([first]) => first), ...others]) {
        const expected = [...new Set(rows.filter(([first]) => first === one).map(([, area]) => area))];
        expect([...(codes?.areasOf(one) ?? [])].sort()).toEqual(expected.sort());
      }
    }),
    { numRuns: 40, seed: 7 },
  );
});

it('holds several counties of one ZIP code, leading zeros and all', async () => {
  const codes = await lookup('code,area_id\n02861,44007\n02861,25005\n90012,06037\n', 'usa');
  expect([...(codes?.areasOf('02861') ?? [])].sort()).toEqual(['25005', '44007']);
  expect(codes?.areasOf('90012')).toEqual(['06037']);
});

it.each([
  ['another header', 'postcode,area\nHU1 2AA,E02000001\n', 'england.csv, line 1: found "postcode,area"; expected "code,area_id"'],
  ['half a postcode', 'code,area_id\nHU1 2AA,E02000001\nHU1,E02000001\n', 'line 3: found "HU1"; expected a whole postcode, such as HU1 2AA'],
  ['no area', 'code,area_id\nHU1 2AA,\n', 'line 2: found ""; expected the code of an area'],
  ['a cell too many', 'code,area_id\nHU1 2AA,E02000001,1\n', 'line 2: found 3 cells; expected 2 cells: code,area_id'],
  ['a quote that is not closed', 'code,area_id\n"HU1 2AA,E02000001\n', 'found text that is not CSV (CSV_QUOTE_NOT_CLOSED)'],
  ['no row', 'code,area_id\n', 'found no row'],
  ['nothing', '', 'line 1: found no row'],
])('refuses %s', async (_, text, message) => {
  await expect(lookup(text)).rejects.toThrow(message);
});

it('refuses a ZIP code that lost its zero, a folder without look-ups and a file of no edition', async () => {
  await expect(lookup('code,area_id\n2861,44007\n', 'usa')).rejects.toThrow('found "2861"; expected a ZIP code of five digits');
  await expect(openPostcodes(join(folder, 'nowhere'))).rejects.toThrow('expected england.csv, usa.csv, uk-nations.csv');
  await expect(lookup('code,area_id\n', 'france')).rejects.toThrow('found france.csv');
  expect((await openPostcodes(null)).size).toBe(0);
});
