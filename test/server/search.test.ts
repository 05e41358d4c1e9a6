import { rm } from 'node:fs/promises';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { selectSpellings } from '../../server/queries/search.ts';
import { openReleases, type Releases } from '../../server/releases.ts';
import { formulaName, hostileName } from '../support/fixture-rows.ts';
import { pageAt, textOf } from '../support/pages.ts';
import { methodsFile } from '../support/serve.ts';
import { editionsToSearch } from './search-editions.ts';

type App = ReturnType<typeof createApp>;

let app: App;
let releases: Releases;
let folder: string;
beforeAll(async () => {
  folder = await editionsToSearch();
  releases = await openReleases(folder, { pollMilliseconds: 3_600_000 });
  app = createApp({ releases, settings: { environment: 'test', methodsFile } });
});
afterAll(async () => {
  releases.close();
  await rm(folder, { recursive: true, force: true });
});

interface ResultRow {
  edition: string | null;
  kind: string;
  id: string;
  matched: string | null;
  href: string;
}
const rowsFor = async (question: string): Promise<ResultRow[]> => (await request(app).get('/search.json').query({ q: question }).expect(200)).body.rows;
const idsFor = async (question: string): Promise<string[]> => (await rowsFor(question)).map(({ kind, id }) => `${kind} ${id}`);

describe('finds', () => {
  test.each([
    ['Kaiser', ['system H0524', 'system H5050', 'case nhs-kaiser-medicare-2000-01']],
    ['kaiser california', ['system H0524', 'case nhs-kaiser-medicare-2000-01']],
    ['Group Health', ['system H5050']],
    ['Geisinger', ['system H3954']],
    ['geisinger gold', ['system H3954']],
    ['Veterans', ['case vha-1994-98', 'case vha-quality-1997-2000', 'system 01014F']],
    ['VHA', ['case vha-1994-98', 'case vha-quality-1997-2000', 'system 01014F']],
    ['Greater Glasgow', ['system S08000031']],
    ['clyde & GLASGOW nhs', ['system S08000031']],
    ['Hull', ['system 03F']],
    ['Cumbria', ['system 01K']],
    ['01h', ['system 01K']],
    ['99X', ['system 01A']],
    ['oldtown', ['system 01A']],
    ['E54000001', ['system QB2']],
    ['place 01a', ['system 01A']],
    ['stroke', ['case nhs-kaiser-medicare-2000-01']],
  ])('%s', async (question, expected) => {
    const found = await idsFor(question);
    for (const one of expected) expect(found).toContain(one);
  });

  test('measures by title, and areas by name or district', async () => {
    expect(await idsFor('bed days')).toContain('measure bed-days');
    const areas = (await rowsFor('E02000001')).filter(({ kind }) => kind === 'area');
    expect(areas.map(({ id }) => id)).toEqual(['E02000001']);
  });

  test('a former name, and says so', async () => {
    const [row] = await rowsFor('Cumbria');
    expect(row?.matched).toBe('Formerly NHS Cumbria CCG (01H, 2013-14 to 2016-17)');
    const [health] = await rowsFor('group health cooperative');
    expect(health).toMatchObject({ edition: 'usa', id: 'H5050', matched: 'Formerly Group Health Cooperative (ratings of 2008 to 2017)' });
  });

  test('at most twenty areas of an edition, and says of how many', async () => {
    const { body } = await request(app).get('/search.json?q=e020000').expect(200);
    expect(body.rows.filter(({ kind }: ResultRow) => kind === 'area')).toHaveLength(20);
    expect(body.meta.found).toEqual([{ edition: 'england', found: 30, shown: 20 }]);
    expect(textOf((await pageAt(app, '/search?q=e020000')).querySelector('main'))).toContain('The 20 best of 30 are shown.');
  });
});

describe('slips of the keyboard', () => {
  test.each([
    ['Kasier', 'system H0524'],
    ['geisenger', 'system H3954'],
    ['glasgwo', 'system S08000031'],
    ['Cumbira', 'system 01K'],
    ['vetrans', 'system 01014F'],
    ['greater glasgwo', 'system S08000031'],
  ])('%s', async (question, expected) => {
    expect(await idsFor(question)).toContain(expected);
  });

  test('are mended only where nothing is found without, and the page says so', async () => {
    expect((await request(app).get('/search.json?q=Hull')).body.meta.taken_for).toEqual([]);
    expect((await request(app).get('/search.json?q=glasgwo')).body.meta.taken_for).toEqual([{ asked: 'glasgwo', words: ['glasgow'] }]);
    expect(textOf((await pageAt(app, '/search?q=glasgwo')).querySelector('main'))).toContain(
      'Nothing was found with “glasgwo” as it is spelt. Shown is what was found with “glasgow”.',
    );
  });

  test('short words, codes and words unlike any other are left alone', async () => {
    for (const question of ['hul7', 'zzzzqqqq', '03G']) expect(await rowsFor(question)).toEqual([]);
    await releases.use('england', async (release) => {
      const spell = (asked: string[], known: string[]) => (release === null ? Promise.resolve([]) : selectSpellings(release.warehouse, { asked, known }));
      expect(await spell(['hul', 'kasier', 'h052'], ['hull', 'kaiser', 'h0524'])).toEqual([{ asked: 'kasier', word: 'kaiser', distance: 1 }]);
      expect(await spell(['geisinegr'], ['geisinger', 'other'])).toEqual([{ asked: 'geisinegr', word: 'geisinger', distance: 1 }]);
    });
  });
});

