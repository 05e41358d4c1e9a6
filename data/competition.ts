import { type MarketDefinition, marketDefinitions, type OfferDefinition, type ShareDefinition } from './markets.ts';
import type { Measure } from './measure.ts';

/**
 * What the competition test declares beforehand: how large a difference matters, how many draws there are, and which grid
 * of market definitions is run through. The verdicts and their rules are in `stats/competition-verdict.ts`.
 */

/** The smallest difference worth acting on, as a share of the value of all systems (rates and means) or in percentage points (shares). */
export const worthwhileShare = 0.1;
export const worthwhilePoints = 2;

/** The declared margin of a measure, in its own unit, given the value of all systems together. */
export const marginOf = (measure: Pick<Measure, 'statistic' | 'shortUnit' | 'multiplier'>, overall: number): number =>
  isShare(measure) ? (worthwhilePoints * (measure.statistic === 'published' ? 100 : measure.multiplier)) / 100 : worthwhileShare * overall;

const isShare = ({ statistic, shortUnit }: Pick<Measure, 'statistic' | 'shortUnit'>): boolean =>
  statistic === 'proportion' || (statistic === 'published' && shortUnit === '%');

/** The margin in words. */
export const marginWords = (measure: Pick<Measure, 'statistic' | 'shortUnit'>): string =>
  isShare(measure) ? `${worthwhilePoints} percentage points` : `${100 * worthwhileShare}% of the value of all systems`;

/** Draws of the permutation test, and resamples of the decomposition; seeds are printed. */
export const permutations = 9_999;
export const resamples = 999;
export const competitionSeed = 2006;

/** Fewest systems of each group in a stratum or a cell for an estimate. */
export const fewestInCell = 3;

/** Fewer systems than this in either group and overlap cannot be judged: so few are told apart by four characteristics whatever they are. */
export const fewestForOverlap = 10;

/** One market definition of the grid: a shipped one with other thresholds. */
export interface GridCell {
  id: string;
  /** What differs, in words. */
  words: string;
  definition: MarketDefinition;
}

const hospitalUse = marketDefinitions.find((definition): definition is ShareDefinition => definition.kind === 'shares' && definition.edition === 'england');
const gpNetworks = marketDefinitions.find((definition): definition is OfferDefinition => definition.kind === 'offers' && definition.edition === 'england');
const offers = marketDefinitions.find((definition): definition is OfferDefinition => definition.id === 'offers-2022');
/** No HHI is above it, so that a rule without an HHI is one with this threshold. */
const highestHhi = 10_000;

type Rule = 'both' | 'count' | 'hhi';
const ruleWords: Record<Rule, string> = { both: 'number of trusts and HHI', count: 'number of trusts only', hhi: 'HHI only' };

/** The definition by shares with other thresholds; a rule by number ignores the HHI, a rule by HHI the number. */
function shareCell(base: ShareDefinition, { share, low, high, rule, cut }: { share: number; low: number; high: number; rule: Rule; cut: number }): GridCell {
  const thresholds = [...(rule === 'hhi' ? [] : [`trusts with ${share * 100}% or more`]), ...(rule === 'count' ? [] : [`HHI ${low} and ${high}`])].join(', ');
  return {
    id: `hospital-${share * 100}-${low}-${high}-${rule}-${Math.round(cut * 100)}`,
    words: `Hospitals used: ${ruleWords[rule]}; ${thresholds}; systems cut at ${Math.round(cut * 100)}%`,
    definition: {
      ...base,
      minimumShare: rule === 'hhi' ? 0 : share,
      competitiveUpToHhi: rule === 'count' ? highestHhi : low,
      monopolyAboveHhi: rule === 'count' ? highestHhi : high,
      systemMonopolyFrom: cut,
      systemCompetitiveUpTo: 1 - cut,
    },
  };
}

const usual = { share: 0.1, low: 5000, high: 8000, rule: 'both', cut: 0.75 } as const;
const shares = [0.05, 0.1, 0.15];
const lows = [4000, 5000, 6000];
const highs = [7000, 8000, 9000];

function hospitalCells(base: ShareDefinition): GridCell[] {
  const both = shares.flatMap((share) => lows.flatMap((low) => highs.map((high) => shareCell(base, { ...usual, share, low, high }))));
  const count = shares.map((share) => shareCell(base, { ...usual, share, rule: 'count' }));
  const hhi = lows.flatMap((low) => highs.map((high) => shareCell(base, { ...usual, low, high, rule: 'hhi' })));
  const cuts = [0.6, 0.67, 0.9].map((cut) => shareCell(base, { ...usual, cut }));
  return [...both, ...count, ...hhi, ...cuts];
}

const networkCells = (base: OfferDefinition): GridCell[] =>
  [2, 3, 4].map((from) => ({
    id: `networks-${from}`,
    words: `GP networks open to residents: competitive from ${from} on`,
    definition: { ...base, competitiveFrom: from },
  }));

/** What counts as one, and from how many on there is competition. */
const offerThresholds = [
  [1, 2],
  [1, 3],
  [1, 4],
  [1, 5],
  [2, 3],
  [2, 5],
] as const;

const offerCells = (base: OfferDefinition): GridCell[] =>
  offerThresholds.map(([upTo, from]) => ({
    id: `parents-${upTo}-${from}`,
    words: `Organisations on offer: monopoly up to ${upTo}, competitive from ${from} on`,
    definition: { ...base, monopolyUpTo: upTo, competitiveFrom: from },
  }));

/** Every market definition under which the result is shown. */
export const grid: readonly GridCell[] = [
  ...(hospitalUse === undefined ? [] : hospitalCells(hospitalUse)),
  ...(gpNetworks === undefined ? [] : networkCells(gpNetworks)),
  ...(offers === undefined ? [] : offerCells(offers)),
];

/** The cell that is the shipped definition of each kind. */
export const defaultCells: Readonly<Record<string, string>> = {
  'hospital-use-2018': 'hospital-10-5000-8000-both-75',
  'gp-network-2020': 'networks-3',
  'offers-2022': 'parents-1-3',
};
