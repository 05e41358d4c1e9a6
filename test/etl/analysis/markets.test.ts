import { describe, expect, test } from 'vitest';
import { marketDefinitions, type OfferDefinition, type ShareDefinition } from '../../../data/markets.ts';
import { classifyArea, exposureOf } from '../../../etl/analysis/markets.ts';

const hospital = marketDefinitions.find((definition) => definition.id === 'hospital-use-2018') as ShareDefinition;
const network = marketDefinitions.find((definition) => definition.id === 'gp-network-2020') as OfferDefinition;
const area = (shares: number[], population = 8000) => ({ area_id: 'E02000001', population, shares, offers: 0 });

describe('an area under hospital-use-2018', () => {
  test.each([
    ['two equal halves are competitive, by tolerance', [0.5, 0.5], 'competitive'],
    ['shares of 30% and 70% are limited', [0.3, 0.7], 'limited'],
    ['one trust over 10% is a monopoly', [0.85, 0.08, 0.07], 'monopoly'],
    ['two over 10% but HHI above 8,000 is a monopoly', [0.9, 0.1], 'monopoly'],
    ['HHI of exactly 8,000 is not above it', [(1 + Math.sqrt(0.6)) / 2, (1 - Math.sqrt(0.6)) / 2], 'limited'],
    ['two over 10% and HHI between is limited', [0.75, 0.25], 'limited'],
    ['no trust over 10% is a monopoly of none', Array(20).fill(0.05), 'monopoly'],
  ])('%s', (_name, shares, expected) => {
    expect(classifyArea(hospital, area(shares)).market_type).toBe(expected);
  });

  test('fewer than 1,000 residents or no data is unclassified, with the reason', () => {
    expect(classifyArea(hospital, area([1], 999))).toMatchObject({ market_type: 'unclassified', reason: 'Fewer than 1,000 residents.' });
    expect(classifyArea(hospital, area([], 5000))).toMatchObject({ market_type: 'unclassified', hhi: null });
  });
});

test('GP networks: none is unclassified, one a monopoly, two limited, three competitive', () => {
  const typeFor = (offers: number) => classifyArea(network, { ...area([]), offers }).market_type;
  expect([0, 1, 2, 3, 9].map(typeFor)).toEqual(['unclassified', 'monopoly', 'limited', 'competitive', 'competitive']);
});

describe('a system’s exposure', () => {
  const system = { level: 'icb', system_id: 'QHM' };
  const people = (monopoly: number, competitive: number) => [
    { market_type: 'monopoly', hhi: 9000, population: monopoly },
    { market_type: 'competitive', hhi: 4000, population: competitive },
  ];

  test.each([
    [75, 25, 'monopoly'],
    [74, 26, 'limited'],
    [26, 74, 'limited'],
    [25, 75, 'competitive'],
  ])('%d%% of people in monopoly areas, %d%% in competitive ones: %s', (monopoly, competitive, expected) => {
    expect(exposureOf(hospital, system, people(monopoly, competitive)).market_type).toBe(expected);
  });

  test('HHI is the mean over people, and unclassified people are counted, not dropped', () => {
    const exposure = exposureOf(hospital, system, [...people(50, 30), { market_type: 'unclassified', hhi: null, population: 20 }]);
    expect(exposure.hhi).toBeCloseTo((50 * 9000 + 30 * 4000) / 80, 9);
    expect(exposure.share_unclassified).toBe(0.2);
    expect(exposure.share_monopoly).toBe(0.5);
  });
});
