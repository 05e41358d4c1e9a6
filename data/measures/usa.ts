import type { Measure } from '../measure.ts';

/** What every measure of the American edition says alike. */
export const usaMeasure = {
  version: 1,
  edition: 'usa',
  status: 'published',
  withheld: [],
  remarks: [],
  balancing: [],
  author: 'Yardstick measures desk',
  checker: 'Yardstick statistics desk',
  reviewed: '2026-11-22',
  nextReview: '2027-11-22',
} as const satisfies Partial<Measure>;

/** A value that its publisher gives without the counts behind it. */
export const publishedValue = {
  ...usaMeasure,
  statistic: 'published',
  multiplier: 1,
  minimumDenominator: 0,
  rankable: false,
} as const satisfies Partial<Measure>;

/** What stands for the denominator of a published value. */
export const notPublished = (words: string) => ({ words, figures: [] }) as const;
