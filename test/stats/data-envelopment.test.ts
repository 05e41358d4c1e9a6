import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Column, toNullable } from '../../stats/column.ts';
import { costEfficiencies } from '../../stats/cost-efficiency.ts';
import { efficiencies, scaleEfficiencies, superEfficiencies } from '../../stats/data-envelopment.ts';
import { bootstrapEfficiencies } from '../../stats/data-envelopment-bootstrap.ts';
import { slacks } from '../../stats/envelopment-slacks.ts';
import type { FrontierUnits } from '../../stats/frontier-units.ts';
import { loadSolver, type Solver } from '../../stats/linear-program.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { reflectedBandwidth, smoothDraws } from '../../stats/smooth-draws.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

const kinds = ['crs', 'vrs', 'drs', 'irs', 'fdh'] as const;
const sides = ['input', 'output'] as const;
const list = (column: Column) => toNullable(column).map((value) => (value === null ? null : Math.round(value * 1e8) / 1e8));

/** Staff and spells of five hospitals. */
const [staff, spells] = [
  [2, 4, 8, 6, 4],
  [1, 4, 6, 3, 2],
];
const hospitals = { inputs: [staff], outputs: [spells] };

describe('efficiency of five hospitals with one input and one output', () => {
  // By hand: the best ratio is 1 a head (B). Under variable returns the frontier runs (2, 1), (4, 4), (8, 6).
  test.each([
    ['input', 'crs', [0.5, 1, 0.75, 0.5, 0.5]],
    ['input', 'vrs', [1, 1, 1, (2 + 2 * (2 / 3)) / 6, (2 + 2 / 3) / 4]],
    ['input', 'drs', [0.5, 1, 1, 0.5, 0.5]],
    ['input', 'irs', [1, 1, 0.75, (2 + 2 * (2 / 3)) / 6, (2 + 2 / 3) / 4]],
    ['input', 'fdh', [1, 1, 1, 4 / 6, 1]],
    ['output', 'crs', [2, 1, 8 / 6, 2, 2]],
    ['output', 'vrs', [1, 1, 1, 5 / 3, 2]],
    ['output', 'drs', [2, 1, 1, 5 / 3, 2]],
    ['output', 'irs', [1, 1, 8 / 6, 2, 2]],
    ['output', 'fdh', [1, 1, 1, 4 / 3, 2]],
  ] as const)('%s, %s', (orientation, returns, expected) => {
    expect(list(efficiencies(hospitals, { solver, orientation, returns }))).toEqual(expected.map((value) => Math.round(value * 1e8) / 1e8));
  });

  test('scale efficiency is constant over variable returns, for outputs the other way round', () => {
    expect(list(scaleEfficiencies(hospitals, { solver, orientation: 'input' }))[2]).toBe(0.75);
    expect(list(scaleEfficiencies(hospitals, { solver, orientation: 'output' }))[2]).toBe(0.75);
  });

  test('one’s own figures do not move one’s own yardstick; the smallest has none under variable returns', () => {
    // B without itself: the next best ratio is 3 / 4 a head, so 4 spells would take 16 / 3 staff.
    expect(list(superEfficiencies(hospitals, { solver, orientation: 'input', returns: 'crs' }))).toEqual([0.5, 1.33333333, 0.75, 0.5, 0.5]);
    expect(list(superEfficiencies(hospitals, { solver, orientation: 'output', returns: 'vrs' }))[0]).toBeNull();
    expect(list(superEfficiencies(hospitals, { solver, orientation: 'input', returns: 'vrs' }))[2]).toBeNull();
    expect(list(superEfficiencies(hospitals, { solver, orientation: 'input', returns: 'fdh' }))[0]).toBe(2);
  });

  test('against a reference group one may do better than its best, or make more than any of it', () => {
    const reference = { inputs: [[4, 8]], outputs: [[2, 5]] };
    expect(list(efficiencies(hospitals, { solver, orientation: 'input', returns: 'vrs', reference }))).toEqual([2, 1.66666667, null, 0.88888889, 1]);
    expect(list(efficiencies(hospitals, { solver, orientation: 'input', returns: 'fdh', reference }))).toEqual([2, 2, null, 1.33333333, 1]);
    expect(toNullable(efficiencies(hospitals, { solver, orientation: 'input', returns: 'vrs', reference: { inputs: [[null]], outputs: [[1]] } }))).toEqual(
      Array(5).fill(null),
    );
  });

  test('a unit with a null is not judged and judges nobody', () => {
    const holed = { inputs: [[...staff, 1]], outputs: [[...spells, null]] };
    expect(list(efficiencies(holed, { solver, orientation: 'input', returns: 'crs' }))).toEqual([0.5, 1, 0.75, 0.5, 0.5, null]);
    expect(toNullable(efficiencies({ inputs: [[null]], outputs: [[1]] }, { solver, orientation: 'input', returns: 'vrs' }))).toEqual([null]);
    expect(efficiencies({ inputs: [[]], outputs: [[]] }, { solver, orientation: 'input', returns: 'vrs' }).length).toBe(0);
  });
});

