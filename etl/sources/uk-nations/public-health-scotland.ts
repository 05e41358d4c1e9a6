import type { Figure } from '../../../data/extract.ts';
import { figuresTable } from '../../readers/figures.ts';
import { codeOf, quoted, readTable, uniqueIn, wholeNumber } from '../../readers/table.ts';
import { defineSource, figureTypes, nameTypes, type PublishedFile } from '../../source.ts';
import { numberOf, qualifiedFigure } from './cells.ts';
import { knownFiles } from './known-files.ts';
import { publishedQuarter } from './periods.ts';
import { readBeds } from './phs-beds.ts';
import { readEmergency } from './phs-emergency.ts';
import { readStays } from './phs-stays.ts';
import { type Boards, boardOrScotland, boardsTable, publicHealthFiles, publicHealthFolder, publicHealthScotland, readBoards } from './scottish-boards.ts';

const mortalityColumns = [
  '_id',
  'TimePeriod',
  'HBT',
  'SubGroup',
  'NumberOfDeaths',
  'NumberOfDeathsQF',
  'NumberOfPatients',
  'NumberOfPatientsQF',
  'CrudeRate',
] as const;

/** Reads deaths within 30 days of admission; the published crude rate must be deaths per 100 patients. */
function readMortality(file: PublishedFile, boards: Boards): Figure[] {
  const once = uniqueIn(file, 'quarter and unit');
  return readTable(file, mortalityColumns).flatMap(({ row, cells }): Figure[] => {
    once(`${cells.TimePeriod} ${cells.HBT}`, row);
    const period = publishedQuarter(file, { row, column: 'TimePeriod' }, cells.TimePeriod);
    codeOf(file, row, 'SubGroup', cells.SubGroup, /^All Admissions$/, 'All Admissions');
    const unit = boardOrScotland(file, boards, { row, column: 'HBT', code: cells.HBT });
    if (unit === null) return [];
    const deaths = qualifiedFigure(file, { row, column: 'NumberOfDeaths' }, { text: cells.NumberOfDeaths, qualifier: cells.NumberOfDeathsQF });
    const patients = qualifiedFigure(file, { row, column: 'NumberOfPatients' }, { text: cells.NumberOfPatients, qualifier: cells.NumberOfPatientsQF });
    const crudeRate = rateOf(file, row, { text: cells.CrudeRate, deaths: deaths.value, patients: patients.value });
    const figure = { period, unit_code: unit, topic: 'all-admissions' };
    file.kept(3);
    return [
      { ...figure, item: 'deaths', ...deaths },
      { ...figure, item: 'patients', ...patients },
      { ...figure, item: 'crude_rate', value: crudeRate, status: crudeRate === null ? deaths.status : 'final' },
    ];
  });
}

function rateOf(file: PublishedFile, row: number, { text, deaths, patients }: { text: string; deaths: number | null; patients: number | null }): number | null {
  if (deaths === null || patients === null) return null;
  const rate = numberOf(file, { row, column: 'CrudeRate' }, text);
  const expected = (100 * deaths) / patients;
  if (!(Math.abs(rate - expected) < 1e-6)) throw file.refuse(`line ${row}, column CrudeRate`, quoted(text), `${expected}, deaths per 100 patients`);
  return rate;
}

/** Ages are single years up to 89, and 90 and over. */
const oldestAge = 90;
const ageColumns = Array.from({ length: oldestAge + 1 }, (_, age) => (age === oldestAge ? `Age${age}plus` : `Age${age}`));
const populationColumns = ['_id', 'Year', 'HB', 'HBQF', 'Sex', 'SexQF', 'AllAges', ...ageColumns];

/** The ages from which people are counted, by item. */
const populationItems: Readonly<Record<string, number>> = { all_ages: 0, aged_65_plus: 65, aged_75_plus: 75 };

/** Reads people of both sexes by board and year; the ages must add up to the published total. */
function readPopulation(file: PublishedFile, boards: Boards): Figure[] {
  const once = uniqueIn(file, 'year, unit and sex');
  return readTable(file, populationColumns).flatMap(({ row, cells }): Figure[] => {
    const period = codeOf(file, row, 'Year', cells.Year ?? '', /^20\d\d$/, 'a year, such as 2018');
    const sex = codeOf(file, row, 'Sex', cells.Sex ?? '', /^(All|Female|Male)$/, 'All, Female or Male');
    once(`${period} ${cells.HB} ${sex}`, row);
    const unit = boardOrScotland(file, boards, { row, column: 'HB', code: cells.HB ?? '' });
    if (unit === null) return [];
    if (sex !== 'All') {
      file.notData('one sex: both together are carried');
      return [];
    }
    const ages = ageColumns.map((column) => wholeNumber(file, row, column, cells[column] ?? ''));
    const from = (age: number) => ages.slice(age).reduce((sum, people) => sum + people, 0);
    if (wholeNumber(file, row, 'AllAges', cells.AllAges ?? '') !== from(0))
      throw file.refuse(`line ${row}, column AllAges`, quoted(cells.AllAges), `${from(0)}, the sum of the ages`);
    file.kept(Object.keys(populationItems).length);
    return Object.entries(populationItems).map(([item, age]) => ({ period, unit_code: unit, topic: 'population', item, value: from(age), status: 'final' }));
  });
}

export const publicHealthScotlandSource = defineSource({
  id: 'public-health-scotland',
  edition: 'uk-nations',
  folder: 'scotland',
  title: 'Beds, stays, A&E attendances, mortality and population by NHS health board',
  ...publicHealthScotland,
  periods: 'beds, stays and mortality 2016-Q3 to 2021-Q3 (beds and stays of the last quarter provisional); A&E 2007-07 to 2022-01; population 2018 to 2043',
  note: [
    'Beds, stays, attendances and mortality are by board of TREATMENT, population by board of residence: boards that treat the patients of others look busier than their residents are. S92000003 is the published total of Scotland, where there is one; it includes the Golden Jubilee, private hospitals and the Louisa Jordan, which are not carried.',
    'Bed-days are AllStaffedBeds and TotalOccupiedBeds, which count bed-days of the quarter. Averages and percentages are not carried, nor are single specialties and hospitals; small hospitals have no rows, so that hospitals add up to less than their board. Groups of specialties do not add up to all specialties, since some specialties are in no group.',
    'Episodes, stays and days of stay are added up over fifths of deprivation (SIMD), stays of unknown fifth included; lengths of episodes and averages are not carried. Small counts are altered by the publisher against disclosure: types do not add up exactly. A stay is counted once, a transfer only as an episode.',
    'Attendances are the aggregate columns; destinations and waits over 8 and 12 hours are not carried. Population is the projection based on 2018: 2018 is the estimate, later years are projections. Sexes and single ages are not carried.',
    'Not read: mortality_rates_by_hospital.csv (hospitals), current-hospital_flagged (used for the attendances of scotland-healthyr), hospital_admissions_hb_simd (weekly counts by board of residence; weeks are not a period here).',
  ].join(' '),
  tables: { figures: figureTypes, boards: nameTypes },
  extract(input) {
    const paths = knownFiles(input, publicHealthFolder, publicHealthFiles);
    const boards = readBoards(input, paths.boards);
    const figures = [
      ...readBeds(input.open(paths.beds), boards),
      ...readStays(input.open(paths.stays), boards),
      ...readEmergency(input.open(paths.emergency), boards),
      ...readMortality(input.open(paths.mortality), boards),
      ...readPopulation(input.open(paths.population), boards),
    ];
    return [figuresTable('one figure of a board and period', figures), boardsTable(boards)];
  },
});
