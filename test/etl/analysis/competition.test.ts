import { describe, expect, test } from 'vitest';
import { defaultCells, grid, marginOf } from '../../../data/competition.ts';
import { bedDays, zeroDayEmergencyShare } from '../../../data/measures/hospital-use.ts';
import { type CompetitionTask, competitionOf } from '../../../etl/analysis/competition/contrasts.ts';
import { classifyGrid } from '../../../etl/analysis/competition/grid.ts';
import { groupsOf, ruralStrata } from '../../../etl/analysis/competition/groups.ts';
import { judgeAll } from '../../../etl/analysis/competition/judge.ts';
import type { AreaOptions } from '../../../etl/analysis/markets.ts';
import { observe } from '../../../etl/analysis/observe.ts';
import type { LeagueTable } from '../../../etl/analysis/table.ts';
import { xoshiro128 } from '../../../stats/random.ts';
import { countsRow, madeUpSetting } from '../../support/league.ts';
import { type TruthTask, truthOf } from '../../support/simulated-truth.ts';

const systems = 60;
/** Market types go round every third system. */
const setting = madeUpSetting(systems);
/** Characteristics that do not follow the market type. */
const drawn = xoshiro128(5);
const unrelated = Array.from({ length: 4 }, () => Float64Array.from({ length: systems }, () => drawn.normal()));

interface World {
  /** What choice adds to the rate, as a share of it. */
  effect: number;
  seed?: number;
  /** Rurality tells the market type, wholly. */
  separated?: boolean;
  noise?: number;
}

function taskOf({ effect, seed = 1, separated = false, noise = 0.04 }: World): CompetitionTask {
  const random = xoshiro128(seed);
  const rural = separated ? Float64Array.from({ length: systems }, (_, place) => (place % 3 === 0 ? 0 : 0.5) + 0.001 * place) : unrelated[3];
  const types = setting.marketTypes.get('hospital-use-2018') ?? [];
  const own = Array.from({ length: systems }, () => 1 + noise * random.normal());
  const years = ['2016-17', '2017-18', '2018-19'];
  const tables = years.map(
    (period): LeagueTable => ({
      measure: bedDays,
      level: 'sub-icb',
      period,
      phi: 1,
      observations: own.map((level, place) => {
        const rate = 0.8 * level * (types[place] === 'competitive' ? 1 + effect : 1) * (1 + 0.005 * random.normal());
        return observe(bedDays, { ...countsRow(bedDays, place, [Math.round(300_000 * rate), 300_000]), period }, 1);
      }),
    }),
  );
  const characteristics = [...unrelated.slice(0, 3), rural ?? new Float64Array(systems)];
  return {
    measure: { ...bedDays, breaks: [] },
    level: 'sub-icb',
    tables,
    characteristicIds: ['size', 'age', 'deprivation', 'rurality'],
    clusters: null,
    characteristics,
    types: new Map([['hospital-use-2018', types]]),
    grid: new Map(grid.slice(0, 12).map(({ id }) => [id, types as never])).set(defaultCells['hospital-use-2018'] ?? '', types as never),
    trended: { measure_id: 'bed-days', level: 'sub-icb', segments: new Map(years.map((period) => [period, own.map(() => 0)])) },
  };
}

const verdictOf = (world: World) => judgeAll(competitionOf(taskOf(world)).evidence)[0];

describe('the competition test of one measure', () => {
  test('recovers a planted difference, and calls it by its direction', () => {
    const { contrasts } = competitionOf(taskOf({ effect: -0.15 }));
    const adjusted = contrasts.find(({ analysis }) => analysis === 'adjusted');
    expect(adjusted?.competitive).toBe(20);
    expect(adjusted?.monopoly).toBe(20);
    // 15% of 800 per 1,000.
    expect(Math.abs((adjusted?.estimate ?? 0) + 120)).toBeLessThan(3 * (adjusted?.standard_error ?? 0));
    expect(adjusted?.upper).toBeLessThan(-80);
    expect(adjusted?.permutation_p).toBeLessThan(0.001);
    expect(verdictOf({ effect: -0.15 })?.verdict).toBe('better where there is choice');
    expect(verdictOf({ effect: 0.15 })?.verdict).toBe('better where there is one system');
  });

  test('says so when there is none, when the data are too noisy, and when the groups do not overlap', () => {
    expect(verdictOf({ effect: 0, noise: 0.03 })?.verdict).toBe('no difference larger than the declared margin');
    expect(verdictOf({ effect: 0, noise: 0.25 })?.verdict).toBe('too few areas to tell');
    expect(verdictOf({ effect: -0.15, separated: true })?.verdict).toBe('not comparable (no overlap)');
  });

  test('blocks of the decomposition add up to the unadjusted difference, and the rest is the adjusted one', () => {
    const { decompositions, contrasts } = competitionOf(taskOf({ effect: -0.1 }));
    const part = (block: string) => decompositions.find((row) => row.block === block)?.part ?? Number.NaN;
    const parts = decompositions.filter(({ block }) => block !== 'total').reduce((sum, row) => sum + row.part, 0);
    expect(parts).toBeCloseTo(part('total'), 9);
    expect(part('total')).toBeCloseTo(contrasts.find(({ analysis }) => analysis === 'unadjusted')?.estimate ?? 0, 9);
    expect(part('unexplained')).toBeCloseTo(contrasts.find(({ analysis }) => analysis === 'adjusted')?.estimate ?? 0, 9);
  });

  test('groups that change alike have no difference of trends; the first year is the base', () => {
    const { trends } = competitionOf(taskOf({ effect: -0.1 }));
    expect(trends.map(({ period }) => period)).toEqual(['2016-17', '2017-18', '2018-19', 'slope', 'joint']);
    expect(trends[0]).toMatchObject({ estimate: 0, is_base: 1 });
    expect(Math.abs(trends[1]?.estimate ?? 99)).toBeLessThan(10);
    expect(trends.at(-1)?.p_value).toBeGreaterThan(0.01);
  });

  test('fewer than three of a group give no estimate, and say so', () => {
    const task = taskOf({ effect: 0 });
    const few = {
      ...task,
      types: new Map([
        ['hospital-use-2018', (task.types.get('hospital-use-2018') ?? []).map((type, place) => (type === 'competitive' && place > 5 ? 'limited' : type))],
      ]),
    };
    const { contrasts, decompositions } = competitionOf(few);
    expect(contrasts[0]).toMatchObject({ competitive: 2, estimate: null, reason: 'Fewer than 3 systems of each group have a value.' });
    expect(decompositions).toEqual([]);
  });
});

