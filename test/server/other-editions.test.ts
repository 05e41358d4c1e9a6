import { JSDOM } from 'jsdom';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishFixture } from '../support/fixture-release.ts';
import { usaSpecial } from '../support/fixture-usa.ts';
import { pageAt, textOf } from '../support/pages.ts';
import { type Served, serveFixture } from '../support/serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFixture();
  await publishFixture(served.folder, { edition: 'usa' });
  await served.releases.refresh();
});
afterAll(() => served.stop());

const page = (address: string): Promise<Document> => pageAt(served.app, address);
const main = async (address: string): Promise<string> => textOf((await page(address)).querySelector('main'));
const dataOf = async (address: string): Promise<Record<string, unknown>[]> => (await request(served.app).get(address).expect(200)).body.rows;

const addresses = [
  '/',
  '/england',
  '/england/systems/QA1',
  '/england/league-tables/bed-days?level=sub-icb',
  '/england/compare?systems=01A,02A',
  '/england/markets',
  '/england/areas/E02000001',
  '/england/competition/bed-days',
  '/usa',
  '/usa/measures',
  '/usa/league-tables',
  '/usa/league-tables/star-control',
  '/usa/league-tables/star-control?level=parent',
  '/usa/league-tables/readmissions?period=2022&sort=-value',
  '/usa/league-tables/preventable?market=monopoly&yardstick=competitive-others',
  '/usa/measures/star-control',
  '/usa/league-tables/star-eyes',
  '/usa/measures/star-eyes',
  '/usa/systems/H0001/measures/star-eyes',
  '/usa/measures/preventable',
  '/usa/systems?level=contract',
  '/usa/systems?level=contract&compare=H0001',
  `/usa/systems/${usaSpecial.named}`,
  `/usa/systems/${usaSpecial.empty}`,
  `/usa/systems/${usaSpecial.parent}`,
  `/usa/systems/${usaSpecial.unknownCounty}`,
  '/usa/systems/H0001/measures/star-control',
  '/usa/systems/H0001/measures/readmissions',
  `/usa/systems/${usaSpecial.empty}/measures/star-control`,
  '/usa/compare',
  '/usa/compare?systems=H0001,H0002',
  `/usa/compare?systems=01001,${usaSpecial.unknownCounty}`,
  '/usa/markets',
  '/usa/markets?level=contract',
  '/usa/areas/01001',
  `/usa/areas/${usaSpecial.unknownCounty}`,
  '/usa/competition',
  '/usa/competition/preventable',
  '/usa/competition/star-control',
  '/usa/weights',
];

