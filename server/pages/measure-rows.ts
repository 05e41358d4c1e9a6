import { domains, type Polarity } from '../../data/measure.ts';
import type { RowOf } from '../columns.ts';
import { counted } from '../formats/numbers.ts';
import { domainTitle, polarityInShort, sentenceCase } from '../formats/words.ts';
import type { EditionContext } from '../page.ts';

/** A measure in lists. */
export const measureColumns = {
  measure_id: 'text',
  title: 'text',
  short_title: 'text',
  domain: 'text',
  family: 'text',
  polarity: 'text',
  unit: 'text',
  statistic: 'text',
  status: 'text',
  levels: 'text',
  periods: 'integer',
  first_period: 'text?',
  latest_period: 'text?',
} as const;

export type MeasureRow = RowOf<typeof measureColumns>;

/** Measures of a release in their order. */
export function measureRows({ release }: EditionContext): MeasureRow[] {
  return [...release.catalogue.measures.values()].map(({ declaration, periods }) => {
    const covered = [...periods.values()][0] ?? [];
    return {
      measure_id: declaration.id,
      title: declaration.title,
      short_title: declaration.shortTitle,
      domain: declaration.domain,
      family: declaration.family,
      polarity: declaration.polarity,
      unit: declaration.unit,
      statistic: declaration.statistic,
      status: declaration.status,
      levels: [...periods.keys()].join(' '),
      periods: covered.length,
      first_period: covered.at(-1) ?? null,
      latest_period: covered[0] ?? null,
    };
  });
}

/** Measures by domain and family, for a page; `section` is the part of the address that their links lead to. */
export function measureGroups(context: EditionContext, rows: readonly MeasureRow[], section: 'league-tables' | 'measures'): object[] {
  return domains.flatMap((domain) => {
    const within = rows.filter((row) => row.domain === domain);
    const families = [...new Set(within.map((row) => row.family))];
    if (within.length === 0) return [];
    return [
      {
        domain: domainTitle(domain),
        families: families.map((family) => ({
          family: sentenceCase(family),
          measures: within.filter((row) => row.family === family).map((row) => listed(context, row, section)),
        })),
      },
    ];
  });
}

function listed({ edition, release }: EditionContext, row: MeasureRow, section: string): object {
  return {
    title: row.title,
    href: `/${edition.id}/${section}/${row.measure_id}`,
    polarity: polarityInShort(row.polarity as Polarity),
    periods: row.latest_period === null ? 'no figures' : `${row.first_period} to ${row.latest_period} (${counted(row.periods, 'period', 'periods')})`,
    sentence: release.catalogue.measures.get(row.measure_id)?.declaration.plainSentence ?? '',
  };
}
