import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Measure } from '../../data/measure.ts';
import { measures } from '../../data/measures/registry.ts';
import { buildEngland, englishLevel } from '../support/england.ts';

type England = Awaited<ReturnType<typeof buildEngland>>;
let england: England;
beforeAll(async () => {
  england = await buildEngland();
});
afterAll(() => england?.remove());

const rows = <T>(sql: string, params = {}) => england.database.readAll<T>(sql, params);
const one = async <T>(sql: string, params = {}) => {
  const [row] = await rows<T>(sql, params);
  if (row === undefined) throw new Error(`no row: ${sql}`);
  return row;
};

describe('England’s totals, read from the shipped extracts', () => {
  test.each([
    ['fce_bed_days', [46.9, 47.3, 46.4, 45.0, 44.5]],
    ['emergency_admissions', [5.72, 5.84, 6.05, 6.39, 6.46]],
  ])('HES %s over CCGs, in millions, 2015-16 to 2019-20', async (item, expected) => {
    const totals = await rows<{ millions: number }>(
      `select sum(value) / 1e6 as millions from unit_figure where source_id = 'hes-apc-ccg' and item = $item group by period order by period`,
      { item },
    );
    const digits = expected[0] === 46.9 ? 1 : 2;
    expect(totals.map(({ millions }) => Number(millions.toFixed(digits)))).toEqual(expected);
  });

  test('QOF: 314 indicator blocks and 60,441 cells', async () => {
    const { blocks, cells } = await one<{ blocks: number; cells: number }>(
      `select count(distinct (period, topic))::integer as blocks, count(*)::integer as cells from ccg_figure where source_id = 'qof-ccg' and item = 'numerator'`,
    );
    expect({ blocks, cells }).toEqual({ blocks: 314, cells: 60_441 });
  });

  test.each([
    ['2015-16', 70.22],
    ['2018-19', 71.82],
  ])('DM007 for England, %s: %d%%', async (period, expected) => {
    const { value } = await one<{ value: number }>(
      `select 100 * sum(numerator) / sum(denominator) as value from measure_stratum where measure_id = 'qof-dm007' and level = 'sub-icb' and period = $period`,
      { period },
    );
    expect(Number(value.toFixed(2))).toBe(expected);
  });

  test.each([
    ['2015-16', 106],
    ['2016-17', 106],
    ['2017-18', 105],
    ['2018-19', 106],
    ['2019-20', 106],
  ])('QOF and HES join in %s on %d locations', async (period, expected) => {
    const { n } = await one<{ n: number }>(
      `select count(*)::integer as n from (
         select distinct system_id from unit_figure where source_id = 'qof-ccg' and item = 'numerator' and period = $period
         intersect select distinct system_id from unit_figure where source_id = 'hes-apc-ccg' and period = $period)`,
      { period },
    );
    expect(n).toBe(expected);
  });

  test('monthly non-elective episodes agree with HES emergency admissions: correlation about 0.99 in each year', async () => {
    const years = await rows<{ period: string; r: number }>(
      `with monthly as (
         select y.year as period, f.system_id, sum(f.value) as n from unit_figure f join period_in_year y on y.period = f.period and y.preference = 1 where f.item = 'nonelective' group by all)
       select m.period, corr(m.n, h.value) as r from monthly m
       join unit_figure h on h.source_id = 'hes-apc-ccg' and h.item = 'emergency_admissions' and h.period = m.period and h.system_id = m.system_id
       where m.period < '2019-20' group by all order by all`,
    );
    expect(years).toHaveLength(4);
    for (const { r } of years) expect(r).toBeGreaterThan(0.98);
  });
});

