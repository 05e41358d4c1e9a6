/** Remarks on systems that hold for every measure; shown on the system's page and kept in the release. */
export interface SystemNote {
  edition: string;
  systems: readonly string[];
  text: string;
}

const movedInJuly2022 = (what: string) =>
  `${what} on 1 July 2022, under unchanged codes. Hospital and chronic-disease figures, published before, are on the old boundary; residents, market type and outline are on the new one.`;

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
];

/** The remark on a system, or null. */
export const noteOn = (edition: string, system: string): string | null =>
  systemNotes
    .filter((note) => note.edition === edition && note.systems.includes(system))
    .map((note) => note.text)
    .join(' ') || null;
