/** Periods carry the publisher's label; these functions say what a label means. */

export type PeriodKind = 'financial-year' | 'month';

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

/** Label of the financial year in which a month lies: `2019-03` is in `2018-19`. */
export function financialYearOfMonth(label: string): string {
  const [year, number] = parts(label);
  const first = number >= 4 ? year : year - 1;
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
}

/** Label of the period a year before: `2018-19` follows `2017-18`, the month `2019-04` follows `2018-04`. */
export function yearBefore({ period, kind }: Pick<Period, 'period' | 'kind'>): string {
  const [year, suffix] = parts(period);
  return kind === 'month' ? `${year - 1}-${period.slice(5)}` : `${year - 1}-${String((suffix + 99) % 100).padStart(2, '0')}`;
}
