import type { FigureRef, Measure } from '../measure.ts';

/** What every measure of Scotland, Wales and Northern Ireland says alike. */
export const ukNationsMeasure = {
  version: 1,
  edition: 'uk-nations',
  levels: ['board'],
  status: 'published',
  breaks: [],
  withheld: [],
  remarks: [],
  balancing: [],
  author: 'Yardstick measures desk',
  checker: 'Yardstick statistics desk',
  reviewed: '2026-11-22',
  nextReview: '2027-11-22',
} as const satisfies Partial<Measure>;

/** Figures of one source. */
export const figuresOf =
  (source: string) =>
  (topic: string, item: string): readonly FigureRef[] => [{ source, topic, item }];

/** Each nation counts in its own way: boards are compared with boards of their own nation alone. */
export const ownDefinition = (nation: string): string =>
  `Counted as ${nation} counts. England and the other nations define beds, stays, delays and waits differently: compare boards of one nation with each other only.`;

/** The pandemic is a remark and not a break: what was counted did not change. */
export const pandemic =
  'The pandemic emptied and then filled hospitals from March 2020 on. It is no break of the series, but 2020 and 2021 are like no other years.';

/** Why intervals are a guess where boards are few: see `estimateDispersion`, which needs ten systems in a pair of years. */
export const borrowedSpread = (boards: string): string =>
  `${boards} are too few to tell how much values vary from year to year beyond chance: the spread is borrowed from Scottish measures of the same kind, so intervals may be too short or too long.`;

/** Why occupancy is neither good nor bad. */
export const occupancyNotJudged =
  'Neither many nor few occupied beds are good in themselves. Empty beds cost money, and full ones leave no room for emergencies.';

/** What every measure of occupied beds says alike. */
export const occupancyMeasure = {
  ...ukNationsMeasure,
  statistic: 'mean',
  polarity: 'no-judgement',
  domain: 'bed-use',
  unit: '% of available beds',
  shortUnit: '%',
  multiplier: 100,
  decimals: 1,
  rankable: false,
  rankableReason: occupancyNotJudged,
  standardisation: 'None.',
  questions: ['Are fewer beds open, or are more of them in use?', 'How many of the patients in them are ready to leave?'],
} as const satisfies Partial<Measure>;
