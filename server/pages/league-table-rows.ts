import { hrefWith } from '../filters.ts';
import { type Estimate, type FigureCells, figureCells, type MarketCell, marketCell } from '../formats/cells.ts';
import { isUntested, yardstickWords } from '../formats/league-words.ts';
import { number } from '../formats/numbers.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { LoadedTable } from './league-table-view.ts';

/** Which columns the table has: a column that would be empty in every row is left out. */
export interface Shape {
  rank: boolean;
  market: boolean;
  tested: boolean;
  position: boolean;
  change: boolean;
  counts: boolean;
  /** All columns, and those that a row without a value spans. */
  columns: number;
  valueColumns: number;
}

/** The same on every page of a long table. `placed` says whether systems of the level have a market type. */
export function shapeOf(rows: readonly LeagueRow[], placed: boolean): Shape {
  const within = {
    tested: rows.some((row) => row.p_adjusted !== null),
    position: rows.some((row) => row.band !== null),
    change: rows.some((row) => row.change_words !== ''),
  };
  const beside = {
    rank: rows.some((row) => row.rank_words !== ''),
    market: placed,
    counts: rows.some((row) => row.numerator !== null || row.denominator !== null),
  };
  const present = (shape: object): number => Object.values(shape).filter(Boolean).length;
  const valueColumns = 3 + present(within);
  return { ...within, ...beside, valueColumns, columns: 1 + present(beside) + valueColumns };
}

/** Column heads; those that can be sorted link to the other order, and say which is in force. */
export function headsOf({ context, measure, query, parameters }: LoadedTable, shape: Shape): object[] {
  const { declaration } = measure;
  const path = `/${context.edition.id}/league-tables/${declaration.id}`;
  const sorted = (title: string, first: string, second: string | null, numeric: boolean): object => {
    const next = query.sort === first && second !== null ? second : first;
    return {
      title,
      numeric,
      // Another order begins on its first page.
      href: hrefWith(path, parameters, query, { sort: next, page: '1' }),
      current: query.sort === first || query.sort === second,
      direction: directionOf(query.sort, first, declaration.polarity === 'higher-is-better'),
    };
  };
  const plain = (title: string, numeric: boolean): object => ({ title, numeric, href: null, current: false, direction: null });
  const interval = isUntested(declaration) ? '' : ' (95% interval)';
  return [
    sorted('System', 'name', '-name', false),
    ...(shape.rank ? [sorted('Rank', 'band', null, false)] : []),
    ...(shape.market ? [sorted('Market type', 'market', null, false)] : []),
    sorted(`${query.estimate === 'shrunken' ? 'Shrunken value' : 'Value'}, ${declaration.shortUnit}${interval}`, 'value', '-value', true),
    plain(yardstickWords(query.yardstick, declaration).title, true),
    sorted(`Gap${interval}`, '-gap', 'gap', false),
    ...(shape.tested ? [plain('Adjusted p', true)] : []),
    ...(shape.position ? [plain('Position', false)] : []),
    ...(shape.change ? [plain('Since the year before', false)] : []),
    ...(shape.counts ? [sorted('Numerator of denominator', '-denominator', 'denominator', true)] : []),
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

/** The rows of a page under the tie band that they share, when the table is in that order; otherwise all under none. */
export function bandsOf({ context, measure, query, rows }: LoadedTable, shown: readonly LeagueRow[]): { title: string | null; rows: RowView[] }[] {
  const { declaration } = measure;
  const viewOf = (row: LeagueRow): RowView => ({
    id: row.system_id,
    name: row.short_name,
    href: `/${context.edition.id}/systems/${row.system_id}/measures/${declaration.id}`,
    market: marketCell(row.market_type),
    ...figureCells(row, declaration, query.estimate as Estimate),
  });
  if (query.sort !== 'band' || !rows.some((row) => row.tie_band !== null)) return [{ title: null, rows: shown.map(viewOf) }];
  const bands = [...new Set(shown.map((row) => row.tie_band))];
  return bands.map((band) => ({
    title: bandTitle(
      band,
      // A band may go on overleaf.
      rows.filter((row) => row.tie_band === band).length,
    ),
    rows: shown.filter((row) => row.tie_band === band).map(viewOf),
  }));
}

function bandTitle(band: number | null, systems: number): string {
  if (band === null) return 'Not ranked: no value';
  if (systems === 1) return `Band ${band}: one system`;
  return `Band ${band}: ${number(systems)} systems, no two of which can be told apart`;
}
