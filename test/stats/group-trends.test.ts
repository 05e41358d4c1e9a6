import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutEffects } from '../../stats/absorbed-effects.ts';
import { biasReducedVariance } from '../../stats/bias-reduced-variance.ts';
import { differenceInDifferences } from '../../stats/difference-in-differences.ts';
import type { GroupPanelIn } from '../../stats/group-panel.ts';
import { groupTrends } from '../../stats/group-trends.ts';
import { twoWayEventStudy } from '../../stats/interaction-weighted-event-study.ts';
import { leastSquares } from '../../stats/least-squares.ts';
import { xoshiro128 } from '../../stats/random.ts';

/** Units 0, 1, ... over times from 2015; the first `ones` are group 1. */
function panelOf(units: number, times: number, ones: number, value: (unit: number, step: number, group: number) => number | null) {
  const rows = Array.from({ length: units * times }, (_, row) => ({ unit: Math.floor(row / times), step: row % times }));
  const groupOf = (unit: number) => (unit < ones ? 1 : 0);
  return {
    outcome: rows.map(({ unit, step }) => value(unit, step, groupOf(unit))),
    unit: rows.map(({ unit }) => unit),
    time: rows.map(({ step }) => 2015 + step),
    group: rows.map(({ unit }) => groupOf(unit)),
  };
}

const noise = (unit: number, step: number) => Math.sin(13 * unit + 7 * step * step);

