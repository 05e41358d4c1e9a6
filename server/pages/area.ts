import { unknown } from '../faults.ts';
import { marketCell } from '../formats/cells.ts';
import { counted, numberOrBlank, peopleOrBlank, percentage, percentageOrBlank } from '../formats/numbers.ts';
import { sentenceCase } from '../formats/words.ts';
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
    if (area === null)
      throw unknown('area', id, [{ value: 'systems', title: `Every system lists its ${context.edition.area.many}`, href: `/${context.edition.id}/systems` }]);
    const [choices, markets, systems] = await Promise.all([selectChoices(warehouse, id), selectAreaMarkets(warehouse, id), selectAreaSystems(warehouse, id)]);
    return {
      title: `${area.name}, ${area.district}`,
      columns: choiceColumns,
      rows: choices,
      meta: { ...editionMeta(context), area, markets, systems },
      trail: editionTrail(context, { title: 'Markets', href: `/${context.edition.id}/markets` }),
      view: () => viewOf({ context, area, choices, markets, systems }),
    };
  },
});

interface Loaded {
  context: EditionContext;
  area: AreaRow;
  choices: readonly ChoiceRow[];
  markets: readonly AreaMarketRow[];
  systems: readonly AreaSystemRow[];
}

function viewOf(loaded: Loaded): object {
  const { context, area, systems } = loaded;
  const { edition } = context;
  return {
    heading: area.name,
    lede: `${sentenceCase(edition.area.one)} ${area.area_id} in ${area.district}${area.population === null ? '' : `, with ${counted(area.population, 'resident', 'residents')}`}.`,
    facts: factsOf(area),
    plainHref: `/${edition.id}/choose/${area.area_id}`,
    choiceStatement: edition.choiceStatement,
    // Where no source says how many, there is no column for them.
    people: systems.some(({ population }) => population !== null),
    systems: systems.map((row) => ({
      level: levelOf(context, row.level).title,
      name: row.short_name,
      href: `/${edition.id}/systems/${row.system_id}`,
      people: peopleOrBlank(row.population),
    })),
    markets: marketsOf(loaded),
  };
}

/** What is known of its people; nothing is said of the rest. */
function factsOf({ share_75_plus, share_65_plus, share_rural, mean_imd_decile }: AreaRow): string[] {
  return [
    ...(share_75_plus === null ? [] : [`Aged 75 and over: ${percentage(share_75_plus, 1)}.`]),
    ...(share_75_plus !== null || share_65_plus === null ? [] : [`Aged 65 and over: ${percentage(share_65_plus, 1)}.`]),
    ...(share_rural === null ? [] : [`In rural parts: ${percentage(share_rural)}.`]),
    ...(mean_imd_decile === null ? [] : [`Mean deprivation decile: ${numberOrBlank(mean_imd_decile, 1)} (1 is most deprived).`]),
  ];
}

function marketsOf({ context, choices, markets }: Loaded): object[] {
  const { edition, release } = context;
  const known = new Set(release.catalogue.systems.map(({ system_id }) => system_id));
  return release.catalogue.definitions.map((definition) => {
    const { id, title, statement, kind } = definition;
    const market = markets.find((row) => row.definition === id);
    const excluded = definition.kind === 'offers' ? definition.excludedOptions : [];
    return {
      title,
      statement,
      href: `/${edition.id}/markets?definition=${id}`,
      market: marketCell(market?.market_type ?? 'unclassified'),
      reason: market?.reason ?? 'no data',
      hasShares: kind === 'shares',
      caption:
        kind === 'shares' ? `What residents use: share of each ${definition.option.one}` : `${sentenceCase(definition.option.many)} that residents may choose`,
      options: choices
        .filter((row) => row.definition === id)
        .map((option) => ({
          id: option.option_id,
          name: option.option_name ?? option.option_id,
          href: known.has(option.option_id) ? `/${edition.id}/systems/${option.option_id}` : null,
          share: percentageOrBlank(option.share, 1),
          excluded: excluded.find((one) => one.id === option.option_id)?.reason ?? null,
        })),
    };
  });
}
