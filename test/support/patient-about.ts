import { topics as allTopics } from '../../data/topics.ts';
import type { Read } from './message-patterns.ts';
import type { AreaFacts, GroupFacts, Option } from './patient-facts.ts';
import { readList, type Utterance } from './patient-page.ts';
import { type Against, bandOf, figureAt, measuresOf, type Truth, topicsOf } from './patient-truth.ts';

/** What a page is about. */
export interface PageAbout {
  kind: 'area' | 'system' | 'compare';
  truth: Truth;
  texts: Readonly<Record<string, string>>;
  area: AreaFacts | null;
  /** Of a system or a comparison. */
  group: GroupFacts | null;
  /** Codes of the systems that it must show: in the order of the address. */
  systems: readonly string[];
  /** How many systems and which topics the address picks. */
  picked: number;
  topics: readonly string[];
  main: Element;
}

export interface At extends PageAbout, Utterance {
  values: Read['values'];
}

/** True where a sentence is true. */
export type Checker = (at: At) => boolean;

/** Holds of every page: a heading, a button, a question. */
export const always: Checker = () => true;

/** The group that a run of text is about. */
export function groupAt({ kind, area, group, section }: At): GroupFacts | null {
  if (kind !== 'area') return group;
  return area?.groups.find(({ id }) => id === section) ?? (area?.groups.length === 1 ? (area.groups[0] ?? null) : null);
}

/** Systems that a run of text is about: those of the page, or of the group of an area. */
export const systemsAt = (at: At): readonly string[] => (at.kind === 'area' ? (groupAt(at)?.known.map(({ system_id }) => system_id) ?? []) : at.systems);

/** What the words must be set against: one that is alone against those with a choice, wherever there are such. */
export function againstAt(at: At): Against {
  const group = groupAt(at);
  return at.kind !== 'compare' && group?.options.length === 1 && group.elsewhere !== null ? 'choice' : 'others';
}

/** Every measure of a level on which one of the systems has a row. */
export const measuresShown = (at: At, topics: readonly string[]): string[] => {
  const level = groupAt(at)?.level ?? '';
  const systems = systemsAt(at);
  const shown = topics.flatMap((topic) => measuresOf(at.truth, level, topic));
  return shown.filter((measure) => systems.some((system) => figureAt(at.truth, { level, system, measure }) !== undefined));
};

/** Every measure on which one of the systems has a row. */
export const allMeasures = (at: At): string[] => measuresShown(at, topicsOf(at.truth, groupAt(at)?.level ?? ''));

/** The forms in which the name of a system may be printed. */
export function formsOf({ system_id, short_name, full_name }: Option, district: string): string[] {
  const bare = [short_name, full_name].flatMap((name) =>
    name === null ? [] : [name.replace(/ PCN$| Integrated Care Board$/, '').replace(` (${district})`, '')],
  );
  return bare.flatMap((name) => [name, `${name} ${system_id}`]);
}

/** The names that the systems with figures may be printed under. */
export const formsAt = (at: At): string[] => (groupAt(at)?.known ?? []).flatMap((option) => formsOf(option, at.area?.district ?? ''));

/** The names that any of the options may be printed under, without figures too. */
export const namesAt = (at: At): string[] => [...formsAt(at), ...(groupAt(at)?.options ?? []).flatMap(({ option_name }) => option_name ?? [])];

