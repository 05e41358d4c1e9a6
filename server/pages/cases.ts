import { citations } from '../../data/historic-cases/citations.ts';
import { historicCases } from '../../data/historic-cases/registry.ts';
import { counted } from '../formats/numbers.ts';
import { defineSitePage, noParameters } from '../page.ts';

const columns = { case_id: 'text', title: 'text', summary: 'text', years: 'text', figures: 'integer', sources: 'text' } as const;

export const casesPage = defineSitePage({
  name: 'cases',
  path: '/cases',
  parameters: noParameters,
  load: async () => {
    const rows = historicCases.map(({ id, title, summary, years, figures }) => ({
      case_id: id,
      title,
      summary,
      years,
      figures: figures.length,
      sources: [...new Set(figures.map(({ citation }) => citations[citation].short))].join('; '),
    }));
    return {
      title: 'Historic cases',
      columns,
      rows,
      meta: { cases: rows.length },
      trail: [{ title: 'Home', href: '/' }],
      view: () => ({
        cases: rows.map((row) => ({ ...row, href: `/cases/${row.case_id}`, figures: counted(row.figures, 'published figure', 'published figures') })),
      }),
    };
  },
});
