import { describe, expect, it, test } from 'vitest';
import { msoaLookupFile } from '../../../../etl/readers/msoa-lookup.ts';
import { practicePlaces } from '../../../../etl/sources/england/practice-places.ts';
import { townIn } from '../../../../etl/sources/england/practice-places-address.ts';
import { nearPractices } from '../../../../etl/sources/england/practice-places-near.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, packed, records } from '../extracting.ts';
import { parquetFile } from '../parquet-file.ts';
import { lookup, places } from './places.ts';

const listColumns = Array.from({ length: 27 }, (_, number) => `column${String(number).padStart(2, '0')}`);
const placeColumns = [
  ...['practice_code', 'practice_name', 'address_line_1', 'address_line_2', 'address_line_3', 'address_line_4', 'address_line_5', 'postcode'],
  ...['open_date', 'closed_date', 'telephone_no', 'short_address', 'long_address', 'lat', 'long'],
];

interface Listed {
  code: string;
  name?: string;
  board?: string;
  status?: string;
  setting?: string;
  town?: string;
}
const listed = ({ code, name = 'THE DENSHAM SURGERY', board = 'Q00', status = 'A', setting = '4', town = 'STOCKTON ON TEES' }: Listed): (string | null)[] =>
  listColumns.map(
    (_, at) => ({ 0: code, 1: name, 3: board, 4: 'THE HEALTH CENTRE', 5: 'LAWSON STREET', 6: town, 7: 'CLEVELAND', 12: status, 25: setting })[at] ?? null,
  );
/** Stockton-on-Tees; Hull is a hundred kilometres away. */
const [stockton, hull] = [
  ['54.5613', '-1.3184'],
  ['53.7443', '-0.3325'],
] as const;
const placed = (code: string, [lat, long]: readonly [string | null, string | null] = stockton): (string | null)[] =>
  placeColumns.map((column) => ({ practice_code: code, lat, long })[column] ?? null);

const areaAt = (lsoa: number): string => `E02${String(Math.floor(lsoa / 2) + 1).padStart(6, '0')}`;

/** Every LSOA in a row eastward from Stockton, a kilometre apart. */
const centres = places.map(({ lsoa }, at) => [444_000 + 1_000 * at, 518_800, at + 1, lsoa, `Place ${lsoa}`]);
/** MSOAs of two LSOAs each, and a row of Wales. */
const areas = [
  ...places.map(({ lsoa }, at) => [`Place ${lsoa}`, lsoa, `Area ${areaAt(at)}`, areaAt(at)]),
  ['Cardiff 001A', 'W01001690', 'Cardiff 001', 'W02000367'],
];
const read = async (list: readonly (string | null)[][], at: readonly (string | null)[][]) =>
  extractFrom(practicePlaces, {
    ...lookup(),
    [msoaLookupFile]: packed(csv(['lsoa11_name', 'lsoa11_code', 'msoa11_name', 'msoa11_code'], areas)),
    'geography/LSOA_Dec_2011_Population_Weighted_Centroids.csv': csv(['X', 'Y', 'objectid', 'lsoa11cd', 'lsoa11nm'], centres),
    'practice-location/location_info.parquet': await parquetFile(listColumns, list),
    'practice-location/practice_location_info.parquet': await parquetFile(placeColumns, at),
  });

