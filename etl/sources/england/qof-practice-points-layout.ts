import type { Layout } from '../../readers/layouts.ts';
import type { PublishedFile } from '../../source.ts';

/** What a column is to the reader. */
export type Role = 'area' | 'network' | 'network name' | 'practice' | 'practice name' | 'list size' | 'points' | 'points available';

export interface PointsLayout extends Layout {
  /** Titles of the columns that are read. */
  roles: Readonly<Partial<Record<Role, string>>>;
}

/** Figures of a practice, in the order of the columns; no points beyond the maximum of the year. */
export const pointsItems: readonly { item: string; role: Role; most?: 'maximum' }[] = [
  { item: 'list_size', role: 'list size' },
  { item: 'points', role: 'points', most: 'maximum' },
  { item: 'points_available', role: 'points available', most: 'maximum' },
];

const practice = { practice: 'Practice code', 'practice name': 'Practice name' } as const;
const network = { network: 'PCN ODS code', 'network name': 'PCN name' } as const;
const sizeAndPoints = { 'list size': 'List size', points: 'Achievement score (N max)' } as const;

const of2017: PointsLayout['roles'] = {
  area: 'CCG code',
  ...practice,
  'list size': 'All ages',
  points: 'Achievement score (max. N)',
  'points available': 'Max. QOF points available (total points for indicators where register exists)',
};
const of2018: PointsLayout['roles'] = {
  area: 'CCG code',
  ...practice,
  ...sizeAndPoints,
  'points available': 'Total points for indicators where register exists.(Max QOF points available)',
};
const of2019: PointsLayout['roles'] = {
  area: 'CCG ODS code (practice parent)',
  ...network,
  ...practice,
  ...sizeAndPoints,
  'points available': 'Total points for indicators where register exists. (Max QOF points available)',
};
const of2021: PointsLayout['roles'] = { ...of2019, area: 'Sub ICB Loc ODS code' };

const layout = (name: string, roles: PointsLayout['roles'], others: readonly string[]): PointsLayout => ({
  name,
  roles,
  columns: [...Object.values(roles), ...others],
});

/**
 * Titles with line breaks and runs of spaces as one space, and with `N` for the maximum of the year, which changes
 * when the contract does without anything else in the table changing.
 */
export const pointsLayouts: readonly PointsLayout[] = [
  layout('QOF 2017-18', of2017, [
    'Region code',
    'Region geography code',
    'Region name',
    'Sub-region code',
    'Sub-region geography code',
    'Sub-region name',
    'STP code',
    'STP name',
    'CCG geography code',
    'CCG name',
    'QOF points total/N available (per cent)',
    'Points achieved/max. QOF points available (per cent)',
  ]),
  layout('QOF 2018-19', of2018, [
    'Region code',
    'Region ONS code',
    'Region name',
    'Regional local office code',
    'Regional local office ONS code',
    'Regional local office name',
    'STP ONS code',
    'STP name',
    'CCG ONS code',
    'CCG name',
    'QOF points total/N available (%)',
    'Points achieved/ max.QOF points available (%)',
  ]),
  layout('QOF 2019-20', of2019, [
    'CCG ONS code (practice parent)',
    'CCG name (practice parent)',
    'QOF points total/N available (%)',
    'Points achieved/ max. QOF points available (%)',
  ]),
  layout('QOF 2021-22 and 2022-23', of2021, [
    'Sub ICB Loc ONS code',
    'Sub ICB Loc name',
    'QOF points total / N available (%)',
    'Points achieved/ max. QOF points available (%)',
  ]),
];

const ofTheYear = /\b\d{3,4}\b/;

/** A title with `N` in place of the maximum of the year. */
export const withoutMaximum = (title: string): string => title.replace(ofTheYear, 'N');

/** The maximum that the titles name, which must be one. */
export function maximum(file: PublishedFile, titles: readonly string[]): number {
  const named = new Set(titles.flatMap((title) => ofTheYear.exec(title)?.[0] ?? []));
  if (named.size !== 1) throw file.refuse('line 1', `titles that name a maximum of ${[...named].join(' and of ')} points`, 'one maximum');
  return Number([...named][0]);
}
