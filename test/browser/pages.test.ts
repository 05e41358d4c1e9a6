import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithBrowser, launchBrowser } from '../support/browser.ts';
import { type Site, serveEngland } from '../support/site.ts';

/** One address of every kind of page; of those with hundreds of rows a short one, as each row is checked like the last. */
const addresses = [
  '/',
  '/england',
  '/england/league-tables',
  '/england/league-tables/bed-days',
  '/england/league-tables/nonelective-monthly?level=icb&market=monopoly',
  '/england/league-tables/episodes-for-age',
  '/england/competition?level=trust',
  '/england/competition/bed-days?level=sub-icb',
  '/england/competition/qof-dm020',
  '/england/compare',
  '/england/compare?systems=RRV,RJ1,RYJ',
  '/england/weights',
  '/england/weights?w-bed-days=1&w-emergency-admissions=2',
  '/england/measures',
  '/england/measures/qof-hyp006',
  '/england/systems?level=icb',
  '/england/systems/QHM/measures/bed-days?yardstick=peers',
  '/england/systems/QHM/measures/nonelective-monthly',
  '/england/systems/QHM?yardstick=peers',
  '/england/markets',
  '/england/areas/E02000001',
  '/methods',
  '/methods/intervals',
  '/methods/dispersion',
  '/methods/standardised-rates-and-ratios',
  '/releases',
  '/england/league-tables/network-copd010?page=7',
  '/england/systems/RRV',
  '/cases',
  '/cases/nhs-kaiser-medicare-2000-01',
  '/integrated-systems',
  '/search?q=hull',
  '/england/league-tables/no-such-measure',
];

describeWithBrowser('in a browser', () => {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([serveEngland(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  test.concurrent.each(addresses)('%s: fits 320 px, asks only its own server, breaks no policy, and meets WCAG 2.2 AA', async (address) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 720 } });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => {
      // A page that is not there answers 404, and Chromium says so.
      if (message.type() === 'error' && !message.text().includes('404')) problems.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(`${site.url}/`)) problems.push(`asked ${request.url()}`);
    });
    await page.goto(site.url + address);
    expect(problems).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await context.close();
  });

  test.concurrent('without scripts: from the home page to the monopoly systems of a league table, by links and one form', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}/`);
    await page.getByRole('link', { name: 'England', exact: true }).first().click();
    await page.getByRole('link', { name: 'League tables' }).first().click();
    await page
      .getByRole('link', { name: /^Bed days per 1,000/ })
      .first()
      .click();
    await page.getByLabel('Level', { exact: true }).selectOption('sub-icb');
    await page.getByLabel('Market type', { exact: true }).selectOption('monopoly');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(page.url()).toContain('level=sub-icb');
    expect(page.url()).toContain('market=monopoly');
    await page.getByRole('link', { name: /^Hull/ }).first().click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Hull');
    await context.close();
  });

  test.concurrent('a league table prints with its filters and without its navigation', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}/england/league-tables/bed-days?level=sub-icb&market=competitive`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    const text = await page.locator('body').innerText();
    for (const filter of ['sub-ICB locations', 'April 2019 to March 2020', 'Competitive']) expect(text).toContain(filter);
    await page.close();
  });
});
