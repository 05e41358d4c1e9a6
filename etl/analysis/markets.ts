import { type MarketDefinition, type MarketType, type OfferDefinition, type ShareDefinition, thresholdTolerance } from '../../data/markets.ts';
import type { Row } from '../../data/tables.ts';
import { herfindahlIndex } from '../../stats/concentration.ts';

export interface AreaOptions {
  area_id: string;
  /** Residents; null where no source gives them. */
  population: number | null;
  /** Shares by option, rescaled to sum to 1; empty where the definition knows no shares. */
  shares: readonly number[];
  /** Number of options on offer after the definition's exclusions. */
  offers: number;
}

const atLeast = (value: number, threshold: number) => value >= threshold * (1 - thresholdTolerance);
const above = (value: number, threshold: number) => value > threshold * (1 + thresholdTolerance);
const count = (n: number, one: string, many: string) => `${n === 0 ? 'no' : n} ${n === 1 ? one : many}`;

/** Market type of one area under one definition, with the rule that decided. */
export function classifyArea(definition: MarketDefinition, area: AreaOptions): Row<'area_market'> {
  const base = { definition: definition.id, area_id: area.area_id };
  if (isTooSmall(definition, area)) {
    return {
      ...base,
      market_type: 'unclassified',
      options: area.offers,
      top_share: null,
      hhi: null,
      reason: `Fewer than ${definition.minimumPopulation.toLocaleString('en-GB')} residents.`,
    };
  }
  return definition.kind === 'shares' ? { ...base, ...classifyShares(definition, area.shares) } : { ...base, ...classifyOffers(definition, area.offers) };
}

const isTooSmall = ({ minimumPopulation }: MarketDefinition, { population }: AreaOptions): boolean => population !== null && population < minimumPopulation;

type Class = Omit<Row<'area_market'>, 'definition' | 'area_id'>;

function classifyShares(definition: ShareDefinition, shares: readonly number[]): Class {
  const hhi = herfindahlIndex(shares);
  if (hhi === null) return { market_type: 'unclassified', options: 0, top_share: null, hhi: null, reason: 'No admissions observed.' };
  const options = optionsFrom(definition, shares);
  const percent = definition.minimumShare * 100;
  const concentration = `HHI ${Math.round(hhi).toLocaleString('en-GB')}`;
  const who = `${count(options, `${definition.option.one} takes`, `${definition.option.many} take`)} ${percent}% or more`;
  return {
    market_type: typeByShares(definition, options, hhi),
    options,
    top_share: Math.max(...shares),
    hhi,
    reason: `${who[0]?.toUpperCase()}${who.slice(1)}; ${concentration}.`,
  };
}

const optionsFrom = ({ minimumShare }: ShareDefinition, shares: readonly number[]): number => shares.filter((share) => atLeast(share, minimumShare)).length;

function typeByShares(definition: ShareDefinition, options: number, hhi: number): MarketType {
  if (options <= 1 || above(hhi, definition.monopolyAboveHhi)) return 'monopoly';
  return above(hhi, definition.competitiveUpToHhi) ? 'limited' : 'competitive';
}

function typeByOffers(definition: OfferDefinition, offers: number): MarketType {
  if (offers === 0) return 'unclassified';
  if (offers <= definition.monopolyUpTo) return 'monopoly';
  return offers >= definition.competitiveFrom ? 'competitive' : 'limited';
}

function classifyOffers(definition: OfferDefinition, offers: number): Class {
  const who = count(offers, `${definition.option.one} is`, `${definition.option.many} are`);
  return {
    market_type: typeByOffers(definition, offers),
    options: offers,
    top_share: null,
    hhi: null,
    reason: `${who[0]?.toUpperCase()}${who.slice(1)} open to residents.`,
  };
}

/** Market type of an area whose HHI is known: `classifyArea` without its words, for many definitions in turn. */
export function marketTypeOf(definition: MarketDefinition, area: AreaOptions, hhi: number | null): MarketType {
  if (isTooSmall(definition, area)) return 'unclassified';
  if (definition.kind === 'offers') return typeByOffers(definition, area.offers);
  return hhi === null ? 'unclassified' : typeByShares(definition, optionsFrom(definition, area.shares), hhi);
}

export interface AreaShareOfSystem {
  market_type: string;
  hhi: number | null;
  /** Residents of the area in the system; null where no source gives them. */
  population: number | null;
}

/**
 * Exposure of one system: shares of its residents by market type of their area, and the mean HHI they face. Where residents
 * are not known every area counts once. A system of one area has the type of that area.
 */
export function exposureOf(
  definition: MarketDefinition,
  system: { level: string; system_id: string },
  areas: readonly AreaShareOfSystem[],
): Row<'system_market'> {
  const people = { competitive: 0, limited: 0, monopoly: 0, unclassified: 0 };
  let weighted = 0;
  let weight = 0;
  for (const area of areas) {
    const residents = area.population ?? 1;
    people[area.market_type as MarketType] += residents;
    if (area.hhi !== null) {
      weighted += area.hhi * residents;
      weight += residents;
    }
  }
  const total = people.competitive + people.limited + people.monopoly + people.unclassified;
  const monopoly = people.monopoly / total;
  const only = areas.length === 1 ? (areas[0]?.market_type as MarketType) : null;
  const type = systemTypeOf(definition, { monopoly, unclassified: people.unclassified / total, only });
  return {
    definition: definition.id,
    level: system.level,
    system_id: system.system_id,
    market_type: type,
    share_competitive: people.competitive / total,
    share_limited: people.limited / total,
    share_monopoly: monopoly,
    share_unclassified: people.unclassified / total,
    hhi: weight === 0 ? null : weighted / weight,
  };
}

/**
 * Market type of a system by the shares of its residents in monopoly and in unclassified areas. A county, or a board alone in its
 * place, has the type of its `only` area; null for a system of several.
 */
export function systemTypeOf(
  { systemMonopolyFrom, systemCompetitiveUpTo }: Pick<MarketDefinition, 'systemMonopolyFrom' | 'systemCompetitiveUpTo'>,
  { monopoly, unclassified, only }: { monopoly: number; unclassified: number; only: MarketType | null },
): MarketType {
  if (only !== null) return only;
  // A system without people has no share below 1 either.
  if (!(unclassified < 1)) return 'unclassified';
  if (atLeast(monopoly, systemMonopolyFrom)) return 'monopoly';
  return above(monopoly, systemCompetitiveUpTo) ? 'limited' : 'competitive';
}
