import { yardstickById } from '../../data/yardsticks.ts';
import { draw, type SafeSvg } from '../charts/draw.ts';
import { rankRibbon } from '../charts/rank-ribbon.ts';
import { seriesChart } from '../charts/series.ts';
import { address, inForce } from '../filters.ts';
import { marketCell } from '../formats/cells.ts';
import { describeSeries } from '../formats/descriptions.ts';
import { isUntested, lacksCounts, publishedWords, yardstickWords } from '../formats/league-words.ts';
import { intervalMethod, polarityInWords } from '../formats/words.ts';
import { editionMeta, editionTrail, levelOf, measureOf, periodOf, periodsOf, systemOf } from '../lookup.ts';
import { definePage, type EditionContext } from '../page.ts';
import type { QueryOf } from '../parameters.ts';
import { isPlaced, type SystemRow } from '../queries/catalogue.ts';
import { type League, type LeagueRow, publishedLeagueColumns, selectLeague } from '../queries/league-table.ts';
import { type Alike, alikeOf, type PeerSensitivity, selectMembers, selectPeerSensitivity, selectTrends, type Trend } from '../queries/system-analysis.ts';
import { selectSeries } from '../queries/system-measures.ts';
import { selectValueErrors, type ValueErrorRow } from '../queries/value-errors.ts';
import { dispersionCells } from './league-table-view.ts';
import { apartView } from './system-apart.ts';
import { comparisonFields, comparisonParameters } from './system-latest.ts';
import { breaksOf, describeRanks, periodsView, sensitivityView } from './system-periods.ts';
import { trendCells, trendRuleSet } from './system-trend.ts';
import { valueErrorView } from './value-error-view.ts';

interface Loaded {
  context: EditionContext;
  query: QueryOf<ReturnType<typeof comparisonParameters>>;
  system: SystemRow;
  /** Oldest first. */
  rows: readonly LeagueRow[];
  /** The table of the latest period; null where there is none. */
  league: League | null;
  alike: Alike | null;
  sensitivity: readonly PeerSensitivity[];
  trend: Trend | null;
  /** Of values without counts, by group of size; empty where they are not measured. */
  errors: readonly ValueErrorRow[];
  /** The latest of the measure at this level. */
  period: string;
}

export const systemMeasurePage = definePage({
  name: 'system-measure',
  path: '/:edition/systems/:system/measures/:measure',
  parameters: comparisonParameters,
  load: async (context, query) => {
    const loaded = await loadSeries(context, query);
    const { system, rows, period, alike, sensitivity, trend, league } = loaded;
    const { declaration } = measureOf(context);
    return {
      title: `${declaration.shortTitle}: ${system.short_name}`,
      columns: publishedLeagueColumns,
      rows,
      meta: {
        ...editionMeta(context),
        measure: declaration.id,
        system: system.system_id,
        level: system.level,
        period,
        definition: query.definition,
        yardstick: query.yardstick,
        yardstick_words: yardstickWords(query.yardstick, declaration).words,
        polarity: declaration.polarity,
        unit: declaration.unit,
        method: methodWords(rows),
        breaks: breaksOf(declaration, system.system_id),
        table: league,
        ...(loaded.errors.length === 0 ? {} : { value_errors: loaded.errors }),
        not_told_apart: alike === null ? null : { of: alike.others, systems: alike.alike.map(({ system_id }) => system_id) },
        peer_sensitivity: sensitivity,
        trend: trend === null ? null : { ...trend, rules: trendRuleSet },
        caveats: declaration.caveats,
      },
      trail: editionTrail(
        context,
        { title: 'Systems', href: `/${context.edition.id}/systems` },
        { title: system.short_name, href: `/${context.edition.id}/systems/${system.system_id}` },
      ),
      filters: inForce(comparisonFields(context, query)),
      view: () => viewOf(loaded),
    };
  },
});

const methodWords = (rows: readonly LeagueRow[]): string =>
  [...new Set(rows.map((row) => row.method))]
    .filter((method) => method !== null)
    .map(intervalMethod)
    .join('; ');

