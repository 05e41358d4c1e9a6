/** The comparable sets that Yardstick publishes. Nothing is ranked across editions. */
export interface Edition {
  id: string;
  title: string;
  /** What the systems are, in a sentence for the first page. */
  summary: string;
  /** What "choice" means here: printed wherever market types are shown. */
  choiceStatement: string;
  levels: readonly Level[];
  /** What choice is counted in: `small area (MSOA)`, `county`. */
  area: { one: string; many: string };
  defaultDefinition: string;
  /** What the test of choice must say of this edition besides its figures. */
  competitionCaveats: readonly string[];
  licence: string;
  attribution: readonly string[];
}

export interface Level {
  id: string;
  title: string;
  plural: string;
  /** The level whose counts add up to this one's, where a measure has no figures of its own here. */
  sumOf?: string;
  /** Which systems a table lists: `all` of the level, or only those with figures in the period, where systems come and go. */
  roster: 'all' | 'reporting';
  /** What its systems are matched and adjusted on (`data/characteristics.ts`); empty where nothing is known of their people. */
  characteristics: readonly string[];
  /** Yardsticks of its league tables (`data/yardsticks.ts`). */
  yardsticks: readonly string[];
  /** True when competitive and monopoly systems of the level are contrasted. */
  contrasted: boolean;
  /**
   * Regions within which systems are compared, where those of one region are alike in much that is not measured: each has a mean of its
   * own, errors are clustered and labels exchanged by it. In words, several: `states`.
   */
  within?: string;
}

const everyYardstick = ['others', 'competitive-others', 'peers', 'adjusted', 'upper-quartile', 'frontier', 'all'];
const englishCharacteristics = ['size', 'age', 'deprivation', 'rurality'];

