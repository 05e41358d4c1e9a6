import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceInDifferences } from '../../stats/difference-in-differences.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { twoWayFixedEffects } from '../../stats/two-way-fixed-effects.ts';
import cardKrueger from '../fixtures/card-krueger-1994.json' with { type: 'json' };
import { describeWithSharedData } from '../support/shared-data.ts';

describe('Card & Krueger (1994), table 3: employment before and after a minimum wage', () => {
  const { PA_before, PA_after, NJ_before, NJ_after } = cardKrueger.fullTimeEquivalent;
  const cells = [PA_before, PA_after, NJ_before, NJ_after];
  const fit = differenceInDifferences({
    outcome: cells.flat(),
    treated: cells.flatMap((cell, k) => cell.map(() => (k < 2 ? 0 : 1))),
    post: cells.flatMap((cell, k) => cell.map(() => k % 2)),
  });

  test('the four means are 23.33, 21.17, 20.44 and 21.03', () => {
    const shown = Object.values(fit?.means ?? {}).map((mean) => mean.toFixed(2));
    expect(shown).toEqual(['23.33', '21.17', '20.44', '21.03']);
  });

  test('the difference in differences lies between 2.75 (cell means) and the printed 2.76', () => {
    expect(fit?.estimate).toBeCloseTo(2.753606, 6);
    expect(fit?.estimate.toFixed(2)).toBe('2.75');
  });

  test('stores taken as independent give the larger standard error 1.688', () => {
    expect(fit?.standardErrors.classical).toBeCloseTo(1.688409, 6);
    expect(fit?.clustered).toBeNull();
  });
});

interface Proposition99 {
  did: number;
  data: { states: string[]; years: number[]; packs_per_capita: number[][]; treated_unit: string; first_treated_year: number };
}

describeWithSharedData('California’s Proposition 99 (Arkhangelsky et al, AER 2021, table 1)', (folder) => {
  test('difference in differences is -27.3 packs a head, by cell means and by two-way fixed effects', () => {
    const { did, data } = JSON.parse(
      readFileSync(join(folder, '..', 'answer-keys', 'papers', 'prop99_did_and_synthetic_control.json'), 'utf8'),
    ) as Proposition99;
    const rows = data.states.flatMap((state, unit) =>
      data.years.map((year, time) => ({
        unit,
        time,
        outcome: data.packs_per_capita[unit]?.[time] ?? Number.NaN,
        treated: state === data.treated_unit ? 1 : 0,
        post: year >= data.first_treated_year ? 1 : 0,
      })),
    );
    const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name]);
    const cells = differenceInDifferences({ outcome: column('outcome'), treated: column('treated'), post: column('post') });
    const panel = twoWayFixedEffects({
      outcome: column('outcome'),
      exposure: rows.map(({ treated, post }) => treated * post),
      unit: column('unit'),
      time: column('time'),
      cluster: column('unit'),
    });
    expect(cells?.estimate).toBeCloseTo(did, 4);
    expect(panel?.estimate).toBeCloseTo(did, 4);
  });
});

