import type { Figure } from '../../../data/extract.ts';
import { compareText, figuresTable } from '../../readers/figures.ts';
import type { TableOut } from '../../source.ts';

/**
 * A table of figures of practices, sorted by topic, item, practice and period: rows beside each other are then most
 * alike, which makes an extract of a hundred thousand rows a tenth smaller than in the order of other sources.
 */
export function practiceFigures(name: string, row: string, figures: readonly Figure[]): TableOut {
  const table = figuresTable(row, figures);
  const order = (['topic', 'item', 'unit_code', 'period'] as const).map((column) => table.columns.indexOf(column));
  const rows = [...table.rows].sort((a, b) => order.reduce((found, column) => found || compareText(a[column], b[column]), 0));
  return { ...table, name, rows };
}

/** ODS code of a general practice. */
export const practiceCode = /^[A-Z]\d{5}$/;

/** ODS code of a CCG or of a sub-ICB location, which took over the codes of the CCGs. */
export const subIcbOrCcgCode = /^(\d\d[A-Z]|[A-Z]\d[A-Z]\d[A-Z])$/;

/**
 * The code of a primary care network as our tables have it: empty where the publisher says `U`, “Unallocated”, for a
 * practice in no network. Null for anything else that is not a network’s code and name.
 */
export function networkOf(code: string, name: string): { code: string; name: string } | null {
  if (code === 'U' && name === 'Unallocated') return { code: '', name: '' };
  return /^U\d{5}$/.test(code) && name !== '' ? { code, name } : null;
}
