import { beforeAll, describe, expect, it } from 'vitest';
import type { TableOut } from '../../../../etl/source.ts';
import { geography } from '../../../../etl/sources/england/geography.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, packed, records } from '../extracting.ts';
import { lookup, lookupRow, type Place, places } from './places.ts';

const columns = {
  msoa: ['lsoa11_name', 'lsoa11_code', 'msoa11_name', 'msoa11_code'],
  ruc: ['lsoa11_code', 'ruc11_code', 'ruc', 'classification'],
  ccg: ['lsoa_name', 'lsoa_code', 'ccg_name', 'ccg_code', 'ccg_nhs_code', 'stp_name', 'stp_code'],
};
const rows = {
  lookup: places.map(lookupRow),
  msoa: places.map(({ lsoa }) => [`Place ${lsoa}`, lsoa, `Area ${lsoa.slice(-3)}`, `E02000${lsoa.slice(-3)}`]),
  ruc: places.map(({ lsoa }) => [lsoa, 'C1', 'Urban', 'Urban city and town']),
  ccg: places.map(({ lsoa, subIcb, subIcbOns }) => [`Place ${lsoa}`, lsoa, `NHS Town ${subIcb} CCG`, subIcbOns, subIcb, 'An STP', 'E54000001']),
};
const read = (changed: Partial<typeof rows> = {}, titles: Partial<typeof columns> = {}) => {
  const all = { ...rows, ...changed };
  const header = { ...columns, ...titles };
  return extractFrom(geography, {
    ...lookup(all.lookup),
    'geography/lookup_lsoa11_msoa11.csv.gz': packed(csv(header.msoa, all.msoa)),
    'geography/ruc11_lsoa11.csv.gz': packed(csv(header.ruc, all.ruc)),
    'geography/lookup_lsoa11_ccg21_stp21.csv.gz': packed(csv(header.ccg, all.ccg)),
  });
};
const [first, ...others] = places;
const changed = (change: Partial<Place>): string[][] => [lookupRow({ ...(first as Place), ...change }), ...others.map(lookupRow)];
const inPlaceOfFirst = (table: string[][], row: string[]): string[][] => [row, ...table.slice(1)];

