import { describe, expect, it } from 'vitest';
import { choice } from '../../../../etl/sources/england/choice.ts';
import { trusts } from '../../../../etl/sources/england/trusts.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished } from '../extracting.ts';

const header = ['nhs_trust22_name', 'nhs_trust22_code', 'status', 'longitude', 'latitude'];
const ods = (...names: [code: string, name: string][]) =>
  names.map(([code, name]) => `${[code, name, ...Array.from({ length: 22 }, () => '')].join(',')}\n`).join('');
const files = (points: string[][], etr: string) => ({ 'trusts/points_nhs_trusts22.csv': csv(header, points), 'trusts/etr_trust_list.csv': etr });
const york = ['York And Scarborough Teaching Hospitals NHS Foundation Trust', 'RCB', 'open', '-1.08', '53.97'];

describe('names of trusts', () => {
  it('the list of 2022 is preferred and the ODS list adds what it lacks', async () => {
    const tables = await extractFrom(
      trusts,
      files([york], ods(['RCB', 'YORK TEACHING HOSPITAL NHS FOUNDATION TRUST'], ['RA3', 'WESTON AREA HEALTH NHS TRUST'])),
    );
    expect(tables.trusts?.rows).toEqual([
      ['RA3', 'WESTON AREA HEALTH NHS TRUST'],
      ['RCB', 'York And Scarborough Teaching Hospitals NHS Foundation Trust'],
    ]);
  });

  it.each([
    ['a trust twice in the list of 2022', files([york, york], ''), 'points_nhs_trusts22.csv, line 3: found trust RCB again (first in line 2)'],
    ['a trust twice in the ODS list', files([york], ods(['RA3', 'A'], ['RA3', 'B'])), 'etr_trust_list.csv, line 2: found trust RA3 again'],
    ['a code that is not a trust', files([york], ods(['00C', 'NHS DARLINGTON CCG'])), 'line 1, column 1: found “00C”; expected an NHS trust'],
    ['a trust without name', files([york], ods(['RA3', ' '])), 'line 1, column 2: found “ ”; expected a name'],
    ['a truncated row', files([york], 'RA3,WESTON\n'), 'line 1: found 2 cells; expected 24 cells'],
    [
      'a renamed column',
      { ...files([york], ods(['RA3', 'A'])), 'trusts/points_nhs_trusts22.csv': csv(['name', ...header.slice(1)], [york]) },
      'line 1, column 1: found “name”; expected “nhs_trust22_name”',
    ],
  ])('refuses %s', async (_, published, message) => {
    const whole = { ...published, 'trusts/etr_trust_list.csv': published['trusts/etr_trust_list.csv'] || ods(['RA4', 'A']) };
    await expect(extractFrom(trusts, whole)).rejects.toThrow(message);
  });
});

describeWithSharedData('names of trusts as published', (data) => {
  it('every trust of the hospital shares has a name', async () => {
    const names = new Map((await extractPublished(trusts, data)).trusts?.rows.map(([code, name]) => [code, name]));
    const used = new Set((await extractPublished(choice, data))['hospital-use']?.rows.map(([, trust]) => trust));
    expect(names.size).toBe(228);
    expect(used.size).toBe(139);
    expect([...used].filter((code) => !names.has(code ?? ''))).toEqual([]);
    expect(names.get('R0A')).toBe('Manchester University NHS Foundation Trust');
  });
});
