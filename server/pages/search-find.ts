import type { Release } from '../release-files.ts';
import { spellingsOf, type TakenFor } from '../words.ts';
import { caseEntries, entriesOf } from './search-entries.ts';
import { type AskedWord, askedWords, type Entry, type EntryKind, entryKinds, type Match, matchesOf } from './search-match.ts';

/** What was found in one edition, or among what belongs to none. */
export interface Group {
  edition: string | null;
  found: number;
  kinds: readonly { kind: EntryKind; found: number; matches: readonly Match[] }[];
}

export interface Found {
  /** The group with the best match first. */
  groups: readonly Group[];
  /** Words that were taken for others, because nothing was found with them as they were typed. */
  takenFor: readonly TakenFor[];
}

/** How many of a kind are shown of each edition. */
const most: Record<EntryKind, number> = { case: 20, system: 50, measure: 20, area: 20 };

export const shownOf = ({ kinds }: Group): number => kinds.reduce((sum, { matches }) => sum + matches.length, 0);

/** What a question finds in every release in service; slips of the keyboard are mended only where nothing is found without. */
export async function searchFor(question: string, inService: readonly Release[]): Promise<Found> {
  const asked = askedWords(question);
  if (asked.length === 0) return { groups: [], takenFor: [] };
  const lists = [caseEntries, ...(await Promise.all(inService.map(entriesOf)))];
  const groups = groupsOf(lists, asked);
  if (groups.length > 0) return { groups, takenFor: [] };
  const mended = await mend(asked, lists, inService);
  const found = groupsOf(lists, mended);
  return { groups: found, takenFor: found.length === 0 ? [] : takenFor(asked, mended) };
}

function groupsOf(lists: readonly (readonly Entry[])[], asked: readonly AskedWord[]): Group[] {
  const groups = lists.flatMap((entries) => {
    const matches = matchesOf(entries, asked);
    const first = matches[0];
    return first === undefined ? [] : [{ best: first.score, group: groupOf(first.entry.edition, matches) }];
  });
  return groups.sort((a, b) => b.best - a.best).map(({ group }) => group);
}

function groupOf(edition: string | null, matches: readonly Match[]): Group {
  const kinds = entryKinds.flatMap((kind) => {
    const within = matches.filter(({ entry }) => entry.kind === kind);
    return within.length === 0 ? [] : [{ kind, found: within.length, matches: within.slice(0, most[kind]) }];
  });
  return { edition, found: matches.length, kinds };
}

/** The words asked for, each with the known words that are nearest to it. */
async function mend(asked: readonly AskedWord[], lists: readonly (readonly Entry[])[], inService: readonly Release[]): Promise<AskedWord[]> {
  // Any release will do: it only lends its engine for comparing words.
  const [lender] = inService;
  if (lender === undefined) return [...asked];
  const known = new Set(lists.flatMap((entries) => entries.flatMap(({ texts }) => texts.flatMap(({ words }) => words))));
  const spellings = await spellingsOf(
    lender.warehouse,
    asked.map(({ word }) => word),
    known,
  );
  return asked.map((one) => ({ ...one, alternatives: [...one.alternatives, ...(spellings.get(one.word) ?? [])] }));
}

function takenFor(asked: readonly AskedWord[], mended: readonly AskedWord[]): Found['takenFor'] {
  return mended.flatMap(({ word, alternatives }, place) => {
    const words = alternatives.filter((other) => !asked[place]?.alternatives.includes(other));
    return words.length === 0 ? [] : [{ asked: word, words }];
  });
}
