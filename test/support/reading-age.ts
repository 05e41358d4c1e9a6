import { fleschKincaid } from 'flesch-kincaid';
import { JSDOM } from 'jsdom';
import { syllable } from 'syllable';

/** What one text asks of its reader. */
export interface Reading {
  /** Flesch-Kincaid grade plus five: the age at which pupils of that grade read it. */
  age: number;
  sentences: number;
  words: number;
  syllables: number;
  /** Words of three or more syllables, in lower case, each once. */
  long: string[];
}

/** Elements whose words belong to the sentence around them; every other element ends it. */
const inline = new Set(['A', 'ABBR', 'B', 'EM', 'I', 'SMALL', 'SPAN', 'STRONG']);

/**
 * Not read as text: the licence statements, whose wording is their publishers'; signs, which have their word beside them;
 * what no reader is shown.
 */
const unread = '.legal, [aria-hidden="true"], head, script, style, template, [hidden]';

/** Elements that hold a name and nothing else: offered places, what stands near them, systems, titles of other people's pages. */
const nameOnly = '.picks a, .picks button, .picks li .hint:not(button ~ .hint), .places .who, .name, a[rel="external"]';

/** Stands for a proper name: the reader knows how to read the name of a place, or need not read it in full. */
export const nameWord = 'Hull';

/**
 * The texts of a page as a reader meets them: one for each heading, paragraph, list item, label, legend, button or term,
 * with links and spans inside them. Proper names are replaced by one word of one syllable: whole elements that hold only a
 * name, and the `names` wherever they occur, the longest first. Alternatives and hints that are only spoken do not count.
 */
export function textsOf(html: string, names: readonly string[] = []): string[] {
  const { document } = new JSDOM(html).window;
  for (const element of document.querySelectorAll(unread)) element.remove();
  for (const element of document.querySelectorAll(nameOnly)) element.textContent = nameWord;
  const longestFirst = [...new Set(names)].filter((name) => name.length > 1).toSorted((a, b) => b.length - a.length);
  return blocksOf(document.body)
    .map((text) => longestFirst.reduce((left, name) => left.replaceAll(name, nameWord), text))
    .map((text) => text.replaceAll(/\s+/g, ' ').trim())
    .filter((text) => /\p{L}/u.test(text));
}

function blocksOf(root: Element): string[] {
  const blocks = [''];
  const walk = (node: Node): void => {
    if (node.nodeType === node.TEXT_NODE) {
      blocks.push((blocks.pop() ?? '') + (node.textContent ?? ''));
      return;
    }
    const block = !inline.has(node.nodeName);
    if (block) blocks.push('');
    for (const child of node.childNodes) walk(child);
    if (block) blocks.push('');
  };
  walk(root);
  return blocks;
}

/** Sentences of a text: it is cut after a full stop, question or exclamation mark or colon with a space after it, and at links set apart by a dot. */
export const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?:][)”’]?)\s+| · /u).filter((part) => /\p{L}/u.test(part));

/** Words of a sentence: letters and digits with the hyphens and apostrophes inside them. A number is one word of one syllable. */
export const wordsOf = (sentence: string): string[] => sentence.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu) ?? [];

const syllablesOf = (word: string): number => (/\p{L}/u.test(word) ? Math.max(1, syllable(word)) : 1);

/**
 * Reading age of texts by the Flesch-Kincaid grade, 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid, Fishburne,
 * Rogers and Chissom, Derivation of new readability formulas for Navy enlisted personnel, Research Branch Report 8-75,
 * 1975), plus five years. The end of a text ends a sentence, full stop or not, so a heading or an item of a list counts as one.
 */
export function readingOf(texts: readonly string[]): Reading {
  const sentences = texts.flatMap(sentencesOf);
  const words = sentences.flatMap(wordsOf);
  const counts = { sentence: sentences.length, word: words.length, syllable: words.reduce((sum, word) => sum + syllablesOf(word), 0) };
  if (counts.word === 0) throw new Error('no words to read');
  const long = new Set(words.filter((word) => syllablesOf(word) > 2).map((word) => word.toLowerCase()));
  return { age: fleschKincaid(counts) + 5, sentences: counts.sentence, words: counts.word, syllables: counts.syllable, long: [...long].sort() };
}

/** Texts that end as a sentence does: without headings, labels and items of lists, which are short and make a page look easier. */
export const runningText = (texts: readonly string[]): string[] => texts.filter((text) => /[.!?:][)”’]?$/u.test(text));

/** Words in capitals that a reader may not know: not among `known`, and not expanded in the same texts, as in `Patient Advice and Liaison Service (PALS)`. */
export function unexplained(texts: readonly string[], known: readonly string[]): string[] {
  const found = texts.flatMap((text) => text.match(/\b\p{Lu}{2,}s?\b/gu) ?? []).map((word) => word.replace(/s$/, ''));
  return [...new Set(found)].filter((word) => !known.includes(word) && !texts.some((text) => isExpanded(text, word)));
}

/** True where the initials of the words before `(WORD)`, small words left out, are its letters. */
function isExpanded(text: string, word: string): boolean {
  const before = text.split(`(${word})`)[0] ?? '';
  if (before === text) return false;
  const initials = wordsOf(before)
    .filter((one) => /^\p{Lu}/u.test(one))
    .map((one) => one.charAt(0))
    .join('');
  // A word of the name may be left out of its letters, as Assistance is out of SHIP.
  let at = initials.length;
  return [...word].reverse().every((letter) => {
    at = initials.lastIndexOf(letter, at - 1);
    return at >= 0;
  });
}
