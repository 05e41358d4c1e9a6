import { describe, expect, test } from 'vitest';
import { herfindahlIndex } from '../../stats/concentration.ts';
import { leastSquares } from '../../stats/least-squares.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { type SimulatedPanel, type SimulatedPanelOptions, simulatePanel } from '../../stats/simulated-panel.ts';

const usual: SimulatedPanelOptions = { systems: 20, areasPerSystem: 8, years: 4, effect: 0, confounding: 0, overlap: 'full' };
const seeds = Array.from({ length: 150 }, (_, seed) => seed);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1));

/** Log rate of each system over all years. */
const logRates = ({ systems, counts }: SimulatedPanel) =>
  systems.competitive.map((_, system) => {
    const rows = counts.system.flatMap((own, row) => (own === system ? [row] : []));
    const total = (column: readonly number[]) => rows.reduce((sum, row) => sum + (column[row] as number), 0);
    return Math.log(total(counts.numerator) / total(counts.denominator));
  });

function contrast(panel: SimulatedPanel): number {
  const rates = logRates(panel);
  const of = (kind: number) => mean(rates.filter((_, system) => panel.systems.competitive[system] === kind));
  return of(1) - of(0);
}

/** Mean and its standard error over seeds. */
function overSeeds(options: Partial<SimulatedPanelOptions>, statistic: (panel: SimulatedPanel) => number = contrast) {
  const values = seeds.map((seed) => statistic(simulatePanel({ ...usual, ...options }, xoshiro128(seed))));
  return { mean: mean(values), error: spread(values) / Math.sqrt(values.length) };
}

describe('a simulated panel', () => {
  test('without effect or confounding the mean contrast is 0', () => {
    const { mean: found, error } = overSeeds({});
    expect(Math.abs(found)).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.01);
  });

  test.each([
    [-0.08, 0, 'full'],
    [0, 0.1, 'full'],
    [-0.08, 0.1, 'partial'],
    [-0.08, -0.08, 'none'],
  ] as const)('effect %d and confounding %d (%s overlap) both move the naive contrast', (effect, confounding, overlap) => {
    const { mean: found, error } = overSeeds({ effect, confounding, overlap });
    expect(Math.abs(found - Math.log1p(effect) - Math.log1p(confounding))).toBeLessThan(4 * error);
  });

  test('adjusting for rurality finds the effect where groups overlap', () => {
    const adjusted = (panel: SimulatedPanel) =>
      leastSquares(
        [new Float64Array(20).fill(1), Float64Array.from(panel.systems.exposure), Float64Array.from(panel.systems.rurality)],
        Float64Array.from(logRates(panel)),
      ).coefficients[1] as number;
    const { mean: found, error } = overSeeds({ effect: -0.08, confounding: 0.3, overlap: 'partial', purity: 0.8 }, adjusted);
    expect(Math.abs(found - Math.log(0.92))).toBeLessThan(4 * error);
  });

  test('no overlap parts the groups by rurality, full overlap does not', () => {
    const rurality = (overlap: SimulatedPanelOptions['overlap'], kind: number) => {
      const { systems } = simulatePanel({ ...usual, systems: 200, overlap }, xoshiro128(1));
      return systems.rurality.filter((_, system) => systems.competitive[system] === kind);
    };
    expect(Math.max(...rurality('none', 1))).toBeLessThan(Math.min(...rurality('none', 0)));
    expect(Math.max(...rurality('full', 1))).toBeGreaterThan(Math.min(...rurality('full', 0)) + 0.5);
  });

  test('areas are of the market that their shares make, and exposure is their people', () => {
    const { areas, systems } = simulatePanel({ ...usual, purity: 0.7 }, xoshiro128(2));
    for (const [area, shares] of areas.shares.entries()) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      const hhi = herfindahlIndex(shares) ?? 0;
      expect(areas.competitive[area] === 1 ? hhi <= 5000 : hhi > 8000).toBe(true);
    }
    const inSystem = areas.system.flatMap((system, area) => (system === 3 ? [area] : []));
    const people = inSystem.reduce((sum, area) => sum + (areas.population[area] as number), 0);
    const exposed = inSystem.reduce((sum, area) => sum + (areas.competitive[area] as number) * (areas.population[area] as number), 0);
    expect(systems.exposure[3]).toBeCloseTo(exposed / people, 12);
    expect(areas.rurality.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test('counts vary from year to year by phi, systems by their deviation', () => {
    const { counts, systems } = simulatePanel({ ...usual, systems: 200, years: 30, phi: 9, betweenSystems: 0.2 }, xoshiro128(3));
    const ratios = systems.over65.map((_, system) => {
      const years = counts.numerator.slice(system * 30, system * 30 + 30);
      return spread(years) ** 2 / mean(years);
    });
    expect(mean(ratios)).toBeGreaterThan(8.3);
    expect(mean(ratios)).toBeLessThan(9.7);
    const flat = simulatePanel({ ...usual, systems: 400, phi: 0, betweenSystems: 0.2 }, xoshiro128(4));
    expect(spread(logRates(flat))).toBeGreaterThan(0.18);
    expect(spread(logRates(flat))).toBeLessThan(0.22);
    expect(new Set(flat.counts.numerator.slice(0, 4)).size).toBe(1);
  });

  test('the same seed gives the same panel', () => {
    expect(simulatePanel(usual, xoshiro128(5))).toEqual(simulatePanel(usual, xoshiro128(5)));
    expect(simulatePanel(usual, xoshiro128(5)).counts).not.toEqual(simulatePanel(usual, xoshiro128(6)).counts);
  });

  test.each<[Partial<SimulatedPanelOptions>, string]>([
    [{ systems: 1 }, 'systems must be a whole number of at least 2: 1'],
    [{ years: 0.5 }, 'years must be a whole number of at least 1: 0.5'],
    [{ effect: -1 }, 'effect must be a finite number above -1: -1'],
    [{ confounding: Number.NaN }, 'confounding must be a finite number above -1: NaN'],
    [{ purity: 1.1 }, 'purity must be from 0 to 1: 1.1'],
    [{ phi: -1 }, 'phi must be a finite number of at least 0: -1'],
  ])('refuses %j', (change, message) => {
    expect(() => simulatePanel({ ...usual, ...change }, xoshiro128(1))).toThrow(message);
  });
});
