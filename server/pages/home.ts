import { editions } from '../../data/editions.ts';
import { number } from '../formats/numbers.ts';
import { defineSitePage, noParameters } from '../page.ts';

const columns = { edition: 'text', title: 'text', summary: 'text', release_id: 'text?', measures: 'integer', systems: 'integer' } as const;

export const homePage = defineSitePage({
  name: 'home',
  path: '/',
  parameters: noParameters,
  load: async ({ inService }) => {
    const rows = editions.map(({ id, title, summary }) => {
      const release = inService.find(({ edition }) => edition.id === id);
      return {
        edition: id,
        title,
        summary,
        release_id: release?.id ?? null,
        measures: release?.catalogue.measures.size ?? 0,
        systems: release?.catalogue.systems.length ?? 0,
      };
    });
    return {
      title: 'Yardstick: integrated health systems compared',
      columns,
      rows,
      meta: { editions: rows.length },
      view: () => ({
        first: rows.find(({ release_id }) => release_id !== null)?.edition ?? editions[0]?.id,
        choosing: rows.filter(({ release_id }) => release_id !== null).map(({ edition, title }) => ({ title, href: `/${edition}/choose` })),
        editions: rows.map((row) => ({ ...row, href: `/${row.edition}`, measures: number(row.measures), systems: number(row.systems) })),
      }),
    };
  },
});