/** A name without the marks in which its spellings differ. */
export const bare = (name: string): string => name.replace(/[.’']/g, '').replaceAll('-', ' ').toLowerCase();

/** The names that the area may be printed under. */
export const placeForms = ({ area }: At): string[] => (area === null ? [] : [area.name, `${area.name}, ${area.district}`]);
/** True where the place of a sentence is the area of the page. */
export const isPlace = (at: At): boolean => placeForms(at).includes(String(at.values.place));
/** The shares of options added up. */
export const sum = (options: readonly Option[]): number => options.reduce((total, { share }) => total + (share ?? 0), 0);

/** The system of a line: of a list of places, a box to tick, or the page. */
export function systemOfLine(at: At): string | null {
  const box = at.element.closest('label')?.querySelector('input')?.getAttribute('value');
  return at.element.closest('li[data-system]')?.getAttribute('data-system') ?? box ?? (systemsAt(at).length === 1 ? (systemsAt(at)[0] ?? null) : null);
}

/** The system of a line, as it is open to the area. */
export const optionOfLine = (at: At): Option | undefined => groupAt(at)?.known.find(({ system_id }) => system_id === systemOfLine(at));

/** The measure of a line: under its heading in a comparison; by its title in the lists of one system. */
export function measureOfLine(at: At): string | null {
  if (at.measure !== null) return at.measure;
  const title = at.element.closest('ul.signs li')?.querySelector('span:not([class])')?.textContent;
  const level = groupAt(at)?.level;
  return [...(at.truth.shown.get(level ?? '')?.values() ?? [])].find((one) => one.plain_title === title)?.measure_id ?? null;
}

/** The latest figure of a line. */
export const figureOfLine = (at: At) =>
  figureAt(at.truth, { level: groupAt(at)?.level ?? '', system: systemOfLine(at) ?? '', measure: measureOfLine(at) ?? '' });

/** The word that the league table has for a line. */
export const bandOfLine = (at: At): string =>
  bandOf(at.truth, againstAt(at), { level: groupAt(at)?.level ?? '', system: systemOfLine(at) ?? '', measure: measureOfLine(at) ?? '' });

/** True where a line, or an entry of the key, is of a word. */
export const lineIs = (at: At, band: string): boolean => {
  const key = at.element.closest('dl.words > div');
  return key === null ? bandOfLine(at) === band && systemOfLine(at) !== null : key.className === band;
};

/** Known words of the lines under a heading, in their order. */
export const knownBands = (at: At): string[] => bandsUnder(at).filter((band) => band !== 'unknown');

/** The words of the lines under a heading, in the order of the page. */
export function bandsUnder(at: At): string[] {
  const level = groupAt(at)?.level ?? '';
  const list = at.main.querySelector(`ul[aria-labelledby="${at.measure}"]`);
  return [...(list?.querySelectorAll('li[data-system]') ?? [])].map((line) =>
    bandOf(at.truth, 'others', { level, system: line.getAttribute('data-system') ?? '', measure: at.measure ?? '' }),
  );
}

/** The known words, best first. */
export const places = ['better', 'same', 'worse'];

/** Topics of a list in a sentence that are exactly those without any figure, now or before, of the systems shown. */
export function topicsWithout(at: At, among: readonly string[]): boolean {
  const level = groupAt(at)?.level ?? '';
  const bare = among.filter((topic) => {
    const measures = allTopics.find(({ id }) => id === topic)?.measures ?? [];
    return !measures.some((measure) => at.systems.some((system) => figureAt(at.truth, { level, system, measure }) !== undefined));
  });
  const said = readList(
    String(at.values.topics),
    among.map((topic) => at.texts[`topic.${topic}`] ?? ''),
  );
  return said !== null && said.join() === bare.map((topic) => at.texts[`topic.${topic}`]).join();
}

/** The topic of a section of a comparison. */
export const topicOfSection = (at: At): string => at.section?.replace(/^t-/, '') ?? '';

/** Periods of what is shown, oldest first. */
export function periodsShown(at: At): { title: string; kind: string; ends: string }[] {
  const level = groupAt(at)?.level ?? '';
  const measures = at.kind === 'compare' ? printedMeasures(at) : allMeasures(at);
  const rows = measures.flatMap((measure) => systemsAt(at).flatMap((system) => figureAt(at.truth, { level, system, measure }) ?? []));
  return rows.map((one) => ({ title: one.period_title, kind: one.period_kind, ends: one.period_ends })).sort((a, b) => (a.ends < b.ends ? -1 : 1));
}

/** The measures under whose headings something is printed. */
export const printedMeasures = ({ main }: At): string[] => [...main.querySelectorAll('section h3')].map(({ id }) => id);

/** True where any figure shown is a rating of a year. */
export const ratedOnly = (at: At): boolean => periodsShown(at).some(({ kind }) => kind === 'rating-year');

/** The boxes to tick beside a sentence. */
export const boxesAt = (at: At): Element[] => [...(at.element.closest('fieldset')?.querySelectorAll('input[type=checkbox]') ?? [])];
