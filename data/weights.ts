/** The measures to which a reader may give weights. There is no composite of ours: nothing has a weight until a reader sets one. */
export interface WeightSet {
  edition: string;
  /** Judged, rankable, and with figures of one period at every level of the edition; at most one indicator a disease. */
  measures: readonly string[];
  /** What to know before weighing them. */
  caveats: readonly string[];
}

export const weightSets: readonly WeightSet[] = [
  {
    edition: 'england',
    measures: [
      'bed-days',
      'bed-days-per-admission',
      'emergency-admissions',
      'qof-af007',
      'qof-ast003',
      'qof-chd008',
      'qof-copd003',
      'qof-dm020',
      'qof-hyp003',
      'qof-mh002',
    ],
    caveats: [
      'Bed days are admissions times bed days per admission: giving a weight to bed days and to bed days per admission counts long stays twice.',
      'Hospital measures are crude: older and poorer populations use more beds. A weight on them is partly a weight on who lives there.',
      'Indicators of chronic disease leave out patients whom practices excepted, and practices with better records can look better.',
      'Measures that go together count more than once, whatever their weights.',
    ],
  },
];

/** From no weight to the most. Whole numbers, so that an address says exactly what was asked. */
export const weights = ['0', '1', '2', '3', '4', '5'] as const;

/** Random weightings behind each share, and the seed that makes them the same for every reader. */
export const weightings = { draws: 1_000, seed: 2007 } as const;

export const weightSetFor = (edition: string): WeightSet => weightSets.find((set) => set.edition === edition) ?? { edition, measures: [], caveats: [] };
