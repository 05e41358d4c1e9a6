import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFrontCache } from '../../server/front-cache.ts';
import { representation } from '../../server/representation.ts';
import { getRaw } from '../support/get-raw.ts';
import { type Served, serveFixture } from '../support/serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFixture();
});
afterAll(() => served.stop());

const url = '/england/league-tables/bed-days?level=sub-icb';
const raw = (coding: string) => getRaw(served.app, url, { 'Accept-Encoding': coding });

describe('answers', () => {
  it('have a strong tag, the same from memory, and 304 for those who have it', async () => {
    const first = await request(served.app).get(url);
    const tag = first.headers.etag ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    expect((await request(served.app).get(url)).headers.etag).toBe(tag);
    const second = await request(served.app).get(url).set('If-None-Match', tag).expect(304);
    expect(second.text).toBe('');
    expect(second.headers.vary).toBe('Accept-Encoding');
    await request(served.app).get(url).set('If-None-Match', '"other"').expect(200);
  });

  it('come as brotli, gzip or plain, with the same content and different tags', async () => {
    const plain = await raw('identity');
    const [br, gz] = [await raw('gzip, deflate, br'), await raw('gzip')];
    expect([plain, br, gz].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip']);
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
    expect((await raw('br;q=0, gzip')).headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gz.body).equals(plain.body)).toBe(true);
    expect(new Set([plain, br, gz].map(({ headers }) => headers.etag)).size).toBe(3);
    await request(served.app)
      .get(url)
      .set('Accept-Encoding', 'gzip')
      .set('If-None-Match', br.headers.etag ?? '')
      .expect(304);
  });

  it('the same question in another order is one answer', async () => {
    const one = await request(served.app).get('/england/league-tables/bed-days?level=sub-icb&sort=name');
    const other = await request(served.app).get('/england/league-tables/bed-days?sort=name&level=sub-icb&market=all');
    expect(other.headers.etag).toBe(one.headers.etag);
  });
});

describe('the cache', () => {
  const page = (text: string) => representation(text, { contentType: 'text/plain', version: '1' });

  it('renders once for many requests at once', async () => {
    const cache = createFrontCache();
    let times = 0;
    const render = async () => page(String(++times));
    const all = await Promise.all(Array.from({ length: 20 }, () => cache.fill('key', render)));
    expect(new Set(all).size).toBe(1);
    expect(times).toBe(1);
  });

  it('lets the least recently used go when it is full', async () => {
    const cache = createFrontCache({ maximumBytes: 250 });
    const at = (url: string) => cache.answerFor({ url } as never);
    for (const name of ['a', 'b']) {
      await cache.fill(name, async () => page(name.repeat(100)));
      cache.remember(`/${name}`, name);
    }
    expect(at('/a')).toBeDefined();
    await cache.fill('c', async () => page('c'.repeat(100)));
    expect([at('/a'), at('/b')].map((found) => found !== undefined)).toEqual([true, false]);
  });

  it('does not keep a page that was begun before everything was dropped', async () => {
    const cache = createFrontCache();
    const old = cache.fill('key', () => new Promise((resolve) => setTimeout(() => resolve(page('old')), 20)));
    cache.drop();
    await old;
    cache.remember('/key', 'key');
    expect(cache.answerFor({ url: '/key' } as never)).toBeUndefined();
  });

  it('does not keep a failure', async () => {
    const cache = createFrontCache();
    await expect(cache.fill('key', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect((await cache.fill('key', async () => page('yes'))).contentType).toBe('text/plain');
  });
});
