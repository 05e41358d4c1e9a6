import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editions } from '../../data/editions.ts';
import { measureById } from '../../data/measures/registry.ts';
import { topics } from '../../data/topics.ts';
import { type MessageValues, sayIn } from '../../server/messages.ts';
import { longWords } from '../support/long-words.ts';
import { choosePages, htmlOf, listenPatients, type PatientPage, pagesAt } from '../support/patient-pages.ts';
import { readingOf, runningText, sentencesOf, textsOf, unexplained, wordsOf } from '../support/reading-age.ts';
import type { Site } from '../support/site.ts';

/** Known to those who use them: the service, its doctors, the code of a place. */
const known = ['NHS', 'GP', 'ZIP'];
const mostAge = 11;
const mostWords = 30;

/**
 * Los Angeles; Barron with one plan and Broward with the most; Aleutians East with none; Hull; central London; Brent with the most
 * networks; Amber Valley with none; Orkney, Cardiff and Belfast.
 */
const areas = [
  { edition: 'usa', area: '06037' },
  { edition: 'usa', area: '55005' },
  { edition: 'usa', area: '12011' },
  { edition: 'usa', area: '02013' },
  { edition: 'england', area: 'E02002676' },
  { edition: 'england', area: 'E02000977' },
  { edition: 'england', area: 'E02000101' },
  { edition: 'england', area: 'E02004035' },
  { edition: 'uk-nations', area: 'S08000025' },
  { edition: 'uk-nations', area: '7A4' },
  { edition: 'uk-nations', area: 'BHSCT' },
];

/** Names that only the page itself tells: of the release, and those that fill the gaps of some of its texts. */
function namesIn(html: string): string[] {
  const texts = textsOf(html);
  const gaps = [around('area.near', 'hints'), around('area.no-figures', 'names'), ...[1, 2].map((count) => around('area.near-practices', 'names', { count }))];
  const lists = texts.flatMap((text) =>
    gaps
      .filter(([before, after]) => text.startsWith(before) && text.endsWith(after))
      .map(([before, after]) => text.slice(before.length, text.length - after.length)),
  );
  return [...texts.flatMap((text) => text.match(/\b[a-z-]+-[0-9a-f]{12}\b/g) ?? []), ...lists.flatMap((list) => [list, ...list.split(/, | and /)])];
}

/** What was typed and what it was taken for. */
const quoted = (html: string): string[] => [...html.matchAll(/“([^”<]+)”/g)].flatMap(([, word]) => word ?? []);

/** The words before and after the gap of a text. */
function around(key: string, gap: string, others: MessageValues = {}): [string, string] {
  const [before = '', after = ''] = sayIn('en')(key, { ...others, [gap]: '|' }).split('|');
  return [before, after];
}

describe('reading age by the Flesch-Kincaid grade', () => {
  it('is that of the formula, for a text counted by hand', () => {
    // Two sentences, nine words, eleven syllables.
    expect(readingOf(['Ask your doctor. She can see you on Monday.']).age).toBeCloseTo(0.39 * 4.5 + (11.8 * 11) / 9 - 15.59 + 5, 9);
  });

  it('takes out names, signs and licences, and nothing else', () => {
    const html =
      '<main><h1>Care in York, Yorkshire</h1><ul class="places"><li><span class="who">The Royal Infirmary</span> <span aria-hidden="true">▲</span> Better</li></ul><p class="legal">Contains information.</p></main>';
    expect(textsOf(html, ['York', 'York, Yorkshire'])).toEqual(['Care in Hull', 'Hull Better']);
  });

  it('knows letters that stand for words by the words before them', () => {
    expect(unexplained(['Ask the Patient Advice and Liaison Service (PALS) or the ICB.', 'PALS can help.'], [])).toEqual(['ICB']);
    expect(unexplained(['Your State Health Insurance Assistance Program (SHIP) helps.'], [])).toEqual([]);
    expect(unexplained(['The board (ICB) of the NHS.'], ['NHS'])).toEqual(['ICB']);
  });
});

describe('measures that patients are shown', () => {
  const shown = topics.flatMap(({ measures }) => measures).flatMap((id) => measureById.get(id) ?? []);

  it('say what they are at a reading age of 12 or less, each by itself', () => {
    const old = shown
      .map(({ id, plainTitle, plainSentence }) => ({ id, age: readingOf([plainTitle, plainSentence]).age }))
      .filter(({ age }) => age > 12)
      .map(({ id, age }) => `${id}: ${age.toFixed(1)}`);
    expect(shown.length).toBeGreaterThan(30);
    expect(old).toEqual([]);
  });

  it('use long words only from the list', () => {
    const { long } = readingOf(shown.flatMap(({ plainTitle, plainSentence }) => [plainTitle, plainSentence]));
    expect(long.filter((word) => !longWords.has(word))).toEqual([]);
  });
});

describe('every page of the journey', () => {
  let site: Site;
  const read: (PatientPage & { texts: string[] })[] = [];
  beforeAll(async () => {
    site = await listenPatients();
    const pages = [
      ...(await Promise.all(editions.map(({ id }) => choosePages(site, id)))).flat(),
      ...(await Promise.all(areas.map((place) => pagesAt(site, place)))).flat(),
    ];
    for (const page of pages) {
      const html = await htmlOf(site, page);
      read.push({
        ...page,
        texts: textsOf(html, [...page.names, ...namesIn(html), ...(page.typed === undefined ? [] : quoted(html)), ...editions.map(({ title }) => title)]),
      });
    }
  });
  afterAll(() => site?.close());

  const named = ({ path, typed }: PatientPage): string => (typed === undefined ? path : `${path} “${typed.slice(0, 10)}”`);

  it('has a reading age of 11 or less, and so have its whole sentences without headings, labels and items', () => {
    const ages = read.map((page) => ({ page, all: readingOf(page.texts).age, sentences: readingOf(runningText(page.texts)).age }));
    for (const kind of ['choose', 'area', 'comparison', 'system'] as const) expect(ages.filter(({ page }) => page.kind === kind).length).toBeGreaterThan(8);
    const tooOld = ages.filter(({ all, sentences }) => Math.max(all, sentences) > mostAge);
    expect(tooOld.map(({ page, all, sentences }) => `${named(page)}: ${all.toFixed(1)}, ${sentences.toFixed(1)}`)).toEqual([]);
  });

  it('has no sentence of more than thirty words: an average hides one', () => {
    const tooLong = read.flatMap((page) => page.texts.flatMap(sentencesOf).filter((sentence) => wordsOf(sentence).length > mostWords));
    expect([...new Set(tooLong)]).toEqual([]);
  });

  it('uses long words only from the list, and every word of the list is met', () => {
    const met = new Set(read.flatMap(({ texts }) => readingOf(texts).long));
    expect([...met].filter((word) => !longWords.has(word)).sort()).toEqual([]);
    const inMeasures = readingOf(
      topics.flatMap(({ measures }) => measures).map((id) => `${measureById.get(id)?.plainTitle}. ${measureById.get(id)?.plainSentence}`),
    ).long;
    expect([...longWords].filter((word) => !met.has(word) && !inMeasures.includes(word))).toEqual([]);
  });

  it('uses no letters for words but those that everybody knows, or it says the words', () => {
    expect(read.flatMap((page) => unexplained(page.texts, known).map((word) => `${named(page)}: ${word}`))).toEqual([]);
  });
});
