import { expect, test } from 'vitest';
import { europeanStandard1976, europeanStandard2013 } from '../../stats/standard-populations.ts';

test.each([
  ['1976', europeanStandard1976, 18],
  ['2013', europeanStandard2013, 19],
] as const)('the European Standard Population %s is 100,000 people in five-year bands', (_year, standard, bands) => {
  expect(standard.startAges).toHaveLength(bands);
  expect(standard.population).toHaveLength(bands);
  expect(Array.from(standard.population).reduce((sum, people) => sum + people, 0)).toBe(100_000);
  expect([...standard.startAges]).toEqual(Array.from({ length: bands }, (_, band) => band * 5));
});
