import { isBlank, plainText, shown } from '../../readers/cell.ts';
import { columnLetter, type Sheet, type SheetRow } from '../../readers/workbook.ts';
import type { PublishedFile } from '../../source.ts';

/** A column that is read, and what its figures are. */
export interface ReadColumn {
  column: number;
  /** Indicator code (`DM007`) or, for the left block, the sheet’s name. */
  topic: string;
  item: string;
  year: 'this' | 'previous';
}

/** Where things stand in a disease sheet, found by the text of its headers. */
export interface Layout {
  /** Index of the last header row. */
  leafRow: number;
  code: number;
  name: number;
  columns: readonly ReadColumn[];
  /** Codes of the indicators that have a numerator and a denominator. */
  indicators: readonly string[];
}

interface Block {
  kind: 'year' | 'indicator' | 'change';
  topic: string;
  year: 'this' | 'previous';
  column: number;
}

const indicatorItems = ['numerator', 'denominator', 'exceptions', 'denominator_plus_exceptions', 'achievement_percent', 'intervention_percent'];

// Exceptions were renamed personalised care adjustments (PCAs) in 2019-20; the CHD sheet of that year spells them PCAns.
const indicatorHeaders: readonly (readonly [RegExp, string | null])[] = [
  [/^numerator$/, 'numerator'],
  [/^denominator$/, 'denominator'],
  [/^(exceptions|pcas)$/, 'exceptions'],
  [/^denominator plus (exceptions|pcas)$/, 'denominator_plus_exceptions'],
  [/^underlying achievement net of (exceptions|pcas|pcans) \((per cent|%)\)$/, 'achievement_percent'],
  [/^(percentage of )?patients receiving intervention( \((per cent|%)\))?$/, 'intervention_percent'],
  [/^achievement score\b/, null],
  [/^achievement rate \((per cent|%)\)$/, null],
  [/^(exception|pca) rate \((per cent|%)\)$/, null],
];

const yearHeaders: readonly (readonly [RegExp, string | null])[] = [
  [/^number of practices$/, 'practices'],
  [/^(full )?list size$/, 'list_size'],
  [/^register$/, 'register'],
  [/^total (exceptions|pcas)$/, 'total_exceptions'],
  [/^total denominators$/, 'total_denominators'],
  [/^prevalence( \d+\+)? \((per cent|%)\)$/, null],
  [/^(estimated )?percentage /, null],
  [/^(total|average) achievement score\b/, null],
  [/^achievement \((per cent|%)\)$/, null],
  [/^(overall )?(exception|pca) rate \((per cent|%)\)$/, null],
  [/^year on year change/, null],
];

// `List size ages 17+`, `Estimated List Size 30-74`, `Ages 45+`, `Females aged 0-54 (estimated)1`, `List size <=79`
const ageList = /^(?:estimated )?(?:list size )?(females? )?(?:ages |aged )?(?:<=(\d+)|(\d+)(?:\+|-(\d+)))(?: \(estimated\)\d?)?$/;

/** Sheets with several age lists, and the one on which their prevalence is published. */
const registerAges: Readonly<Record<string, string>> = { DM: '17_plus' };

/** Finds the columns of a disease sheet by the text above them. Refuses a header that it does not know. */
export function findLayout(file: PublishedFile, sheet: Sheet, period: string): Layout {
  const place = `sheet ${sheet.name}`;
  const isCode = (text: string) => /^ccg (ods )?code\b/.test(text);
  const leafRow = sheet.rows.findIndex(({ cells }) => cells.some((cell) => isCode(normal(cell))));
  const leaf = sheet.rows[leafRow];
  if (leaf === undefined) throw file.refuse(place, 'no header “CCG code”', 'a header row with “CCG code” and “CCG name”');
  const code = leaf.cells.findIndex((cell) => isCode(normal(cell)));
  const name = leaf.cells.findIndex((cell) => /^ccg name\b/.test(normal(cell)));
  if (name < code) throw file.refuse(`${place}, row ${leaf.row}`, 'no header “CCG name” after “CCG code”', '“CCG name”');
  const groupRow = sheet.rows
    .slice(0, leafRow)
    .findLastIndex(({ cells }) => cells.some((cell, column) => column > name && /^\d{4}-\d{2}\d?$/.test(plainText(cell))));
  const group = sheet.rows[groupRow];
  if (group === undefined) throw file.refuse(place, 'no header row with years such as 2018-19', 'years and indicator codes above the column names');
  return { leafRow, code, name, ...findColumns({ file, sheet, period, name, group, headers: sheet.rows.slice(groupRow + 1, leafRow + 1) }) };
}

interface HeaderRows {
  file: PublishedFile;
  sheet: Sheet;
  period: string;
  name: number;
  group: SheetRow;
  /** Rows below the group row: one, or two where the publisher splits a header over rows. */
  headers: readonly SheetRow[];
}

