import { join } from 'node:path';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topics } from '../../data/topics.ts';
import { languages, languagesIn, readMessages } from '../../server/messages.ts';
import { gapsOf } from '../support/message-patterns.ts';
import { pageAt, textOf } from '../support/pages.ts';
import { type ServedPatients, servePatients } from '../support/patient-releases.ts';

const folder = join(import.meta.dirname, '..', '..', 'views', 'messages');
const texts = readMessages(join(folder, 'en.json'));
const script = '<script>alert(1)</script>';

let site: ServedPatients;
beforeAll(async () => {
  site = await servePatients();
});
afterAll(() => site?.stop());

const send = (edition: string, fields: Record<string, string>) => request(site.app).post(`/${edition}/choose`).type('form').send(fields);
const documentOf = (html: string): Document => new JSDOM(html).window.document;
const linksOf = (page: Document, within = 'main'): string[] => [...page.querySelectorAll(`${within} a`)].map((link) => link.getAttribute('href') ?? '');

describe('the box for a place', () => {
  test('one place leads on by its code alone, in the language that was asked for, and nobody keeps the answer', async () => {
    const { headers } = await send('usa', { place: 'Cook, Illinois', district: '' }).expect(303);
    expect(headers.location).toBe('/usa/choose/17031');
    expect(headers['cache-control']).toBe('no-store');
    const welsh = await send('usa', { place: 'Cook, Illinois', lang: 'cy' }).expect(303);
    expect(welsh.headers.location).toBe('/usa/choose/17031?lang=cy');
  });

  test('several places are offered, each with a link, under a sentence that counts them', async () => {
    const { text } = await send('england', { place: 'Westminster' }).expect(200);
    const page = documentOf(text);
    const offered = linksOf(page, 'ul.picks');
    expect(offered.length).toBeGreaterThan(1);
    for (const href of offered) expect(href).toMatch(/^\/england\/choose\/E02\d{6}$/);
    expect(textOf(page.querySelector('#several'))).toBe(`${offered.length} places fit. Which is yours?`);
  });

  test.each([
    ['nothing', '', 400, texts['choose.empty']],
    ['blanks', '   \t ', 400, texts['choose.empty']],
    ['10,000 characters', 'x'.repeat(10_000), 400, 'That is too long for us: it has 10,000 letters. Please type 100 or fewer.'],
    ['a place that nobody knows', 'Qwxzyvbnm', 404, texts['choose.none']],
    ['a postcode without a look-up', 'HU1 2AA', 404, texts['choose.postcode']],
    ['a script', script, 404, texts['choose.none']],
  ])('%s: a sentence says what is wrong, and the box is there again', async (_what, place, status, sentence) => {
    const { text, headers } = await send('england', { place }).expect(status);
    const page = documentOf(text);
    const box = page.querySelector('#place');
    expect(textOf(page.querySelector('#problem[role=alert]'))).toBe(sentence);
    expect(box?.getAttribute('aria-invalid')).toBe('true');
    expect(box?.getAttribute('aria-describedby')).toContain('problem');
    expect(box?.getAttribute('value')).toBe(place.trim().slice(0, 100));
    expect(page.querySelectorAll('main script')).toHaveLength(0);
    expect(text).not.toContain(script);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.location).toBeUndefined();
  });

  test('a place of another country is found there', async () => {
    const { text } = await send('england', { place: 'Cook, Illinois' }).expect(404);
    expect(linksOf(documentOf(text), 'ul.picks')).toEqual(['/usa/choose/17031']);
  });

  test('whatever is typed: no fault of the program, nothing in an address, in the log, or in a later answer', async () => {
    const before = site.log.length;
    const canonical = (await request(site.app).get('/usa/choose')).text;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ maxLength: 130 }), fc.constantFrom(script, '%', '%zz', "' or 1=1 --", '../..', '&#x', '\u0000', '{{place}}')),
        async (typed) => {
          const answer = await send('usa', { place: typed });
          expect([200, 303, 400, 404]).toContain(answer.status);
          expect(answer.headers['cache-control']).toBe('no-store');
          if (answer.status === 303) expect(answer.headers.location).toMatch(/^\/usa\/choose\/\d{5}$/);
          else expect(documentOf(answer.text).querySelectorAll('script')).toHaveLength(0);
          expect((await request(site.app).get('/usa/choose')).text).toBe(canonical);
        },
      ),
      { numRuns: 40, seed: 20_261_122 },
    );
    expect(site.log.slice(before)).toEqual([]);
  });

  test('a second reader does not see what the first typed', async () => {
    await send('england', { place: 'Secretplace' }).expect(404);
    for (const address of ['/england/choose', '/england/choose?lang=cy', '/england/choose.json'])
      expect((await request(site.app).get(address).expect(200)).text).not.toMatch(/secretplace/i);
    expect(site.log.join()).not.toMatch(/secretplace/i);
  });
});

