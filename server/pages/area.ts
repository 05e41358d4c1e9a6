import { unknown } from '../faults.ts';
import { marketCell } from '../formats/cells.ts';
import { number, numberOrBlank, percentage, percentageOrBlank } from '../formats/numbers.ts';
import { editionMeta, editionTrail, levelOf } from '../lookup.ts';
import { definePage, type EditionContext, noParameters } from '../page.ts';
import {
  type AreaMarketRow,
  type AreaRow,
  type AreaSystemRow,
  type ChoiceRow,
  choiceColumns,
  selectArea,
  selectAreaMarkets,
  selectAreaSystems,
  selectChoices,
} from '../queries/areas.ts';

export const areaPage = definePage({
  name: 'area',
  path: '/:edition/areas/:area',
  parameters: noParameters,
  load: async (context) => {
    const { warehouse } = context.release;
    const id = context.params.area ?? '';
    const area = await selectArea(warehouse, id);
    if (area === null) throw unknown('area', id, [{ value: 'systems', title: 'Every system lists its small areas', href: `/${context.edition.id}/systems` }]);
    const [choices, markets, systems] = await Promise.all([selectChoices(warehouse, id), selectAreaMarkets(warehouse, id), selectAreaSystems(warehouse, id)]);
    return {
      title: `${area.name}, ${area.district}`,
      columns: choiceColumns,
      rows: choices,
      meta: { ...editionMeta(context), area, markets, systems },
      trail: editionTrail(context, { title: 'Markets', href: `/${context.edition.id}/markets` }),
      view: () => viewOf(context, area, choices, markets, systems),
    };
  },
});

function viewOf(
  context: EditionContext,
  area: AreaRow,
  choices: readonly ChoiceRow[],
  markets: readonly AreaMarketRow[],
  systems: readonly AreaSystemRow[],
): object {
  const { edition, release } = context;
  return {
    heading: area.name,
    id: area.area_id,
    district: area.district,
    people: number(area.population),
    older: percentage(area.share_75_plus, 1),
    rural: percentage(area.share_rural),
    decile: numberOrBlank(area.mean_imd_decile, 1),
    choiceStatement: edition.choiceStatement,
    systems: systems.map((row) => ({
      level: levelOf(context, row.level).title,
      name: row.short_name,
      href: `/${edition.id}/systems/${row.system_id}`,
      people: number(row.population),
    })),
    markets: release.catalogue.definitions.map((definition) => {
      const { id, title, statement, kind } = definition;
      const market = markets.find((row) => row.definition === id);
      const options = choices.filter((row) => row.definition === id);
      const excluded = definition.kind === 'offers' ? definition.excludedOptions : [];
      return {
        title,
        statement,
        href: `/${edition.id}/markets?definition=${id}`,
        market: marketCell(market?.market_type ?? 'unclassified'),
        reason: market?.reason ?? 'no data',
        hasShares: kind === 'shares',
        options: options.map((option) => ({
          id: option.option_id,
          name: option.option_name ?? option.option_id,
          share: percentageOrBlank(option.share, 1),
          excluded: excluded.find((one) => one.id === option.option_id)?.reason ?? null,
        })),
      };
    }),
  };
}