describe('market structure', () => {
  test('6,791 areas under hospital-use-2018: 54.8% of people in monopoly, 21.8% in limited, 23.5% in competitive areas', async () => {
    const types = await rows<{ market_type: string; areas: number; share: number }>(
      `select m.market_type, count(*)::integer as areas, sum(a.population) / (select sum(population) from area) as share
       from area_market m join area a using (area_id) where m.definition = 'hospital-use-2018' group by all order by all`,
    );
    expect(types.reduce((sum, type) => sum + type.areas, 0)).toBe(6791);
    expect(types.map(({ market_type, share }) => [market_type, Number((100 * share).toFixed(1))])).toEqual([
      ['competitive', 23.5],
      ['limited', 21.8],
      ['monopoly', 54.8],
    ]);
  });

  test.each([
    ['sub-icb', { monopoly: 34, limited: 47, competitive: 25 }],
    ['icb', { monopoly: 9, limited: 28, competitive: 5 }],
  ])('%s: %j', async (level, expected) => {
    const types = await rows<{ market_type: string; n: number }>(
      `select market_type, count(*)::integer as n from system_market where definition = 'hospital-use-2018' and level = $level group by all`,
      { level },
    );
    expect(Object.fromEntries(types.map(({ market_type, n }) => [market_type, n]))).toEqual(expected);
  });

  test('mean HHI by location runs from 3,723 (04Y) to 9,747 (03F)', async () => {
    const list = await rows<{ system_id: string; hhi: number }>(
      `select system_id, hhi from system_market where definition = 'hospital-use-2018' and level = 'sub-icb' order by hhi`,
    );
    expect([list.at(0), list.at(-1)].map((row) => [row?.system_id, Math.round(row?.hhi ?? 0)])).toEqual([
      ['04Y', 3723],
      ['03F', 9747],
    ]);
  });

  test('GP networks: 36 areas in none before the digital-first network is left out, and every area classified or counted', async () => {
    const { none, all } = await one<{ none: number; all: number }>(
      `select (select count(*)::integer from area anti join choice c on c.area_id = area.area_id and c.definition = 'gp-network-2020') as none,
              (select count(*)::integer from area_market where definition = 'gp-network-2020') as all`,
    );
    expect({ none, all }).toEqual({ none: 36, all: 6791 });
  });

  test('shares of a system’s people by market type sum to one', async () => {
    const wrong = await rows('select * from system_market where abs(share_competitive + share_limited + share_monopoly + share_unclassified - 1) > 1e-9');
    expect(wrong).toEqual([]);
  });
});

describe('declared breaks and gaps', () => {
  test('Buckinghamshire’s indicators are missing in 2017-18, and so are those of its board', async () => {
    const found = await rows<{ system_id: string; status: string; note: string; value: number | null }>(
      `select system_id, status, note, value from observation where measure_id = 'qof-dm007' and period = '2017-18' and system_id in ('14Y', 'QU9') order by system_id`,
    );
    expect(found).toMatchObject([
      { system_id: '14Y', status: 'missing', value: null, note: expect.stringContaining('no row') },
      { system_id: 'QU9', status: 'missing', value: null, note: expect.stringContaining('14Y') },
    ]);
  });

  test('Buckinghamshire’s registered list of 2017-18 was never published, so hospital rates are missing there; bed days per admission are not', async () => {
    const statusOf = (measure: string, system: string) =>
      one(`select status, note from observation where measure_id = $measure and system_id = $system and period = '2017-18'`, { measure, system });
    expect(await statusOf('bed-days', '14Y')).toEqual({ status: 'missing', note: 'The denominator is not published for this place in this period.' });
    expect(await statusOf('bed-days', 'QU9')).toMatchObject({ status: 'missing' });
    expect(await statusOf('bed-days-per-admission', '14Y')).toMatchObject({ status: 'final' });
  });

  test.each([
    ['2016-17', ['D2P2L', 'QUA']],
    ['2017-18', ['02M']],
    ['2018-19', ['11N', 'QT6']],
  ])('hospital rates of %s are not given for %j, whose registered list does not cover the people that hospitals counted', async (period, systems) => {
    const found = await rows<{ system_id: string }>(
      `select distinct system_id from observation where measure_id = 'emergency-admissions' and period = $period and status = 'not-applicable' and system_id not in ('01H', '01K', 'QHM', 'QE1') order by 1`,
      { period },
    );
    expect(found.map(({ system_id }) => system_id)).toEqual(systems);
  });

  test('hospital rates of 2016-17 are not given where south Cumbria is counted on two boundaries; the counts stay', async () => {
    const found = await rows<{ status: string; value: number | null; numerator: number }>(
      `select status, value, numerator from observation where measure_id = 'bed-days' and period = '2016-17' and system_id in ('01H', '01K', 'QHM', 'QE1')`,
    );
    expect(found).toHaveLength(4);
    for (const row of found) {
      expect(row).toMatchObject({ status: 'not-applicable', value: null });
      expect(row.numerator).toBeGreaterThan(0);
    }
    // Bed days per admission divides two counts on the same boundary.
    expect(await one(`select status from observation where measure_id = 'bed-days-per-admission' and period = '2016-17' and system_id = '01H'`)).toEqual({
      status: 'final',
    });
  });

  test('a row listed before its CCG existed does not withhold the admissions of its predecessors', async () => {
    expect(
      await one(`select status, numerator, note from measure_stratum where measure_id = 'admissions' and system_id = '15E' and period = '2017-18'`),
    ).toEqual({
      status: 'final',
      numerator: 214_910 + 82_915 + 82_125,
      note: expect.stringContaining('Leaves out 1 to 7 admissions'),
    });
  });

  test('an indicator that was replaced ends, and its successor starts: no period has both', async () => {
    const both = await rows(
      `select a.period from measure_stratum a join measure_stratum b using (level, system_id, period) where a.measure_id = 'qof-hyp006' and b.measure_id = 'qof-hyp003' and a.numerator is not null and b.numerator is not null`,
    );
    expect(both).toEqual([]);
  });
});

