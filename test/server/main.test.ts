import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureReleases } from '../support/fixture-release.ts';

const main = join(import.meta.dirname, '..', '..', 'server', 'main.ts');
let folder: string;
beforeAll(async () => {
  folder = await fixtureReleases();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (environment: Record<string, string>): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', main], { env: { PATH: process.env.PATH ?? '', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });

/** What a run said, and how it ended; `onOutput` sees standard output as it comes. */
function outcome(child: ChildProcess, onOutput: (text: string) => void = () => {}): Promise<{ code: number | null; output: string; errors: string }> {
  return new Promise((resolve) => {
    let [output, errors] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      onOutput(output);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('close', (code) => resolve({ code, output, errors }));
  });
}

it('prints its address, answers, and stops when told to', async () => {
  const child = start({ PORT: '0', YARDSTICK_RELEASES: folder });
  let status = 0;
  const { code, output } = await outcome(child, (text) => {
    const address = /^Yardstick is at (http:\/\/127\.0\.0\.1:\d+\/)\n/.exec(text)?.[1];
    if (address === undefined) return;
    void fetch(`${address}readyz`).then((response) => {
      status = response.status;
      child.kill('SIGTERM');
    });
  });
  expect(output).toMatch(/^Yardstick is at /);
  expect([status, code]).toEqual([200, 0]);
}, 20_000);

it('refuses malformed settings with 2', async () => {
  const { code, errors } = await outcome(start({ PORT: 'http', YARDSTICK_RELEASES: folder }));
  expect([code, errors]).toEqual([2, 'PORT must be a whole number from 0 to 65535: "http"\n']);
}, 20_000);

it('refuses a malformed look-up of postcodes with 2', async () => {
  const postcodes = await mkdtemp(join(tmpdir(), 'yardstick-postcodes-'));
  await writeFile(join(postcodes, 'england.csv'), 'code,area_id\nHU1,E02002676\n');
  const { code, errors } = await outcome(start({ PORT: '0', YARDSTICK_RELEASES: folder, YARDSTICK_POSTCODES: postcodes }));
  expect([code, errors]).toEqual([2, `${join(postcodes, 'england.csv')}, line 2: found "HU1"; expected a whole postcode, such as HU1 2AA\n`]);
  await rm(postcodes, { recursive: true });
}, 20_000);

it('says what to do when there is no release, with 1', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'yardstick-empty-'));
  const { code, errors } = await outcome(start({ PORT: '0', YARDSTICK_RELEASES: empty }));
  expect(code).toBe(1);
  expect(errors).toContain('npm run etl -- build');
  await rm(empty, { recursive: true });
}, 20_000);

it('says that a port is in use, with 1', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const { code, errors } = await outcome(start({ PORT: String(port), YARDSTICK_RELEASES: folder }));
  expect(code).toBe(1);
  expect(errors).toContain(`port ${port} is in use`);
  taken.close();
}, 20_000);

it('npm start serves the first edition while the others are still to be built, and stops their build with it', async () => {
  const starter = join(import.meta.dirname, '..', '..', 'server', 'start.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', starter], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', YARDSTICK_RELEASES: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const answers: [number, boolean][] = [];
  const { code } = await outcome(child, (text) => {
    const address = /^Yardstick is at (http:\/\/127\.0\.0\.1:\d+\/)\n/.exec(text)?.[1];
    if (address === undefined) return;
    void Promise.all([fetch(address), fetch(`${address}england`)]).then(async ([home, england]) => {
      answers.push([home.status, (await home.text()).includes('Being built')], [england.status, false]);
      child.kill('SIGTERM');
    });
  });
  expect(answers).toEqual([
    [200, true],
    [200, false],
  ]);
  expect(code).toBe(0);
}, 60_000);
