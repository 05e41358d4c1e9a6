/** What a system is set against. A yardstick is one entry here and one file in `etl/analysis/references/`. */
export interface Yardstick {
  id: string;
  title: string;
  /** Completes "compared with ...". */
  words: string;
  /** How it is made and how to read it: printed beside the table. */
  explanation: string;
  /** True when the system's own data cannot move it. */
  leaveOneOut: boolean;
  /** Display only: a value and a gap, never the basis of a band or a test. */
  displayOnly: boolean;
  /** True when it depends on which systems count as competitive: one for each market definition. */
  byDefinition: boolean;
  /**
   * What ranks are of: the `value` among all systems of the table; the `gap` to the yardstick, where the yardstick
   * takes account of who the people are; the value within the system's own `peers`; or `none`.
   */
  ranks: 'value' | 'gap' | 'peers' | 'none';
}

export const yardsticks: readonly Yardstick[] = [
  {
    id: 'others',
    title: 'All other systems',
    words: 'all other systems of its level taken together',
    explanation:
      'The counts of all other systems are added up, its own left out: Shleifer’s shadow firm. Nothing that a system does to its own figures moves its yardstick. It takes no account of how its people differ.',
    leaveOneOut: true,
    displayOnly: false,
    byDefinition: false,
    ranks: 'value',
  },
  {
    id: 'competitive-others',
    title: 'Other systems whose residents have a choice',
    words: 'the other systems whose residents have a choice, taken together',
    explanation:
      'The counts of the other systems of market type “competitive” under the definition in force are added up: for a system with no rival, its shadow competitor. It takes no account of how their people differ: places with choice are more urban.',
    leaveOneOut: true,
    displayOnly: false,
    byDefinition: true,
    ranks: 'value',
  },
  {
    id: 'peers',
    title: 'Its ten nearest peers',
    words: 'the ten other systems most like it in size, age, deprivation and rurality, taken together',
    explanation:
      'The ten nearest others on declared characteristics; never on outcomes, bed supply or market type. Peers, distances and balance are on the page of each system. Ranks are within a system and its ten peers, so two systems of the same rank need not be alike.',
    leaveOneOut: true,
    displayOnly: false,
    byDefinition: false,
    ranks: 'peers',
  },
  {
    id: 'adjusted',
    title: 'Expected for its people (regression)',
    words: 'what a regression on the other systems expects at its size, age, deprivation and rurality',
    explanation:
      'A least-squares line through all other systems, read off at the system’s own characteristics. Ranks are by the difference from what is expected. It adjusts for what is declared and for nothing else, along straight lines.',
    leaveOneOut: true,
    displayOnly: false,
    byDefinition: false,
    ranks: 'gap',
  },
  {
    id: 'upper-quartile',
    title: 'The best quarter',
    words: 'the value that a quarter of the systems attain',
    explanation:
      'The value of an actual system, attained by at least a quarter of all. For display: it has no test, because it is picked from the same noisy values, and small systems reach it by chance more often.',
    leaveOneOut: false,
    displayOnly: true,
    byDefinition: false,
    ranks: 'value',
  },
  {
    id: 'frontier',
    title: 'Best practice (frontier)',
    words: 'the least that a mix of other systems uses to serve at least as many people of each kind',
    explanation:
      'Data envelopment analysis, each system against the others. For display only: one system with a wrong count sets it, chance counts as efficiency, and every system looks better the fewer there are. It says what is attained somewhere, not what is right.',
    leaveOneOut: true,
    displayOnly: true,
    byDefinition: false,
    ranks: 'none',
  },
  {
    id: 'all',
    title: 'All systems',
    words: 'all systems of its level taken together, itself included',
    explanation: 'The counts of all systems are added up. For display only: a system is part of what it is compared with, the largest systems most of all.',
    leaveOneOut: false,
    displayOnly: true,
    byDefinition: false,
    ranks: 'value',
  },
];

export const defaultYardstick = 'others';

export const yardstickById = new Map(yardsticks.map((yardstick) => [yardstick.id, yardstick]));

/** How many nearest peers make a yardstick, and the other numbers that show how much hangs on that choice. */
export const peerCount = 10;
export const peerSensitivity: readonly number[] = [5, 15];
