import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { abridgedStartAges, type LifeTableRows, lifeExpectancies, lifeTable } from '../../stats/life-expectancy.ts';
import { xoshiro128 } from '../../stats/random.ts';

const oneArea = (deaths: readonly (number | null)[], population: readonly (number | null)[]): LifeTableRows => ({
  area: deaths.map(() => 0),
  band: deaths.map((_, band) => band),
  deaths: [...deaths],
  population: [...population],
});

const anArea = fc.array(fc.record({ rate: fc.double({ min: 0.0001, max: 0.3, noNaN: true }), people: fc.integer({ min: 500, max: 50_000 }) }), {
  minLength: 20,
  maxLength: 20,
});

describe('life expectancy', () => {
  test('by hand: a band of 50 years in which 1% die a year, then 1 in 20', () => {
    const years = lifeExpectancies(oneArea([100, 50], [10_000, 1000]), [0, 50]);
    // q = 50 × 0.01 ÷ (1 + 25 × 0.01) = 0.4; the old have 1 ÷ 0.05 = 20 years, and all 50 × (0.6 + 0.5 × 0.4) + 0.6 × 20 = 52.
    expect(at(years.value, 0)).toBeCloseTo(52, 12);
    expect(at(years.value, 1)).toBeCloseTo(20, 12);
    // Variances: 1 ÷ (50 × 0.05²) = 8 of the old; 0.4² × 0.6 ÷ 100 = 0.00096 of q, times (25 + 20)², plus 0.6² × 8.
    expect(at(years.upper, 1)).toBeCloseTo(20 + 1.959963984540054 * Math.sqrt(8), 10);
    expect(at(years.lower, 0)).toBeCloseTo(52 - 1.959963984540054 * Math.sqrt(0.00096 * 45 ** 2 + 0.36 * 8), 10);
    expect(toNullable(years.population)).toEqual([11_000, 1000]);
    expect(toNullable(years.deaths)).toEqual([150, 50]);
  });

  test('is one over the death rate where that is the same at every age, whatever the bands', () => {
    // Within a band the deaths are spread evenly over time, so fine bands come close to the constant rate.
    const fine = Array.from({ length: 1501 }, (_, band) => band / 10);
    const years = lifeExpectancies(
      oneArea(
        fine.map(() => 20),
        fine.map(() => 1000),
      ),
      fine,
      { shareLived: fine.map(() => 0.5) },
    );
    expect(at(years.value, 0)).toBeCloseTo(50, 3);
    const coarse = lifeExpectancies(oneArea([100, 100, 100], [5000, 5000, 5000]), [0, 10, 20]);
    expect(at(coarse.value, 2)).toBeCloseTo(50, 10);
    expect(Math.abs((at(coarse.value, 0) ?? 0) - 50)).toBeLessThan(0.1);
  });

  test('rows in any order and other areas beside it do not matter', () => {
    fc.assert(
      fc.property(anArea, anArea, (one, other) => {
        const rows = [one, other].flatMap((bands, area) => bands.map(({ rate, people }, band) => ({ area, band, deaths: Math.ceil(rate * people), people })));
        const alone = lifeExpectancies(
          oneArea(
            rows.slice(20).map(({ deaths }) => deaths),
            rows.slice(20).map(({ people }) => people),
          ),
          abridgedStartAges,
        );
        const turned = rows.toReversed();
        const together = lifeExpectancies(
          {
            area: turned.map(({ area }) => area),
            band: turned.map(({ band }) => band),
            deaths: turned.map(({ deaths }) => deaths),
            population: turned.map(({ people }) => people),
          },
          abridgedStartAges,
        );
        for (let band = 0; band < 20; band += 1) {
          for (const name of ['value', 'lower', 'upper', 'population', 'deaths'] as const) expect(at(together[name], 19 - band)).toBe(at(alone[name], band));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('falls when more people die at any age, contains the value, and narrows with the size of the area', () => {
    fc.assert(
      fc.property(anArea, fc.integer({ min: 0, max: 19 }), (bands, sicker) => {
        const people = bands.map((band) => band.people);
        const deaths = bands.map(({ rate, people: n }) => Math.ceil(rate * n));
        const table = (factor: number, more: number) =>
          lifeTable(
            deaths.map((count, band) => factor * count * (band === sicker ? more : 1)),
            people.map((n) => factor * n),
            abridgedStartAges,
            abridgedStartAges.map(() => 0.5),
          );
        const before = table(1, 1);
        expect(table(1, 1.5).expectancy[0]).toBeLessThan((before.expectancy[0] ?? 0) + 1e-12);
        expect(table(4, 1).expectancy[0]).toBeCloseTo(before.expectancy[0] ?? 0, 9);
        expect((table(4, 1).variance[0] ?? 0) * 4).toBeCloseTo(before.variance[0] ?? 0, 9);
        const years = lifeExpectancies(oneArea(deaths, people), abridgedStartAges, { widestInterval: 1e12 });
        expect(at(years.lower, 0)).toBeLessThan(at(years.value, 0) ?? 0);
        expect(at(years.upper, 0)).toBeGreaterThan(at(years.value, 0) ?? 0);
      }),
    );
  });

  test('the 95% interval holds the true value in about 95 of 100 simulated areas', () => {
    const random = xoshiro128(9);
    const [simulated, startAges, people, rates] = [3000, [0, 20, 40, 60, 80], [4000, 4000, 4000, 3000, 1000], [0.002, 0.003, 0.005, 0.02, 0.12]] as const;
    const bands = startAges.length;
    const length = simulated * bands;
    const each = (of: (band: number) => number) => Float64Array.from({ length }, (_, row) => of(row % bands));
    // The normal distribution stands for the binomial one: the smallest mean is 8 deaths.
    const deathsOf = (band: number) => {
      const mean = (people[band] ?? 0) * (rates[band] ?? 0);
      return Math.max(0, Math.round(mean + Math.sqrt(mean * (1 - (rates[band] ?? 0))) * random.normal()));
    };
    const rows = {
      area: Int32Array.from({ length }, (_, row) => Math.floor(row / bands)),
      band: each((band) => band),
      deaths: each(deathsOf),
      population: each((band) => people[band] ?? 0),
    };
    const years = lifeExpectancies(rows, startAges);
    const truth =
      lifeTable(
        people.map((n, band) => n * (rates[band] ?? 0)),
        people,
        startAges,
        startAges.map(() => 0.5),
      ).expectancy[0] ?? 0;
    let held = 0;
    for (let row = 0; row < length; row += bands) if ((at(years.lower, row) ?? 0) <= truth && truth <= (at(years.upper, row) ?? 0)) held += 1;
    expect(Math.abs(held / simulated - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / simulated) + 0.01);
  });

  test('everybody dies within a band whose deaths are more than its years allow', () => {
    // 0.3 a year over 10 years: q would be 1.2, and is 1; nobody reaches the last band.
    const years = lifeExpectancies(oneArea([3000, 10], [10_000, 100]), [0, 10], { widestInterval: 1000 });
    expect(at(years.value, 0)).toBeCloseTo(5, 12);
    expect(at(years.lower, 0)).toBeCloseTo(5, 12);
  });

  test('a year of life lost by each infant who dies is nine tenths, unless told otherwise', () => {
    const rows = oneArea([1000, 200, 500], [10_000, 20_000, 10_000]);
    const given = lifeExpectancies(rows, [0, 1, 50], { shareLived: [0.1, 0.5, 0.5] });
    const half = lifeExpectancies(rows, [0, 1, 50], { shareLived: [0.5, 0.5, 0.5] });
    expect(toNullable(lifeExpectancies(rows, [0, 1, 50]).value)).toEqual(toNullable(given.value));
    expect(at(given.value, 0)).not.toBe(at(half.value, 0));
    expect(at(given.value, 1)).toBe(at(half.value, 1));
  });
});

describe('areas without a life table', () => {
  const [deaths, people] = [
    [10, 50],
    [5000, 1000],
  ];
  test.each([
    [oneArea([10, 50], [4000, 1000]), 'too few people'],
    [oneArea([10, 1001], people), 'more deaths than people'],
    [oneArea([-1, 50], people), 'negative deaths'],
    [oneArea([null, 50], people), 'deaths or population not known'],
    [oneArea(deaths, [5000, null]), 'deaths or population not known'],
    [oneArea([0, 50], [0, 10_000]), 'a band without people'],
    [oneArea([10, 0], people), 'no death in the last band'],
    [{ ...oneArea([50], [10_000]), band: [1] }, 'a band is missing'],
  ])('%o: %s', (rows, reason) => {
    const years = lifeExpectancies(rows, [0, 50]);
    expect(years.noLifeTable).toEqual([reason]);
    for (const name of ['value', 'lower', 'upper'] as const) expect(toNullable(years[name]).every((value) => value === null)).toBe(true);
  });

  test('an area without a table does not touch the next', () => {
    const years = lifeExpectancies({ area: [0, 0, 1, 1], band: [0, 1, 0, 1], deaths: [null, 50, 100, 50], population: [5000, 1000, 10_000, 1000] }, [0, 50]);
    expect(years.noLifeTable).toEqual(['deaths or population not known', null]);
    expect(toNullable(years.value).slice(0, 2)).toEqual([null, null]);
    expect(at(years.value, 2)).toBeCloseTo(52, 12);
    expect(toNullable(years.deaths)).toEqual([null, 50, 150, 50]);
  });

  test('a value whose 95% interval is wider than 20 years is withheld, its limits are kept', () => {
    const years = lifeExpectancies(oneArea([100, 2], [10_000, 100]), [0, 50], { confidence: 0.5 });
    expect(at(years.value, 1)).toBeNull();
    expect(at(years.lower, 1)).not.toBeNull();
  });
});

describe('impossible input is refused', () => {
  test.each([
    [oneArea([Number.NaN, 5], [5000, 5000]), [0, 50], 'row 0: deaths must be a finite number: NaN'],
    [oneArea([1, 5], [5000, Number.POSITIVE_INFINITY]), [0, 50], 'row 1: population must be a finite number: Infinity'],
    [oneArea([1, 5], [5000, -1]), [0, 50], 'row 1: population must not be negative: -1'],
    [{ ...oneArea([1, 5], [5000, 5000]), band: [0, 0] }, [0, 50], 'row 1: area 0 has band 0 twice, first in row 0'],
    [{ ...oneArea([1, 5], [5000, 5000]), deaths: [1] }, [0, 50], 'columns differ in length: area has 2, deaths has 1'],
    [oneArea([1, 5], [5000, 5000]), [50, 0], 'start age 1 must be above the one before it: 0'],
    [oneArea([1, 5], [5000, 5000]), [0, Number.NaN], 'start age 1 must be above the one before it: NaN'],
    [oneArea([], []), [], 'no age bands'],
  ])('%o in bands from %o', (rows, startAges, message) => {
    expect(() => lifeExpectancies(rows, startAges)).toThrow(new RangeError(message));
  });

  test('a share lived outside 0 to 1', () => {
    expect(() => lifeExpectancies(oneArea([1], [9000]), [0], { shareLived: [1.5] })).toThrow('share lived of band 0 must be within 0 to 1: 1.5');
  });
});