async function loadSeries(context: EditionContext, query: Loaded['query']): Promise<Loaded> {
  const { warehouse, id: release } = context.release;
  const system = await systemOf(context);
  const measure = measureOf(context);
  const { system_id: id, level } = system;
  const [period = ''] = periodsOf(measure, level);
  const question = { ...query, id, level, measure: measure.declaration.id, period };
  const { definition: _any, yardstick, ...asked } = question;
  const [rows, league, members, sensitivity, trends, errors] = await Promise.all([
    selectSeries(warehouse, { ...query, id, level, release, declaration: measure.declaration }),
    selectLeague(warehouse, { ...query, level, period, measure: measure.declaration.id }),
    selectMembers(warehouse, question),
    yardstick === 'peers' ? selectPeerSensitivity(warehouse, asked) : [],
    selectTrends(warehouse, { id, level }),
    selectValueErrors(warehouse, { measure: measure.declaration.id, level }),
  ]);
  const criticalValue = league?.critical_value ?? null;
  return {
    context,
    query,
    system,
    rows,
    league,
    alike: criticalValue === null ? null : alikeOf(members, { id, yardstick, criticalValue }),
    sensitivity,
    trend: trends.find(({ measure_id }) => measure_id === measure.declaration.id) ?? null,
    period,
    errors,
  };
}

function viewOf(loaded: Loaded): object {
  const { context, query, system, rows, league, trend, period } = loaded;
  const { edition } = context;
  const { declaration } = measureOf(context);
  const { title: yardstickTitle, words: comparedWith, explanation } = yardstickWords(query.yardstick, declaration);
  const path = `/${edition.id}/systems/${system.system_id}`;
  const latest = rows.find((row) => row.period === period);
  return {
    heading: declaration.title,
    system: { title: system.short_name, href: address(path, { ...query }) },
    sentence: declaration.plainSentence,
    polarity: polarityInWords(declaration.polarity),
    comparedWith,
    explanation,
    yardstickTitle,
    untested: !lacksCounts(declaration) && (yardstickById.get(query.yardstick)?.displayOnly ?? false),
    published: publishedWords(declaration),
    intervals: !isUntested(declaration),
    valueError: valueErrorView(loaded.errors, declaration),
    empty: rows.length === 0 ? `There are no figures of ${system.short_name} on this measure.` : null,
    unit: declaration.unit,
    shortUnit: declaration.shortUnit,
    measureHref: `/${edition.id}/measures/${declaration.id}`,
    tableHref: address(`/${edition.id}/league-tables/${declaration.id}`, { level: system.level, ...query }),
    action: `${path}/measures/${declaration.id}`,
    fields: comparisonFields(context, query),
    market:
      rows[0] === undefined || !isPlaced(context.release.catalogue, { level: system.level, definition: query.definition })
        ? null
        : marketCell(rows[0].market_type),
    choiceStatement: edition.choiceStatement,
    breaks: breaksOf(declaration, system.system_id).map(({ from, reason }) => ({ from, reason })),
    caveats: declaration.caveats,
    plural: levelOf(context, system.level).plural,
    latestPeriod: periodOf(context, period).title,
    dispersion: league === null || league.phi === null ? null : dispersionCells(league),
    periods: periodsView(context, rows, declaration),
    apart:
      lacksCounts(declaration) || rows.length === 0 ? null : apartView(context, { alike: loaded.alike, row: latest, league, measure: declaration.id, query }),
    sensitivity: query.yardstick === 'peers' ? sensitivityView(latest, loaded.sensitivity, declaration) : [],
    trend: trend === null ? null : trendCells(trend, declaration.decimals, periodOf(context, trend.period).title),
    ...chartsOf(loaded),
  };
}

/** The series, and the ranks over time; null where there is nothing to draw. */
function chartsOf({ context, system, rows, trend }: Loaded): { chart: SafeSvg | null; ranks: SafeSvg | null } {
  const { declaration: measure } = measureOf(context);
  const about = { breaks: breaksOf(measure, system.system_id), periods: context.release.catalogue.periods };
  const title = `${measure.shortTitle}: ${system.name}`;
  return {
    chart: rows.some((row) => row.value !== null)
      ? draw(seriesChart(rows, { ...about, measure, trend, title, description: describeSeries(rows, measure) }))
      : null,
    ranks: rows.some((row) => row.rank_low !== null) ? draw(rankRibbon(rows, { ...about, title: `${title}, ranks`, description: describeRanks(rows) })) : null,
  };
}
