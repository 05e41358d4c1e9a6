import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { SourceRecord } from '../../data/extract.ts';
import type { Current, Manifest } from '../../data/release.ts';
import { extractsFolder, temporaryFolder } from '../support/england.ts';
import { describeWithSharedData } from '../support/shared-data.ts';

const root = join(import.meta.dirname, '..', '..');
const etl = (...args: string[]) => [process.execPath, ['--import', 'tsx', 'etl/main.ts', ...args]] as const;
const run = (...args: string[]) => spawnSync(...etl(...args), { cwd: root, encoding: 'utf8' });

let folders: (() => void)[] = [];
afterEach(() => {
  for (const remove of folders) remove();
  folders = [];
});
const folder = () => {
  const { path, remove } = temporaryFolder();
  folders.push(remove);
  return path;
};
/** The shipped extracts in a folder of their own, to be spoilt. */
const spoilt = (spoil: (extracts: string) => void, edition = 'england') => {
  const path = folder();
  cpSync(join(extractsFolder, edition), join(path, edition), { recursive: true });
  spoil(join(path, edition));
  return path;
};
const visible = (releases: string, edition = 'england') =>
  existsSync(join(releases, edition)) ? readdirSync(join(releases, edition)).filter((name) => !name.startsWith('.')) : [];
const whole = (releases: string, edition: string): Manifest => {
  const current = JSON.parse(readFileSync(join(releases, edition, 'current.json'), 'utf8')) as Current;
  return JSON.parse(readFileSync(join(releases, edition, current.release_id, 'manifest.json'), 'utf8')) as Manifest;
};

describe('wrong usage exits with 2 and says how', () => {
  test.each([
    [[], 'no command given'],
    [['publish'], 'unknown command: publish'],
    [['extract'], 'extract needs --from DIR'],
    [['extract', '--from', '.', '--edition', 'narnia'], 'unknown edition: narnia; known: england'],
    [['extract', '--from', '.', '--source', 'tea-leaves'], 'unknown source: tea-leaves; known: '],
    [['build', '--edition', 'narnia'], 'unknown edition: narnia; known: england'],
    [['build', '--fast'], '--fast'],
  ])('%j', (args, message) => {
    const { status, stderr } = run(...args);
    expect(stderr).toContain(message);
    expect(stderr).toContain('usage: ');
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  });
});

describe('a build refuses extracts that are not whole, with one message, and publishes nothing', () => {
  const hes = 'england/hes-apc-ccg/figures.csv.gz';
  const figures = (england: string) => join(england, 'hes-apc-ccg', 'figures.csv.gz');
  const rewrite = (path: string, edit: (csv: string) => string) => writeFileSync(path, gzipSync(edit(gunzipSync(readFileSync(path)).toString('utf8'))));

  test.each([
    [
      'a missing file',
      (england: string) => writeFileSync(join(england, 'hes-apc-ccg', 'source.json'), '{'),
      'england/hes-apc-ccg/source.json: found text that is not JSON',
    ],
    [
      'a truncated file',
      (england: string) => writeFileSync(figures(england), readFileSync(figures(england)).subarray(0, 5000)),
      `${hes}: found a file that cannot be decompressed`,
    ],
    [
      'a renamed header',
      (england: string) => rewrite(figures(england), (csv) => csv.replace('unit_code', 'unit')),
      `${hes}, row 1: found header period,unit,topic`,
    ],
    [
      'an edited figure',
      (england: string) => rewrite(figures(england), (csv) => csv.replace(/,(\d+),final/, ',9$1,final')),
      `${hes}: found content with SHA-256`,
    ],
  ])('%s', (_name, spoil, message) => {
    const releases = folder();
    const { status, stderr } = run('build', '--edition', 'england', '--extracts', spoilt(spoil), '--releases', releases);
    expect(stderr).toContain(`refused: ${message}`);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(1);
    expect(visible(releases)).toEqual([]);
  });
});

/** The smallest edition: what is tested is publication, not the analysis. */
const small = 'uk-nations';
const trial = ['--edition', small];

