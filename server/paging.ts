import { Fault } from './faults.ts';
import { hrefWith } from './filters.ts';
import { number } from './formats/numbers.ts';
import { oneOf, type Parameter, type ParameterSet } from './parameters.ts';

/** Rows of a table on one page of HTML; the data formats hold all of them. */
export const pageSize = 200;

const pagesFor = (rows: number): number => Math.max(1, Math.ceil(rows / pageSize));

/** `page=`: as many pages as the longest table could have. Absent is the first. */
export const pageParameter = (mostRows: number): Parameter => oneOf(Array.from({ length: pagesFor(mostRows) }, (_, place) => String(place + 1)));

export interface PageLink {
  title: string;
  href: string;
  current: boolean;
}

/** Which rows are shown, in words, and the way to the others; null where one page holds all. */
export interface PagingView {
  shown: string;
  previous: string | null;
  next: string | null;
  pages: readonly PageLink[];
}

export interface Paged<T> {
  rows: readonly T[];
  paging: PagingView | null;
}

/** Refuses a page beyond the last, with the addresses of those there are. */
export function checkPage(rows: number, about: { path: string; parameters: ParameterSet; query: Readonly<Record<string, string>> }): void {
  const [pages, asked] = [pagesFor(rows), Number(about.query.page ?? '1')];
  if (asked <= pages) return;
  throw new Fault(400, `there is no page ${asked} of this table: it has ${number(pages)}`, {
    subject: 'page',
    accepted: Array.from({ length: pages }, (_, place) => {
      const value = String(place + 1);
      return { value, title: `Page ${value}`, href: hrefWith(about.path, about.parameters, about.query, { page: value }) };
    }),
  });
}

/** One page of rows, and the links to the others. `anchor` is the id of the table's heading, so that a link leads back to it. */
export function pageOf<T>(
  rows: readonly T[],
  about: { path: string; parameters: ParameterSet; query: Readonly<Record<string, string>>; anchor: string },
): Paged<T> {
  const pages = pagesFor(rows.length);
  if (pages === 1) return { rows, paging: null };
  const current = Math.min(pages, Number(about.query.page ?? '1'));
  const [from, to] = [(current - 1) * pageSize, Math.min(rows.length, current * pageSize)];
  const href = (page: number): string => `${hrefWith(about.path, about.parameters, about.query, { page: String(page) })}#${about.anchor}`;
  return {
    rows: rows.slice(from, to),
    paging: {
      shown: `Rows ${number(from + 1)} to ${number(to)} of ${number(rows.length)} are shown. CSV, JSON and Arrow, at the foot of the page, hold all of them.`,
      previous: current === 1 ? null : href(current - 1),
      next: current === pages ? null : href(current + 1),
      pages: Array.from({ length: pages }, (_, place) => ({ title: number(place + 1), href: href(place + 1), current: place + 1 === current })),
    },
  };
}
