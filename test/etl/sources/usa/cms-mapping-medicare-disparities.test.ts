import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { cmsMappingMedicareDisparities as source } from '../../../../etl/sources/usa/cms-mapping-medicare-disparities.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { extractFrom, extractPublished, records } from '../extracting.ts';

const start = 'Medicare Fee For Service,2022';
const measure = 'Prevention Quality Indicator (PQI),Unsmoothed age standardized,Base measure,Primary chronic conditions';
const condition = '"Prevention Quality Overall Composite (PQI #90)",All,All,Dual & non-dual';
const head = 'population,year,geography,measure,adjustment,analysis,domain,condition,primary_sex,primary_age,primary_dual';
const tail = 'primary_race,primary_eligibility,primary_denominator,analysis_value';

const county = (fips: number | string, { name = 'Some County', urban = 'Rural', band = '11-499', value = '0' } = {}) =>
  `${start},County,${measure},${condition},${fips},${name},ALABAMA,${urban},All,All,"${band}",${value}`;
const state = (fips: number, name: string, value: string) => `${start},State/Territory,${measure},${condition},${fips},${name},All,All,"10,000+",${value}`;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const fiftyFive = Array.from({ length: 55 }, (_, index) => state(index, `STATE ${letters[Math.floor(index / 26)]}${letters[index % 26]}`, '1000'));

const first = [county(1001, { name: 'Autauga County', urban: 'Urban', band: '1,000-4,999', value: '4365' }), county(1003), county(1990, { name: '' })];
/** The published number of rows; the last is known. */
const counties = (rows: string[], last = '1443') => [
  ...rows,
  ...Array.from({ length: 3220 - rows.length }, (_, index) => county(20_000 + index)),
  county(72153, { value: last }),
];
const file = (header: string, rows: string[]) => [`${head},${header},${tail}`, ...rows].join('\r\n');
const folder = 'cms-mapping-medicare-disparities';
const files = (rows: string[]) => ({
  [`${folder}/PQI_90_county.csv`]: file('fips,county,state,urban', rows),
  [`${folder}/PQI_90_state.csv`]: file('fips,state', [...fiftyFive, state(78, 'VIRGIN ISLANDS', '1962')]),
  [`${folder}/MMD_raw.zip`]: 'not read',
});

describe('preventable admissions', () => {
  it('reads counties and states, a rate of 0 as a value, and leaves out beneficiaries of no known county', async () => {
    const { figures, counties: places, 'state-figures': states } = await extractFrom(source, files(counties(first)));
    expect(figures?.rows.slice(0, 3)).toEqual([
      ['2022', '01001', 'pqi-90', 'rate', 4365, 'final'],
      ['2022', '01003', 'pqi-90', 'rate', 0, 'final'],
      ['2022', '20000', 'pqi-90', 'rate', 0, 'final'],
    ]);
    expect(places?.rows[0]).toEqual(['01001', 'Autauga County', 'ALABAMA', 1, '1,000-4,999']);
    expect(figures?.rows).toHaveLength(3220);
    expect(states?.rows.at(-1)).toEqual(['2022', 'VIRGIN ISLANDS', 'pqi-90', 'rate', 1962, 'final']);
  });

  it.each([
    ['a county twice', counties([county(1001), county(1001)]), 'PQI_90_county.csv, line 3: found county 01001 again (first in line 2)'],
    ['another year', counties([county(1001).replace(',2022,', ',2023,')]), 'line 2, column year: found “2023”; expected “2022”'],
    ['another measure', counties([county(1001).replace('#90', '#91')]), 'line 2, column condition: found “Prevention Quality Overall Composite (PQI #91)”'],
    ['a smoothed rate', counties([county(1001).replace('Unsmoothed', 'Smoothed')]), 'line 2, column adjustment: found “Smoothed age standardized”'],
    ['a marker', counties([county(1001, { value: '*' })]), 'line 2, column analysis_value: found “*”; expected a rate'],
    ['an empty cell', counties([county(1001, { value: '' })]), 'line 2, column analysis_value: found “”; expected a rate'],
    ['an unknown band', counties([county(1001, { band: '0-10' })]), 'line 2, column primary_denominator: found “0-10”'],
    ['a county without a name', counties([county(1001, { name: '' })]), 'line 2, column county: found “”; expected the name of a county'],
    ['lost rows', [county(1001)], 'found 1 rows; expected 3221 rows'],
    ['a last number that was cut', counties([], '144'), 'line 3222, column analysis_value: found “144”; expected “1443”, the last number of the file'],
    ['a row that was cut', [county(1001).slice(0, 120)], 'line 2: found'],
  ])('refuses %s', async (_, rows, message) => {
    await expect(extractFrom(source, files(rows))).rejects.toThrow(message);
  });

  it('refuses a renamed column, an empty file and a file that it does not know', async () => {
    const whole = files(counties(first));
    const name = `${folder}/PQI_90_county.csv`;
    const renamed = String(whole[name]).replace('urban', 'rural');
    await expect(extractFrom(source, { ...whole, [name]: renamed })).rejects.toThrow('line 1, column 15: found “rural”; expected “urban”');
    await expect(extractFrom(source, { ...whole, [name]: '' })).rejects.toThrow('found an empty file');
    await expect(extractFrom(source, { ...whole, [`${folder}/PQI_91_county.csv`]: 'x' })).rejects.toThrow('found a file that the source does not know');
  });
});

describeWithSharedData('preventable admissions as published', (data) => {
  it('3,205 of 3,221 rows are counties, 61 of them with a rate of 0, and 56 are states', async () => {
    const { figures, counties: places, 'state-figures': states } = await extractPublished(source, data);
    const rates = records(figures);
    expect(rates).toHaveLength(3205);
    expect(places?.rows).toHaveLength(3205);
    expect(rates.reduce((sum, { value }) => sum + Number(value), 0)).toBe(8_851_534);
    expect(rates.filter(({ value }) => value === 0)).toHaveLength(61);
    expect(rates.find(({ unit_code }) => unit_code === '06037')).toMatchObject({ value: 2572, status: 'final' });
    expect(records(places).filter(({ urban }) => urban === 1)).toHaveLength(1167);
    expect(states?.rows).toHaveLength(56);
    expect(records(states).find(({ unit_code }) => unit_code === 'HAWAII')?.value).toBe(1517);
  });

  it('the files are those in the publisher’s archive', () => {
    const path = join(data, 'us', folder);
    const members = unzipSync(readFileSync(join(path, 'MMD_raw.zip')), { filter: ({ name }) => /PQI_90_(county|state)\.csv$/.test(name) });
    for (const name of ['PQI_90_county.csv', 'PQI_90_state.csv']) expect(Buffer.from(members[name] ?? []).equals(readFileSync(join(path, name)))).toBe(true);
  });
});
