import { byCode, codeOf, quoted, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';

/** Middle Layer Super Output Areas of the 2011 census in England. */
export const expectedMsoas = 6791;

const englishMsoa = /^E02\d{6}$/;

export const choice = defineSource({
  id: 'choice',
  edition: 'england',
  title: 'NHS acute trust catchment populations 2018, and primary care network catchments 2020 by area',
  publisher: 'Office for Health Improvement and Disparities (formerly Public Health England); NHS Digital (eDEC and ePCN)',
  licence: 'Open Government Licence v3.0',
  attribution:
    'Contains public sector information from the Office for Health Improvement and Disparities and from NHS Digital, licensed under the Open Government Licence v3.0.',
  periods: 'hospital use 2018; network catchments January to March 2020',
  note: 'Hospital use: all admissions. Trusts were renamed to their successors of 2021 without adding up, so 3,002 rows repeat an area and trust, 43 of them with the same share as well: those are two predecessors with equally few patients, so the shares of repeated rows are to be summed, never made distinct. Shares of closed and small trusts are missing: an area’s shares sum to 0.90 to 1.00. GP networks: an area belongs to a network where its population-weighted centre lies in a declared catchment of a member practice; areas in none are kept with an empty network. Wales is left out.',
  tables: {
    'hospital-use': { area_id: 'varchar', trust_code: 'varchar', share: 'double' },
    'gp-networks': { area_id: 'varchar', network_code: 'varchar' },
  },
  extract: (input) => [readHospitalUse(input), readNetworks(input)],
});

function readHospitalUse(input: PublishedFolder): TableOut {
  const file = input.open('choice/lookup_trust_msoa_2018.csv');
  const rows: [string, string, number][] = [];
  for (const { row, cells } of readTable(file, ['trust_code', 'msoa_code', 'proportion'])) {
    const area = codeOf(file, row, 'msoa_code', cells.msoa_code, englishMsoa, 'an English MSOA, such as E02000001');
    const trust = codeOf(file, row, 'trust_code', cells.trust_code, /^R[A-Z0-9]{2}$/, 'an NHS trust, such as R1H');
    rows.push([area, trust, shareOf(file, row, cells.proportion)]);
    file.kept();
  }
  assertAreas(
    file,
    rows.map(([area]) => area),
  );
  rows.sort((a, b) => byCode(a[0], b[0]) || byCode(a[1], b[1]) || a[2] - b[2]);
  return {
    name: 'hospital-use',
    row: 'one published share: an area and trust may have several, to be summed',
    columns: ['area_id', 'trust_code', 'share'],
    rows,
  };
}

function shareOf(file: PublishedFile, row: number, text: string): number {
  const share = /^\d+(\.\d+)?(e-\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!(share >= 0 && share <= 1)) throw file.refuse(`line ${row}, column proportion`, quoted(text), 'a share from 0 to 1');
  return share;
}

function readNetworks(input: PublishedFolder): TableOut {
  const file = input.open('choice/lookup msoa to primary care network.csv');
  const once = uniqueIn(file, 'pair of area and network');
  const inNone = new Map<string, number>();
  const rows: [string, string | null][] = [];
  for (const { row, cells } of readTable(file, ['MSOA11CD', 'PCN_Code'])) {
    const area = codeOf(file, row, 'MSOA11CD', cells.MSOA11CD, /^[EW]02\d{6}$/, 'an English or Welsh MSOA, such as E02000001');
    const code = codeOf(file, row, 'PCN_Code', cells.PCN_Code, /^(U\d{5}|NA)$/, 'a network, such as U12345, or NA for none');
    once(`${area} ${code}`, row);
    if (!englishMsoa.test(area)) {
      file.notData('Welsh area');
      continue;
    }
    if (code === 'NA') inNone.set(area, row);
    rows.push([area, code === 'NA' ? null : code]);
    file.kept();
  }
  for (const [area, network] of rows) {
    const row = network === null ? undefined : inNone.get(area);
    if (row !== undefined) throw file.refuse(`line ${row}`, `area ${area} in no network and in ${network}`, 'either no network or some');
  }
  assertAreas(
    file,
    rows.map(([area]) => area),
  );
  rows.sort((a, b) => byCode(a[0], b[0]) || byCode(a[1] ?? '', b[1] ?? ''));
  return {
    name: 'gp-networks',
    row: 'one area and network whose catchment covers its centre; no network where none does',
    columns: ['area_id', 'network_code'],
    rows,
  };
}

function assertAreas(file: PublishedFile, areas: readonly string[]): void {
  const found = new Set(areas).size;
  if (found !== expectedMsoas) throw file.refuse(undefined, `${found} English MSOAs`, `${expectedMsoas} English MSOAs`);
}
