import { address, filterField, inForce } from '../filters.ts';
import { marketCell } from '../formats/cells.ts';
import { listed } from '../formats/comparison-words.ts';
import { counted, numberOrBlank } from '../formats/numbers.ts';
import { sentenceCase } from '../formats/words.ts';
import { definitionParameter, editionMeta, editionTrail, systemsAt } from '../lookup.ts';
import { definePage, type EditionContext } from '../page.ts';
import { checkPage, pageOf, pageParameter } from '../paging.ts';
import { freeText, listOf, oneOf, type QueryOf, valuesOf } from '../parameters.ts';
import { isPlaced } from '../queries/catalogue.ts';
import { type SystemListRow, selectSystems, systemColumns } from '../queries/systems.ts';
import { chosenOf, mostCompared, mostListed } from './compare-query.ts';

const parametersOf = (context: EditionContext) => {
  const { levels, systems } = context.release.catalogue;
  const parents = [...new Set(systems.flatMap(({ parent_id }) => parent_id ?? []))];
  return {
    q: freeText,
    level: oneOf(['all', ...levels.map(({ level }) => level)]),
    /** Only the parts of one system. */
    parent: oneOf(parents, ''),
    /** Systems beside which one of those found is to be set. */
    compare: listOf(
      systems.map(({ system_id }) => system_id),
      mostCompared - 1,
      undefined,
      { value: 'search', title: 'Search for a system by name or code', href: `/${context.edition.id}/systems` },
    ),
    definition: definitionParameter(context),
    page: pageParameter(systems.length),
  };
};

type SystemsQuery = QueryOf<ReturnType<typeof parametersOf>>;

export const systemsPage = definePage({
  name: 'systems',
  path: '/:edition/systems',
  parameters: parametersOf,
  load: async (context, query) => {
    const { edition, release } = context;
    const { levels } = release.catalogue;
    const rows = await selectSystems(release.warehouse, query);
    checkPage(rows.length, { path: `/${edition.id}/systems`, parameters: parametersOf(context), query });
    const words = (level: string): string => (level === 'all' ? 'All levels' : sentenceCase(levels.find((row) => row.level === level)?.plural ?? level));
    const fields = [filterField({ name: 'level', label: 'Level', values: ['all', ...levels.map(({ level }) => level)], selected: query.level, title: words })];
    return {
      title: `Systems, ${edition.title}`,
      columns: systemColumns,
      rows,
      meta: { ...editionMeta(context), definition: query.definition, level: query.level, parent: query.parent === '' ? null : query.parent },
      trail: editionTrail(context),
      filters: [...inForce(fields), ...(query.q === '' ? [] : [`Search: ${query.q}`])],
      view: () => ({ ...viewOf(context, query, rows), fields }),
    };
  },
});

function viewOf(context: EditionContext, query: SystemsQuery, rows: readonly SystemListRow[]): object {
  const { edition, release } = context;
  const { levels, systems } = release.catalogue;
  const action = `/${edition.id}/systems`;
  const { rows: shown, paging } = pageOf(rows, { path: action, parameters: parametersOf(context), query, anchor: 'found' });
  const parent = systems.find(({ system_id }) => system_id === query.parent);
  const chosen = valuesOf(query.compare);
  return {
    heading: 'Systems',
    action,
    q: query.q,
    choiceStatement: edition.choiceStatement,
    found: counted(rows.length, 'system', 'systems'),
    searched: query.q !== '',
    within: parent === undefined ? null : { title: parent.short_name, href: `${action}/${parent.system_id}`, id: parent.system_id },
    beside: chosen.length === 0 ? null : listed(chosenOf(context, query.compare).map(({ short_name }) => short_name)),
    compare: query.compare,
    paging,
    pagingLabel: 'Pages of the list of systems',
    pagingAgain: 'Pages of the list of systems, again',
    shape: { ...shapeOf(context, query, rows), compare: chosen.length > 0 || systemsAt(context, query.level) > mostListed },
    rows: shown.map((row) => ({
      id: row.system_id,
      name: row.system_name,
      short: row.short_name,
      href: `${action}/${row.system_id}`,
      compareHref: address(`/${edition.id}/compare`, { systems: [...chosen, row.system_id].join(',') }).replaceAll('%2C', ','),
      level: levels.find(({ level }) => level === row.level)?.title ?? row.level,
      kind: row.kind,
      market: isPlaced(release.catalogue, { level: row.level, definition: query.definition }) ? marketCell(row.market_type) : null,
      population: numberOrBlank(row.population),
      former: [row.former_names, row.other_names].filter((names) => names !== null).join('; '),
    })),
  };
}

/** Columns that no row would fill are left out. */
const shapeOf = ({ release }: EditionContext, { definition }: SystemsQuery, rows: readonly SystemListRow[]) => ({
  kind: rows.some(({ kind }) => kind !== null),
  market: rows.some(({ level }) => isPlaced(release.catalogue, { level, definition })),
  population: rows.some(({ population }) => population !== null),
  former: rows.some(({ former_names, other_names }) => former_names !== null || other_names !== null),
});
