import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { JSDOM } from 'jsdom';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toCsv } from '../../server/formats/csv.ts';
import { difference, differenceInterval, number } from '../../server/formats/numbers.ts';
import { type Served, serveFixture } from '../support/serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFixture();
});
afterAll(() => served.stop());

const bytesOf = async (url: string): Promise<Buffer> =>
  (
    await request(served.app)
      .get(url)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
  ).body as Buffer;

const withoutApostrophe = (text: string): string => text.replace(/^'(?=[=+\-@])/, '');

it('page, JSON, CSV and Arrow have the same rows in the same order', async () => {
  const path = '/england/league-tables/bed-days';
  const { rows } = (await request(served.app).get(`${path}.json?level=sub-icb`)).body as { rows: Record<string, string | number | null>[] };
  const csv = parse((await bytesOf(`${path}.csv?level=sub-icb`)).toString('utf8'), { columns: true }) as Record<string, string>[];
  const arrow = tableFromIPC(await bytesOf(`${path}.arrow?level=sub-icb`))
    .toArray()
    .map((row) => row.toJSON() as Record<string, unknown>);
  const document = new JSDOM((await request(served.app).get(`${path}?level=sub-icb`)).text).window.document;

  expect(arrow).toEqual(rows);
  expect(csv.map((row) => Object.values(row).map(withoutApostrophe))).toEqual(
    rows.map((row) => Object.values(row).map((value) => (value === null ? '' : String(value)))),
  );
  const cells = [...document.querySelectorAll<HTMLElement>('tr[data-system]')];
  expect(cells.map((row) => row.dataset.system)).toEqual(rows.map((row) => row.system_id));
  expect(cells.map((row) => row.querySelector('td.number b')?.textContent ?? null)).toEqual(
    rows.map((row) => (row.value === null ? null : number(row.value as number, 1))),
  );
});

it('an Arrow stream of no rows still has its columns', async () => {
  const table = tableFromIPC(await bytesOf('/england/systems.arrow?q=nowhere'));
  expect(table.numRows).toBe(0);
  expect(table.schema.fields.map(({ name }) => name)).toContain('system_id');
  expect(JSON.parse(table.schema.metadata.get('meta') ?? '')).toMatchObject({ edition: 'england' });
});

it('CSV quotes as RFC 4180 asks', () => {
  const columns = { a: 'text?', b: 'number?' } as const;
  expect(
    toCsv(columns, [
      { a: 'x, "y"\nz', b: -1.5 },
      { a: '-1', b: null },
      { a: null, b: 0 },
    ]),
  ).toBe('a,b\r\n"x, ""y""\nz",-1.5\r\n\'-1,\r\n,0\r\n');
});

it('numbers have separators and a real minus, and never minus zero', () => {
  expect([number(1234567.891, 1), number(-0.04, 1), number(-12, 0), difference(0.04, 1), difference(2, 1)]).toEqual([
    '1,234,567.9',
    '0.0',
    '−12',
    '0.0',
    '+2.0',
  ]);
  expect(differenceInterval(-2, 0.5, 1)).toBe('−2.0 to +0.5');
});
