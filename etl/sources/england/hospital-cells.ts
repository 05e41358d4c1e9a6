import { compareText } from '../../readers/figures.ts';
import { byCode, codeOf, quoted } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';

/** Code of an NHS trust. Walk-in centres, independent providers and practices have other forms. */
export const trustForm = /^R[A-Z0-9]{2}$/;
export const expectedTrust = 'an NHS trust, such as R1H';

/** Code of an integrated care board as the Office for National Statistics gives it. */
export const icbForm = /^E54\d{6}$/;
export const expectedIcb = 'the ONS code of an integrated care board, such as E54000008';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The period of a month written in words: `April 2022` is `2022-04`. */
export function monthNamed(file: PublishedFile, row: number, column: string, text: string): string {
  const [, name = '', year = ''] = /^([A-Z][a-z]+) (20\d\d)$/.exec(text) ?? [];
  const month = months.indexOf(name) + 1;
  if (month === 0) throw file.refuse(`line ${row}, column ${column}`, quoted(text), 'a month such as April 2022');
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** A day as published, or a refusal: `2022-02-30` is none. */
export function dayOf(file: PublishedFile, row: number, column: string, text: string): string {
  const day = codeOf(file, row, column, text, /^20\d\d-\d\d-\d\d$/, 'a day such as 2022-04-01');
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(day))
    throw file.refuse(`line ${row}, column ${column}`, quoted(text), 'a day of the calendar');
  return day;
}

/** A count, or null where the file says by `NA` that there is none. */
export function countOrNone(file: PublishedFile, row: number, column: string, text: string): number | null {
  if (text === 'NA') return null;
  return Number(codeOf(file, row, column, text, /^\d+$/, 'a whole number or NA'));
}

/** What one unit published for one month, before anyone asked whether the month is a copy of another. */
export interface MonthOfUnit<Values> {
  row: number;
  period: string;
  unit: string;
  values: Values;
}

/** Fewer units than this may well agree by chance. */
const fewestUnits = 10;

/**
 * Leaves out the months that repeat an earlier month figure for figure: a file compiled from monthly
 * publications sometimes holds one of them twice. Counts every row of the file as kept or as a repetition.
 */
export function withoutRepeatedMonths<Values>(file: PublishedFile, rows: readonly MonthOfUnit<Values>[], valuesOfRow: number): MonthOfUnit<Values>[] {
  const byPeriod = new Map<string, MonthOfUnit<Values>[]>();
  for (const row of rows) byPeriod.set(row.period, [...(byPeriod.get(row.period) ?? []), row]);
  const seen = new Map<string, string>();
  return [...byPeriod.keys()].sort(byCode).flatMap((period) => {
    const ofMonth = (byPeriod.get(period) ?? []).toSorted((a, b) => compareText(a.unit, b.unit));
    const content = JSON.stringify(ofMonth.map(({ unit, values }) => [unit, values]));
    const first = seen.get(content);
    if (first !== undefined && ofMonth.length >= fewestUnits) {
      file.notData(`${period} repeats every figure of ${first}`, ofMonth.length);
      return [];
    }
    seen.set(content, period);
    for (const _ of ofMonth) file.kept(valuesOfRow);
    return ofMonth;
  });
}
