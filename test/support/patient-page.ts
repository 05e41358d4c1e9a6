import { JSDOM } from 'jsdom';
import type { Read } from './message-patterns.ts';

/** One run of text on a page for patients, and where it stands. */
export interface Utterance {
  text: string;
  element: Element;
  /** Section that it stands in, and measure under whose heading it stands: by their identifiers. */
  section: string | null;
  measure: string | null;
}

/** The content of a page, apart from head and foot, with the title of the window as its first line. */
export function mainOf(html: string): Element {
  const found = /<main[\s\S]*<\/main>/.exec(html);
  const main = JSDOM.fragment(found?.[0] ?? '').querySelector('main');
  const title = /<title>(.*) – Yardstick<\/title>/.exec(html);
  if (main === null || title === null) throw new Error('a page without main or title');
  main.prepend(JSDOM.fragment(`<p>${title[1]}</p>`));
  return main;
}

const separators = new Set(['', '·']);

/** Every run of text of a page, in order, without the dots between links. */
export function utterancesOf(main: Element): Utterance[] {
  const said: Utterance[] = [];
  let section: string | null = null;
  let measure: string | null = null;
  const visit = (element: Element): void => {
    if (element.tagName === 'SECTION') [section, measure] = [element.getAttribute('aria-labelledby'), null];
    if (element.tagName === 'H3' && element.id !== '') measure = element.id;
    for (const node of element.childNodes) {
      if (node.nodeType === node.ELEMENT_NODE) visit(node as Element);
      const text = node.nodeType === node.TEXT_NODE ? (node.textContent ?? '').replace(/\s+/g, ' ').trim() : '';
      if (!separators.has(text)) said.push({ text, element, section, measure });
    }
    if (element.tagName === 'SECTION') [section, measure] = [null, null];
  };
  visit(main);
  return said;
}

/** Every way in which a run of text is one text of the message file after another. */
export function sequencesOf(text: string, read: (sentence: string) => Read[]): Read[][] {
  const whole = read(text).map((one) => [one]);
  const ends = [...text.matchAll(/[.!?] (?=\S)/g)].map(({ index }) => index + 1);
  const split = ends.flatMap((at) => {
    const first = read(text.slice(0, at));
    return first.length === 0 ? [] : sequencesOf(text.slice(at + 1), read).flatMap((rest) => first.map((one) => [one, ...rest]));
  });
  return [...whole, ...split];
}

/** Names as a sentence lists them, `A, B and C`, read back against those that there are; null where it does not fit. */
export function readList(text: string, names: readonly string[]): string[] | null {
  for (const name of names) {
    if (text === name) return [name];
    for (const joint of [', ', ' and ']) {
      const rest = text.startsWith(name + joint) ? readList(text.slice(name.length + joint.length), names) : null;
      if (rest !== null) return [name, ...rest];
    }
  }
  return null;
}
