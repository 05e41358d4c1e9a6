import { describe, expect, it } from 'vitest';
import { qofNetworks } from '../../../../etl/sources/england/qof-networks.ts';
import { qofPracticePoints } from '../../../../etl/sources/england/qof-practice-points.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, packed, records } from '../extracting.ts';
import { parquetFile } from '../parquet-file.ts';

const titles = (icb: string, subIcb: string, country = 'NAT_COUNTRY') => [
  ...['NAT_ONS_CODE', 'NAT_CODE', country],
  ...['REGION', icb, subIcb].flatMap((area) => [`${area}_ODS_CODE`, `${area}_ONS_CODE`, `${area}_NAME`]),
  ...['PCN_ODS_CODE', 'PCN_NAME', 'PRACTICE_CODE', 'PRACTICE_NAME'],
];
const titles2023 = titles('ICB', 'SUB_ICB');

type Row = readonly string[];
const practice = (code: string, network: [string, string], subIcb = '16C'): Row => [
  ...['E92000001', 'ENG', 'England', 'Y63', 'E40000012', 'North East and Yorkshire', 'QHM', 'E54000050', 'NHS North East and North Cumbria'],
  ...[subIcb, 'E38000247', `NHS North East - ${subIcb}`, ...network, code, 'The Densham Surgery'],
];
const stockton: [string, string] = ['U89141', 'Stockton PCN'];
const densham = practice('A81001', stockton);

const payments = [
  ...['NHS England (Region) code', 'NHS England (Region) Name', 'Sub ICB Code', 'Sub ICB NAME', 'PCN Code', 'PCN Name', 'Practice Code', 'Practice Name'],
  ...['Practice Address', 'Practice Postcode', 'Practice Open Date', 'Practice Close Date', 'Contract Type', 'Dispensing Practice', 'Practice type'],
  ...['Practice Rurality', 'Atypical characteristics', 'Average Number of Registered Patients', 'Average Number of Weighted Patients', 'Global Sum'],
];
const paid = (code: string, rurality: string, weighted: string): Row =>
  payments.map((title) => {
    if (title === 'Practice Code') return code;
    if (title === 'Practice Rurality') return rurality;
    return title === 'Average Number of Weighted Patients' ? weighted : '1';
  });
const scores = ['IndicatorID', 'Year', 'AreaCode', 'AreaName', 'IsAreaCurrent', 'Value'];
const score = (year: string, code: string, value: string): Row => ['93553', year, code, 'The Densham Surgery', '1', value];
const ages = [
  ...['PRACTICE_CODE', 'Percent_male', 'Total', 'AgeAll', 'AgeMale', 'AgeFemale', '16+', '17+', '18+', '30_74', '50+', '0_64', '65+'],
  ...['16perc', '17perc', '18perc', '30_74perc', '50perc', '0_64perc', '65perc', 'QOF'],
];
const aged = (code: string, all: string, younger: string, older: string): Row =>
  ages.map((title) => ({ PRACTICE_CODE: code, Total: all, '0_64': younger, '65+': older })[title] ?? '1');

const places = {
  'gp-payments/nhspaymentsgp-22-23-prac-csv.csv.gz': packed(csv(payments, [paid('A81001', 'Urban', '4579.78')])),
  'imd/practice_IMD_raw.csv': csv(scores, [score('2015', 'A81001', '29.1'), score('2019', 'A81001', '30.5')]),
  'practice-map/hoc_gp_demographics_2020-04.csv': csv(ages, [aged('A81001', '4000', '3200', '800')]),
};
const readPlaces = async (files: Record<string, string | Buffer>) =>
  extractFrom(qofNetworks, { 'qof-mapping/structures_2022_2023.parquet': await parquetFile(titles2023, [densham]), ...places, ...files });
const readRows = async (rows: readonly Row[], columns: readonly string[] = titles2023) =>
  extractFrom(qofNetworks, { 'qof-mapping/structures_2022_2023.parquet': await parquetFile(columns, rows), ...places });

