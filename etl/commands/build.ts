import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { editions } from '../../data/editions.ts';
import { measureById } from '../../data/measures/registry.ts';
import { type Built, buildEdition } from '../build.ts';
import { progressLine } from '../progress.ts';
import { currentRelease, publish, publishedManifests, workFolder } from '../publish.ts';
import { UsageError } from '../refusal.ts';

const options = {
  edition: { type: 'string' },
  extracts: { type: 'string' },
  releases: { type: 'string' },
  measures: { type: 'string' },
  'if-none': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

function parse(args: string[]) {
  const { values } = parseArgs({ args, options });
  const wanted = editions.filter((edition) => values.edition === undefined || edition.id === values.edition);
  if (wanted.length === 0) throw new UsageError(`unknown edition: ${values.edition}; known: ${editions.map((edition) => edition.id).join(', ')}`);
  return {
    editions: withMeasures(
      wanted.map((edition) => edition.id),
      measuresOf(values.measures),
    ),
    extracts: resolve(values.extracts ?? 'data/extracts'),
    releases: resolve(values.releases ?? process.env.YARDSTICK_RELEASES ?? 'releases'),
    measures: measuresOf(values.measures),
    ifNone: values['if-none'] ?? false,
    json: values.json ?? false,
  };
}

/** A trial of some measures builds the editions that have them. */
const withMeasures = (editionIds: readonly string[], wanted: readonly string[] | undefined): string[] =>
  editionIds.filter((id) => wanted === undefined || wanted.some((measure) => measureById.get(measure)?.edition === id));

/** Measures of a trial, separated by commas. */
function measuresOf(given: string | undefined): string[] | undefined {
  if (given === undefined) return undefined;
  const ids = given.split(',').map((id) => id.trim());
  const unknown = ids.filter((id) => !measureById.has(id));
  if (unknown.length > 0) throw new UsageError(`unknown measure: ${unknown.join(', ')}`);
  return ids;
}

/** Builds one edition in a hidden folder and hands it to `use`; whatever happens, the folder is gone afterwards. */
async function withBuild<T>(
  settings: { edition: string; extracts: string; releases: string; measures: string[] | undefined },
  use: (built: Built, work: string) => Promise<T>,
): Promise<T> {
  const work = workFolder(settings.releases, settings.edition);
  const progress = progressLine(process.stderr);
  try {
    const built = await buildEdition({
      edition: settings.edition,
      extracts: settings.extracts,
      work,
      ...(settings.measures === undefined ? {} : { measures: settings.measures }),
      onStep: (_step, detail) => progress.show(`${settings.edition}: ${detail}`),
    });
    try {
      return await use(built, work);
    } finally {
      built.database.close();
    }
  } finally {
    progress.clear();
    rmSync(work, { recursive: true, force: true });
  }
}

/** `etl build`: extracts to a published release, for one edition or all. */
export async function buildCommand(args: string[]): Promise<void> {
  const settings = parse(args);
  const manifests = [];
  for (const edition of settings.editions) {
    if (settings.ifNone && currentRelease(settings.releases, edition) !== null) continue;
    const manifest = await withBuild({ ...settings, edition }, (built, work) => publish(built, { edition, releases: settings.releases, work }));
    const milliseconds = Object.values(manifest.timings).reduce((sum, step) => sum + step, 0);
    process.stderr.write(
      `published ${manifest.release_id} (number ${manifest.number}): ${manifest.tables.reduce((sum, table) => sum + table.rows, 0)} rows, ${manifest.checks.length} checks, ${(milliseconds / 1000).toFixed(1)} s\n`,
    );
    manifests.push(manifest);
  }
  if (settings.json) process.stdout.write(`${JSON.stringify({ releases: manifests }, null, 1)}\n`);
}

/** `etl check`: everything that a build does but publishing. */
export async function checkCommand(args: string[]): Promise<void> {
  const settings = parse(args);
  const results = [];
  for (const edition of settings.editions) {
    const checks = await withBuild({ ...settings, edition }, async (built) => built.checks);
    for (const id of checks) process.stderr.write(`ok  ${id.replaceAll('_', ' ')}\n`);
    results.push({ edition, checks });
  }
  if (settings.json) process.stdout.write(`${JSON.stringify({ editions: results }, null, 1)}\n`);
}

/** `etl releases`: what is published, oldest first; the one in service is marked. */
export async function releasesCommand(args: string[]): Promise<void> {
  const settings = parse(args);
  const list = settings.editions.flatMap((edition) => {
    const current = currentRelease(settings.releases, edition);
    return publishedManifests(settings.releases, edition).map(({ release_id, number, published_at, code }) => ({
      edition,
      number,
      release_id,
      published_at,
      version: code.version,
      current: release_id === current?.release_id,
    }));
  });
  if (settings.json) process.stdout.write(`${JSON.stringify({ releases: list }, null, 1)}\n`);
  else
    for (const entry of list) process.stderr.write(`${entry.current ? '*' : ' '} ${entry.edition} ${entry.number} ${entry.release_id} ${entry.published_at}\n`);
}
