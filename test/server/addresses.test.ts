import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveFixture } from '../support/serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFixture();
});
afterAll(() => served.stop());

const table = '/england/league-tables/bed-days';

describe('what is not accepted', () => {
  it('an unknown value gets 400 with the accepted ones', async () => {
    const { body } = await request(served.app).get(`${table}.json?level=ward`).expect(400);
    expect(body.error).toEqual({ status: 400, message: 'unknown level: ward', subject: 'level', accepted: ['icb', 'sub-icb'] });
    expect((await request(served.app).get(`${table}?sort=luck`).expect(400)).text).toContain('-denominator');
  });

  it('an unknown or repeated parameter gets 400', async () => {
    const { body } = await request(served.app).get(`${table}.json?colour=red`).expect(400);
    expect(body.error.accepted).toEqual(['level', 'period', 'market', 'definition', 'yardstick', 'sort', 'estimate', 'page']);
    await request(served.app).get(`${table}?level=icb&level=icb`).expect(400);
    await request(served.app).get('/?a=1').expect(400);
    await request(served.app).get(`${table}?__proto__=1`).expect(400);
  });

  it('an unknown thing gets 404 with a way on', async () => {
    expect((await request(served.app).get('/england/league-tables/bed-dys').expect(404)).text).toContain('/england/measures/bed-days');
    expect((await request(served.app).get('/narnia').expect(404)).text).toContain('href="/england"');
    expect((await request(served.app).get('/england/areas/E09').expect(404)).text).toContain('/england/systems');
    expect((await request(served.app).get('/england/systems/ZZZ').expect(404)).text).toContain('Search for a system');
    expect((await request(served.app).get('/releases/none').expect(404)).text).toContain('england-fixture0001');
    expect((await request(served.app).get('/methods/none').expect(404)).text).toContain('how-intervals-are-made');
    await request(served.app).get('/england/nothing/here').expect(404);
  });

  it('a former organisation leads to its successor', async () => {
    const { text } = await request(served.app).get('/england/systems/99X').expect(404);
    expect(text).toContain('NHS Oldtown CCG');
    expect(text).toContain('/england/systems/01A');
  });

  it('echoes what was asked as text only', async () => {
    const { text } = await request(served.app)
      .get(`${table}?level=${encodeURIComponent('"><script>alert(1)</script>')}`)
      .expect(400);
    expect(text).not.toContain('<script');
  });

  it('absurd addresses are refused without a stack', async () => {
    for (const [url, status] of [
      [`/england?q=${'x'.repeat(3000)}`, 414],
      ['/%E0%A4%A', 400],
      ['/england/%00', 404],
      ['/england/../../etc/passwd', 404],
      ['//evil.example/', 404],
    ] as const) {
      const { text } = await request(served.app).get(url).expect(status);
      expect(text).not.toMatch(/node_modules|at .*\.ts/);
    }
    await request(served.app).post(table).expect(405).expect('Allow', 'GET, HEAD');
  });
});

describe('what is accepted', () => {
  it('a trailing slash is redirected with its query', async () => {
    await request(served.app).get(`${table}/?level=sub-icb`).expect(308).expect('Location', `${table}?level=sub-icb`);
    await request(served.app).get('/england/').expect(308).expect('Location', '/england');
  });

  it('an emptied field is the same as none', async () => {
    await request(served.app).get('/england/systems?q=&level=').expect(200);
  });

  it('finds a system by its name, code, or former code or name', async () => {
    for (const q of ['99X', '99x', 'oldtown', 'Place 01A', '01a', 'E38000010']) {
      const { body } = await request(served.app)
        .get(`/england/systems.json?q=${encodeURIComponent(q)}`)
        .expect(200);
      expect(body.rows.map((row: { system_id: string }) => row.system_id)).toEqual(['01A']);
    }
  });

  it('a search is text, never a pattern or a question to the database', async () => {
    for (const q of ['%', "' or 1=1 --", '_', '$q']) {
      expect(
        (
          await request(served.app)
            .get(`/england/systems.json?q=${encodeURIComponent(q)}`)
            .expect(200)
        ).body.rows,
      ).toEqual([]);
    }
  });

  it('says that it is up, and that it is ready', async () => {
    expect((await request(served.app).get('/healthz').expect(200)).body).toEqual({ status: 'up' });
    expect((await request(served.app).get('/readyz').expect(200)).body).toEqual({ status: 'ready', releases: { england: 'england-fixture0001' } });
  });
});