test('every worked example belongs to a topic of the methods', async () => {
  const headings = readFileSync(join(import.meta.dirname, '..', '..', 'METHODS.md'), 'utf8').matchAll(/^## (.*)$/gm);
  const slugs = [...headings].map(([, title = '']) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
  const topics = await rows<{ topic: string }>('select distinct topic from worked_example');
  expect(topics.length).toBeGreaterThan(3);
  for (const { topic } of topics) expect(slugs).toContain(topic);
});

describe('every measure', () => {
  test.each(measures.filter((measure) => measure.edition === 'england').map((measure): [string, Measure] => [measure.id, measure]))(
    '%s: the SQL that is printed gives the sums that were used',
    async (id, measure) => {
      const [declared] = await rows<{ numerator_sql: string; denominator_sql: string }>(
        'select numerator_sql, denominator_sql from measure where measure_id = $id',
        { id },
      );
      // A value that is published without its counts has no denominator to sum.
      const sides = measure.statistic === 'published' ? [declared?.numerator_sql] : [declared?.numerator_sql, declared?.denominator_sql];
      for (const sql of sides) expect((await rows(sql ?? '')).length).toBeGreaterThan(0);
      const wrong = await rows(
        `select s.level, s.system_id, s.period, s.numerator, n.value from (
           select level, system_id, period, sum(numerator) as numerator from measure_stratum
           where measure_id = $id group by all having bool_and(status = 'final')) s
         join (${declared?.numerator_sql}) n using (level, system_id, period)
         where abs(s.numerator - n.value) > 1e-9 * abs(n.value)`,
        { id },
      );
      expect(wrong).toEqual([]);
      const [levels] = await rows<{ n: number }>(`select count(distinct level)::integer as n from observation where measure_id = $id and value is not null`, {
        id,
      });
      expect(levels?.n).toBe(measure.levels.length);
    },
  );

  test('every table is compared with every yardstick: a row for each observation, or a reason', async () => {
    const wrong = await rows(
      `select l.measure_id, l.level, l.period, l.yardstick_id, l.definition, l.reason, count(c.system_id) as compared, any_value(o.n) as observed
       from league l
       join (select measure_id, level, period, count(*) as n from observation group by all) o using (measure_id, level, period)
       left join comparison c using (measure_id, level, period, yardstick_id, definition)
       group by all
       having count(c.system_id) not in (0, any_value(o.n)) or (count(c.system_id) = 0 and l.reason is null)`,
    );
    expect(wrong).toEqual([]);
    const counts = await rows<{ level: string; tables: number; leagues: number }>(
      `select level, (count(distinct (measure_id, period)))::integer as tables, count(*)::integer as leagues
       from league where measure_id not in (select measure_id from measure_statistic where statistic = 'published') group by level`,
    );
    // One of the yardsticks is under each of two market definitions.
    for (const { level, tables, leagues } of counts) expect(leagues, level).toBe(tables * (englishLevel(level).yardsticks.length + 1));
  });

  test('an interval contains its value, and has a method', async () => {
    const counted = `measure_id not in (select measure_id from measure_statistic where statistic = 'published')`;
    expect(
      await rows(
        `select * from observation where value is not null and ${counted} and not coalesce(lower <= value and value <= upper and method is not null, false)`,
      ),
    ).toEqual([]);
  });
});
