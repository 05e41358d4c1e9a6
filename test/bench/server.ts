import { createServer, get } from 'node:http';
import autocannon from 'autocannon';
import { measures } from '../../data/measures/registry.ts';
import { listen, type Site, serveEngland } from '../support/site.ts';
import { type BenchResult, resultOf } from './report.ts';

function fetchBytes(port: number, path: string): Promise<{ body: Buffer; milliseconds: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    get({ port, path, host: '127.0.0.1', headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
        else resolve({ body: Buffer.concat(chunks), milliseconds: performance.now() - started });
      });
    }).on('error', reject);
  });
}

const perSecond = async (port: number, path: string): Promise<number> =>
  (await autocannon({ url: `http://127.0.0.1:${port}${path}`, connections: 20, duration: 3, headers: { 'accept-encoding': 'br' } })).requests.average;

export async function benchServer(): Promise<BenchResult[]> {
  const site = await serveEngland();
  try {
    return [await benchFirstRender(site), await benchCached(site)];
  } finally {
    site.close();
  }
}

/** Each measure's 106-row page is asked for once, so that each answer is a first render. */
async function benchFirstRender({ port }: Site): Promise<BenchResult> {
  const ids = measures
    .filter((measure) => measure.id.startsWith('qof-'))
    .map((measure) => measure.id)
    .slice(0, 60);
  const times = { measured: [] as number[], baseline: [] as number[] };
  let bytes = 0;
  for (const [index, id] of ids.entries()) {
    const data = await fetchBytes(port, `/england/league-tables/${id}.json?level=sub-icb`);
    const page = await fetchBytes(port, `/england/league-tables/${id}?level=sub-icb`);
    // The first ten warm the engine up.
    if (index < 10) continue;
    times.baseline.push(data.milliseconds);
    times.measured.push(page.milliseconds);
    bytes = page.body.length;
  }
  return resultOf(
    'first render of a 106-row league table with charts',
    times,
    'the same table as JSON, first time',
    'ms',
    { 'bytes sent (brotli)': bytes },
    'under 40 ms',
  );
}

/** The same page again, against a bare node:http server that sends the same bytes. */
async function benchCached({ port }: Site): Promise<BenchResult> {
  const path = '/england/league-tables/bed-days?level=sub-icb';
  const { body } = await fetchBytes(port, path);
  const bare = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br', 'content-length': body.length }).end(body),
  );
  const barePort = await listen(bare);
  const times = { measured: [] as number[], baseline: [] as number[] };
  try {
    for (let run = 0; run < 3; run += 1) {
      times.measured.push(await perSecond(port, path));
      times.baseline.push(await perSecond(barePort, '/'));
    }
  } finally {
    bare.close();
  }
  return resultOf('the same page again, from memory', times, 'bare node:http server sending the same bytes', 'requests/s', {
    'bytes sent (brotli)': body.length,
  });
}