describe('primary care networks', () => {
  it('reads member practices from tables of CCGs and of sub-ICB locations', async () => {
    const { networks } = await extractFrom(qofNetworks, {
      ...places,
      'qof-mapping/structures_2019_2020.parquet': await parquetFile(titles('STP', 'CCG', 'COUNTRY'), [densham]),
      'qof-mapping/structures_2021_2022.parquet': await parquetFile(titles('ICB', 'SUB_ICB_LOC'), [practice('A81002', ['U', 'Unallocated']), densham]),
      'qof-mapping/qof_indicators_2019_2020.parquet': 'not read',
    });
    expect(networks?.rows).toEqual([
      ['2019-20', 'A81001', 'U89141', 'Stockton PCN', '16C', 'QHM'],
      ['2021-22', 'A81001', 'U89141', 'Stockton PCN', '16C', 'QHM'],
      ['2021-22', 'A81002', '', '', '16C', 'QHM'],
    ]);
  });

  it('reads a further year of a known layout', async () => {
    const { networks } = await extractFrom(qofNetworks, {
      ...places,
      'qof-mapping/structures_2023_2024.parquet': await parquetFile(titles2023, [densham]),
      'qof-mapping/structures_2024_2025.parquet': await parquetFile(titles2023, [densham]),
    });
    expect(networks?.rows.map(([period]) => period)).toEqual(['2023-24', '2024-25']);
  });

  const refusals: [string, readonly Row[], readonly string[], string][] = [
    ['a practice twice', [densham, densham], titles2023, 'row 2: found practice A81001 again (first in row 1)'],
    ['a code that is not a practice’s', [practice('A8100', stockton)], titles2023, 'row 1, column PRACTICE_CODE: found “A8100”'],
    ['an area that is not known', [practice('A81001', stockton, 'E38000247')], titles2023, 'row 1, column SUB_ICB_ODS_CODE: found “E38000247”'],
    ['a network without a name', [practice('A81001', ['U89141', ''])], titles2023, 'row 1: found the network “U89141” an empty cell'],
    [
      'a network of two names',
      [densham, practice('A81002', ['U89141', 'Yarm PCN'])],
      titles2023,
      'row 2: found U89141 named “Yarm PCN”; expected “Stockton PCN”',
    ],
    ['a table without practices', [], titles2023, 'structures_2022_2023.parquet: found no practice'],
    [
      'a renamed column, by the nearest known layout',
      [densham],
      titles2023.map((title) => title.replace('PCN_ODS_CODE', 'NETWORK')),
      'schema, column M: found unknown column “NETWORK” in place of “PCN_ODS_CODE”; expected the columns of a known layout (nearest known layout: QOF geographies of 2022-23 and 2023-24)',
    ],
  ];
  it.each(refusals)('refuses %s', async (_, rows, columns, message) => {
    await expect(readRows(rows, columns)).rejects.toThrow(message);
  });

  it('refuses a file that is cut short, and one that it does not know, without naming a path of the machine', async () => {
    const whole = await parquetFile(titles2023, [densham]);
    const cut = { ...places, 'qof-mapping/structures_2022_2023.parquet': whole.subarray(0, -50) };
    await expect(extractFrom(qofNetworks, cut)).rejects.toThrow(
      /^qof-mapping\/structures_2022_2023.parquet: found a damaged or truncated file; expected a whole Parquet file$/,
    );
    await expect(extractFrom(qofNetworks, { ...places, 'qof-mapping/structures_2022.parquet': whole })).rejects.toThrow(
      'structures_2022.parquet: found a file that the source does not know; expected files named such as “structures_2022_2023.parquet”',
    );
  });
});

describe('places of practices', () => {
  it('has rurality and weighted patients by year, deprivation of 2019 and age of April 2020', async () => {
    const { places: found } = await readPlaces({});
    expect(found?.rows).toEqual([
      ['2019', 'A81001', '', 'imd_score', 30.5, 'final'],
      ['2020-04', 'A81001', '', 'patients', 4000, 'final'],
      ['2020-04', 'A81001', '', 'patients_65_plus', 800, 'final'],
      ['2022-23', 'A81001', '', 'rural', 0, 'final'],
      ['2022-23', 'A81001', '', 'weighted_patients', 4579.78, 'final'],
    ]);
  });

  it('knows rural, urban and missing from each other, and leaves payments of earlier years unread', async () => {
    const rows = [paid('A81001', 'Rural', '1'), paid('A81002', 'Missing', '0'), paid('A81003', 'Urban', '1')];
    const { places: found } = await readPlaces({
      'gp-payments/nhspaymentsgp-22-23-prac-csv.csv.gz': packed(csv(payments, rows)),
      'gp-payments/14-15.csv.gz': 'not read',
      'gp-payments/nhspaymentsgp-20-21-prac-csv.csv.gz': 'not read',
    });
    const of = (item: string) =>
      records(found)
        .filter((f) => f.item === item)
        .map(({ value, status }) => `${value} ${status}`);
    expect(of('rural')).toEqual(['1 final', 'null missing', '0 final']);
    expect(of('weighted_patients')).toEqual(['1 final', '0 final', '1 final']);
  });

  it('reads payments of a further year of a known layout', async () => {
    const { places: found } = await readPlaces({ 'gp-payments/nhspaymentsgp-23-24-prac-csv.csv.gz': packed(csv(payments, [paid('A81001', 'Urban', '7')])) });
    expect(records(found).filter(({ period }) => period === '2023-24')).toHaveLength(2);
  });

  it('reads 0.0001 people of 65 or more as none', async () => {
    const { places: found } = await readPlaces({ 'practice-map/hoc_gp_demographics_2020-04.csv': csv(ages, [aged('A81001', '5', '5', '0.0001')]) });
    expect(records(found).find(({ item }) => item === 'patients_65_plus')).toMatchObject({ value: 0, status: 'final' });
  });

  const gp = 'gp-payments/nhspaymentsgp-22-23-prac-csv.csv.gz';
  const imd = 'imd/practice_IMD_raw.csv';
  const age = 'practice-map/hoc_gp_demographics_2020-04.csv';
  const refusals: [string, Record<string, string | Buffer>, string][] = [
    ['an unknown rurality', { [gp]: packed(csv(payments, [paid('A81001', 'Suburban', '1')])) }, 'line 2, column Practice Rurality: found “Suburban”'],
    ['patients that are no number', { [gp]: packed(csv(payments, [paid('A81001', 'Urban', '-')])) }, 'column Average Number of Weighted Patients: found “-”'],
    [
      'a practice paid twice',
      { [gp]: packed(csv(payments, [paid('A81001', 'Urban', '1'), paid('A81001', 'Urban', '1')])) },
      'line 3: found practice A81001 again',
    ],
    ['a damaged file', { [gp]: packed(csv(payments, [])).subarray(0, -12) }, `${gp}: found a file that cannot be unpacked`],
    [
      'a renamed column',
      { [gp]: packed(csv(payments.with(15, 'Rural'), [])) },
      'found unknown column “Rural” in place of “Practice Rurality”; expected the columns of a known layout (nearest known layout: payments 2022-23)',
    ],
    ['a second file of a year', { 'gp-payments/nhspaymentsgp-22-23-prac-csv-v2.csv.gz': '' }, 'found a second file of 2022-23'],
    ['a file of another name', { 'gp-payments/payments.csv': '' }, 'gp-payments/payments.csv: found a file that the source does not know'],
    ['another indicator', { [imd]: csv(scores, [score('2019', 'A81001', '1').with(0, '338')]) }, 'line 2, column IndicatorID: found “338”'],
    ['a score twice', { [imd]: csv(scores, [score('2019', 'A81001', '1'), score('2019', 'A81001', '1')]) }, 'line 3: found practice A81001 in 2019 again'],
    ['a score that is empty', { [imd]: csv(scores, [score('2019', 'A81001', '')]) }, 'line 2, column Value: found an empty cell'],
    ['ages that do not add up', { [age]: csv(ages, [aged('A81001', '5', '3', '1')]) }, 'line 2: found 3 younger and 1 older than 65; expected 5 in all'],
    ['ages cut short', { [age]: csv(ages, [aged('A81001', '5', '3', '2')]).slice(0, -1) }, 'last line: found no end of line'],
  ];
  it.each(refusals)('refuses %s', async (_, files, message) => {
    await expect(readPlaces(files)).rejects.toThrow(message);
  });
});

