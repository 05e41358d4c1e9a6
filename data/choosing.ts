/** What people of an area are shown before they choose: which systems are open to them, used by them, or the only one there. */

export interface OpenGroup {
  /** Its texts are `group.<id>.*` in `views/messages`. */
  id: string;
  edition: string;
  level: string;
  /**
   * `choose`: people may join one of them; `use`: people go to them, in the shares that a market definition knows;
   * `only`: there is one, and nobody chooses it.
   */
  kind: 'choose' | 'use' | 'only';
  /** Market definition that says which of them are open; null where the systems of the area are. */
  definition: string | null;
  /** Of `use`: a smaller share of the area's admissions is left out. */
  minimumShare?: number;
  /** Where the publisher of the choice stands in time: the year of its files. */
  year: string | null;
  /**
   * Market definition under which a system that is alone in its place is set against those in places with a choice; null
   * where none of its level has a choice, or nearly all have, and it is set against all the others.
   */
  choiceElsewhere: string | null;
  /** True where several systems have one name, and the publisher's code tells them apart. */
  showCodes: boolean;
}

/** In the order of the page. */
export const openGroups: readonly OpenGroup[] = [
  {
    id: 'networks',
    edition: 'england',
    level: 'pcn',
    kind: 'choose',
    definition: 'gp-network-2020',
    year: '2020',
    choiceElsewhere: 'gp-network-2020',
    showCodes: false,
  },
  {
    id: 'hospitals',
    edition: 'england',
    level: 'trust',
    kind: 'use',
    definition: 'hospital-use-2018',
    minimumShare: 0.05,
    year: '2018',
    choiceElsewhere: 'hospital-use-2018',
    showCodes: false,
  },
  {
    id: 'english-board',
    edition: 'england',
    level: 'icb',
    kind: 'only',
    definition: null,
    year: null,
    choiceElsewhere: 'gp-network-2020',
    showCodes: false,
  },
  {
    id: 'plans',
    edition: 'usa',
    level: 'contract',
    kind: 'choose',
    definition: null,
    year: '2022',
    choiceElsewhere: null,
    showCodes: true,
  },
  {
    id: 'board',
    edition: 'uk-nations',
    level: 'board',
    kind: 'only',
    definition: null,
    year: null,
    choiceElsewhere: null,
    showCodes: false,
  },
];

/** Groups of an edition, in the order of the page. */
export const groupsOf = (edition: string): readonly OpenGroup[] => openGroups.filter((group) => group.edition === edition);

/** The most systems that are set side by side in words. */
export const mostSideBySide = 5;
