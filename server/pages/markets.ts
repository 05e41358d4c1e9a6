import { marketTypes } from '../../data/markets.ts';
import { draw } from '../charts/draw.ts';
import { outlinesFor } from '../charts/outlines.ts';
import { systemMap } from '../charts/system-map.ts';
import { filterField, inForce } from '../filters.ts';
import { marketCell } from '../formats/cells.ts';
import { describeMarkets } from '../formats/descriptions.ts';
import { counted, number, numberOrBlank, percentage } from '../formats/numbers.ts';
import { marketMarkers, sentenceCase } from '../formats/words.ts';
import { definitionParameter, editionMeta, editionTrail, levelOf } from '../lookup.ts';
import { definePage, type EditionContext } from '../page.ts';
import { oneOf } from '../parameters.ts';
import {
  type AreaCount,
  type SystemMarketRow,
  selectAreaCounts,
  selectSystemMarkets,
  selectThresholdCounts,
  systemMarketColumns,
  type ThresholdCounts,
} from '../queries/markets.ts';

interface Loaded {
  context: EditionContext;
  definition: string;
  level: string;
  rows: readonly SystemMarketRow[];
  areas: readonly AreaCount[];
  thresholds: ThresholdCounts;
}

export const marketsPage = definePage({
  name: 'markets',
  path: '/:edition/markets',
  parameters: (context) => ({ definition: definitionParameter(context), level: oneOf(context.release.catalogue.levels.map(({ level }) => level)) }),
  load: async (context, { definition, level }) => {
    const { warehouse, catalogue } = context.release;
    const [rows, areas, thresholds] = await Promise.all([
      selectSystemMarkets(warehouse, { definition, level }),
      selectAreaCounts(warehouse, definition),
      selectThresholdCounts(warehouse, definition),
    ]);
    const known = catalogue.definitions.find(({ id }) => id === definition);
    const fields = [
      filterField({
        name: 'definition',
        label: 'Market definition',
        values: catalogue.definitions.map(({ id }) => id),
        selected: definition,
        title: (id) => catalogue.definitions.find((one) => one.id === id)?.title ?? id,
      }),
      filterField({
        name: 'level',
        label: 'Level',
        values: catalogue.levels.map((row) => row.level),
        selected: level,
        title: (id) => sentenceCase(levelOf(context, id).plural),
      }),
    ];
    return {
      title: `Markets, ${context.edition.title}`,
      columns: systemMarketColumns,
      rows,
      meta: { ...editionMeta(context), definition, level, rule: known?.rule ?? '', caveats: known?.caveats ?? [], areas, thresholds },
      trail: editionTrail(context),
      filters: inForce(fields),
      view: () => ({ ...viewOf({ context, definition, level, rows, areas, thresholds }), fields }),
    };
  },
});

function viewOf(loaded: Loaded): object {
  const { context, definition, level, rows, thresholds } = loaded;
  const { edition, release } = context;
  const known = release.catalogue.definitions.find(({ id }) => id === definition);
  const { plural, title } = levelOf(context, level);
  return {
    heading: 'Markets: where people have a choice',
    action: `/${edition.id}/markets`,
    choiceStatement: edition.choiceStatement,
    definition:
      known === undefined
        ? null
        : {
            title: known.title,
            version: known.version,
            statement: known.statement,
            rule: known.rule,
            caveats: known.caveats,
            excluded: known.kind === 'offers' ? known.excludedOptions : [],
          },
    systemRule:
      known === undefined
        ? ''
        : `A system is a monopoly when ${percentage(known.systemMonopolyFrom)} or more of its people live in monopoly areas, competitive when ${percentage(known.systemCompetitiveUpTo)} or fewer do, and limited in between.`,
    areaCounts: areaCells(loaded),
    caption: `${counted(rows.length, title, plural)} by market type`,
    rows: rows.map((row) => ({
      id: row.system_id,
      name: row.short_name,
      href: `/${edition.id}/systems/${row.system_id}`,
      market: marketCell(row.market_type),
      shares: [row.share_competitive, row.share_limited, row.share_monopoly, row.share_unclassified].map((share) => percentage(share)),
      hhi: numberOrBlank(row.hhi),
      population: number(row.population),
    })),
    markets: marketTypes.map((type) => ({ ...marketCell(type), letter: marketMarkers[type].letter })),
    map: mapOf(loaded),
    thresholds: thresholds.with_hhi === 0 ? null : thresholdCells(thresholds),
  };
}

function mapOf({ context, level, rows }: Loaded): object | null {
  const outlines = outlinesFor(context.release.catalogue, level);
  if (outlines.features.length === 0) return null;
  const marks = rows.map((row) => {
    const { colour, letter } = marketMarkers[marketTypes.find((type) => type === row.market_type) ?? 'unclassified'];
    return { system_id: row.system_id, fill: colour, glyph: letter, dark: row.market_type !== 'limited', title: `${row.system_name}: ${row.market_type}` };
  });
  const plural = sentenceCase(levelOf(context, level).plural);
  const counts = marketTypes.map((type) => ({ market_type: type, systems: rows.filter((row) => row.market_type === type).length }));
  return draw(systemMap(outlines, marks, { id: 'map', title: `${plural} by market type`, description: describeMarkets(counts, plural) }));
}

function areaCells({ areas }: Loaded): object[] {
  const people = areas.reduce((sum, row) => sum + row.population, 0);
  return marketTypes.map((type) => {
    const row = areas.find(({ market_type }) => market_type === type) ?? { areas: 0, population: 0 };
    return {
      market: marketCell(type),
      areas: number(row.areas),
      people: number(row.population),
      share: people === 0 ? '' : percentage(row.population / people, 1),
    };
  });
}

const thresholdCells = (counts: ThresholdCounts): object => ({
  withHhi: number(counts.with_hhi),
  rows: [
    { year: '2010', moderate: '1,500', high: '2,500', aboveModerate: number(counts.above_1500), aboveHigh: number(counts.above_2500) },
    { year: '2023', moderate: '1,000', high: '1,800', aboveModerate: number(counts.above_1000), aboveHigh: number(counts.above_1800) },
  ],
});
