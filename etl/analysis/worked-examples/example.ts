/** An example says what went in and what the library made of it; the words stand still, the figures are computed. */
export interface Example {
  /** Slug of the heading in METHODS.md. */
  topic: string;
  title: string;
  text: string;
}

/** A number as the examples print it. */
export const n = (value: number, digits = 0): string => value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A figure that the example needs, or a fault of the example. */
export function known<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`worked example: no ${what}`);
  return value;
}

/** A table in Markdown; the first row is the header. */
export const table = (rows: readonly (readonly string[])[]): string =>
  rows.map((row, index) => `| ${row.join(' | ')} |${index === 0 ? `\n|${row.map(() => ' --- ').join('|')}|` : ''}`).join('\n');
