import type { Figure } from '../../data/extract.ts';
import type { CellValue } from './workbook.ts';

/** What a published cell says: a number, or why there is none. */
export type Reading = Pick<Figure, 'value' | 'status'>;

/** What a publisher’s signs mean, such as `*` for a withheld number. A sign that is not declared is not understood. */
export type Markers = Readonly<Record<string, Reading>>;

export const suppressed: Reading = { value: null, status: 'suppressed' };
export const missing: Reading = { value: null, status: 'missing' };
export const notApplicable: Reading = { value: null, status: 'not-applicable' };
export const zero: Reading = { value: 0, status: 'final' };

const printedNumber = /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;

/**
 * Reads a published count or percentage: a stored number, or text with thousands commas, tabs and spaces.
 * Returns null for anything else, negative numbers included, so that the caller can say where it stood.
 */
export function readFigure(cell: CellValue, markers: Markers = {}): Reading | null {
  if (typeof cell === 'number') return Number.isFinite(cell) && cell >= 0 ? { value: cell, status: 'final' } : null;
  if (typeof cell === 'boolean') return null;
  const text = plainText(cell);
  if (text === '') return missing;
  if (printedNumber.test(text)) return { value: Number(text.replaceAll(',', '')), status: 'final' };
  return Object.hasOwn(markers, text) ? (markers[text] ?? null) : null;
}

/** A cell’s text with every run of white space, line breaks included, as one space. Empty for an empty cell. */
export const plainText = (cell: CellValue | undefined): string => (cell === null || cell === undefined ? '' : String(cell).replace(/\s+/g, ' ').trim());

/** Whether there is nothing in any of the cells. */
export const isBlank = (cells: readonly CellValue[]): boolean => cells.every((cell) => plainText(cell) === '');

/** A cell as a message shows it. */
export const shown = (cell: CellValue | undefined): string => (plainText(cell) === '' ? 'an empty cell' : `“${plainText(cell).slice(0, 80)}”`);
