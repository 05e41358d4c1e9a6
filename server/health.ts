import type { RequestHandler } from 'express';
import { editions } from '../data/editions.ts';
import type { Releases } from './releases.ts';

/** `/healthz`: the process is up. */
export const answerHealth: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'up' });
};

/** `/readyz`: every edition has a release in service. */
export const answerReadiness =
  (releases: Releases): RequestHandler =>
  (_request, response) => {
    const serving = new Map(releases.inService().map(({ id, edition }) => [edition.id, id]));
    const ready = editions.every(({ id }) => serving.has(id));
    const body = { status: ready ? 'ready' : 'not ready', releases: Object.fromEntries(editions.map(({ id }) => [id, serving.get(id) ?? null])) };
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(body);
  };
