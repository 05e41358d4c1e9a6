import { historicCases } from '../../data/historic-cases/registry.ts';
import { casesOf } from '../../data/systems.ts';
import { address } from '../filters.ts';
import { counted, number, percentage } from '../formats/numbers.ts';
import { integrationWords, nameKindWords, sentenceCase } from '../formats/words.ts';
import { declaredLevel, levelOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import type { SystemRow } from '../queries/catalogue.ts';
import type { OtherName, SystemListRow } from '../queries/systems.ts';

/** Parts of a system that its page lists; the list of systems has the rest. */
export const mostParts = 100;

/** Who the system is: names, codes, people, and the systems that it is part of or made of. */
export function identityView(context: EditionContext, profile: SystemListRow, names: readonly OtherName[]): object {
  const { edition, release } = context;
  const parent = release.catalogue.systems.find(({ system_id }) => system_id === profile.parent_id);
  return {
    heading: profile.short_name,
    compareHref: address(`/${edition.id}/compare`, { systems: profile.system_id }),
    name: profile.system_name,
    id: profile.system_id,
    kind: profile.kind,
    level: levelOf(context, profile.level).title,
    parent: parent === undefined ? null : linkOf(context, parent),
    reach: reachOf(context, profile),
    facts: factsOf(profile),
    integration: integrationWords(profile.integration_type),
    names: names.map((one) => ({ name: one.name, kind: nameKindWords(one.kind), periods: spanOf(one) })),
    parts: partsView(context, profile),
    note: profile.note,
    cases: casesOf(context.edition.id, profile.system_id).flatMap((id) =>
      historicCases.filter((one) => one.id === id).map(({ title }) => ({ title, href: `/cases/${id}` })),
    ),
  };
}

const linkOf = ({ edition }: EditionContext, { system_id, short_name }: Pick<SystemRow, 'system_id' | 'short_name'>) => ({
  title: short_name,
  // A name such as `Plan, Inc.` ends the sentence by itself.
  stop: short_name.endsWith('.') ? '' : '.',
  id: system_id,
  href: `/${edition.id}/systems/${system_id}`,
});

/** `400,000 people in 10 counties.`; as much of it as is known. */
function reachOf({ edition }: EditionContext, { population, areas }: SystemListRow): string {
  const places = areas === 0 ? null : counted(areas, edition.area.one, edition.area.many);
  const people = population === null ? null : counted(population, 'person', 'people');
  if (people === null) return places === null ? '' : `In ${places}.`;
  return places === null ? `${people}.` : `${people} in ${places}.`;
}

/** What is known of its people, and other codes; nothing is said of the rest. */
function factsOf({ share_75_plus, share_65_plus, share_rural, share_most_deprived, ons_code }: SystemListRow): string[] {
  const share = (title: string, value: number | null, decimals: number): string[] => (value === null ? [] : [`${title}: ${percentage(value, decimals)}.`]);
  return [
    ...share('Aged 75 and over', share_75_plus, 1),
    ...(share_75_plus === null ? share('Aged 65 and over', share_65_plus, 1) : []),
    ...share('In rural areas', share_rural, 0),
    ...share('In the most deprived fifth of areas', share_most_deprived, 0),
    ...(ons_code === null ? [] : [`ONS code ${ons_code}.`]),
  ];
}

/** `2019 to 2022`; an end that the source leaves open is left open here. */
function spanOf({ first_title: first, last_title: last }: OtherName): string {
  if (first === null) return last === null ? '' : `until ${last}`;
  if (last === null) return `from ${first}`;
  return first === last ? first : `${first} to ${last}`;
}

/** Systems within it, by level and kind; null where it has none. */
function partsView(context: EditionContext, { system_id }: SystemListRow): object | null {
  const parts = context.release.catalogue.systems.filter(({ parent_id }) => parent_id === system_id);
  if (parts.length === 0) return null;
  const ordered = parts.toSorted((a, b) => titleOf(context, a).localeCompare(titleOf(context, b), 'en-GB') || byName(a.short_name, b.short_name));
  const shown = ordered.slice(0, mostParts);
  const all = { href: address(`/${context.edition.id}/systems`, { parent: system_id }), title: `All ${number(parts.length)} in the list of systems` };
  const titles = [...new Set(shown.map((part) => titleOf(context, part)))];
  return {
    all,
    cut: shown.length < parts.length ? `Shown: the first ${number(shown.length)} of ${number(parts.length)}.` : null,
    groups: titles.map((title) => ({
      title,
      parts: shown.filter((part) => titleOf(context, part) === title).map((part) => linkOf(context, part)),
    })),
  };
}

/** `Plan 2` before `Plan 10`. */
const byName = new Intl.Collator('en-GB', { numeric: true }).compare;

function titleOf(context: EditionContext, { level, kind }: SystemRow): string {
  const plural = sentenceCase(declaredLevel(context, level)?.plural ?? levelOf(context, level).plural);
  return kind === null ? plural : `${plural}: ${kind}`;
}