describe('what a form may send', () => {
  const raw = (body: string | Buffer, type = 'application/x-www-form-urlencoded') =>
    request(site.app).post('/england/choose').set('Content-Type', type).send(body);

  test.each(['place=%', 'place=%zz', 'place=%E0%A4%A', 'place=%ff%fe', '%', '=&=', ''])('broken coding %j is text like any other, or none', async (body) => {
    const { status, headers } = await raw(body);
    expect([200, 400, 404]).toContain(status);
    expect(headers['cache-control']).toBe('no-store');
  });

  test('another content type is read as a form and nothing else', async () => {
    expect([400, 404]).toContain((await raw('{"place":"Cook"}', 'application/json')).status);
    expect([400, 404]).toContain((await raw('place', 'multipart/form-data; boundary=x')).status);
    expect([400, 404, 415]).toContain((await raw(Buffer.from([0xff, 0xfe, 0x00]), 'application/octet-stream')).status);
  });

  test('a body of 200 kB is refused with a sentence', async () => {
    const { text } = await raw(`place=${'x'.repeat(200_000)}`).expect(413);
    expect(textOf(documentOf(text).querySelector('main'))).toContain('a place name takes up to 100 characters');
  });

  test.each([
    ['an unknown field', 'place=Hull&colour=red'],
    ['a field twice', 'place=Hull&place=York'],
    ['an unknown language', 'place=Hull&lang=xx'],
  ])('%s is refused', async (_what, body) => {
    await raw(body).expect(400);
  });

  test.each(['put', 'delete', 'patch'] as const)('%s is refused, and so is a form anywhere else', async (method) => {
    await request(site.app)[method]('/england/choose').expect(405);
    await request(site.app).post('/england/choose/E02002676').expect(405);
    await request(site.app).post('/england/compare').expect(405);
    await request(site.app).post('/england').expect(405);
  });

  test('a place in the address is refused: it would be kept', async () => {
    await request(site.app).get('/england/choose?place=Hull').expect(400);
  });
});

