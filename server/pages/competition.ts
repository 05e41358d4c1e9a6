import { inForce } from '../filters.ts';
import { adjustedFor } from '../formats/competition-words.ts';
import { editionMeta, editionTrail } from '../lookup.ts';
import { definePage } from '../page.ts';
import { selectVerdictCounts, selectVerdicts, verdictColumns } from '../queries/competition.ts';
import { caveatsOf, characteristicsOf, competitionFields, listParameters, untestedReason } from './competition-query.ts';
import { competitionView } from './competition-view.ts';

/** Does choice matter? Every measure at one level under one market definition. */
export const competitionPage = definePage({
  name: 'competition',
  path: '/:edition/competition',
  parameters: listParameters,
  load: async (context, query) => {
    const { warehouse, catalogue, id } = context.release;
    const characteristics = characteristicsOf(context, query.level);
    const [rows, counts] = await Promise.all([
      selectVerdicts(warehouse, catalogue, { ...query, measure: 'all', release: id, characteristics }),
      selectVerdictCounts(warehouse),
    ]);
    const fields = competitionFields(context, query, listParameters(context));
    return {
      title: `Does choice matter? ${context.edition.title}`,
      columns: verdictColumns,
      rows,
      meta: {
        ...editionMeta(context),
        ...query,
        counts,
        reason: untestedReason(context, query.level),
        method: `estimate: mean of competitive less mean of monopoly systems, ${adjustedFor(characteristics)}; CR2 interval with Satterthwaite degrees of freedom; q_value: permutation_p after Benjamini and Hochberg within domain`,
        caveats: caveatsOf(context),
      },
      trail: editionTrail(context),
      filters: inForce(fields),
      view: () => competitionView({ context, query, rows, counts, fields }),
    };
  },
});
