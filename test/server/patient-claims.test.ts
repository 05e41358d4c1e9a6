import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topics } from '../../data/topics.ts';
import { readMessages } from '../../server/messages.ts';
import type { Release } from '../../server/release-files.ts';
import { readerOf } from '../support/message-patterns.ts';
import type { PageAbout } from '../support/patient-about.ts';
import { checkerOf } from '../support/patient-claims.ts';
import { areaFacts, chosenFacts, type GroupFacts, promised, strangers } from '../support/patient-facts.ts';
import { mainOf } from '../support/patient-page.ts';
import { problemsOf, type Row } from '../support/patient-problems.ts';
import { type ServedPatients, servePatients } from '../support/patient-releases.ts';
import { randomOf, sampledAreas, someOf } from '../support/patient-samples.ts';
import { type Truth, topicsOf, truthOf } from '../support/patient-truth.ts';

const texts = readMessages(join(import.meta.dirname, '..', '..', 'views', 'messages', 'en.json'));
const read = readerOf(texts);
const said = new Set<string>();

let site: ServedPatients;
beforeAll(async () => {
  site = await servePatients();
});
afterAll(() => site?.stop());

const releaseOf = (edition: string): Release => {
  const found = site.releases.inService().find((release) => release.edition.id === edition);
  if (found === undefined) throw new Error(`no release of ${edition}`);
  return found;
};

const truths = new Map<string, Promise<Truth>>();

/** Read once an edition. */
function truthOn(edition: string): Promise<Truth> {
  const known = truths.get(edition) ?? truthOf(releaseOf(edition));
  truths.set(edition, known);
  return known;
}

type Expected = Omit<PageAbout, 'main' | 'texts'>;

/** Renders a page and its data, and reads every sentence back: what is not true, each with the address. */
async function falseAt(path: string, search: string, about: Expected, changed = (html: string): string => html): Promise<string[]> {
  const [page, data] = await Promise.all([request(site.app).get(`${path}${search}`), request(site.app).get(`${path}.json${search}`)]);
  if (page.status !== 200 || data.status !== 200) return [`${path}${search}: status ${page.status} and ${data.status}`];
  const full = { ...about, texts, main: mainOf(changed(page.text)) };
  return problemsOf(full, { read, said, rows: data.body.rows as Row[] }).map((problem) => `${path}${search}: ${problem}`);
}

const nothing = { area: null, group: null, systems: [], picked: 0, topics: [] };

/** The page of an area, those of some of its systems, and some comparisons of them. */
async function falseOfArea(release: Release, truth: Truth, id: string): Promise<string[]> {
  const edition = release.edition.id;
  const area = await areaFacts(release.warehouse, edition, id);
  const random = randomOf(id);
  const found = await falseAt(`/${edition}/choose/${id}`, '', { ...nothing, kind: 'area', truth, area });
  for (const group of area.groups) {
    const open = group.known.map(({ system_id }) => system_id);
    for (const system of someOf(random, open, 1))
      found.push(
        ...(await falseAt(`/${edition}/choose/${id}/${system}`, '', { ...nothing, kind: 'system', truth, area, group, systems: [system], picked: 1 })),
      );
    if (open.length > 0) found.push(...(await falseOfComparison({ area: id, edition }, { truth, area, group, open, random })));
  }
  return found;
}

async function falseOfComparison(
  { area: id, edition }: { area: string; edition: string },
  {
    truth,
    area,
    group,
    open,
    random,
  }: { truth: Truth; area: Expected['area']; group: GroupFacts; open: readonly string[]; random: ReturnType<typeof randomOf> },
): Promise<string[]> {
  const chosen = someOf(random, open, 1 + Math.floor(random.uniform() * 6));
  const picked = someOf(
    random,
    topics.map((topic) => topic.id),
    Math.floor(random.uniform() * 5),
  );
  const search = `?systems=${chosen.join(',')}&area=${id}${picked.length === 0 ? '' : `&topics=${picked.join(',')}`}`;
  const about = { kind: 'compare' as const, truth, area, group, systems: chosen.slice(0, 5), picked: chosen.length, topics: picked };
  return falseAt(`/${edition}/compare`, search, about);
}

