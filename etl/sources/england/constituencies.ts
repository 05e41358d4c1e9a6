import { englishLsoa } from '../../readers/sub-icb-lookup.ts';
import { byCode, codeOf, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, type PublishedFolder, type TableOut } from '../../source.ts';

const columns = [
  'LSOA_CODE',
  'MSOA_CODE',
  'PCON_CODE',
  'PCON_NAME',
  'LAD_CODE',
  'LAD_NAME',
  'COUNTY_CONURBATION',
  'REGION',
  'IMD_INCOME',
  'IMD_OVERALL',
] as const;

export const constituencies = defineSource({
  id: 'constituencies',
  edition: 'england',
  title: 'Parliamentary constituencies, counties or conurbations, and regions of small areas',
  publisher: 'House of Commons Library, from look-ups of the Office for National Statistics',
  licence: 'Open Parliament Licence v3.0 (the look-up); Open Government Licence v3.0 (the names in it)',
  attribution:
    'Contains Parliamentary information licensed under the Open Parliament Licence v3.0. Source: Office for National Statistics licensed under the Open Government Licence v.3.0.',
  periods: 'constituencies of 2010 to 2024; counties and conurbations as grouped by the Library in 2021',
  note: 'Names only, for finding a place by the name that people know; no figure rests on them. Constituencies are those before the elections of 2024. Districts are left out, as they are those before the changes of 2021 to 2023; so are deciles of deprivation and Wales.',
  tables: { lsoa: { lsoa_code: 'varchar', constituency: 'varchar', county: 'varchar', region: 'varchar' } },
  extract: (input) => [readNames(input)],
});

function readNames(input: PublishedFolder): TableOut {
  const file = input.open('geography/hoc_lsoa_geog_lookup.csv');
  const once = uniqueIn(file, 'LSOA');
  const rows = readTable(file, columns).flatMap(({ row, cells }) => {
    const code = codeOf(file, row, 'LSOA_CODE', cells.LSOA_CODE, /^[EW]01\d{6}$/, 'an LSOA, such as E01000001');
    once(code, row);
    if (!englishLsoa.test(code)) {
      file.notData('Welsh area');
      return [];
    }
    const name = (column: 'PCON_NAME' | 'COUNTY_CONURBATION' | 'REGION') => codeOf(file, row, column, cells[column], /\S/, 'a name');
    const names = [name('PCON_NAME'), name('COUNTY_CONURBATION'), name('REGION')];
    file.kept(names.length);
    return [[code, ...names] as const];
  });
  if (rows.length === 0) throw file.refuse(undefined, 'no English LSOA', 'one row of each LSOA');
  return {
    name: 'lsoa',
    row: 'one LSOA 2011 and the names of what it lies in',
    columns: ['lsoa_code', 'constituency', 'county', 'region'],
    rows: rows.sort(([a], [b]) => byCode(a, b)),
  };
}
