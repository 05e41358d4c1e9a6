/** How a system holds together. `unknown` where no source says: it is never worked out from figures. */
export type IntegrationType = 'vertical' | 'virtual' | 'unknown';

/** One line of the list, which is kept by hand. */
export interface IntegratedSystem {
  edition: string;
  /** What `id` names: a parent organisation as published, a contract, a system of another kind, or every system of an edition. */
  level: 'parent' | 'contract' | 'system' | 'edition';
  /** The publisher’s own code, or the parent’s name as published. */
  id: string;
  /** The same in other files of the publisher: another code, or the name in other years. */
  otherIds: readonly string[];
  title: string;
  integrationType: IntegrationType;
  /** First and last year for which the type is claimed; null where the source gives none. */
  from: number | null;
  to: number | null;
  /** What the source says, and what it does not. */
  evidence: string;
  source: string;
}

const ham2007 =
  'Ham C. Clinically integrated systems: the next step in English health reform? Nuffield Trust, 2007, on forms of integration (read in a digest, which gives no page)';
const hamBox4 = 'Ham 2007, as above, on forms of integration and in Box 4';
const hamOpinion = 'Ham C. Opinion piece on integration in place of a split between buyers and sellers, c. 2006-07';
const dixon2009 = 'Dixon J. Integration: the past or the future? Nuffield Trust, 2009';
const starRatings = 'Medicare Star Ratings data tables, Centers for Medicare and Medicaid Services';
const hospitalFile = 'Hospital General Information, Centers for Medicare and Medicaid Services, July 2024 (column Hospital Ownership)';

const seenInFile = 'Provider-owned or group-practice parent seen in the file; type not established.';

type Given = Pick<IntegratedSystem, 'level' | 'id' | 'title'> & Partial<IntegratedSystem>;

const inUsa = (given: Given): IntegratedSystem => ({
  edition: 'usa',
  otherIds: [],
  integrationType: 'unknown',
  from: null,
  to: null,
  evidence: seenInFile,
  source: starRatings,
  ...given,
});

const kaiserRegion = (id: string, region: string): IntegratedSystem =>
  inUsa({
    level: 'contract',
    id,
    title: `Kaiser Permanente, ${region}`,
    evidence: 'A contract of Kaiser. Ham names the form of two regions only, northern California and Colorado; of this one no source that was read says it.',
    source: ham2007,
  });

/** A parent whose type nobody has looked up yet. */
const candidate = (id: string, ...otherIds: string[]): IntegratedSystem => inUsa({ level: 'parent', id, otherIds, title: id });

const kaiser: readonly IntegratedSystem[] = [
  inUsa({
    level: 'contract',
    id: 'H0524',
    title: 'Kaiser Permanente, California',
    integrationType: 'vertical',
    evidence:
      'Ham’s example of vertical integration, hospitals and medical groups in one organisation, is Kaiser Permanente in northern California. The contract covers all of California, not only the north: for the south the type is not established.',
    source: ham2007,
  }),
  inUsa({
    level: 'contract',
    id: 'H0630',
    title: 'Kaiser Permanente, Colorado',
    integrationType: 'virtual',
    evidence: 'Ham’s example of virtual integration, a long-term alliance of separate organisations; consistently among the best of Kaiser’s regions, he adds.',
    source: ham2007,
  }),
  kaiserRegion('H1170', 'Georgia'),
  kaiserRegion('H1230', 'Hawaii'),
  kaiserRegion('H2172', 'Mid-Atlantic States'),
  inUsa({
    level: 'contract',
    id: 'H5050',
    title: 'Group Health Cooperative (Seattle); Kaiser Permanente, Washington from star year 2018',
    evidence:
      'Ham names Group Health Cooperative beside Kaiser as a system that puts doctors in the driving seat, and Dixon lists it among high performers. Neither says whether it is vertical or virtual. One contract throughout: under its own name to star year 2017, under Kaiser’s from 2018.',
    source: `${hamOpinion}; ${dixon2009}`,
  }),
  kaiserRegion('H9003', 'Northwest'),
  inUsa({
    level: 'parent',
    id: 'Kaiser Foundation Health Plan, Inc.',
    title: 'Kaiser Foundation Health Plan, all other contracts',
    evidence: 'An integrated system with regions of both types (northern California vertical, Colorado virtual), so the parent has no single type.',
    source: ham2007,
  }),
];

