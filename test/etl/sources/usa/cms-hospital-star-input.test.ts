import { describe, expect, it } from 'vitest';
import { cmsCareCompare } from '../../../../etl/sources/usa/cms-care-compare.ts';
import { cmsHospitalStarInput as source } from '../../../../etl/sources/usa/cms-hospital-star-input.ts';
import { starLayouts } from '../../../../etl/sources/usa/cms-hospital-star-input-layouts.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';

const columns = (name: string) => starLayouts.find((layout) => layout.name === name)?.columns ?? [];
const latest = columns('July 2023');
const row = (id: string, cells: Record<string, string>, header = latest) => header.map((column) => (column === 'PROVIDER_ID' ? id : (cells[column] ?? '')));
const southeast = row('10001', { READM_30_COPD: '0.19399999999999998', READM_30_COPD_DEN: '568.0', EDAC_30_HF: '-5.9', EDAC_30_HF_DEN: '1060.0' });
const read = (files: Record<string, string>) =>
  extractFrom(source, Object.fromEntries(Object.entries(files).map(([name, text]) => [`cms-hospital-star-sas-input/${name}`, text])));
const one = (text: string) => read({ 'alldata_2023jul.csv': text });

describe('inputs to the hospital star rating', () => {
  it('reads rates in percent, negative excess days and denominators, and knows a blank cell as missing', async () => {
    const { figures } = await one(csv(latest, [southeast, row('01014F', {})]));
    expect(figures?.rows).toHaveLength(2 * 10 * 2);
    const found = new Map(
      records(figures).map(({ period, unit_code, topic, item, value, status }) => [`${period} ${unit_code} ${topic} ${item}`, value ?? status]),
    );
    expect(found.get('2023-07 010001 readmission-copd value')).toBe(19.4);
    expect(found.get('2023-07 010001 readmission-copd denominator')).toBe(568);
    expect(found.get('2023-07 010001 excess-days-heart-failure value')).toBe(-5.9);
    expect(found.get('2023-07 010001 mortality-stroke value')).toBe('missing');
    expect(found.get('2023-07 01014F excess-days-heart-failure denominator')).toBe('missing');
  });

  it('reads a new release in known columns, in whatever order, without change', async () => {
    const older = columns('January 2019').toReversed();
    const { figures } = await read({
      'alldata_2024jul.csv': csv(latest, [southeast]),
      'all_data_2025jan.csv': csv(older, [row('670124', { MORT_30_STK: '0.137', MORT_30_STK_DEN: '604.0' }, older)]),
    });
    const found = records(figures);
    expect([...new Set(found.map(({ period, unit_code }) => `${period} ${unit_code}`))]).toEqual(['2024-07 010001', '2025-01 670124']);
    expect(found.find(({ unit_code, topic, item }) => unit_code === '670124' && topic === 'mortality-stroke' && item === 'value')?.value).toBe(13.7);
  });

  const renamed = latest.map((column) => (column === 'EDAC_30_HF' ? 'EDAC_30_HEART' : column));
  it.each([
    [
      'a renamed column',
      csv(renamed, [southeast]),
      'alldata_2023jul.csv, line 1: found unknown column “EDAC_30_HEART” in place of “EDAC_30_HF”; expected the columns of a known release (nearest known layout: July 2023)',
    ],
    ['a new column', csv([...latest, 'OP_40'], []), 'line 1: found unknown or repeated column “OP_40”'],
    ['a lost column', csv(latest.slice(0, -1), []), 'line 1: found no column “OP_36_DEN”'],
    ['a file of another kind', 'a,b\n', 'line 1: found unknown column “a”, “b” in place of “PROVIDER_ID”, “HAI_1_DEN_VOL”'],
    ['a hospital twice', csv(latest, [southeast, row('010001', {})]), 'line 3: found hospital 010001 again (first in line 2)'],
    ['a rate in percent', csv(latest, [row('10001', { MORT_30_HF: '12.5' })]), 'column MORT_30_HF: found “12.5”; expected a fraction from 0 to 1'],
    ['a marker', csv(latest, [row('10001', { EDAC_30_AMI: '*' })]), 'line 2, column EDAC_30_AMI: found “*”; expected a number of days per 100 discharges'],
    ['half a case', csv(latest, [row('10001', { EDAC_30_AMI_DEN: '25.5' })]), 'column EDAC_30_AMI_DEN: found “25.5”; expected a whole number of cases'],
    ['an unknown code', csv(latest, [row('X1', {})]), 'line 2, column PROVIDER_ID: found “X1”; expected a CMS Certification Number'],
    ['a truncated row', `${csv(latest, [southeast])}010005,1,2\n`, 'line 3: found 3 cells; expected 95 cells'],
    ['a truncated file', csv(latest, [southeast]).slice(0, -5), 'last line: found no end of line'],
    ['a file without hospitals', csv(latest, []), 'alldata_2023jul.csv: found no hospitals'],
    ['an empty file', '', 'alldata_2023jul.csv: found an empty file'],
  ])('refuses %s', async (_, text, message) => {
    await expect(one(text)).rejects.toThrow(message);
  });

  it('refuses a name that it does not know and two files of a release', async () => {
    const text = csv(latest, [southeast]);
    await expect(read({ 'alldata_2023oct.csv': text })).rejects.toThrow('alldata_2023oct.csv: found a file that the source does not know');
    await expect(read({ 'alldata_2023jul.csv': text, 'all_data_2023jul.csv': text })).rejects.toThrow(
      'found a second file of 2023-07 (the first is all_data_2023jul.csv)',
    );
  });
});

