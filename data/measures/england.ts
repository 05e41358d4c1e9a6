import type { Measure } from '../measure.ts';

/** What every measure of the English edition says alike. */
export const englandMeasure = {
  version: 1,
  edition: 'england',
  levels: ['icb', 'sub-icb'],
  status: 'published',
  author: 'Yardstick measures desk',
  checker: 'Yardstick statistics desk',
  reviewed: '2026-11-21',
  nextReview: '2027-11-21',
} as const satisfies Partial<Measure>;

/** The two sub-ICB locations between which south Cumbria moved in April 2017, and their ICBs. */
export const southCumbria: readonly string[] = ['01H', '01K', 'QHM', 'QE1'];
