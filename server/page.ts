import type { Edition } from '../data/editions.ts';
import type { Columns, DataRow } from './columns.ts';
import type { ParameterSet, QueryOf } from './parameters.ts';
import type { PostcodeLookup } from './places/postcodes.ts';
import type { Release } from './release-files.ts';
import type { Releases } from './releases.ts';

/** What a page has loaded: rows for the data formats, and a view model for its template when HTML is asked for. */
export interface PageContent {
  title: string;
  columns: Columns;
  rows: readonly DataRow[];
  /** Printed beside the rows in JSON and as metadata of the Arrow schema. */
  meta: Readonly<Record<string, unknown>>;
  /** The template's context: formatting and drawing happen only when it is called. */
  view: () => object;
  /** From the first page down to this one's parent. */
  trail?: readonly Link[];
  /** Filters in force, for print. */
  filters?: readonly string[];
  /** Template, where it is not the page’s own: one address may have a page in numbers and one in words. */
  template?: string;
}

export interface Link {
  title: string;
  href: string;
}

/** A page within an edition: it reads the release in service. */
export interface EditionContext {
  edition: Edition;
  release: Release;
  /** Parts of the address that are identifiers. */
  params: Readonly<Record<string, string>>;
  /** Areas of postcodes or ZIP codes; null where no look-up is loaded. */
  postcodes: PostcodeLookup | null;
  /** Ids of the editions that have a release in service. */
  editionsInService: readonly string[];
}

/** A page about all editions. */
export interface SiteContext {
  /** In service. */
  inService: readonly Release[];
  releases: Releases;
  methodsFile: string;
  params: Readonly<Record<string, string>>;
}

interface PageBase<C, P extends ParameterSet> {
  /** Name of its template in views/pages. */
  name: string;
  path: string;
  /** Accepted query parameters; they may depend on the release and on what the address names. */
  parameters: (context: C) => P;
  load: (context: C, query: QueryOf<P>) => Promise<PageContent>;
}

/** What a form that was sent leads to: another page, or an answer that is neither kept nor linked to. */
export type FormAnswer = { redirect: string } | { status: number; content: PageContent };

/** A form that is sent by POST, so that what a person types is in no address, log or cache. */
export interface Form<P extends ParameterSet = ParameterSet> {
  /** What may be sent. */
  fields: P;
  /** `inService`: the releases of all editions, for what is not found in this one. */
  answer: (context: EditionContext, sent: QueryOf<P>, inService: readonly Release[]) => Promise<FormAnswer>;
}

export const defineForm = <const P extends ParameterSet>(form: Form<P>): Form => form as Form;

export interface EditionPage extends PageBase<EditionContext, ParameterSet> {
  scope: 'edition';
  form?: Form;
}

export interface SitePage extends PageBase<SiteContext, ParameterSet> {
  scope: 'site';
}

export type Page = EditionPage | SitePage;

/** Declares a page at `/:edition…`. */
export function definePage<const P extends ParameterSet>(page: PageBase<EditionContext, P> & { form?: Form }): EditionPage {
  return { scope: 'edition', ...page } as EditionPage;
}

/** Declares a page outside the editions. */
export function defineSitePage<const P extends ParameterSet>(page: PageBase<SiteContext, P>): SitePage {
  return { scope: 'site', ...page } as SitePage;
}

/** For pages that take no query. */
export const noParameters = (): Record<never, never> => ({});
