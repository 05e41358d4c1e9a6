import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type IntegratedSystem, integratedSystems, integrationOf } from '../../data/integrated-systems.ts';
import { describeWithSharedData } from '../support/shared-data.ts';

const type = (edition: string, systemId: string, parentName: string | null = null) => integrationOf(edition, { systemId, parentName }).integrationType;
const kaiser = 'Kaiser Foundation Health Plan, Inc.';

describe('what the list says of a system', () => {
  test.each([
    ['usa', 'H0524', kaiser, 'vertical'],
    ['usa', 'H0630', kaiser, 'virtual'],
    ['usa', 'H9003', kaiser, 'unknown'],
    ['usa', 'H5050', 'Group Health Cooperative', 'unknown'],
    ['usa', '01014F', 'Veterans Health Administration', 'vertical'],
    ['usa', '01014F', 'VETERANS HEALTH ADMINISTRATION ', 'vertical'],
    ['usa', 'H3954', 'Geisinger Health', 'unknown'],
    ['usa', 'H9999', 'Nobody, Inc.', 'unknown'],
    ['usa', 'H9999', null, 'unknown'],
    ['uk-nations', 'S08000031', null, 'vertical'],
    ['uk-nations', 'BHSCT', null, 'vertical'],
    ['uk-nations', '7A7', null, 'unknown'],
    ['england', 'QHM', null, 'unknown'],
    ['england', 'H0524', kaiser, 'unknown'],
  ] as const)('%s %s of %s is %s', (edition, systemId, parentName, expected) => {
    expect(type(edition, systemId, parentName)).toBe(expected);
  });

  test('its own line goes before its parent’s, and a parent’s before nothing', () => {
    expect(integrationOf('usa', { systemId: 'H0630', parentName: kaiser }).entry?.id).toBe('H0630');
    expect(integrationOf('usa', { systemId: 'H3138', parentName: kaiser }).entry?.id).toBe(kaiser);
    expect(integrationOf('usa', { systemId: 'H9999', parentName: null }).entry).toBeNull();
  });

  test('a name is known as it was spelt in other years, and another organisation is not taken for it', () => {
    expect(integrationOf('usa', { systemId: 'X', parentName: 'Geisinger Health System' }).entry?.title).toBe('Geisinger');
    expect(integrationOf('usa', { systemId: 'X', parentName: "MARTIN'S POINT HEALTH CARE INC" }).entry?.id).toContain('Point');
    expect(integrationOf('usa', { systemId: 'H7598', parentName: 'Group Health Cooperative of Eau Claire' }).entry?.id).not.toBe('H5050');
  });

  test('the Welsh boards are known by both of their codes', () => {
    expect(integrationOf('uk-nations', { systemId: 'W11000024', parentName: null }).entry?.id).toBe('7A7');
  });
});

test('no name or code stands for two lines of an edition', () => {
  const names = integratedSystems.flatMap(({ edition, id, otherIds }) => [id, ...otherIds].map((name) => `${edition} ${name.toLowerCase()}`));
  expect(new Set(names).size).toBe(names.length);
});

test('every line has evidence and a source, and years in order', () => {
  for (const { evidence, source, from, to, id } of integratedSystems) {
    expect(evidence, id).toMatch(/\.$/);
    expect(source, id).not.toBe('');
    expect((from ?? 0) <= (to ?? 9999), id).toBe(true);
  }
});

test('the contract that is called vertical says that its source speaks of the north only', () => {
  expect(integratedSystems.find(({ id }) => id === 'H0524')?.evidence).toContain('not only the north');
});

describeWithSharedData('on the published files', (data) => {
  const read = (...path: string[]) => readFileSync(join(data, ...path), 'latin1');
  const lines = (edition: string, level: IntegratedSystem['level']) => integratedSystems.filter((entry) => entry.edition === edition && entry.level === level);

  test('every American parent and contract is in the files', () => {
    const stars = ['2022_Star_Ratings_Measure_Data_2021-10-06.csv', '2024_Star_Ratings_Measure_Data_2024-07-02.csv']
      .map((file) => read('us', 'cms-star-ratings', file))
      .join('\n');
    const hospitals = read('us', 'cms-care-compare-2024-07', 'Hospital_General_Information.csv');
    for (const { id } of [...lines('usa', 'parent'), ...lines('usa', 'contract')]) {
      const published = id.replace('’', "'");
      expect(stars.includes(published) || hospitals.includes(published), id).toBe(true);
    }
  });

  test('every board and trust is in the files', () => {
    const files = [
      read('scotland', 'boundaries', 'scotland_health_boards.geojson'),
      read('wales', 'healthyr', 'wales_health_board_critical_general_acute_beds.csv'),
      read('northernireland', 'healthyr', 'ni_beds.csv'),
    ].join('\n');
    expect(lines('uk-nations', 'system')).toHaveLength(14 + 7 + 5);
    for (const { id } of lines('uk-nations', 'system')) expect(files, id).toContain(`"${id}"`);
  });
});
