import { plainText } from '../../readers/cell.ts';
import { assertFiles } from '../../readers/folder.ts';
import { byCode, codeOf, quoted, readTable, type TableRow, uniqueIn, wholeNumber } from '../../readers/table.ts';
import { defineSource, type PublishedFile, type PublishedFolder, type TableOut, type Types } from '../../source.ts';
import { mendedCounty, municipios } from './cms-ma-counties.ts';
import { contractOf } from './star-tables.ts';

const folder = 'cms-ma-landscape-2022';
const landscape = 'ma_landscape_2022.csv.gz';
const population = 'county_population_poptot.csv';

const landscapeColumns = [
  'State',
  'County',
  'Organization.Name',
  'Plan.Name',
  'Type.of.Medicare.Health.Plan',
  'PlanPremium',
  'Annual.Drug.Deductible',
  'DrugBenefitType',
  'AdditionalCoverageOfferedInTheGap',
  'Drug.Benefit.Type.Detail',
  'Contract.ID',
  'Plan.ID',
  'Segment.ID',
  'InNetworkMOOP',
  'Overall.Star.Rating',
  'merge_id',
  'Contract.Number',
  'Plan.Benefit.Package',
  'Contract.Name',
  'Plan.Type',
  'Average.Part.C.Risk.Score',
  'Average.A.B.PM.PM.Payment',
  'Average.Rebate.PM.PM.Payment',
  'MA_annual_cost',
  'StateAbb',
  'FIPSCode',
] as const;

const populationColumns = [
  'FIPSCode',
  'TotalPop',
  'StateAbb',
  'County',
  'State',
  'Pop.25pct',
  'Pop.75pct',
  'County.Size',
  'Total.65plus',
  'Pop.eligible',
] as const;

const planTypes: readonly string[] = ['HMO', 'Local PPO', 'Regional PPO', 'MSA', 'PFFS'];

const offerTypes: Types = { county_fips: 'varchar', contract_id: 'varchar', plan_type: 'varchar', plans: 'integer', lowest_premium: 'double' };
const contractTypes: Types = {
  contract_id: 'varchar',
  organisation_name: 'varchar',
  contract_name: 'varchar',
  plan_types: 'varchar',
  overall_stars: 'varchar',
};
const countyTypes: Types = { county_fips: 'varchar', name: 'varchar', state: 'varchar', population: 'integer', aged_65_plus: 'integer' };

/** Codes of counties have lost their leading zero. */
const fipsOf = (file: PublishedFile, row: number, text: string): string =>
  codeOf(file, row, 'FIPSCode', text, /^\d{4,5}$/, 'the code of a county, such as 1001').padStart(5, '0');

type County = [fips: string, name: string, state: string, population: number | null, aged65: number | null];

function readCounties(input: PublishedFolder): Map<string, County> {
  const file = input.open(`${folder}/${population}`);
  const once = uniqueIn(file, 'county');
  const counties = new Map<string, County>();
  for (const { row, cells } of readTable(file, populationColumns)) {
    const fips = fipsOf(file, row, cells.FIPSCode);
    once(fips, row);
    const all = wholeNumber(file, row, 'TotalPop', cells.TotalPop);
    const aged = wholeNumber(file, row, 'Total.65plus', cells['Total.65plus']);
    if (aged > all) throw file.refuse(`line ${row}, column Total.65plus`, String(aged), `no more than the ${all} inhabitants`);
    counties.set(fips, [fips, cells.County, cells.State, all, aged]);
    file.kept(2);
  }
  return counties;
}

interface Offer {
  fips: string;
  contract: string;
  type: string;
  plans: Set<string>;
  lowest: number | null;
}

interface Contract {
  organisation: string;
  name: string;
  types: Set<string>;
  stars: string;
}

interface Landscape {
  offers: Map<string, Offer>;
  contracts: Map<string, Contract>;
}

function premiumOf(file: PublishedFile, row: number, text: string): number | null {
  if (text === '') return null;
  if (!/^\d+(\.\d+)?$/.test(text)) throw file.refuse(`line ${row}, column PlanPremium`, quoted(text), 'a premium in dollars a month, or nothing');
  return Number(text);
}

const lower = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

type Row = TableRow<(typeof landscapeColumns)[number]>;

/** The code of the county, a reason why there is none, or a refusal where a county without a code is not known. */
function countyOf(file: PublishedFile, { row, cells }: Row, codes: ReadonlyMap<string, string>): { fips: string } | { reason: string } {
  if (cells.FIPSCode !== '') return { fips: fipsOf(file, row, cells.FIPSCode) };
  const county = mendedCounty(cells.State, cells.County, codes);
  if (county === undefined)
    throw file.refuse(`line ${row}, column FIPSCode`, `no code for ${cells.County}, ${cells.State}`, 'a code, or a county whose code is known by its name');
  return county;
}

