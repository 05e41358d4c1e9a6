import { createServer } from 'node:http';
import { topics } from '../../data/topics.ts';
import { servePatients } from './patient-releases.ts';
import { listen, type Site } from './site.ts';

/** One page that somebody may meet on the way from a place to a comparison. */
export interface PatientPage {
  kind: 'choose' | 'area' | 'comparison' | 'system';
  path: string;
  /** What was typed into the box, where the page answers that. */
  typed?: string;
  /** Proper names that the page may print. */
  names: readonly string[];
}

/** The pages for patients over real releases, on a free port. */
export async function listenPatients(): Promise<Site> {
  const served = await servePatients();
  const server = createServer(served.app);
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () => {
      server.close();
      server.closeAllConnections();
      served.stop();
    },
  };
}

/** A page as its reader gets it; what was typed is sent as the form sends it. */
export async function htmlOf(site: Site, { path, typed }: Pick<PatientPage, 'path' | 'typed'>): Promise<string> {
  return (await fetch(site.url + path, typed === undefined ? {} : formOf(typed))).text();
}

const formOf = (typed: string): RequestInit => ({ method: 'POST', body: new URLSearchParams({ place: typed }), redirect: 'manual' });

interface OpenRow {
  group: string;
  system_id: string;
  name: string;
  parent: string | null;
}

interface AreaData {
  meta: { area: { area_id: string; name: string; district: string } };
  rows: OpenRow[];
}

/** What is open to people of an area, as the page says it to programs. */
export async function openAt(site: Site, { edition, area }: { edition: string; area: string }): Promise<AreaData> {
  const answer = await fetch(`${site.url}/${edition}/choose/${area}.json`);
  if (!answer.ok) throw new Error(`no area ${area} in ${edition}: ${answer.status}`);
  return (await answer.json()) as AreaData;
}

const topicsByThree = [0, 3, 6].map((start) =>
  topics
    .slice(start, start + 3)
    .map(({ id }) => id)
    .join(','),
);

/** The page of an area, and for each group of systems the first of them and the comparison of five: one thing on each topic, then every topic, three at a time. */
export async function pagesAt(site: Site, place: { edition: string; area: string }): Promise<PatientPage[]> {
  const { meta, rows } = await openAt(site, place);
  const { name, district } = meta.area;
  const names = [`${name}, ${district}`, name, district, ...rows.flatMap((row) => [row.name, row.parent ?? ''])].filter((one) => one !== '');
  const root = `/${place.edition}/choose/${place.area}`;
  const groups = [...new Set(rows.map(({ group }) => group))].map((group) => rows.filter((row) => row.group === group));
  return [
    { kind: 'area', path: root, names },
    ...groups.flatMap((systems): PatientPage[] => {
      const ids = systems.slice(0, 5).map(({ system_id }) => encodeURIComponent(system_id));
      const comparison = `/${place.edition}/compare?area=${place.area}&systems=${ids.join(',')}&topics=`;
      return [
        { kind: 'system', path: `${root}/${ids[0]}`, names },
        ...['', ...topicsByThree].map((picked): PatientPage => ({ kind: 'comparison', path: comparison + picked, names })),
      ];
    }),
  ];
}

const typedTexts = ['', 'zzzzqq', 'x'.repeat(120), 'Hull', 'Orange', 'London', 'Cardif', 'Orkny', 'Los Angles', 'SW1A 1AA', '90012'];

/** The first page of an edition, and what it answers where it does not lead on: nothing typed, too long, not found, mended, several, districts, codes. */
export async function choosePages(site: Site, edition: string): Promise<PatientPage[]> {
  const path = `/${edition}/choose`;
  const { rows } = (await (await fetch(`${site.url}${path}.json`)).json()) as { rows: { name: string; district: string }[] };
  const places = [...new Set(rows.flatMap(({ name, district }) => [name, district]))];
  const answers = await Promise.all(typedTexts.map(async (typed) => ({ typed, answer: await fetch(site.url + path, formOf(typed)) })));
  const staying = answers
    .filter(({ answer }) => answer.status !== 303)
    .map(({ typed }): PatientPage => ({ kind: 'choose', path, typed, names: [typed, ...places] }));
  return [{ kind: 'choose', path, names: [] }, ...staying];
}
