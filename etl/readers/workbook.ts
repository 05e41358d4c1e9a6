import * as XLSX from '@e965/xlsx';
import type { PublishedFile } from '../source.ts';
import { isWholeZip } from './zip.ts';

/** What a cell holds: the stored number rather than its printed form; null when there is nothing. */
export type CellValue = string | number | boolean | null;

export interface SheetRow {
  /** Row as a spreadsheet shows it, counted from 1. */
  row: number;
  cells: readonly CellValue[];
}

export interface Sheet {
  name: string;
  /** Every row down to the last one that the file stores, blank ones included. */
  rows: readonly SheetRow[];
}

// A library for spreadsheets reads nearly any text as a table; a workbook is known by its first bytes.
const signatures = { xlsx: '504b0304', xls: 'd0cf11e0' } as const;

/** Opens a published workbook and counts the rows of all its sheets as read. Refuses a file that is not a whole workbook. */
export function readWorkbook(file: PublishedFile, format: keyof typeof signatures): Sheet[] {
  if (file.bytes.subarray(0, 4).toString('hex') !== signatures[format]) {
    throw file.refuse(undefined, 'a file that is not a workbook', `an .${format} workbook`);
  }
  // An .xls workbook is laid out in sectors of 512 bytes.
  const whole = format === 'xlsx' ? isWholeZip(file.bytes) : file.bytes.length % 512 === 0;
  if (!whole) throw damaged(file, format);
  const sheets = parse(file, format);
  for (const sheet of sheets) file.read(sheet.rows.length);
  return sheets;
}

function parse(file: PublishedFile, format: string): Sheet[] {
  let workbook: XLSX.WorkBook;
  try {
    workbook = XLSX.read(file.bytes, { dense: true, cellFormula: false, cellHTML: false, cellText: false, cellNF: false });
  } catch {
    // The library’s own message speaks of its insides (`reading 'data'`) and would mislead.
    throw damaged(file, format);
  }
  return workbook.SheetNames.map((name) => {
    const data: readonly (readonly (XLSX.CellObject | undefined)[] | undefined)[] = workbook.Sheets[name]?.['!data'] ?? [];
    return { name, rows: Array.from(data, (cells, index) => ({ row: index + 1, cells: Array.from(cells ?? [], cellValue) })) };
  });
}

const damaged = (file: PublishedFile, format: string) => file.refuse(undefined, 'a damaged or truncated workbook', `a whole .${format} workbook`);

function cellValue(cell: XLSX.CellObject | undefined): CellValue {
  if (cell === undefined || cell.v === undefined || cell.t === 'z') return null;
  // Errors are stored as codes: 42 must not be read as a number.
  if (cell.t === 'e') return cell.w ?? `error ${String(cell.v)}`;
  return cell.v instanceof Date ? cell.v.toISOString() : cell.v;
}

/** The sheet of that name. Refuses a workbook without it. */
export function sheetNamed(file: PublishedFile, sheets: readonly Sheet[], name: string): Sheet {
  const found = sheets.find((sheet) => sheet.name === name);
  if (found === undefined) throw file.refuse(undefined, `no sheet ${name} among ${sheets.map((sheet) => sheet.name).join(', ')}`, `a sheet ${name}`);
  return found;
}

/** Column as a spreadsheet shows it: 0 is `A`, 27 is `AB`. */
export const columnLetter = (column: number): string => XLSX.utils.encode_col(column);
