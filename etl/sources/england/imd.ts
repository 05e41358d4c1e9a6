import { englishLsoa } from '../../readers/sub-icb-lookup.ts';
import { byCode, codeOf, readTable, uniqueIn, wholeNumber } from '../../readers/table.ts';
import { defineSource, type PublishedFolder, type TableOut } from '../../source.ts';

const domains = ['IMD', 'Income', 'Employment', 'Education', 'Health', 'Crime', 'Housing_and_Access', 'Environment'];
const columns: readonly string[] = ['lsoa11_code', ...domains.map((domain) => `${domain}_decile`), ...domains.map((domain) => `${domain}_rank`)];

/** Ranks run from 1 (most deprived) to the number of LSOAs of the 2011 census in England. */
export const lowestRank = 32844;

export const imd = defineSource({
  id: 'imd',
  edition: 'england',
  title: 'English indices of deprivation 2019: Index of Multiple Deprivation by LSOA',
  publisher: 'Ministry of Housing, Communities and Local Government (MHCLG)',
  licence: 'Open Government Licence v3.0',
  attribution:
    'Contains public sector information from the Ministry of Housing, Communities and Local Government licensed under the Open Government Licence v3.0.',
  periods: '2019',
  note: 'Decile 1 and rank 1 are the most deprived. Only the overall index is carried; deciles and ranks of the seven domains are left out because nothing here uses them. A few areas share a rank.',
  tables: { 'lsoa-imd': { unit_code: 'varchar', imd_decile: 'integer', imd_rank: 'integer' } },
  extract: (input) => [readDeprivation(input)],
});

function readDeprivation(input: PublishedFolder): TableOut {
  const file = input.open('imd/imd2019_england_lsoa11.csv.gz');
  const once = uniqueIn(file, 'LSOA');
  const rows: [string, number, number][] = [];
  for (const { row, cells } of readTable(file, columns)) {
    const code = codeOf(file, row, 'lsoa11_code', cells.lsoa11_code ?? '', englishLsoa, 'an English LSOA, such as E01000001');
    once(code, row);
    const decile = wholeNumber(file, row, 'IMD_decile', cells.IMD_decile ?? '');
    const rank = wholeNumber(file, row, 'IMD_rank', cells.IMD_rank ?? '');
    if (rank < 1 || rank > lowestRank) throw file.refuse(`line ${row}, column IMD_rank`, String(rank), `a rank from 1 to ${lowestRank}`);
    if (decile !== Math.ceil((rank * 10) / lowestRank)) {
      throw file.refuse(`line ${row}, LSOA ${code}`, `decile ${decile} at rank ${rank}`, `decile ${Math.ceil((rank * 10) / lowestRank)}`);
    }
    rows.push([code, decile, rank]);
    file.kept(2);
  }
  if (rows.length !== lowestRank) throw file.refuse(undefined, `${rows.length} LSOAs`, `${lowestRank} LSOAs`);
  return { name: 'lsoa-imd', row: 'one LSOA 2011', columns: ['unit_code', 'imd_decile', 'imd_rank'], rows: rows.sort(([a], [b]) => byCode(a, b)) };
}
