import { marketTypes } from '../../data/markets.ts';
import { definitionParameter, measureOf, periodsOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { oneOf, type QueryOf } from '../parameters.ts';
import { sorts } from '../queries/league-table.ts';

/** What a league table's address accepts. Periods are those of the measure at any level: one that a level lacks has an empty table. */
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
    yardstick: oneOf(catalogue.yardsticks.map(({ id }) => id)),
    sort: oneOf(sorts),
    estimate: oneOf(['observed', 'shrunken']),
  };
};

export type LeagueQuery = QueryOf<ReturnType<typeof parametersOf>>;
