import type { Figure } from '../../../data/extract.ts';
import { missing, notApplicable, type Reading, readFigure, suppressed } from '../../readers/cell.ts';
import { quoted } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';

/** A cell of a row, for messages. */
export interface CellPlace {
  row: number;
  column: string;
}

/** Reads a published number, decimals included; nothing else is understood. */
export function numberOf(file: PublishedFile, { row, column }: CellPlace, text: string): number {
  const reading = readFigure(text);
  if (reading?.value == null) throw file.refuse(`line ${row}, column ${column}`, quoted(text), 'a number');
  return reading.value;
}

const withoutValue: Readonly<Record<string, Reading>> = { c: suppressed, ':': missing, z: notApplicable };

/** Qualifiers of Public Health Scotland beside a value: none, or derived from other values. */
const qualifiersOfValues = ['', 'd'];

/**
 * Reads a cell of Public Health Scotland with its qualifier: `c` withheld, `:` not available, `z` not applicable,
 * each beside an empty cell; a number has no qualifier or `d` (derived).
 */
export function qualifiedFigure(file: PublishedFile, place: CellPlace, { text, qualifier }: { text: string; qualifier: string }): Reading {
  const { row, column } = place;
  if (text.trim() === '') {
    const reading = withoutValue[qualifier];
    if (reading === undefined) throw file.refuse(`line ${row}, column ${column}`, `an empty cell with the qualifier ${quoted(qualifier)}`, 'c, : or z');
    return reading;
  }
  if (!qualifiersOfValues.includes(qualifier))
    throw file.refuse(`line ${row}, column ${column}`, `${quoted(text)} with the qualifier ${quoted(qualifier)}`, 'no qualifier or d');
  return { value: numberOf(file, place, text), status: 'final' };
}

/** The same reading, provisional where the publisher says that the period is. */
export const asPublished = (reading: Reading, isProvisional: boolean): Reading =>
  isProvisional && reading.status === 'final' ? { ...reading, status: 'provisional' } : reading;

/**
 * Adds up figures of the same period, unit, topic and item. A sum with a part that is withheld is withheld, and a
 * sum with a part that is missing is missing; parts that do not apply add nothing.
 */
export function summed(parts: readonly Figure[]): Figure[] {
  const sums = new Map<string, Figure>();
  for (const part of parts) {
    const key = [part.period, part.unit_code, part.topic, part.item].join('\t');
    const before = sums.get(key);
    sums.set(key, before === undefined ? part : { ...part, ...together(before, part) });
  }
  return [...sums.values()];
}

function together(a: Reading, b: Reading): Reading {
  const statuses = [a.status, b.status];
  if (statuses.includes('suppressed')) return suppressed;
  if (statuses.includes('missing')) return missing;
  if (a.value === null) return b;
  if (b.value === null) return a;
  return { value: a.value + b.value, status: statuses.includes('provisional') ? 'provisional' : 'final' };
}
