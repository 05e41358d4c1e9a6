import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../data/tables.ts';
import { type Built, buildEdition } from '../../etl/build.ts';
import { extractsFolder, temporaryFolder } from '../support/england.ts';

const folder = temporaryFolder();
let built: Built;
beforeAll(async () => {
  built = await buildEdition({ edition: 'usa', extracts: extractsFolder, work: folder.path });
}, 240_000);
afterAll(() => {
  built?.database.close();
  folder.remove();
});

const rows = <T>(sql: string, params = {}) => built.database.readAll<T>(sql, params);
const count = async (sql: string, params = {}): Promise<number> => {
  const [row] = await rows<{ n: number }>(`select count(*)::integer as n from (${sql})`, params);
  return row?.n ?? -1;
};

describe('who offers what where', () => {
  test.each([
    ['rating-2022', 'overall-stars', 'stars', 344],
    ['rating-2022', 'hba1c-controlled', 'value', 347],
    ['rating-2024', 'hba1c-controlled', 'value', 324],
    ['rating-2024', 'blood-pressure-controlled', 'value', 325],
    ['rating-2024', 'readmissions', 'value', 309],
  ])('contracts on offer in 2022 with a figure in %s of %s (%s): %d', async (period, topic, item, expected) => {
    const sql = `select distinct f.system_id from unit_figure f
      semi join stg_cms_ma_landscape_2022_offers o on o.contract_id = f.system_id
      where f.source_id = 'star-ratings' and f.period = $period and f.topic = $topic and f.item = $item and f.value is not null`;
    expect(await count(sql, { period, topic, item })).toBe(expected);
  });

  test('325 of 348 contracts on offer in 2022 have ratings of 2024', async () => {
    expect(await count('select distinct contract_id from stg_cms_ma_landscape_2022_offers')).toBe(348);
    const sql = `select distinct contract_id from stg_cms_ma_landscape_2022_offers where contract_id in (
      select contract_id from rated_contract where period = 'rating-2024')`;
    expect(await count(sql)).toBe(325);
  });

  test('counties by organisations on offer: eight more than by the published codes alone, and 78 in Puerto Rico', async () => {
    const found = await rows<{ bracket: string; n: number; states: number }>(
      `select case when options = 1 then '1' when options = 2 then '2' when options <= 4 then '3-4' else '5+' end as bracket,
         count(*)::integer as n, (count(*) filter (where left(area_id, 2) <> '72'))::integer as states
       from area_market where options > 0 group by 1 order by 1`,
    );
    expect(found).toEqual([
      { bracket: '1', n: 326, states: 326 },
      { bracket: '2', n: 440, states: 440 },
      { bracket: '3-4', n: 1038, states: 960 },
      { bracket: '5+', n: 1026, states: 1026 },
    ]);
  });

  test('all but four counties with an offer have a rate of preventable admissions', async () => {
    const sql = `select area_id from area_market where options > 0`;
    expect(await count(sql)).toBe(2830);
    expect(await count(`${sql} and area_id in (select system_id from unit_figure where topic = 'pqi-90' and value is not null)`)).toBe(2826);
  });

  test('monopoly areas exist, monopoly contracts hardly do', async () => {
    const byLevel = await rows<{ level: string; monopoly: number }>(
      `select level, (count(*) filter (where market_type = 'monopoly'))::integer as monopoly from system_market group by level order by level`,
    );
    expect(byLevel).toEqual([
      { level: 'contract', monopoly: 1 },
      { level: 'county', monopoly: 326 },
      { level: 'parent', monopoly: 1 },
    ]);
  });
});