describe('every sentence is true of the release', () => {
  test.each([
    ['england', 1],
    ['usa', 2],
    ['uk-nations', 1],
  ])('of the pages of sampled areas: %s', async (edition, each) => {
    const release = releaseOf(edition);
    const truth = await truthOn(release.edition.id);
    const areas = await sampledAreas(release, each);
    expect(areas.length).toBeGreaterThan(20);
    const found = [];
    for (const area of areas) found.push(...(await falseOfArea(release, truth, area)));
    expect(found).toEqual([]);
  });

  test.each(['england', 'usa', 'uk-nations'])('of every choice of up to three topics, wherever the systems are: %s', async (edition) => {
    const release = releaseOf(edition);
    const truth = await truthOn(release.edition.id);
    const found = [];
    for (const { level } of promised[edition] ?? []) {
      const all = release.catalogue.systems.filter((system) => system.level === level).map(({ system_id }) => system_id);
      for (const picked of choicesOf(topicsOf(truth, level))) {
        const systems = someOf(randomOf(picked.join()), all, 1 + (picked.length % 5));
        const group = await chosenFacts(release.warehouse, edition, { level, systems });
        const about = { kind: 'compare' as const, truth, area: null, group, systems, picked: systems.length, topics: picked };
        found.push(...(await falseAt(`/${edition}/compare`, `?systems=${systems.join(',')}&topics=${picked.join(',')}`, about)));
      }
    }
    expect(found).toEqual([]);
  });

  test('without any system', async () => {
    const truth = await truthOn('usa');
    const area = await areaFacts(releaseOf('usa').warehouse, 'usa', '06037');
    expect(await falseAt('/usa/compare', '?area=06037', { ...nothing, kind: 'compare', truth, area })).toEqual([]);
  });
});

/** All choices of one to three. */
function choicesOf(all: readonly string[]): string[][] {
  const ones = all.map((one) => [one]);
  const twos = all.flatMap((one, i) => all.slice(i + 1).map((two) => [one, two]));
  const threes = twos.flatMap((pair) => all.slice(all.indexOf(pair[1] ?? '') + 1).map((three) => [...pair, three]));
  return [...ones, ...twos, ...threes];
}

