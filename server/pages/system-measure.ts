import { yardsticks } from '../../data/yardsticks.ts';
import { draw } from '../charts/draw.ts';
import { seriesChart } from '../charts/series.ts';
import { address, filterField, inForce } from '../filters.ts';
import { figureCells, marketCell } from '../formats/cells.ts';
import { describeSeries } from '../formats/descriptions.ts';
import { intervalMethod, polarityInWords } from '../formats/words.ts';
import { definitionParameter, editionMeta, editionTrail, measureOf, periodOf, systemOf } from '../lookup.ts';
import { definePage, type EditionContext } from '../page.ts';
import { oneOf } from '../parameters.ts';
import type { SystemRow } from '../queries/catalogue.ts';
import { type LeagueRow, leagueColumns } from '../queries/league-table.ts';
import { selectSeries } from '../queries/system-measures.ts';

export const systemMeasurePage = definePage({
  name: 'system-measure',
  path: '/:edition/systems/:system/measures/:measure',
  parameters: (context) => ({ yardstick: oneOf(context.release.catalogue.yardsticks.map(({ id }) => id)), definition: definitionParameter(context) }),
  load: async (context, query) => {
    const { release, edition } = context;
    const system = await systemOf(context);
    const { declaration } = measureOf(context);
    const rows = await selectSeries(release.warehouse, { ...query, id: system.system_id, level: system.level, measure: declaration.id, release: release.id });
    const fields = [
      filterField({
        name: 'yardstick',
        label: 'Compared with',
        values: release.catalogue.yardsticks.map(({ id }) => id),
        selected: query.yardstick,
        title: (id) => yardsticks.find((one) => one.id === id)?.title ?? id,
      }),
    ];
    return {
      title: `${declaration.shortTitle}: ${system.short_name}`,
      columns: leagueColumns,
      rows,
      meta: {
        ...editionMeta(context),
        measure: declaration.id,
        system: system.system_id,
        level: system.level,
        definition: query.definition,
        yardstick: query.yardstick,
        polarity: declaration.polarity,
        unit: declaration.unit,
        method: [...new Set(rows.map((row) => row.method))]
          .filter((method) => method !== null)
          .map(intervalMethod)
          .join('; '),
        breaks: declaration.breaks,
        caveats: declaration.caveats,
      },
      trail: editionTrail(
        context,
        { title: 'Systems', href: `/${edition.id}/systems` },
        { title: system.short_name, href: `/${edition.id}/systems/${system.system_id}` },
      ),
      filters: inForce(fields),
      view: () => ({ ...viewOf(context, system, rows, query.yardstick), fields }),
    };
  },
});

function viewOf(context: EditionContext, system: SystemRow, rows: readonly LeagueRow[], yardstick: string): object {
  const { edition, release } = context;
  const { declaration } = measureOf(context);
  const breaks = declaration.breaks.filter(({ systems }) => systems === undefined || systems.includes(system.system_id));
  const hasPosition = rows.some((row) => row.band !== null);
  return {
    heading: declaration.title,
    system: { title: system.short_name, href: `/${edition.id}/systems/${system.system_id}` },
    sentence: declaration.plainSentence,
    polarity: polarityInWords(declaration.polarity),
    comparedWith: yardsticks.find(({ id }) => id === yardstick)?.words ?? yardstick,
    yardstickTitle: yardsticks.find(({ id }) => id === yardstick)?.title ?? yardstick,
    unit: declaration.unit,
    shortUnit: declaration.shortUnit,
    measureHref: `/${edition.id}/measures/${declaration.id}`,
    tableHref: address(`/${edition.id}/league-tables/${declaration.id}`, { level: system.level }),
    action: `/${edition.id}/systems/${system.system_id}/measures/${declaration.id}`,
    market: rows[0] === undefined ? null : marketCell(rows[0].market_type),
    choiceStatement: edition.choiceStatement,
    breaks: breaks.map(({ from, reason }) => ({ from, reason })),
    caveats: declaration.caveats,
    hasPosition,
    columnCount: hasPosition ? 4 : 3,
    // Newest first, as in every list of periods.
    rows: rows.toReversed().map((row) => ({ period: periodOf(context, row.period).title, ...figureCells(row, declaration) })),
    chart: rows.some((row) => row.value !== null)
      ? draw(
          seriesChart(rows, {
            measure: declaration,
            breaks,
            periods: release.catalogue.periods,
            title: `${declaration.shortTitle}: ${system.name}`,
            description: describeSeries(rows, declaration),
          }),
        )
      : null,
  };
}
