import type { Measure } from '../../data/measure.ts';
import { isYearToYear } from '../formats/league-words.ts';
import { number } from '../formats/numbers.ts';
import { domainTitle, polarityInWords } from '../formats/words.ts';
import { editionMeta, editionTrail, measureOf } from '../lookup.ts';
import { definePage, type EditionContext, noParameters } from '../page.ts';
import type { CatalogueMeasure } from '../queries/catalogue.ts';
import { type SourceRow, selectSources } from '../queries/provenance.ts';

const columns = { measure_id: 'text', field: 'text', value: 'text' } as const;

/** One row a field: lists are joined, so that every format holds the whole declaration. */
function rowsOf({ declaration, numeratorSql, denominatorSql }: CatalogueMeasure): { measure_id: string; field: string; value: string }[] {
  const fields: [string, string][] = Object.entries(declaration).map(([field, value]) => [field, typeof value === 'string' ? value : JSON.stringify(value)]);
  return [...fields, ['numeratorSql', numeratorSql], ['denominatorSql', denominatorSql]].map(([field = '', value = '']) => ({
    measure_id: declaration.id,
    field,
    value,
  }));
}

const statistics: Record<Measure['statistic'], string> = {
  proportion: 'Proportion; 95% interval after Wilson',
  rate: 'Rate; 95% interval after Byar, exact Poisson under 10 events',
  mean: 'Mean number for each of the denominator; 95% interval as for a rate',
  'standardised-ratio':
    'Indirectly standardised ratio: events for each 100 expected at the rates of all other systems; 95% interval as for a rate; never ranked',
  published: 'As published, or added up, without the counts that an interval needs: no interval, no test, no rank',
};

const yearToYear = 'As published, without its counts; 95% interval from year-to-year changes of systems of about the same size; never ranked';

export const measurePage = definePage({
  name: 'measure',
  path: '/:edition/measures/:measure',
  parameters: noParameters,
  load: async (context) => {
    const measure = measureOf(context);
    const sources = await selectSources(context.release.warehouse);
    return {
      title: measure.declaration.title,
      columns,
      rows: rowsOf(measure),
      meta: { ...editionMeta(context), measure: measure.declaration.id, declaration: measure.declaration },
      trail: editionTrail(context, { title: 'Measures', href: `/${context.edition.id}/measures` }),
      view: () => viewOf(context, measure, sources),
    };
  },
});

function viewOf(context: EditionContext, { declaration, numeratorSql, denominatorSql, periods }: CatalogueMeasure, sources: readonly SourceRow[]): object {
  const { edition, release } = context;
  const byId = release.catalogue.measures;
  const named = (ids: readonly string[]) =>
    ids.map((id) => ({ title: byId.get(id)?.declaration.title ?? id, href: byId.has(id) ? `/${edition.id}/measures/${id}` : null }));
  return {
    measure: declaration,
    tableHref: `/${edition.id}/league-tables/${declaration.id}`,
    domain: domainTitle(declaration.domain),
    polarity: polarityInWords(declaration.polarity),
    statistic: isYearToYear(declaration) ? yearToYear : statistics[declaration.statistic],
    smallest: declaration.minimumDenominator > 0 ? number(declaration.minimumDenominator) : null,
    numeratorSql,
    denominatorSql,
    formula:
      declaration.statistic === 'published'
        ? 'as published'
        : declaration.multiplier === 1
          ? 'numerator ÷ denominator'
          : `${declaration.multiplier} × numerator ÷ denominator`,
    coverage: [...periods].map(([level, covered]) => ({
      level: release.catalogue.levels.find((row) => row.level === level)?.plural ?? level,
      first: covered.at(-1) ?? '',
      last: covered[0] ?? '',
    })),
    breaks: declaration.breaks.map(({ from, systems, reason }) => ({ from, systems: systems?.join(', ') ?? 'all systems', reason })),
    withheld: declaration.withheld.map(({ periods: of, systems, status, reason }) => ({ periods: of.join(', '), systems: systems.join(', '), status, reason })),
    balancing: named(declaration.balancing.map(({ measure }) => measure)),
    successors: named(declaration.replacedBy ?? []),
    predecessors: named(declaration.replaces ?? []),
    sources: declaration.sources.map(
      (id) =>
        sources.find(({ source_id }) => source_id === id) ?? { source_id: id, title: id, publisher: '', licence: '', attribution: '', periods: '', note: '' },
    ),
  };
}