describe('a page that says something else is found out', () => {
  const county = '06037';
  const falsified = async (kind: 'area' | 'compare' | 'system', changed: (html: string) => string): Promise<string[]> => {
    const release = releaseOf('usa');
    const truth = await truthOn(release.edition.id);
    const area = await areaFacts(release.warehouse, 'usa', county);
    const group = area.groups[0] ?? null;
    const systems = (group?.known ?? []).slice(0, kind === 'compare' ? 5 : 1).map(({ system_id }) => system_id);
    if (kind === 'area') return falseAt(`/usa/choose/${county}`, '', { ...nothing, kind, truth, area }, changed);
    const about = { kind, truth, area, group, systems, picked: systems.length, topics: [] };
    const [path, search] = kind === 'compare' ? ['/usa/compare', `?systems=${systems.join(',')}&area=${county}`] : [`/usa/choose/${county}/${systems[0]}`, ''];
    return falseAt(path, search, about, changed);
  };

  test.each([
    ['nothing', (html: string) => html, 0],
    [
      'another band',
      (html: string) =>
        html.replace(
          /(<span class="word">.*?<\/span> )(About the same|Better|Worse)/,
          (_, before, word) => `${before}${word === 'Better' ? 'Worse' : 'Better'}`,
        ),
      1,
    ],
    ['two lines exchanged', (html: string) => html.replace(/(<li class="\w+" data-system.*?<\/li>)\s*(<li class="\w+" data-system.*?<\/li>)/s, '$2$1'), 1],
    ['a line left out', (html: string) => html.replace(/<li class="\w+" data-system.*?<\/li>/s, ''), 1],
    ['another order', (html: string) => html.replace(/(<p class="order">)[^<]*/, '$1None of them has enough data.'), 1],
    ['another period', (html: string) => html.replace(/Star Ratings 20\d\d\./, 'Star Ratings 2019.'), 1],
    ['another place', (html: string) => html.replaceAll('Los Angeles', 'Kern'), 1],
    ['a sentence of nobody', (html: string) => html.replace('</main>', '<p>All is well.</p></main>'), 1],
    ['other others', (html: string) => html.replace('set against other plans in the country', 'set against other boards in England'), 1],
  ])('%s, in a comparison', async (_what, changed, least) => {
    const found = await falsified('compare', changed);
    if (least === 0) expect(found).toEqual([]);
    else expect(found.length).toBeGreaterThanOrEqual(least);
  });

  test.each([
    [
      'area',
      'the number of plans',
      (html: string) => html.replace(/You can choose from (\d+) plans/, (_, count) => `You can choose from ${Number(count) + 1} plans`),
    ],
    ['area', 'who runs one', (html: string) => html.replace(/run by [^<]+/, 'run by the county')],
    ['area', 'a name', (html: string) => html.replace(/(<input type="checkbox" name="systems"[^>]*> <span>)[^<]+/, '$1Another plan')],
    [
      'area',
      'that all are ticked',
      (html: string) => html.replace(/(<fieldset><legend>Pick[^<]*<\/legend>)/, '$1<p class="hint">We have ticked all of them for you.</p>'),
    ],
    ['system', 'what it does better', (html: string) => html.replace(/<ul class="signs (better|worse|same)">/, '<ul class="signs unknown">')],
    ['system', 'who else is there', (html: string) => html.replace(/We set it against [^<]+/, 'You have one, so your voice counts. Here is who to tell.')],
    ['system', 'the age of the figures', (html: string) => html.replace(/Star Ratings 20\d\d/, 'Star Ratings 2019')],
  ] as const)('of a page of %s: %s', async (kind, _what, changed) => {
    expect((await falsified(kind, changed)).length).toBeGreaterThan(0);
  });
});

test.each(['england', 'usa', 'uk-nations'])('what each system is set against is what the words say: %s', async (edition) => {
  const levels = (promised[edition] ?? []).map(({ level }) => level).join(',');
  const measures = topics.flatMap((topic) => topic.measures).join(',');
  expect(await strangers(releaseOf(edition).warehouse, { edition, levels, measures, without: 0.25 })).toEqual([]);
});

test('that it is set against others is found out', async () => {
  const measures = topics.flatMap((topic) => topic.measures).join(',');
  const found = await strangers(releaseOf('england').warehouse, { edition: 'england', levels: 'trust', measures, without: 0.1 });
  expect(found.length).toBeGreaterThan(0);
});

describe('the list of checks', () => {
  const elsewhere = /^(page|choose)\./;
  /** Printed within another text, or as a label without a place on the page. */
  const isPartOnly = (key: string): boolean => /^group\..*\.(others|kind)$|^compare\.key$/.test(key);
  /** True of no area or figure of these releases. */
  const rare = ['reason.withheld', 'group.hospitals.none-way', 'group.english-board.none-way', 'group.board.none-way'];

  test.each(Object.keys(texts).filter((key) => !elsewhere.test(key)))('has one for %s', (key) => {
    expect(checkerOf(key)).toBeTypeOf('function');
  });

  test('was used: the pages above said nearly everything that there is to say', () => {
    const unsaid = Object.entries(texts).filter(
      ([key, text]) => text !== '' && !elsewhere.test(key) && !said.has(key) && !isPartOnly(key) && !rare.includes(key),
    );
    expect(unsaid.map(([key]) => key).sort()).toEqual([]);
  });
});
