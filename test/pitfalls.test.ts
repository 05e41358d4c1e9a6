import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bedDays } from '../data/measures/hospital-use.ts';
import { yardsticks } from '../data/yardsticks.ts';
import { createApp } from '../server/app.ts';
import { type Columns, defineQuery, type RowOf } from '../server/columns.ts';
import { gapWords, ordinal, rankWords, toPrecision } from '../server/formats/league-words.ts';
import { openReleases, type Releases } from '../server/releases.ts';
import { parseSettings } from '../server/settings.ts';
import { englandRelease } from './support/england-release.ts';
import { pageAt } from './support/pages.ts';

/** Pitfalls of published league tables that others fell into, one test each, on the English release as it ships. */
let releases: Releases;
let app: ReturnType<typeof createApp>;
beforeAll(async () => {
  const folder = await englandRelease();
  const settings = parseSettings({ YARDSTICK_RELEASES: folder, NODE_ENV: 'test' });
  releases = await openReleases(folder, { log: () => {} });
  app = createApp({ releases, settings });
});
afterAll(() => releases?.close());

/** Rows of a question to the release. */
const ask = <const C extends Columns>(columns: C, sql: string): Promise<RowOf<C>[]> =>
  releases.use('england', (release) => {
    if (release === null) throw new Error('no release');
    return release.warehouse.readAll(defineQuery({ columns, sql }));
  });

/** One count: of what must not be, or of what must be. */
const count = async (sql: string): Promise<number> => (await ask({ n: 'integer' }, `select count(*)::integer as n from (${sql})`))[0]?.n ?? -1;
const json = async (address: string) => (await request(app).get(address).expect(200)).body;
const page = (address: string): Promise<Document> => pageAt(app, address);

const judged = `(select measure_id from measure where json_extract_string(declaration, '$.polarity') <> 'no-judgement')`;

describe('pitfall 1: rank noise read as news', () => {
  test('a change has a direction only where its interval does not hold zero', async () => {
    expect(await count(`select * from change where direction in ('improved', 'worsened', 'rose', 'fell') and change_lower <= 0 and change_upper >= 0`)).toBe(0);
    expect(await count(`select * from change where direction = 'no-clear-change' and not (change_lower <= 0 and change_upper >= 0)`)).toBe(0);
    expect(await count(`select * from change where direction = 'no-clear-change'`)).toBeGreaterThan(10_000);
  });

  test('a rank is a range, printed as one, and the range holds the place of the value', async () => {
    const wrong = `select c.* from comparison c
      join (select measure_id, level, system_id, period, rank() over (partition by measure_id, level, period order by value * if(measure_id in
        (select measure_id from measure where json_extract_string(declaration, '$.polarity') = 'higher-is-better'), -1, 1)) as place
        from observation where value is not null) o using (measure_id, level, system_id, period)
      where c.yardstick_id = 'others' and c.rank_low is not null and o.place not between c.rank_low and c.rank_high`;
    expect(await count(wrong)).toBe(0);
    expect(rankWords({ rank_low: 4, rank_high: 11, ranked_of: 42, yardstick_id: 'others' })).toBe('4th to 11th of 42');
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 102, 111, 113].map(ordinal).join(' ')).toBe('1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 102nd 111th 113th');
  });
});

test('pitfall 2: indirectly standardised values are never ranked, in data or page', async () => {
  expect(await count(`select * from comparison where measure_id = 'episodes-for-age' and (rank_low is not null or tie_band is not null)`)).toBe(0);
  expect(await count(`select * from comparison where measure_id = 'episodes-for-age' and band is not null`)).toBeGreaterThan(500);
  const document = await page('/england/league-tables/episodes-for-age');
  expect(document.querySelector('td.rank')).toBeNull();
  expect(document.querySelector('td.band')).not.toBeNull();
  expect(document.querySelector('main')?.textContent).toContain('Not ranked. An indirectly standardised value weighs each system by its own ages');
  expect(
    await count(`select * from comparison where rank_low is not null and measure_id in
    (select measure_id from measure where json_extract_string(declaration, '$.rankable') = 'false')`),
  ).toBe(0);
});