describe('places and the systems they belong to', () => {
  it('joins each area with its systems, district and rurality, and leaves Wales and Scotland out', async () => {
    const tables = await read({
      msoa: [...rows.msoa, ['Cardiff 001A', 'W01001234', 'Cardiff 001', 'W02000001'], ['Leith 01', 'S01000001', 'Leith', 'S02000001']],
      ruc: [...inPlaceOfFirst(rows.ruc, ['E01000001', 'E2', 'Rural', 'Rural village']), ['W01001234', 'C1', 'Urban', 'Urban city and town']],
    });
    expect(records(tables.lsoa).slice(0, 2)).toEqual([
      {
        lsoa_code: 'E01000001',
        msoa_code: 'E02000001',
        sub_icb_code: '00A',
        icb_code: 'Q00',
        district_code: 'E06000001',
        district_name: 'Hartlepool',
        rural: 1,
        ruc11_code: 'E2',
      },
      {
        lsoa_code: 'E01000002',
        msoa_code: 'E02000002',
        sub_icb_code: '01A',
        icb_code: 'Q01',
        district_code: 'E06000001',
        district_name: 'Hartlepool',
        rural: 0,
        ruc11_code: 'C1',
      },
    ]);
    expect(tables.msoa?.rows[0]).toEqual(['E02000001', 'Area 001']);
  });

  it('names an ICB without its trimmings and a sub-ICB location as the CCG with its code was named', async () => {
    const systems = records((await read()).systems);
    expect(systems[0]).toEqual({ level: 'icb', code: 'Q00', ons_code: 'E54Q00', name: 'NHS Q00 Integrated Care Board', short_name: 'Q00', parent_code: null });
    expect(systems[42]).toEqual({
      level: 'sub-icb',
      code: '00A',
      ons_code: 'E38000001',
      name: 'NHS Q00 ICB - 00A',
      short_name: 'Town 00A',
      parent_code: 'Q00',
    });
  });

  it.each([
    [
      'an area in two sub-ICB locations',
      { lookup: [...rows.lookup, lookupRow({ ...(first as Place), subIcb: '01A', subIcbOns: 'E38000002', icb: 'Q01' })] },
      'line 108: found LSOA E01000001 again (first in line 2)',
    ],
    [
      'an area in two MSOAs',
      { msoa: [...rows.msoa, ['Place', 'E01000001', 'Area 002', 'E02000002']] },
      'lookup_lsoa11_msoa11.csv.gz, line 108: found LSOA E01000001 again (first in line 2)',
    ],
    ['an area in no MSOA', { msoa: rows.msoa.slice(1) }, 'lookup_lsoa11_msoa11.csv.gz: found no row for LSOA E01000001'],
    [
      'an area in no sub-ICB location',
      { msoa: [...rows.msoa, ['Place', 'E01000999', 'Area 002', 'E02000002']] },
      'found LSOA E01000999, which is in no sub-ICB location',
    ],
    ['an area without rurality', { ruc: rows.ruc.slice(1) }, 'ruc11_lsoa11.csv.gz: found no row for LSOA E01000001'],
    [
      'too few sub-ICB locations',
      { lookup: changed({ subIcb: '42A', subIcbOns: 'E38000043' }) },
      'found 105 sub-ICB locations; expected 106 sub-ICB locations',
    ],
    ['too many ICBs', { lookup: changed({ icb: 'Q99' }) }, 'found 43 ICBs; expected 42 ICBs'],
    [
      'a sub-ICB location in two ICBs',
      { lookup: [...rows.lookup, lookupRow({ ...(first as Place), lsoa: 'E01000999', icb: 'Q01' })] },
      'line 108: found 00A with name',
    ],
    ['an unknown class of rurality', { ruc: inPlaceOfFirst(rows.ruc, ['E01000001', 'F1', 'Rural', 'Rural hamlet']) }, 'line 2, column ruc11_code: found “F1”'],
    [
      'a class that contradicts its name',
      { ruc: inPlaceOfFirst(rows.ruc, ['E01000001', 'C1', 'Rural', 'Rural village']) },
      'line 2, column ruc: found “Rural”; expected “Urban”, as class C1 is',
    ],
    [
      'a CCG that no sub-ICB location follows',
      { ccg: inPlaceOfFirst(rows.ccg, ['Place', 'E01000001', 'NHS X CCG', 'E38000001', '99Z', 'An STP', 'E54000001']) },
      'line 2, column ccg_nhs_code: found “99Z”',
    ],
  ])('refuses %s', async (_, table, message) => {
    await expect(read(table)).rejects.toThrow(message);
  });

  it('refuses a renamed column', async () => {
    await expect(read({}, { ruc: ['lsoa21_code', ...columns.ruc.slice(1)] })).rejects.toThrow(
      'ruc11_lsoa11.csv.gz, line 1, column 1: found “lsoa21_code”; expected “lsoa11_code”',
    );
  });
});

describeWithSharedData('places as published', (data) => {
  let tables: Record<string, TableOut> = {};
  beforeAll(async () => {
    tables = await extractPublished(geography, data);
  });

  it('32,844 LSOAs lie in 6,791 MSOAs, 106 sub-ICB locations, 42 ICBs and 309 districts', () => {
    const lsoas = records(tables.lsoa);
    const distinct = (column: string) => new Set(lsoas.map((lsoa) => lsoa[column])).size;
    expect(['lsoa_code', 'msoa_code', 'sub_icb_code', 'icb_code', 'district_code'].map(distinct)).toEqual([32844, 6791, 106, 42, 309]);
    expect(tables.msoa?.rows).toHaveLength(6791);
    expect(lsoas.every((lsoa) => Object.values(lsoa).every((cell) => cell !== null && cell !== ''))).toBe(true);
  });

  it('148 systems have codes and short names of their own', () => {
    const systems = records(tables.systems);
    expect([systems.filter(({ level }) => level === 'icb').length, systems.filter(({ level }) => level === 'sub-icb').length]).toEqual([42, 106]);
    for (const column of ['code', 'ons_code', 'name']) expect(new Set(systems.map((system) => system[column])).size).toBe(148);
    for (const of of ['icb', 'sub-icb']) {
      const names = systems.filter(({ level }) => level === of).map(({ short_name }) => short_name);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(systems.find(({ code }) => code === '02P')).toMatchObject({ short_name: 'Barnsley', parent_code: 'QF7', name: 'NHS South Yorkshire ICB - 02P' });
  });
});