describe.each(addresses)('%s', (address) => {
  it('is a page without a hole, in every format', async () => {
    const { text } = await request(served.app).get(address).expect(200);
    const { document } = new JSDOM(text).window;
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(document.body.textContent).not.toMatch(/\b(null|NaN|undefined|Infinity)\b/);
    expect(text).not.toMatch(/="(null|NaN|undefined)"/);
    expect(text.length).toBeLessThan(400_000);
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const table of document.querySelectorAll('table')) expect(table.querySelector('tbody tr')).not.toBeNull();
    for (const link of [...document.querySelectorAll('p.data a')].map((one) => one.getAttribute('href') ?? '')) await request(served.app).get(link).expect(200);
  });

  it('links only to addresses that answer', async () => {
    const document = await page(address);
    const links = [...document.querySelectorAll('main a[href^="/"]')].map((link) => (link.getAttribute('href') ?? '').replace(/#.*/, ''));
    // A hundred systems of one list answer alike.
    const kinds = new Map(links.map((link) => [link.replace(/H\d{4}|\d{5}/g, ''), link]));
    for (const link of kinds.values()) await request(served.app).get(link).expect(200);
  });
});

describe('values published without their counts', () => {
  it('stand in the table with a difference and no verdict', async () => {
    const document = await page('/usa/league-tables/star-control');
    const heads = [...document.querySelectorAll('table.league thead th')].map(textOf);
    expect(heads).toEqual(['System', 'Value, %', 'Middle value of the others', 'Gap']);
    const text = textOf(document.querySelector('main'));
    expect(text.split('Published without its counts: no interval, so no rank and no test.')).toHaveLength(2);
    expect(textOf(document.querySelector('tr[data-system="H0001"]'))).toMatch(/−\d+\.\d below the middle value of the others$/);
    expect(text).not.toMatch(/no clear difference|better than|worse than|95% interval|Adjusted p/);
    const [row] = await dataOf('/usa/league-tables/star-control.json?sort=-value');
    expect(row).toMatchObject({ lower: null, rank_low: null, position_words: '', rank_words: '', gap_words: 'below the middle value of the others' });
  });

  it('are sorted like others, and give no ranks to a system, a comparison or a series', async () => {
    const values = (await dataOf('/usa/league-tables/star-control.json?sort=value'))
      .map(({ value }) => value as number | null)
      .filter((value) => value !== null);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const row = textOf((await page('/usa/systems/H0001')).querySelector('tr[data-measure="star-control"]'));
    expect(row).toMatch(/middle value ?no test ?no rank ?−\d+\.\d below the middle value of the others/);
    expect(await main('/usa/compare?systems=H0001,H0002')).toContain('Not compared with each other: published without counts');
    const series = await page('/usa/systems/H0001/measures/star-control');
    expect(series.querySelector('svg desc')?.textContent).toContain('in rating-2024');
    expect(textOf(series.querySelector('main'))).not.toMatch(/95% interval|told apart|Denominator/);
  });
});

describe('values without counts whose error is measured from year to year', () => {
  it('stand in the table with interval, test and position, and without ranks', async () => {
    const document = await page('/usa/league-tables/star-eyes');
    const heads = [...document.querySelectorAll('table.league thead th')].map(textOf);
    expect(heads).toEqual([
      'System',
      'Value, % (95% interval)',
      'Middle value of the others',
      'Gap (95% interval)',
      'Adjusted p',
      'Position',
      'Since the year before',
    ]);
    const text = textOf(document.querySelector('main'));
    expect(text).toContain('The interval is from year-to-year changes');
    expect(text).toContain('clearly above the middle value of the others');
    expect(text).toContain('no clear difference');
    expect(text).not.toMatch(/no test|natural units|no interval/);
    const sizes = [...document.querySelectorAll('table:has(#error-caption) tbody th')].map(textOf);
    expect(sizes).toHaveLength(4);
    expect(sizes[0]).toMatch(/^Fewer than [\d,]+ people enrolled$/);
    expect(sizes[3]).toBe('People enrolled not known: the widest error');
    const { body } = await request(served.app).get('/usa/league-tables/star-eyes.json').expect(200);
    expect(body.meta.method ?? body.method).toBe('interval from year-to-year changes');
    const rows = body.rows as Record<string, unknown>[];
    const far = rows.filter(({ outlook }) => typeof outlook === 'string' && outlook !== 'similar');
    expect(far.length).toBeGreaterThan(0);
    for (const row of far) {
      expect(row.position_words).toMatch(/^(much )?(better|worse) than the others$/);
      expect(row).toMatchObject({ rank_words: '', gap_events: null });
      expect(row.gap_words).toBe(`clearly ${(row.gap as number) > 0 ? 'above' : 'below'} the middle value of the others`);
    }
    const changed = rows.filter(({ direction }) => direction === 'improved' || direction === 'worsened');
    for (const row of changed) expect(row.change_words).toMatch(/^(improved|worsened) by \d+\.\d \(\d+\.\d to \d+\.\d\)$/);
  });

  it('say the same on the pages of a system and of the measure', async () => {
    const row = textOf((await page('/usa/systems/H0001')).querySelector('tr[data-measure="star-eyes"]'));
    expect(row).toMatch(/no rank/);
    expect(row).not.toMatch(/no test|not tested/);
    const series = await page('/usa/systems/H0001/measures/star-eyes');
    const heads = [...series.querySelectorAll('table.periods thead th')].map(textOf);
    expect(heads).toContain('Value, % (95% interval)');
    expect(heads).not.toContain('Usual interval, chance alone');
    expect(textOf(series.querySelector('tr[data-period="rating-2021"]'))).toContain('not compared');
    expect(await main('/usa/measures/star-eyes')).toContain('95% interval from year-to-year changes');
    expect(await main('/usa/measures/star-control')).toContain('no interval, no test, no rank');
  });
});

describe('long tables', () => {
  it('are read by pages of 200, with all rows in the data', async () => {
    const [first, second] = [await page('/usa/league-tables/preventable'), await page('/usa/league-tables/preventable?page=2')];
    const idsOf = (document: Document): (string | null)[] => [...document.querySelectorAll('tr[data-system]')].map((row) => row.getAttribute('data-system'));
    expect([idsOf(first).length, idsOf(second).length]).toEqual([200, 40]);
    expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(240);
    expect(textOf(second.querySelector('.paging'))).toContain('Rows 201 to 240 of 240 are shown.');
    expect(second.querySelector('.paging a[rel="prev"]')?.getAttribute('href')).toBe('/usa/league-tables/preventable#table');
    expect(second.querySelector('p.data a')?.getAttribute('href')).toBe('/usa/league-tables/preventable.csv');
    const { text } = await request(served.app).get('/usa/league-tables/preventable.csv?page=2').expect(200);
    expect(text.trim().split('\r\n')).toHaveLength(241);
  });

  it('refuse a page that is not there, with those that are', async () => {
    expect((await request(served.app).get('/usa/league-tables/preventable?page=0').expect(400)).text).toContain('Unknown page: 0');
    const { text } = await request(served.app).get('/usa/league-tables/preventable?page=2&market=monopoly').expect(400);
    expect(text).toContain('There is no page 2 of this table: it has 1');
    expect(new JSDOM(text).window.document.querySelector('a[href="/usa/league-tables/preventable?market=monopoly"]')).not.toBeNull();
  });

  it('have a histogram and a funnel without names in the place of a line each', async () => {
    const document = await page('/usa/league-tables/preventable');
    expect(document.querySelector('#dots-title')).toBeNull();
    expect(document.querySelector('#spread-desc')?.textContent).toMatch(/half of them lie between .* and the middle value is/);
    const funnel = document.querySelector('#funnel-title')?.closest('svg');
    expect(funnel?.querySelectorAll('title')).toHaveLength(1);
    const marks = [...(funnel?.querySelectorAll('path') ?? [])].map((path) => path.getAttribute('d') ?? '').filter((d) => /^M[\d.]+,[\d.]+(h0|m0)/.test(d));
    expect(marks.join('').match(/M/g)?.length).toBeGreaterThan(200);
  });

  it('of systems are paged and narrowed to the parts of one', async () => {
    expect(textOf((await page('/usa/systems?page=3')).querySelector('.paging'))).toContain('Rows 401 to 473 of 473');
    expect(await main(`/usa/systems?parent=${usaSpecial.parent}`)).toContain('120 systems.');
    expect(await main('/usa/systems?q=old+alder')).toContain('Old Alder Plan');
    const { text } = await request(served.app).get('/usa/systems.csv');
    expect(text.split('\r\n')[0]).toMatch(/,former_names,note,kind,share_65_plus,other_names$/);
  });
});

describe('what is not known', () => {
  it('is not said of a system', async () => {
    const text = await main(`/usa/systems/${usaSpecial.unknownCounty}`);
    expect(text).toContain('In 1 county.');
    expect(text).not.toMatch(/Aged 75|most deprived|ONS code|\b0 people/);
    expect(await main(`/usa/systems/${usaSpecial.empty}`)).toContain('No figures of this system are in the data');
    expect((await page(`/usa/systems/${usaSpecial.empty}`)).querySelector('table.latest')).toBeNull();
  });

  it('leaves names, kind, integration and parts, where they are known', async () => {
    const text = await main(`/usa/systems/${usaSpecial.named}`);
    expect(text).toContain('Old Alder Plan (former name, Star Ratings 2022 to Star Ratings 2023)');
    expect(text).toContain('Integration: vertical: one organisation owns or directs hospitals and clinics.');
    expect(text).toContain('(Local PPO), part of Alder Health. In 240 counties.');
    const parent = await page(`/usa/systems/${usaSpecial.parent}`);
    expect([...parent.querySelectorAll('#parts ~ h3')].map(textOf)).toEqual(['Medicare Advantage contracts: HMO', 'Medicare Advantage contracts: Local PPO']);
    expect(parent.querySelectorAll('#parts ~ ul.columns li')).toHaveLength(100);
    expect(textOf(parent.querySelector('main'))).toContain('Shown: the first 100 of 120. All 120 in the list of systems');
  });
});

describe('words', () => {
  it('of areas and options follow the edition and the definition', async () => {
    expect(await main('/usa/areas/01001')).toMatch(
      /^County 1 County 01001 in Alabama, with [\d,]+ residents\..*Parent organisations that residents may choose/,
    );
    expect(await main(`/usa/areas/${usaSpecial.unknownCounty}`)).toContain('County 01003 in Alabama.');
    expect(await main('/england/areas/E02000001')).toContain('Small area (MSOA) E02000001 in District 1');
    for (const address of ['/usa/markets', '/usa/systems/H0001', '/usa/areas/01001', '/usa/competition', '/usa/competition/preventable'])
      expect(await main(address)).not.toMatch(/MSOA|small area|integrated care board|tariff|\btrusts?\b/i);
  });

  it('of the test of choice are the edition’s own, and say where there is none', async () => {
    const list = await main('/usa/competition');
    expect(list).toContain('adjusted for rurality, age and size');
    expect(list).toContain('It says nothing of any one plan.');
    expect(list).toContain('Association is not cause: places with and without choice differ in much that is not measured here.');
    expect(await main('/usa/competition/star-control')).toContain('Competitive and monopoly systems are not contrasted on this measure');
    expect(await main('/usa/markets?level=contract')).toContain('No market type is given for Medicare Advantage contracts');
  });

  it('of periods stand under the kind of period, newest first', async () => {
    const document = await page('/usa/league-tables/readmissions');
    const groups = [...document.querySelectorAll('#filter-period optgroup')].map((group) => [
      group.getAttribute('label'),
      ...[...group.querySelectorAll('option')].map((option) => option.getAttribute('value')),
    ]);
    expect(groups).toEqual([
      ['Months', '2022-03', '2022-02', '2022-01'],
      ['Calendar years', '2022', '2021'],
    ]);
  });

  it('of the first page name every edition, and link only to those that can be read', async () => {
    const document = await page('/');
    const cards = [...document.querySelectorAll('h2 + ul.cards')][0];
    const read = [...(cards?.querySelectorAll('li') ?? [])].map((card) => [textOf(card.querySelector('h3')), card.querySelector('h3 a') !== null]);
    expect(read.slice(0, 2)).toEqual([
      ['England', true],
      ['United States', true],
    ]);
    for (const [, linked] of read.slice(2)) expect(linked).toBe(false);
  });
});

it('a level is compared only with the yardsticks that it has', async () => {
  await request(served.app).get('/usa/league-tables/preventable?yardstick=peers').expect(400);
  const options = [...(await page('/usa/league-tables/preventable')).querySelectorAll('#filter-yardstick option')].map((option) =>
    option.getAttribute('value'),
  );
  expect(options).toEqual(['others', 'competitive-others']);
});

it('a comparison of a long level is put together from the search', async () => {
  const answer = await request(served.app).get('/usa/compare?systems=nobody').expect(400);
  expect(answer.text).toContain('Search for a system by name or code');
  const found = await page('/usa/systems?level=contract&compare=H0001');
  expect(found.querySelector('tbody a[aria-label="Compare Plan 2"]')?.getAttribute('href')).toBe('/usa/compare?systems=H0001,H0002');
});