describeWithSharedData('inputs to the hospital star rating as published', async (data) => {
  const rows = records((await extractPublished(source, data)).figures);
  const value = (period: string, unit: string, topic: string, item = 'value') =>
    rows.find((row) => row.period === period && row.unit_code === unit && row.topic === topic && row.item === item)?.value;
  const hospitals = (period: string) => new Set(rows.filter((row) => row.period === period).map(({ unit_code }) => String(unit_code)));

  it('has 4,573, 4,489 and 4,654 hospitals, and 136 of the last of veterans', () => {
    expect(['2019-01', '2022-07', '2023-07'].map((period) => hospitals(period).size)).toEqual([4573, 4489, 4654]);
    expect([...hospitals('2023-07')].filter((ccn) => ccn.endsWith('F'))).toHaveLength(136);
    expect(rows).toHaveLength((4573 + 4489 + 4654) * 20);
  });

  it('has the excess days and rates of the files', () => {
    const days = rows.filter(
      ({ period, topic, item, status }) => period === '2023-07' && topic === 'excess-days-heart-failure' && item === 'value' && status === 'final',
    );
    expect(days).toHaveLength(3301);
    expect(days.filter(({ unit_code }) => String(unit_code).endsWith('F'))).toHaveLength(124);
    expect(days.reduce((sum, row) => sum + Number(row.value), 0)).toBeCloseTo(14855.6, 6);
    expect(value('2023-07', '010001', 'readmission-hospital-wide')).toBe(14.2);
    expect(value('2023-07', '010001', 'readmission-hospital-wide', 'denominator')).toBe(3058);
    expect(value('2019-01', '010001', 'readmission-copd')).toBe(19.4);
    expect(value('2022-07', '010005', 'excess-days-ami')).toBe(-17.4);
  });

  it('has 4,565 hospitals of July 2023 in Care Compare, and 133 of 134 of veterans', async () => {
    const known = (await extractPublished(cmsCareCompare, data)).hospitals?.rows ?? [];
    const july = hospitals('2023-07');
    expect(known.filter(([ccn]) => july.has(String(ccn)))).toHaveLength(4565);
    expect(known.filter((row) => row.at(-1) === 1 && july.has(String(row[0])))).toHaveLength(133);
  });
});
