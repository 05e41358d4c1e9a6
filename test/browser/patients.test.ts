import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithBrowser, launchBrowser } from '../support/browser.ts';
import { htmlOf, listenPatients } from '../support/patient-pages.ts';
import type { Site } from '../support/site.ts';

/** Pages of the journey in all editions, among them those with most on them. */
const broward = 'H5521,H1609,H1016,H1019,H1290';
const pages: { name: string; path: string; typed?: string }[] = [
  { name: 'first page', path: '/england/choose' },
  { name: 'nothing typed', path: '/usa/choose', typed: '' },
  { name: 'many districts', path: '/england/choose', typed: 'London' },
  { name: 'many places', path: '/england/choose', typed: 'Hull' },
  { name: 'county with nineteen plans', path: '/usa/choose/12011' },
  { name: 'area with twenty networks', path: '/england/choose/E02000101' },
  { name: 'area with six hospitals', path: '/england/choose/E02000411' },
  { name: 'county with one plan', path: '/usa/choose/55005' },
  { name: 'Orkney', path: '/uk-nations/choose/S08000025' },
  { name: 'one plan', path: '/usa/choose/12011/H1016' },
  { name: 'English board', path: '/england/choose/E02002676/QOQ' },
  { name: 'five plans, nine measures', path: `/usa/compare?area=12011&systems=${broward}&topics=diabetes,hospital,patients-say` },
  { name: 'five plans with the longest names', path: '/usa/compare?area=33013&systems=H7728,H1365,H5591,H6750,H3536&topics=diabetes,hospital,patients-say' },
  { name: 'hospitals', path: '/england/compare?area=E02000411&systems=RAP,RRV,RKE,RAL,RQX' },
];

const mostBytes = 60_000;

