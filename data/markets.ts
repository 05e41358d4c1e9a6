/** Market definitions: named, versioned rules from choice to a market type. Several exist side by side. */

export const marketTypes = ['competitive', 'limited', 'monopoly', 'unclassified'] as const;
export type MarketType = (typeof marketTypes)[number];

/** Relative tolerance of comparisons with a threshold: two equal halves are 5,000 and competitive. */
export const thresholdTolerance = 1e-9;

interface MarketDefinitionBase {
  id: string;
  version: number;
  edition: string;
  title: string;
  /** Whose choice of what. */
  statement: string;
  /** What is chosen, one and several. */
  option: { one: string; many: string };
  /** The rule in words, with its thresholds. */
  rule: string;
  caveats: readonly string[];
  /** Fewer residents than this and an area is unclassified. */
  minimumPopulation: number;
  /** Share of people in monopoly areas from which a system is a monopoly system, and up to which it is competitive. */
  systemMonopolyFrom: number;
  systemCompetitiveUpTo: number;
  sources: readonly string[];
}

/** Observed shares of use. */
export interface ShareDefinition extends MarketDefinitionBase {
  kind: 'shares';
  /** An option counts when it takes at least this share. */
  minimumShare: number;
  /** One option or none that counts, or an HHI above this, is a monopoly. */
  monopolyAboveHhi: number;
  /** Two or more that count and an HHI of at most this is competitive. */
  competitiveUpToHhi: number;
}

/** Options on offer, without shares. */
export interface OfferDefinition extends MarketDefinitionBase {
  kind: 'offers';
  /** Exactly this many options or fewer (but some) is a monopoly; from `competitiveFrom` on competitive. */
  monopolyUpTo: number;
  competitiveFrom: number;
  /** Options left out of the count, with the reason. */
  excludedOptions: readonly { id: string; reason: string }[];
}

export type MarketDefinition = ShareDefinition | OfferDefinition;

export const marketDefinitions: readonly MarketDefinition[] = [
  {
    kind: 'shares',
    id: 'hospital-use-2018',
    version: 1,
    edition: 'england',
    title: 'Hospital used, 2018',
    option: { one: 'trust', many: 'trusts' },
    statement: 'Which NHS trusts admitted the people who live in the area, and in what shares.',
    rule: 'Monopoly: one trust or none takes 10% or more of the area’s admissions, or the HHI is above 8,000. Competitive: two or more trusts take 10% or more and the HHI is 5,000 or less. Limited: everything else. Unclassified: no data, or fewer than 1,000 residents.',
    caveats: [
      'Actual use depends on quality as well as on distance: good hospitals attract people. Read it as a description, not as a cause.',
      'One cross-section (2018): an area’s market type is the same in every period shown.',
      'Shares are those of trusts that still exist; they are rescaled to sum to one over what is observed (0.90 to 1.00 of admissions).',
    ],
    minimumPopulation: 1000,
    systemMonopolyFrom: 0.75,
    systemCompetitiveUpTo: 0.25,
    minimumShare: 0.1,
    monopolyAboveHhi: 8000,
    competitiveUpToHhi: 5000,
    sources: ['choice', 'population', 'geography'],
  },
  {
    kind: 'offers',
    id: 'gp-network-2020',
    version: 1,
    edition: 'england',
    title: 'GP networks open to residents, 2020',
    option: { one: 'network', many: 'networks' },
    statement:
      'How many primary care networks have a member practice whose catchment covers the centre of the area, so that people who live there may register.',
    rule: 'Monopoly: exactly one network. Limited: two. Competitive: three or more. Unclassified: none, or fewer than 1,000 residents.',
    caveats: [
      'A catchment gives the right to register; it does not say that the list is open or near.',
      'Catchments were declared by practices in January to March 2020; the population-weighted centre of the area stands for all of it.',
    ],
    minimumPopulation: 1000,
    systemMonopolyFrom: 0.75,
    systemCompetitiveUpTo: 0.25,
    monopolyUpTo: 1,
    competitiveFrom: 3,
    excludedOptions: [
      {
        id: 'U39686',
        reason:
          'a network whose declared catchment claims 1,099 areas, where the median network claims 12: nearly all of those people live too far away to be its patients',
      },
    ],
    sources: ['choice', 'population', 'geography'],
  },
  {
    kind: 'offers',
    id: 'offers-2022',
    version: 1,
    edition: 'usa',
    title: 'Organisations on offer, 2022',
    option: { one: 'parent organisation', many: 'parent organisations' },
    statement: 'How many parent organisations offered a Medicare Advantage plan of an HMO or a local PPO to people who live in the county.',
    rule: 'Monopoly: exactly one parent organisation. Limited: two. Competitive: three or more. Unclassified: none in the file.',
    caveats: [
      'On offer is not chosen: it is not known how many people are in which plan.',
      'A lower bound: the file leaves out plans for special needs and for employers, the newest plans and those without a rating (344 of the 471 contracts that had an overall rating are in it).',
      'Medical savings accounts, private fee-for-service and regional PPO plans are not counted: they are not organised systems, or are sold nearly everywhere.',
      'A contract with several plans, and a parent with several contracts, count once.',
    ],
    minimumPopulation: 0,
    systemMonopolyFrom: 0.75,
    systemCompetitiveUpTo: 0.25,
    monopolyUpTo: 1,
    competitiveFrom: 3,
    excludedOptions: [],
    sources: ['cms-ma-landscape-2022', 'cms-star-ratings', 'medicarestars-2008-2022'],
  },
  {
    kind: 'offers',
    id: 'one-board',
    version: 1,
    edition: 'uk-nations',
    title: 'One board in each place',
    option: { one: 'board', many: 'boards' },
    statement: 'Which boards people who live in the area may choose between: one, by law.',
    rule: 'Monopoly: exactly one board. There is no other case.',
    caveats: ['By construction, not by observation: patients can be sent to another board’s hospital, but cannot choose another board.'],
    minimumPopulation: 0,
    systemMonopolyFrom: 0.75,
    systemCompetitiveUpTo: 0.25,
    monopolyUpTo: 1,
    competitiveFrom: 3,
    excludedOptions: [],
    sources: ['public-health-scotland', 'wales-healthyr', 'ni-healthyr'],
  },
];
