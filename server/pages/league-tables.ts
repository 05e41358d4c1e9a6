import { editionMeta, editionTrail } from '../lookup.ts';
import { definePage, noParameters } from '../page.ts';
import { measureColumns, measureGroups, measureRows } from './measure-rows.ts';
import { offeredMeasures } from './weights-query.ts';

export const leagueTablesPage = definePage({
  name: 'measure-list',
  path: '/:edition/league-tables',
  parameters: noParameters,
  load: async (context) => {
    const rows = measureRows(context);
    return {
      title: `League tables, ${context.edition.title}`,
      columns: measureColumns,
      rows,
      meta: editionMeta(context),
      trail: editionTrail(context),
      view: () => ({
        heading: 'League tables',
        lede: 'Each table sets every system of a level against the same yardstick, with the uncertainty of every figure. Choose a measure.',
        weightsHref: offeredMeasures(context).length === 0 ? null : `/${context.edition.id}/weights`,
        groups: measureGroups(context, rows, 'league-tables'),
      }),
    };
  },
});