describeWithBrowser('pages for patients in a browser', () => {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([listenPatients(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  /** A page of its own, which notes what it should not do: ask other servers, break the policy. */
  async function fresh(options: BrowserContextOptions = {}): Promise<{ page: Page; problems: string[] }> {
    const page = await (await browser.newContext(options)).newPage();
    const problems: string[] = [];
    page.on('console', (message) => {
      // A place that is not found answers 404, an empty box 400, and Chromium says so.
      if (message.type() === 'error' && !/status of 40[04]/.test(message.text())) problems.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(`${site.url}/`)) problems.push(`asked ${request.url()}`);
    });
    return { page, problems };
  }

  async function open(page: Page, { path, typed }: { path: string; typed?: string }): Promise<void> {
    await page.goto(site.url + path);
    if (typed === undefined) return;
    await page.getByLabel('Where do you live?').fill(typed);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
  }

  const finish = (page: Page): Promise<void> => page.context().close();

  test.concurrent.each(pages)(
    '$name: meets WCAG 2.2 AA, fits 320 px, reads in order, keeps its meaning without colours, is light and prints on one sheet',
    async (item) => {
      const { page, problems } = await fresh({ viewport: { width: 320, height: 720 } });
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      let bytes = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      await page.goto(site.url + item.path);
      if (item.typed === undefined) expect(bytes).toBeGreaterThan(2_000);
      else {
        // What is sent for the form counts with the style sheet that the first page brought.
        await open(page, item);
      }
      expect(bytes).toBeLessThan(mostBytes);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
      for (const sign of await page.locator('main .sign').all()) expect(await sign.innerText()).toMatch(/^[▲=▼?]$/);
      expect(await moving(page)).toEqual([]);
      await page.emulateMedia({ forcedColors: 'none', reducedMotion: null });
      await page.setViewportSize({ width: 1280, height: 720 });
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(problems).toEqual([]);
      await readsInOrder(page);
      expect(sheets(await page.pdf({ format: 'A4' }))).toBe(1);
      await page.emulateMedia({ media: 'print' });
      expect(await colours(page)).toEqual([]);
      await finish(page);
    },
  );

  test.concurrent('at 400% zoom on a screen of 1280 px nothing has to be scrolled sideways, and nothing is cut off', async () => {
    const { page } = await fresh({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
    for (const item of pages) {
      await open(page, item);
      expect(await sideways(page), item.name).toBeLessThanOrEqual(0);
      expect(await cutOff(page), item.name).toEqual([]);
    }
    await finish(page);
  });

  test.concurrent('by keyboard alone, from the first page to a plan and back: focus is seen, goes in reading order and is never caught', async () => {
    const { page } = await fresh({ viewport: { width: 800, height: 600 } });
    await page.goto(`${site.url}/usa/choose`);
    await walk(page);
    await tabTo(page, '#place');
    await page.keyboard.type('Los Angles county');
    await Promise.all([page.waitForURL('**/usa/choose', { waitUntil: 'load' }), page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await walk(page);
    await tabTo(page, '.picks a');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/usa/choose/06037');
    await walk(page);
    const boxes = page.getByRole('checkbox');
    for (const at of [0, 1]) {
      await tabTo(page, `input[name=systems] >> nth=${at}`);
      await page.keyboard.press('Space');
      expect(await boxes.nth(at).isChecked()).toBe(true);
    }
    await tabTo(page, 'input[name=topics] >> nth=0');
    await page.keyboard.press('Space');
    await tabTo(page, '.pick button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/usa/compare?**');
    await walk(page);
    await tabTo(page, 'main .ways li a');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/usa/choose/06037/*');
    await walk(page);
    await finish(page);
  });

  /** From the home page to the box of an edition, without scripts. */
  async function setOut(edition: string, typed: string): Promise<Page> {
    const { page } = await fresh({ javaScriptEnabled: false });
    await page.goto(`${site.url}/`);
    await page.locator(`main a[href="/${edition}/choose"]`).first().click();
    await page.getByLabel('Where do you live?').fill(typed);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    return page;
  }

  const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

  test.concurrent('Los Angeles: from the home page to three plans on two topics, on paper, and to one of them', async () => {
    const page = await setOut('usa', 'Los Angeles, California');
    expect(await heading(page)).toBe('Health care for people in Los Angeles, California');
    const plans = page.locator('input[name=systems]');
    expect(await plans.count()).toBeGreaterThan(5);
    for (const at of [0, 1, 2]) await plans.nth(at).check();
    await page.getByLabel('Diabetes').check();
    await page.getByLabel('What patients say').check();
    await page.getByRole('button', { name: 'Compare' }).click();
    expect(await page.locator('main h2').allInnerTexts()).toEqual(['Diabetes', 'What patients say', 'More about each one']);
    for (const list of await page.locator('.places').all()) expect(await list.locator('li').count()).toBe(3);
    expect(sheets(await page.pdf({ format: 'A4' }))).toBe(1);
    const name = await page.locator('main .ways li a').first().innerText();
    await page.locator('main .ways li a').first().click();
    expect(await heading(page)).toBe(name);
    await page.getByRole('link', { name: 'Back to Los Angeles, California' }).click();
    expect(new URL(page.url()).pathname).toBe('/usa/choose/06037');
    await finish(page);
  });

  test.concurrent('a county with one plan is told so, with whom to ask and whom to tell, and no comparison', async () => {
    const page = await setOut('usa', 'Barron, Wisconsin');
    expect(await heading(page)).toBe('Health care for people in Barron, Wisconsin');
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('You have one plan to choose, or Original Medicare.');
    expect(await page.locator('main h2').allInnerTexts()).toEqual(expect.arrayContaining(['What you could ask', 'Who to tell if care is poor', 'How to join']));
    await finish(page);
  });

  test.concurrent('Hull: offered places lead to an area with networks to compare and one hospital trust', async () => {
    const page = await setOut('england', 'Hull');
    expect(await page.locator('.picks a').count()).toBeGreaterThan(10);
    await page.getByRole('link', { name: 'Kingston upon Hull 025', exact: true }).click();
    await page.locator('section').filter({ hasText: 'GP networks you can join' }).getByRole('button', { name: 'Compare' }).click();
    expect(await heading(page)).toBe('GP networks for people in Kingston upon Hull 025');
    expect(await page.locator('.places').count()).toBeGreaterThan(0);
    await finish(page);
  });

  test.concurrent('central London: offered places lead to hospitals side by side', async () => {
    const page = await setOut('england', 'central London');
    const parts = page.locator('.picks button');
    if ((await parts.count()) > 0) await parts.filter({ hasText: 'Westminster' }).first().click();
    await page.locator('.picks a').first().click();
    const hospitals = page.locator('section').filter({ hasText: 'Hospitals that people here use' });
    for (const at of [0, 1]) await hospitals.locator('input[name=systems]').nth(at).check();
    await hospitals.getByRole('button', { name: 'Compare' }).click();
    expect(await page.locator('.places').first().locator('li').count()).toBeGreaterThan(1);
    await finish(page);
  });

  test.concurrent('Orkney: a slip is mended, said, and leads to the one board', async () => {
    const page = await setOut('uk-nations', 'Orkny');
    expect(await page.locator('main').innerText()).toContain('We took “orkny” for “orkney”');
    await page.locator('.picks a').first().click();
    expect(await heading(page)).toContain('Orkney');
    await page.getByRole('link', { name: /^See how/ }).click();
    expect(await page.locator('main').innerText()).toContain('No one in the country can choose');
    await finish(page);
  });

  test.concurrent('the same pages hold no script at all', async () => {
    for (const item of pages) expect(await htmlOf(site, item), item.name).not.toMatch(/<script|\son[a-z]+=|javascript:/i);
  });
});

/** The accessibility tree: one first heading and no level left out, every control named, every word of a comparison read with the name before it. */
async function readsInOrder(page: Page): Promise<void> {
  const tree = await page.locator('main').ariaSnapshot();
  const levels = [...tree.matchAll(/heading "[^\n]*" \[level=(\d)\]/g)].map(([, level]) => Number(level));
  expect(levels[0]).toBe(1);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  expect(tree.match(/^\s*- (?:link|button|textbox|checkbox|group)(?! ")[^\n]*/gm) ?? []).toEqual([]);
  const names = await page.locator('.places .who').allInnerTexts();
  const spoken = [...tree.matchAll(/listitem: "?(.+?) (?:Better|About the same|Worse|Not enough data \([^)]+\))"?$/gm)].map(([, name]) => name);
  expect(spoken).toEqual(names);
  if (page.url().includes('/compare')) expect(names.length).toBeGreaterThan(4);
}

/** By how much a page is wider than its window. */
const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Elements that move although the reader asked for stillness. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return transitionDuration.split(', ').some((duration) => duration !== '0s') || animationName !== 'none' ? [element.tagName] : [];
    }),
  );

/** Texts and controls that lie outside the window at its left or right; the link to the main content comes in when it has the focus. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *')].flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > document.documentElement.clientWidth + 1) ? [`${element.tagName} ${element.textContent?.slice(0, 40)}`] : [];
    }),
  );

/** Colours on paper that are neither grey, black nor white. */
const colours = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const grey = (colour: string): boolean => {
      const [red, green, blue, alpha] = colour.match(/[\d.]+/g) ?? [];
      return alpha === '0' || Math.max(Number(red), Number(green), Number(blue)) - Math.min(Number(red), Number(green), Number(blue)) <= 8;
    };
    return [...document.querySelectorAll('.sign, .word, .words *, .places *, main h1, main p')].flatMap((element) => {
      const style = getComputedStyle(element);
      return [style.color, style.backgroundColor, style.borderTopColor].filter((colour) => !grey(colour)).map((colour) => `${element.className}: ${colour}`);
    });
  });

/** Sheets of a printed page. */
const sheets = (pdf: Buffer): number => (pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []).length;

const focusable = 'a[href], button, input:not([type=hidden])';

/** Tabs through a whole page: everything that can be used is met once, in the order of the document, and is seen when it is. */
async function walk(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  const count = await page.locator(focusable).count();
  const met: number[] = [];
  for (let step = 0; step < count; step += 1) {
    await page.keyboard.press('Tab');
    const state = await page.evaluate((selector) => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { top, bottom, left, right } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return {
        at: [...document.querySelectorAll(selector)].indexOf(element),
        seen: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2 && top < innerHeight && bottom > 0 && left < innerWidth && right > 0,
        what: element.outerHTML.slice(0, 80),
      };
    }, focusable);
    expect(state?.seen, state?.what).toBe(true);
    met.push(state?.at ?? -1);
  }
  expect(met).toEqual(met.map((_, index) => index));
  // One more leaves the last of them, out of the page or round to its start: it is not caught.
  await page.keyboard.press('Tab');
  const next = await page.evaluate((selector) => [...document.querySelectorAll(selector)].indexOf(document.activeElement ?? document.body), focusable);
  expect(next).toBeLessThanOrEqual(0);
}

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const wanted = page.locator(selector).first();
  for (let step = 0; step < 120; step += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${selector}`);
}