describe('slacks', () => {
  test('a unit that needs no less of one input but could do with less of another is not efficient without reservation', () => {
    // B makes the same as A with the same doctors and 3 beds more.
    const found = slacks(
      {
        inputs: [
          [2, 2],
          [4, 7],
        ],
        outputs: [[1, 1]],
      },
      { solver, orientation: 'input', returns: 'vrs' },
    );
    expect(toNullable(found.sum)).toEqual([0, 3]);
    expect(found.inputs.map(toNullable)).toEqual([
      [0, 0],
      [0, 3],
    ]);
    expect(found.outputs.map(toNullable)).toEqual([[0, 0]]);
  });
});

const units = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 })),
  {
    minLength: 3,
    maxLength: 14,
  },
);
const columnsOf = (rows: number[][]): FrontierUnits => ({
  inputs: [0, 1].map((k) => rows.map((row) => row[k] as number)),
  outputs: [2, 3].map((k) => rows.map((row) => row[k] as number)),
});
const close = (as: (number | null)[], bs: (number | null)[]) => {
  expect(as.length).toBe(bs.length);
  for (const [k, a] of as.entries()) expect(Math.abs((a ?? 0) - (bs[k] ?? 0))).toBeLessThan(1e-7 * Math.max(1, Math.abs(a ?? 0)));
};

describe('properties of data envelopment', () => {
  test('units of measurement do not matter, were they a million times larger', () => {
    fc.assert(
      fc.property(units, fc.constantFrom(...kinds), fc.constantFrom(...sides), (rows, returns, orientation) => {
        const options = { solver, orientation, returns };
        const scaled = rows.map(([a = 0, b = 0, c = 0, d = 0]) => [a * 1e6, b / 7, c * 1000, d * 1e-4]);
        close(toNullable(efficiencies(columnsOf(scaled), options)), toNullable(efficiencies(columnsOf(rows), options)));
      }),
      { numRuns: 60 },
    );
  });

  test('a unit that another dominates moves nobody', () => {
    fc.assert(
      fc.property(units, fc.nat(), fc.constantFrom(...kinds), fc.constantFrom(...sides), (rows, pick, returns, orientation) => {
        const options = { solver, orientation, returns };
        const [a = 0, b = 0, c = 0, d = 0] = rows[pick % rows.length] ?? [];
        const more = toNullable(efficiencies(columnsOf([...rows, [a + 1, b + 2, c / 2, d / 2]]), options));
        close(more.slice(0, -1), toNullable(efficiencies(columnsOf(rows), options)));
      }),
      { numRuns: 60 },
    );
  });

  test('the fewer mixtures are allowed, the better units look; someone is efficient; leaving oneself out never harms', () => {
    fc.assert(
      fc.property(units, (rows) => {
        const by = (returns: (typeof kinds)[number]) => toNullable(efficiencies(columnsOf(rows), { solver, orientation: 'input', returns })) as number[];
        const [crs, vrs, drs, irs, fdh] = kinds.map(by) as [number[], number[], number[], number[], number[]];
        const without = toNullable(superEfficiencies(columnsOf(rows), { solver, orientation: 'input', returns: 'crs' }));
        const outputs = toNullable(efficiencies(columnsOf(rows), { solver, orientation: 'output', returns: 'crs' }));
        for (const k of rows.keys()) {
          const [c, v, d, i, f] = [crs[k], vrs[k], drs[k], irs[k], fdh[k]] as [number, number, number, number, number];
          expect(c).toBeLessThan(Math.min(d, i) + 1e-8);
          expect(Math.max(d, i)).toBeLessThan(v + 1e-8);
          expect(v).toBeLessThan(f + 1e-8);
          expect(f).toBeLessThanOrEqual(1);
          expect(without[k] ?? Number.POSITIVE_INFINITY).toBeGreaterThan(c - 1e-8);
          expect((outputs[k] ?? 0) * c).toBeCloseTo(1, 7);
        }
        expect(crs).toContain(1);
      }),
      { numRuns: 60 },
    );
  });

  /** Least input of any pair of units, mixed so as to make the output. */
  function leastInput(x: number[], y: number[], wanted: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (const [a, ya] of y.entries())
      for (const [b, yb] of y.entries()) {
        const share = ya >= wanted ? 1 : yb > ya ? (yb - wanted) / (yb - ya) : -1;
        if (share >= 0 && share <= 1) least = Math.min(least, share * (x[a] as number) + (1 - share) * (x[b] as number));
      }
    return least;
  }

  test('with one input and one output it is what the best pair of units needs, over six orders of size', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 })), { minLength: 2, maxLength: 20 }), (rows) => {
        const x = rows.map(([a]) => 10 ** (a / 100));
        const y = rows.map(([, b]) => 10 ** (b / 100));
        const found = toNullable(efficiencies({ inputs: [x], outputs: [y] }, { solver, orientation: 'input', returns: 'vrs' }));
        for (const [k, value] of found.entries()) expect(value).toBeCloseTo(leastInput(x, y, y[k] as number) / (x[k] as number), 6);
      }),
      { numRuns: 100 },
    );
  });
});

