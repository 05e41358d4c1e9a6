import { codeOf, readTable, type TableRow, uniqueIn } from '../../readers/table.ts';
import { refuse } from '../../refusal.ts';
import type { PublishedFile, PublishedFolder } from '../../source.ts';

/** Folder of the monthly files of Medicare Advantage enrolment. */
export const enrollmentFolder = 'cms-ma-enrollment';

/** Enrolment by county, of a month of which the name tells. */
export const penetrationFile = /^State_County_Penetration_MA_(\d{4})_(0[1-9]|1[0-2])\.csv$/;

const columns = ['State Name', 'County Name', 'FIPSST', 'FIPSCNTY', 'FIPS', 'SSAST', 'SSACNTY', 'SSA', 'Eligibles', 'Enrolled', 'Penetration'] as const;
export type PenetrationRow = TableRow<(typeof columns)[number]>;

/** Reads the enrolment of a month by county; each county stands once, under a code that agrees with its parts. */
export function readPenetration(file: PublishedFile): PenetrationRow[] {
  const once = uniqueIn(file, 'county');
  const rows = readTable(file, columns);
  for (const { row, cells } of rows) {
    const fips = codeOf(file, row, 'FIPS', cells.FIPS, /^\d{5}$/, 'the code of a county, such as 01001');
    once(fips, row);
    if (fips !== `${cells.FIPSST}${cells.FIPSCNTY}`)
      throw file.refuse(`line ${row}, column FIPS`, `“${fips}”`, `“${cells.FIPSST}${cells.FIPSCNTY}”, as in the columns before it`);
  }
  return rows;
}

const puertoRico = 'Puerto Rico';

/** Codes of the municipios of Puerto Rico by name, from the latest month of enrolment by county. */
export function municipios(input: PublishedFolder): ReadonlyMap<string, string> {
  const latest = input
    .list(enrollmentFolder)
    .filter((name) => penetrationFile.test(name))
    .at(-1);
  if (latest === undefined) {
    throw refuse({ file: enrollmentFolder, found: 'no file of enrolment by county', expected: 'a file such as State_County_Penetration_MA_2025_06.csv' });
  }
  const file = input.open(`${enrollmentFolder}/${latest}`);
  const codes = new Map<string, string>();
  for (const { cells } of readPenetration(file)) {
    if (cells['State Name'] === puertoRico) {
      codes.set(cells['County Name'], cells.FIPS);
      file.kept();
    } else file.notData('a county whose code stands in the landscape file');
  }
  return codes;
}

/**
 * County codes that the landscape file lacks, because its names are not spelt as in the population file. A part of
 * Los Angeles, served by one contract, is counted as Los Angeles.
 */
const mended: Readonly<Record<string, string>> = {
  'California: Los Angeles (Partial)': '06037',
  'Hawaii: Kalawao': '15005',
  'Illinois: De Witt': '17039',
  'Illinois: La Salle': '17099',
  'Indiana: La Porte': '18091',
  'Indiana: Lagrange': '18087',
  'Louisiana: De Soto': '22031',
  'New Mexico: DeBaca': '35011',
  'Washington D.C.: District of Columbia': '11001',
};

/** Areas of Alaska that were divided in 2007 to 2013: none of today’s counties is the same area. */
const divided: readonly string[] = ['Alaska: Prince of Wales-Outer Ketchikan', 'Alaska: Skagway-Hoonah-Angoon', 'Alaska: Wrangell-Petersburg'];

/** What is known of a county without a code: its code, why it has none, or nothing. */
export function mendedCounty(state: string, county: string, codes: ReadonlyMap<string, string>): { fips: string } | { reason: string } | undefined {
  const name = `${state}: ${county}`;
  if (divided.includes(name)) return { reason: `${name} was divided among several of today’s counties and has no code` };
  const fips = state === puertoRico ? codes.get(county) : mended[name];
  return fips === undefined ? undefined : { fips };
}
