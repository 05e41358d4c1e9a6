import { defaultCells, type GridCell, grid } from '../../../data/competition.ts';
import type { MarketType } from '../../../data/markets.ts';
import type { Row } from '../../../data/tables.ts';
import { herfindahlIndex } from '../../../stats/concentration.ts';
import { type AreaOptions, marketTypeOf, systemTypeOf } from '../markets.ts';

/** Residents of an area in a system, by the places of both. */
export interface AreaPeople {
  area: number;
  system: number;
  people: number;
}

export interface GridLevel {
  level: string;
  systems: number;
  areaPeople: readonly AreaPeople[];
}

/** Market type of every system under every cell of the grid, by level and cell, in the order of systems. */
export type GridTypes = ReadonlyMap<string, ReadonlyMap<string, readonly MarketType[]>>;

/** Areas with their options under the definition that a cell varies; a cell of another edition has none. */
export type OptionsByDefinition = ReadonlyMap<string, readonly AreaOptions[]>;

/** Classifies areas and systems under every cell, and counts what changes against the shipped thresholds. */
export function classifyGrid(options: OptionsByDefinition, levels: readonly GridLevel[]): { types: GridTypes; rows: Row<'market_grid'>[] } {
  const cells = grid.filter(({ definition }) => (options.get(definition.id) ?? []).length > 0);
  const indices = new Map([...options].map(([id, areas]) => [id, areas.map(({ shares }) => herfindahlIndex(shares))]));
  const areaTypes = new Map(
    cells.map(({ id, definition }) => {
      const hhi = indices.get(definition.id) ?? [];
      return [id, (options.get(definition.id) ?? []).map((area, place) => marketTypeOf(definition, area, hhi[place] ?? null))];
    }),
  );
  const types = new Map(levels.map((level) => [level.level, new Map(cells.map((cell) => [cell.id, systemTypes(cell, areaTypes.get(cell.id) ?? [], level)]))]));
  const rows = levels.flatMap(({ level }) =>
    cells.map((cell, position) =>
      gridRow({ cell, level, position, areas: options.get(cell.definition.id) ?? [], areaTypes, systemTypes: types.get(level) ?? new Map() }),
    ),
  );
  return { types, rows };
}

function systemTypes({ definition }: GridCell, areaTypes: readonly MarketType[], { systems, areaPeople }: GridLevel): MarketType[] {
  const total = new Float64Array(systems);
  const monopoly = new Float64Array(systems);
  const unclassified = new Float64Array(systems);
  const types = Array.from({ length: systems }, (): MarketType[] => []);
  for (const { area, system, people } of areaPeople) {
    types[system]?.push(areaTypes[area] ?? 'unclassified');
    total[system] = (total[system] ?? 0) + people;
    if (areaTypes[area] === 'monopoly') monopoly[system] = (monopoly[system] ?? 0) + people;
    if (areaTypes[area] === 'unclassified') unclassified[system] = (unclassified[system] ?? 0) + people;
  }
  return Array.from(total, (people, system) => {
    const [only = null, ...others] = types[system] ?? [];
    const shares = { monopoly: (monopoly[system] ?? 0) / people, unclassified: (unclassified[system] ?? 0) / people };
    return systemTypeOf(definition, { ...shares, only: others.length === 0 ? only : null });
  });
}

function gridRow(about: {
  cell: GridCell;
  level: string;
  position: number;
  areas: readonly AreaOptions[];
  areaTypes: ReadonlyMap<string, readonly MarketType[]>;
  systemTypes: ReadonlyMap<string, readonly MarketType[]>;
}): Row<'market_grid'> {
  const { cell, level, position, areas } = about;
  const shipped = defaultCells[cell.definition.id] ?? cell.id;
  const types = about.areaTypes.get(cell.id) ?? [];
  const usual = about.areaTypes.get(shipped) ?? types;
  const systems = about.systemTypes.get(cell.id) ?? [];
  const usualSystems = about.systemTypes.get(shipped) ?? systems;
  const count = (list: readonly MarketType[], type: MarketType) => list.filter((one) => one === type).length;
  const everyone = areas.reduce((sum, { population }) => sum + (population ?? 1), 0);
  const share = (type: MarketType) => areas.reduce((sum, { population }, place) => sum + (types[place] === type ? (population ?? 1) : 0), 0) / everyone;
  return {
    cell: cell.id,
    level,
    position,
    words: cell.words,
    definition: cell.definition.id,
    is_default: cell.id === shipped ? 1 : 0,
    areas_competitive: count(types, 'competitive'),
    areas_limited: count(types, 'limited'),
    areas_monopoly: count(types, 'monopoly'),
    areas_unclassified: count(types, 'unclassified'),
    people_competitive: share('competitive'),
    people_monopoly: share('monopoly'),
    areas_changed: types.filter((type, place) => type !== usual[place]).length / types.length,
    systems_competitive: count(systems, 'competitive'),
    systems_limited: count(systems, 'limited'),
    systems_monopoly: count(systems, 'monopoly'),
    systems_changed: systems.filter((type, place) => type !== usualSystems[place]).length,
  };
}