describe('the page', () => {
  it('shows the box alone when nothing is asked', async () => {
    const page = await pageAt(app, '/search');
    expect(page.querySelector('main form[action="/search"] input[name="q"]')).not.toBeNull();
    expect(page.querySelector('.results')).toBeNull();
    expect((await request(app).get('/search.json').expect(200)).body.rows).toEqual([]);
    expect((await request(app).get('/search?q=').expect(200)).text).not.toContain('Nothing was found');
  });

  it('groups by edition with counts, the best first', async () => {
    const page = await pageAt(app, '/search?q=kaiser');
    const headings = [...page.querySelectorAll('main h2')].map(textOf);
    expect(headings).toHaveLength(2);
    expect(headings.join()).toMatch(/2 found.*1 found|1 found.*2 found/);
    expect(page.querySelector('main a[href="/usa/systems/H0524"]')).not.toBeNull();
    expect([...page.querySelectorAll('main h2')].map(({ id }) => id).sort()).toEqual(['cases', 'usa']);
  });

  it('helps when nothing is found', async () => {
    const page = await pageAt(app, '/search?q=zzzzqqqq');
    expect(textOf(page.querySelector('main'))).toContain('Nothing was found for “zzzzqqqq”.');
    expect(page.querySelector('main a[href="/england/systems"]')).not.toBeNull();
    expect(textOf((await pageAt(app, '/search?q=%3F%3F')).querySelector('main'))).toContain('Nothing was found');
  });

  it('escapes what was typed and what was found', async () => {
    const typed = '"><script>alert(1)</script>';
    const { text } = await request(app).get('/search').query({ q: typed }).expect(200);
    expect(text).not.toContain('<script');
    const page = await pageAt(app, '/search?q=alert+sons');
    expect(page.querySelector('script')).toBeNull();
    expect(textOf(page.querySelector('.results a'))).toBe(hostileName);
    const csv = (await request(app).get('/search.csv?q=cmd').expect(200)).text;
    expect(csv).toContain(`'${formulaName}`);
  });

  it('says in a sentence how long a search may be', async () => {
    const long = await request(app)
      .get('/search')
      .query({ q: 'a'.repeat(300) })
      .expect(400);
    expect(long.text).toContain('A search takes up to 100 characters, and this has 300: try a name, a code or a few words');
    const longest = await request(app)
      .get('/search')
      .query({ q: 'a'.repeat(10_000) })
      .expect(414);
    expect(longest.text).toContain('The address is longer than');
    await request(app)
      .get('/search')
      .query({ q: 'a'.repeat(100) })
      .expect(200);
  });

  it('refuses other parameters', async () => {
    await request(app).get('/search?query=hull').expect(400);
  });

  it('gives the same rows as data', async () => {
    const { body } = await request(app).get('/search.json?q=veterans').expect(200);
    const csv = await request(app).get('/search.csv?q=veterans').expect(200);
    expect(csv.text.trim().split('\r\n')).toHaveLength(body.rows.length + 1);
    expect(csv.text.split('\r\n')[0]).toBe('position,edition,kind,id,level,title,detail,matched,href');
    const links = [...(await pageAt(app, '/search?q=veterans')).querySelectorAll('.results a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(body.rows.map(({ href }: ResultRow) => href));
    await request(app).get('/search.arrow?q=veterans').expect(200);
  });
});

it('every page has the box in its header: a form that works without script', async () => {
  for (const address of ['/', '/cases', '/methods', '/search']) {
    const form = (await pageAt(app, address)).querySelector('header form[role="search"]');
    expect(form?.getAttribute('action')).toBe('/search');
    expect(form?.getAttribute('method')).toBe('get');
    expect(textOf(form?.querySelector('label'))).toBe('Search');
    expect(form?.querySelector('label')?.getAttribute('for')).toBe(form?.querySelector('input[name="q"]')?.id);
  }
});