describe('on simulated panels of known truth, from areas to verdict (more of them in the benchmark)', () => {
  const usual = { systems: 60, areasPerSystem: 12, years: 1, effect: 0, confounding: 0, overlap: 'full' as const };
  const run = (panels: number, panel: TruthTask['panel']) => Array.from({ length: panels }, (_, seed) => truthOf({ seed: seed + 1, panel }));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('with nothing planted hardly any panel ends in “better”', () => {
    const claims = run(120, usual).filter(({ verdict }) => verdict?.startsWith('better')).length;
    // One in twenty would be 6; 12 has a chance of less than 2%.
    expect(claims).toBeLessThanOrEqual(12);
  }, 240_000);

  test('rurality that hides an effect is taken out by the adjustment, and not by the naive comparison', () => {
    const found = run(60, { ...usual, effect: -0.08, confounding: 0.087 });
    expect(Math.abs(mean(found.map(({ naive }) => naive ?? 0)))).toBeLessThan(0.02);
    expect(Math.abs(mean(found.map(({ adjusted }) => adjusted?.estimate ?? 0)) + 0.083)).toBeLessThan(0.02);
  }, 240_000);

  test('too few systems are too few to tell, and kinds that share no rurality are not compared', () => {
    expect(new Set(run(10, { ...usual, systems: 10 }).map(({ verdict }) => verdict))).toEqual(new Set(['too few areas to tell']));
    expect(new Set(run(10, { ...usual, effect: -0.2, overlap: 'none' }).map(({ verdict }) => verdict))).toEqual(new Set(['not comparable (no overlap)']));
  });
});

describe('the grid of definitions', () => {
  const area = (area_id: string, shares: number[], offers: number): AreaOptions => ({ area_id, population: 8000, shares, offers });
  const areas = [area('A', [0.5, 0.5], 3), area('B', [0.7, 0.3], 2), area('C', [0.93, 0.07], 1), area('D', [], 0)];
  const levels = [{ level: 'icb', systems: 2, areaPeople: [0, 1, 2, 3].map((place) => ({ area: place, system: place < 2 ? 0 : 1, people: 8000 })) }];
  const { types, rows } = classifyGrid(
    new Map([
      ['hospital-use-2018', areas],
      ['gp-network-2020', areas],
      ['offers-2022', areas],
    ]),
    levels,
  );

  test('holds the shipped definitions, and counts what changes against them', () => {
    for (const cell of Object.values(defaultCells)) {
      const row = rows.find((one) => one.cell === cell);
      expect(row).toMatchObject({ is_default: 1, areas_changed: 0, systems_changed: 0 });
    }
    expect(rows.find(({ cell }) => cell === defaultCells['hospital-use-2018'])).toMatchObject({
      areas_competitive: 1,
      areas_limited: 1,
      areas_monopoly: 1,
      areas_unclassified: 1,
    });
    expect(types.get('icb')?.get(defaultCells['hospital-use-2018'] ?? '')).toEqual(['competitive', 'limited']);
    expect(rows.every((row) => row.areas_competitive + row.areas_limited + row.areas_monopoly + row.areas_unclassified === 4)).toBe(true);
    expect(new Set(grid.map(({ id }) => id)).size).toBe(grid.length);
  });

  test('a higher threshold for competitive never makes fewer areas competitive', () => {
    for (const share of [5, 10, 15])
      for (const high of [7000, 8000, 9000]) {
        const counts = [4000, 5000, 6000].map((low) => rows.find(({ cell }) => cell === `hospital-${share}-${low}-${high}-both-75`)?.areas_competitive ?? -1);
        expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      }
  });
});

test('groups are competitive and monopoly systems; strata are thirds of those that take part', () => {
  expect(groupsOf(['competitive', 'limited', 'monopoly', 'unclassified'])).toEqual([1, null, 0, null]);
  expect([...ruralStrata([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.05], [1, 1, 0, 0, 1, 0, null])]).toEqual([0, 0, 1, 1, 2, 2, 0]);
});

test('the declared margin is a share of a rate and points of a proportion', () => {
  expect(marginOf(bedDays, 736)).toBeCloseTo(73.6, 10);
  expect(marginOf(zeroDayEmergencyShare, 30)).toBe(2);
});
