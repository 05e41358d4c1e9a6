import { quoted } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import type { CellPlace } from './cells.ts';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2016Q3` of Public Health Scotland is the calendar quarter `2016-Q3`. */
export function publishedQuarter(file: PublishedFile, place: CellPlace, text: string): string {
  return labelled(file, place, {
    text,
    form: /^(\d{4})Q([1-4])$/,
    expected: 'a calendar quarter, such as 2016Q3',
    label: (year, quarter) => `${year}-Q${quarter}`,
  });
}

/** `200707` of Public Health Scotland is the month `2007-07`. */
export function publishedMonth(file: PublishedFile, place: CellPlace, text: string): string {
  return labelled(file, place, { text, form: /^(\d{4})(0[1-9]|1[0-2])$/, expected: 'a month, such as 200707', label: (year, month) => `${year}-${month}` });
}

/** `Jan-21` of the Welsh bed tables is the month `2021-01`. */
export function namedMonth(file: PublishedFile, place: CellPlace, text: string): string {
  const label = (name: string, year: string) => `20${year}-${String(monthNames.indexOf(name) + 1).padStart(2, '0')}`;
  return labelled(file, place, { text, form: new RegExp(`^(${monthNames.join('|')})-(\\d\\d)$`), expected: 'a month, such as Jan-21', label });
}

/** The month of the first day of a month. */
export function monthOfFirstDay(file: PublishedFile, place: CellPlace, text: string): string {
  const label = (year: string, month: string) => `${year}-${month}`;
  return labelled(file, place, { text, form: /^(\d{4})-(0[1-9]|1[0-2])-01$/, expected: 'the first day of a month, such as 2016-07-01', label });
}

/** The month of the last day of a month. */
export function monthOfLastDay(file: PublishedFile, { row, column }: CellPlace, text: string): string {
  const [year = '', month = ''] = text.split('-');
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text !== lastDay(year, month))
    throw file.refuse(`line ${row}, column ${column}`, quoted(text), 'the last day of a month, such as 2007-07-31');
  return `${year}-${month}`;
}

/** The calendar quarter that begins on a day. */
export function quarterOfFirstDay(file: PublishedFile, place: CellPlace, text: string): string {
  const label = (year: string, month: string) => `${year}-Q${(Number(month) + 2) / 3}`;
  return labelled(file, place, { text, form: /^(\d{4})-(01|04|07|10)-01$/, expected: 'the first day of a calendar quarter, such as 2019-04-01', label });
}

/** The calendar quarter that ends on a day. */
export function quarterOfLastDay(file: PublishedFile, place: CellPlace, text: string): string {
  const label = (year: string, month: string) => `${year}-Q${Number(month) / 3}`;
  const form = /^(\d{4})-(03-31|06-30|09-30|12-31)$/;
  return labelled(file, place, {
    text,
    form,
    expected: 'the last day of a calendar quarter, such as 2012-06-30',
    label: (year, day) => label(year, day.slice(0, 2)),
  });
}

interface Labelling {
  text: string;
  form: RegExp;
  expected: string;
  label: (first: string, second: string) => string;
}

function labelled(file: PublishedFile, { row, column }: CellPlace, { text, form, expected, label }: Labelling): string {
  const [, first, second] = form.exec(text) ?? [];
  if (first === undefined || second === undefined) throw file.refuse(`line ${row}, column ${column}`, quoted(text), expected);
  return label(first, second);
}

/** The day before the first of the next month, or nothing that a date could be. */
function lastDay(year: string, month: string): string {
  const day = new Date(Date.UTC(Number(year), Number(month), 0));
  return Number.isNaN(day.getTime()) ? 'no date' : day.toISOString().slice(0, 10);
}
