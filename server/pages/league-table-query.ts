import { marketTypes } from '../../data/markets.ts';
import { definitionParameter, measureOf, mostSystems, periodsOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { pageParameter } from '../paging.ts';
import { oneOf, type QueryOf } from '../parameters.ts';
import { yardsticksOf } from '../queries/catalogue.ts';
import { sorts } from '../queries/league-table.ts';

/** What a league table's address accepts. Periods are those of the measure at any level: one that a level lacks has an empty table.
 * Yardsticks are those of the measure at any level: one that a level lacks leaves values alone. */
export const parametersOf = (context: EditionContext) => {
  const measure = measureOf(context);
  const levels = [...measure.periods.keys()];
  const periods = [...new Set(levels.flatMap((level) => periodsOf(measure, level)))];
  const { catalogue } = context.release;
  return {
    level: oneOf(levels),
    period: oneOf(periods),
    market: oneOf(['all', ...marketTypes]),
    definition: definitionParameter(context),
    yardstick: oneOf(yardsticksOf(catalogue, { measure: measure.declaration.id }).map(({ id }) => id)),
    sort: oneOf(sorts),
    estimate: oneOf(['observed', 'shrunken']),
    page: pageParameter(mostSystems(context, levels)),
  };
};

export type LeagueQuery = QueryOf<ReturnType<typeof parametersOf>>;
