import { defaultYardstick } from '../../data/yardsticks.ts';
import type { Suggestion } from '../faults.ts';
import { address } from '../filters.ts';
import { listed } from '../formats/comparison-words.ts';
import { definitionParameter } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { listOf, oneOf, type QueryOf, valuesOf } from '../parameters.ts';
import { type SystemRow, yardsticksOf } from '../queries/catalogue.ts';

/** More columns cannot be read side by side, and the pairs grow with the square. */
export const mostCompared = 5;

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
      mostCompared,
      (list) => suggestion(context, valuesOf(list)),
      systems.length > mostListed ? search : undefined,
    ),
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

/** A comparison of some systems, by their names. */
export function suggestion(context: EditionContext, ids: readonly string[]): Suggestion {
  const value = ids.join(',');
  const names = chosenOf(context, value).map(({ short_name, system_id }) => `${short_name} (${system_id})`);
  return { value, title: listed(names), href: address(`/${context.edition.id}/compare`, { systems: value }).replaceAll('%2C', ',') };
}
