import { Agent, createServer, get } from 'node:http';
import { editions } from '../../data/editions.ts';
import { listenPatients, type PatientPage, pagesAt } from '../support/patient-pages.ts';
import { listen, type Site } from '../support/site.ts';
import { type BenchResult, resultOf } from './report.ts';

/** Areas of each edition for each kind of page, and how many answers warm the engine up. */
const sampled = 40;
const warmUp = 8;

const kinds = [
  ['area', 'page of an area'],
  ['system', 'page of one system'],
  ['comparison', 'comparison of up to five systems'],
] as const;

interface Answer {
  body: Buffer;
  milliseconds: number;
}

function ask(agent: Agent, port: number, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    get({ agent, port, path, host: '127.0.0.1', headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
        else resolve({ body: Buffer.concat(chunks), milliseconds: performance.now() - started });
      });
    }).on('error', reject);
  });
}

/** First renders of the pages for patients over real releases of all editions, and the same pages from memory. */
export async function benchPatients(): Promise<BenchResult[]> {
  const site = await listenPatients();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const pages = (await Promise.all(editions.map(({ id }) => sampleOf(site, id)))).flat();
    const first = [];
    for (const [kind, name] of kinds) first.push(await benchFirst(site, agent, { name, pages: pages.filter((page) => page.kind === kind) }));
    return [...first, await benchMemory(site, agent, pages.slice(0, 30))];
  } finally {
    agent.destroy();
    site.close();
  }
}

/**
 * Pages of areas spread evenly over an edition: of every other area its own page, of the rest a system and a comparison, every
 * group of systems in turn. An area of the first kind is not asked anything here, so that its first render is one.
 */
async function sampleOf(site: Site, edition: string): Promise<PatientPage[]> {
  const { rows } = (await (await fetch(`${site.url}/${edition}/choose.json`)).json()) as { rows: { area_id: string }[] };
  const step = Math.max(1, Math.floor(rows.length / (2 * sampled)));
  const areas = rows.filter((_, index) => index % step === 0).slice(0, 2 * sampled);
  const pages: PatientPage[] = [];
  for (const [index, { area_id }] of areas.entries()) {
    if (index % 2 === 0) {
      pages.push({ kind: 'area', path: `/${edition}/choose/${area_id}`, names: [] });
      continue;
    }
    const here = await pagesAt(site, { edition, area: area_id });
    for (const kind of ['system', 'comparison'] as const) {
      const ofKind = here.filter((page) => page.kind === kind);
      pages.push(...ofKind.slice(((index - 1) / 2) % Math.max(1, ofKind.length)).slice(0, 1));
    }
  }
  return pages;
}

/** Each page is asked for once, so that each answer is a first render; then the same as data, its first time too. */
async function benchFirst({ port }: Site, agent: Agent, { name, pages }: { name: string; pages: readonly PatientPage[] }): Promise<BenchResult> {
  const times = { measured: [] as number[], baseline: [] as number[] };
  const bytes = [];
  for (const [index, { path }] of pages.entries()) {
    const page = await ask(agent, port, path);
    const data = await ask(agent, port, path.replace(/(\?|$)/, '.json$1'));
    if (index < warmUp) continue;
    times.measured.push(page.milliseconds);
    times.baseline.push(data.milliseconds);
    bytes.push(page.body.length);
  }
  return resultOf(
    `first render of the ${name}, for patients`,
    times,
    'the same as JSON, first time',
    'ms',
    { pages: times.measured.length, 'most bytes sent (brotli)': Math.max(...bytes) },
    'under 50 ms',
  );
}

/** The same pages again, one request after another, against a bare node:http server that sends the same bytes. */
async function benchMemory({ port }: Site, agent: Agent, pages: readonly PatientPage[]): Promise<BenchResult> {
  const kept = new Map<string, Buffer>();
  for (const { path } of pages) kept.set(path, (await ask(agent, port, path)).body);
  const bare = createServer((request, response) => {
    const body = kept.get(request.url ?? '') ?? Buffer.alloc(0);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br', 'content-length': body.length }).end(body);
  });
  const bareAgent = new Agent({ keepAlive: true, maxSockets: 1 });
  const barePort = await listen(bare);
  const times = { measured: [] as number[], baseline: [] as number[] };
  try {
    for (let round = -2; round < 10; round += 1) {
      for (const path of kept.keys()) {
        const page = await ask(agent, port, path);
        const same = await ask(bareAgent, barePort, path);
        if (round < 0) continue;
        times.measured.push(page.milliseconds);
        times.baseline.push(same.milliseconds);
      }
    }
  } finally {
    bareAgent.destroy();
    bare.close();
  }
  return resultOf(
    'pages for patients from memory, request and answer',
    times,
    'bare node:http server sending the same bytes',
    'ms',
    {},
    'under 1 ms on the server',
  );
}
