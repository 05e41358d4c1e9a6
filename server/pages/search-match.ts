import { wordsOf } from '../words.ts';

/** What can be found: one page, with all the words by which people may look for it. */
export interface Entry {
  /** Null for what belongs to no edition. */
  edition: string | null;
  kind: EntryKind;
  id: string;
  level: string | null;
  title: string;
  detail: string | null;
  href: string;
  texts: readonly EntryText[];
}

/** In the order in which they are shown. */
export const entryKinds = ['case', 'system', 'measure', 'area'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface EntryText {
  words: readonly string[];
  /** From 0 to 1: how much a word found here counts. */
  weight: number;
  /** What to say when it was this that was found, and not the title; null for the title itself. */
  label: string | null;
}

/** A word that was asked for, and others that will do in its place. */
export interface AskedWord {
  word: string;
  alternatives: readonly string[];
  /** False for words that most names have: they count, but need not be there. */
  needed: boolean;
}

export interface Match {
  entry: Entry;
  score: number;
  /** The name that was found, where the title does not show it. */
  matched: string | null;
}

export const entryText = (text: string, weight: number, label: string | null = null): EntryText => ({ words: wordsOf(text), weight, label });

const common = new Set(['nhs', 'the', 'of', 'and', 'for', 'in', 'a']);
/** Sorts of organisation that published names have as letters. */
const inLetters: readonly (readonly [string, string])[] = [['clinical commissioning group', 'ccg']];
/** Letters that stand for words. */
const shortForms: Readonly<Record<string, readonly string[]>> = { vha: ['veterans'], icb: ['integrated'] };
const mostWords = 12;

/** The words of a question. */
export function askedWords(question: string): AskedWord[] {
  const plain = inLetters.reduce((text, [long, short]) => text.replace(long, short), wordsOf(question).join(' '));
  const words = [...new Set(wordsOf(plain))].slice(0, mostWords);
  const allCommon = words.every((word) => common.has(word));
  return words.map((word) => ({ word, alternatives: shortForms[word] ?? [], needed: allCommon || !common.has(word) }));
}

/** The entries in which every needed word is the beginning of some word, best first. */
export function matchesOf(entries: readonly Entry[], asked: readonly AskedWord[]): Match[] {
  if (asked.length === 0) return [];
  const found = entries.flatMap((entry) => matchOf(entry, asked) ?? []);
  return found.sort((a, b) => b.score - a.score || compare(a.entry.title, b.entry.title) || compare(a.entry.id, b.entry.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function matchOf(entry: Entry, asked: readonly AskedWord[]): Match | null {
  let score = 0;
  let best: { gain: number; label: string } | null = null;
  for (const one of asked) {
    const hits = entry.texts.map((text) => ({ text, score: text.weight * nearness(text, one) }));
    const hit = hits.reduce((top, next) => (next.score > top.score ? next : top), { text: null as EntryText | null, score: 0 });
    if (hit.score === 0 && one.needed) return null;
    score += one.needed ? hit.score : hit.score / 10;
    const titled = hits.some(({ text, score: here }) => text.label === null && here > 0);
    if (!titled && hit.text?.label != null && hit.score > (best?.gain ?? 0)) best = { gain: hit.score, label: hit.text.label };
  }
  return { entry, score: score / asked.length + wholeBonus(entry, asked), matched: best?.label ?? null };
}

/** 1 for the word itself, less for the beginning of a longer one, 0 for no hit. */
function nearness({ words }: EntryText, { word, alternatives }: AskedWord): number {
  let best = 0;
  for (const wanted of [word, ...alternatives])
    for (const known of words) {
      if (known === wanted) return 1;
      if (known.startsWith(wanted)) best = Math.max(best, 0.5 + (0.4 * wanted.length) / known.length);
    }
  return best;
}

/** A name that is just what was asked for comes first, and one that begins with it next. */
function wholeBonus({ texts }: Entry, asked: readonly AskedWord[]): number {
  const phrase = asked.map(({ word }) => word).join(' ');
  const bonuses = texts.map(({ words, weight }) => {
    const text = words.join(' ');
    return weight * (text === phrase ? 1 : text.startsWith(phrase) ? 0.2 : 0);
  });
  return Math.max(0, ...bonuses);
}
