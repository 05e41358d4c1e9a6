import { type Figure, figureColumns } from '../../data/extract.ts';
import type { TableOut } from '../source.ts';

/** An organisation’s name as a publisher gave it for a period. */
export interface OrganisationName {
  code: string;
  name: string;
  period: string;
}

/** The `figures` table of a source, sorted by period, unit, topic and item so that equal data give equal bytes. */
export function figuresTable(row: string, figures: readonly Figure[]): TableOut {
  const rows = figures.map((figure) => figureColumns.map((column) => figure[column]));
  return { name: 'figures', row, columns: figureColumns, rows: rows.sort(byTextOfColumns(4)) };
}

/** The `organisations` table of a source, sorted by code and period. */
export function organisationsTable(row: string, names: readonly OrganisationName[]): TableOut {
  const rows = names.map(({ code, name, period }) => [code, name, period]);
  return { name: 'organisations', row, columns: ['code', 'name', 'period'], rows: rows.sort((a, b) => compareText(a[0], b[0]) || compareText(a[2], b[2])) };
}

type Value = string | number | null | undefined;

/** Orders by code unit and not by locale: the order must not depend on the machine. */
export const compareText = (a: Value, b: Value): number => (a === b ? 0 : String(a) < String(b) ? -1 : 1);

const byTextOfColumns =
  (columns: number) =>
  (a: readonly Value[], b: readonly Value[]): number => {
    for (let column = 0; column < columns; column += 1) {
      const order = compareText(a[column], b[column]);
      if (order !== 0) return order;
    }
    return 0;
  };
