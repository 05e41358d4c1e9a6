import { selectOtherAreaNames } from '../queries/places.ts';
import { type AreaNameRow, selectAreaNames } from '../queries/search.ts';
import type { Release } from '../release-files.ts';
import { wordsOf } from '../words.ts';
import { everydayNames, stateAbbreviations } from './everyday-names.ts';

/** Names of a kind are of the same size; the earlier a kind, the surer it is that a place of that name is meant. */
export const nameKinds = ['area', 'district', 'council', 'town', 'county', 'constituency', 'region', 'practice', 'aside'] as const;
/** `aside`: words beside a name, such as CA or county, that no place is called by. */
export type NameKind = (typeof nameKinds)[number];

/** One name and the areas, by position, that may be meant by it. */
export interface PlaceName {
  kind: NameKind;
  name: string;
  words: ReadonlySet<string>;
  /** The words that must have been said for the name to have been said in full. */
  core: readonly string[];
  areas: number[];
}

/** Everything by which the areas of a release can be found. */
export interface PlaceNames {
  areas: readonly AreaNameRow[];
  positions: ReadonlyMap<string, number>;
  names: readonly PlaceName[];
  /** Names of each area. */
  namesOf: readonly (readonly number[])[];
  /** Practices near each area in which none stands: told of it, but no name to find it by, as a practice is near many. */
  nearOf: readonly (readonly string[])[];
  /** Every word, sorted, and the names that hold it. */
  vocabulary: readonly string[];
  namesWith: ReadonlyMap<string, readonly number[]>;
}

const fillers = ['of', 'the', 'and', 'in', 'near', 'upon', 'on', 'a'];
const sorts = ['county', 'parish', 'borough', 'census', 'area', 'city', 'municipality', 'district', 'council', 'nhs', 'health', 'board', 'trust'];
const countries = ['england', 'uk', 'usa', 'us', 'america'];
const passedOver: ReadonlySet<string> = new Set([...fillers, ...sorts, ...countries]);

/** True for words that need not match: sorts of place, small words and countries. */
export const isPassedOver = (word: string): boolean => passedOver.has(word);

/** Read once a release, as a release never changes; gone with it. */
const kept = new WeakMap<Release, Promise<PlaceNames>>();

/** The names of a release’s areas, ready for finding. */
export function placeNamesOf(release: Release): Promise<PlaceNames> {
  const known = kept.get(release);
  if (known !== undefined) return known;
  const read = readPlaceNames(release);
  kept.set(release, read);
  // A question that failed may succeed the next time.
  read.catch(() => kept.delete(release));
  return read;
}

async function readPlaceNames({ edition, warehouse }: Release): Promise<PlaceNames> {
  const [areas, others] = await Promise.all([selectAreaNames(warehouse), selectOtherAreaNames(warehouse)]);
  const positions = new Map(areas.map(({ area_id }, position) => [area_id, position]));
  const names = new Map<string, PlaceName>();
  const add = (kind: NameKind, name: string, position: number): void => {
    const key = `${kind} ${wordsOf(name).join(' ')}`;
    const one = names.get(key) ?? newName(kind, name);
    names.set(key, one);
    if (one.areas.at(-1) !== position) one.areas.push(position);
  };
  areas.forEach(({ name, district }, position) => {
    add('area', name, position);
    add('district', district, position);
    for (const aside of edition.id === 'usa' ? countyAsides(name, district) : []) add('aside', aside, position);
  });
  const nearOf: string[][] = areas.map(() => []);
  for (const { area_id, kind, name } of others) {
    const position = positions.get(area_id);
    if (position === undefined) continue;
    if (kind === 'near') nearOf[position]?.push(name);
    else add(kindOf(kind), name, position);
  }
  for (const { said, meant } of everydayNames.filter((one) => one.edition === edition.id)) {
    for (const { kind, areas: found } of meantBy(meant, positions, [...names.values()])) for (const position of found) add(kind, said, position);
  }
  return { areas, positions, nearOf, ...indexed(areas, [...names.values()]) };
}

const kindOf = (text: string): NameKind => nameKinds.find((kind) => kind === text) ?? 'county';

function newName(kind: NameKind, name: string): PlaceName {
  // Areas are numbered with leading zeros, which nobody types.
  const words = wordsOf(name).flatMap((word) => (/^0+\d/.test(word) ? [word, word.replace(/^0+/, '')] : [word]));
  const core = wordsOf(name).filter((word) => !isPassedOver(word));
  return { kind, name, words: new Set(words), core: core.length === 0 ? wordsOf(name) : core, areas: [] };
}

/** The sort of a county, so that “Baltimore County” is told from Baltimore City; and the state in letters. */
function countyAsides(name: string, state: string): string[] {
  const [full, letters] = Object.entries(stateAbbreviations).find(([one]) => one.toLowerCase() === state.toLowerCase()) ?? [];
  const sort = full === 'Louisiana' ? ['parish'] : full === 'Alaska' ? ['borough', 'census', 'area', 'municipality'] : ['county'];
  return [...(/ City$/.test(name) ? [] : sort), ...(letters === undefined ? [] : [letters])];
}

function meantBy(meant: string, positions: ReadonlyMap<string, number>, names: readonly PlaceName[]): Pick<PlaceName, 'kind' | 'areas'>[] {
  const position = positions.get(meant);
  if (position !== undefined) return [{ kind: 'area', areas: [position] }];
  return names.filter(({ name }) => name === meant).map(({ kind, areas }) => ({ kind, areas: [...areas] }));
}

function indexed(areas: readonly AreaNameRow[], names: readonly PlaceName[]): Pick<PlaceNames, 'names' | 'namesOf' | 'vocabulary' | 'namesWith'> {
  const namesWith = new Map<string, number[]>();
  const namesOf: number[][] = areas.map(() => []);
  names.forEach(({ words, areas: of }, index) => {
    for (const word of words) {
      const list = namesWith.get(word);
      if (list === undefined) namesWith.set(word, [index]);
      else list.push(index);
    }
    for (const position of of) namesOf[position]?.push(index);
  });
  return { names, namesOf, vocabulary: [...namesWith.keys()].sort(), namesWith };
}