test('programs that stall (zeros, sizes from 1 to 10,000,000) are solved all the same', () => {
  const random = xoshiro128(77);
  for (let sample = 0; sample < 6; sample += 1) {
    const column = (zeros: boolean) => Array.from({ length: 45 }, () => (zeros && random.uniform() < 0.2 ? 0 : Math.exp(2.5 * random.normal())));
    const given = { inputs: [column(false), column(true), column(true)], outputs: [column(false), column(true)] };
    for (const orientation of sides)
      for (const returns of ['crs', 'vrs', 'drs', 'irs'] as const) {
        const options = { solver, orientation, returns };
        const [plain, without] = [toNullable(efficiencies(given, options)), toNullable(superEfficiencies(given, options))];
        for (const [k, value] of plain.entries()) if (value !== 1 && without[k] !== null) expect((without[k] ?? 0) / (value ?? 1)).toBeCloseTo(1, 5);
        expect(toNullable(slacks(given, options).sum)).not.toContain(null);
      }
  }
});

describe('what data envelopment refuses', () => {
  test.each([
    ['a negative input', { inputs: [[1, -2]], outputs: [[1, 1]] }, 'row 1: input 0 must be finite and at least 0: -2'],
    ['an infinite output', { inputs: [[1, 2]], outputs: [[1, Number.POSITIVE_INFINITY]] }, 'row 1: output 0 must be finite and at least 0: Infinity'],
    ['NaN', { inputs: [[Number.NaN, 2]], outputs: [[1, 1]] }, 'row 0: input 0 must be finite and at least 0: NaN'],
    ['a unit that uses nothing', { inputs: [[1, 0]], outputs: [[1, 1]] }, 'row 1: at least one input must be above 0'],
    ['a unit that makes nothing', { inputs: [[1, 2]], outputs: [[0, 1]] }, 'row 0: at least one output must be above 0'],
    ['unequal lengths', { inputs: [[1, 2]], outputs: [[1]] }, 'columns differ in length: input 0 has 2, output 0 has 1'],
    ['no output', { inputs: [[1, 2]], outputs: [] }, 'at least one input and one output are needed: 1 and 0'],
  ])('%s', (_, given, message) => {
    expect(() => efficiencies(given, { solver, orientation: 'input', returns: 'vrs' })).toThrow(message);
  });

  test('a reference of other variables', () => {
    const reference = { inputs: [[1], [1]], outputs: [[1]] };
    expect(() => efficiencies(hospitals, { solver, orientation: 'input', returns: 'crs', reference })).toThrow(
      'units and reference differ in inputs: 1 and 2 columns',
    );
  });
});

describe('cost efficiency', () => {
  // A and B make 1 with (1, 4) and (4, 1); C makes 1 with (4, 4). At prices 1 and 2 they cost 9, 6 and 12.
  const clinics = {
    inputs: [
      [1, 4, 4],
      [4, 1, 4],
    ],
    outputs: [[1, 1, 1]],
    prices: [
      [1, 1, 1],
      [2, 2, 2],
    ],
  };

  test('is technical times allocative efficiency', () => {
    const found = costEfficiencies(clinics, { solver, returns: 'vrs' });
    expect(list(found.observedCost)).toEqual([9, 6, 12]);
    expect(list(found.minimumCost)).toEqual([6, 6, 6]);
    expect(list(found.cost)).toEqual([0.66666667, 1, 0.5]);
    expect(list(found.technical)).toEqual([1, 1, 0.625]);
    expect(list(found.allocative)).toEqual([0.66666667, 1, 0.8]);
  });

  test('a unit without a price is not judged but judges others', () => {
    const found = costEfficiencies(
      {
        ...clinics,
        prices: [
          [1, null, 1],
          [2, 2, 2],
        ],
      },
      { solver, returns: 'crs' },
    );
    expect(list(found.cost)).toEqual([0.66666667, null, 0.5]);
  });

  test('refuses a negative price, inputs that cost nothing, and prices of fewer inputs', () => {
    const priced = (prices: number[][]) => () => costEfficiencies({ ...clinics, prices }, { solver, returns: 'vrs' });
    expect(
      priced([
        [1, 1, 1],
        [2, -1, 2],
      ]),
    ).toThrow('row 1: price 1 must be finite and at least 0: -1');
    expect(
      priced([
        [0, 1, 1],
        [0, 2, 2],
      ]),
    ).toThrow('row 0: inputs must cost more than 0');
    expect(priced([[1, 1, 1]])).toThrow('one column of prices is needed for each input: 1 for 2');
  });
});

