import { describe, expect, test } from 'vitest';
import { interactionWeightedEventStudy, twoWayEventStudy } from '../../stats/interaction-weighted-event-study.ts';
import { xoshiro128 } from '../../stats/random.ts';
import type { StaggeredPanelIn } from '../../stats/staggered-panel.ts';
import { twoWayFixedEffects } from '../../stats/two-way-fixed-effects.ts';

type Value = (unit: number, time: number, since: number | null) => number;

/** A balanced panel: one cohort for each unit, null for never. */
function panel(cohorts: readonly (number | null)[], times: number, value: Value): StaggeredPanelIn & { time: number[]; unit: number[]; outcome: number[] } {
  const rows = cohorts.flatMap((cohort, unit) => Array.from({ length: times }, (_, time) => ({ cohort, unit, time })));
  return {
    outcome: rows.map(({ cohort, unit, time }) => value(unit, time, cohort === null ? null : time - cohort)),
    unit: rows.map(({ unit }) => unit),
    time: rows.map(({ time }) => time),
    firstTreated: rows.map(({ cohort }) => cohort),
  };
}

// Early starters gain 1 more each year, late ones lose 2 at once.
const cohorts = [2, 2, 2, 5, 5, null, null, null];
const effect = (unit: number, since: number) => (since < 0 ? 0 : unit < 3 ? since + 1 : -2);
const parallel: Value = (unit, time, since) => 10 * unit + time ** 2 + (since === null ? 0 : effect(unit, since));

