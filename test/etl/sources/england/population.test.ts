import { describe, expect, it } from 'vitest';
import { ageBands, population, sumToBands } from '../../../../etl/sources/england/population.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, packed, records } from '../extracting.ts';

const ages = [...Array.from({ length: 90 }, (_, age) => String(age)), '90+'];
const header = ['lsoa11_name', 'lsoa11_code', 'total_population', ...ages];
/** An area with one resident of each age. */
const row = (code: string, total = '91', oldest = '1') => [`Place ${code}`, code, total, ...ages.map((age) => (age === '90+' ? oldest : '1'))];
const read = (rows: string[][], titles = header) => extractFrom(population, { 'population/population20_lsoa11.csv.gz': packed(csv(titles, rows)) });

describe('residents by age', () => {
  it('sums single years to bands, each year to one', () => {
    const years = ages.map((_, age) => age);
    expect(Object.fromEntries(ageBands.map((band, index) => [band, sumToBands(years)[index]]))).toMatchObject({
      age_00_04: 0 + 1 + 2 + 3 + 4,
      age_65_69: 65 + 66 + 67 + 68 + 69,
      age_85_89: 85 + 86 + 87 + 88 + 89,
      age_90_plus: 90,
    });
    expect(sumToBands(years).reduce((a, b) => a + b)).toBe((90 * 91) / 2);
  });

  it.each([
    [
      'ages that do not sum to the published total',
      [row('E01000001'), row('E01000002', '92')],
      'line 3, LSOA E01000002: found ages that sum to 91; expected the published total_population 92',
    ],
    ['an area twice', [row('E01000001'), row('E01000001')], 'line 3: found LSOA E01000001 again (first in line 2)'],
    ['a marker that is not known', [row('E01000001', '91', '*')], 'line 2, column 90+: found “*”; expected a whole number'],
    ['an empty cell', [row('E01000001', '90', '')], 'line 2, column 90+: found “”; expected a whole number'],
    ['an area of elsewhere', [row('S01000001')], 'line 2, column lsoa11_code: found “S01000001”'],
    ['lost areas', [row('E01000001'), row('W01000001')], 'found 1 English LSOAs; expected 32844 English LSOAs'],
    ['a truncated row', [row('E01000001').slice(0, 50)], 'line 2: found 50 cells; expected 94 cells'],
  ])('refuses %s', async (_, rows, message) => {
    await expect(read(rows)).rejects.toThrow(message);
  });

  it('refuses a renamed column', async () => {
    await expect(
      read(
        [row('E01000001')],
        header.map((title) => (title === '90+' ? '90' : title)),
      ),
    ).rejects.toThrow('line 1, column 94: found “90”; expected “90+”');
  });

  it('refuses a packed file that was cut off, and one that is not packed', async () => {
    const whole = packed(csv(header, [row('E01000001')]));
    const path = 'population/population20_lsoa11.csv.gz';
    await expect(extractFrom(population, { [path]: whole.subarray(0, whole.length / 2) })).rejects.toThrow(
      `${path}: found a file that cannot be unpacked (Z_BUF_ERROR); expected a whole gzip file`,
    );
    await expect(extractFrom(population, { [path]: csv(header, []) })).rejects.toThrow('cannot be unpacked (Z_DATA_ERROR)');
  });
});

describeWithSharedData('residents as published', (data) => {
  it('56,550,138 people live in 32,844 English areas, counted once in each of 19 bands', async () => {
    const table = (await extractPublished(population, data))['lsoa-age'];
    const rows = records(table);
    expect(table?.columns).toEqual(['period', 'unit_code', 'topic', 'item', 'value', 'status']);
    expect(rows).toHaveLength(32844 * ageBands.length);
    expect(rows.reduce((sum, { value }) => sum + Number(value), 0)).toBe(56_550_138);
    expect(new Set(rows.map(({ unit_code }) => unit_code)).size).toBe(32844);
    expect(rows[0]).toMatchObject({ period: '2020', unit_code: 'E01000001', topic: '', item: 'age_00_04', status: 'final' });
  });
});