describe('the systems of the papers', () => {
  const series = (system: string) =>
    rows<{ period: string; value: number }>(
      `select period, value from observation where measure_id = 'stars-hba1c-controlled' and system_id = $system and value is not null order by period`,
      { system },
    );

  test.each([
    ['H0524', 'California', 17],
    ['H0630', 'Colorado', 17],
    ['H1170', 'Georgia', 17],
    ['H1230', 'Hawaii', 17],
    ['H2172', 'Maryland', 8],
    ['H5050', 'Washington', 17],
    ['H9003', 'Oregon', 17],
  ])('Kaiser %s (%s) has %d rating years of controlled blood sugar', async (system, place, years) => {
    const [own] = await rows<Row<'system'>>('select * from system where system_id = $system', { system });
    expect(own?.short_name).toContain('Kaiser Permanente');
    expect(own?.short_name).toContain(place);
    expect(await series(system)).toHaveLength(years);
  });

  test('Group Health is one contract throughout, with its names over time', async () => {
    const names = await rows<{ name: string; first_period: string; last_period: string }>(
      `select name, first_period, last_period from system_name where system_id = 'H5050' and kind = 'owner' order by first_period`,
    );
    expect(names).toEqual([
      { name: 'Group Health Cooperative', first_period: 'rating-2009', last_period: 'rating-2017' },
      { name: 'Kaiser Foundation Health Plan, Inc.', first_period: 'rating-2018', last_period: 'rating-2025' },
    ]);
    expect((await series('H5050')).slice(0, 3)).toEqual([
      { period: 'rating-2008', value: 89 },
      { period: 'rating-2009', value: 88 },
      { period: 'rating-2011', value: 89 },
    ]);
  });

  test('Geisinger passed from one owner to the next, and the veterans’ hospitals are marked', async () => {
    const owners = await rows<{ name: string }>(`select name from system_name where system_id = 'H3954' and kind = 'owner' order by first_period`);
    expect(owners.map(({ name }) => name)).toEqual(['Geisinger Health System', 'Geisinger Health', 'Risant Health, Inc.']);
    expect(
      await count(`select * from system where level = 'hospital' and parent_id = 'veterans-health-administration' and integration_type = 'vertical'`),
    ).toBe(134);
  });

  test('integration types are those of the hand-kept list, and unknown otherwise', async () => {
    const found = await rows<{ system_id: string; integration_type: string }>(
      `select system_id, integration_type from system where integration_type <> 'unknown' and level <> 'hospital' order by system_id`,
    );
    expect(found).toEqual([
      { system_id: 'H0524', integration_type: 'vertical' },
      { system_id: 'H0630', integration_type: 'virtual' },
      { system_id: 'veterans-health-administration', integration_type: 'vertical' },
    ]);
  });
});

