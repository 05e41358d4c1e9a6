import { parse } from 'csv-parse/sync';
import type { PublishedFile } from '../source.ts';

/** One record of a published CSV file, with its place as an editor would show it. */
export interface CsvRow {
  /** Line of the file on which the record starts, counted from 1. */
  row: number;
  /** The cells as published: text, untrimmed. */
  cells: readonly string[];
}

export interface CsvOptions {
  /** `utf8` unless told; older files of the publishers are in `latin1`. */
  encoding?: 'utf8' | 'latin1';
  delimiter?: string;
}

/**
 * Reads a published CSV file as rows of text cells, blank lines and rows of differing lengths included: what is
 * data, and how many cells it ought to have, is for the source to say. A byte order mark is left out. The rows are
 * counted as read.
 */
export function readCsv(file: PublishedFile, { encoding = 'utf8', delimiter = ',' }: CsvOptions = {}): CsvRow[] {
  const text = file.bytes.toString(encoding);
  const rows = parseCsv(file, text.replace(/^\uFEFF|^ï»¿/, ''), delimiter);
  file.read(rows.length);
  return rows;
}

function parseCsv(file: PublishedFile, text: string, delimiter: string): CsvRow[] {
  let line = 1;
  const rows: CsvRow[] = [];
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      on_record: (record: string[], { lines }) => {
        rows.push({ row: line, cells: record });
        // `lines` is where the parser stands after the record, and a quoted cell may span several lines.
        line = lines + 1;
        return null;
      },
    });
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number };
    if (code === undefined || !code.startsWith('CSV_')) throw error;
    throw file.refuse(`line ${lines ?? line}`, `text that is not CSV (${code})`, 'comma-separated values with balanced quotes');
  }
  return rows;
}
