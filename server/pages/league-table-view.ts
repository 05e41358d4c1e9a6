import { marketTypes } from '../../data/markets.ts';
import { yardstickById } from '../../data/yardsticks.ts';
import { bandMap, keyOfBands } from '../charts/band-map.ts';
import type { Chart, SafeSvg } from '../charts/draw.ts';
import { funnelPlot, hasLimits } from '../charts/funnel.ts';
import { leagueDots } from '../charts/league-dots.ts';
import { outlinesFor } from '../charts/outlines.ts';
import { valueHistogram } from '../charts/value-histogram.ts';
import { address } from '../filters.ts';
import { marketCell } from '../formats/cells.ts';
import { describeFunnel, describeSpread, describeTable } from '../formats/descriptions.ts';
import { isUntested, isYearToYear, lacksCounts, publishedWords, yardstickWords } from '../formats/league-words.ts';
import { counted, interval, number, numberOrBlank, percentage } from '../formats/numbers.ts';
import { basisWords, polarityInWords, sentenceCase } from '../formats/words.ts';
import type { EditionContext } from '../page.ts';
import { pageOf, pageSize } from '../paging.ts';
import type { ParameterSet } from '../parameters.ts';
import { type CatalogueMeasure, isPlaced, type LevelRow, type PeriodRow, yardsticksOf } from '../queries/catalogue.ts';
import type { League, LeagueRow, MarketGroup } from '../queries/league-table.ts';
import type { ValueErrorRow } from '../queries/value-errors.ts';
import { balanceView, type Extras, frontierView, splitView } from './league-table-extras.ts';
import { leagueFields } from './league-table-fields.ts';
import { groupsView } from './league-table-groups.ts';
import type { LeagueQuery } from './league-table-query.ts';
import { bandsOf, headsOf, shapeOf } from './league-table-rows.ts';
import { valueErrorView } from './value-error-view.ts';

export interface LoadedTable {
  context: EditionContext;
  measure: CatalogueMeasure;
  query: LeagueQuery;
  rows: readonly LeagueRow[];
  groups: readonly MarketGroup[];
  /** Null where the level has no table of the period. */
  league: League | null;
  extras: Extras;
  /** Of values without counts, by group of size; empty where they are not measured. */
  errors: readonly ValueErrorRow[];
  level: LevelRow;
  period: PeriodRow;
  parameters: ParameterSet;
}

type Draw = (chart: Chart) => SafeSvg;

export function leagueTableView(loaded: LoadedTable, draw: Draw): object {
  const { context, measure, query, rows, level, period, league, parameters } = loaded;
  const { edition, release } = context;
  const { declaration } = measure;
  const definition = release.catalogue.definitions.find(({ id }) => id === query.definition);
  const { words: comparedWith, explanation } = yardstickWords(query.yardstick, declaration);
  const shape = shapeOf(rows, isPlaced(release.catalogue, query));
  const action = `/${edition.id}/league-tables/${declaration.id}`;
  const { rows: shown, paging } = pageOf(rows, { path: action, parameters, query, anchor: 'table' });
  const ids = new Set(shown.map(({ system_id }) => system_id));
  const place = `${level.plural}, ${period.title}`;
  return {
    edition: edition.id,
    heading: declaration.title,
    subheading: sentenceCase(place),
    plural: sentenceCase(level.plural),
    sentence: declaration.plainSentence,
    polarity: polarityInWords(declaration.polarity),
    comparedWith,
    explanation,
    published: lacksCounts(declaration),
    counted: !lacksCounts(declaration),
    displayOnly: (yardstickById.get(query.yardstick)?.displayOnly ?? false) || isUntested(declaration),
    standardisation: declaration.standardisation,
    unit: declaration.unit,
    measureId: declaration.id,
    definitionTitle: definition?.title ?? null,
    marketsHref: definition === undefined ? null : address(`/${edition.id}/markets`, { definition: query.definition, level: query.level }),
    choiceStatement: edition.choiceStatement,
    fields: leagueFields(loaded),
    action,
    groups: groupsView(loaded),
    filtered:
      query.market === 'all'
        ? null
        : `Only systems of market type “${query.market}” are listed. Their figures and what they are compared with are the same as in the whole table.`,
    caption: `${declaration.title}: ${counted(rows.length, level.title, level.plural)}, ${period.title}`,
    reason: reasonOf(loaded),
    attained: attainedWords(loaded),
    dispersion: league === null || league.phi === null ? null : dispersionCells(league),
    valueError: valueErrorView(loaded.errors, declaration),
    heads: headsOf(loaded, shape),
    shape,
    shrunken: query.estimate === 'shrunken',
    bands: bandsOf(loaded, shown),
    paging,
    pagingLabel: 'Pages of the league table',
    pagingAgain: 'Pages of the league table, again',
    markets: marketTypes.map(marketCell),
    ...chartsOf(loaded, place, draw),
    bandKey: keyOfBands(),
    split: splitView(context, declaration, { ...loaded.extras, shown: ids }, place, draw),
    balance: balanceView(context, declaration, loaded.extras, place, draw),
    frontier: frontierView(loaded.extras, ids),
    caveats: declaration.caveats,
    rankableReason: declaration.rankableReason,
  };
}

/** Pictures of the whole table, whichever page of it is read. Null where there is nothing to draw. */
function chartsOf({ context, measure, query, rows }: LoadedTable, place: string, draw: Draw): Record<string, SafeSvg | boolean | null> {
  const { declaration } = measure;
  const words = (title: string, description: string) => ({ title: `${declaration.shortTitle}: ${title} of ${place}`, description });
  const some = rows.some(({ value }) => value !== null);
  const many = rows.length > pageSize;
  const outlines = outlinesFor(context.release.catalogue, query.level);
  const positions = rows.some(({ band }) => band !== null);
  return {
    many,
    intervals: rows.some(({ lower }) => lower !== null),
    dots: !some || many ? null : draw(leagueDots(rows, words(isUntested(declaration) ? 'values' : 'value and 95% interval', describeTable(rows, declaration)))),
    histogram: some && many ? draw(valueHistogram(rows, declaration, words('spread of values', describeSpread(rows, declaration)))) : null,
    funnel: hasLimits(rows) ? draw(funnelPlot(rows, declaration, words('funnel plot', describeFunnel(rows)))) : null,
    map: outlines.features.length === 0 || !positions ? null : draw(bandMap(outlines, rows, declaration, words('position', describeFunnel(rows)))),
  };
}

/** Why the table is not what one may expect: no figures, no intervals, no ranks, or no such yardstick. */
function reasonOf({ context, measure, query, league, rows, period, level }: LoadedTable): string | null {
  if (rows.length === 0)
    return query.market === 'all' ? `There are no figures of ${period.title} at this level.` : 'No system of this market type has figures.';
  if (isUntested(measure.declaration)) return publishedWords(measure.declaration);
  if (league !== null && isYearToYear(measure.declaration))
    // Where there are limits only the ranks are lacking, and the words say so.
    return [publishedWords(measure.declaration), league.between_sd === null ? league.reason : null].filter((words) => words !== null).join(' ');
  if (league !== null) return league.reason;
  const known = yardsticksOf(context.release.catalogue, { level: query.level, measure: measure.declaration.id });
  if (known.length === 0) return `On this measure ${level.plural} are not compared with anything: values alone are shown.`;
  if (known.some(({ id }) => id === query.yardstick)) return null;
  return `There is no such comparison of ${level.plural} on this measure: values alone are shown. Compared with: ${known.map(({ title }) => title).join('; ')}.`;
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
