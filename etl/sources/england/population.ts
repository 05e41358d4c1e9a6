import { figureColumns } from '../../../data/extract.ts';
import { englishLsoa } from '../../readers/sub-icb-lookup.ts';
import { byCode, codeOf, readTable, uniqueIn, wholeNumber } from '../../readers/table.ts';
import { defineSource, figureTypes, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';

const singleYears = [...Array.from({ length: 90 }, (_, age) => String(age)), '90+'];
const columns: readonly string[] = ['lsoa11_name', 'lsoa11_code', 'total_population', ...singleYears];

/** Lower Layer Super Output Areas of the 2011 census in England. */
export const expectedLsoas = 32844;

/** First year of age of each band: the 19 five-year bands to 90 and over of the European Standard Population. */
const bandStarts = Array.from({ length: 19 }, (_, band) => band * 5);

/** Names of the bands, youngest first: `age_00_04` to `age_85_89`, then `age_90_plus`. */
export const ageBands: readonly string[] = bandStarts.map((start, band) => {
  const next = bandStarts[band + 1];
  return next === undefined ? `age_${start}_plus` : `age_${twoDigits(start)}_${twoDigits(next - 1)}`;
});

/** Sums single years of age (0 to 89, then 90 and over) to the bands of `ageBands`. */
export function sumToBands(years: readonly number[]): number[] {
  return bandStarts.map((start, band) => years.slice(start, bandStarts[band + 1]).reduce((sum, n) => sum + n, 0));
}

export const population = defineSource({
  id: 'population',
  edition: 'england',
  title: 'Lower layer Super Output Area population estimates, mid-2020, by single year of age',
  publisher: 'Office for National Statistics (ONS)',
  licence: 'Open Government Licence v3.0',
  attribution: 'Source: Office for National Statistics licensed under the Open Government Licence v.3.0.',
  periods: 'mid-2020',
  note: 'Single years of age are summed to 19 five-year bands (90 and over together); the bands of every area sum to its published total. Sexes together, as in the file that was had. Wales is left out.',
  tables: { 'lsoa-age': figureTypes },
  extract: (input) => [readPopulation(input)],
});

function readPopulation(input: PublishedFolder): TableOut {
  const file = input.open('population/population20_lsoa11.csv.gz');
  const once = uniqueIn(file, 'LSOA');
  const lsoas = new Map<string, number[]>();
  for (const { row, cells } of readTable(file, columns)) {
    const code = codeOf(file, row, 'lsoa11_code', cells.lsoa11_code ?? '', /^[EW]01\d{6}$/, 'an English or Welsh LSOA, such as E01000001');
    once(code, row);
    if (!englishLsoa.test(code)) {
      file.notData('Welsh area');
      continue;
    }
    lsoas.set(code, bandsOf(file, row, code, cells));
    file.kept(ageBands.length);
  }
  if (lsoas.size !== expectedLsoas) throw file.refuse(undefined, `${lsoas.size} English LSOAs`, `${expectedLsoas} English LSOAs`);
  return {
    name: 'lsoa-age',
    row: 'one LSOA 2011 and age band',
    columns: figureColumns,
    rows: [...lsoas]
      .sort(([a], [b]) => byCode(a, b))
      .flatMap(([code, bands]) => ageBands.map((item, band) => ['2020', code, '', item, bands[band] ?? null, 'final'])),
  };
}

function bandsOf(file: PublishedFile, row: number, code: string, cells: Readonly<Record<string, string>>): number[] {
  const bands = sumToBands(singleYears.map((age) => wholeNumber(file, row, age, cells[age] ?? '')));
  const total = wholeNumber(file, row, 'total_population', cells.total_population ?? '');
  const sum = bands.reduce((all, n) => all + n, 0);
  if (sum !== total) throw file.refuse(`line ${row}, LSOA ${code}`, `ages that sum to ${sum}`, `the published total_population ${total}`);
  return bands;
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
