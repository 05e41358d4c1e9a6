import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../server/app.ts';
import { defineQuery } from '../server/columns.ts';
import { openReleases, type Releases } from '../server/releases.ts';
import { parseSettings } from '../server/settings.ts';
import { byarInterval } from '../stats/poisson.ts';
import { englandRelease } from './support/england-release.ts';

/** The methods promise that a statistician can recompute a table from its CSV: done here as the methods show it. */
const methods = readFileSync(join(import.meta.dirname, '..', 'METHODS.md'), 'utf8');
let releases: Releases;
let app: ReturnType<typeof createApp>;
beforeAll(async () => {
  const folder = await englandRelease();
  releases = await openReleases(folder, { log: () => {} });
  app = createApp({ releases, settings: parseSettings({ YARDSTICK_RELEASES: folder, NODE_ENV: 'test' }) });
});
afterAll(() => releases?.close());

type Row = Record<string, string>;
const z95 = 1.959963984540054;
const numbers = (row: Row | undefined, ...names: string[]): number[] => names.map((name) => Number(row?.[name]));

describe('bed days of 2019-20 by board, from the CSV alone', () => {
  let rows: Row[];
  let betweenSd: number;
  beforeAll(async () => {
    const address = '/england/league-tables/bed-days';
    rows = parse((await request(app).get(`${address}.csv?period=2019-20`).expect(200)).text, { columns: true });
    betweenSd = (await request(app).get(`${address}.json?period=2019-20`).expect(200)).body.meta.table.between_sd;
  });

  test('every value, interval, gap, score and limit of every row', () => {
    const known = rows.filter((row) => row.value !== '');
    expect(known).toHaveLength(42);
    const [x, n] = ['numerator', 'denominator'].map((name) => known.reduce((sum, row) => sum + Number(row[name]), 0)) as [number, number];
    for (const row of known) {
      const [own, people, phi] = numbers(row, 'numerator', 'denominator', 'phi') as [number, number, number];
      const limits = byarInterval(own / phi);
      const [value, lower, upper] = [own, limits.lower * phi, limits.upper * phi].map((count) => (1000 * count) / people) as [number, number, number];
      const others = byarInterval((x - own) / phi);
      const [yardstick, low, high] = [x - own, others.lower * phi, others.upper * phi].map((count) => (1000 * count) / (n - people)) as [
        number,
        number,
        number,
      ];
      const error = Math.sqrt(phi * (yardstick / 1000) * 1e6 * (1 / people + 1 / (n - people)));
      const spread = z95 * Math.hypot(error, betweenSd);
      const expected = {
        value,
        lower,
        upper,
        yardstick_value: yardstick,
        yardstick_lower: low,
        yardstick_upper: high,
        gap: value - yardstick,
        gap_lower: value - yardstick - Math.hypot(value - lower, high - yardstick),
        gap_upper: value - yardstick + Math.hypot(upper - value, yardstick - low),
        z: (value - yardstick) / error,
        limit_low_95: yardstick - spread,
        limit_high_95: yardstick + spread,
      };
      for (const [name, figure] of Object.entries(expected)) expect(Number(row[name]), `${row.system_id} ${name}`).toBeCloseTo(figure, 6);
      expect(row.band).toBe(
        value < yardstick - spread
          ? Number(row.limit_low_998) > value
            ? 'low-998'
            : 'low-95'
          : value > yardstick + spread
            ? Number(row.limit_high_998) < value
              ? 'high-998'
              : 'high-95'
            : 'within',
      );
    }
  });

  test('the row that the methods show has the figures that they show', () => {
    const row = rows.find(({ system_id }) => system_id === 'QNQ');
    const section = methods.slice(methods.indexOf('### Recomputing a row'), methods.indexOf('## Changes, trends and balance'));
    const printed = (name: string, decimals: number) =>
      Number(row?.[name]).toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace('-', '−');
    for (const [name, decimals] of [
      ['numerator', 0],
      ['denominator', 0],
      ['value', 2],
      ['lower', 2],
      ['upper', 2],
      ['phi', 3],
      ['yardstick_value', 2],
      ['yardstick_lower', 2],
      ['yardstick_upper', 2],
      ['gap', 2],
      ['gap_lower', 2],
      ['gap_upper', 2],
      ['z', 2],
      ['limit_low_95', 2],
      ['limit_high_95', 2],
    ] as const)
      expect(section, `${name} ${printed(name, decimals)}`).toContain(printed(name, decimals));
    const limits = byarInterval(Number(row?.numerator) / Number(row?.phi));
    for (const figure of [limits.lower, limits.upper]) expect(section).toContain(figure.toFixed(3));
    expect(section).toContain(betweenSd.toFixed(2));
  });
});

test('the coverage on held-out years that the methods report is that of the release', async () => {
  const columns = { level: 'text', measures: 'integer', adjusted: 'integer', naive: 'integer', median_naive: 'number', bed_days: 'number' } as const;
  const found = await releases.use('england', (release) => {
    if (release === null) throw new Error('no release');
    return release.warehouse.readAll(
      defineQuery({
        columns,
        sql: `select level, count(held_out_coverage)::integer as measures,
            count(*) filter (held_out_coverage between 0.92 and 0.97)::integer as adjusted,
            count(*) filter (naive_coverage between 0.92 and 0.97)::integer as naive,
            median(naive_coverage) as median_naive,
            any_value(naive_coverage) filter (measure_id = 'bed-days') as bed_days
          from dispersion where level in ('icb', 'sub-icb') and measure_id in (select measure_id from dispersion where level = 'sub-icb')
          group by level order by level desc`,
      }),
    );
  });
  for (const { measures, adjusted, naive } of found) {
    expect(adjusted / measures).toBeGreaterThanOrEqual(0.9);
    expect(naive / measures).toBeLessThan(0.1);
  }
  const [location, board] = found;
  const percent = (share: number | undefined) => `${Math.round(100 * (share ?? 0))}%`;
  expect(methods).toContain(`92 to 97% of systems for ${location?.adjusted} of the ${location?.measures} measures`);
  expect(methods).toContain(`board for ${board?.adjusted} of ${board?.measures}`);
  expect(methods).toContain(`The usual intervals do so for ${location?.naive} of ${location?.measures} and ${board?.naive} of ${board?.measures}`);
  expect(methods).toContain(
    `is ${percent(location?.median_naive)} by location and ${percent(board?.median_naive)} by board, and of bed days ${percent(location?.bed_days)} and ${percent(board?.bed_days)}`,
  );
});
