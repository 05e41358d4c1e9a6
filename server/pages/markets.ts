import { grid } from '../../data/competition.ts';
import { marketTypes } from '../../data/markets.ts';
import { draw } from '../charts/draw.ts';
import { outlinesFor } from '../charts/outlines.ts';
import { systemMap } from '../charts/system-map.ts';
import { address, filterField, inForce, withChoices } from '../filters.ts';
import { marketCell } from '../formats/cells.ts';
import { describeMarkets } from '../formats/descriptions.ts';
import { counted, number, numberOrBlank, peopleOrBlank, percentage } from '../formats/numbers.ts';
import { marketMarkers, sentenceCase } from '../formats/words.ts';
import { definitionParameter, editionMeta, editionTrail, levelOf, mostSystems } from '../lookup.ts';
import { definePage, type EditionContext } from '../page.ts';
import { checkPage, pageOf, pageParameter } from '../paging.ts';
import { oneOf, type ParameterSet } from '../parameters.ts';
import { contrastedLevels } from '../queries/catalogue.ts';
import {
  type AreaCount,
  type GridRow,
  type SystemMarketRow,
  selectAreaCounts,
  selectGrid,
  selectSystemMarkets,
  selectThresholdCounts,
  systemMarketColumns,
  type ThresholdCounts,
} from '../queries/markets.ts';

type MarketsQuery = Readonly<Record<'definition' | 'level' | 'cell' | 'page', string>>;

interface Loaded {
  context: EditionContext;
  query: MarketsQuery;
  parameters: ParameterSet;
  definition: string;
  level: string;
  rows: readonly SystemMarketRow[];
  areas: readonly AreaCount[];
  thresholds: ThresholdCounts;
  grid: readonly GridRow[];
  /** Cell of the grid that the reader asks for; the shipped one unless told. */
  cell: string;
}

const parametersOf = (context: EditionContext) => {
  const levels = context.release.catalogue.levels.map(({ level }) => level);
  const placed = levels.filter((level) => context.release.catalogue.placed.some((row) => row.level === level));
  return {
    definition: definitionParameter(context),
    // Unless told, the first level whose systems have a market type.
    level: oneOf(levels, placed[0] ?? levels[0]),
    // A cell of another definition is none of this one's: it is as if none were asked for.
    cell: oneOf(
      grid.map(({ id }) => id),
      '',
    ),
    page: pageParameter(mostSystems(context, levels)),
  };
};

export const marketsPage = definePage({
  name: 'markets',
  path: '/:edition/markets',
  parameters: parametersOf,
  load: async (context, query) => {
    const { definition, level, cell: asked } = query;
    const parameters = parametersOf(context);
    const { warehouse, catalogue } = context.release;
    const [rows, areas, thresholds, cells] = await Promise.all([
      selectSystemMarkets(warehouse, { definition, level }),
      selectAreaCounts(warehouse, definition),
      selectThresholdCounts(warehouse, definition),
      selectGrid(warehouse, { definition, level }),
    ]);
    checkPage(rows.length, { path: `/${context.edition.id}/markets`, parameters, query });
    const known = catalogue.definitions.find(({ id }) => id === definition);
    const cell = (cells.find((one) => one.cell === asked) ?? cells.find((one) => one.is_default === 1))?.cell ?? '';
    const fields = withChoices([
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
      ...(cells.length === 0
        ? []
        : [
            filterField({
              name: 'cell',
              label: 'Thresholds to compare',
              values: cells.map((one) => one.cell),
              selected: cell,
              title: (id) => cellTitle(cells.find((one) => one.cell === id)),
            }),
          ]),
    ]);
    return {
      title: `Markets, ${context.edition.title}`,
      columns: systemMarketColumns,
      rows,
      meta: { ...editionMeta(context), definition, level, rule: known?.rule ?? '', caveats: known?.caveats ?? [], areas, thresholds, cell, grid: cells },
      trail: editionTrail(context),
      filters: inForce(fields),
      view: () => ({ ...viewOf({ context, query, parameters, definition, level, rows, areas, thresholds, grid: cells, cell }), fields }),
    };
  },
});

function viewOf(loaded: Loaded): object {
  const { context, query, parameters, definition, level, rows, thresholds } = loaded;
  const { edition, release } = context;
  const { one, many } = edition.area;
  const action = `/${edition.id}/markets`;
  const { rows: shown, paging } = pageOf(rows, { path: action, parameters, query, anchor: 'systems' });
  const known = release.catalogue.definitions.find(({ id }) => id === definition);
  const { plural, title } = levelOf(context, level);
  return {
    heading: 'Markets: where people have a choice',
    action,
    choiceStatement: edition.choiceStatement,
    area: { one, many, heading: sentenceCase(many) },
    competitionHref: contrastedLevels(release.catalogue).includes(level) ? address(`/${edition.id}/competition`, { level, definition }) : null,
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
      known === undefined || rows.length === 0
        ? ''
        : `A system is a monopoly when ${percentage(known.systemMonopolyFrom)} or more of its people live in monopoly areas, competitive when ${percentage(known.systemCompetitiveUpTo)} or fewer do, and limited in between.`,
    empty:
      known === undefined
        ? 'This release has no market definition.'
        : rows.length > 0
          ? null
          : `No market type is given for ${plural}: which ${many} they serve is not known under this definition.`,
    areaCounts: areaView(loaded),
    caption: `${counted(rows.length, title, plural)} by market type`,
    paging,
    pagingLabel: 'Pages of the table of systems',
    people: rows.some((row) => row.population !== null),
    hhi: rows.some((row) => row.hhi !== null),
    rows: shown.map((row) => ({
      id: row.system_id,
      name: row.short_name,
      href: `/${edition.id}/systems/${row.system_id}`,
      market: marketCell(row.market_type),
      shares: [row.share_competitive, row.share_limited, row.share_monopoly, row.share_unclassified].map((share) => percentage(share)),
      hhi: numberOrBlank(row.hhi),
      population: numberOrBlank(row.population),
    })),
    markets: marketTypes.map((type) => ({ ...marketCell(type), letter: marketMarkers[type].letter })),
    map: mapOf(loaded),
    thresholds: thresholds.with_hhi === 0 ? null : thresholdCells(thresholds),
    grid: loaded.grid.length === 0 ? null : gridView(loaded, plural),
  };
}