describe('practices and the areas in which they stand', () => {
  it('stand where the nearest centre of people is, and are named as one writes', async () => {
    const tables = await read([listed({ code: 'A81001' })], [placed('A81001')]);
    expect(records(tables.practices)).toEqual([{ practice_code: 'A81001', name: 'The Densham Surgery', town: 'Stockton on Tees', lsoa_code: 'E01000001' }]);
    expect(records(tables.lsoa)).toHaveLength(106);
    expect(records(tables.lsoa)[105]).toEqual({ lsoa_code: 'E01000106', practice_code: 'A81001' });
  });

  it('are left out when closed, of another kind, repeated, without a place, far from people, or in another board than they say', async () => {
    const list = [
      ...[listed({ code: 'A81001' }), listed({ code: 'A81002', status: 'C' }), listed({ code: 'A81003', setting: '9' }), listed({ code: 'A81004' })],
      ...[listed({ code: 'A81005' }), listed({ code: 'A81006', board: 'Q07' })],
    ];
    const at = [...['A81001', 'A81001', 'A81002', 'A81003', 'A81006'].map((code) => placed(code)), placed('A81004', [null, null]), placed('A81005', hull)];
    const tables = await read(list, [...at, placed('A81009', ['43.7', '-79.4'])]);
    expect(records(tables.practices).map(({ practice_code }) => practice_code)).toEqual(['A81001']);
  });

  it('abroad are left out', async () => {
    const tables = await read([listed({ code: 'A81001' }), listed({ code: 'A81002' })], [placed('A81001'), placed('A81002', ['43.7', '-79.4'])]);
    expect(tables.practices?.rows).toHaveLength(1);
  });

  it('an area has the town of the nearest practice whose address names one', async () => {
    const near = placed('A81001');
    const tables = await read(
      [listed({ code: 'A81001', town: 'THE HIGH ROAD' }), listed({ code: 'A81002', board: 'Q01' })],
      [near, placed('A81002', ['54.5613', '-1.3029'])],
    );
    expect(new Set(records(tables.lsoa).map(({ practice_code }) => practice_code))).toEqual(new Set(['A81002']));
  });

  it('are near the areas without one whose middle is at most 5 km away', async () => {
    // The practice stands at the first LSOA, so that the middles of areas are half a kilometre from it, 2.5, 4.5 and 6.5.
    const tables = await read([listed({ code: 'A81001' })], [placed('A81001')]);
    expect(records(tables.near)).toEqual([
      { msoa_code: 'E02000002', practice_code: 'A81001' },
      { msoa_code: 'E02000003', practice_code: 'A81001' },
    ]);
  });

  it('refuses a code twice and an unknown status', async () => {
    await expect(read([listed({ code: 'A81001' }), listed({ code: 'A81001' })], [])).rejects.toThrow('row 2: found organisation A81001 again');
    await expect(read([listed({ code: 'A81001', status: 'X' })], [])).rejects.toThrow('row 1, column column12: found “X”; expected A, C, D or P');
  });
});

describe('practices near an area in which none stands', () => {
  const practice = (code: string, east: number, area = 'E02000009') => ({ code, area, east, north: 0 });
  const part = (area: string, east: number) => ({ area, east, north: 0 });

  it('are the two nearest to the mean of its centres, the nearest first, and the lower code of two as far', () => {
    const centres = [part('E02000001', 0), part('E02000001', 2_000)];
    const practices = [practice('D', 1_300), practice('B', 0), practice('C', 2_000), practice('A', -1_000)];
    expect(nearPractices(centres, practices)).toEqual([
      ['E02000001', 'D'],
      ['E02000001', 'B'],
    ]);
  });

  it('are at most 5 km away', () => {
    expect(nearPractices([part('E02000001', 0)], [practice('A', 5_000), practice('B', 5_000.01)])).toEqual([['E02000001', 'A']]);
  });

  it('are none where one stands in it', () => {
    expect(nearPractices([part('E02000009', 0), part('E02000001', 6_000)], [practice('A', 0)])).toEqual([]);
  });
});

test.each([
  [['LAWSON STREET', 'STOCKTON ON TEES', 'CLEVELAND', null], 'Stockton on Tees'],
  [['MOUNT PLEASANT', 'WORSBROUGH, BARNSLEY'], 'Barnsley'],
  [['HEATON LANE', 'STOCKPORT,CHESHIRE'], 'Stockport'],
  [['MAIN STREET', 'NR.COLCHESTER', 'ESSEX'], 'Colchester'],
  [['X', 'ST.ALBANS', 'HERTS'], 'St Albans'],
  [['PELTON', 'CO.DURHAM'], 'Pelton'],
  [['12 HIGH STREET'], null],
  [[null, null], null],
])('the town of %j is %s', (lines, town) => {
  expect(townIn(lines)).toBe(town);
});

describeWithSharedData('the published files', (data) => {
  it('place 6,207 of 6,651 open practices', async () => {
    const tables = await extractPublished(practicePlaces, data);
    const practices = records(tables.practices);
    expect(practices).toHaveLength(6_207);
    expect(practices.find(({ practice_code }) => practice_code === 'A81001')).toMatchObject({ name: 'The Densham Surgery', town: 'Stockton on Tees' });
    expect(practices.filter(({ town }) => town === null).length).toBeLessThan(0.02 * practices.length);
    expect(tables.lsoa?.rows).toHaveLength(32_844);
    const near = records(tables.near);
    expect([near.length, new Set(near.map(({ msoa_code }) => msoa_code)).size]).toEqual([5_018, 2_581]);
  });
});