describe('ways on', () => {
  test('an area without any plan is a page, with what there still is and whom to ask', async () => {
    const release = site.releases.inService().find(({ edition }) => edition.id === 'usa');
    const rows = await release?.warehouse.readAll({
      columns: { area_id: 'text' },
      sql: "select area_id from area where area_id not in (select area_id from area_system where level = 'contract') order by area_id limit 3",
    });
    expect(rows).toHaveLength(3);
    for (const { area_id } of rows ?? []) {
      const page = await pageAt(site.app, `/usa/choose/${area_id}`);
      expect(textOf(page.querySelector('.count'))).toBe('None of these plans was sold here in 2022, as far as we know.');
      expect(textOf(page.querySelector('main'))).toContain(texts['group.plans.none-way']);
      expect(linksOf(page)).toContain('/usa/choose');
      expect(page.querySelectorAll('input')).toHaveLength(0);
    }
  });

  test.each([
    ['an area that does not exist', '/england/choose/E02999999', 404, '/england/choose'],
    ['an area of another country', '/england/choose/06037', 404, '/england/choose'],
    ['a system that is not open to the area', '/england/choose/E02002676/RJ1', 404, '/england/choose/E02002676'],
    ['a system that does not exist', '/england/choose/E02002676/NONE', 404, '/england/choose/E02002676'],
    ['a comparison with a system that is not open', '/england/compare?systems=RJ1&area=E02002676', 400, '/england/choose/E02002676'],
    ['a comparison for an area that does not exist', '/england/compare?systems=RJ1&area=E0', 400, '/england/choose'],
  ])('%s', async (_what, address, status, wayOn) => {
    const { text } = await request(site.app).get(address).expect(status);
    expect(linksOf(documentOf(text), 'body')).toContain(wayOn);
  });

  test('six ticked: five are shown, in the order of the address, and the page says so', async () => {
    const rows = (await request(site.app).get('/usa/choose/06037.json').expect(200)).body.rows as { system_id: string }[];
    const six = rows.slice(0, 6).map(({ system_id }) => system_id);
    expect(six).toHaveLength(6);
    // As a form sends it: the name repeated.
    const page = await pageAt(site.app, `/usa/compare?${six.map((id) => `systems=${id}`).join('&')}&area=06037&topics=diabetes`);
    expect(textOf(page.querySelector('p.inset'))).toBe('You picked 6. We can show five at a time, so here are the first five.');
    const shown = new Set([...page.querySelectorAll('ul.places li')].map((line) => line.getAttribute('data-system')));
    expect([...shown].toSorted()).toEqual(six.slice(0, 5).toSorted());
  });

  test('six topics: three are shown, and the page says so', async () => {
    const six = topics.slice(0, 6).map(({ id }) => id);
    const [row] = (await request(site.app).get('/usa/choose/06037.json').expect(200)).body.rows as { system_id: string }[];
    const page = await pageAt(site.app, `/usa/compare?systems=${row?.system_id}&area=06037&topics=${six.join(',')}`);
    expect(textOf(page.querySelector('p.inset'))).toBe('You picked 6 topics. We can show three at a time, so here are the first three.');
    const shown = [...page.querySelectorAll('main section h2')].map(({ id }) => id.replace('t-', ''));
    for (const id of shown) expect(six.slice(0, 3)).toContain(id);
  });

  test.each(['/usa/choose?lang=xx', '/usa/choose/06037?lang=xx', '/usa/compare?area=06037&topics=gardening', '/usa/choose/06037?colour=red'])(
    '%s is refused',
    async (address) => {
      await request(site.app).get(address).expect(400);
    },
  );
});

const pages = [
  '/usa/choose',
  '/usa/choose/06037',
  '/england/choose/E02002676',
  '/england/choose/E02002676/RWA',
  '/england/compare?systems=RWA,RCB&topics=being-seen,hospital',
];
const inFormat = (address: string, format: string): string => address.replace(/(\?|$)/, `.${format}$1`);

describe.each(pages)('%s', (address) => {
  test('is data in every format, with the same rows', async () => {
    const { body } = await request(site.app).get(inFormat(address, 'json')).expect(200);
    const csv = await request(site.app).get(inFormat(address, 'csv')).expect(200);
    const arrow = await request(site.app).get(inFormat(address, 'arrow')).responseType('blob').expect(200);
    expect(body.rows.length).toBeGreaterThan(0);
    expect(csv.text.trim().split(/\r?\n/)).toHaveLength(body.rows.length + 1);
    expect(arrow.body.length).toBeGreaterThan(100);
  });

  test('is the same page in Welsh: elements, addresses of the language, and a note that it is a draft', async () => {
    const [english, welsh] = await Promise.all([pageAt(site.app, address), pageAt(site.app, `${address}${address.includes('?') ? '&' : '?'}lang=cy`)]);
    expect(welsh.documentElement.lang).toBe('cy');
    expect(outlineOf(welsh).filter((line) => line !== 'P.inset')).toEqual(outlineOf(english).filter((line) => line !== 'P.inset'));
    expect(textOf(welsh.querySelector('main p.inset'))).not.toBe('');
    const own = linksOf(welsh).filter((href) => href.includes('/choose'));
    for (const href of own) expect(href).toMatch(/[?&]lang=cy/);
  });
});

/** Elements of a page in their order, without words; hidden fields carry the language and are left out. */
const outlineOf = (page: Document): string[] =>
  [...page.querySelectorAll('main *')].filter((one) => !one.matches('input[type=hidden]')).map((one) => [one.tagName, ...one.classList].join('.'));

describe('the texts', () => {
  test('are those of the languages that are declared', () => {
    expect(languagesIn(folder).toSorted()).toEqual([...languages].toSorted());
  });

  test.each(languages)('of %s: the same keys, and the same gaps in each', (language) => {
    const own = readMessages(join(folder, `${language}.json`));
    expect(Object.keys(own).toSorted()).toEqual(Object.keys(texts).toSorted());
    for (const [key, text] of Object.entries(texts)) expect([key, gapsOf(own[key] ?? '')]).toEqual([key, gapsOf(text)]);
  });
});
