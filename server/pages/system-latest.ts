import type { Measure } from '../../data/measure.ts';
import { yardstickById } from '../../data/yardsticks.ts';
import { address, type FilterField, filterField, hrefWith, withChoices } from '../filters.ts';
import { type FigureCells, figureCells } from '../formats/cells.ts';
import { shortPeriod } from '../formats/dates.ts';
import { isUntested, lacksCounts, somePublishedWords, untestedWords, yardstickWords } from '../formats/league-words.ts';
import { domainTitle, polarityInShort } from '../formats/words.ts';
import { definitionParameter, knownSystem, periodOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { oneOf, type QueryOf } from '../parameters.ts';
import { yardsticksOf } from '../queries/catalogue.ts';
import { type LatestSort, latestSorts } from '../queries/system-measures.ts';
import type { TrendingRow } from './system-trend.ts';

/** Yardsticks of the system that the address names, on any measure or on the one that it names too. */
const yardsticksHere = (context: EditionContext): string[] => {
  const level = knownSystem(context)?.level;
  const { measure } = context.params;
  return yardsticksOf(context.release.catalogue, { ...(level === undefined ? {} : { level }), ...(measure === undefined ? {} : { measure }) }).map(
    ({ id }) => id,
  );
};

/** What the addresses of a system and of one of its measures accept. */
export const comparisonParameters = (context: EditionContext) => ({
  yardstick: oneOf(yardsticksHere(context)),
  definition: definitionParameter(context),
});

/** What the address of a system accepts. */
export const systemParameters = (context: EditionContext) => ({
  ...comparisonParameters(context),
  sort: oneOf(latestSorts),
});

export type SystemQuery = QueryOf<ReturnType<typeof systemParameters>>;

/** Declarations by identifier. */
export const declarationsOf = ({ release }: EditionContext): ReadonlyMap<string, Measure> =>
  new Map([...release.catalogue.measures].map(([id, known]) => [id, known.declaration]));

const sortTitles: Record<LatestSort, string> = {
  gap: 'largest gap first',
  domain: 'by domain',
  name: 'by name, A to Z',
};

/** Choices of yardstick and market definition: the same on the page of a system and of one of its measures. */
export function comparisonFields(context: EditionContext, query: { yardstick: string; definition: string }): FilterField[] {
  const { definitions } = context.release.catalogue;
  return withChoices([
    filterField({
      name: 'yardstick',
      label: 'Compared with',
      values: yardsticksHere(context),
      selected: query.yardstick,
      title: (value) => yardstickById.get(value)?.title ?? value,
    }),
    filterField({
      name: 'definition',
      label: 'Market definition',
      values: definitions.map(({ id }) => id),
      selected: query.definition,
      title: (value) => definitions.find(({ id }) => id === value)?.title ?? value,
    }),
  ]);
}

export const systemFields = (context: EditionContext, query: SystemQuery): FilterField[] => [
  ...comparisonFields(context, query),
  filterField({ name: 'sort', label: 'Order', values: latestSorts, selected: query.sort, title: (value) => sortTitles[value as LatestSort] }),
];

interface LatestCells extends FigureCells {
  id: string;
  title: string;
  href: string;
  /** Direction of good, and unit. */
  about: string;
  period: string;
  tableHref: string;
  rank: string;
  position: string;
  change: string;
  trend: string;
  group: string;
}

/** A system's latest figures as a table, and the links that put it in another order. */
export function latestView(context: EditionContext, id: string, rows: readonly TrendingRow[], query: SystemQuery): object {
  const parameters = systemParameters(context);
  const path = `/${context.edition.id}/systems/${id}`;
  const declarations = declarationsOf(context);
  const cells = rows.flatMap((row) => {
    const declaration = declarations.get(row.measure_id);
    return declaration === undefined ? [] : [latestCells(context, row, declaration, query)];
  });
  const shown = rows.flatMap((row) => declarations.get(row.measure_id) ?? []);
  const counted = shown.some((declaration) => !lacksCounts(declaration));
  const all = shown.every(isUntested);
  const { title, words, explanation } = yardstickWords(query.yardstick, counted ? undefined : shown[0]);
  // Without a test in any row there is neither position nor rank to speak of; without counts in any there is no rank.
  const columns = 6 + Number(!all) + Number(counted);
  return {
    comparedWith: words,
    yardstickTitle: title,
    explanation,
    untested: counted && (yardstickById.get(query.yardstick)?.displayOnly ?? false),
    published: somePublishedWords(shown),
    tested: !all,
    counted,
    columns,
    valueColumns: columns - 2,
    trends: !all || cells.some(({ trend }) => trend !== ''),
    orders: latestSorts.map((sort) => ({ title: sortTitles[sort], current: sort === query.sort, href: hrefWith(path, parameters, query, { sort }) })),
    groups: [...new Set(cells.map(({ group }) => group))].map((title) => ({ title, rows: cells.filter(({ group }) => group === title) })),
  };
}

function groupOf(declaration: Measure, sort: string, tested: boolean): string {
  if (sort === 'name') return '';
  if (sort === 'domain') return `${domainTitle(declaration.domain)}: ${declaration.family}`;
  const group =
    declaration.polarity === 'no-judgement' ? 'Measures without judgement: neither higher nor lower is taken as better' : 'Measures with a better end';
  return tested ? `${group}. Largest gap first, in standard errors` : group;
}

function latestCells(context: EditionContext, row: TrendingRow, declaration: Measure, { yardstick, definition, sort }: SystemQuery): LatestCells {
  const path = `/${context.edition.id}`;
  const cells = figureCells(row, declaration);
  const published = lacksCounts(declaration);
  const untested = isUntested(declaration);
  return {
    ...cells,
    ...(untested ? { yardstickInterval: cells.yardstick === '' ? '' : 'middle value', gapWords: `${cells.gap} ${cells.gapWords}`.trim() } : {}),
    id: row.measure_id,
    title: declaration.shortTitle,
    href: address(`${path}/systems/${row.system_id}/measures/${row.measure_id}`, { yardstick, definition }),
    about: `${polarityInShort(declaration.polarity)}; ${declaration.shortUnit}`,
    period: shortPeriod(periodOf(context, row.period)),
    tableHref: address(`${path}/league-tables/${row.measure_id}`, { level: row.level, definition, yardstick }),
    rank: cells.rank || (published ? 'no rank' : 'not ranked'),
    position: cells.position || (untested ? untestedWords : declaration.polarity === 'no-judgement' ? 'no judgement' : 'not tested'),
    // Of a value without an interval nobody can say whether it changed.
    change: cells.change || (row.lower === null ? '' : 'not compared'),
    trend: row.trend_words,
    group: groupOf(declaration, sort, yardstickById.get(yardstick)?.displayOnly !== true),
  };
}