describe('values published without their counts', () => {
  const untested = `(select measure_id from measure where json_extract_string(declaration, '$.statistic') = 'published' and json_extract_string(declaration, '$.uncertainty') is null)`;
  const yearToYear = `(select measure_id from measure where json_extract_string(declaration, '$.uncertainty') = 'year-to-year')`;

  test('have no interval, no test, no band and no rank where nothing tells their error, and every table says why', async () => {
    expect(await count(`select * from observation where measure_id in ${untested}`)).toBeGreaterThan(30_000);
    expect(
      await count(
        `select * from observation where measure_id in ${untested} and (lower is not null or upper is not null or naive_lower is not null or shrunken is not null or numerator is not null)`,
      ),
    ).toBe(0);
    expect(
      await count(
        `select * from comparison where measure_id in ${untested} and (gap_lower is not null or p_value is not null or band is not null or rank_low is not null or tie_band is not null)`,
      ),
    ).toBe(0);
    expect(await count(`select * from league where measure_id in ${untested} and reason not like 'Not ranked: the values are published without%'`)).toBe(0);
    expect(await count(`select * from change where measure_id in ${untested}`)).toBe(0);
  });

  test('have an interval from year-to-year changes where these tell their error, never a rank or a number of events', async () => {
    expect(await count(`select distinct measure_id from value_error`)).toBe(28);
    expect(await count(`select * from ${yearToYear}`)).toBe(28);
    const values = `select * from observation where measure_id in ${yearToYear} and value is not null`;
    expect(await count(values)).toBeGreaterThan(150_000);
    expect(
      await count(`${values} and (lower is null or lower > value or upper < value or lower < 0 or method <> 'year-to-year' or numerator is not null)`),
    ).toBe(0);
    expect(
      await count(
        `select * from observation join measure using (measure_id) where measure_id in ${yearToYear} and upper > 100 and json_extract_string(declaration, '$.shortUnit') in ('%', 'score')`,
      ),
    ).toBe(0);
    expect(
      await count(`select * from comparison where measure_id in ${yearToYear} and (rank_low is not null or tie_band is not null or gap_events is not null)`),
    ).toBe(0);
    expect(
      await count(
        `select * from comparison where measure_id in ${yearToYear} and gap is not null and yardstick_units > 1 and (p_adjusted is null or gap_lower is null)`,
      ),
    ).toBe(0);
    expect(await count(`select * from league where measure_id in ${yearToYear} and (reason is null or reason like 'Not ranked: the values%')`)).toBe(0);
    // No table puts all or none outside the usual range.
    const [shares] = await rows<{ least: number; most: number }>(
      `select min(share) as least, max(share) as most from (
         select avg((outlook <> 'similar')::integer) as share from comparison
         where measure_id in ${yearToYear} and yardstick_id = 'others' and outlook is not null group by measure_id)`,
    );
    expect(shares?.least).toBeGreaterThan(0.01);
    expect(shares?.most).toBeLessThan(0.3);
  });

  test('have errors by size that hold on years held out, small contracts moving more', async () => {
    const errors = await rows<Row<'value_error'>>('select * from value_error order by measure_id, size_group');
    for (const row of errors) {
      if (row.year_pairs > 2 && row.held_out_changes > 100) expect(row.held_out_coverage, `${row.measure_id} ${row.size_group}`).toBeGreaterThan(0.92);
      expect(row.error_lower).toBeLessThanOrEqual(row.value_error);
      expect(row.error_upper).toBeGreaterThanOrEqual(row.value_error);
      expect(row.held_out_coverage === null, row.measure_id).toBe(row.year_pairs === 1);
    }
    const of = (group: string): number[] => errors.filter(({ size_group }) => size_group === group).map(({ value_error }) => value_error);
    const [small, large] = [of('small'), of('large')];
    expect(small.length).toBe(28);
    expect(small.filter((error, place) => error >= (large[place] ?? 0)).length).toBe(28);
    // The ratings of 2021 repeat those of 2020 wherever nothing was collected: not of medicines, complaints and leaving.
    const repeated = new Set(errors.filter(({ repeated_pairs }) => repeated_pairs > 0).map(({ measure_id }) => measure_id));
    expect(repeated.has('stars-hba1c-controlled')).toBe(true);
    expect([...repeated].filter((id) => id.startsWith('stars-adherence') || id === 'stars-complaints-plan')).toEqual([]);
    expect(
      await count(
        `select * from change where measure_id = 'stars-hba1c-controlled' and period = 'rating-2021' and (change is not null or reason not like '%published again%')`,
      ),
    ).toBe(0);
  });

  test('are set against the median of the others, computed here anew', async () => {
    const table = await rows<{ system_id: string; value: number; yardstick_value: number }>(
      `select o.system_id, o.value, c.yardstick_value from observation o
       join comparison c using (measure_id, level, system_id, period)
       where measure_id = 'stars-hba1c-controlled' and period = 'rating-2024' and yardstick_id = 'others' and o.value is not null`,
    );
    expect(table.length).toBeGreaterThan(300);
    for (const { system_id, yardstick_value } of table) {
      const others = table.filter((row) => row.system_id !== system_id).map(({ value }) => value);
      others.sort((a, b) => a - b);
      const middle = others.length >> 1;
      const median = others.length % 2 === 1 ? others[middle] : ((others[middle - 1] ?? 0) + (others[middle] ?? 0)) / 2;
      expect(yardstick_value, system_id).toBe(median);
    }
  });
});

describe('does choice matter, by county', () => {
  test('the adjusted difference is taken within states, clustered by state', async () => {
    const contrasts = await rows<Row<'market_contrast'>>(`select * from market_contrast where measure_id = 'preventable-admissions'`);
    const [adjusted, unadjusted] = ['adjusted', 'unadjusted'].map((analysis) => contrasts.find((row) => row.analysis === analysis));
    expect(unadjusted?.estimate).toBeGreaterThan(300);
    expect(adjusted?.estimate).toBeLessThan(0);
    expect(adjusted?.upper).toBeGreaterThan(0);
    // 25 states have counties of both kinds.
    expect(adjusted?.degrees).toBeLessThan(25);
    const [verdict] = await rows<Row<'market_verdict'>>(`select * from market_verdict where measure_id = 'preventable-admissions'`);
    expect(verdict?.verdict).toBe('too few areas to tell');
  });

  test('counties are of the type of their own choice', async () => {
    const wrong = `select * from system_market s join area_market a on a.area_id = s.system_id and a.definition = s.definition
      where s.level = 'county' and s.market_type <> a.market_type`;
    expect(await count(wrong)).toBe(0);
  });
});
