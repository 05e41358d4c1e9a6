import { beforeAll, describe, expect, it } from 'vitest';
import type { TableOut } from '../../../../etl/source.ts';
import { cmsMaLandscape2022 } from '../../../../etl/sources/usa/cms-ma-landscape-2022.ts';
import { medicareStars } from '../../../../etl/sources/usa/medicarestars-2008-2022.ts';
import { starRatings } from '../../../../etl/sources/usa/star-ratings.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, packed, records } from '../extracting.ts';

const columns = [
  ...['State', 'County', 'Organization.Name', 'Plan.Name', 'Type.of.Medicare.Health.Plan', 'PlanPremium', 'Annual.Drug.Deductible', 'DrugBenefitType'],
  ...[
    'AdditionalCoverageOfferedInTheGap',
    'Drug.Benefit.Type.Detail',
    'Contract.ID',
    'Plan.ID',
    'Segment.ID',
    'InNetworkMOOP',
    'Overall.Star.Rating',
    'merge_id',
  ],
  ...['Contract.Number', 'Plan.Benefit.Package', 'Contract.Name', 'Plan.Type', 'Average.Part.C.Risk.Score', 'Average.A.B.PM.PM.Payment'],
  ...['Average.Rebate.PM.PM.Payment', 'MA_annual_cost', 'StateAbb', 'FIPSCode'],
];
const plan = (cells: Record<string, string | number>) => {
  const all: Record<string, string | number> = {
    ...{ State: 'Alabama', County: 'Autauga', 'Organization.Name': 'VIVA Medicare', PlanPremium: 0, 'Contract.ID': 'H0154', 'Plan.ID': 8, 'Segment.ID': 0 },
    ...{ 'Overall.Star.Rating': 5, 'Contract.Name': 'VIVA HEALTH', 'Plan.Type': 'HMO', FIPSCode: 1001 },
    ...cells,
  };
  return columns.map((column) => all[column] ?? '');
};
const populationColumns = ['FIPSCode', 'TotalPop', 'StateAbb', 'County', 'State', 'Pop.25pct', 'Pop.75pct', 'County.Size', 'Total.65plus', 'Pop.eligible'];
const autauga = [1001, 55869, 'AL', 'Autauga', 'Alabama', 1, 1, 'Middle 50%', 8924, 33601.2];
const penetrationColumns = ['State Name', 'County Name', 'FIPSST', 'FIPSCNTY', 'FIPS', 'SSAST', 'SSACNTY', 'SSA', 'Eligibles', 'Enrolled', 'Penetration'];
const adjuntas = ['Puerto Rico', 'Adjuntas', '72', '001', '72001', '40', '010', '40010', '"4,041"', '"3,175"', '78.57%'];

const files = (plans: (string | number)[][], people: (string | number)[][] = [autauga]) => ({
  'cms-ma-landscape-2022/ma_landscape_2022.csv.gz': packed(csv(columns, plans)),
  'cms-ma-landscape-2022/county_population_poptot.csv': csv(populationColumns, people),
  'cms-ma-enrollment/State_County_Penetration_MA_2025_06.csv': csv(penetrationColumns, [adjuntas]),
});

describe('Medicare Advantage landscape 2022', () => {
  it('counts plans of a contract in a county once for all their segments, with the lowest premium', async () => {
    const tables = await extractFrom(
      cmsMaLandscape2022,
      files([plan({ PlanPremium: 19.5 }), plan({ 'Segment.ID': 1 }), plan({ 'Plan.ID': 9, PlanPremium: '' })]),
    );
    expect(tables.offers?.rows).toEqual([['01001', 'H0154', 'HMO', 2, 0]]);
    expect(tables.contracts?.rows).toEqual([['H0154', 'VIVA Medicare', 'VIVA HEALTH', 'HMO', '5']]);
    expect(tables.counties?.rows).toEqual([['01001', 'Autauga', 'Alabama', 55869, 8924]]);
  });

  it('mends codes by name, takes those of Puerto Rico from the enrolment by county, and rejects divided areas', async () => {
    const without = (State: string, County: string) => plan({ State, County, FIPSCode: '' });
    const tables = await extractFrom(
      cmsMaLandscape2022,
      files([without('Illinois', 'De Witt'), without('Puerto Rico', 'Adjuntas'), without('Alaska', 'Wrangell-Petersburg')]),
    );
    expect(tables.offers?.rows.map(([fips]) => fips)).toEqual(['17039', '72001']);
    expect(tables.counties?.rows.at(-1)).toEqual(['72001', 'Adjuntas', 'Puerto Rico', null, null]);
  });

  it.each<[string, (string | number)[][], string]>([
    [
      'a county without a code that is not known',
      [plan({ County: 'Elsewhere', FIPSCode: '' })],
      'line 2, column FIPSCode: found no code for Elsewhere, Alabama',
    ],
    ['a plan twice', [plan({}), plan({})], 'line 3: found plan Alabama Autauga H0154 8 0 again (first in line 2)'],
    ['an unknown type', [plan({ 'Plan.Type': 'Cost' })], 'line 2, column Plan.Type: found “Cost”'],
    ['a premium that is none', [plan({ PlanPremium: '$49' })], 'line 2, column PlanPremium: found “$49”'],
    ['a code that is none', [plan({ FIPSCode: 'NA' })], 'line 2, column FIPSCode: found “NA”'],
    ['stars that are none', [plan({ 'Overall.Star.Rating': 7 })], 'line 2, column Overall.Star.Rating: found “7”'],
    ['a contract of two names', [plan({}), plan({ 'Plan.ID': 9, 'Contract.Name': 'OTHER' })], 'line 3: found H0154 of VIVA Medicare (OTHER)'],
  ])('refuses %s', async (_, plans, message) => {
    await expect(extractFrom(cmsMaLandscape2022, files(plans))).rejects.toThrow(message);
  });

  it('refuses a folder with other files, a county twice, and a missing table of codes', async () => {
    await expect(extractFrom(cmsMaLandscape2022, { ...files([plan({})]), 'cms-ma-landscape-2022/new.csv': 'x' })).rejects.toThrow(
      'new.csv: found a file that the source',
    );
    await expect(extractFrom(cmsMaLandscape2022, files([plan({})], [autauga, autauga]))).rejects.toThrow('line 3: found county 01001 again');
    await expect(extractFrom(cmsMaLandscape2022, files([plan({})], [[1001, 5, 'AL', 'A', 'A', 1, 1, '', 8, 1]]))).rejects.toThrow(
      'expected no more than the 5 inhabitants',
    );
    const { 'cms-ma-enrollment/State_County_Penetration_MA_2025_06.csv': _, ...rest } = files([plan({})]);
    await expect(extractFrom(cmsMaLandscape2022, { ...rest, 'cms-ma-enrollment/x.txt': 'x' })).rejects.toThrow('found no file of enrolment by county');
  });
});

