import { draw } from '../charts/draw.ts';
import { inForce } from '../filters.ts';
import { isRefused, whyWords } from '../formats/competition-words.ts';
import { editionMeta, editionTrail, levelOf, measureOf, periodsOf } from '../lookup.ts';
import { definePage, type EditionContext, type PageContent } from '../page.ts';
import { estimateColumns, selectEstimates, selectGroups, selectIntegration, selectOverlap, selectVerdicts } from '../queries/competition.ts';
import type { LoadedCompetition } from './competition-measure-loaded.ts';
import { competitionMeasureView } from './competition-measure-view.ts';
import {
  type CompetitionQuery,
  caveatsOf,
  characteristicsOf,
  competitionFields,
  exchangedWithin,
  measureParameters,
  untestedReason,
} from './competition-query.ts';

/** Does choice matter for one measure? From what could be found to what is found, under every market definition. */
export const competitionMeasurePage = definePage({
  name: 'competition-measure',
  path: '/:edition/competition/:measure',
  parameters: measureParameters,
  load: async (context, query) => competitionContent(await loadCompetition(context, query), draw),
});

/** All that the page of a measure rests on. */
export async function loadCompetition(context: EditionContext, query: CompetitionQuery): Promise<LoadedCompetition> {
  const { warehouse, catalogue, id } = context.release;
  const { declaration, ...measure } = measureOf(context);
  const asked = { ...query, measure: declaration.id, release: id };
  const [verdict = null] = await selectVerdicts(warehouse, catalogue, { ...asked, characteristics: characteristicsOf(context, query.level) });
  const period = verdict?.period ?? periodsOf({ declaration, ...measure }, query.level)[0] ?? '';
  const [estimates, groups, overlap, integration] = await Promise.all([
    selectEstimates(warehouse, asked),
    selectGroups(warehouse, asked),
    selectOverlap(warehouse, asked),
    selectIntegration(warehouse, { ...asked, period, multiplier: declaration.multiplier }),
  ]);
  return { context, query, measure: declaration, level: levelOf(context, query.level), period, verdict, estimates, groups, overlap, integration };
}

/** A loaded test as rows, metadata and the model of its page. */
export function competitionContent(loaded: LoadedCompetition, drawing: typeof draw): PageContent {
  const { context, query, measure, verdict, estimates, groups, overlap, integration, period } = loaded;
  const fields = competitionFields(context, query, measureParameters(context));
  return {
    title: `Does choice matter? ${measure.title}`,
    columns: estimateColumns,
    rows: estimates,
    meta: {
      ...editionMeta(context),
      measure: measure.id,
      ...query,
      period,
      polarity: measure.polarity,
      unit: measure.unit,
      verdict: verdict?.verdict ?? null,
      statement: verdict?.words ?? null,
      why: verdict === null ? null : whyWords(verdict, measure),
      adjusted_claim: verdict !== null && !isRefused(verdict),
      test: verdict,
      reason: untestedReason(context, query.level, measure.id),
      groups: groups.filter((group) => group.period === period),
      overlap,
      integration,
      method: `estimate: mean of competitive less mean of monopoly systems in the unit of the measure (scale), CR2 interval with Satterthwaite degrees of freedom; permutation_p: labels exchanged within ${exchangedWithin(context, query.level)}; trend: difference less that at the base; decomposition: Oaxaca and Blinder, blocks sum to the total; specification: the same under each cell of the grid`,
      caveats: [...caveatsOf(context), ...measure.caveats],
    },
    trail: editionTrail(context, { title: 'Does choice matter?', href: `/${context.edition.id}/competition` }),
    filters: inForce(fields),
    view: () => competitionMeasureView({ ...loaded, fields }, drawing),
  };
}
