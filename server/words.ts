import { selectSpellings } from './queries/search.ts';
import type { Warehouse } from './warehouse.ts';

/** Words of a text: case, accents, apostrophes and punctuation do not count. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘]/g, '')
    .replaceAll('&', ' and ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** A word that was taken for others, because nothing was found with it as it was typed. */
export interface TakenFor {
  asked: string;
  words: readonly string[];
}

/** Of each word the known words that differ from it by a slip of the keyboard, nearest first; words with none are left out. */
export async function spellingsOf(warehouse: Warehouse, asked: readonly string[], known: Iterable<string>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { asked: one, word } of await selectSpellings(warehouse, { asked, known })) found.set(one, [...(found.get(one) ?? []), word]);
  return found;
}
