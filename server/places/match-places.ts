import { wordsOf } from '../words.ts';
import { isPassedOver, type NameKind, nameKinds, type PlaceName, type PlaceNames } from './place-names.ts';

/** A word that was asked for, and the words that will do in its place. */
export interface WantedWord {
  word: string;
  instead: readonly string[];
  /** False for words that need not match. */
  needed: boolean;
}

/** An area that was found, and the names by which it was, the one said best first. */
export interface FoundArea {
  position: number;
  names: readonly number[];
}

const mostWords = 12;

/** The words of a question. */
export function wantedWords(question: string): WantedWord[] {
  const words = [...new Set(wordsOf(question))].slice(0, mostWords);
  const none = words.every(isPassedOver);
  return words.map((word) => ({ word, instead: sameWords[word] ?? [], needed: none || !isPassedOver(word) }));
}

/** Words that are written in two ways. */
const sameWords: Readonly<Record<string, readonly string[]>> = { st: ['saint'], saint: ['st'], mt: ['mount'], mount: ['mt'], ft: ['fort'], fort: ['ft'] };

/** Fewer letters are the beginning of too many words. */
const shortestBeginning = 3;

/** How well a word was met by a name: as it was typed, or as the beginning of a longer word. */
type Hits = ReadonlyMap<number, 'whole' | 'beginning'>;

/** Words that no name has, not even as the beginning of a word. */
export const unknownWords = (places: PlaceNames, wanted: readonly WantedWord[]): string[] =>
  wanted.filter((one) => one.needed && hitsOf(places, one).size === 0).map(({ word }) => word);

function hitsOf({ vocabulary, namesWith }: PlaceNames, { word, instead }: WantedWord): Hits {
  const hits = new Map<number, 'whole' | 'beginning'>();
  for (let at = firstFrom(vocabulary, word); word.length >= shortestBeginning && vocabulary[at]?.startsWith(word); at++)
    for (const name of namesWith.get(vocabulary[at] ?? '') ?? []) hits.set(name, 'beginning');
  for (const whole of [word, ...instead]) for (const name of namesWith.get(whole) ?? []) hits.set(name, 'whole');
  return hits;
}

