import { editionMeta, editionTrail } from '../lookup.ts';
import { definePage, noParameters } from '../page.ts';
import { measureColumns, measureGroups, measureRows } from './measure-rows.ts';

export const measuresPage = definePage({
  name: 'measure-list',
  path: '/:edition/measures',
  parameters: noParameters,
  load: async (context) => {
    const rows = measureRows(context);
    return {
      title: `Measures, ${context.edition.title}`,
      columns: measureColumns,
      rows,
      meta: editionMeta(context),
      trail: editionTrail(context),
      view: () => ({
        heading: 'Measures',
        lede: 'What each measure counts, in words and in SQL; what to beware of; and who checks it.',
        weightsHref: null,
        groups: measureGroups(context, rows, 'measures'),
      }),
    };
  },
});
