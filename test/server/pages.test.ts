import { JSDOM } from 'jsdom';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pages } from '../../server/pages/registry.ts';
import { type Served, serveFixture } from '../support/serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFixture();
});
afterAll(() => served.stop());

const examples: Record<string, string> = {
  edition: 'england',
  measure: 'bed-days',
  system: '01A',
  area: 'E02000001',
  release: 'england-fixture0001',
  topic: 'how-intervals-are-made',
};
/** Patients are shown a board of the area, not a location. */
const inWords: Record<string, string> = { '/:edition/choose/:area/:system': '/england/choose/E02000001/QA1' };
const exampleOf = (path: string): string => inWords[path] ?? path.replace(/:(\w+)/g, (_, name: string) => examples[name] ?? name);

describe.each(pages.map((page) => [page.path, exampleOf(page.path)]))('%s', (_path, url) => {
  it('renders with a title, one first heading and its data', async () => {
    const { text, headers } = await request(served.app).get(url).expect(200).expect('Content-Type', /html/);
    const document = new JSDOM(text).window.document;
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(document.title).toMatch(/ – Yardstick$/);
    expect(document.documentElement.lang).toBe('en-GB');
    expect(document.querySelector('footer')?.textContent).toMatch(/Association is not cause\.|They do not tell you why\./);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';style-src 'self';script-src 'self';img-src 'self' data:;form-action 'self';frame-ancestors 'none';base-uri 'none'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('has no inline style or script, no repeated id, and every table has a caption', async () => {
    const { text } = await request(served.app).get(url);
    expect(text).not.toMatch(/<style|\sstyle=|<script|\son\w+=/);
    const document = new JSDOM(text).window.document;
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const table of document.querySelectorAll('table'))
      if (table.closest('.prose') === null) expect(table.querySelector('caption')?.textContent).toBeTruthy();
    for (const region of document.querySelectorAll('[role="region"]')) expect(region.getAttribute('tabindex')).toBe('0');
    for (const labelled of document.querySelectorAll('[aria-labelledby]'))
      expect(document.getElementById(labelled.getAttribute('aria-labelledby') ?? '')).not.toBeNull();
  });

  it('answers as JSON, CSV and Arrow', async () => {
    const base = url === '/' ? '/index' : url;
    const { body } = await request(served.app).get(`${base}.json`).expect(200).expect('Content-Type', /json/);
    expect(Object.keys(body)).toEqual(['meta', 'rows']);
    const csv = await request(served.app)
      .get(`${base}.csv`)
      .expect(200)
      .expect('Content-Type', /csv/)
      .expect('Content-Disposition', /attachment/);
    if (body.rows.length > 0) expect(csv.text.split('\r\n')[0]).toBe(Object.keys(body.rows[0]).join(','));
    await request(served.app).get(`${base}.arrow`).expect(200).expect('Content-Type', /arrow/);
  });

  it('answers HEAD as GET, without a body', async () => {
    const { headers } = await request(served.app).get(url).set('Accept-Encoding', 'identity');
    const head = await request(served.app).head(url).set('Accept-Encoding', 'identity').expect(200);
    expect(head.headers['content-length']).toBe(headers['content-length']);
    expect(head.text ?? '').toBe('');
  });

  it('links only to addresses that answer', async () => {
    const document = new JSDOM((await request(served.app).get(url)).text).window.document;
    const links = new Set([...document.querySelectorAll('a[href^="/"], link[href^="/"]')].map((link) => (link.getAttribute('href') ?? '').replace(/#.*/, '')));
    for (const link of links) await request(served.app).get(link).expect(200);
  });
});

it('every page shows whose figures it has', async () => {
  const text = (await request(served.app).get('/england/markets')).text;
  expect(text).toContain('/releases/england-fixture0001');
  expect(text).toContain('Contains OS data © Crown copyright');
  expect(text).toContain('It is not a test of competition');
});

it('methods print Markdown without running anything in it', async () => {
  const { text } = await request(served.app).get('/methods/how-intervals-are-made').expect(200);
  expect(text).toContain('&lt;script&gt;');
  expect(text).not.toContain('javascript:');
  expect(text).toContain('<a href="/methods">good</a>');
  expect(text).toMatch(/<math display="block"[^>]*><mfrac><mi>x<\/mi><mi>n<\/mi><\/mfrac><\/math>/);
  expect(text).not.toContain('style=');
  await request(served.app).get('/methods/markets-choice').expect(200);
});