describe('changes over time by group', () => {
  // Group 1: units change by 2 and 4 in the first year, by 5 and 9 in both; group 0: by 0, 1 and 2, by 3, 3 and 3.
  const changes = [
    [2, 5],
    [4, 9],
    [0, 3],
    [1, 3],
    [2, 3],
  ];
  const example = panelOf(5, 3, 2, (unit, step) => 100 * unit + (step === 0 ? 0 : (changes[unit]?.[step - 1] ?? 0)));

  test('by hand: mean change of group 1 less mean change of group 0', () => {
    const fit = groupTrends(example, { base: 2015 });
    expect(fit).toMatchObject({ rows: 15, units: [3, 2] });
    expect(fit.periods.map(({ time, estimate }) => [time, Number(estimate?.toFixed(10))])).toEqual([
      [2016, 3 - 1],
      [2017, 7 - 3],
    ]);
    expect(fit.slope?.estimate).toBeCloseTo(2, 12);
    expect(fit.joint).toBeNull();
  });

  test('CR2 in a balanced panel is the variance of two independent means (Welch)', () => {
    const fit = groupTrends(example, { base: 2015 });
    // Variances of the changes: 2 (2 units) and 1 (3 units) in 2016; 8 and 0 in 2017.
    expect(fit.periods[0]?.inference?.standardError).toBeCloseTo(Math.sqrt(2 / 2 + 1 / 3), 12);
    expect(fit.periods[1]?.inference?.standardError).toBeCloseTo(Math.sqrt(8 / 2), 12);
  });

  test('Satterthwaite degrees are those of Bell and McCaffrey: (1/n1 + 1/n0)^2 / (1/n1^2(n1 - 1) + 1/n0^2(n0 - 1))', () => {
    const fit = groupTrends(
      panelOf(9, 4, 3, (unit, step) => noise(unit, step)),
      { base: 2018 },
    );
    const degrees = (1 / 3 + 1 / 6) ** 2 / (1 / (9 * 2) + 1 / (36 * 5));
    for (const period of fit.periods) expect(period.inference?.degrees).toBeCloseTo(degrees, 8);
    expect(fit.slope?.inference?.degrees).toBeCloseTo(degrees, 8);
  });

  test('CR2 in an unbalanced panel is that of the regression with units taken out', () => {
    const panel = panelOf(14, 5, 5, (unit, step) => ((unit + 2 * step) % 7 === 0 ? null : noise(unit, step)));
    const known = panel.outcome.flatMap((value, row) => (value === null ? [] : [row]));
    const unit = known.map((row) => panel.unit[row] as number);
    const kinds = [{ codes: unit, groups: 14 }];
    const column = (value: (row: number) => number) => withoutEffects(known.map(value), kinds);
    const years = [2016, 2017, 2018, 2019];
    const design = [
      ...years.map((year) => column((row) => (panel.time[row] === year ? 1 : 0))),
      ...years.map((year) => column((row) => (panel.time[row] === year ? (panel.group[row] as number) : 0))),
    ];
    const least = leastSquares(
      design,
      column((row) => panel.outcome[row] as number),
    );
    const fit = groupTrends(panel, { base: 2015 });
    for (const [k, { inference }] of fit.periods.entries()) {
      const slow = biasReducedVariance(least, 4 + k, unit);
      expect(inference?.standardError).toBeCloseTo(Math.sqrt(slow?.variance ?? Number.NaN), 10);
      expect(inference?.degrees).toBeCloseTo(slow?.degrees ?? Number.NaN, 8);
    }
  });

  test('two times are a difference in differences', () => {
    const panel = panelOf(8, 2, 3, noise);
    const fit = groupTrends(panel, { base: 2015 });
    const did = differenceInDifferences({ outcome: panel.outcome, treated: panel.group, post: panel.time.map((time) => time - 2015) });
    expect(fit.periods[0]?.estimate).toBeCloseTo(did?.estimate ?? Number.NaN, 12);
    expect(fit.slope?.estimate).toBeCloseTo(did?.estimate ?? Number.NaN, 12);
  });

  test('with CR1 it is the event study of a treatment in the year after the base, in an unbalanced panel too', () => {
    const panel = panelOf(12, 5, 5, (unit, step) => ((unit + step) % 7 === 0 ? null : 3 * unit + noise(unit, step)));
    const fit = groupTrends(panel, { base: 2016, variance: 'CR1' });
    const known = panel.outcome.flatMap((value, row) => (value === null ? [] : [row]));
    const study = twoWayEventStudy({
      outcome: known.map((row) => panel.outcome[row] as number),
      unit: known.map((row) => panel.unit[row] as number),
      time: known.map((row) => panel.time[row] as number),
      firstTreated: known.map((row) => (panel.group[row] === 1 ? 2017 : null)),
    });
    expect(fit.periods.length).toBe(4);
    for (const [k, period] of fit.periods.entries()) {
      expect(period.estimate).toBeCloseTo(study?.periods[k]?.effect?.estimate ?? Number.NaN, 9);
      expect(period.inference?.standardError).toBeCloseTo(study?.periods[k]?.effect?.inference?.standardError ?? Number.NaN, 9);
    }
  });

  test('with one time before the base the joint test is the square of the CR1 t', () => {
    const panel = panelOf(10, 3, 4, noise);
    const fit = groupTrends(panel, { base: 2016, variance: 'CR1' });
    const { statistic = Number.NaN, probability = Number.NaN } = fit.periods[0]?.inference ?? {};
    expect(fit.joint?.statistic).toBeCloseTo(statistic ** 2, 9);
    expect(fit.joint?.probability).toBeCloseTo(probability, 9);
    expect(fit.joint?.degrees).toEqual([1, 9]);
    expect(fit.all?.degrees).toEqual([2, 9]);
  });

  test('the joint test of all differences does not depend on the base', () => {
    const random = xoshiro128(3);
    const panel = panelOf(20, 5, 8, () => random.normal());
    const [one, other] = [2015, 2018].map((base) => groupTrends(panel, { base }).all);
    expect(one?.statistic).toBeCloseTo(other?.statistic ?? Number.NaN, 8);
  });

  test('finds planted trends whatever units, times and gaps add', () => {
    const panel = panelOf(11, 6, 4, (unit, step, group) => ((unit * step) % 5 === 4 ? null : 50 * unit + 9 * step ** 2 - 1.5 * group * step));
    const fit = groupTrends(panel, { base: 2015 });
    expect(fit.slope?.estimate).toBeCloseTo(-1.5, 9);
    for (const { time, estimate } of fit.periods) expect(estimate).toBeCloseTo(-1.5 * (time - 2015), 9);
    expect(fit.slope?.inference).toBeNull();
    expect(fit.all).toBeNull();
  });

  test('levels of units and times change nothing, exchanging groups changes signs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 28, maxLength: 28 }), fc.integer({ min: -50, max: 50 }), (y, by) => {
        const one = panelOf(7, 4, 3, (unit, step) => y[unit * 4 + step] as number);
        const other = {
          ...panelOf(7, 4, 3, (unit, step) => (y[unit * 4 + step] as number) + by * unit * unit - by * step ** 3),
          group: one.group.map((g) => 1 - g),
        };
        const [a, b] = [groupTrends(one, { base: 2016 }), groupTrends(other, { base: 2016 })];
        for (const [k, { estimate }] of a.periods.entries()) expect(estimate).toBeCloseTo(-(b.periods[k]?.estimate ?? Number.NaN), 6);
        expect(a.slope?.inference?.standardError ?? 0).toBeCloseTo(b.slope?.inference?.standardError ?? 0, 6);
      }),
    );
  });

  test('a time that nothing ties to the base has no difference; other times keep theirs', () => {
    const gone = groupTrends(
      panelOf(8, 4, 3, (unit, step, group) => (group === 1 && step === 2 ? null : noise(unit, step))),
      { base: 2015 },
    );
    expect(gone.periods.map(({ estimate }) => estimate === null)).toEqual([false, true, false]);
    const apart = groupTrends(
      panelOf(8, 4, 4, (unit, step) => ((unit % 2 === 0 ? step < 2 : step >= 2) ? noise(unit, step) : null)),
      { base: 2015 },
    );
    expect(apart.periods.map(({ estimate }) => estimate === null)).toEqual([false, true, true]);
    expect(apart.all).toBeNull();
    const noBase = groupTrends(
      panelOf(8, 4, 3, (unit, step, group) => (group === 1 && step === 0 ? null : noise(unit, step))),
      { base: 2015 },
    );
    expect(noBase.periods.every(({ estimate }) => estimate === null)).toBe(true);
    expect(noBase.slope).not.toBeNull();
  });

  test('an empty group, or no rows, have no differences', () => {
    const alone = groupTrends(panelOf(5, 3, 0, noise), { base: 2015 });
    expect(alone).toMatchObject({ units: [5, 0], slope: null, all: null });
    expect(
      groupTrends(
        panelOf(5, 3, 2, () => null),
        { base: 2015 },
      ),
    ).toMatchObject({ rows: 0, periods: [], slope: null });
  });

  test.each<[string, GroupPanelIn, number, string]>([
    ['an infinite outcome', { ...example, outcome: [Number.POSITIVE_INFINITY, ...example.outcome.slice(1)] }, 2015, 'row 0: outcome must be finite: Infinity'],
    ['a group of 2', { ...example, group: example.group.map((g, row) => (row === 4 ? 2 : g)) }, 2015, 'row 4: group must be 0 or 1: 2'],
    ['a unit in two groups', { ...example, group: example.group.map((g, row) => (row === 4 ? 0 : g)) }, 2015, 'row 4: unit 1 is in two groups: 1 and 0'],
    ['a time given twice', { ...example, time: example.time.map((t, row) => (row === 2 ? 2015 : t)) }, 2015, 'row 2: unit 0 has time 2015 twice'],
    ['a base outside the panel', example, 2030, 'base must be one of the times: 2030'],
    ['a fractional unit', { ...example, unit: example.unit.map((u, row) => (row === 1 ? 0.5 : u)) }, 2015, 'row 1: unit must be a whole number'],
  ])('refuses %s', (_, panel, base, message) => {
    expect(() => groupTrends(panel, { base })).toThrow(message);
  });

  test('without differences the tests reject about 5 times in 100, with unit-level trends of chance too', () => {
    const random = xoshiro128(11);
    const runs = 400;
    const rejected = { slope: 0, period: 0, joint: 0 };
    for (let run = 0; run < runs; run += 1) {
      const drift = Array.from({ length: 40 }, () => random.normal());
      const panel = panelOf(40, 6, 12, (unit, step) => (drift[unit] as number) * step + random.normal());
      const fit = groupTrends(panel, { base: 2018 });
      if ((fit.slope?.inference?.probability ?? 1) < 0.05) rejected.slope += 1 / runs;
      if ((fit.periods[0]?.inference?.probability ?? 1) < 0.05) rejected.period += 1 / runs;
      if ((fit.joint?.probability ?? 1) < 0.05) rejected.joint += 1 / runs;
    }
    const error = 4 * Math.sqrt((0.05 * 0.95) / runs);
    expect(Math.abs(rejected.slope - 0.05)).toBeLessThan(error);
    expect(Math.abs(rejected.period - 0.05)).toBeLessThan(error);
    expect(rejected.joint).toBeLessThan(0.15);
  });

  test('106 units over 6 years', () => {
    const panel = panelOf(106, 6, 30, (unit, step) => ((unit + 5 * step) % 31 === 0 ? null : noise(unit, step)));
    for (let warm = 0; warm < 20; warm += 1) groupTrends(panel, { base: 2018 });
    const start = performance.now();
    for (let run = 0; run < 10; run += 1) groupTrends(panel, { base: 2018 });
    const each = (performance.now() - start) / 10;
    if (process.env.TIMING) console.log(`groupTrends ${each.toFixed(2)} ms`);
    expect(each).toBeLessThan(100);
  });
});
