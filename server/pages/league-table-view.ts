import { marketTypes } from '../../data/markets.ts';
import { yardstickById, yardsticks } from '../../data/yardsticks.ts';
import { bandMap, keyOfBands } from '../charts/band-map.ts';
import type { Chart, SafeSvg } from '../charts/draw.ts';
import { funnelPlot, hasLimits } from '../charts/funnel.ts';
import { leagueDots } from '../charts/league-dots.ts';
import { outlinesFor } from '../charts/outlines.ts';
import { address, type FilterField, filterField, hrefWith } from '../filters.ts';
import { type Estimate, type FigureCells, figureCells, type MarketCell, marketCell } from '../formats/cells.ts';
import { describeFunnel, describeTable } from '../formats/descriptions.ts';
import { counted, interval, number, numberOrBlank, percentage } from '../formats/numbers.ts';
import { basisWords, polarityInWords, sentenceCase } from '../formats/words.ts';
import { periodOf, periodsOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import type { ParameterSet } from '../parameters.ts';
import type { CatalogueMeasure, LevelRow, PeriodRow } from '../queries/catalogue.ts';
import type { League, LeagueRow, MarketGroup, Sort } from '../queries/league-table.ts';
import { balanceView, type Extras, frontierView, splitView } from './league-table-extras.ts';
import type { LeagueQuery } from './league-table-query.ts';

export interface LoadedTable {
  context: EditionContext;
  measure: CatalogueMeasure;
  query: LeagueQuery;
  rows: readonly LeagueRow[];
  groups: readonly MarketGroup[];
  /** Null where the level has no table of the period. */
  league: League | null;
  extras: Extras;
  level: LevelRow;
  period: PeriodRow;
  parameters: ParameterSet;
}

const sortWords: Record<Sort, string> = {
  band: 'tie band, then name',
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
    filterField({
      name: 'estimate',
      label: 'Value shown',
      values: values('estimate'),
      selected: query.estimate,
      title: (value) => (value === 'shrunken' ? 'Shrunken estimate' : 'As counted'),
    }),
  ];
}

/** Which columns the table has: a column that would be empty in every row is left out. */
interface Shape {
  rank: boolean;
  tested: boolean;
  position: boolean;
  change: boolean;
}

const shapeOf = (rows: readonly LeagueRow[]): Shape => ({
  rank: rows.some((row) => row.rank_words !== ''),
  tested: rows.some((row) => row.p_adjusted !== null),
  position: rows.some((row) => row.band !== null),
  change: rows.some((row) => row.change_words !== ''),
});

/** Column heads; those that can be sorted link to the other order, and say which is in force. */
function headsOf({ context, measure, query, parameters }: LoadedTable, shape: Shape): object[] {
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
  const { shortUnit } = measure.declaration;
  return [
    sorted('System', 'name', '-name', false),
    ...(shape.rank ? [sorted('Rank', 'band', null, false)] : []),
    sorted('Market type', 'market', null, false),
    sorted(query.estimate === 'shrunken' ? `Shrunken value, ${shortUnit} (95% interval)` : `Value, ${shortUnit} (95% interval)`, 'value', '-value', true),
    plain(yardstickById.get(query.yardstick)?.title ?? 'Yardstick', true),
    sorted('Gap (95% interval)', '-gap', 'gap', false),
    ...(shape.tested ? [plain('Adjusted p', true)] : []),
    ...(shape.position ? [plain('Position', false)] : []),
    ...(shape.change ? [plain('Since the year before', false)] : []),
    sorted('Numerator of denominator', '-denominator', 'denominator', true),
  ];
}

function directionOf(sort: string, first: string, higherIsBetter: boolean): string {
  const descends = sort.startsWith('-') !== (first === 'value' && higherIsBetter);
  return descends ? 'descending' : 'ascending';
}

interface RowView extends FigureCells {
  id: string;
  name: string;
  href: string;
  market: MarketCell;
}

/** Rows under the tie band that they share, when the table is in that order; otherwise all under none. */
function bandsOf({ context, measure, query, rows }: LoadedTable): { title: string | null; rows: RowView[] }[] {
  const { declaration } = measure;
  const viewOf = (row: LeagueRow): RowView => ({
    id: row.system_id,
    name: row.short_name,
    href: `/${context.edition.id}/systems/${row.system_id}/measures/${declaration.id}`,
    market: marketCell(row.market_type),
    ...figureCells(row, declaration, query.estimate as Estimate),
  });
  if (query.sort !== 'band' || !rows.some((row) => row.tie_band !== null)) return [{ title: null, rows: rows.map(viewOf) }];
  const bands = [...new Set(rows.map((row) => row.tie_band))];
  return bands.map((band) => {
    const members = rows.filter((row) => row.tie_band === band);
    return { title: bandTitle(band, members.length), rows: members.map(viewOf) };
  });
}

