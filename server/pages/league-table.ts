import { draw } from '../charts/draw.ts';
import { inForce } from '../filters.ts';
import { intervalMethod } from '../formats/words.ts';
import { editionMeta, editionTrail, levelOf, measureOf, periodOf } from '../lookup.ts';
import { definePage } from '../page.ts';
import { leagueColumns, type Sort, selectFunnel, selectLeagueTable, selectMarketGroups } from '../queries/league-table.ts';
import { parametersOf } from './league-table-query.ts';
import { type LoadedTable, leagueFields, leagueTableView } from './league-table-view.ts';

export const leagueTablePage = definePage({
  name: 'league-table',
  path: '/:edition/league-tables/:measure',
  parameters: parametersOf,
  load: async (context, query) => {
    const { release, edition } = context;
    const measure = measureOf(context);
    const { declaration } = measure;
    const question = { ...query, measure: declaration.id, release: release.id };
    const { sort, ...asked } = question;
    const [rows, groups, funnel] = await Promise.all([
      selectLeagueTable(release.warehouse, asked, { sort: sort as Sort, polarity: declaration.polarity }),
      selectMarketGroups(release.warehouse, asked, declaration.multiplier),
      selectFunnel(release.warehouse, asked),
    ]);
    const level = levelOf(context, query.level);
    const period = periodOf(context, query.period);
    const loaded: LoadedTable = { context, measure, query, rows, groups, funnel, level, period, parameters: parametersOf(context) };
    return {
      title: `${declaration.title}, ${level.plural}, ${period.title}`,
      columns: leagueColumns,
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
        polarity: declaration.polarity,
        unit: declaration.unit,
        method: methodWords(rows.map((row) => row.method)),
        caveats: declaration.caveats,
      },
      trail: editionTrail(context, { title: 'League tables', href: `/${edition.id}/league-tables` }),
      filters: inForce(leagueFields(loaded)),
      view: () => leagueTableView(loaded, draw),
    };
  },
});

const methodWords = (methods: (string | null)[]): string =>
  [...new Set(methods)]
    .filter((method) => method !== null)
    .map(intervalMethod)
    .join('; ') || 'none';