describe('difference in differences', () => {
  // By hand: (14 - 10) - (7 - 5) = 2; every row is 1 from its cell mean.
  const example = { outcome: [4, 6, 6, 8, 9, 11, 13, 15], treated: [0, 0, 0, 0, 1, 1, 1, 1], post: [0, 0, 1, 1, 0, 0, 1, 1] };

  test('is the change of the treated less the change of the others', () => {
    const fit = differenceInDifferences({ ...example, cluster: [0, 1, 0, 1, 2, 3, 2, 3] });
    expect(fit?.estimate).toBeCloseTo(2, 12);
    expect(fit?.standardErrors.classical).toBeCloseTo(2, 12); // s^2 = 8 / 4, times 4 cells of 1 / 2
    expect(fit?.standardErrors.HC0).toBeCloseTo(Math.SQRT2, 12);
    // Each store keeps its distance from the mean, so that nothing varies between changes.
    expect(fit?.clustered?.standardErrors.none).toBeCloseTo(0, 12);
  });

  test('shifts, units, order and names of clusters do what they should', () => {
    const flags = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -5000, max: 5000 }), { minLength: 12, maxLength: 12 }),
        fc.shuffledSubarray(flags, { minLength: 12 }),
        (y, order) => {
          const columns = {
            treated: flags.map((row) => (row % 6 < 3 ? 0 : 1)),
            post: flags.map((row) => (row < 6 ? 0 : 1)),
            cluster: flags.map((row) => row % 6),
          };
          const one = differenceInDifferences({ outcome: y, ...columns });
          const pick = (list: number[]) => order.map((row) => list[row] as number);
          const other = differenceInDifferences({
            outcome: pick(y).map((value) => 3 * value + 100),
            treated: pick(columns.treated),
            post: pick(columns.post),
            cluster: pick(columns.cluster).map((code) => 5 - code),
          });
          const size = Math.max(1, ...y.map(Math.abs));
          expect(Math.abs((other?.estimate ?? 0) - 3 * (one?.estimate ?? 0))).toBeLessThan(1e-10 * size);
          expect(Math.abs((other?.standardErrors.HC3 ?? 0) - 3 * (one?.standardErrors.HC3 ?? 0))).toBeLessThan(1e-9 * size);
          expect(Math.abs((other?.clustered?.CR2?.standardError ?? 0) - 3 * (one?.clustered?.CR2?.standardError ?? 0))).toBeLessThan(1e-6 * size);
          if (one?.clustered?.CR1) expect(one.clustered.CR1.lower <= one.estimate && one.estimate <= one.clustered.CR1.upper).toBe(true);
        },
      ),
    );
  });

  test('a row that is not known is left out, an empty cell leaves nothing to compare', () => {
    const { outcome, treated, post } = example;
    expect(differenceInDifferences({ outcome: [...outcome, null], treated: [...treated, 1], post: [...post, 1] })?.estimate).toBeCloseTo(2, 12);
    expect(differenceInDifferences({ outcome: [4, 6, 6, 8, 9, 11, null, null], treated, post })).toBeNull();
    expect(differenceInDifferences({ outcome: [], treated: [], post: [] })).toBeNull();
  });

  test('four rows give a difference without standard errors', () => {
    const fit = differenceInDifferences({ outcome: [1, 2, 3, 6], treated: [0, 0, 1, 1], post: [0, 1, 0, 1], cluster: [0, 0, 1, 1] });
    expect(fit?.estimate).toBeCloseTo(2, 12);
    expect(fit?.standardErrors).toEqual({ classical: null, HC0: null, HC1: null, HC2: null, HC3: null });
    expect(fit?.clustered).toBeNull();
  });

  test('a cell of one row makes HC2 and HC3 not defined', () => {
    const fit = differenceInDifferences({ outcome: [1, 3, 2, 5, 3, 6, 7], treated: [0, 0, 0, 0, 1, 1, 1], post: [0, 0, 1, 1, 0, 1, 1] });
    expect(fit?.standardErrors.HC1).toBeGreaterThan(0);
    expect(fit?.standardErrors.HC2).toBeNull();
    expect(fit?.standardErrors.HC3).toBeNull();
  });

  test.each([
    ['a flag that is not 0 or 1', { ...example, treated: [0, 0, 0, 2, 1, 1, 1, 1] }, 'row 3: treated must be 0 or 1: 2'],
    ['a missing flag', { ...example, post: [0, 0, 1, 1, 0, 0, 1, Number.NaN] }, 'row 7: post must be 0 or 1: NaN'],
    ['an infinite outcome', { ...example, outcome: [4, 6, 6, Number.NEGATIVE_INFINITY, 9, 11, 13, 15] }, 'row 3: outcome must be finite: -Infinity'],
    ['unequal lengths', { ...example, post: [0] }, 'columns differ in length'],
    ['a fractional cluster', { ...example, cluster: [0, 0.5, 0, 1, 2, 3, 2, 3] }, 'row 1: cluster must be a whole number'],
  ])('refuses %s', (_, input, message) => {
    expect(() => differenceInDifferences(input)).toThrow(message);
  });

  test('with 8 clusters the CR2 interval covers about 95 times in 100, CR0 with a normal deviate far less often', () => {
    const random = xoshiro128(5);
    const shape = Array.from({ length: 48 }, (_, row) => ({ cluster: Math.floor(row / 6), post: row % 6 < 3 ? 0 : 1 }));
    const [cluster, post] = [shape.map((row) => row.cluster), shape.map((row) => row.post)];
    const treated = cluster.map((code) => (code < 3 ? 1 : 0));
    const runs = 1500;
    let [reduced, plain] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const shocks = Array.from({ length: 16 }, () => random.normal());
      const outcome = shape.map((row) => (shocks[2 * row.cluster + row.post] as number) + random.normal());
      const fit = differenceInDifferences({ outcome, treated, post, cluster });
      const CR2 = fit?.clustered?.CR2;
      if (!fit?.clustered || !CR2) continue;
      if (CR2.lower <= 0 && CR2.upper >= 0) reduced += 1 / runs;
      if (Math.abs(fit.estimate) <= 1.96 * fit.clustered.standardErrors.none) plain += 1 / runs;
    }
    const error = Math.sqrt((0.95 * 0.05) / runs);
    expect(reduced).toBeGreaterThan(0.95 - 4 * error);
    expect(reduced).toBeLessThan(0.985);
    expect(plain).toBeLessThan(0.92);
  });
});