describe('publication', () => {
  test('a first build publishes, a second finds the same, --if-none does nothing, and a refused one leaves it in service', () => {
    const releases = folder();
    expect(run('build', ...trial, '--releases', releases).status).toBe(0);
    const first = whole(releases, small);
    expect(run('build', ...trial, '--releases', releases).status).toBe(0);
    const second = whole(releases, small);
    expect({ id: second.release_id, number: second.number, tables: second.tables }).toEqual({ id: first.release_id, number: 1, tables: first.tables });
    expect(run('build', ...trial, '--if-none', '--releases', releases).stderr).toBe('');
    const refused = run(
      'build',
      ...trial,
      '--releases',
      releases,
      '--extracts',
      spoilt((extracts) => writeFileSync(join(extracts, 'scotland-boundaries', 'source.json'), ''), small),
    );
    expect(refused.status).toBe(1);
    expect(whole(releases, small)).toEqual(first);
    expect(readdirSync(join(releases, small)).sort()).toEqual(['current.json', first.release_id].sort());
  });

  test('a kill at any moment leaves nothing that a reader can see, and the next build cleans up and publishes', async () => {
    const releases = folder();
    for (const delay of [400, 900, 1500, 2000, 2500]) {
      const [command, args] = etl('build', ...trial, '--releases', releases);
      const child = spawn(command, args, { cwd: root, stdio: 'ignore' });
      const gone = new Promise((resolve) => child.once('exit', resolve));
      setTimeout(() => child.kill('SIGKILL'), delay);
      await gone;
      // Either nothing is in service yet, or a whole release is.
      if (existsSync(join(releases, small, 'current.json'))) expect(whole(releases, small).tables.length).toBeGreaterThan(0);
    }
    const { status } = run('build', ...trial, '--releases', releases);
    expect(status).toBe(0);
    expect(readdirSync(join(releases, small)).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(whole(releases, small).tables.find(({ name }) => name === 'observation')?.rows).toBeGreaterThan(0);
  });

  test('a disk that takes no more stops the build with one message; what was published stays', () => {
    const releases = folder();
    // A file-size limit stands in for a full disk: the write fails in the same place.
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', `ulimit -f 2000; exec "${process.execPath}" --import tsx etl/main.ts build ${trial.join(' ')} --releases "${releases}"`],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    expect(stderr).toMatch(/stopped: .*; what was published before is untouched/);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(1);
    expect(visible(releases, small)).toEqual([]);
  });
});

describeWithSharedData('an extract', (from) => {
  const extractHes = (out: string) => ['extract', '--from', from, '--source', 'hes-apc-ccg', '--out', out];
  const folderOf = (out: string) => join(out, 'england', 'hes-apc-ccg');
  const isWhole = (out: string) => {
    const { tables } = JSON.parse(readFileSync(join(folderOf(out), 'source.json'), 'utf8')) as SourceRecord;
    return tables.every(
      ({ name, sha256 }) =>
        createHash('sha256')
          .update(gunzipSync(readFileSync(join(folderOf(out), `${name}.csv.gz`))))
          .digest('hex') === sha256,
    );
  };

  test('a kill at any moment leaves whole extracts, and the next extract clears what it left', async () => {
    const out = folder();
    expect(run(...extractHes(out)).status).toBe(0);
    for (const delay of [300, 600, 900, 1200]) {
      const [command, args] = etl(...extractHes(out));
      const child = spawn(command, args, { cwd: root, stdio: 'ignore' });
      const gone = new Promise((resolve) => child.once('exit', resolve));
      setTimeout(() => child.kill('SIGKILL'), delay);
      await gone;
      expect(isWhole(out)).toBe(true);
    }
    expect(run(...extractHes(out)).status).toBe(0);
    expect(readdirSync(folderOf(out)).sort()).toEqual(['figures.csv.gz', 'organisations.csv.gz', 'source.json']);
  });

  test('a refused file leaves the extract of before untouched, with one message that names file, place, found and expected', () => {
    const out = folder();
    const spoiltFrom = folder();
    cpSync(join(from, 'england', 'hes-apc-ccg'), join(spoiltFrom, 'england', 'hes-apc-ccg'), { recursive: true });
    expect(run(...extractHes(out)).status).toBe(0);
    const before = readFileSync(join(folderOf(out), 'source.json'), 'utf8');
    const file = join(spoiltFrom, 'england', 'hes-apc-ccg', 'EmergencyAdmissions2018-19.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('FCE bed days', 'FCE bed weeks'));
    const { status, stderr } = run('extract', '--from', spoiltFrom, '--source', 'hes-apc-ccg', '--out', out);
    expect(stderr).toMatch(
      /refused: hes-apc-ccg\/EmergencyAdmissions2018-19\.csv, row 12, column AV: found .*FCE bed weeks.* in place of .*FCE bed days.*; expected .*nearest known layout: HES 2015-16 to 2019-20/,
    );
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(1);
    expect(readFileSync(join(folderOf(out), 'source.json'), 'utf8')).toBe(before);
  });
});