/** Names and stars of a contract are the same in all its rows. */
function addContract(file: PublishedFile, { row, cells }: Row, id: string, type: string, contracts: Landscape['contracts']): void {
  const organisation = plainText(cells['Organization.Name']);
  const name = plainText(cells['Contract.Name']);
  const stars = plainText(cells['Overall.Star.Rating']);
  if (stars !== '' && !/^([1-4](\.5)?|5)$/.test(stars))
    throw file.refuse(`line ${row}, column Overall.Star.Rating`, quoted(stars), 'stars from 1 to 5, or nothing');
  const before = contracts.get(id);
  if (before === undefined) {
    contracts.set(id, { organisation, name, types: new Set([type]), stars });
    return;
  }
  const differs = before.organisation !== organisation || before.name !== name || before.stars !== stars;
  if (differs)
    throw file.refuse(
      `line ${row}`,
      `${id} of ${organisation} (${name}) with ${quoted(stars)} stars`,
      `${before.organisation} (${before.name}) with ${quoted(before.stars)} stars, as on earlier lines`,
    );
  before.types.add(type);
}

function readLandscape(input: PublishedFolder, counties: Map<string, County>): Landscape {
  const file = input.open(`${folder}/${landscape}`);
  const codes = municipios(input);
  const once = uniqueIn(file, 'plan');
  const read: Landscape = { offers: new Map(), contracts: new Map() };
  for (const line of readTable(file, landscapeColumns)) {
    const { row, cells } = line;
    const contract = contractOf(file, row, 'Contract.ID', cells['Contract.ID']);
    once([cells.State, cells.County, contract, cells['Plan.ID'], cells['Segment.ID']].join(' '), row);
    const type = cells['Plan.Type'];
    if (!planTypes.includes(type)) throw file.refuse(`line ${row}, column Plan.Type`, quoted(type), planTypes.map(quoted).join(', '));
    addContract(file, line, contract, type, read.contracts);
    const county = countyOf(file, line, codes);
    if ('reason' in county) {
      file.reject(row, county.reason);
      continue;
    }
    if (!counties.has(county.fips)) counties.set(county.fips, [county.fips, cells.County, cells.State, null, null]);
    const key = `${county.fips} ${contract} ${type}`;
    const offer = read.offers.get(key) ?? { fips: county.fips, contract, type, plans: new Set<string>(), lowest: null };
    offer.plans.add(cells['Plan.ID']);
    offer.lowest = lower(offer.lowest, premiumOf(file, row, cells.PlanPremium));
    read.offers.set(key, offer);
    file.kept(2);
  }
  return read;
}

const table = (name: string, row: string, types: Types, rows: TableOut['rows']): TableOut => ({ name, row, columns: Object.keys(types), rows });

export const cmsMaLandscape2022 = defineSource({
  id: 'cms-ma-landscape-2022',
  edition: 'usa',
  folder: 'us',
  title: 'Medicare Advantage landscape 2022: contracts on offer by county, and population of counties',
  publisher: 'Centers for Medicare & Medicaid Services (CMS); joined to payment data and population estimates by a third party',
  licence: 'Work of the United States government, not subject to copyright; the repository that joined the files states no licence',
  attribution: 'Source: Centers for Medicare & Medicaid Services, Medicare Advantage landscape and plan payment data, contract year 2022.',
  periods: '2022; population 2019',
  note: [
    'A subset: only plans that also occur in CMS’s payment data and have an overall star rating, so that plans for special needs or employers, new and unrated contracts are missing (344 of the 471 contracts with an overall rating of 2022 are there), and counts of rivals are lower bounds. It says what was on offer, not who enrolled.',
    'All plan types are carried: HMO and Local PPO are the organised ones; a medical savings account (MSA) contract is sold nearly everywhere. Premiums are in dollars a month.',
    'Codes of counties that the file lacks are mended by name: nine spellings by a declared list, among them a part of Los Angeles counted as Los Angeles, and the 78 municipios of Puerto Rico from CMS’s enrolment by county. Three areas of Alaska that were divided are rejected. Counties without a population are those that the population file does not have (Puerto Rico and Kalawao). Connecticut stands under its eight old counties.',
    'Columns not carried: plan names, deductibles, drug benefits, out-of-pocket limits, risk scores and payments; of the population file the size bands and the projection of eligible people, which is not official.',
  ].join(' '),
  tables: { offers: offerTypes, contracts: contractTypes, counties: countyTypes },
  extract(input) {
    assertFiles(input, folder, [landscape, population]);
    const counties = readCounties(input);
    const { offers, contracts } = readLandscape(input, counties);
    return [
      table(
        'offers',
        'one contract on offer in a county',
        offerTypes,
        [...offers].sort(([a], [b]) => byCode(a, b)).map(([, { fips, contract, type, plans, lowest }]) => [fips, contract, type, plans.size, lowest]),
      ),
      table(
        'contracts',
        'one contract on offer',
        contractTypes,
        [...contracts]
          .sort(([a], [b]) => byCode(a, b))
          .map(([id, { organisation, name, types, stars }]) => [id, organisation, name, [...types].sort().join('; '), stars]),
      ),
      table(
        'counties',
        'one county',
        countyTypes,
        [...counties.values()].sort(([a], [b]) => byCode(a, b)),
      ),
    ];
  },
});
