import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { describe, it } from 'vitest';

/** The system's own Chromium; playwright's download is not used. */
const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Declares tests that need a browser. Without one they are skipped under a name that says so; with `CI=1` they fail. */
export function describeWithBrowser(name: string, tests: () => void): void {
  if (existsSync(executable)) describe(name, tests);
  else if (process.env.CI) {
    describe(name, () => {
      it('has a browser', () => {
        throw new Error(`no Chromium at ${executable}, and the environment requires one`);
      });
    });
  } else {
    describe.skip(`${name} (skipped: no Chromium at ${executable})`, () => {
      it.skip('needs a browser', () => {});
    });
  }
}

/** Starts Chromium without a sandbox (containers) and without its own background requests. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