/** Of how many areas the residents are known; null where it is of all or of none. */
function knownWords(areas: readonly AreaCount[], many: string): string | null {
  const all = areas.reduce((sum, row) => sum + row.areas, 0);
  const known = areas.reduce((sum, row) => sum + row.known, 0);
  return known === 0 || known === all ? null : `Residents are known of ${number(known)} of ${number(all)} ${many}: shares are of those.`;
}

const cellTitle = (row: GridRow | undefined): string => `${row?.words ?? ''}${row?.is_default === 1 ? ' (in force)' : ''}`;

/** The grid as a table, and the cell asked for in a sentence. */
function gridView({ grid: cells, cell, context }: Loaded, plural: string): object {
  const chosen = cells.find((row) => row.cell === cell);
  return {
    summary: chosen === undefined ? '' : gridSentence(chosen, { plural, areas: context.edition.area.many }),
    subject: subjectOf(cells),
    caption: `What other thresholds make of ${context.edition.area.many} and ${plural}`,
    rows: cells.map((row) => ({
      id: row.cell,
      words: sentenceCase(row.words.replace(/^[^:]*: /, '')),
      inForce: row.is_default === 1,
      chosen: row.cell === cell,
      areas: [row.areas_competitive, row.areas_limited, row.areas_monopoly, row.areas_unclassified].map((areas) => number(areas)),
      people: [row.people_competitive, row.people_monopoly].map((share) => percentage(share)),
      systems: [row.systems_competitive, row.systems_limited, row.systems_monopoly].map((systems) => number(systems)),
      areasChanged: percentage(row.areas_changed, 1),
      systemsChanged: number(row.systems_changed),
    })),
  };
}

/** What every cell of the grid is about: `Hospitals used`, said once in the head of the table. */
const subjectOf = (cells: readonly GridRow[]): string => cells[0]?.words.split(':')[0] ?? '';

function gridSentence(row: GridRow, { plural, areas }: { plural: string; areas: string }): string {
  const { words, is_default, people_competitive, people_monopoly, systems_competitive, systems_monopoly, areas_changed, systems_changed } = row;
  const found = `${percentage(people_competitive)} of people live in competitive areas and ${percentage(people_monopoly)} in monopoly areas; of the ${plural}, ${number(systems_competitive)} are competitive and ${number(systems_monopoly)} monopolies.`;
  if (is_default === 1) return `${words} (the thresholds in force): ${found}`;
  return `${words}: ${found} Against the thresholds in force, ${percentage(areas_changed, 1)} of ${areas} and ${counted(systems_changed, 'system', 'systems')} change their type.`;
}

function mapOf({ context, level, rows }: Loaded): object | null {
  const outlines = outlinesFor(context.release.catalogue, level);
  if (outlines.features.length === 0 || rows.length === 0) return null;
  const marks = rows.map((row) => {
    const { colour, letter } = marketMarkers[marketTypes.find((type) => type === row.market_type) ?? 'unclassified'];
    return { system_id: row.system_id, fill: colour, glyph: letter, dark: row.market_type !== 'limited', title: `${row.system_name}: ${row.market_type}` };
  });
  const plural = sentenceCase(levelOf(context, level).plural);
  const counts = marketTypes.map((type) => ({ market_type: type, systems: rows.filter((row) => row.market_type === type).length }));
  return draw(systemMap(outlines, marks, { id: 'map', title: `${plural} by market type`, description: describeMarkets(counts, plural) }));
}

/** Areas, and people where they are known, by market type; null where no area has one. */
function areaView({ areas, context }: Loaded): object | null {
  if (areas.length === 0) return null;
  const known = areas.flatMap(({ population }) => population ?? []);
  const people = known.reduce((sum, population) => sum + population, 0);
  return {
    people: people > 0,
    partly: knownWords(areas, context.edition.area.many),
    rows: marketTypes.map((type) => {
      const row = areas.find(({ market_type }) => market_type === type) ?? { areas: 0, population: 0 };
      return {
        market: marketCell(type),
        areas: number(row.areas),
        people: peopleOrBlank(row.population),
        share: people === 0 || row.population === null ? '' : percentage(row.population / people, 1),
      };
    }),
  };
}

const thresholdCells = (counts: ThresholdCounts): object => ({
  withHhi: number(counts.with_hhi),
  rows: [
    { year: '2010', moderate: '1,500', high: '2,500', aboveModerate: number(counts.above_1500), aboveHigh: number(counts.above_2500) },
    { year: '2023', moderate: '1,000', high: '1,800', aboveModerate: number(counts.above_1000), aboveHigh: number(counts.above_1800) },
  ],
});
