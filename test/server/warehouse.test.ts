import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeadlineError, openWarehouse, type Warehouse } from '../../server/warehouse.ts';
import { fixtureReleases } from '../support/fixture-release.ts';

let folder: string;
let warehouse: Warehouse;
beforeAll(async () => {
  folder = await fixtureReleases();
  warehouse = await openWarehouse(join(folder, 'england', 'england-fixture0001', 'warehouse.duckdb'));
});
afterAll(async () => {
  warehouse.closeSync();
  await rm(folder, { recursive: true });
});

const ask = (sql: string) => warehouse.readAll({ columns: { a: 'text' }, sql });

describe('a warehouse in service', () => {
  it.each([
    ["insert into level values ('a', 'b', 'c', 9)"],
    ['drop table level'],
    ['create table t (a integer)'],
    ["update level set title = 'x'"],
    ["attach 'other.duckdb'"],
    ["copy level to 'out.csv'"],
    ['set threads = 4'],
    ['set enable_external_access = true'],
    ['install httpfs'],
  ])('refuses to %s', async (sql) => {
    await expect(ask(sql)).rejects.toThrow();
  });

  it('refuses to read files', async () => {
    const file = join(folder, 'secret.csv');
    await writeFile(file, 'a\n1\n');
    await expect(ask(`select a::varchar as a from read_csv('${file}')`)).rejects.toThrow(/disabled/);
    await expect(ask(`select content as a from read_text('${file}')`)).rejects.toThrow(/disabled/);
    await expect(ask(`select a from '${file}'`)).rejects.toThrow();
  });

  it('binds values, so that text stays text', async () => {
    const query = { columns: { a: 'text' } as const, sql: 'select $q::varchar as a' };
    expect(await warehouse.readAll(query, { q: "'; drop table level; --" })).toEqual([{ a: "'; drop table level; --" }]);
  });

  it('refuses a shape other than the declared one, and types that a page cannot print', async () => {
    await expect(ask("select 'x' as b")).rejects.toThrow('columns differ from those declared: b');
    await expect(ask('select count(*) as a from level')).rejects.toThrow('cast column a to text: found type BIGINT');
  });

  it('answers many questions at once, two at a time', async () => {
    const query = { columns: { n: 'integer' } as const, sql: 'select count(*)::integer as n from system where level = $level' };
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => warehouse.readAll(query, { level: i % 2 === 0 ? 'icb' : 'sub-icb' })));
    expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 3 : 12)));
  });

  it('stops a question that takes too long, and answers the next one', async () => {
    const impatient = await openWarehouse(join(folder, 'england', 'england-fixture0001', 'warehouse.duckdb'), { deadlineMilliseconds: 50 });
    const endless = { columns: { n: 'number' } as const, sql: 'select sum(a.range * b.range)::double as n from range(1000000) a, range(1000000) b' };
    await expect(impatient.readAll(endless)).rejects.toThrow(DeadlineError);
    expect(await impatient.readAll({ columns: { n: 'integer' } as const, sql: 'select 1::integer as n' })).toEqual([{ n: 1 }]);
    impatient.closeSync();
  });
});
