import type { HistoricCase } from '../../data/historic-cases/case.ts';
import { citations } from '../../data/historic-cases/citations.ts';
import { historicCases } from '../../data/historic-cases/registry.ts';
import { defineSitePage, noParameters, type SitePage } from '../page.ts';
import { caseView } from './case-view.ts';

/** Columns of a case’s figures, in every format. */
export const figureColumns = {
  case_id: 'text',
  figure_id: 'text',
  what: 'text',
  who: 'text',
  as_published: 'text',
  value: 'number?',
  of: 'number?',
  qualifier: 'text?',
  unit: 'text',
  population: 'text',
  years: 'text?',
  citation_id: 'text',
  citation: 'text',
  verified: 'text',
  note: 'text?',
} as const;

const rowsOf = ({ id, figures }: HistoricCase) =>
  figures.map((figure) => ({
    case_id: id,
    figure_id: figure.id,
    what: figure.what,
    who: figure.who,
    as_published: figure.asPublished,
    value: figure.value,
    of: figure.of,
    qualifier: figure.qualifier,
    unit: figure.unit,
    population: figure.population,
    years: figure.years,
    citation_id: figure.citation,
    citation: citations[figure.citation].text,
    verified: citations[figure.citation].verified,
    note: figure.note,
  }));

/** A page a case: each is a declaration of its own, so whatever loops over the pages meets every case. */
export const casePages: readonly SitePage[] = historicCases.map((one) =>
  defineSitePage({
    name: 'case',
    path: `/cases/${one.id}`,
    parameters: noParameters,
    load: async ({ inService }) => ({
      title: one.title,
      columns: figureColumns,
      rows: rowsOf(one),
      meta: { case: one.id, years: one.years, caveats: one.doesNotSay, unavailable: one.unavailable },
      trail: [
        { title: 'Home', href: '/' },
        { title: 'Historic cases', href: '/cases' },
      ],
      view: () => caseView(one, inService),
    }),
  }),
);
