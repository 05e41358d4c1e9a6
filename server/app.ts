import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import helmet from 'helmet';
import { splitAddress } from './address.ts';
import { loadAssets } from './assets.ts';
import { createFrontCache } from './front-cache.ts';
import { answerHealth, answerReadiness } from './health.ts';
import { pages } from './pages/registry.ts';
import type { PostcodeLookup } from './places/postcodes.ts';
import { answerFaults, refuseMethods, unknownAddress } from './refusals.ts';
import type { Releases } from './releases.ts';
import { send } from './representation.ts';
import { formRouteFor, routeFor } from './route.ts';
import { projectRoot, type Settings } from './settings.ts';
import { createViews } from './views.ts';

export interface AppOptions {
  releases: Releases;
  settings: Pick<Settings, 'environment' | 'methodsFile'>;
  /** Look-ups of postcodes or ZIP codes, by edition; none ships with the program. */
  postcodes?: ReadonlyMap<string, PostcodeLookup>;
  log?: (message: string) => void;
}

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
};

/** The most that a form may send: far more than a name, so that a long text gets a sentence and not a refusal. */
const mostSent = '100kb';

/** The whole site: security headers, then answers kept in memory, then pages in the order of their registry. */
export function createApp({ releases, settings, postcodes = new Map(), log = () => {} }: AppOptions): RequestListener {
  const secure = helmet({ contentSecurityPolicy, strictTransportSecurity: false });
  const assets = loadAssets(join(projectRoot, 'views', 'assets'));
  const developing = settings.environment === 'development';
  const render = createViews(join(projectRoot, 'views'), { fresh: developing });
  const cache = createFrontCache(developing ? { maximumBytes: 0 } : {});
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  releases.onChange(() => cache.drop());

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  const tools = { releases, settings, cache, render, assets, version, postcodes };
  const readBody = express.text({ type: () => true, limit: mostSent });
  for (const page of pages)
    if (page.scope === 'edition' && page.form !== undefined) app.post(page.path, splitAddress, readBody, formRouteFor(page, page.form, tools));
  app.use(refuseMethods);
  app.get('/healthz', answerHealth);
  app.get('/readyz', answerReadiness(releases));
  app.use(splitAddress);
  for (const page of pages) app.get(page.path, routeFor(page, tools));
  app.use(unknownAddress);
  app.use(answerFaults({ render, assets, log }));

  return (request, response) =>
    secure(request, response, () => {
      const readable = request.method === 'GET' || request.method === 'HEAD';
      const kept = readable ? (assets.byUrl.get(request.url ?? '') ?? cache.answerFor(request)) : undefined;
      if (kept === undefined) app(request, response);
      else void send(request, response, kept);
    });
}
