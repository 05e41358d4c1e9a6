import { weightings, weightSetFor } from '../../data/weights.ts';
import { inForce } from '../filters.ts';
import { leaderWords } from '../formats/weight-words.ts';
import { editionMeta, editionTrail, levelOf, periodOf } from '../lookup.ts';
import { definePage } from '../page.ts';
import { checkPage } from '../paging.ts';
import { selectWeighted, weightColumns } from '../queries/weights.ts';
import { parametersOf, type WeightsQuery, weighedMeasures, weighedPeriod } from './weights-query.ts';
import { weightFields, weightsView } from './weights-view.ts';

export const weightsPage = definePage({
  name: 'weights',
  path: '/:edition/weights',
  parameters: parametersOf,
  load: async (context, given) => {
    const query = given as WeightsQuery;
    const { release, edition } = context;
    const weighed = weighedMeasures(context, query);
    const period = weighedPeriod(context, query.level);
    const rows = await selectWeighted(release.warehouse, { level: query.level, period, release: release.id, weighed });
    checkPage(rows.length, { path: `/${edition.id}/weights`, parameters: parametersOf(context), query });
    const fields = weightFields(context, query);
    return {
      title: `Weights sandbox, ${edition.title}`,
      columns: weightColumns,
      rows,
      meta: {
        ...editionMeta(context),
        level: query.level,
        period,
        weights: Object.fromEntries(weighed.map(({ id, weight }) => [id, weight])),
        statement: leaderWords(rows, { measures: weighed.length, draws: weightings.draws }),
        method:
          'score: weighted mean of values standardised over the systems ranked, higher is better; shares and rank_low to rank_high (5th to 95th percentile) over random weightings of the same measures, uniform over the simplex',
        ...weightings,
        caveats: weightSetFor(edition.id).caveats,
      },
      trail: editionTrail(context, { title: 'Measures', href: `/${edition.id}/measures` }),
      filters: inForce(fields),
      view: () => weightsView({ context, query, weighed, rows, fields, level: levelOf(context, query.level), period: periodOf(context, period) }),
    };
  },
});
