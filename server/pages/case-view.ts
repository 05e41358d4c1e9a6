import type { CaseFigure, HistoricCase, TodayLink } from '../../data/historic-cases/case.ts';
import { type CitationId, citations, type Verified } from '../../data/historic-cases/citations.ts';
import { historicCases } from '../../data/historic-cases/registry.ts';
import { caseChart } from '../charts/case-figures.ts';
import { draw } from '../charts/draw.ts';
import type { Release } from '../release-files.ts';

const readWords: Record<Verified, string> = {
  'abstract read': 'the abstract was read, not the tables',
  'text read': 'the text was read',
  'digest read': 'a digest of the text was read',
};

/** What the template of a case prints. */
export function caseView(one: HistoricCase, inService: readonly Release[]): object {
  const cited = [...new Set(one.figures.map(({ citation }) => citation))];
  return {
    title: one.title,
    summary: one.summary,
    compared: one.compared,
    how: one.how,
    figures: one.figures.map(figureCells),
    chart: draw(caseChart(one)),
    chartTitle: one.drawing.title,
    dashed: one.drawing.kind === 'ratios',
    lessons: one.lessons,
    doesNotSay: one.doesNotSay,
    unavailable: one.unavailable,
    today: one.today.map((link) => todayCells(link, inService)),
    questions: one.questions,
    sources: cited.map(sourceCells),
    others: historicCases.filter(({ id }) => id !== one.id).map(({ id, title }) => ({ title, href: `/cases/${id}` })),
  };
}

function figureCells({ what, who, asPublished, population, years, citation, note }: CaseFigure): object {
  const { short, verified } = citations[citation];
  return { what, who, asPublished, population, years: years ?? 'years not given in what was read', source: short, href: `#source-${citation}`, verified, note };
}

const sourceCells = (id: CitationId): object => ({ id, text: citations[id].text, href: citations[id].href, read: readWords[citations[id].verified] });

/** A link only where it leads somewhere: the edition is in service, and has the measure that the address names. */
function todayCells({ edition, path, title, why }: TodayLink, inService: readonly Release[]): object {
  if (edition === null) return { title, why, href: path };
  const release = inService.find((one) => one.edition.id === edition);
  const measure = /^\/league-tables\/([^/?]+)/.exec(path)?.[1];
  const leads = release !== undefined && (measure === undefined || release.catalogue.measures.has(measure));
  return { title, why, href: leads ? `/${edition}${path}` : null };
}
