import type { ErrorRequestHandler, RequestHandler } from 'express';
import { addressOf } from './address.ts';
import type { Assets } from './assets.ts';
import { Fault } from './faults.ts';
import { sentenceCase } from './formats/words.ts';
import { faultShell } from './shell.ts';
import type { Render } from './views.ts';
import { DeadlineError } from './warehouse.ts';

/** Reading is possible; forms have been answered before. */
export const refuseMethods: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  response.set('Allow', 'GET, HEAD');
  next(new Fault(405, `method ${request.method} is not accepted: addresses here can only be read`));
};

/** The end of the line: no page took the address. */
export const unknownAddress: RequestHandler = (_request, _response, next) => next(new Fault(404, 'no page at this address'));

const headings: Record<number, string> = {
  400: 'The address asks for something that is not accepted',
  404: 'Not found',
  405: 'Not accepted',
  413: 'Too much was sent',
  414: 'The address is too long',
  503: 'Not available at the moment',
};

/** Says what went wrong and what to try, in the format that was asked for; never how the machine works inside. */
export function answerFaults({ render, assets, log }: { render: Render; assets: Assets; log: (message: string) => void }): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const fault = faultFor(error);
    if (fault.status >= 500) log(`${request.method} ${request.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    response.status(fault.status).set('Cache-Control', 'no-store');
    const title = headings[fault.status] ?? 'Something went wrong';
    const address = addressOf(response);
    if (address !== null && address.format !== 'html') {
      return void response.json({
        error: { status: fault.status, message: fault.message, subject: fault.subject, accepted: fault.accepted.map(({ value }) => value) },
      });
    }
    response.type('html').send(
      render('fault', {
        shell: faultShell(title, assets),
        heading: title,
        message: sentenceCase(fault.message),
        subject: fault.subject,
        accepted: fault.accepted,
      }),
    );
  };
}

function faultFor(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof DeadlineError) return new Fault(503, 'this took too long and was stopped; please try again');
  const status = (error as { status?: unknown }).status;
  if (status === 413) return new Fault(413, 'what was sent is too long: a place name takes up to 100 characters');
  if (status === 400) return new Fault(400, 'the address cannot be decoded');
  return new Fault(500, 'this page could not be made; the fault is recorded');
}
