import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Column, toNullable } from '../../stats/column.ts';
import { concentrationClass, concentrationGuidelines, herfindahlIndex, marketConcentration } from '../../stats/concentration.ts';
import { patientFlowCompetition } from '../../stats/patient-flow.ts';
import { predictedShares } from '../../stats/predicted-shares.ts';

const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 500 })), {
  minLength: 1,
  maxLength: 60,
});
const rounded = (column: Column, digits: number) => toNullable(column).map((value) => (value === null ? null : Number(value.toFixed(digits))));

describe('concentration of markets', () => {
  test.each([
    ['US Department of Justice, Herfindahl-Hirschman Index page', [30, 30, 20, 20], 2600],
    ['Investopedia, Herfindahl-Hirschman Index', [10, 9, 12, 15, 12, 11, 15, 16], 1296],
    ['US Department of Justice: one firm', [100], 10_000],
  ])('%s: %j', (_, shares, expected) => {
    expect(herfindahlIndex(shares)).toBeCloseTo(expected, 9);
    const market = { market: shares.map(() => 0), firm: shares.map((_share, firm) => firm), amount: shares };
    expect(toNullable(marketConcentration(market).hhi)[0]).toBeCloseTo(expected, 9);
  });

  test('hospitals of one owner are one firm; a single firm has nobody to merge with', () => {
    const { hhi, firms, topShare, topFourShare, equivalentFirms, mergerChange } = marketConcentration({
      market: [0, 0, 0, 1, 2, 2, 2, 2, 2],
      firm: [0, 0, 1, 2, 0, 1, 2, 3, 4],
      amount: [10, 20, 70, 7, 1, 1, 1, 1, 1],
    });
    expect(toNullable(hhi)).toEqual([5800, 10_000, 2000]);
    expect(toNullable(firms)).toEqual([2, 1, 5]);
    expect(toNullable(topShare)).toEqual([70, 100, 20]);
    expect(toNullable(topFourShare)).toEqual([100, 100, 80]);
    expect(rounded(equivalentFirms, 6)).toEqual([1.724138, 1, 5]);
    expect(toNullable(mergerChange)).toEqual([4200, null, 800]);
  });

  test('is that of each market alone, whatever the order of rows and the unit', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const columns = (of: typeof list, unit: number) => ({ market: of.map(([m]) => m), firm: of.map(([, f]) => f), amount: of.map(([, , a]) => a * unit) });
        const known = { markets: 5, firms: 7 };
        const found = toNullable(marketConcentration(columns(list, 1), known).hhi);
        const again = toNullable(marketConcentration(columns(list.toReversed(), 0.25), known).hhi);
        for (let market = 0; market < 5; market += 1) {
          const byFirm = new Map<number, number>();
          for (const [m, firm, amount] of list) if (m === market) byFirm.set(firm, (byFirm.get(firm) ?? 0) + amount);
          const alone = herfindahlIndex([...byFirm.values()]);
          if (alone === null) expect(found[market]).toBeNull();
          else expect(found[market]).toBeCloseTo(alone, 6);
          expect(again[market] === null).toBe(found[market] === null);
          expect(again[market] ?? 0).toBeCloseTo(found[market] ?? 0, 6);
        }
      }),
    );
  });

  test('a merger of the two largest raises the index by as much as is said', () => {
    const { hhi, mergerChange } = marketConcentration({ market: [0, 0, 0, 1, 1], firm: [0, 1, 2, 0, 2], amount: [50, 30, 20, 80, 20] });
    expect((toNullable(hhi)[0] ?? 0) + (toNullable(mergerChange)[0] ?? 0)).toBeCloseTo(toNullable(hhi)[1] ?? 0, 9);
  });

  test('a market with an amount that is not known, or with none, is not defined', () => {
    const { hhi, firms } = marketConcentration({ market: [0, 0, 1, 2], firm: [0, 1, 0, 1], amount: [5, null, 0, 3] }, { markets: 4 });
    expect(toNullable(hhi)).toEqual([null, null, 10_000, null]);
    expect(toNullable(firms)).toEqual([null, null, 1, null]);
  });

  test.each([
    [[0, 0], [0, 1], [1, -2], 'row 1: amount must be a finite number of at least 0: -2'],
    [[0, 0], [0, 1], [1, Number.NaN], 'row 1: amount must be a finite number of at least 0: NaN'],
    [[0, -1], [0, 1], [1, 1], 'row 1: market must be a whole number'],
    [[0, 0], [0, 1.5], [1, 1], 'row 1: firm must be a whole number'],
    [[0], [0, 1], [1, 1], 'columns differ in length: market has 1, firm has 2'],
  ])('refuses markets %j, firms %j, amounts %j', (market, firm, amount, message) => {
    expect(() => marketConcentration({ market, firm, amount })).toThrow(message);
  });

  test('"in excess of 1,800" is highly concentrated: exactly 1,800 is moderate', () => {
    expect([999.9, 1000, 1800, 1800.1].map((hhi) => concentrationClass(hhi))).toEqual(['low', 'moderate', 'moderate', 'high']);
    expect(concentrationClass(1800.1, concentrationGuidelines.us2010)).toBe('moderate');
    expect(() => concentrationClass(12_000)).toThrow('index must be within 0 to 10,000: 12000');
  });
});

