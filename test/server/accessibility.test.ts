import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveFixture } from '../support/serve.ts';

const executablePath = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

const paths = [
  '/england/league-tables/bed-days?level=sub-icb',
  '/england/measures/bed-days',
  '/england/systems/01A',
  '/england/systems/01A/measures/bed-days',
  '/england/markets',
  '/releases/england-fixture0001',
  '/england/league-tables/bed-days?level=none',
];

describe.skipIf(executablePath === undefined)('in a browser', () => {
  let served: Served;
  let server: Server;
  let browser: Browser;
  let base: string;

  beforeAll(async () => {
    served = await serveFixture();
    server = createServer(served.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ];
    browser = await chromium.launch({ executablePath: executablePath ?? '', headless: true, args });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await served?.stop();
  });

  it.each(paths)(
    '%s has no accessibility fault, fits 320 pixels, and breaks no content policy',
    async (path) => {
      const context = await browser.newContext({ viewport: { width: 320, height: 800 }, javaScriptEnabled: true });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
      });
      await page.goto(base + path);
      // The page itself never scrolls sideways: wide tables and charts do, inside a region that the keyboard reaches.
      expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
    30_000,
  );
});