describe('two-way fixed effects', () => {
  const panel = (units: number, times: number, value: (unit: number, time: number) => number, keep: (unit: number, time: number) => boolean = () => true) => {
    const rows = Array.from({ length: units * times }, (_, row) => ({ unit: Math.floor(row / times), time: row % times })).filter(({ unit, time }) =>
      keep(unit, time),
    );
    return {
      outcome: rows.map(({ unit, time }) => value(unit, time)),
      exposure: rows.map(({ unit, time }) => (unit < units / 2 && time >= times / 2 ? 1 : 0)),
      unit: rows.map(({ unit }) => unit),
      time: rows.map(({ time }) => time),
      cluster: rows.map(({ unit }) => unit),
    };
  };
  const noise = (unit: number, time: number) => Math.sin(13 * unit + 7 * time * time);

  test('equals the cell means in a balanced panel', () => {
    const rows = panel(8, 6, (unit, time) => unit * unit + 3 * time + noise(unit, time));
    const cells = differenceInDifferences({
      outcome: rows.outcome,
      treated: rows.unit.map((unit) => (unit < 4 ? 1 : 0)),
      post: rows.time.map((time) => (time < 3 ? 0 : 1)),
    });
    expect(twoWayFixedEffects(rows)?.estimate).toBeCloseTo(cells?.estimate ?? 0, 12);
  });

  test('finds the effect in an unbalanced panel whatever the effects of units and times', () => {
    const exact = panel(
      7,
      5,
      (unit, time) => 10 * unit - time ** 2 + (unit < 3.5 && time >= 2.5 ? 4 : 0),
      (unit, time) => (unit + 2 * time) % 5 !== 0,
    );
    const rows = { ...exact, outcome: exact.outcome.map((value, row) => value + 1e-3 * noise(row, 1)) };
    expect(twoWayFixedEffects(rows)?.estimate).toBeCloseTo(4, 2);
  });

  test('null when units and times explain the exposure, or all rows are one cluster', () => {
    const rows = panel(6, 4, noise);
    expect(twoWayFixedEffects({ ...rows, exposure: rows.unit.map((unit) => unit % 2) })).toBeNull();
    expect(twoWayFixedEffects({ ...rows, cluster: rows.unit.map(() => 0) })).toBeNull();
  });

  test('refuses an outcome that is not finite by its row', () => {
    const rows = panel(4, 2, noise);
    expect(() => twoWayFixedEffects({ ...rows, outcome: rows.outcome.map((value, row) => (row === 5 ? Number.NaN : value)) })).toThrow(
      'row 5: outcome must be finite: NaN',
    );
  });
});

test('rows that are left out may leave clusters without a row', () => {
  const panel = {
    outcome: [1, 2, null, 4, 5, 9, 7, 8, 3, null],
    treated: [0, 0, 0, 0, 1, 1, 1, 1, 1, 0],
    post: [0, 1, 0, 1, 0, 1, 0, 1, 1, 1],
    cluster: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  };
  expect(differenceInDifferences(panel)?.clustered?.clusters).toBe(8);
});