describe('competition as patients’ flows show it', () => {
  test('a provider alone in its area is a monopoly; two that share an area are not', () => {
    const flows = patientFlowCompetition({ area: [0, 1, 1], provider: [0, 1, 2], patients: [100, 60, 40] });
    expect(toNullable(flows.areaHhi)).toEqual([10_000, 5200]);
    expect(toNullable(flows.areaTopShare)).toEqual([1, 0.6]);
    expect(toNullable(flows.providerHhi)).toEqual([10_000, 5200, 5200]);
    expect(rounded(flows.loci, 12)).toEqual([0, 0.4, 0.6]);
    expect(rounded(flows.monopolyIndex, 12)).toEqual([1, 0.6, 0.4]);
  });

  test('predicted shares, area and system exposure after Kessler and McClellan (constructed market of four areas)', () => {
    // Travel minutes of four areas to three systems; -0.1 a minute, 60 minutes at most.
    const minutes = [10, 20, 50, 15, 12, 25, 70, 65, 8, 20, 90, 40];
    const population = [100_000, 80_000, 40_000, 60_000];
    const area = minutes.map((_, row) => Math.floor(row / 3));
    const share = predictedShares({ area, minutes }, { perMinute: -0.1, limitMinutes: 60 });
    expect(rounded(share, 7)).toEqual([0.7213992, 0.2653879, 0.0132129, 0.367953, 0.4966846, 0.1353624, 0, 0, 1, 0.8807971, 0, 0.1192029]);
    const patients = toNullable(share).map((value, row) => (value ?? 0) * (population[area[row] ?? 0] ?? 0));
    const flows = patientFlowCompetition({ area, provider: minutes.map((_, row) => row % 3), patients });
    expect(rounded(flows.areaHhi, 4)).toEqual([5910.2212, 4004.0801, 10_000, 7900.1283]);
    expect(toNullable(flows.areaTopShare).map((top) => Number((1 - (top ?? 0)).toFixed(6)))).toEqual([0.278601, 0.503315, 0, 0.119203]);
    expect(rounded(flows.providerHhi, 4)).toEqual([6227.8702, 4767.3812, 8560.7311]);
    expect(rounded(flows.loci, 6)).toEqual([0.291425, 0.595937, 0.286103]);
  });

  test('LOCI is within 0 to 1, does not depend on order or unit, and the index of a provider within those of its areas', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const columns = (of: typeof list, unit: number) => ({
          area: of.map(([a]) => a),
          provider: of.map(([, p]) => p),
          patients: of.map(([, , n]) => n * unit),
        });
        const known = { areas: 5, providers: 7 };
        const flows = patientFlowCompetition(columns(list, 1), known);
        const again = patientFlowCompetition(columns(list.toReversed(), 0.5), known);
        const areas = toNullable(flows.areaHhi).filter((hhi) => hhi !== null);
        for (const [provider, loci] of toNullable(flows.loci).entries()) {
          expect(toNullable(again.loci)[provider] ?? -1).toBeCloseTo(loci ?? -1, 9);
          if (loci === null) continue;
          expect(loci).toBeGreaterThanOrEqual(0);
          expect(loci).toBeLessThan(1);
          const hhi = toNullable(flows.providerHhi)[provider] ?? 0;
          expect(hhi).toBeGreaterThanOrEqual(Math.min(...areas) - 1e-6);
          expect(hhi).toBeLessThanOrEqual(Math.max(...areas) + 1e-6);
        }
      }),
    );
  });

  test('a number that is not known leaves its area undefined, and every provider with patients from there', () => {
    const flows = patientFlowCompetition({ area: [0, 0, 1, 1], provider: [0, 1, 1, 2], patients: [10, null, 5, 5] });
    expect(toNullable(flows.areaHhi)).toEqual([null, 5000]);
    expect(toNullable(flows.loci)).toEqual([null, null, 0.5]);
  });

  test('refuses what cannot be', () => {
    expect(() => patientFlowCompetition({ area: [0], provider: [0], patients: [-1] })).toThrow('row 0: patients must be a finite number of at least 0: -1');
    expect(() => patientFlowCompetition({ area: [0], provider: [0, 1], patients: [1] })).toThrow('columns differ in length');
  });
});

describe('shares predicted from travel time', () => {
  test('sum to 1 in each area that has an option, fall with distance, and take no notice of what is out of reach', () => {
    const share = predictedShares({ area: [0, 0, 0, 1, 2, 2], minutes: [10, 30, 61, 80, 5, null] }, { perMinute: -0.05, limitMinutes: 60 });
    const list = toNullable(share);
    expect(list[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 14);
    expect((list[0] ?? 0) + (list[1] ?? 0)).toBeCloseTo(1, 14);
    expect(list.slice(2)).toEqual([0, null, 1, null]);
  });

  test('attraction moves the odds, and a common shift of all of them nothing', () => {
    const shares = (attraction: number[]) => toNullable(predictedShares({ area: [0, 0], minutes: [900, 900], attraction }, { perMinute: -1 }));
    expect(shares([Math.log(3), 0])[0]).toBeCloseTo(0.75, 12);
    expect(shares([Math.log(3) + 50, 50])[0]).toBeCloseTo(0.75, 12);
  });

  test('refuses what cannot be', () => {
    expect(() => predictedShares({ area: [0], minutes: [-5] }, { perMinute: -1 })).toThrow('row 0: minutes must be a finite number of at least 0: -5');
    expect(() => predictedShares({ area: [0], minutes: [5] }, { perMinute: 0.1 })).toThrow('perMinute must be a finite number of at most 0: 0.1');
    expect(() => predictedShares({ area: [0], minutes: [5], attraction: [Number.NaN] }, { perMinute: -1 })).toThrow(
      'row 0: attraction must be a finite number: NaN',
    );
  });
});