const otherAmerican: readonly IntegratedSystem[] = [
  inUsa({
    level: 'parent',
    id: 'Veterans Health Administration',
    title: 'Veterans Health Administration, all its hospitals',
    integrationType: 'vertical',
    evidence: 'Ham: also vertical, like Kaiser in northern California; its regionally based integrated service networks took the place of single hospitals.',
    source: `${hamBox4}; ${hospitalFile}`,
  }),
  inUsa({
    level: 'parent',
    id: 'Geisinger Health',
    otherIds: ['Geisinger Health System'],
    title: 'Geisinger',
    evidence: 'Dixon names Geisinger as a high performer in a market that is not competitive. She does not say in what form it is integrated.',
    source: dixon2009,
  }),
  inUsa({
    level: 'parent',
    id: 'Group Health Cooperative of Eau Claire',
    title: 'Group Health Cooperative of Eau Claire (Wisconsin)',
    evidence: 'Listed so that nobody takes it for the Group Health Cooperative of Seattle, which is contract H5050. Nothing that was read is about it.',
  }),
  candidate('Aultman Health Foundation'),
  candidate('BayCare Health System, Inc.', 'BayCare Healht System, Inc.'),
  candidate('Baylor Scott & White Holdings'),
  candidate('Baystate Health, Inc.'),
  candidate('Denver Health and Hospital Authority', 'Denver Health Hospital Authority', 'Denver Healthcare Hospital Authority'),
  candidate('HealthPartners, Inc.', 'HealthPartners UnityPoint Health, Inc.'),
  candidate('Henry Ford Health System'),
  candidate('Highmark Health', 'Highmark', 'Highmark Inc.'),
  candidate('Indiana University Health'),
  candidate('Intermountain Health Care, Inc.'),
  candidate('Kelsey-Seybold Medical Group, PLLC'),
  candidate('Marshfield Clinic Health System, Inc.', 'Marshfield Clinic'),
  candidate('Martin’s Point Health Care, Inc.'),
  candidate('New York City Health and Hospitals Corporation'),
  candidate('Presbyterian Healthcare Services'),
  candidate('Providence St Joseph Health', 'Providence Health & Services', 'Providence Health System'),
  candidate('Renown Health'),
  candidate('Samaritan Health Services'),
  candidate('Sentara Health Care (SHC)', 'Sentara Healthcare'),
  candidate('Sharp Healthcare'),
  candidate('Spectrum Health System'),
  candidate('SSM Health Care Corporation', 'SSM Healthcare Corporation'),
  candidate('The Carle Foundation'),
  candidate('University of Wisconsin Hospitals and Clincs Autho'),
  candidate('UPMC Health System'),
];

const inUkNations =
  (about: Pick<IntegratedSystem, 'integrationType' | 'from' | 'evidence' | 'source'>, suffix = '') =>
  ([id, title, ...otherIds]: readonly [string, string, ...string[]]): IntegratedSystem => ({
    edition: 'uk-nations',
    level: 'system',
    id,
    otherIds,
    title: `${title}${suffix}`,
    to: null,
    ...about,
  });

const scottishBoard = inUkNations(
  {
    integrationType: 'vertical',
    from: null,
    evidence: 'One board runs hospital and community care for its residents. Ham calls the boards monopolies, whose weakness is the lack of choice.',
    source: `Note on the published files of Public Health Scotland; ${hamOpinion}`,
  },
  ', Scotland',
);

const welshBoard = inUkNations({
  integrationType: 'unknown',
  from: null,
  evidence:
    'The board is responsible for all care of its residents, and is the only one in its area. What was read does not say whether it is one organisation or several.',
  source: 'Note on the published files of StatsWales and Digital Health and Care Wales',
});

