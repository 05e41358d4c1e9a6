import { describe, expect, it } from 'vitest';
import { imd } from '../../../../etl/sources/england/imd.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, packed } from '../extracting.ts';

const domains = ['IMD', 'Income', 'Employment', 'Education', 'Health', 'Crime', 'Housing_and_Access', 'Environment'];
const header = ['lsoa11_code', ...domains.map((domain) => `${domain}_decile`), ...domains.map((domain) => `${domain}_rank`)];
const row = (code: string, decile: string, rank: string) => [
  code,
  decile,
  ...Array.from({ length: 7 }, () => '1'),
  rank,
  ...Array.from({ length: 7 }, () => '1'),
];
const read = (rows: string[][], titles = header) => extractFrom(imd, { 'imd/imd2019_england_lsoa11.csv.gz': packed(csv(titles, rows)) });

describe('deprivation', () => {
  it('keeps the overall decile and rank of every area', async () => {
    const all = Array.from({ length: 32844 }, (_, index) =>
      row(`E01${String(index + 1).padStart(6, '0')}`, String(Math.ceil(((index + 1) * 10) / 32844)), String(index + 1)),
    );
    const { 'lsoa-imd': table } = await read(all.toReversed());
    expect(table?.columns).toEqual(['unit_code', 'imd_decile', 'imd_rank']);
    expect(table?.rows[0]).toEqual(['E01000001', 1, 1]);
    expect(table?.rows.at(-1)).toEqual(['E01032844', 10, 32844]);
  });

  it.each([
    ['an area twice', [row('E01000001', '1', '1'), row('E01000001', '1', '1')], 'line 3: found LSOA E01000001 again (first in line 2)'],
    ['a decile that is not the rank’s', [row('E01000001', '2', '1')], 'line 2, LSOA E01000001: found decile 2 at rank 1; expected decile 1'],
    ['a rank out of range', [row('E01000001', '10', '32845')], 'column IMD_rank: found 32845; expected a rank from 1 to 32844'],
    ['a marker that is not known', [row('E01000001', '1', 'n/a')], 'line 2, column IMD_rank: found “n/a”; expected a whole number'],
    ['lost areas', [row('E01000001', '1', '1')], 'found 1 LSOAs; expected 32844 LSOAs'],
  ])('refuses %s', async (_, rows, message) => {
    await expect(read(rows)).rejects.toThrow(message);
  });

  it('refuses a renamed column', async () => {
    await expect(read([], ['lsoa21_code', ...header.slice(1)])).rejects.toThrow('line 1, column 1: found “lsoa21_code”; expected “lsoa11_code”');
  });
});

describeWithSharedData('deprivation as published', (data) => {
  it('a tenth of 32,844 areas is in each decile', async () => {
    const rows = (await extractPublished(imd, data))['lsoa-imd']?.rows ?? [];
    expect(rows).toHaveLength(32844);
    for (let decile = 1; decile <= 10; decile += 1) expect([3284, 3285]).toContain(rows.filter((row) => row[1] === decile).length);
  });
});
