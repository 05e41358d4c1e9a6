import { draw } from '../charts/draw.ts';
import { inForce } from '../filters.ts';
import { yardstickWords } from '../formats/league-words.ts';
import { intervalMethod } from '../formats/words.ts';
import { editionMeta, editionTrail, levelOf, measureOf, periodOf } from '../lookup.ts';
import { definePage, type EditionContext, type PageContent } from '../page.ts';
import { checkPage } from '../paging.ts';
import { publishedLeagueColumns, type Sort, selectLeague, selectLeagueTable, selectMarketGroups } from '../queries/league-table.ts';
import { selectValueErrors } from '../queries/value-errors.ts';
import { loadExtras } from './league-table-extras.ts';
import { leagueFields } from './league-table-fields.ts';
import { type LeagueQuery, parametersOf } from './league-table-query.ts';
import { type LoadedTable, leagueTableView } from './league-table-view.ts';

export const leagueTablePage = definePage({
  name: 'league-table',
  path: '/:edition/league-tables/:measure',
  parameters: parametersOf,
  load: async (context, query) => leagueTableContent(await loadLeagueTable(context, query), draw),
});

/** All that a league table rests on. */
export async function loadLeagueTable(context: EditionContext, query: LeagueQuery): Promise<LoadedTable> {
  const { release } = context;
  const measure = measureOf(context);
  const { declaration } = measure;
  const { sort, estimate: _shown, page: _part, ...asked } = { ...query, measure: declaration.id, release: release.id };
  const [rows, groups, league, extras, errors] = await Promise.all([
    selectLeagueTable(release.warehouse, asked, { sort: sort as Sort, declaration }),
    selectMarketGroups(release.warehouse, asked),
    selectLeague(release.warehouse, asked),
    loadExtras(context, declaration, query),
    selectValueErrors(release.warehouse, asked),
  ]);
  const parameters = parametersOf(context);
  checkPage(rows.length, { path: `/${context.edition.id}/league-tables/${declaration.id}`, parameters, query });
  return {
    context,
    measure,
    query,
    rows,
    groups,
    league,
    extras,
    errors,
    level: levelOf(context, query.level),
    period: periodOf(context, query.period),
    parameters,
  };
}

/** A loaded table as rows, metadata and the model of its page; `drawing` turns charts into SVG. */
export function leagueTableContent(loaded: LoadedTable, drawing: typeof draw): PageContent {
  const { context, measure, query, rows, groups, league, extras, errors, level, period } = loaded;
  const { declaration } = measure;
  return {
    title: `${declaration.title}, ${level.plural}, ${period.title}`,
    columns: publishedLeagueColumns,
    rows,
    meta: {
      ...editionMeta(context),
      measure: declaration.id,
      title: declaration.title,
      level: query.level,
      period: query.period,
      market: query.market,
      definition: query.definition,
      yardstick: query.yardstick,
      yardstick_words: yardstickWords(query.yardstick, declaration).words,
      polarity: declaration.polarity,
      unit: declaration.unit,
      method: methodWords(rows.map((row) => row.method)),
      standardisation: declaration.standardisation,
      rankable: declaration.rankable,
      table: league,
      ...(errors.length === 0 ? {} : { value_errors: errors }),
      groups,
      ...(extras.splits.length === 0 ? {} : { split_against: extras.against, split: extras.splits }),
      ...(extras.pairs.length === 0 ? {} : { balance_pairs: extras.pairs }),
      ...(extras.frontier.length === 0 ? {} : { frontier: extras.frontier }),
      caveats: declaration.caveats,
    },
    trail: editionTrail(context, { title: 'League tables', href: `/${context.edition.id}/league-tables` }),
    filters: inForce(leagueFields(loaded)),
    view: () => leagueTableView(loaded, drawing),
  };
}

const methodWords = (methods: (string | null)[]): string =>
  [...new Set(methods)]
    .filter((method) => method !== null)
    .map(intervalMethod)
    .join('; ') || 'none';
