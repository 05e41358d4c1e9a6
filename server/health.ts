import type { RequestHandler } from 'express';
import type { Releases } from './releases.ts';

/** `/healthz`: the process is up. */
export const answerHealth: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'up' });
};

/** `/readyz`: there is something to serve. An edition that is still to be built does not keep the others from readers. */
export const answerReadiness =
  (releases: Releases): RequestHandler =>
  (_request, response) => {
    const serving = releases.inService().map(({ id, edition }) => [edition.id, id]);
    const ready = serving.length > 0;
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : 'not ready', releases: Object.fromEntries(serving) });
  };