/** Position of the first word that is not before this one. */
function firstFrom(vocabulary: readonly string[], word: string): number {
  let [low, high] = [0, vocabulary.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((vocabulary[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Areas of which every needed word names something, narrowed to those that fit best: a name said in full goes before
 * one said in part, and that before words of several names. Areas whose own name was said come first, then by name.
 */
export function matchPlaces(places: PlaceNames, wanted: readonly WantedWord[], within: (position: number) => boolean = () => true): FoundArea[] {
  const needed = wanted.filter((one) => one.needed).map((one) => hitsOf(places, one));
  if (needed.length === 0) return [];
  const covered = coveredBy(places, needed, within);
  if (covered.size === 0) return [];
  const ranks = ranksOf(places, needed, wanted, covered);
  const areas = accepted(leadingNames(places, ranks), covered);
  const apart = toldApart(places, areas, wanted);
  return ordered(places, apart, ranks);
}

/** Areas that have a name for every needed word. */
function coveredBy({ names, areas }: PlaceNames, needed: readonly Hits[], within: (position: number) => boolean): Set<number> {
  const met = new Uint8Array(areas.length);
  needed.forEach((hits, place) => {
    for (const name of hits.keys()) for (const position of names[name]?.areas ?? []) if (met[position] === place) met[position] = place + 1;
  });
  const covered = new Set<number>();
  met.forEach((count, position) => {
    if (count === needed.length && within(position)) covered.add(position);
  });
  return covered;
}

const formsOf = ({ word, instead }: WantedWord): string[] => [word, ...instead];

/** Tiers of how well a name was said; the needed words that are in the name come on top. */
const tier = { exactly: 400, inFull: 300, wholeWords: 200, beginnings: 100, someWords: 0 } as const;

/** How well each name of a covered area was said. */
function ranksOf({ names }: PlaceNames, needed: readonly Hits[], wanted: readonly WantedWord[], covered: ReadonlySet<number>): Map<number, number> {
  const said = new Set(wanted.flatMap(formsOf));
  const passedOver = wanted.some((one) => !one.needed);
  const ranks = new Map<number, number>();
  for (const index of new Set(needed.flatMap((hits) => [...hits.keys()]))) {
    const name = names[index];
    if (name === undefined || name.kind === 'aside' || !name.areas.some((position) => covered.has(position))) continue;
    const hits = needed.map((one) => one.get(index)).filter((hit) => hit !== undefined);
    const full = name.core.every((word) => said.has(word)) && (name.kind !== 'practice' || needed.length > 1);
    // “Iowa City” is more than Iowa, where “city” need not match.
    const exactly = passedOver && [...name.words].every((word) => said.has(word)) && wanted.every((one) => formsOf(one).some((word) => name.words.has(word)));
    const part = hits.length < needed.length ? tier.someWords : hits.every((hit) => hit === 'whole') ? tier.wholeWords : tier.beginnings;
    ranks.set(index, hits.length + (exactly ? tier.exactly : full ? tier.inFull : part));
  }
  return ranks;
}

/**
 * Names that were said best. Where those are towns alone, and a district that holds the word lies there, all names with the
 * word lead: “Hull” is Kingston upon Hull, and not only where addresses say Hull.
 */
function leadingNames({ names }: PlaceNames, ranks: ReadonlyMap<number, number>): Leading[] {
  const all = [...ranks].map(([index, rank]) => ({ name: names[index], rank })).filter((one): one is Leading => one.name !== undefined);
  const highest = Math.max(...ranks.values());
  const best = all.filter(({ rank }) => rank === highest);
  if (highest >= tier.exactly || !best.every(({ name }) => name.kind === 'town')) return best;
  const towns = new Set(best.flatMap(({ name }) => name.areas));
  const wider = all.filter(({ rank }) => rank >= tier.wholeWords);
  return wider.some(({ name: { kind, areas } }) => firstKinds.includes(kind) && areas.some((position) => towns.has(position))) ? wider : best;
}

interface Leading {
  name: PlaceName;
  rank: number;
}

/**
 * Areas of the leading names. Districts, counties and the like that were said in full all count. Any other name counts only where
 * it lies apart from names of earlier kinds: it is another place then. Practices count where nothing else does.
 */
function accepted(leading: readonly Leading[], covered: ReadonlySet<number>): Set<number> {
  const areas = new Set<number>();
  for (const kinds of kindsInTurn) {
    if (kinds.includes('practice') && areas.size > 0) continue;
    const ofKind = leading.filter(({ name }) => kinds.includes(name.kind));
    const free = ofKind.filter((one) => isUnited(one) || !one.name.areas.some((position) => areas.has(position)));
    for (const { name } of free) for (const position of name.areas) if (covered.has(position)) areas.add(position);
  }
  return areas;
}

const isUnited = ({ name, rank }: Leading): boolean => name.kind !== 'town' && name.kind !== 'practice' && rank >= tier.inFull;

const firstKinds: readonly NameKind[] = ['area', 'district'];
const kindsInTurn: readonly (readonly NameKind[])[] = [firstKinds, ...nameKinds.slice(2, -1).map((kind) => [kind])];

const telling: ReadonlySet<NameKind> = new Set(['area', 'district', 'council', 'town', 'aside']);

/** Words that need not match still tell alike names apart: of Baltimore and Baltimore City, “city” means the second. */
function toldApart({ names, namesOf, namesWith }: PlaceNames, areas: ReadonlySet<number>, wanted: readonly WantedWord[]): number[] {
  const words = wanted.filter(({ needed }) => !needed).map(({ word }) => new Set(namesWith.get(word) ?? []));
  const met = (position: number): number =>
    words.filter((hits) => namesOf[position]?.some((index) => hits.has(index) && telling.has((names[index] as PlaceName).kind))).length;
  const counts = [...areas].map((position) => [position, met(position)] as const);
  const most = Math.max(0, ...counts.map(([, count]) => count));
  return counts.filter(([, count]) => count === most).map(([position]) => position);
}

function ordered({ names, namesOf, areas }: PlaceNames, positions: readonly number[], ranks: ReadonlyMap<number, number>): FoundArea[] {
  const rankOf = (index: number): number => ranks.get(index) ?? 0;
  const found = positions.map((position) => {
    const by = (namesOf[position] ?? []).filter((index) => rankOf(index) >= tier.beginnings).sort((a, b) => rankOf(b) - rankOf(a));
    const own = by.some((index) => names[index]?.kind === 'area' && rankOf(index) >= tier.inFull);
    const area = areas[position];
    return { position, names: by, order: `${own ? 0 : 1} ${area?.name} ${area?.district} ${area?.area_id}` };
  });
  return found.sort((a, b) => (a.order < b.order ? -1 : 1)).map(({ position, names: by }) => ({ position, names: by }));
}
