import { plainText, shown } from '../../readers/cell.ts';
import { type CsvRow, readCsv } from '../../readers/csv.ts';
import { columnLetter } from '../../readers/workbook.ts';
import type { PublishedFile } from '../../source.ts';
import { decoded } from './star-text.ts';

/** Columns that say whose row it is, in every file of the star ratings. */
export const starIds = ['CONTRACT_ID', 'Organization Type', 'Contract Name', 'Organization Marketing Name', 'Parent Organization'] as const;

/** A column of figures: what its header says, and the dates below it where the layout has them. */
export interface StarColumn {
  index: number;
  title: string;
  measured: string;
}

/** A file of the star ratings, whatever the shape of its header. */
export interface StarSheet {
  /** Name of the nearest known layout, for messages. */
  layout: string;
  columns: readonly StarColumn[];
  rows: readonly CsvRow[];
}

const layouts = {
  four: 'the header of four lines: star ratings 2022 and 2023',
  titled: 'a title and a header of one line',
  one: 'the header of one line: star ratings 2024 and 2025',
} as const;

/** Lines in which the header may begin: a title may stand above it. */
const headerWithin = 2;

/**
 * Reads a file of the star ratings and finds the shape of its header from what stands in it, not from the year:
 * four lines (title; groups and the identifying columns; measures; dates), a title and one line, or one line.
 */
export function readStarSheet(file: PublishedFile, year: string): StarSheet {
  const rows = readCsv(asUtf8(file));
  const top = headerLine(rows);
  const header = rows[top];
  if (header === undefined) throw file.refuse(undefined, 'a file without lines', 'a header and one line per contract');
  assertTitles(file, rows.slice(0, top), year);
  const names = rows[top + 1];
  const four = names !== undefined && hasNoIds(names);
  const layout = four ? layouts.four : top > 0 ? layouts.titled : layouts.one;
  assertIds(file, header, layout);
  const dates = four ? rows[top + 2] : undefined;
  if (four && (dates === undefined || !hasNoIds(dates))) {
    throw file.refuse(`line ${names.row + 1}`, 'no dates below the measures', `the dates of each measure (nearest known layout: ${layout})`);
  }
  const data = rows.slice(top + (four ? 3 : 1));
  file.notData('title or header', rows.length - data.length);
  const titles = (four ? names : header).cells;
  for (const { row, cells } of data) if (cells.length !== titles.length) throw file.refuse(`line ${row}`, `${cells.length} cells`, `${titles.length} cells`);
  if (data.length === 0) throw file.refuse(undefined, 'no line below the header', 'one line per contract');
  const columns = titles.slice(starIds.length).map((title, offset) => {
    const index = starIds.length + offset;
    return { index, title: plainText(title), measured: plainText(dates?.cells[index]) };
  });
  return { layout, columns, rows: data };
}

/** Refuses a column that the layout does not have. */
export function unknownColumn(file: PublishedFile, { layout }: StarSheet, { index, title }: StarColumn, wanted: string) {
  return file.refuse(
    `column ${columnLetter(index)}`,
    `unknown column ${shown(title)} in place of ${wanted}`,
    `the known columns (nearest known layout: ${layout})`,
  );
}

/** The same published file, and the same account of it, with its text in UTF-8. */
const asUtf8 = (file: PublishedFile): PublishedFile => Object.assign(Object.create(file) as PublishedFile, { bytes: Buffer.from(decoded(file.bytes)) });

const idsIn = (row: CsvRow | undefined): number => starIds.filter((id, index) => plainText(row?.cells[index]) === id).length;

const hasNoIds = ({ cells }: CsvRow): boolean => cells.slice(0, starIds.length).every((cell) => plainText(cell) === '');

/** The line among the first that has most of the identifying columns. */
function headerLine(rows: readonly CsvRow[]): number {
  let best = 0;
  for (let line = 1; line < headerWithin; line += 1) if (idsIn(rows[line]) > idsIn(rows[best])) best = line;
  return best;
}

function assertIds(file: PublishedFile, { row, cells }: CsvRow, layout: string): void {
  starIds.forEach((id, index) => {
    if (plainText(cells[index]) === id) return;
    throw file.refuse(
      `line ${row}, column ${columnLetter(index)}`,
      `unknown column ${shown(cells[index])} in place of “${id}”`,
      `the known columns (nearest known layout: ${layout})`,
    );
  });
}

/** A title names the rating year, which must be that of the file name. */
function assertTitles(file: PublishedFile, titles: readonly CsvRow[], year: string): void {
  for (const { row, cells } of titles) {
    const title = plainText(cells[0]);
    if (!title.startsWith(`${year} `)) throw file.refuse(`line ${row}`, `the title ${shown(title)}`, `a title of the rating year ${year}, as in the file name`);
  }
}
