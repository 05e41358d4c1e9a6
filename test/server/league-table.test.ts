import { JSDOM } from 'jsdom';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedLeagueColumns } from '../../server/queries/league-table.ts';
import { formulaName, hostileName, notApplicableReason, special } from '../support/fixture-rows.ts';
import { pageAt } from '../support/pages.ts';
import { type Served, serveFixture } from '../support/serve.ts';

const path = '/england/league-tables/bed-days';
let served: Served;

beforeAll(async () => {
  served = await serveFixture();
});
afterAll(() => served.stop());

const page = (url: string): Promise<Document> => pageAt(served.app, url);
const rowsOf = async (url: string): Promise<Record<string, unknown>[]> => (await request(served.app).get(url).expect(200)).body.rows;
const leagueRow = (document: Document, id: string): string => document.querySelector(`tr[data-system="${id}"]`)?.textContent ?? '';

describe('a league table as a page', () => {
  it('has a caption, row headings and numbers aligned to the right', async () => {
    const document = await page(`${path}?level=sub-icb`);
    const table = document.querySelector('table.league');
    expect(table?.querySelector('caption')?.textContent).toContain('12 sub-ICB locations, April 2019 to March 2020');
    expect(table?.querySelectorAll('tbody th[scope="row"]')).toHaveLength(12);
    expect([...(table?.querySelectorAll('thead th[scope="col"]') ?? [])].map((head) => head.textContent)).toEqual([
      'System',
      'Rank',
      'Market type',
      'Value, per 1,000 (95% interval)',
      'All other systems',
      'Gap (95% interval)',
      'Adjusted p',
      'Position',
      'Since the year before',
      'Numerator of denominator',
    ]);
    expect(table?.querySelector('tr[data-system="01A"] td.number b')?.textContent).toMatch(/^[\d,]+\.\d$/);
    expect(document.querySelector('main')?.textContent).toContain('Lower is better.');
  });

  it('says what it is compared with, which unit, and how ranks are to be read', async () => {
    const text = (await page(path)).querySelector('main')?.textContent ?? '';
    expect(text).toContain('Each system is compared with all other systems of its level taken together.');
    expect(text).toContain('bed days per 1,000 registered people');
    expect(text).toContain('Fewer than 5 systems can be compared: no limits, bands or ranks are given.');
    expect((await page(`${path}?level=sub-icb`)).body.textContent).toContain('A rank is given as the range that the data allow');
    expect(text).toContain('It is not a test of competition between integrated care boards.');
  });

  it('shows suppressed, missing, not applicable and zero as four different cells', async () => {
    const document = await page(`${path}?level=sub-icb`);
    expect(leagueRow(document, special.suppressed)).toContain('withheld by the publisher (small number)');
    expect(leagueRow(document, special.missing)).toContain('missing');
    expect(leagueRow(document, special.notApplicable)).toContain(`not applicable: ${notApplicableReason}`);
    expect(leagueRow(document, special.zero)).toContain('0.0');
    expect(document.querySelector('tr.note')?.textContent).toContain('Covers 7 practices fewer.');
  });

  it('escapes a name that is a script', async () => {
    const { text } = await request(served.app).get(`${path}?level=sub-icb`);
    expect(text).not.toContain('<script');
    expect(new JSDOM(text).window.document.body.textContent).toContain(hostileName);
  });

  it('gives market types a word and a shape, and each group its own sum', async () => {
    const document = await page(`${path}?level=sub-icb`);
    const groups = [...document.querySelectorAll('table')].find((table) => table.textContent?.includes('Value, taken together'));
    expect([...(groups?.querySelectorAll('tbody th') ?? [])].map((cell) => cell.textContent?.trim().replace(/\s+/g, ' '))).toEqual([
      '● Competitive',
      '◆ Limited',
      '■ Monopoly',
      '✕ Unclassified',
    ]);
  });

  it('shows no position where there is no judgement', async () => {
    const document = await page('/england/league-tables/admissions');
    expect(document.querySelector('.band')).toBeNull();
    expect(document.body.textContent).toContain('No judgement');
  });
});

describe('a league table as rows', () => {
  it('begins with the columns of the public contract', () => {
    expect(Object.keys(publishedLeagueColumns).slice(0, 26).join(', ')).toBe(
      'system_id, system_name, level, market_type, integration_type, period, measure_id, numerator, denominator, value, lower, upper, status, yardstick_id, yardstick_value, gap, gap_lower, gap_upper, z, band, outlook, rank_low, rank_high, ranked_of, tie_band, release_id',
    );
  });

  it('says in its meta what a reader of the page is told', async () => {
    const { body } = await request(served.app).get(`${path}.json?level=sub-icb&yardstick=all`);
    expect(body.meta).toMatchObject({
      edition: 'england',
      measure: 'bed-days',
      level: 'sub-icb',
      period: '2019-20',
      definition: 'hospital-use-2018',
      yardstick: 'all',
      polarity: 'lower-is-better',
      unit: 'bed days per 1,000 registered people',
      release: 'england-fixture0001',
      licence: 'Open Government Licence v3.0',
    });
    expect(body.meta.method).toContain('Byar');
    expect(body.meta.caveats.length).toBeGreaterThan(0);
  });

  it('puts the better end first and nulls last, in both directions', async () => {
    for (const [sort, sign] of [
      ['value', 1],
      ['-value', -1],
    ] as const) {
      const values = (await rowsOf(`${path}.json?level=sub-icb&sort=${sort}`)).map((row) => row.value as number | null);
      const given = values.filter((value) => value !== null);
      expect(given).toEqual(given.toSorted((a, b) => sign * (a - b)));
      expect(values.slice(given.length)).toEqual([null, null, null]);
    }
    const controlled = (await rowsOf('/england/league-tables/controlled.json?level=sub-icb')).map((row) => row.value as number);
    expect(controlled).toEqual(controlled.toSorted((a, b) => b - a));
  });

  it('sorts by every accepted order', async () => {
    for (const sort of ['name', '-name', 'market', 'denominator', '-denominator', 'gap', '-gap']) {
      expect(await rowsOf(`${path}.json?level=sub-icb&sort=${sort}`)).toHaveLength(12);
    }
    const largest = (await rowsOf(`${path}.json?level=sub-icb&sort=-denominator`)).map((row) => row.denominator as number);
    expect(largest).toEqual(largest.toSorted((a, b) => b - a));
  });

  it('a market filter shows a group apart and recomputes nothing', async () => {
    const all = await rowsOf(`${path}.json?level=sub-icb`);
    for (const market of ['competitive', 'limited', 'monopoly', 'unclassified']) {
      const apart = await rowsOf(`${path}.json?level=sub-icb&market=${market}`);
      expect(apart).toEqual(all.filter((row) => row.market_type === market));
      expect(apart.length).toBeGreaterThan(0);
    }
  });

  it('neutralises formulas in text and leaves negative numbers alone', async () => {
    const { text } = await request(served.app).get(`${path}.csv?level=sub-icb`);
    expect(text).toContain(`'${formulaName}`);
    expect(text).toMatch(/,-\d/);
    expect(text).not.toMatch(/'-\d/);
    expect(text.split('\r\n')[0]).toBe(Object.keys(publishedLeagueColumns).join(','));
  });
});
