import { editionById } from '../../data/editions.ts';
import { dateTime } from '../formats/dates.ts';
import { defineSitePage, noParameters } from '../page.ts';

const columns = {
  release_id: 'text',
  edition: 'text',
  number: 'integer',
  published_at: 'text',
  in_service: 'text',
  schema_version: 'integer',
  code_version: 'text',
} as const;

export const releasesPage = defineSitePage({
  name: 'releases',
  path: '/releases',
  parameters: noParameters,
  load: async ({ releases, inService }) => {
    const listed = await releases.listed();
    const rows = listed.map((manifest) => ({
      release_id: manifest.release_id,
      edition: manifest.edition,
      number: manifest.number,
      published_at: manifest.published_at,
      in_service: inService.some(({ id }) => id === manifest.release_id) ? 'yes' : 'no',
      schema_version: manifest.schema_version,
      code_version: manifest.code.version,
    }));
    return {
      title: 'Releases',
      columns,
      rows,
      meta: { releases: rows.length },
      trail: [{ title: 'Home', href: '/' }],
      view: () => ({
        rows: rows.map((row) => ({
          ...row,
          edition: editionById.get(row.edition)?.title ?? row.edition,
          href: `/releases/${row.release_id}`,
          published: dateTime(row.published_at),
          inService: row.in_service === 'yes',
        })),
      }),
    };
  },
});