export const editions: readonly Edition[] = [
  {
    id: 'england',
    title: 'England',
    summary:
      'The 42 integrated care boards of the English NHS and their 106 sub-ICB locations, with hospital use and chronic-disease care from 2013-14 to 2019-20; acute trusts with beds, long stays and emergency care from 2010 to 2025; primary care networks.',
    choiceStatement:
      'Every integrated care board is the only purchaser in its place. In England the market type is about the choice of hospital, or of general-practice network, that people living in the area use or have. It is not a test of competition between integrated care boards.',
    levels: [
      {
        id: 'icb',
        title: 'integrated care board',
        plural: 'integrated care boards',
        sumOf: 'sub-icb',
        roster: 'all',
        characteristics: englishCharacteristics,
        yardsticks: everyYardstick,
        contrasted: true,
      },
      {
        id: 'sub-icb',
        title: 'sub-ICB location',
        plural: 'sub-ICB locations',
        roster: 'all',
        characteristics: englishCharacteristics,
        yardsticks: everyYardstick,
        contrasted: true,
      },
      {
        id: 'trust',
        title: 'acute trust',
        plural: 'acute trusts',
        roster: 'all',
        characteristics: englishCharacteristics,
        yardsticks: ['others', 'competitive-others', 'upper-quartile'],
        contrasted: true,
      },
      {
        id: 'pcn',
        title: 'primary care network',
        plural: 'primary care networks',
        roster: 'reporting',
        characteristics: [],
        yardsticks: ['others', 'competitive-others'],
        contrasted: false,
      },
    ],
    area: { one: 'small area (MSOA)', many: 'small areas (MSOAs)' },
    defaultDefinition: 'hospital-use-2018',
    competitionCaveats: [
      'Hospitals in England were paid fixed national prices (the tariff) in these years: where there was rivalry, it was over quality and waiting, not over price.',
      'Figures are of residents and of people registered with a practice, not of people who chose to enrol with a system.',
      'The choice is of a hospital or of a general-practice network. It is not competition between integrated care boards, each of which is the only purchaser in its place.',
      'Choice is known at one time only. There is no date at which it began, so no before and after can be compared.',
      'Actual shares of use depend on how good hospitals are, not only on how near they are.',
    ],
    licence: 'Open Government Licence v3.0',
    attribution: [
      'Contains information from NHS England and NHS Digital, licensed under the Open Government Licence v3.0.',
      'Source: Office for National Statistics licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right.',
      'Contains Parliamentary information licensed under the Open Parliament Licence v3.0.',
      'Contains information from the Office for Health Improvement and Disparities and the Ministry of Housing, Communities and Local Government, licensed under the Open Government Licence v3.0.',
    ],
  },
  {
    id: 'usa',
    title: 'United States',
    summary:
      'Medicare Advantage contracts and their parent organisations, Kaiser Permanente’s regions and Group Health among them, with Star Ratings from 2008 to 2025; counties by the plans on offer; hospitals, those of the veterans among them.',
    choiceStatement:
      'In the United States the market type is about the choice of Medicare Advantage plans: how many parent organisations offered one in the county in 2022. Areas with one organisation exist, but hardly any contract works mainly in such areas: the comparison to read is the one between counties.',
    levels: [
      {
        id: 'contract',
        title: 'Medicare Advantage contract',
        plural: 'Medicare Advantage contracts',
        roster: 'reporting',
        characteristics: [],
        yardsticks: ['others'],
        contrasted: false,
      },
      {
        id: 'parent',
        title: 'parent organisation',
        plural: 'parent organisations',
        roster: 'reporting',
        characteristics: [],
        yardsticks: ['others'],
        contrasted: false,
      },
      {
        id: 'county',
        title: 'county',
        plural: 'counties',
        roster: 'all',
        characteristics: ['size', 'age-65', 'rurality'],
        yardsticks: ['others', 'competitive-others'],
        contrasted: true,
        within: 'states',
      },
      { id: 'hospital', title: 'hospital', plural: 'hospitals', roster: 'reporting', characteristics: [], yardsticks: ['others'], contrasted: false },
    ],
    area: { one: 'county', many: 'counties' },
    defaultDefinition: 'offers-2022',
    competitionCaveats: [
      'The test is between areas: people of a county with one organisation on offer against those of a county with three or more. It says nothing of any one plan.',
      'Preventable admissions are counted among people in traditional Medicare, who are in no plan at all: a difference would have to come about through doctors and hospitals that treat both.',
      'Offers are those in one file of 2022 that leaves out plans for special needs and for employers, new plans and plans without a rating: there was more choice than is counted here.',
      'Counties with one organisation are small, rural and far apart; they differ from others in much that size, age and rurality do not say.',
      'Choice is known at one time only. There is no date at which it began, so no before and after can be compared.',
    ],
    licence: 'Works of the United States government: no copyright in the United States',
    attribution: [
      'Source: Centers for Medicare & Medicaid Services. HEDIS measure definitions are those of the National Committee for Quality Assurance. No endorsement by CMS is implied.',
    ],
  },
  {
    id: 'uk-nations',
    title: 'Scotland, Wales and Northern Ireland',
    summary:
      'The 14 health boards of Scotland, the 7 of Wales and the 5 health and social care trusts of Northern Ireland: integrated systems, each alone in its place, with their beds, stays, waits and delays.',
    choiceStatement:
      'Each board or trust is responsible for all care of the people in its place, and there is only one: all are monopolies by construction. No choice is compared with no choice here; comparison with the others has to do the work.',
    levels: [
      {
        id: 'board',
        title: 'health board or trust',
        plural: 'health boards and trusts',
        roster: 'reporting',
        characteristics: [],
        yardsticks: ['others', 'upper-quartile'],
        contrasted: false,
      },
    ],
    area: { one: 'board area', many: 'board areas' },
    defaultDefinition: 'one-board',
    competitionCaveats: [],
    licence: 'Open Government Licence v3.0',
    attribution: [
      'Contains information from Public Health Scotland, StatsWales, Digital Health and Care Wales and the Department of Health (Northern Ireland), licensed under the Open Government Licence v3.0.',
      'Boundaries: Scottish Government, licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right.',
    ],
  },
];

export const editionById = new Map(editions.map((edition) => [edition.id, edition]));
