/** Remarks on systems that hold for every measure, and what a reader of their story must know; shown on the system's page and kept in the release. */
export interface SystemNote {
  edition: string;
  systems: readonly string[];
  text: string;
  /** Historic cases that tell of the system, by id. */
  cases?: readonly string[];
}

const movedInJuly2022 = (what: string) =>
  `${what} on 1 July 2022, under unchanged codes. Hospital and chronic-disease figures, published before, are on the old boundary; residents, market type and outline are on the new one.`;

const bedDayCase = 'nhs-kaiser-medicare-2000-01';
const kaiserGaps =
  'Members are people of 65 and over and disabled people on Medicare, not all of Kaiser’s members. Bed days and admissions, on which Kaiser and the NHS were compared, are not published by contract; readmissions are, from the ratings of 2012 on.';

/** The 14 boards of Scotland. */
const scottishBoards = [15, 16, 17, 19, 20, 22, 24, 25, 26, 28, 29, 30, 31, 32].map((code) => `S080000${code}`);

export const systemNotes: readonly SystemNote[] = [
  {
    edition: 'england',
    systems: ['D2P2L', '15E', 'QUA', 'QHL'],
    text: movedInJuly2022('West Birmingham (178,281 residents) moved from Black Country and West Birmingham (D2P2L) to Birmingham and Solihull (15E)'),
  },
  {
    edition: 'england',
    systems: ['01Y', '15M', 'QOP', 'QJ2'],
    text: movedInJuly2022('Glossop (33,604 residents) moved from Tameside and Glossop (01Y) to Derby and Derbyshire (15M)'),
  },
  {
    edition: 'england',
    systems: ['06H', '78H', 'QUE', 'QPM'],
    text: movedInJuly2022('A part of North Northamptonshire (17,070 residents) moved from Cambridgeshire and Peterborough (06H) to Northamptonshire (78H)'),
  },
  {
    edition: 'usa',
    systems: ['H0524'],
    text: `Kaiser Permanente in California. Ham’s example of vertical integration is its northern region; the contract covers the whole state and cannot be divided. ${kaiserGaps}`,
    cases: [bedDayCase],
  },
  {
    edition: 'usa',
    systems: ['H0630'],
    text: `Kaiser Permanente in Colorado: Ham’s example of virtual integration, separate organisations in a long-term alliance, and consistently among the best of Kaiser’s regions, he says. ${kaiserGaps}`,
    cases: [bedDayCase],
  },
  { edition: 'usa', systems: ['H1170', 'H1230', 'H2172', 'H9003'], text: `A region of Kaiser Permanente. ${kaiserGaps}`, cases: [bedDayCase] },
  {
    edition: 'usa',
    systems: ['H5050'],
    text: `Group Health Cooperative of Seattle, one of the systems that Ham and Dixon name, until 2017; Kaiser Permanente’s Washington region after. The contract kept its number, so the series is one: from 2018 on it is of the new owner. ${kaiserGaps}`,
    cases: [bedDayCase],
  },
  {
    edition: 'usa',
    systems: ['group-health-cooperative'],
    text: 'Group Health Cooperative of Seattle, one of the systems that Ham and Dixon name. Its figures are those of its Medicare contract, H5050, which has been Kaiser Permanente’s Washington region since the ratings of 2018: look there for the whole series from 2008.',
    cases: [bedDayCase],
  },
  {
    edition: 'usa',
    systems: ['kaiser-foundation-health-plan-inc'],
    text: 'Kaiser Permanente. Its regions are contracts of their own and differ in how they are integrated: northern California vertically, Colorado virtually (Ham 2007). Figures are of the regions; only members are added up.',
    cases: [bedDayCase],
  },
  {
    edition: 'usa',
    systems: ['H3924', 'H3954', 'H9412', 'H2792', 'H5812', 'H8468'],
    text: 'A contract of Geisinger (Pennsylvania), which Dixon names as a high performer in a market that is not competitive. Owned by Geisinger Health System, then Geisinger Health, then, in the ratings of 2025, Risant Health. No bed days or admissions are published by contract.',
  },
  {
    edition: 'usa',
    systems: ['geisinger-health-system', 'geisinger-health', 'risant-health-inc'],
    text: 'An owner of Geisinger’s contracts: Geisinger Health System until the ratings of 2019, Geisinger Health from 2020, Risant Health in those of 2025. Each is listed with the contracts whose latest owner it is; a contract’s own page names all its owners.',
  },
  {
    edition: 'usa',
    systems: ['veterans-health-administration'],
    text: 'The health system of American veterans. From 1994 to 1998 it halved its bed days with regional networks, performance contracts and published comparisons. Its figures of that time exist only as the papers give them. Today’s are by hospital: it sells no plan and has no Star Ratings, files no cost reports, and publishes nothing here by network.',
    cases: ['vha-1994-98', 'vha-quality-1997-2000'],
  },
  {
    edition: 'uk-nations',
    systems: scottishBoards,
    text: 'A health board runs hospital and community care for its residents and has no rival: Ham calls the lack of choice the weakness of the Scottish boards. No figures on chronic-disease care by board could be had.',
  },
  {
    edition: 'uk-nations',
    systems: ['BHSCT', 'NHSCT', 'SEHSCT', 'SHSCT', 'WHSCT'],
    text: 'Hospital, community and social care in Northern Ireland have been one organisation in each place since 1973. No figures on chronic-disease care by trust, and no population by trust, could be had.',
  },
  {
    edition: 'uk-nations',
    systems: ['7A1', '7A2', '7A3', '7A4', '7A5', '7A6', '7A7'],
    text: 'A health board is responsible for all care of its residents. No figures on chronic-disease care by board, and no population by board, could be had.',
  },
];

/** The remark on a system, or null. */
export const noteOn = (edition: string, system: string): string | null =>
  systemNotes
    .filter((note) => note.edition === edition && note.systems.includes(system))
    .map((note) => note.text)
    .join(' ') || null;

/** Historic cases that tell of a system, by id. */
export const casesOf = (edition: string, system: string): readonly string[] => [
  ...new Set(systemNotes.filter((note) => note.edition === edition && note.systems.includes(system)).flatMap((note) => note.cases ?? [])),
];