describeWithSharedData('Medicare Advantage landscape 2022 as published', (shared) => {
  let tables: Record<string, TableOut> = {};
  let stars: Record<string, TableOut> = {};
  beforeAll(async () => {
    tables = await extractPublished(cmsMaLandscape2022, shared);
    stars = await extractPublished(starRatings, shared);
  }, 60_000);

  /** Counties that have a code in the landscape file, or that the population file and Puerto Rico have by name. */
  const mended = ['11001', '15005', '17039', '17099', '18087', '18091', '22031', '35011'];

  it('has 348 contracts, 22,313 offers and 3,220 counties', () => {
    expect([tables.contracts, tables.offers, tables.counties].map((table) => table?.rows.length)).toEqual([348, 22_313, 3220]);
    expect(tables.counties?.rows.find(([fips]) => fips === '06001')).toEqual(['06001', 'Alameda', 'California', 1671329, 238763]);
  });

  it('finds 348, 339, 325 and 298 of its contracts in the ratings of 2022 to 2025, and their values of 2024', () => {
    const ids = new Set(tables.contracts?.rows.map(([id]) => id));
    const found = (year: number) => records(stars.contracts).filter((c) => c.period === `rating-${year}` && ids.has(c.contract_id ?? '')).length;
    expect([2022, 2023, 2024, 2025].map(found)).toEqual([348, 339, 325, 298]);
    const figures = records(stars.figures).filter((f) => f.period === 'rating-2024' && f.value !== null && ids.has(f.unit_code ?? ''));
    const values = (topic: string) => figures.filter((f) => f.topic === topic).length;
    expect(['hba1c-controlled', 'blood-pressure-controlled', 'readmissions'].map(values)).toEqual([324, 325, 309]);
  });

  it('has 325, 439, 955 and 1,025 counties with one, two, three or four, and more parents; 326, 440, 1,038 and 1,026 when mended', () => {
    const parents = new Map(
      records(stars.contracts)
        .filter((c) => c.period === 'rating-2022')
        .map((c) => [c.contract_id, c.parent]),
    );
    const byCounty = new Map<string, Set<unknown>>();
    for (const { county_fips, contract_id, plan_type } of records(tables.offers)) {
      if (plan_type !== 'HMO' && plan_type !== 'Local PPO') continue;
      const county = String(county_fips);
      byCounty.set(county, (byCounty.get(county) ?? new Set()).add(parents.get(contract_id ?? '')));
    }
    const bands = (keep: (fips: string) => boolean) => {
      const sizes = [...byCounty].filter(([fips]) => keep(fips)).map(([, found]) => found.size);
      return [
        [1, 1],
        [2, 2],
        [3, 4],
        [5, 99],
      ].map(([from = 0, to = 0]) => sizes.filter((n) => n >= from && n <= to).length);
    };
    expect(bands((fips) => !fips.startsWith('72') && !mended.includes(fips))).toEqual([325, 439, 955, 1025]);
    expect(bands(() => true)).toEqual([326, 440, 1038, 1026]);
  });

  it('has the overall stars of the ratings of 2022 in 344 of 344 contracts with any', async () => {
    const long = await extractPublished(medicareStars, shared);
    const overall = new Map((long.figures?.rows ?? []).filter((row) => row[0] === 'rating-2022' && row[2] === 'overall-stars').map((row) => [row[1], row[4]]));
    const equal = records(tables.contracts).filter((c) => overall.get(c.contract_id ?? '') === Number(c.overall_stars));
    const none = records(tables.contracts).filter((c) => c.overall_stars !== '' && overall.get(c.contract_id ?? '') === null);
    expect([equal.length, none.length]).toEqual([344, 4]);
  }, 120_000);
});
