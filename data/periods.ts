/**
 * Periods carry a label that says what they are; these functions say what a label means.
 * `2018-19` is a financial year, `2019-04` a month, `2019-Q1` a calendar quarter, `2022` a calendar year and
 * `rating-2024` a year of Star Ratings. Up to `2011-12` a financial year and a month cannot be told apart: such labels are
 * refused, and nothing that is loaded has one.
 */

export type PeriodKind = 'financial-year' | 'month' | 'quarter' | 'year' | 'rating-year';

export interface Period {
  period: string;
  kind: PeriodKind;
  title: string;
  starts: string;
  ends: string;
}

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const parts = (label: string): [number, number] => {
  const match = /^(\d{4})-(\d{2})$/.exec(label);
  if (match === null) throw new RangeError(`not a period label: ${label}`);
  return [Number(match[1]), Number(match[2])];
};

/** The financial year `2018-19`: 1 April 2018 to 31 March 2019. Throws on a label that is not one. */
export function financialYear(label: string): Period {
  const [year, suffix] = parts(label);
  if (suffix !== (year + 1) % 100) throw new RangeError(`not a financial year: ${label}`);
  return { period: label, kind: 'financial-year', title: `April ${year} to March ${year + 1}`, starts: `${year}-04-01`, ends: `${year + 1}-03-31` };
}

/** The month `2019-04`. Throws on a label that is not one. */
export function month(label: string): Period {
  const [year, number] = parts(label);
  const name = monthNames[number - 1];
  if (name === undefined) throw new RangeError(`not a month: ${label}`);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { period: label, kind: 'month', title: `${name} ${year}`, starts: `${label}-01`, ends: `${label}-${String(last).padStart(2, '0')}` };
}

/** The calendar quarter `2019-Q1`: January to March 2019. Throws on a label that is not one. */
export function quarter(label: string): Period {
  const match = /^(\d{4})-Q([1-4])$/.exec(label);
  if (match === null) throw new RangeError(`not a quarter: ${label}`);
  const [year, number] = [Number(match[1]), Number(match[2])];
  const [first, last] = [month(`${year}-${twoDigits(3 * number - 2)}`), month(`${year}-${twoDigits(3 * number)}`)];
  return { period: label, kind: 'quarter', title: `${first.title.split(' ')[0]} to ${last.title}`, starts: first.starts, ends: last.ends };
}

/** The calendar year `2022`, or the Star Ratings year `rating-2024`. Throws on a label that is neither. */
export function calendarYear(label: string): Period {
  const match = /^(rating-)?(\d{4})$/.exec(label);
  if (match === null) throw new RangeError(`not a year: ${label}`);
  const [, rating, year] = match;
  const days = { starts: `${year}-01-01`, ends: `${year}-12-31` };
  return rating === undefined
    ? { period: label, kind: 'year', title: `${year}`, ...days }
    : { period: label, kind: 'rating-year', title: `Star Ratings ${year}`, ...days };
}

/** What a label means. Throws on a label that means nothing, or two things. */
export function periodOf(label: string): Period {
  if (/^(rating-)?\d{4}$/.test(label)) return calendarYear(label);
  if (label.includes('Q')) return quarter(label);
  const [year, suffix] = parts(label);
  const isYear = suffix === (year + 1) % 100;
  if (isYear && suffix >= 1 && suffix <= 12) throw new RangeError(`a financial year or a month: ${label}`);
  return isYear ? financialYear(label) : month(label);
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** Label of the financial year in which a month lies: `2019-03` is in `2018-19`. */
export function financialYearOfMonth(label: string): string {
  const [year, number] = parts(label);
  const first = number >= 4 ? year : year - 1;
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
}

/** The years in which a month or quarter lies: the financial year first, then the calendar year. None for a year. */
export function yearsOf({ kind, starts }: Pick<Period, 'kind' | 'starts'>): string[] {
  return kind === 'month' || kind === 'quarter' ? [financialYearOfMonth(starts.slice(0, 7)), starts.slice(0, 4)] : [];
}

/** Label of the period a year before: `2018-19` follows `2017-18`, the month `2019-04` follows `2018-04`. */
export function yearBefore({ period, kind }: Pick<Period, 'period' | 'kind'>): string {
  if (kind === 'rating-year') return `rating-${Number(period.slice(-4)) - 1}`;
  const year = Number(period.slice(0, 4)) - 1;
  if (kind === 'financial-year') return `${year}-${twoDigits((year + 1) % 100)}`;
  return `${year}${period.slice(4)}`;
}
