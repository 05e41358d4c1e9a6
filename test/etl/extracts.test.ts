import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { figureColumns, type SourceRecord, statuses } from '../../data/extract.ts';
import { extractSources } from '../../etl/extract.ts';
import type { Source } from '../../etl/source.ts';
import { sources } from '../../etl/sources/registry.ts';
import { extractsFolder, temporaryFolder } from '../support/england.ts';
import { describeWithSharedData, sharedData } from '../support/shared-data.ts';

const folderOf = ({ edition, id }: Pick<Source, 'edition' | 'id'>) => join(extractsFolder, edition, id);
const recordOf = (source: Source) => JSON.parse(readFileSync(join(folderOf(source), 'source.json'), 'utf8')) as SourceRecord;
const named = sources.map((source) => ({ name: `${source.edition}/${source.id}`, source }));
const filesUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the shipped extracts', () => {
  test('weigh at most 30 MB together', () => {
    expect(filesUnder(extractsFolder).reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(30e6);
  });

  test('are those of the registered sources', () => {
    const shipped = readdirSync(extractsFolder).flatMap((edition) => readdirSync(join(extractsFolder, edition)).map((id) => `${edition}/${id}`));
    expect(shipped.sort()).toEqual(named.map(({ name }) => name).sort());
  });

  test.each(named)('$name: provenance is whole, rows read are accounted for, tables are as declared and recorded', ({ source }) => {
    const { title, publisher, licence, attribution, periods, note, files, tables, rejects } = recordOf(source);
    expect(Object.fromEntries(tables.map(({ name, columns }) => [name, columns]))).toEqual(
      Object.fromEntries(Object.entries(source.tables).map(([name, types]) => [name, Object.keys(types)])),
    );
    for (const text of [title, publisher, licence, attribution, periods, note]) expect(text.trim()).not.toBe('');
    for (const file of files) {
      const notData = Object.values(file.notData).reduce((sum, n) => sum + n, 0);
      expect(file.rowsKept + file.rowsRejected + notData, file.file).toBe(file.rowsRead);
      expect(file.file).not.toContain('\\');
    }
    expect(rejects.length).toBe(files.reduce((sum, file) => sum + file.rowsRejected, 0));
    for (const table of tables) {
      const csv = gunzipSync(readFileSync(join(folderOf(source), `${table.name}.csv.gz`)));
      expect(createHash('sha256').update(csv).digest('hex')).toBe(table.sha256);
      expect(csv.subarray(0, csv.indexOf('\n')).toString()).toBe(table.columns.join(','));
    }
  });

  test.each(named)('$name: a value is empty exactly when its status says why', ({ source }) => {
    for (const table of recordOf(source).tables.filter(({ columns }) => columns.join() === figureColumns.join())) {
      const lines = gunzipSync(readFileSync(join(folderOf(source), `${table.name}.csv.gz`)))
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
    await extractSources({ from: sharedData ?? '', out: out.path, sources });
    const hashes = (folder: string) =>
      Object.fromEntries(filesUnder(folder).map((file) => [file.slice(folder.length + 1), createHash('sha256').update(readFileSync(file)).digest('hex')]));
    expect(hashes(out.path)).toEqual(hashes(extractsFolder));
  }, 400_000);
});
