import { marketTypes } from '../../data/markets.ts';
import { yardsticks } from '../../data/yardsticks.ts';
import { bandMap, keyOfBands } from '../charts/band-map.ts';
import type { Chart, SafeSvg } from '../charts/draw.ts';
import { funnelPlot } from '../charts/funnel.ts';
import { leagueDots } from '../charts/league-dots.ts';
import { outlinesFor } from '../charts/outlines.ts';
import { address, type FilterField, filterField, hrefWith } from '../filters.ts';
import { figureCells, marketCell } from '../formats/cells.ts';
import { describeFunnel, describeTable } from '../formats/descriptions.ts';
import { counted, number, percentage } from '../formats/numbers.ts';
import { polarityInWords, sentenceCase } from '../formats/words.ts';
import { periodOf, periodsOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import type { ParameterSet } from '../parameters.ts';
import type { CatalogueMeasure, LevelRow, PeriodRow } from '../queries/catalogue.ts';
import type { FunnelPoint, LeagueRow, MarketGroup, Sort } from '../queries/league-table.ts';
import type { LeagueQuery } from './league-table-query.ts';

export interface LoadedTable {
  context: EditionContext;
  measure: CatalogueMeasure;
  query: LeagueQuery;
  rows: readonly LeagueRow[];
  groups: readonly MarketGroup[];
  funnel: readonly FunnelPoint[];
  level: LevelRow;
  period: PeriodRow;
  parameters: ParameterSet;
}

const sortWords: Record<Sort, string> = {
  value: 'value, better end first',
  '-value': 'value, better end last',
  name: 'name, A to Z',
  '-name': 'name, Z to A',
  market: 'market type',
  denominator: 'denominator, smallest first',
  '-denominator': 'denominator, largest first',
  gap: 'gap, lowest first',
  '-gap': 'gap, highest first',
};

function sortTitle(sort: Sort, judged: boolean): string {
  if (judged || !sort.endsWith('value')) return sortWords[sort];
  return sort === 'value' ? 'value, lowest first' : 'value, highest first';
}

/** The form's choices; periods newest first. */
export function leagueFields({ context, measure, query, parameters }: LoadedTable): FilterField[] {
  const { levels, definitions } = context.release.catalogue;
  const judged = measure.declaration.polarity !== 'no-judgement';
  const values = (name: string): readonly string[] => parameters[name]?.accepted ?? [];
  return [
    filterField({
      name: 'level',
      label: 'Level',
      values: values('level'),
      selected: query.level,
      title: (value) => sentenceCase(levels.find(({ level }) => level === value)?.plural ?? value),
    }),
    filterField({
      name: 'period',
      label: 'Period',
      values: periodsOf(measure, query.level),
      selected: query.period,
      title: (value) => periodOf(context, value).title,
    }),
    filterField({
      name: 'market',
      label: 'Market type',
      values: values('market'),
      selected: query.market,
      title: (value) => (value === 'all' ? 'All together' : `${sentenceCase(value)} only`),
    }),
    filterField({
      name: 'definition',
      label: 'Market definition',
      values: values('definition'),
      selected: query.definition,
      title: (value) => definitions.find(({ id }) => id === value)?.title ?? value,
    }),
    filterField({
      name: 'yardstick',
      label: 'Compared with',
      values: values('yardstick'),
      selected: query.yardstick,
      title: (value) => yardsticks.find(({ id }) => id === value)?.title ?? value,
    }),
    filterField({ name: 'sort', label: 'Order', values: values('sort'), selected: query.sort, title: (value) => sortTitle(value as Sort, judged) }),
  ];
}

/** Column heads; those that can be sorted link to the other order, and say which is in force. */
function headsOf({ context, measure, query, parameters }: LoadedTable, hasPosition: boolean): object[] {
  const path = `/${context.edition.id}/league-tables/${measure.declaration.id}`;
  const sorted = (title: string, first: string, second: string | null, numeric: boolean): object => {
    const next = query.sort === first && second !== null ? second : first;
    return {
      title,
      numeric,
      href: hrefWith(path, parameters, query, { sort: next }),
      current: query.sort === first || query.sort === second,
      direction: directionOf(query.sort, first, measure.declaration.polarity === 'higher-is-better'),
    };
  };
  const plain = (title: string, numeric: boolean): object => ({ title, numeric, href: null, current: false, direction: null });
  return [
    sorted('System', 'name', '-name', false),
    sorted('Market type', 'market', null, false),
    sorted(`Value, ${measure.declaration.shortUnit} (95% interval)`, 'value', '-value', true),
    plain(yardsticks.find(({ id }) => id === query.yardstick)?.title ?? 'Yardstick', true),
    sorted('Gap (95% interval)', '-gap', 'gap', true),
    ...(hasPosition ? [plain('Position', false)] : []),
    plain('Numerator', true),
    sorted('Denominator', '-denominator', 'denominator', true),
  ];
}

function directionOf(sort: string, first: string, higherIsBetter: boolean): string {
  const descends = sort.startsWith('-') !== (first === 'value' && higherIsBetter);
  return descends ? 'descending' : 'ascending';
}

export function leagueTableView(loaded: LoadedTable, draw: (chart: Chart) => SafeSvg): object {
  const { context, measure, query, rows, level, period, funnel } = loaded;
  const { edition, release } = context;
  const { declaration } = measure;
  const definition = release.catalogue.definitions.find(({ id }) => id === query.definition);
  const yardstick = yardsticks.find(({ id }) => id === query.yardstick);
  const hasPosition = rows.some((row) => row.band !== null);
  const outlines = outlinesFor(release.catalogue, query.level);
  const place = `${level.plural}, ${period.title}`;
  return {
    edition: edition.id,
    heading: declaration.title,
    subheading: sentenceCase(place),
    plural: sentenceCase(level.plural),
    sentence: declaration.plainSentence,
    polarity: polarityInWords(declaration.polarity),
    comparedWith: yardstick?.words ?? query.yardstick,
    displayOnly: yardstick?.displayOnly ?? false,
    unit: declaration.unit,
    measureId: declaration.id,
    definitionTitle: definition?.title ?? query.definition,
    definitionStatement: definition?.statement ?? '',
    marketsHref: address(`/${edition.id}/markets`, { definition: query.definition, level: query.level }),
    choiceStatement: edition.choiceStatement,
    fields: leagueFields(loaded),
    action: `/${edition.id}/league-tables/${declaration.id}`,
    groups: groupCells(loaded),
    filtered:
      query.market === 'all'
        ? null
        : `Only systems of market type “${query.market}” are listed. Their figures and what they are compared with are the same as in the whole table.`,
    caption: `${declaration.title}: ${counted(rows.length, level.title, level.plural)}, ${period.title}`,
    heads: headsOf(loaded, hasPosition),
    hasPosition,
    columnCount: hasPosition ? 4 : 3,
    rows: rows.map((row) => ({
      id: row.system_id,
      name: row.short_name,
      href: `/${edition.id}/systems/${row.system_id}/measures/${declaration.id}`,
      market: marketCell(row.market_type),
      ...figureCells(row, declaration),
    })),
    markets: marketTypes.map(marketCell),
    dots: draw(leagueDots(rows, { title: `${declaration.shortTitle}: value and 95% interval of ${place}`, description: describeTable(rows, declaration) })),
    funnel:
      funnel.length === 0
        ? null
        : draw(funnelPlot(rows, funnel, declaration, { title: `${declaration.shortTitle}: funnel plot of ${place}`, description: describeFunnel(rows) })),
    map:
      outlines.features.length === 0 || !hasPosition
        ? null
        : draw(bandMap(outlines, rows, declaration, { title: `${declaration.shortTitle}: position of ${place}`, description: describeFunnel(rows) })),
    bandKey: keyOfBands(),
    caveats: declaration.caveats,
    rankableReason: declaration.rankableReason,
  };
}

function groupCells({ groups, measure }: LoadedTable): object[] {
  const { decimals } = measure.declaration;
  return marketTypes.flatMap((type) => {
    const group = groups.find(({ market_type }) => market_type === type);
    if (group === undefined) return [];
    const pooled = group.pooled_value === null ? 'no value' : `${number(group.pooled_value, decimals)}`;
    return [
      {
        market: marketCell(type),
        systems: number(group.systems),
        withValue: number(group.with_value),
        pooled,
        older: percentage(group.share_75_plus, 1),
        rural: percentage(group.share_rural),
        deprived: percentage(group.share_most_deprived),
      },
    ];
  });
}