function bandTitle(band: number | null, systems: number): string {
  if (band === null) return 'Not ranked: no value';
  if (systems === 1) return `Band ${band}: one system`;
  return `Band ${band}: ${number(systems)} systems, no two of which can be told apart`;
}

export function leagueTableView(loaded: LoadedTable, draw: (chart: Chart) => SafeSvg): object {
  const { context, measure, query, rows, level, period, league } = loaded;
  const { edition, release } = context;
  const { declaration } = measure;
  const definition = release.catalogue.definitions.find(({ id }) => id === query.definition);
  const yardstick = yardstickById.get(query.yardstick);
  const shape = shapeOf(rows);
  const heads = headsOf(loaded, shape);
  const outlines = outlinesFor(release.catalogue, query.level);
  const place = `${level.plural}, ${period.title}`;
  const words = (title: string, description: string) => ({ title: `${declaration.shortTitle}: ${title} of ${place}`, description });
  return {
    edition: edition.id,
    heading: declaration.title,
    subheading: sentenceCase(place),
    plural: sentenceCase(level.plural),
    sentence: declaration.plainSentence,
    polarity: polarityInWords(declaration.polarity),
    comparedWith: yardstick?.words ?? query.yardstick,
    explanation: yardstick?.explanation ?? '',
    displayOnly: yardstick?.displayOnly ?? false,
    standardisation: declaration.standardisation,
    unit: declaration.unit,
    measureId: declaration.id,
    definitionTitle: definition?.title ?? query.definition,
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
    reason: league?.reason ?? (rows.length === 0 ? `There are no figures of ${period.title} at this level.` : null),
    attained: attainedWords(loaded),
    dispersion: league === null ? null : dispersionCells(league),
    heads,
    columns: heads.length,
    valueColumns: heads.length - (shape.rank ? 4 : 3),
    shape,
    shrunken: query.estimate === 'shrunken',
    bands: bandsOf(loaded),
    markets: marketTypes.map(marketCell),
    dots: draw(leagueDots(rows, words('value and 95% interval', describeTable(rows, declaration)))),
    funnel: hasLimits(rows) ? draw(funnelPlot(rows, declaration, words('funnel plot', describeFunnel(rows)))) : null,
    map: outlines.features.length === 0 || !shape.position ? null : draw(bandMap(outlines, rows, declaration, words('position', describeFunnel(rows)))),
    bandKey: keyOfBands(),
    split: splitView(context, declaration, loaded.extras, place, draw),
    balance: balanceView(context, declaration, loaded.extras, place, draw),
    frontier: frontierView(loaded.extras),
    caveats: declaration.caveats,
    rankableReason: declaration.rankableReason,
  };
}

function attainedWords({ league, query, level }: LoadedTable): string | null {
  if (league?.attained_by == null) return null;
  return query.yardstick === 'upper-quartile' ? `${number(league.attained_by)} of ${counted(league.with_value, level.title, level.plural)} attain it.` : null;
}

/** What is said of the uncertainty in the table. */
export function dispersionCells({ phi, phi_lower, phi_upper, basis, changes, held_out_coverage, naive_coverage, between_sd }: League): object {
  return {
    phi: numberOrBlank(phi, 1),
    interval: interval(phi_lower, phi_upper, 1),
    wider: phi === null ? '' : number(Math.sqrt(phi), 1),
    widens: phi !== null && phi > 1.005,
    basis: basisWords(basis),
    changes: numberOrBlank(changes),
    coverage: held_out_coverage === null ? null : percentage(held_out_coverage),
    naive: naive_coverage === null ? null : percentage(naive_coverage),
    between: between_sd,
  };
}

function groupCells({ groups, measure }: LoadedTable): object[] {
  const { decimals } = measure.declaration;
  return marketTypes.flatMap((type) => {
    const group = groups.find(({ market_type }) => market_type === type);
    if (group === undefined) return [];
    return [
      {
        market: marketCell(type),
        systems: number(group.systems),
        withValue: number(group.with_value),
        pooled: group.value === null ? 'no value' : number(group.value, decimals),
        interval: interval(group.lower, group.upper, decimals),
        older: percentage(group.share_75_plus, 1),
        rural: percentage(group.share_rural),
        deprived: percentage(group.share_most_deprived),
      },
    ];
  });
}
