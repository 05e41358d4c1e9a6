import { topics } from '../../data/topics.ts';
import { defaultYardstick } from '../../data/yardsticks.ts';
import { Fault, type Suggestion } from '../faults.ts';
import { address } from '../filters.ts';
import { listed } from '../formats/comparison-words.ts';
import { definitionParameter } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { listOf, oneOf, type QueryOf, valuesOf } from '../parameters.ts';
import { type SystemRow, yardsticksOf } from '../queries/catalogue.ts';
import { languageParameter } from './plain-frame.ts';

/** More columns cannot be read side by side, and the pairs grow with the square. */
export const mostCompared = 5;

/** A form with boxes to tick cannot keep people from ticking more: the page in words says so and shows the first five. */
const mostPicked = 30;

/** A box with more systems than this is no help: they are found by the search. */
export const mostListed = 300;

/** What a comparison's address accepts. */
export const parametersOf = (context: EditionContext) => {
  const { systems } = context.release.catalogue;
  const yardsticks = yardsticksOf(context.release.catalogue, {});
  const search = { value: 'search', title: 'Search for a system by name or code', href: `/${context.edition.id}/systems` };
  return {
    systems: listOf(
      systems.map(({ system_id }) => system_id),
      mostPicked,
      (list) => suggestion(context, valuesOf(list)),
      systems.length > mostListed ? search : undefined,
    ),
    area: {
      ...oneOf([...context.release.catalogue.areas.keys()], ''),
      instead: { value: 'choose', title: 'Find your place by its name', href: `/${context.edition.id}/choose` },
    },
    topics: listOf(
      topics.map(({ id }) => id),
      topics.length,
    ),
    lang: languageParameter,
    definition: definitionParameter(context),
    yardstick: oneOf(
      yardsticks.map(({ id }) => id),
      yardsticks.some(({ id }) => id === defaultYardstick) ? defaultYardstick : yardsticks[0]?.id,
    ),
  };
};

export type CompareQuery = QueryOf<ReturnType<typeof parametersOf>>;

/** The chosen systems, in the order of the address. */
export function chosenOf({ release }: EditionContext, list: string): SystemRow[] {
  return valuesOf(list).flatMap((id) => release.catalogue.systems.find(({ system_id }) => system_id === id) ?? []);
}

/** The address of a comparison in numbers. */
export const compareHref = ({ edition }: EditionContext, ids: readonly string[]): string =>
  address(`/${edition.id}/compare`, { systems: ids.join(',') }).replaceAll('%2C', ',');

/** A comparison of some systems, by their names. */
export function suggestion(context: EditionContext, ids: readonly string[]): Suggestion {
  const value = ids.join(',');
  const names = chosenOf(context, value).map(({ short_name, system_id }) => `${short_name} (${system_id})`);
  return { value, title: listed(names), href: compareHref(context, ids) };
}

/** True of a comparison in words: for people of an area, or on topics. */
export const isPlain = ({ area, topics }: Pick<CompareQuery, 'area' | 'topics'>): boolean => area !== '' || topics !== '';

/** Refuses more systems than columns can be read side by side. */
export function refuseTooMany(context: EditionContext, chosen: readonly SystemRow[]): void {
  if (chosen.length <= mostCompared) return;
  throw new Fault(400, `systems takes at most ${mostCompared} values, and ${chosen.length} were given`, {
    subject: 'systems',
    accepted: [
      suggestion(
        context,
        chosen.slice(0, mostCompared).map(({ system_id }) => system_id),
      ),
    ],
  });
}
