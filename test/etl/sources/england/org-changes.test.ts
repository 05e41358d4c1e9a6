import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { orgChanges } from '../../../../etl/sources/england/org-changes.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished } from '../extracting.ts';
import { lookup, lookupRow, type Place, places } from './places.ts';

const header = ['old_code', 'new_code', 'date'];
const file = 'org-changes/lookup_org_successor.csv';
/** Follows changes written as `40C > 00A`. */
const follow = async (...changes: string[]) => {
  const rows = changes.map((change) => [...change.split(' > '), '2020-04-01']);
  const tables = await extractFrom(orgChanges, { ...lookup(), [file]: csv(header, rows) });
  return tables['ccg-successors']?.rows ?? [];
};
const own = places.map(({ subIcb }) => subIcb);

describe('successors of CCGs', () => {
  it('follows a CCG from successor to successor; each sub-ICB location follows itself', async () => {
    const rows = await follow('40C > 41C', '41C > 00A', '42C > 00A');
    expect(rows).toHaveLength(106 + 3);
    expect(rows.filter(([code]) => !own.includes(String(code)))).toEqual([
      ['40C', '00A', '40C > 41C > 00A'],
      ['41C', '00A', '41C > 00A'],
      ['42C', '00A', '42C > 00A'],
    ]);
    expect(rows[0]).toEqual(['00A', '00A', '00A']);
  });

  it('a code that parts and comes together again has one successor', async () => {
    expect(await follow('40C > 41C', '40C > 42C', '41C > 00A', '42C > 00A')).toContainEqual(['40C', '00A', '40C > 41C > 00A']);
  });

  it('commissioning hubs, primary care trusts, trusts and practices are not CCGs', async () => {
    expect(await follow('12K > 14K', '12K > 13W', '13W > 27T', '14K > 27T', '5CC > 00A', 'RM2 > R0A', 'A81001 > A81002')).toHaveLength(106);
  });

  it.each([
    [
      'a CCG with successors in two sub-ICB locations',
      ['40C > 41C', '40C > 00A', '41C > 01A'],
      'line 2: found CCG 40C with successors in 01A and 00A; expected one sub-ICB location',
    ],
    ['a CCG that ends nowhere', ['40C > 41C'], 'line 2: found CCG 40C that ends nowhere (40C > 41C)'],
    ['a CCG of which a part ends nowhere', ['40C > 00A', '40C > 27T'], 'found CCG 40C that ends nowhere (40C > 27T)'],
    ['a circle', ['40C > 41C', '41C > 40C'], 'line 3: found a circle: 40C > 41C > 40C'],
    ['a sub-ICB location with a successor', ['00A > 01A'], 'line 2: found sub-ICB location 00A with a successor (01A)'],
    ['the same change twice', ['40C > 00A', '40C > 00A'], 'line 3: found change 40C > 00A of 2020-04-01 again (first in line 2)'],
    ['a code that is no code', ['40C > ?'], 'line 2, column new_code: found “?”; expected an ODS code'],
  ])('refuses %s', async (_, changes, message) => {
    await expect(follow(...changes)).rejects.toThrow(`${file}, ${message.startsWith('found') ? '' : message}`);
    await expect(follow(...changes)).rejects.toThrow(message);
  });

  it('refuses a renamed column, a truncated row and a look-up without all sub-ICB locations', async () => {
    await expect(extractFrom(orgChanges, { ...lookup(), [file]: csv(['from', 'new_code', 'date'], []) })).rejects.toThrow(
      'line 1, column 1: found “from”; expected “old_code”',
    );
    await expect(extractFrom(orgChanges, { ...lookup(), [file]: `${header.join()}\n40C,00A\n` })).rejects.toThrow('line 2: found 2 cells; expected 3 cells');
    const merged = lookup([...places.slice(1).map(lookupRow), lookupRow({ ...(places[1] as Place), lsoa: 'E01000001' })]);
    await expect(extractFrom(orgChanges, { ...merged, [file]: csv(header, []) })).rejects.toThrow(
      'found 105 sub-ICB locations; expected 106 sub-ICB locations',
    );
  });
});

describeWithSharedData('successors of CCGs as published', (data) => {
  it('248 codes have the sub-ICB location that an independent reading gives them', async () => {
    const key: Record<string, string>[] = parse(readFileSync(join(data, 'england/derived/ccg_to_sicbl22.csv')), { columns: true });
    const { 'ccg-successors': table } = await extractPublished(orgChanges, data);
    expect(key).toHaveLength(248);
    expect(table?.rows.map(([code, target]) => `${code} ${target}`)).toEqual(key.map((row) => `${row.ccg_code} ${row.sicbl22_code_h}`).sort());
  });
});
