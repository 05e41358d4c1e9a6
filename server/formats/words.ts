import type { MarketType } from '../../data/markets.ts';
import type { Domain, Polarity } from '../../data/measure.ts';

/** Words for codes: one place, so that page, chart and text alternative say the same. */

const statusWords: Record<string, string> = {
  suppressed: 'withheld by the publisher (small number)',
  missing: 'missing',
  'not-applicable': 'not applicable',
  final: 'no value',
  provisional: 'no value',
};

/** What a cell without a value says. Zero is a value and never comes here. */
export const noValueWords = (status: string): string => statusWords[status] ?? status;

const polarityWords: Record<Polarity, string> = {
  'lower-is-better': 'Lower is better',
  'higher-is-better': 'Higher is better',
  'no-judgement': 'No judgement: neither higher nor lower is taken as better',
};

export const polarityInWords = (polarity: Polarity): string => polarityWords[polarity];

/** For cells and tags. */
export const polarityInShort = (polarity: Polarity): string => polarityWords[polarity].split(':')[0] ?? '';

/** Which limits a position lies outside of. */
export function limitWords(band: string | null): string {
  if (band === 'high-998' || band === 'low-998') return '(outside 99.8% limits)';
  return band === 'high-95' || band === 'low-95' ? '(outside 95% limits)' : '';
}

export const bands = ['high-998', 'high-95', 'within', 'low-95', 'low-998'] as const;

const bandTitles: Record<string, string> = {
  'high-998': 'far above',
  'high-95': 'above',
  within: 'within limits',
  'low-95': 'below',
  'low-998': 'far below',
  none: 'no position',
};

export const bandTitle = (band: string | null): string => bandTitles[band ?? 'none'] ?? 'no position';

/** Marker of a market type: the same shape in tables, on charts and in keys. */
export const marketMarkers: Record<MarketType, { glyph: string; letter: string; symbol: 'circle' | 'diamond' | 'square' | 'times'; colour: string }> = {
  competitive: { glyph: '●', letter: 'C', symbol: 'circle', colour: '#12436D' },
  limited: { glyph: '◆', letter: 'L', symbol: 'diamond', colour: '#28A197' },
  monopoly: { glyph: '■', letter: 'M', symbol: 'square', colour: '#801650' },
  unclassified: { glyph: '✕', letter: 'U', symbol: 'times', colour: '#5A5A5A' },
};

const domainTitles: Record<Domain, string> = {
  'bed-use': 'Bed use',
  admissions: 'Admissions',
  'chronic-disease': 'Chronic disease',
  prevention: 'Prevention',
  experience: 'Experience',
  cost: 'Cost',
  balancing: 'Balancing measures',
};

export const domainTitle = (domain: Domain): string => domainTitles[domain];

const intervalMethods: Record<string, string> = {
  wilson: 'Wilson score interval',
  byar: 'Byar’s interval for a count',
  'exact-poisson': 'exact Poisson interval',
  'year-to-year': 'interval from year-to-year changes',
};

export const intervalMethod = (method: string | null): string => (method === null ? 'none' : (intervalMethods[method] ?? method));

/** First letter upper case, for the start of a sentence or heading. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const bases: Record<string, string> = {
  own: 'from its own year-to-year changes',
  pooled: 'from measures of the same kind, because its own series is too short',
  'larger-of-own-and-pooled': 'the larger of its own, which rests on one pair of years, and that of measures of the same kind',
  none: 'not estimated: there is nothing to estimate it from',
};

/** What a dispersion factor rests on. */
export const basisWords = (basis: string | null): string => bases[basis ?? 'none'] ?? '';

const frontierStatuses: Record<string, string> = {
  estimated: 'The stochastic frontier tells noise from inefficiency',
  'wrong-skewness': 'The stochastic frontier sees no inefficiency: the differences lean the other way, so every system counts as efficient',
  'not-estimable': 'The stochastic frontier cannot be estimated: it tells no noise apart',
  'too-few-units': 'There are too few systems for a stochastic frontier',
};

export const frontierStatusWords = (status: string): string => frontierStatuses[status] ?? status;

const integrations: Record<string, string> = {
  vertical: 'vertical: one organisation owns or directs hospitals and clinics',
  virtual: 'virtual: separate organisations bound by contracts',
  unknown: 'unknown: no source that was read says how it holds together',
};

/** How a system holds together. */
export const integrationWords = (type: string): string => integrations[type] ?? type;

const periodKinds: Record<string, string> = {
  'financial-year': 'Financial years',
  year: 'Calendar years',
  'rating-year': 'Star Ratings years',
  quarter: 'Quarters',
  month: 'Months',
};

/** Heading over periods of one kind. */
export const periodKindTitle = (kind: string): string => periodKinds[kind] ?? 'Other periods';

const nameKinds: Record<string, string> = { former: 'former name', marketing: 'marketed as', owner: 'owner', also: 'also' };

/** What sort of other name it is. */
export const nameKindWords = (kind: string): string => nameKinds[kind] ?? kind;