test('pitfall 3: the comparator’s own error counts: every tested yardstick has an interval, and gaps are less sure than values', async () => {
  const tested = yardsticks.filter(({ displayOnly }) => !displayOnly).map(({ id }) => `'${id}'`);
  expect(
    await count(`select * from comparison where z is not null and (yardstick_lower is null or yardstick_upper is null or yardstick_id not in (${tested}))`),
  ).toBe(0);
  const narrower = `select * from comparison c join observation o using (measure_id, level, system_id, period)
    where c.gap_lower is not null and c.gap_upper - c.gap_lower < o.upper - o.lower - 1e-9`;
  expect(await count(narrower)).toBe(0);
});

test('pitfall 4: no system is in its own benchmark: taking its counts out of all gives what it is set against', async () => {
  const wrong = `with sums as (
      select measure_id, level, period, sum(numerator) as x, sum(denominator) as n from observation where value is not null group by all)
    select * from comparison c join observation o using (measure_id, level, system_id, period) join sums s using (measure_id, level, period)
    join measure m using (measure_id)
    where c.yardstick_id = 'others' and o.value is not null and c.yardstick_value is not null and json_extract_string(m.declaration, '$.statistic') <> 'standardised-ratio'
      and abs(c.yardstick_value - json_extract(m.declaration, '$.multiplier')::double * (s.x - o.numerator) / (s.n - o.denominator)) > 1e-6 * c.yardstick_value`;
  expect(await count(wrong)).toBe(0);
});

test('pitfall 5: benchmarks are attained, and a frontier judges nobody', async () => {
  expect(await count(`select * from league where yardstick_id = 'upper-quartile' and members > 0 and attained_by < members / 4.0`)).toBe(0);
  const invented = `select * from comparison c where yardstick_id = 'upper-quartile' and yardstick_value is not null and not exists
    (select 1 from observation o where o.measure_id = c.measure_id and o.level = c.level and o.period = c.period and o.value = c.yardstick_value)`;
  expect(await count(invented)).toBe(0);
  expect(
    await count(
      `select * from comparison where yardstick_id in ('frontier', 'upper-quartile', 'all') and (band is not null or z is not null or gap_events is not null)`,
    ),
  ).toBe(0);
  expect(await count(`select * from comparison where yardstick_id = 'frontier' and rank_low is not null`)).toBe(0);
  expect((await page('/england/league-tables/bed-days?yardstick=upper-quartile')).querySelector('main')?.textContent).toMatch(
    /\d+ of 42 integrated care boards attain it/,
  );
});

describe('pitfalls 6 to 8: composites', () => {
  test('no league table or system page has one', async () => {
    const { rows } = await json('/england/systems/QHM.json');
    for (const name of Object.keys(rows[0])) expect(name).not.toMatch(/score|composite|overall|total/);
    const text = (await page('/england/league-tables/bed-days')).body.textContent ?? '';
    expect(text).not.toMatch(/overall (score|rank)|composite/i);
  });

  test('the weights sandbox orders nobody by default, never across unequal sets of measures, and mixes no costs in', async () => {
    const document = await page('/england/weights');
    expect(document.querySelector('tr[data-system]')).toBeNull();
    const { rows } = await json('/england/weights.json?level=sub-icb&w-bed-days=1&w-emergency-admissions=1');
    const complete =
      await count(`select system_id from observation where level = 'sub-icb' and period = '2019-20' and measure_id in ('bed-days', 'emergency-admissions') and value is not null
      group by system_id having count(*) = 2`);
    expect(rows.filter((row: { score: number | null }) => row.score !== null)).toHaveLength(complete);
    expect(document.body.textContent).not.toMatch(/\bcost\b.*weight/i);
  });
});

test('pitfall 9: direction is said in words, and outlooks follow it in every row', async () => {
  for (const [measure, words] of [
    ['bed-days', 'Lower is better'],
    ['qof-dm020', 'Higher is better'],
    ['admissions', 'No judgement'],
  ]) {
    const document = await page(`/england/league-tables/${measure}`);
    expect(document.querySelector('.lede')?.textContent).toContain(words);
    expect(document.querySelector('caption#league-caption')?.textContent).toContain(words);
  }
  const wrong = `select * from comparison c join measure m using (measure_id) where outlook in ('better', 'far-better', 'worse', 'far-worse')
    and (outlook like '%better') <> ((band like 'low%') = (json_extract_string(m.declaration, '$.polarity') = 'lower-is-better'))`;
  expect(await count(wrong)).toBe(0);
});