describe('the interaction-weighted event study', () => {
  const truth = (since: number) => {
    if (since < 0) return 0;
    // Three early units, and two late ones for as long as they are seen: times 5 to 7.
    return since <= 2 ? (3 * (since + 1) - 2 * 2) / 5 : since + 1;
  };

  test('recovers effects that differ between cohorts; two-way fixed effects do not, even before treatment', () => {
    const weighted = interactionWeightedEventStudy(panel(cohorts, 8, parallel));
    expect(weighted?.periods.map(({ since }) => since)).toEqual([-5, -4, -3, -2, 0, 1, 2, 3, 4, 5]);
    for (const { since, effect: found } of weighted?.periods ?? []) expect(found?.estimate).toBeCloseTo(truth(since), 9);
    // (3 (1 + ... + 6) - 2 x 3 x 2) / (18 + 6)
    expect(weighted?.overall?.estimate).toBeCloseTo(51 / 24, 9);
    const usual = twoWayEventStudy(panel(cohorts, 8, parallel));
    const errors = (usual?.periods ?? []).map(({ since, effect: found }) => Math.abs((found?.estimate ?? 0) - truth(since)));
    expect(Math.max(...errors)).toBeGreaterThan(0.5);
    expect(Math.max(...errors.slice(0, 4))).toBeGreaterThan(0.1);
  });

  test('equals two-way fixed effects where all start together', () => {
    const random = xoshiro128(3);
    const rows = panel([3, 3, 3, null, null, null], 6, () => random.normal());
    const weighted = interactionWeightedEventStudy(rows);
    const usual = twoWayEventStudy(rows);
    expect(weighted?.periods).toEqual(usual?.periods);
    expect(weighted?.periods).toHaveLength(5);
  });

  test('two times: difference in differences with its clustered standard error', () => {
    const random = xoshiro128(4);
    const rows = panel([1, 1, 1, 1, null, null, null, null, null], 2, () => random.normal());
    const simple = twoWayFixedEffects({ ...rows, exposure: rows.time.map((time, row) => (rows.firstTreated[row] === null ? 0 : time)), cluster: rows.unit });
    const study = interactionWeightedEventStudy(rows);
    expect(study?.overall?.estimate).toBeCloseTo(simple?.estimate ?? 0, 12);
    expect(study?.overall?.inference?.standardError).toBeCloseTo(simple?.standardError ?? 0, 12);
    expect(study?.overall?.inference?.degrees).toBe(8);
    expect(study?.overall?.inference?.upper).toBeCloseTo(simple?.upper ?? 0, 12);
  });

  test('adjusts for a covariate, in an unbalanced panel too', () => {
    const random = xoshiro128(5);
    const full = panel(cohorts, 8, parallel);
    const covariate = full.outcome.map(() => random.normal());
    const rows = full.outcome.flatMap((_, row) => (row % 11 === 4 ? [] : [row]));
    const pick = <T>(column: ArrayLike<T>) => rows.map((row) => column[row] as T);
    const study = interactionWeightedEventStudy({
      outcome: rows.map((row) => (full.outcome[row] as number) + 3 * (covariate[row] as number)),
      unit: pick(full.unit),
      time: pick(full.time),
      firstTreated: pick(full.firstTreated),
      covariates: [pick(covariate)],
    });
    expect(study?.covariates[0]?.estimate).toBeCloseTo(3, 9);
    expect(study?.periods.find(({ since }) => since === 5)?.effect?.estimate).toBeCloseTo(6, 8);
  });

  test('first treated after the last time is as never; treated from the first time is left out', () => {
    const plain = interactionWeightedEventStudy(panel(cohorts, 8, parallel));
    const later = interactionWeightedEventStudy(panel([2, 2, 2, 5, 5, null, null, 12], 8, parallel));
    expect(later?.overall?.estimate).toBeCloseTo(plain?.overall?.estimate ?? 0, 9);
    expect(later?.periods.map(({ since }) => since)).toEqual(plain?.periods.map(({ since }) => since));
    const always = interactionWeightedEventStudy(panel([...cohorts, 0, -3], 8, (unit, time, since) => (unit > 7 ? 1000 * time : parallel(unit, time, since))));
    expect(always).toMatchObject({ alwaysTreated: 2, rows: 64, clusters: 8 });
    expect(always?.overall?.estimate).toBeCloseTo(plain?.overall?.estimate ?? 0, 9);
  });

  test('an effect that nothing identifies is null, and so is what needs it', () => {
    const full = panel([2, 2, null, null, 4], 5, (unit, time, since) => parallel(unit, time, since) + Math.sin(7 * unit + time * time));
    // The last unit is seen only once: under treatment, at since 0.
    const rows = full.outcome.flatMap((_, row) => (row < 20 || row === 24 ? [row] : []));
    const pick = <T>(column: ArrayLike<T>) => rows.map((row) => column[row] as T);
    const study = interactionWeightedEventStudy({
      outcome: pick(full.outcome),
      unit: pick(full.unit),
      time: pick(full.time),
      firstTreated: pick(full.firstTreated),
    });
    expect(study?.periods.find(({ since }) => since === 0)?.effect).toBeNull();
    expect(study?.periods.find(({ since }) => since === 1)?.effect?.estimate).toBeTypeOf('number');
    expect(study?.overall).toBeNull();
  });

  test('null without treated units, without others, or with one cluster', () => {
    expect(interactionWeightedEventStudy(panel([null, null, null], 4, parallel))).toBeNull();
    expect(interactionWeightedEventStudy(panel([2, 2, 3], 4, parallel))).toBeNull();
    const rows = panel(cohorts, 8, parallel);
    expect(interactionWeightedEventStudy({ ...rows, cluster: rows.unit.map(() => 0) })).toBeNull();
    expect(twoWayEventStudy({ outcome: [], unit: [], time: [], firstTreated: [] })).toBeNull();
  });

  test('the overall interval covers about 95 times in 100', () => {
    const random = xoshiro128(6);
    const many = Array.from({ length: 60 }, (_, unit) => (unit < 15 ? 2 : unit < 30 ? 4 : null));
    const runs = 300;
    let covered = 0;
    for (let run = 0; run < runs; run += 1) {
      const own = many.map(() => random.normal());
      const study = interactionWeightedEventStudy(
        panel(many, 6, (unit, time, since) => (own[unit] ?? 0) * time * 0.1 + random.normal() + (since !== null && since >= 0 ? since + 1 : 0)),
      );
      // Early: 1 + 2 + 3 + 4, late: 1 + 2, over six rows.
      const { lower = 1, upper = 0 } = study?.overall?.inference ?? {};
      if (lower <= 13 / 6 && 13 / 6 <= upper) covered += 1 / runs;
    }
    expect(covered).toBeGreaterThan(0.9);
    expect(covered).toBeLessThan(0.99);
  });

  const valid = panel([1, null], 3, parallel);
  test.each([
    ['an outcome that is no number', { ...valid, outcome: [1, 2, Number.NaN, 4, 5, 6] }, 'row 2: outcome must be finite: NaN'],
    ['an infinite covariate', { ...valid, covariates: [[1, 2, 3, 4, 5, Number.POSITIVE_INFINITY]] }, 'row 5: covariate 0 must be finite: Infinity'],
    ['a fraction of time', { ...valid, time: [0, 0.5, 2, 0, 1, 2] }, 'row 1: time must be a whole number: 0.5'],
    [
      'a first time that is no time',
      { ...valid, firstTreated: [1.5, 1, 1, null, null, null] },
      'row 0: first time under treatment must be a whole number: 1.5',
    ],
    ['a unit with two first times', { ...valid, firstTreated: [1, 1, 2, null, null, null] }, 'row 2: unit 0 has two first times under treatment: 1 and 2'],
    ['a unit that is no code', { ...valid, unit: [0, 0, 0, 1, 1, -1] }, 'row 5: unit must be a whole number'],
    ['unequal lengths', { ...valid, time: [1] }, 'columns differ in length'],
  ])('refuses %s', (_, input, message) => {
    expect(() => interactionWeightedEventStudy(input)).toThrow(message);
  });
});
