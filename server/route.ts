import type { Request, RequestHandler, Response } from 'express';
import { editionById, editions } from '../data/editions.ts';
import { type Address, addressOf } from './address.ts';
import { represent, type Setting } from './answer.ts';
import type { Assets } from './assets.ts';
import { Fault, unknown } from './faults.ts';
import type { FrontCache } from './front-cache.ts';
import type { EditionContext, EditionPage, Form, Page, PageContent } from './page.ts';
import { canonicalSearch, hasFreeText, type ParameterSet, parseQuery, type QueryOf } from './parameters.ts';
import type { PostcodeLookup } from './places/postcodes.ts';
import type { Releases } from './releases.ts';
import { send } from './representation.ts';
import type { Render } from './views.ts';

export interface RouteTools {
  releases: Releases;
  settings: { methodsFile: string };
  cache: FrontCache;
  render: Render;
  assets: Assets;
  /** Of the code. */
  version: string;
  /** Look-ups of postcodes, by edition. */
  postcodes: ReadonlyMap<string, PostcodeLookup>;
}

/** A page in one setting, before its query is known. */
interface Bound {
  parameters: ParameterSet;
  load: (query: QueryOf<ParameterSet>) => Promise<PageContent>;
  setting: Omit<Setting, 'path' | 'search'>;
}

/** Answers a page's address in all its formats, from the cache where it can. */
export function routeFor(page: Page, tools: RouteTools): RequestHandler {
  return async (request, response) => {
    const address = addressOf(response);
    if (address === null) throw new Fault(404, 'no page at this address');
    await withSetting(page, request, tools, (bound) => answer({ page, bound, address, tools, request, response }));
  };
}

async function answer(about: { page: Page; bound: Bound; address: Address; tools: RouteTools; request: Request; response: Response }): Promise<void> {
  const { page, bound, address, tools, request, response } = about;
  const { path, format } = address;
  const query = parseQuery(bound.parameters, address.search);
  const search = canonicalSearch(bound.parameters, query);
  const setting = { ...bound.setting, path, search };
  const render = async () => represent(format, page.name, await bound.load(query), setting, tools);
  // What a person typed is neither kept nor part of a key.
  if (hasFreeText(bound.parameters, query)) return send(request, response, await render());
  const key = [setting.version, format, path + search].join(' ');
  const kept = await tools.cache.fill(key, render);
  tools.cache.remember(request.originalUrl, key);
  return send(request, response, kept);
}

/** Answers a form: what was sent is read once, and the answer is not kept by anyone. */
export function formRouteFor(page: EditionPage, form: Form, tools: RouteTools): RequestHandler {
  return async (request, response) => {
    const { path = request.path } = addressOf(response) ?? {};
    const sent = parseQuery(form.fields, typeof request.body === 'string' ? request.body : '');
    await tools.releases.useAll((inService) =>
      withEdition(request, tools, async (context, setting) => {
        const answer = await form.answer(context, sent, inService);
        if ('redirect' in answer) return response.set('Cache-Control', 'no-store').redirect(303, answer.redirect);
        const rendered = represent('html', page.name, answer.content, { ...setting, path, search: '' }, tools);
        await send(request, response, { ...rendered, cacheControl: 'no-store' }, answer.status);
      }),
    );
  };
}

function withSetting(page: Page, request: Request, tools: RouteTools, work: (bound: Bound) => Promise<void>): Promise<void> {
  const params = request.params as Record<string, string>;
  if (page.scope === 'site') {
    return tools.releases.useAll((inService) => {
      const context = { inService, releases: tools.releases, methodsFile: tools.settings.methodsFile, params };
      const version = [tools.version, ...inService.map(({ id }) => id)].join('+');
      return work({ parameters: page.parameters(context), load: (query) => page.load(context, query), setting: { edition: null, release: null, version } });
    });
  }
  return withEdition(request, tools, (context, setting) => work({ parameters: page.parameters(context), load: (query) => page.load(context, query), setting }));
}

function withEdition(
  request: Request,
  { releases, postcodes, version }: RouteTools,
  work: (context: EditionContext, setting: Bound['setting']) => Promise<void>,
): Promise<void> {
  const params = request.params as Record<string, string>;
  const edition = editionById.get(params.edition ?? '');
  if (edition === undefined)
    throw unknown(
      'edition',
      params.edition ?? '',
      editions.map(({ id, title }) => ({ value: id, title, href: `/${id}` })),
    );
  return releases.use(edition.id, (release) => {
    if (release === null) throw new Fault(503, `there is no release of ${edition.title} yet`);
    const editionsInService = releases.inService().map((one) => one.edition.id);
    const context = { edition, release, params, postcodes: postcodes.get(edition.id) ?? null, editionsInService };
    return work(context, { edition, release, version: `${version}+${release.id}` });
  });
}
