import { unknown } from '../faults.ts';
import { dateTime } from '../formats/dates.ts';
import { number } from '../formats/numbers.ts';
import { defineSitePage, noParameters } from '../page.ts';
import {
  type AccountingRow,
  accountingColumns,
  type CheckRow,
  type RejectRow,
  type SourceRow,
  selectAccounting,
  selectChecks,
  selectRejects,
  selectSources,
} from '../queries/provenance.ts';
import type { Release } from '../release-files.ts';

interface Loaded {
  release: Release;
  inService: boolean;
  accounting: readonly AccountingRow[];
  checks: readonly CheckRow[];
  rejects: readonly RejectRow[];
  sources: readonly SourceRow[];
}

export const releasePage = defineSitePage({
  name: 'release',
  path: '/releases/:release',
  parameters: noParameters,
  load: async ({ releases, inService, params }) => {
    const id = params.release ?? '';
    const loaded = await releases.useById(id, (release) => (release === null ? Promise.resolve(null) : provenanceOf(release, inService.includes(release))));
    if (loaded === null)
      throw unknown(
        'release',
        id,
        (await releases.listed()).map(({ release_id }) => ({ value: release_id, title: null, href: `/releases/${release_id}` })),
      );
    return {
      title: `Release ${id}`,
      columns: accountingColumns,
      rows: loaded.accounting,
      meta: {
        release: id,
        edition: loaded.release.edition.id,
        licence: loaded.release.edition.licence,
        manifest: loaded.release.manifest,
        checks: loaded.checks,
        rejects: loaded.rejects,
        sources: loaded.sources,
      },
      trail: [
        { title: 'Home', href: '/' },
        { title: 'Releases', href: '/releases' },
      ],
      view: () => viewOf(loaded),
    };
  },
});

async function provenanceOf(release: Release, inService: boolean): Promise<Loaded> {
  const { warehouse } = release;
  const [accounting, checks, rejects, sources] = await Promise.all([
    selectAccounting(warehouse),
    selectChecks(warehouse),
    selectRejects(warehouse),
    selectSources(warehouse),
  ]);
  return { release, inService, accounting, checks, rejects, sources };
}

function viewOf({ release, inService, accounting, checks, rejects, sources }: Loaded): object {
  const { manifest, edition } = release;
  const sum = (column: 'rows_read' | 'rows_kept' | 'rows_rejected' | 'rows_not_data'): string =>
    number(accounting.reduce((total, row) => total + row[column], 0));
  return {
    id: release.id,
    edition: edition.title,
    editionHref: `/${edition.id}`,
    inService,
    number: number(manifest.number),
    published: dateTime(manifest.published_at),
    codeVersion: manifest.code.version,
    codeHash: manifest.code.sha256,
    totals: { read: sum('rows_read'), kept: sum('rows_kept'), rejected: sum('rows_rejected'), notData: sum('rows_not_data') },
    tables: manifest.tables.map((table) => ({ ...table, rows: number(table.rows) })),
    inputs: manifest.inputs,
    checks: checks.map(({ check_id, rows_found }) => ({ title: check_id.replace(/\.sql$/, '').replaceAll('_', ' '), found: number(rows_found) })),
    accounting: accounting.map((row) => ({
      ...row,
      hash: row.sha256.slice(0, 12),
      read: number(row.rows_read),
      kept: number(row.rows_kept),
      rejected: number(row.rows_rejected),
      notData: number(row.rows_not_data),
    })),
    rejects,
    sources,
    timings: Object.entries(manifest.timings).map(([step, milliseconds]) => ({ step, milliseconds: number(milliseconds) })),
  };
}
