import type { Columns, DataRow } from '../columns.ts';

/** Characters with which a spreadsheet begins a formula. */
const formulaStart = /^[=+\-@\t\r]/;

/** Rows as CSV (RFC 4180) with a header. Text that a spreadsheet would run as a formula gets an apostrophe; numbers do not. */
export function toCsv(columns: Columns, rows: readonly DataRow[]): string {
  const names = Object.keys(columns);
  const lines = [names.map(quoted).join(',')];
  for (const row of rows) lines.push(names.map((name) => cell(row[name] ?? null)).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return quoted(formulaStart.test(value) ? `'${value}` : value);
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
