import { expect, test } from 'vitest';
import { editionById } from '../../data/editions.ts';
import { historicCases } from '../../data/historic-cases/registry.ts';
import { casesOf, noteOn, systemNotes } from '../../data/systems.ts';

test('remarks are of editions and of historic cases that exist', () => {
  const cases = historicCases.map(({ id }) => id);
  for (const { edition, text, cases: named = [] } of systemNotes) {
    expect(editionById.has(edition)).toBe(true);
    expect(text.trim()).toBe(text);
    for (const id of named) expect(cases).toContain(id);
  }
});

test('the systems of the papers have their story', () => {
  expect(noteOn('usa', 'H5050')).toContain('Group Health Cooperative');
  expect(noteOn('usa', 'veterans-health-administration')).toContain('halved its bed days');
  expect(noteOn('uk-nations', 'S08000031')).toContain('no rival');
  expect(noteOn('england', 'S08000031')).toBeNull();
  expect(casesOf('usa', 'veterans-health-administration')).toEqual(['vha-1994-98', 'vha-quality-1997-2000']);
  expect(casesOf('usa', 'H9999')).toEqual([]);
});