function findColumns(rows: HeaderRows): Pick<Layout, 'columns' | 'indicators'> {
  const { file, sheet, name, group, headers } = rows;
  const width = Math.max(group.cells.length, ...headers.map(({ cells }) => cells.length));
  const columns: ReadColumn[] = [];
  const blocks: Block[] = [];
  for (let column = name + 1; column < width; column += 1) {
    if (plainText(group.cells[column]) !== '') blocks.push(readBlock(rows, column));
    const block = blocks.at(-1);
    const header = headers
      .map(({ cells }) => normal(cells[column]))
      .filter((text) => text !== '')
      .join(' ');
    if (header === '') continue;
    if (block === undefined) throw file.refuse(placeOf(rows, column), shown(header), 'a year or an indicator code above it');
    const item = readHeader(rows, { block, header, column });
    if (item !== null) columns.push({ column, item, topic: block.topic, year: block.year });
  }
  const indicators = blocks.filter(({ kind, topic }) => kind === 'indicator' && columns.some((column) => column.topic === topic)).map(({ topic }) => topic);
  for (const topic of indicators) assertItems(rows, topic, columns);
  const repeated = columns.find((a) => columns.some((b) => b !== a && b.topic === a.topic && b.item === a.item && b.year === a.year));
  if (repeated !== undefined)
    throw file.refuse(placeOf(rows, repeated.column), `a second column for ${repeated.item} of ${repeated.topic}`, 'each header once in its block');
  if (!columns.some(({ topic, item, year }) => topic === sheet.name && item === 'practices' && year === 'this')) {
    throw file.refuse(`sheet ${sheet.name}, row ${group.row}`, `no block ${rows.period} with “Number of practices”`, `the prevalence block of ${rows.period}`);
  }
  return { columns: nameAgeLists(sheet.name, columns), indicators };
}

function readBlock({ file, sheet, period, group }: HeaderRows, column: number): Block {
  const text = plainText(group.cells[column]);
  // A footnote sign may stick to the year: `2017-181`.
  const year = /^(\d{4}-\d{2})\d?$/.exec(text)?.[1];
  const yearBlock = { kind: 'year', topic: sheet.name, column } as const;
  if (year === period) return { ...yearBlock, year: 'this' };
  if (year === previousYear(period)) return { ...yearBlock, year: 'previous' };
  if (/^year on year change\b/i.test(text)) return { ...yearBlock, kind: 'change', year: 'this' };
  const code = /(?:^| )([A-Z]+(?:-[A-Z]+)?\d{3})$/.exec(text)?.[1];
  // CVD-PP001 of 2014-15 is CVDPP001 in every later year.
  if (code !== undefined) return { kind: 'indicator', topic: code.replace('-', ''), year: 'this', column };
  throw file.refuse(
    `sheet ${sheet.name}, row ${group.row}, column ${columnLetter(column)}`,
    shown(text),
    `${previousYear(period)}, ${period}, “Year on year change” or an indicator code`,
  );
}

function readHeader(rows: HeaderRows, { block, header, column }: { block: Block; header: string; column: number }): string | null {
  const known = block.kind === 'indicator' ? indicatorHeaders : yearHeaders;
  const match = known.find(([pattern]) => pattern.test(header));
  if (match !== undefined) return match[1];
  const ages = block.kind === 'indicator' ? null : ageList.exec(header);
  if (ages === null) {
    const wanted =
      block.kind === 'indicator'
        ? `a column of indicator ${block.topic}: ${indicatorItems.join(', ')}, score or rate`
        : 'practices, list size, register, prevalence, achievement or exceptions';
    throw rows.file.refuse(placeOf(rows, column), shown(header), wanted);
  }
  const [, females, upTo, from, to] = ages;
  return `ages ${females === undefined ? '' : 'females_'}${upTo === undefined ? `${from}_${to ?? 'plus'}` : `0_${upTo}`}`;
}

/** One age list in a block is `list_size_age`; where there are several, those that prevalence is not published on carry their ages. */
function nameAgeLists(sheet: string, columns: readonly ReadColumn[]): ReadColumn[] {
  return columns.map((column) => {
    if (!column.item.startsWith('ages ')) return column;
    const ages = column.item.slice('ages '.length);
    const several = columns.filter(({ item, year }) => item.startsWith('ages ') && year === column.year).length > 1;
    return { ...column, item: several && registerAges[sheet] !== ages ? `list_size_age_${ages}` : 'list_size_age' };
  });
}

function assertItems(rows: HeaderRows, topic: string, columns: readonly ReadColumn[]): void {
  const found = columns.filter((column) => column.topic === topic).map(({ item }) => item);
  const absent = indicatorItems.filter((item) => !found.includes(item));
  if (absent.length > 0)
    throw rows.file.refuse(
      `sheet ${rows.sheet.name}, row ${rows.headers.at(-1)?.row}`,
      `indicator ${topic} without ${absent.join(', ')}`,
      `${indicatorItems.join(', ')} in its block`,
    );
}

const placeOf = ({ sheet, headers }: HeaderRows, column: number): string => `sheet ${sheet.name}, row ${headers.at(-1)?.row}, column ${columnLetter(column)}`;

/** `2018-19` to `2017-18`. */
export const previousYear = (period: string): string => `${Number(period.slice(0, 4)) - 1}-${period.slice(2, 4)}`;

const normal = (cell: SheetRow['cells'][number] | undefined): string => plainText(cell).toLowerCase();

const footnote = /^(_|notes?|copyright ©.*|\d+\. .*)$/i;

/** Why a row below the headers is not data, or null when it may be data. */
export function notDataReason(cells: SheetRow['cells']): string | null {
  if (isBlank(cells)) return 'blank';
  return cells.every((cell) => plainText(cell) === '' || footnote.test(plainText(cell))) ? 'footnote' : null;
}
