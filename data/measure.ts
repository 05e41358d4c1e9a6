/**
 * What a measure declares about itself. A measure is one plain value; the build turns it into SQL,
 * the server into pages, and the tests run over every one of them.
 */

/** Which way is better, if either. `no-judgement` measures get no band and no outlook. */
export type Polarity = 'lower-is-better' | 'higher-is-better' | 'no-judgement';

export const domains = ['bed-use', 'admissions', 'chronic-disease', 'prevention', 'experience', 'cost', 'balancing'] as const;
export type Domain = (typeof domains)[number];

/**
 * How the value and its interval are estimated:
 * - `proportion`: numerator within denominator; Wilson interval.
 * - `rate`: events per population; Byar's interval, exact Poisson under 10 events.
 * - `mean`: events per event (bed days per admission); interval as for a rate.
 * - `standardised-ratio`: events per event expected at the rates by stratum of all other systems; interval as for a rate.
 *   Never ranked: each system is weighted by its own people.
 * - `published`: a value published, or added up, without the counts that an interval needs; shown as it is. No interval
 *   is invented: there are bands and tests only where `uncertainty` says that its error is measured, and never ranks.
 */
export type Statistic = 'proportion' | 'rate' | 'mean' | 'standardised-ratio' | 'published';

/** One published figure: the value of `item` (for QOF, of indicator or disease `topic`) in a source's extract. */
export interface FigureRef {
  source: string;
  topic?: string;
  item: string;
  /** Stratum that the figure belongs to, for standardised measures. */
  stratum?: string;
}

/** A numerator or denominator: in words for readers, and as the sum of published figures for the build. */
export interface Count {
  words: string;
  figures: readonly FigureRef[];
}

/** A measure that must not get worse while another gets better, and which way worse is. */
export interface Balance {
  measure: string;
  worse: 'higher' | 'lower';
}

/** A point in a series across which values must not be compared. No `systems` means all of them. */
export interface Break {
  from: string;
  systems?: readonly string[];
  reason: string;
}

/** Values that are withheld although figures exist, because they would mislead. */
export interface Withheld {
  periods: readonly string[];
  systems: readonly string[];
  status: 'missing' | 'not-applicable';
  reason: string;
}

/** A remark shown beside values that stay in the table. */
export interface Remark {
  periods: readonly string[];
  systems: readonly string[];
  text: string;
}

export interface Measure {
  /** Stable identifier used in addresses: `bed-days`, `qof-dm007`. */
  id: string;
  version: number;
  edition: string;
  title: string;
  shortTitle: string;
  /** Title and sentence for patients: no abbreviation, no jargon. */
  plainTitle: string;
  plainSentence: string;
  whyItMatters: string;
  domain: Domain;
  /** Groups measures within a domain: a disease, or `hospital use`. */
  family: string;
  polarity: Polarity;
  statistic: Statistic;
  /**
   * Of a `published` value only: how its error is known although its counts are not. `year-to-year`: from the changes of
   * all systems between consecutive years, beyond what all moved together (stats/value-error.ts). Left out where nothing
   * tells it, or where the value is a summary in a few steps, whose changes are no error.
   */
  uncertainty?: 'year-to-year';
  /** Unit of the value in words, after the number: `bed days per 1,000 registered people`. */
  unit: string;
  /** What the numerator counts, for gaps in natural units: `bed days a year`, `patients`. */
  eventsUnit: string;
  /** Short unit for axes and column heads: `per 1,000`, `%`, `days`. */
  shortUnit: string;
  /** value = multiplier x numerator / denominator; of a published value, multiplier x numerator. */
  multiplier: number;
  decimals: number;
  numerator: Count;
  denominator: Count;
  /** Standardisation applied, and why not more. */
  standardisation: string;
  /** Below this denominator no value is given. */
  minimumDenominator: number;
  disclosure: string;
  rankable: boolean;
  rankableReason: string;
  levels: readonly string[];
  breaks: readonly Break[];
  withheld: readonly Withheld[];
  remarks: readonly Remark[];
  /** Measures that must not get worse while this one gets better. */
  balancing: readonly Balance[];
  /** Two measures whose product this one is, up to their multipliers: admissions, and bed days per admission. */
  factors?: readonly [string, string];
  /** True when a frontier is drawn: the numerator is a use of resources, and fewer for the same people is better. */
  frontier?: boolean;
  replaces?: readonly string[];
  replacedBy?: readonly string[];
  caveats: readonly string[];
  questions: readonly string[];
  sources: readonly string[];
  references: readonly string[];
  status: 'draft' | 'preview' | 'published' | 'archived';
  /** Roles, not persons. */
  author: string;
  checker: string;
  reviewed: string;
  nextReview: string;
}

/** Declares a measure; exists so that a declaration is checked where it is written. */
export const defineMeasure = (measure: Measure): Measure => measure;
