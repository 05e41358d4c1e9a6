import { filterField, inForce } from '../filters.ts';
import { marketCell } from '../formats/cells.ts';
import { counted, number } from '../formats/numbers.ts';
import { sentenceCase } from '../formats/words.ts';
import { definitionParameter, editionMeta, editionTrail } from '../lookup.ts';
import { definePage } from '../page.ts';
import { freeText, oneOf } from '../parameters.ts';
import { selectSystems, systemColumns } from '../queries/systems.ts';

export const systemsPage = definePage({
  name: 'systems',
  path: '/:edition/systems',
  parameters: (context) => ({
    q: freeText,
    level: oneOf(['all', ...context.release.catalogue.levels.map(({ level }) => level)]),
    definition: definitionParameter(context),
  }),
  load: async (context, query) => {
    const { edition, release } = context;
    const { levels } = release.catalogue;
    const rows = await selectSystems(release.warehouse, query);
    const words = (level: string): string => (level === 'all' ? 'All levels' : sentenceCase(levels.find((row) => row.level === level)?.plural ?? level));
    const fields = [filterField({ name: 'level', label: 'Level', values: ['all', ...levels.map(({ level }) => level)], selected: query.level, title: words })];
    return {
      title: `Systems, ${edition.title}`,
      columns: systemColumns,
      rows,
      meta: { ...editionMeta(context), definition: query.definition, level: query.level },
      trail: editionTrail(context),
      filters: [...inForce(fields), ...(query.q === '' ? [] : [`Search: ${query.q}`])],
      view: () => ({
        heading: 'Systems',
        action: `/${edition.id}/systems`,
        q: query.q,
        fields,
        choiceStatement: edition.choiceStatement,
        found: counted(rows.length, 'system', 'systems'),
        searched: query.q !== '',
        rows: rows.map((row) => ({
          id: row.system_id,
          name: row.system_name,
          short: row.short_name,
          href: `/${edition.id}/systems/${row.system_id}`,
          level: levels.find(({ level }) => level === row.level)?.title ?? row.level,
          market: marketCell(row.market_type),
          population: number(row.population),
          former: row.former_names,
        })),
      }),
    };
  },
});
