import { beforeAll, describe, expect, it } from 'vitest';
import type { TableOut } from '../../../../etl/source.ts';
import { choice, expectedMsoas } from '../../../../etl/sources/england/choice.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';

const useHeader = ['trust_code', 'msoa_code', 'proportion'];
const networkHeader = ['MSOA11CD', 'PCN_Code'];
const others = Array.from({ length: expectedMsoas - 1 }, (_, index) => `E02${String(index + 2).padStart(6, '0')}`);

/** Rows of the area E02000001 (or of none), among one row of every other area. */
const files = (use: (string | number)[][], networks: string[][] = [['E02000001', 'U12345']], headers = { use: useHeader, networks: networkHeader }) => ({
  'choice/lookup_trust_msoa_2018.csv': csv(headers.use, [...use, ...others.map((area) => ['R1H', area, 0.95])]),
  'choice/lookup msoa to primary care network.csv': csv(headers.networks, [...networks, ...others.map((area) => [area, 'U12345'])]),
});
const use = [['R1H', 'E02000001', '0.9']];
const first = (table: TableOut | undefined) => (table?.rows ?? []).filter(([area]) => area === 'E02000001');

describe('choice of hospital and of GP network', () => {
  it('a trust that took over another keeps both its shares, equal ones too, for the build to sum', async () => {
    const tables = await extractFrom(
      choice,
      files([
        ['R1H', 'E02000001', '0.3'],
        ['R1H', 'E02000001', '0.2'],
        ['RRV', 'E02000001', '0.05'],
        ['RRV', 'E02000001', '0.05'],
      ]),
    );
    expect(first(tables['hospital-use'])).toEqual([
      ['E02000001', 'R1H', 0.2],
      ['E02000001', 'R1H', 0.3],
      ['E02000001', 'RRV', 0.05],
      ['E02000001', 'RRV', 0.05],
    ]);
  });

  it('an English area in no network stays as an area without network; Wales is declared not data', async () => {
    const tables = await extractFrom(
      choice,
      files(use, [
        ['E02000001', 'NA'],
        ['W02000112', 'NA'],
        ['W02000292', 'U42807'],
      ]),
    );
    expect(first(tables['gp-networks'])).toEqual([['E02000001', null]]);
    expect(tables['gp-networks']?.rows).toHaveLength(expectedMsoas);
  });

  it.each([
    ['a share above one', '1.2', 'line 2, column proportion: found “1.2”; expected a share from 0 to 1'],
    ['a share below nought', '-0.1', 'found “-0.1”; expected a share from 0 to 1'],
    ['a marker that is not known', '*', 'found “*”; expected a share from 0 to 1'],
    ['an empty share', '', 'found “”; expected a share from 0 to 1'],
  ])('refuses %s', async (_, share, message) => {
    await expect(extractFrom(choice, files([['R1H', 'E02000001', share]]))).rejects.toThrow(message);
  });

  it.each([
    [
      'a network twice for an area',
      [
        ['E02000001', 'U12345'],
        ['E02000001', 'U12345'],
      ],
      'line 3: found pair of area and network E02000001 U12345 again (first in line 2)',
    ],
    [
      'an area in none and in one',
      [
        ['E02000001', 'NA'],
        ['E02000001', 'U12345'],
      ],
      'line 2: found area E02000001 in no network and in U12345',
    ],
    ['a marker that is not known', [['E02000001', 'none']], 'line 2, column PCN_Code: found “none”; expected a network, such as U12345, or NA for none'],
    ['a lost area', [], '6790 English MSOAs; expected 6791 English MSOAs'],
    ['an area of elsewhere', [['S02000001', 'U12345']], 'line 2, column MSOA11CD: found “S02000001”'],
  ])('refuses %s', async (_, networks, message) => {
    await expect(extractFrom(choice, files(use, networks))).rejects.toThrow(message);
  });

  it('refuses a renamed column, naming the file and the column', async () => {
    await expect(extractFrom(choice, files(use, undefined, { use: ['trust_code', 'msoa_code', 'share'], networks: networkHeader }))).rejects.toThrow(
      'choice/lookup_trust_msoa_2018.csv, line 1, column 3: found “share”; expected “proportion”',
    );
  });

  it('refuses a file cut off in the middle of a number', async () => {
    const whole = files(use);
    const cut = { ...whole, 'choice/lookup_trust_msoa_2018.csv': whole['choice/lookup_trust_msoa_2018.csv'].slice(0, -2) };
    await expect(extractFrom(choice, cut)).rejects.toThrow('choice/lookup_trust_msoa_2018.csv, last line: found no end of line');
  });

  it('refuses a folder without the file', async () => {
    const { 'choice/lookup_trust_msoa_2018.csv': only } = files(use);
    await expect(extractFrom(choice, { 'choice/lookup_trust_msoa_2018.csv': only })).rejects.toThrow(
      'choice/lookup msoa to primary care network.csv: found no such file',
    );
  });
});

describeWithSharedData('choice as published', (data) => {
  let tables: Record<string, TableOut> = {};
  beforeAll(async () => {
    tables = await extractPublished(choice, data);
  });

  it('3,002 rows repeat an area and trust, 43 with the same share', () => {
    const rows = tables['hospital-use']?.rows ?? [];
    expect(rows.length - new Set(rows.map(([area, trust]) => `${area} ${trust}`)).size).toBe(3002);
    expect(rows.length - new Set(rows.map((row) => row.join(' '))).size).toBe(43);
  });

  it('the shares of each of 6,791 areas sum to 0.90 to 1.00', () => {
    const sums = new Map<string, number>();
    for (const { area_id, share } of records(tables['hospital-use'])) sums.set(String(area_id), (sums.get(String(area_id)) ?? 0) + Number(share));
    expect(sums.size).toBe(6791);
    expect(Math.min(...sums.values())).toBeGreaterThanOrEqual(0.9);
    expect(Math.max(...sums.values())).toBeLessThanOrEqual(1);
  });

  it('36 areas are in no network, 1,584 in one, 1,397 in two, 1,119 in three and 2,655 in more', () => {
    const networks = new Map<string, number>();
    for (const { area_id, network_code } of records(tables['gp-networks'])) {
      networks.set(String(area_id), (networks.get(String(area_id)) ?? 0) + (network_code === null ? 0 : 1));
    }
    const areasIn = (from: number, to = from) => [...networks.values()].filter((n) => n >= from && n <= to).length;
    expect([areasIn(0), areasIn(1), areasIn(2), areasIn(3), areasIn(4, Infinity)]).toEqual([36, 1584, 1397, 1119, 2655]);
  });
});