describe('the smoothed bootstrap', () => {
  const random = xoshiro128(11);
  const truth = Array.from({ length: 50 }, () => Math.exp(-Math.abs(0.3 * random.normal())));
  const made = truth.map(() => 1 + 9 * random.uniform());
  /** The frontier is x = y^1.5. */
  const simulated = { inputs: [made.map((y, k) => y ** 1.5 / (truth[k] as number))], outputs: [made] };
  const run = (orientation: 'input' | 'output', seed = 1, given: FrontierUnits = simulated) =>
    bootstrapEfficiencies(given, { solver, orientation, returns: 'vrs', generator: xoshiro128(seed), replicates: 100 });

  test('corrects towards the worse side, within its interval, and nearer to the truth than the plain figures', () => {
    const found = run('input');
    const [plain, corrected, lower, upper] = [found.efficiency, found.corrected, found.lower, found.upper].map((column) => toNullable(column) as number[]) as [
      number[],
      number[],
      number[],
      number[],
    ];
    let [errorOfPlain, errorOfCorrected] = [0, 0];
    for (const [k, actual] of truth.entries()) {
      const [e, c, l, u] = [plain[k], corrected[k], lower[k], upper[k]] as [number, number, number, number];
      expect(0 < l && l <= c && c <= u && u <= e + 1e-12 && e <= 1).toBe(true);
      errorOfPlain += (e - actual) ** 2;
      errorOfCorrected += (c - actual) ** 2;
    }
    expect(found.reason).toBeNull();
    expect(errorOfCorrected).toBeLessThan(0.7 * errorOfPlain);
    expect(toNullable(found.efficiency)).toEqual(
      toNullable(efficiencies(simulated, { solver, orientation: 'input', returns: 'vrs' })).map((e) => expect.closeTo(e ?? 0, 12)),
    );
  });

  test('output efficiencies are corrected upwards', () => {
    const found = run('output');
    for (const [k, plain] of toNullable(found.efficiency).entries()) {
      const [l, c, u] = [found.lower, found.corrected, found.upper].map((column) => toNullable(column)[k] ?? 0) as [number, number, number];
      expect(1 <= (plain ?? 0) && (plain ?? 0) <= l + 1e-12 && l <= c && c <= u).toBe(true);
    }
  });

  test('the bandwidth is Silverman’s, for the sample’s size and spread; draws keep their spread about 1', () => {
    // By hand: beyond 1 are 0.2 and 0.4, s = sqrt(0.1), IQR = 0.6; n = 4, m = 2, standard deviation of the sample sqrt(0.0275).
    const distances = Float64Array.of(1, 1, 1.2, 1.4);
    expect(reflectedBandwidth(distances)).toBeCloseTo((0.9 * Math.sqrt(0.1) * 4 ** -0.2 * Math.sqrt(0.0275)) / Math.sqrt(0.1), 12);
    const many = Float64Array.from({ length: 40_000 }, (_, k) => distances[k % 4] as number);
    const drawn = smoothDraws(many, 0.1, xoshiro128(2));
    expect(Math.min(...drawn.slice(0, 1000))).toBeGreaterThanOrEqual(1);
    expect(drawn.reduce((sum, d) => sum + (d - 1) ** 2 / drawn.length, 0)).toBeCloseTo(0.05, 2);
  });

  test('the same seed gives the same figures, another seed others', () => {
    expect(run('input', 5)).toEqual(run('input', 5));
    expect(toNullable(run('input', 5).corrected)).not.toEqual(toNullable(run('input', 6).corrected));
  });

  test('gives nothing, with the reason, for too few units or when all are efficient', () => {
    const few = run('input', 1, { inputs: [[1, 2, 3, 4, 5, null]], outputs: [[1, 2, 3, 4, 5, 6]] });
    expect(few).toMatchObject({ reason: 'too-few-units', units: 5, needed: 6, bandwidth: null });
    expect(toNullable(few.corrected)).toEqual(Array(6).fill(null));
    expect(run('input', 1, { inputs: [[1, 2, 3, 4, 5, 6]], outputs: [[1, 2, 3, 4, 5, 6]] }).reason).toBe('all-efficient');
  });

  test('refuses fewer replicates than its limits need', () => {
    expect(() => bootstrapEfficiencies(simulated, { solver, orientation: 'input', returns: 'vrs', generator: xoshiro128(1), replicates: 39 })).toThrow(
      'replicates must be a whole number of at least 40 for a confidence of 0.95: 39',
    );
  });
});