describeWithSharedData('primary care networks as published', (data) => {
  const years = ['2019-20', '2020-21', '2021-22', '2022-23', '2023-24'];

  it('has every practice of QOF in the network that QOF itself names', async () => {
    const [{ networks }, { practices }] = await Promise.all([extractPublished(qofNetworks, data), extractPublished(qofPracticePoints, data)]);
    const members = records(networks);
    const of = (period: string) => members.filter((member) => member.period === period);
    expect(years.map((year) => of(year).length)).toEqual([6720, 6571, 6470, 6378, 6267]);
    expect(years.map((year) => of(year).filter((member) => member.network_code === '').length)).toEqual([61, 70, 63, 63, 54]);
    expect(years.map((year) => new Set(of(year).map((member) => member.network_code)).size - 1)).toEqual([1250, 1251, 1261, 1267, 1275]);
    const networkOf = new Map(members.map((member) => [`${member.period} ${member.practice_code}`, member]));
    for (const [year, expected] of Object.entries({ '2019-20': 6720, '2021-22': 6470, '2022-23': 6378 })) {
      const inQof = records(practices).filter(({ period }) => period === year);
      const same = inQof.filter((practice) => networkOf.get(`${year} ${practice.practice_code}`)?.network_code === practice.network_code);
      expect([inQof.length, same.length]).toEqual([expected, expected]);
    }
    expect(networkOf.get('2021-22 A84006')).toMatchObject({ network_code: 'U25545', network_name: 'Well Up North PCN', sub_icb_code: '00L', icb_code: 'QHM' });
  }, 60_000);

  it('has the places that another reading finds', async () => {
    const found = records((await extractPublished(qofNetworks, data)).places);
    const of = (period: string, item: string) => found.filter((f) => f.period === period && f.item === item);
    const rural = (period: string) => [1, 0, null].map((value) => of(period, 'rural').filter((f) => f.value === value).length);
    expect(rural('2021-22')).toEqual([1085, 5537, 136]);
    expect(rural('2022-23')).toEqual([1093, 5576, 0]);
    const sum = (period: string, item: string) => of(period, item).reduce((total, { value }) => total + Number(value), 0);
    expect(sum('2021-22', 'weighted_patients')).toBeCloseTo(61_558_451.78, 1);
    expect(sum('2022-23', 'weighted_patients')).toBeCloseTo(62_130_227.86, 1);
    expect(of('2019', 'imd_score')).toHaveLength(6980);
    expect(of('2019', 'imd_score').find(({ unit_code }) => unit_code === 'A84006')?.value).toBe(15.01503338);
    expect(sum('2020-04', 'patients')).toBe(60_458_907);
    expect(sum('2020-04', 'patients_65_plus')).toBe(10_588_971);
    expect(of('2020-04', 'patients_65_plus').filter(({ value }) => value === 0)).toHaveLength(24);
  }, 60_000);
});