test('pitfall 10: a neutral measure has no band, outlook, rank or gap to make up', async () => {
  expect(
    await count(
      `select * from comparison where measure_id not in ${judged} and (band is not null or outlook is not null or rank_low is not null or tie_band is not null or gap_events is not null)`,
    ),
  ).toBe(0);
  expect((await page('/england/league-tables/admissions')).querySelector('td.band, td.rank')).toBeNull();
});

test('pitfall 11: small numbers do not flip: too few give no value, the less sure are drawn further to the mean, and nobody is better and worse at once', async () => {
  expect(
    await count(
      `select * from observation o join measure m using (measure_id) where value is not null and denominator < json_extract(m.declaration, '$.minimumDenominator')::double`,
    ),
  ).toBe(0);
  const weights = await ask(
    { measure_id: 'text', r: 'number?' },
    `with pulled as (select measure_id, period, (upper - lower) as width, abs(shrunken - value) / nullif(abs(value - avg(shrunken) over (partition by measure_id, period)), 0) as pull
       from observation where level = 'sub-icb' and shrunken is not null)
     select measure_id, corr(width, least(pull, 1)) as r from pulled group by all having count(*) > 300`,
  );
  const rising = weights.filter(({ r }) => r !== null && r > 0).length;
  expect(rising / weights.length).toBeGreaterThan(0.9);
  expect(
    await count(`select measure_id, level, system_id, period from comparison where yardstick_id = 'others' and outlook like '%better' intersect
    select measure_id, level, system_id, period from comparison where yardstick_id = 'others' and outlook like '%worse'`),
  ).toBe(0);
});

test('pitfall 12: the list of a system’s measures and each league table have the same yardstick of the same period', async () => {
  const { rows } = await json('/england/systems/QHM.json');
  for (const row of rows.slice(0, 12)) {
    const table = await json(`/england/league-tables/${row.measure_id}.json?level=icb&period=${row.period}`);
    const same = table.rows.find((other: { system_id: string }) => other.system_id === 'QHM');
    for (const name of ['value', 'lower', 'yardstick_value', 'gap', 'z', 'band', 'rank_low', 'rank_high', 'gap_words', 'change_words'])
      expect(row[name]).toEqual(same[name]);
  }
});

test('pitfall 13: zero, missing, suppressed and not applicable are four things, and rows without a value stay, last', async () => {
  expect(
    await count(`select * from observation where (value is null) and status in ('final', 'provisional') and numerator is not null and denominator is not null`),
  ).toBe(0);
  expect(await count(`select * from observation where value is not null and status not in ('final', 'provisional')`)).toBe(0);
  for (const sort of ['band', 'value', '-value', 'gap', '-gap']) {
    const { rows } = await json(`/england/league-tables/bed-days.json?level=sub-icb&period=2016-17&sort=${sort}`);
    expect(rows).toHaveLength(106);
    const values = rows.map((row: { value: number | null }) => row.value);
    expect(values.indexOf(null)).toBe(values.filter((value: number | null) => value !== null).length);
  }
});

describe('pitfall 14: false precision', () => {
  test('a gap in natural units has no digit below the leading one of its standard error', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), fc.double({ min: 0.5, max: 1e5, noNaN: true }), (value, error) => {
        const rounded = toPrecision(value, error);
        const place = Math.max(1, 10 ** Math.floor(Math.log10(error)));
        expect(Math.abs(rounded / place - Math.round(rounded / place))).toBeLessThan(1e-6);
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(place / 2 + 1e-6);
      }),
    );
    const gap = { gap: 2.3, gap_lower: 1.1, gap_upper: 3.5, gap_events: 2312.4, gap_events_lower: 1104.9, gap_events_upper: 3519.9 };
    expect(gapWords(gap, bedDays)).toBe('about 2,300 bed days a year more (1,100 to 3,500)');
  });
});