const northernIrishTrust = inUkNations(
  {
    integrationType: 'vertical',
    from: 1973,
    evidence: 'Hospital, community and social care have been structurally integrated in Northern Ireland since 1973; the trusts of today took that over.',
    source: 'Note on the published files of the Department of Health, Northern Ireland',
  },
  ' Health and Social Care Trust',
);

const ukNations: readonly IntegratedSystem[] = [
  ...(
    [
      ['S08000015', 'Ayrshire and Arran'],
      ['S08000016', 'Borders'],
      ['S08000017', 'Dumfries and Galloway'],
      ['S08000019', 'Forth Valley'],
      ['S08000020', 'Grampian'],
      ['S08000022', 'Highland'],
      ['S08000024', 'Lothian'],
      ['S08000025', 'Orkney'],
      ['S08000026', 'Shetland'],
      ['S08000028', 'Western Isles'],
      ['S08000029', 'Fife'],
      ['S08000030', 'Tayside'],
      ['S08000031', 'Greater Glasgow and Clyde'],
      ['S08000032', 'Lanarkshire'],
    ] as const
  ).map(scottishBoard),
  ...(
    [
      ['7A1', 'Betsi Cadwaladr University Health Board', 'W11000023'],
      ['7A2', 'Hywel Dda University Health Board', 'W11000025'],
      ['7A3', 'Swansea Bay University Health Board', 'W11000031'],
      ['7A4', 'Cardiff and Vale University Health Board', 'W11000029'],
      ['7A5', 'Cwm Taf Morgannwg University Health Board', 'W11000030'],
      ['7A6', 'Aneurin Bevan University Health Board', 'W11000028'],
      ['7A7', 'Powys Teaching Health Board', 'W11000024'],
    ] as const
  ).map(welshBoard),
  ...(
    [
      ['BHSCT', 'Belfast'],
      ['NHSCT', 'Northern'],
      ['SEHSCT', 'South Eastern'],
      ['SHSCT', 'Southern'],
      ['WHSCT', 'Western'],
    ] as const
  ).map(northernIrishTrust),
];

/**
 * Which systems are integrated, and how: kept by hand, each line with its evidence and source. A system that is not
 * here is `unknown`, and so is one whose source does not say.
 */
export const integratedSystems: readonly IntegratedSystem[] = [
  ...kaiser,
  ...otherAmerican,
  ...ukNations,
  {
    edition: 'england',
    level: 'edition',
    id: 'england',
    otherIds: [],
    title: 'Every integrated care board, sub-ICB location and trust',
    integrationType: 'unknown',
    from: null,
    to: null,
    evidence: 'A board plans and pays for care. What was read does not say of any place how far its hospitals and practices work as one, or in what form.',
    source: 'No source was found that says it place by place',
  },
];

/** Case, apostrophes and punctuation aside: publishers spell the same parent differently from year to year. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/['’]/g, '')
    .replaceAll('&', ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const names = ({ id, otherIds }: IntegratedSystem, wanted: string): boolean => [id, ...otherIds].some((name) => plain(name) === plain(wanted));

/**
 * What the list says of a system, and the line that says it: its own line goes before its parent’s, and that before the
 * edition’s. A system without a line is unknown.
 */
export function integrationOf(
  edition: string,
  { systemId, parentName }: { systemId: string; parentName: string | null },
): { integrationType: IntegrationType; entry: IntegratedSystem | null } {
  const within = integratedSystems.filter((entry) => entry.edition === edition);
  const own = within.find((entry) => (entry.level === 'contract' || entry.level === 'system') && names(entry, systemId));
  const parent = parentName === null ? undefined : within.find((entry) => entry.level === 'parent' && names(entry, parentName));
  const entry = own ?? parent ?? within.find(({ level }) => level === 'edition') ?? null;
  return { integrationType: entry?.integrationType ?? 'unknown', entry };
}
