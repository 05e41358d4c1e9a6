import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { figureColumns, type SourceRecord, statuses } from '../../data/extract.ts';
import { extractSources } from '../../etl/extract.ts';
import { sources } from '../../etl/sources/registry.ts';
import { stagedTables } from '../../etl/staging.ts';
import { extractsFolder, temporaryFolder } from '../support/england.ts';
import { describeWithSharedData, sharedData } from '../support/shared-data.ts';

const england = join(extractsFolder, 'england');
const record = (source: string) => JSON.parse(readFileSync(join(england, source, 'source.json'), 'utf8')) as SourceRecord;
const filesUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the shipped extracts', () => {
  test('weigh at most 12 MB', () => {
    expect(filesUnder(england).reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(12e6);
  });

  test('are those of the registered sources, and all of them are staged', () => {
    expect(readdirSync(england).sort()).toEqual(
      sources
        .filter((source) => source.edition === 'england')
        .map((source) => source.id)
        .sort(),
    );
    for (const source of readdirSync(england))
      expect(
        record(source)
          .tables.map((table) => table.name)
          .sort(),
        source,
      ).toEqual(Object.keys(stagedTables.england?.[source] ?? {}).sort());
  });

  test.each(sources.map((source) => [source.id]))('%s: provenance is whole, rows read are accounted for, tables are as recorded', (id) => {
    const { title, publisher, licence, attribution, periods, note, files, tables, rejects } = record(id);
    for (const text of [title, publisher, licence, attribution, periods, note]) expect(text.trim()).not.toBe('');
    for (const file of files) {
      const notData = Object.values(file.notData).reduce((sum, n) => sum + n, 0);
      expect(file.rowsKept + file.rowsRejected + notData, file.file).toBe(file.rowsRead);
      expect(file.file).not.toContain('\\');
    }
    expect(rejects.length).toBe(files.reduce((sum, file) => sum + file.rowsRejected, 0));
    for (const table of tables) {
      const csv = gunzipSync(readFileSync(join(england, id, `${table.name}.csv.gz`)));
      expect(createHash('sha256').update(csv).digest('hex')).toBe(table.sha256);
      expect(csv.subarray(0, csv.indexOf('\n')).toString()).toBe(table.columns.join(','));
    }
  });

  test.each(['qof-ccg', 'hes-apc-ccg', 'mar-ccg-monthly', 'population'])('%s: a value is empty exactly when its status says why', (id) => {
    for (const table of record(id).tables.filter(({ columns }) => columns.join() === figureColumns.join())) {
      const lines = gunzipSync(readFileSync(join(england, id, `${table.name}.csv.gz`)))
        .toString()
        .trimEnd()
        .split('\n')
        .slice(1);
      const wrong = lines.filter((line) => {
        const [value = '', status = ''] = line.split(',').slice(-2);
        return !statuses.some((known) => known === status) || (value === '') === (status === 'final' || status === 'provisional');
      });
      expect(wrong.slice(0, 3)).toEqual([]);
    }
  });
});

describeWithSharedData('the published files', () => {
  const out = temporaryFolder();
  afterAll(out.remove);

  test('give the shipped extracts, byte for byte', async () => {
    await extractSources({ from: sharedData ?? '', out: out.path, sources: sources.filter((source) => source.edition === 'england') });
    const hashes = (folder: string) =>
      Object.fromEntries(filesUnder(folder).map((file) => [file.slice(folder.length + 1), createHash('sha256').update(readFileSync(file)).digest('hex')]));
    expect(hashes(join(out.path, 'england'))).toEqual(hashes(england));
  });
});
