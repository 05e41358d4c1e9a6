import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from 'duckdb';
import { type Row, type TableName, tables } from '../../data/tables.ts';
import { fixtureReleases } from '../support/fixture-release.ts';

/** A row of a system: only what is named is filled in, whatever other columns the table has. */
const system = (row: Partial<Row<'system'>> & { system_id: string; level: string; name: string; short_name: string }): Row<'system'> =>
  ({
    ...Object.fromEntries(Object.keys(tables.system.columns).map((column) => [column, null])),
    integration_type: 'unknown',
    areas: 0,
    ...row,
  }) as Row<'system'>;

const otherName = (level: string, system_id: string, name: string, kind: string): Row<'system_name'> => ({
  level,
  system_id,
  name,
  kind,
  first_period: 'rating-2008',
  last_period: 'rating-2017',
});

interface Added {
  level: Row<'level'>[];
  system: Row<'system'>[];
  system_name: Row<'system_name'>[];
  predecessor: Row<'predecessor'>[];
}

const usa: Added = {
  level: [
    { level: 'contract', title: 'contract', plural: 'contracts', position: 1 },
    { level: 'hospital', title: 'hospital', plural: 'hospitals', position: 2 },
  ],
  system: [
    system({ system_id: 'H0524', level: 'contract', name: 'KAISER FOUNDATION HP, INC.', short_name: 'Kaiser Permanente, California' }),
    system({ system_id: 'H5050', level: 'contract', name: 'KAISER FOUNDATION HEALTH PLAN OF WASHINGTON', short_name: 'Kaiser Permanente, Washington' }),
    system({ system_id: 'H3954', level: 'contract', name: 'GEISINGER HEALTH PLAN', short_name: 'Geisinger Health Plan' }),
    system({
      system_id: '01014F',
      level: 'hospital',
      name: 'BIRMINGHAM VA MEDICAL CENTER',
      short_name: 'Birmingham VA',
      kind: 'Acute Care - Veterans Administration',
    }),
  ],
  system_name: [otherName('contract', 'H5050', 'Group Health Cooperative', 'former'), otherName('contract', 'H3954', 'Geisinger Gold', 'marketing')],
  predecessor: [],
};

const ukNations: Added = {
  level: [{ level: 'board', title: 'board', plural: 'boards', position: 1 }],
  system: [system({ system_id: 'S08000031', level: 'board', name: 'NHS Greater Glasgow and Clyde', short_name: 'Greater Glasgow and Clyde' })],
  system_name: [],
  predecessor: [],
};

const england: Added = {
  level: [],
  system: [
    system({ system_id: '03F', level: 'sub-icb', name: 'NHS Humber and North Yorkshire ICB - 03F', short_name: 'Hull' }),
    system({ system_id: '01K', level: 'sub-icb', name: 'NHS Lancashire ICB - 01K', short_name: 'Morecambe Bay' }),
  ],
  system_name: [],
  predecessor: [{ code: '01H', name: 'NHS Cumbria CCG', system_id: '01K', first_period: '2013-14', last_period: '2016-17' }],
};

const literal = (value: unknown): string => (value === null ? 'null' : typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`);

async function insert(file: string, added: Added, first: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const statement of first) await connection.run(statement);
  for (const [name, rows] of Object.entries(added) as [TableName, Record<string, unknown>[]][])
    for (const row of rows)
      await connection.run(
        `insert into ${name} values (${Object.keys(tables[name].columns)
          .map((column) => literal(row[column]))
          .join(', ')})`,
      );
  connection.closeSync();
  instance.closeSync();
}

/** Another edition: the fixture’s release without its rows, and with these. */
async function addEdition(folder: string, edition: string, added: Added): Promise<void> {
  const [from, id] = [join(folder, 'england', 'england-fixture0001'), `${edition}-fixture0001`];
  const to = join(folder, edition, id);
  await cp(from, to, { recursive: true });
  const manifest = JSON.parse(await readFile(join(from, 'manifest.json'), 'utf8')) as object;
  await writeFile(join(to, 'manifest.json'), JSON.stringify({ ...manifest, release_id: id, edition }));
  await writeFile(join(folder, edition, 'current.json'), JSON.stringify({ release_id: id }));
  const emptied = Object.keys(tables).filter((name) => name !== 'period');
  await insert(
    join(to, 'warehouse.duckdb'),
    added,
    emptied.map((name) => `delete from ${name}`),
  );
}

/** A folder of releases of three editions with the names that a search must find. */
export async function editionsToSearch(): Promise<string> {
  const folder = await fixtureReleases();
  await addEdition(folder, 'usa', usa);
  await addEdition(folder, 'uk-nations', ukNations);
  await insert(join(folder, 'england', 'england-fixture0001', 'warehouse.duckdb'), england, []);
  return folder;
}