test('pitfall 15: nothing is to be gained at or beyond the yardstick', async () => {
  const wrong = `select * from comparison c join measure m using (measure_id) where gap_events > 0
    and (gap > 0) <> (json_extract_string(m.declaration, '$.polarity') = 'lower-is-better')`;
  expect(await count(wrong)).toBe(0);
  expect(await count('select * from comparison where gap_events > 0 and gap_lower <= 0 and gap_upper >= 0')).toBe(0);
});

test('pitfall 16: no change, trend or rank crosses a declared break', async () => {
  const breaks = `select m.measure_id, json_extract_string(b.value, '$.from') as starts, json_extract(b.value, '$.systems') as systems
    from measure m, json_each(json_extract(m.declaration, '$.breaks')) b`;
  const crossing = `select c.* from change c join (${breaks}) b on b.measure_id = c.measure_id and c.previous_period < b.starts and b.starts <= c.period
    and (b.systems is null or list_contains(from_json(b.systems, '["varchar"]'), c.system_id)) where c.change is not null`;
  expect(await count(crossing)).toBe(0);
  expect(await count(`select * from change where reason like '%series breaks%'`)).toBeGreaterThan(100);
});

test('pitfall 17: level, trend and yardstick are three columns: a system on the worse side can be improving, and the table says both', async () => {
  const both = await ask(
    { measure_id: 'text', level: 'text', period: 'text', system_id: 'text' },
    `select c.measure_id, c.level, c.period, c.system_id from comparison c join change g using (measure_id, level, system_id, period)
     where c.yardstick_id = 'others' and c.outlook like '%worse' and g.direction = 'improved' order by all limit 1`,
  );
  const [one] = both;
  expect(one).toBeDefined();
  const { rows } = await json(`/england/league-tables/${one?.measure_id}.json?level=${one?.level}&period=${one?.period}`);
  const row = rows.find(({ system_id }: { system_id: string }) => system_id === one?.system_id);
  expect(row.position_words).toMatch(/worse than the others/);
  expect(row.change_words).toMatch(/^improved by/);
});

test('pitfall 22: groups by market type always stand beside their age, rurality and deprivation', async () => {
  for (const measure of ['bed-days', 'qof-dm020', 'admissions']) {
    const document = await page(`/england/league-tables/${measure}`);
    const table = [...document.querySelectorAll('table')].find((one) => one.textContent?.includes('Value, taken together'));
    expect([...(table?.querySelectorAll('thead th') ?? [])].map((head) => head.textContent)).toEqual(
      expect.arrayContaining(['Aged 75 and over', 'In rural areas', 'In the most deprived fifth']),
    );
    expect(document.body.textContent).toContain('it does not show what choice does');
  }
});

test('pitfall 29: restated membership is said: former organisations are named, dated and found by their old names', async () => {
  const text = (await page('/england/systems/QNX')).body.textContent ?? '';
  expect(text).toContain('Figures of these former organisations are summed into it for every period shown');
  const former = await ask(
    { code: 'text', system_id: 'text', name: 'text' },
    `select code, system_id, name from predecessor where code <> system_id order by code limit 5`,
  );
  for (const { code, system_id } of former) {
    const { rows } = await json(`/england/systems.json?q=${code}`);
    expect(rows.map((row: { system_id: string }) => row.system_id)).toContain(system_id);
  }
});

test('pitfall 30: a withheld figure cannot be had from a total: what contains it has no value either', async () => {
  const recoverable = `select p.measure_id from observation p join system s on s.level = 'sub-icb' and s.system_id = p.system_id
    join observation t on t.level = 'icb' and t.system_id = s.parent_id and t.measure_id = p.measure_id and t.period = p.period
    where p.level = 'sub-icb' and p.status = 'suppressed' and t.value is not null`;
  expect(await count(recoverable)).toBe(0);
});

test('pitfall 31: one function gives band, outlook and words for every format (cell by cell: england-league-tables.test.ts)', async () => {
  const { rows } = await json('/england/league-tables/bed-days.json?level=icb');
  const document = await page('/england/league-tables/bed-days?level=icb');
  for (const row of rows) expect(document.querySelector(`tr[data-system="${row.system_id}"]`)?.textContent).toContain(row.position_words);
});
