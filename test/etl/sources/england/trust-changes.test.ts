import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dissolvedTrusts, trustChanges } from '../../../../etl/sources/england/trust-changes.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished } from '../extracting.ts';

const list = 'org-changes/lookup_org_successor.csv';
const paths = 'org-changes/all_org_changes_paths_2000_2018.csv';
const pathHeader = [
  'old_code',
  'new_code_0',
  ...[1, 2, 3].flatMap((step) => [`new_code_${step}`, `date_change_${step}`, `change_type_${step}`]),
  'final_code',
  'experiences_split',
  'direct_path_complicated',
  'adjacent_to_complicated',
  'part_of_complicated_path',
];

interface Given {
  /** Written as `RM4 > RW3 2012-04-01`. */
  changes?: string[];
  /** Changes of the file of paths, in the same writing. */
  further?: string[];
  open?: string[];
  closed?: string[];
}

const change = (text: string) => text.replace(' > ', ' ').split(' ');
const files = ({ changes = [], further = [], open = ['R0A', 'RM3'], closed = ['RW6'] }: Given) => ({
  [list]: csv(['old_code', 'new_code', 'date'], changes.map(change)),
  [paths]: csv(
    pathHeader,
    further
      .map(change)
      .map(([old = '', successor = '', date = '']) =>
        pathHeader.map((column) => ({ old_code: old, new_code_0: old, new_code_1: successor, date_change_1: date })[column] ?? 'NA'),
      ),
  ),
  'trusts/points_nhs_trusts22.csv': csv(
    ['nhs_trust22_name', 'nhs_trust22_code', 'status', 'longitude', 'latitude'],
    [...open.map((code) => ['A', code, 'open', 0, 51]), ...closed.map((code) => ['B', code, 'closed', 0, 51])],
  ),
  'trusts/etr_trust_list.csv': 'RA3,WESTON AREA HEALTH NHS TRUST\n',
});
const follow = async (given: Given) =>
  ((await extractFrom(trustChanges, files(given))).successors?.rows ?? []).filter(([code]) => !dissolvedTrusts.includes(String(code)) && code !== 'RA3');

describe('successors of trusts', () => {
  it('follows a trust to the trust of 2022; an open trust follows itself', async () => {
    expect(await follow({ changes: ['RM4 > RW3 2012-04-01', 'RW3 > R0A 2017-10-01'], open: ['R0A'], closed: [] })).toEqual([
      ['R0A', 'R0A', null, 'R0A', 'current'],
      ['RM4', 'R0A', '2012-04-01', 'RM4 > RW3 > R0A', 'merged'],
      ['RW3', 'R0A', '2017-10-01', 'RW3 > R0A', 'merged'],
    ]);
  });

  it('a trust that went to several has no one successor, and one without any is told', async () => {
    const rows = (await extractFrom(trustChanges, files({ changes: ['RW6 > RM3 2021-10-01', 'RW6 > R0A 2021-10-01'] }))).successors?.rows;
    expect(rows).toContainEqual(['RW6', null, '2021-10-01', 'RW6 > R0A | RW6 > RM3', 'split']);
    expect(rows).toContainEqual(['RA3', null, null, 'RA3', 'none']);
    expect(rows).toContainEqual(['RYQ', null, null, 'RYQ', 'none']);
  });

  it('the file of paths adds what the list of successors lacks', async () => {
    expect(await follow({ changes: ['RW3 > R0A 2017-10-01'], further: ['RW3 > R0A 2017-10-02', 'RBB > RM3 2015-02-01'], closed: [] })).toEqual([
      ['R0A', 'R0A', null, 'R0A', 'current'],
      ['RBB', 'RM3', '2015-02-01', 'RBB > RM3', 'merged'],
      ['RM3', 'RM3', null, 'RM3', 'current'],
      ['RW3', 'R0A', '2017-10-01', 'RW3 > R0A', 'merged'],
    ]);
  });

  it('changes before April 2010, and those of commissioners and sites, are not followed', async () => {
    const rows = await follow({
      changes: ['RMN > RW6 2002-04-01', '00C > 16C 2020-04-01', 'RTV0A > Y8Z1Y 2021-06-01'],
      further: ['5A1 > 5QC 2006-10-01'],
      closed: [],
    });
    expect(rows.map(([code]) => code)).toEqual(['R0A', 'RM3']);
  });

  it.each([
    ['a circle', { changes: ['RW3 > RW4 2012-04-01', 'RW4 > RW3 2013-04-01'] }, 'found a circle: RW3 > RW4 > RW3'],
    [
      'a line that ends nowhere',
      { changes: ['RW3 > RZZ 2012-04-01'] },
      'trust RW3: found a line that ends in RZZ (RW3 > RZZ); expected a trust that is open in 2022',
    ],
    ['a trust that becomes another kind of organisation', { changes: ['RW3 > 5QT 2012-04-01'] }, 'line 2, column new_code: found “5QT”; expected an NHS trust'],
    ['the same change twice', { changes: ['RW3 > R0A 2017-10-01', 'RW3 > R0A 2017-10-01'] }, 'line 3: found change RW3 > R0A again (first in line 2)'],
    ['files that differ', { changes: ['RW3 > R0A 2017-10-01'], further: ['RW3 > RM3 2017-10-01'] }, `${paths}, line 2: found RM3 after RW3; expected R0A`],
    ['a date that is none', { changes: ['RW3 > R0A 01/10/2017'] }, 'line 2, column date: found “01/10/2017”'],
  ])('refuses %s', async (_, given: Given, message) => {
    await expect(follow(given)).rejects.toThrow(message);
  });
});

describeWithSharedData('successors of trusts as published', (data) => {
  it('262 trusts: 211 current, 45 merged, one split and five without successor', async () => {
    const rows = (await extractPublished(trustChanges, data)).successors?.rows ?? [];
    const count = (outcome: string) => rows.filter((row) => row[4] === outcome).map(([code]) => code);
    expect(rows).toHaveLength(262);
    expect([count('current').length, count('merged').length]).toEqual([211, 45]);
    expect(count('split')).toEqual(['RW6']);
    expect(count('none')).toEqual(['R0C', 'RA3', 'RBA', 'RJD', 'RYQ']);
    expect(rows).toContainEqual(['RM4', 'R0A', '2012-04-01', 'RM4 > RW3 > R0A', 'merged']);
  });

  it('knows every trust of the extracts with figures of trusts', async () => {
    const known = new Set((await extractPublished(trustChanges, data)).successors?.rows.map(([code]) => code));
    const extracts = fileURLToPath(new URL('../../../../data/extracts/england/', import.meta.url));
    for (const source of ['kh03', 'beds-monthly-uec', 'winter-sitrep', 'ae-series', 'discharge-ready']) {
      const file = join(extracts, source, 'figures.csv.gz');
      expect(existsSync(file)).toBe(true);
      const units = new Set(
        gunzipSync(readFileSync(file))
          .toString()
          .split('\n')
          .map((line) => line.split(',', 2)[1] ?? ''),
      );
      expect([...units].filter((unit) => /^R[A-Z0-9]{2}$/.test(unit) && !known.has(unit))).toEqual([]);
    }
  }, 20_000);
});
