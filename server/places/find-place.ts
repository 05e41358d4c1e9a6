import type { Release } from '../release-files.ts';
import { spellingsOf, type TakenFor, wordsOf } from '../words.ts';
import { codeIn } from './codes.ts';
import { type FoundArea, matchPlaces, unknownWords, type WantedWord, wantedWords } from './match-places.ts';
import { type NameKind, type PlaceName, type PlaceNames, placeNamesOf } from './place-names.ts';
import type { PostcodeLookup } from './postcodes.ts';

/** One area that a person may have meant. */
export interface Place {
  area_id: string;
  name: string;
  district: string;
  /** What helps to tell it from its neighbours: constituency, town, practices that stand in it; what was asked for first. */
  hints: readonly string[];
  /** Practices near a place in which none stands; it is not found by their names. */
  near: readonly string[];
}

/** A district in which areas were found, and how many of them. */
export interface FoundDistrict {
  name: string;
  areas: number;
}

/** What a question about a place comes to. */
export type PlaceAnswer =
  /** Nothing, even with slips of the keyboard mended. */
  | { kind: 'none' }
  /** It looks like a postcode or a ZIP code: no look-up is loaded, or it is not in it. */
  | { kind: 'code-unknown'; code: 'postcode' | 'zip' }
  | { kind: 'one'; place: Place; takenFor: readonly TakenFor[] }
  /** Best first, then by name; `mostPlaces` at most, unless all lie in one district. */
  | { kind: 'several'; places: readonly Place[]; takenFor: readonly TakenFor[] }
  /** More: which district first? By name, `mostDistricts` at most of `found`. */
  | { kind: 'districts'; districts: readonly FoundDistrict[]; found: number; takenFor: readonly TakenFor[] };

/** How many places are offered at once, unless they are those of one district. */
export const mostPlaces = 40;
/** How many districts are offered at once. */
export const mostDistricts = 60;

/** How many hints a place has at most. */
const mostHints = 6;

/** Narrows the question to one district, by its name: the next step after an answer of districts. */
export interface FindOptions {
  district?: string;
}

/** Finds places in one release: by code, postcode or name. Takes any text. */
export async function findPlace(question: string, release: Release, lookup: PostcodeLookup | null, { district }: FindOptions = {}): Promise<PlaceAnswer> {
  const places = await placeNamesOf(release);
  const code = codeIn(question, release.edition.id);
  const own = places.positions.get(question.trim().toUpperCase());
  const byCode = [...(own === undefined ? [] : [own]), ...areasAt(places, code === null ? [] : (lookup?.areasOf(code.code) ?? []))];
  if (byCode.length > 0) return answerOf(places, byCode.filter(isFirst).map(found), []);
  if (code !== null) return { kind: 'code-unknown', code: code.kind };
  const wanted = wantedWords(question);
  const within = districtTest(places, district);
  const asTyped = matchPlaces(places, wanted, within);
  if (asTyped.length > 0) return answerOf(places, asTyped, []);
  return mended(places, { wanted, within, release });
}

const isFirst = <T>(value: T, place: number, all: readonly T[]): boolean => all.indexOf(value) === place;
const found = (position: number): FoundArea => ({ position, names: [] });

/** A release may change while a look-up stays: areas that are no longer there are not found. */
const areasAt = ({ positions }: PlaceNames, codes: readonly string[]): number[] => codes.flatMap((code) => positions.get(code) ?? []);

function districtTest({ areas }: PlaceNames, district: string | undefined): ((position: number) => boolean) | undefined {
  if (district === undefined || district === '') return undefined;
  const wanted = wordsOf(district).join(' ');
  return (position) => wordsOf(areas[position]?.district ?? '').join(' ') === wanted;
}

interface Question {
  wanted: readonly WantedWord[];
  within: ((position: number) => boolean) | undefined;
  release: Release;
}

/** First only words that are in no name are taken for others; then any, as “hill” is a word and may still be a slip for “hull”. */
async function mended(places: PlaceNames, { wanted, within, release }: Question): Promise<PlaceAnswer> {
  const needed = wanted.filter((one) => one.needed).map(({ word }) => word);
  const unknown = unknownWords(places, wanted);
  for (const slips of [unknown, needed]) {
    if (slips.length === 0) continue;
    const spellings = await spellingsOf(release.warehouse, slips, likeAny(places.vocabulary, slips));
    const other = wanted.map((one) => ({ ...one, instead: [...one.instead, ...(spellings.get(one.word) ?? [])] }));
    const areas = matchPlaces(places, other, within);
    if (areas.length > 0) return answerOf(places, areas, takenFor(places, areas, spellings));
  }
  return { kind: 'none' };
}

/** Words that are worth comparing letter by letter: long enough, and with the first letter or two letters in a row of one asked for. */
function likeAny(vocabulary: readonly string[], asked: readonly string[]): string[] {
  return vocabulary.filter((word) =>
    asked.some((one) => word.length >= one.length - 2 && (word[0] === one[0] || pairsOf(one).some((pair) => word.includes(pair)))),
  );
}

const pairsOf = (word: string): string[] => Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));

/** Of the words that were tried instead, those that are in a name of what was found. */
function takenFor({ names, namesOf }: PlaceNames, areas: readonly FoundArea[], spellings: ReadonlyMap<string, readonly string[]>): TakenFor[] {
  const indexes = [...new Set(areas.flatMap(({ position }) => namesOf[position] ?? []))];
  const used = new Set(indexes.flatMap((index) => [...(names[index]?.words ?? [])]));
  const tried = [...spellings].map(([asked, words]) => ({ asked, words: words.filter((one) => used.has(one)) }));
  return tried.filter(({ words }) => words.length > 0);
}

function answerOf(places: PlaceNames, areas: readonly FoundArea[], takenFor: readonly TakenFor[]): PlaceAnswer {
  const districts = districtsOf(places, areas);
  if (areas.length > mostPlaces && districts.length > 1)
    return { kind: 'districts', districts: districts.slice(0, mostDistricts), found: districts.length, takenFor };
  const [first, ...others] = areas.flatMap((area) => placeOf(places, area) ?? []);
  if (first === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'one', place: first, takenFor } : { kind: 'several', places: [first, ...others], takenFor };
}

function districtsOf({ areas: all }: PlaceNames, areas: readonly FoundArea[]): FoundDistrict[] {
  const counts = new Map<string, FoundDistrict>();
  for (const { position } of areas) {
    const name = all[position]?.district ?? '';
    const key = wordsOf(name).join(' ');
    const known = counts.get(key);
    counts.set(key, { name: known?.name ?? name, areas: (known?.areas ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, district]) => district);
}

const hinting: readonly NameKind[] = ['constituency', 'council', 'town', 'practice'];

function placeOf({ areas, names, namesOf, nearOf }: PlaceNames, { position, names: by }: FoundArea): Place | null {
  const area = areas[position];
  if (area === undefined) return null;
  const said = new Set(wordsOf(`${area.name} ${area.district}`));
  const telling = (of: readonly number[]): PlaceName[] =>
    of.flatMap((index) => names[index] ?? []).filter(({ kind, words }) => hinting.includes(kind) && ![...words].every((word) => said.has(word)));
  const all = telling(namesOf[position] ?? []);
  const inTurn = [...telling(by), ...hinting.flatMap((kind) => all.filter((one) => one.kind === kind))];
  const hints = inTurn
    .map(({ name }) => name)
    .filter(isFirst)
    .slice(0, mostHints);
  return { area_id: area.area_id, name: area.name, district: area.district, hints, near: nearOf[position] ?? [] };
}
