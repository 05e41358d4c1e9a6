import { describe, expect, it } from 'vitest';
import { constituencies } from '../../../../etl/sources/england/constituencies.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';

const columns = ['LSOA_CODE', 'MSOA_CODE', 'PCON_CODE', 'PCON_NAME', 'LAD_CODE', 'LAD_NAME', 'COUNTY_CONURBATION', 'REGION', 'IMD_INCOME', 'IMD_OVERALL'];
const row = (lsoa: string, constituency = 'Luton South', county = 'Bedfordshire') =>
  [lsoa, 'E02003277', 'E14000801', constituency, 'E06000032', 'Luton', county, 'East of England', '1', '1'] as const;
const read = (rows: readonly (readonly string[])[], titles: readonly string[] = columns) =>
  extractFrom(constituencies, { 'geography/hoc_lsoa_geog_lookup.csv': csv(titles, rows) });

describe('names of what a small area lies in', () => {
  it('are read in the order of codes, and Wales is left out', async () => {
    const tables = await read([row('E01015737', 'Luton North'), row('W01000001', 'Ynys Môn', 'North Wales'), row('E01015736')]);
    expect(records(tables.lsoa)).toEqual([
      { lsoa_code: 'E01015736', constituency: 'Luton South', county: 'Bedfordshire', region: 'East of England' },
      { lsoa_code: 'E01015737', constituency: 'Luton North', county: 'Bedfordshire', region: 'East of England' },
    ]);
  });

  it.each([
    ['an LSOA twice', [row('E01015736'), row('E01015736')], 'line 3: found LSOA E01015736 again (first in line 2)'],
    ['a code of something else', [row('E02003277')], 'line 2, column LSOA_CODE: found “E02003277”'],
    ['no name', [row('E01015736', '')], 'line 2, column PCON_NAME: found “”; expected a name'],
    ['no row of England', [row('W01000001')], 'found no English LSOA'],
  ])('refuses %s', async (_, rows, message) => {
    await expect(read(rows)).rejects.toThrow(message);
  });

  it('refuses another header', async () => {
    await expect(read([row('E01015736')], columns.with(3, 'PCON24NM'))).rejects.toThrow('line 1, column 4: found “PCON24NM”; expected “PCON_NAME”');
  });
});

describeWithSharedData('the published file', (data) => {
  it('names the constituency, county and region of every LSOA', async () => {
    const rows = records((await extractPublished(constituencies, data)).lsoa);
    expect(rows).toHaveLength(32_844);
    expect(new Set(rows.map(({ constituency }) => constituency)).size).toBe(533);
    expect(new Set(rows.map(({ region }) => region)).size).toBe(9);
    expect(rows.find(({ lsoa_code }) => lsoa_code === 'E01012851')).toMatchObject({ county: 'Humberside', region: 'Yorkshire and The Humber' });
  });
});
