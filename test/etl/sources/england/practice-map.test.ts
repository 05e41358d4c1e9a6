import { describe, expect, it } from 'vitest';
import { choice } from '../../../../etl/sources/england/choice.ts';
import { practiceMap } from '../../../../etl/sources/england/practice-map.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { extractFrom, extractPublished } from '../extracting.ts';
import { workbook } from '../published.ts';

const header = [
  'PCN Code',
  'PCN Name',
  'Current Clinical \nCommissioning \nGroup Code',
  'Clinical\nCommissioning\nGroup Name',
  'Open Date',
  'Close Date',
  'Address Line 1',
  'Address Line 2',
  'Address Line 3',
  'Address Line 4',
  'Address Line 5',
  'Postcode',
];
const swagga = ['U57480', 'SWAGGA PCN', '99A', 'NHS LIVERPOOL CCG', '20191001'];
const picton = ['U53230', 'THE PICTON PCN', '99A', 'NHS LIVERPOOL CCG', '20191001', '20200331'];
const read = (rows: (string | null)[][], titles = header, name = 'PCNDetails') =>
  extractFrom(practiceMap, {
    'practice-map/ePCN.xlsx': workbook([
      { name, rows: [titles, ...rows] },
      { name: 'PCN Core Partner Details', rows: [['Partner'], ['F82621']] },
    ]),
  });

describe('names of GP networks', () => {
  it('reads a name for each network, closed ones too, and declares the sheet of practices not data', async () => {
    expect((await read([swagga, picton])).networks?.rows).toEqual([
      ['U53230', 'THE PICTON PCN'],
      ['U57480', 'SWAGGA PCN'],
    ]);
  });

  it('refuses a network twice, without a name, or with an unknown code', async () => {
    await expect(read([swagga, swagga])).rejects.toThrow('sheet PCNDetails, row 3: found network U57480 again (first in sheet PCNDetails, row 2)');
    await expect(read([['U57480', null]])).rejects.toThrow('sheet PCNDetails, row 2, column PCN Name: found an empty cell; expected a name');
    await expect(read([['F82621', 'A PRACTICE']])).rejects.toThrow('row 2, column PCN Code: found “F82621”; expected a network');
  });

  it('refuses a renamed header or sheet', async () => {
    await expect(read([swagga], ['Code', ...header.slice(1)])).rejects.toThrow('sheet PCNDetails, row 1, column 1: found “Code”; expected “PCN Code”');
    await expect(read([swagga], header, 'Details')).rejects.toThrow('no sheet PCNDetails among Details');
  });
});

describeWithSharedData('names of GP networks as published', (data) => {
  it('every network whose catchment is known has a name', async () => {
    const names = new Map((await extractPublished(practiceMap, data)).networks?.rows.map(([code, name]) => [code, name]));
    const networks = new Set(
      (await extractPublished(choice, data))['gp-networks']?.rows.flatMap(([, code]) => (code === null || code === undefined ? [] : [code])),
    );
    expect(names.size).toBe(1283);
    expect(networks.size).toBe(1277);
    expect([...networks].filter((code) => !names.has(code))).toEqual([]);
    expect(names.get('U39686')).toBe('BARNET 5 PCN');
  });
});
