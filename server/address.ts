import type { RequestHandler, Response } from 'express';
import { type Format, formats } from './answer.ts';
import { Fault } from './faults.ts';

/** An address taken apart: what is asked for, in which format, with which query. */
export interface Address {
  /** Without the suffix of the format. */
  path: string;
  /** Raw, with its question mark. */
  search: string;
  format: Format;
}

const maximumLength = 2_000;

/** Takes the address apart once: the suffix of the format goes, so that one route serves all formats. */
export const splitAddress: RequestHandler = (request, response, next) => {
  const [rawPath = '/', ...rest] = request.url.split('?');
  const search = rest.length === 0 ? '' : `?${rest.join('?')}`;
  const suffix = /\.(json|csv|arrow)$/.exec(rawPath);
  const format = formats.find((known) => known === suffix?.[1]) ?? 'html';
  const bare = suffix === null ? rawPath : rawPath.slice(0, suffix.index);
  const path = bare === '/index' && format !== 'html' ? '/' : bare;
  setAddress(response, { path, search, format });
  if (request.url.length > maximumLength) return next(new Fault(414, `the address is longer than ${maximumLength} characters`));
  // Also keeps `//elsewhere/` from becoming a redirection to another site.
  if (path.includes('//')) return next(new Fault(404, 'no page at this address'));
  if (path.length > 1 && path.endsWith('/')) return response.redirect(308, `${path.slice(0, -1)}${suffix?.[0] ?? ''}${search}`);
  request.url = `${path}${search}`;
  next();
};

const setAddress = (response: Response, address: Address): void => {
  response.locals.address = address;
};

/** The address as taken apart; null when the fault came before that. */
export const addressOf = (response: Response): Address | null => (response.locals.address as Address | undefined) ?? null;
