import { tmpdir } from 'node:os';
import { Database } from '../../database.ts';
import { plainText, shown } from '../../readers/cell.ts';
import { filesByYear, type Layout, layoutOf, type YearFile } from '../../readers/layouts.ts';
import { readParquet, type TextCells } from '../../readers/parquet.ts';
import { byCode, uniqueIn } from '../../readers/table.ts';
import { defineSource, figureTypes, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';
import { networkOf, practiceCode, practiceFigures, subIcbOrCcgCode } from './practices.ts';
import { readPlaces } from './qof-networks-places.ts';

const columns = ['period', 'practice_code', 'network_code', 'network_name', 'sub_icb_code', 'icb_code'] as const;
type Membership = Readonly<Record<(typeof columns)[number], string>>;

interface StructureLayout extends Layout {
  subIcb: string;
  icb: string;
}

const layout = (name: string, country: string, [icb, subIcb]: readonly [string, string]): StructureLayout => ({
  name,
  subIcb: `${subIcb}_ODS_CODE`,
  icb: `${icb}_ODS_CODE`,
  columns: [
    ...['NAT_ONS_CODE', 'NAT_CODE', country],
    ...['REGION', icb, subIcb].flatMap((area) => [`${area}_ODS_CODE`, `${area}_ONS_CODE`, `${area}_NAME`]),
    ...['PCN_ODS_CODE', 'PCN_NAME', 'PRACTICE_CODE', 'PRACTICE_NAME'],
  ],
});

/** Integrated care boards and their sub-ICB locations took over the codes of STPs and CCGs. */
const layouts: readonly StructureLayout[] = [
  layout('QOF geographies of 2019-20 and 2020-21', 'COUNTRY', ['STP', 'CCG']),
  layout('QOF geographies of 2021-22', 'NAT_COUNTRY', ['ICB', 'SUB_ICB_LOC']),
  layout('QOF geographies of 2022-23 and 2023-24', 'NAT_COUNTRY', ['ICB', 'SUB_ICB']),
];

/** Reads one year’s geographies, a Parquet file: one row of each practice. */
async function readStructures(input: PublishedFolder, { file: name, period }: YearFile, database: Database): Promise<Membership[]> {
  const file = input.open(name);
  const { titles, rows } = await readParquet(input, file, database);
  const known = layoutOf(file, 'schema', titles, layouts);
  const once = uniqueIn(file, 'practice', 'row');
  if (rows.length === 0) throw file.refuse(undefined, 'no practice', 'one row of each practice');
  const members = rows.map((cells, index) => {
    const member = readMembership(file, { cells, row: index + 1, known, period });
    once(member.practice_code, index + 1);
    file.kept(columns.length - 2);
    return member;
  });
  assertOneName(file, members);
  return members;
}

interface Place {
  cells: TextCells;
  row: number;
  known: StructureLayout;
  period: string;
}

function readMembership(file: PublishedFile, { cells, row, known, period }: Place): Membership {
  const code = (column: string, form: RegExp, expected: string) => {
    const text = plainText(cells[column]);
    if (!form.test(text)) throw file.refuse(`row ${row}, column ${column}`, shown(cells[column]), expected);
    return text;
  };
  const practice_code = code('PRACTICE_CODE', practiceCode, 'a practice, such as A81001');
  const sub_icb_code = code(known.subIcb, subIcbOrCcgCode, 'the code of a CCG or sub-ICB location');
  const icb_code = code(known.icb, /^Q[A-Z0-9]{2}$/, 'the code of an STP or ICB, such as QE1');
  const [published, name] = [plainText(cells.PCN_ODS_CODE), plainText(cells.PCN_NAME)];
  const network = networkOf(published, name);
  if (network === null)
    throw file.refuse(`row ${row}`, `the network ${shown(published)} ${shown(name)}`, 'a network, such as U12345, with a name, or U, Unallocated');
  return { period, practice_code, network_code: network.code, network_name: network.name, sub_icb_code, icb_code };
}

/** A network has one name in a year; another name would make two networks of one. */
function assertOneName(file: PublishedFile, members: readonly Membership[]): void {
  const names = new Map<string, string>();
  for (const [index, { network_code, network_name }] of members.entries()) {
    const name = names.get(network_code) ?? network_name;
    if (name !== network_name) throw file.refuse(`row ${index + 1}`, `${network_code} named “${network_name}”`, `“${name}” as on earlier rows`);
    names.set(network_code, name);
  }
}

async function readNetworks(input: PublishedFolder): Promise<TableOut> {
  const files = filesByYear(input, 'qof-mapping', {
    pattern: /^structures_(\d{4})_(\d{4})\.parquet$/,
    such: 'structures_2022_2023.parquet',
    unread: /^qof_indicators_\d{4}_\d{4}\.parquet$/,
  });
  const members: Membership[] = [];
  const database = await Database.open(tmpdir());
  try {
    for (const file of files) members.push(...(await readStructures(input, file, database)));
  } finally {
    database.close();
  }
  members.sort((a, b) => byCode(a.practice_code, b.practice_code) || byCode(a.period, b.period));
  const rows = members.map((member) => columns.map((column) => member[column]));
  return { name: 'networks', row: 'one practice in a year; no network code where it was in none', columns, rows };
}

export const qofNetworks = defineSource({
  id: 'qof-networks',
  edition: 'england',
  title: 'Primary care networks: member practices by year, and rurality, patients and deprivation of practices',
  publisher: 'NHS Digital (QOF geographies; NHS Payments to General Practice); Office for Health Improvement and Disparities; House of Commons Library',
  licence: 'Open Government Licence v3.0',
  attribution:
    'Contains information from NHS Digital and public sector information from the Office for Health Improvement and Disparities and the House of Commons Library, licensed under the Open Government Licence v3.0.',
  periods: 'networks: financial years from 2019-20; places: financial years from 2021-22, deprivation 2019, age April 2020',
  note: [
    'networks: practices that the publisher calls unallocated (code U) have no network code. Up to ten networks a year have practices in more than one CCG or sub-ICB location. sub_icb_code and icb_code are those of the CCG and the STP in 2019-20 and 2020-21. Names of practices and areas, ONS codes and regions are left out; so are lists of indicators (qof_indicators), which have no practices.',
    'places, by financial year, from NHS Payments to General Practice: rural is 1 or 0, missing where published as such (all in 2021-22); weighted_patients is the average over the year of registered patients weighted for need by the Carr-Hill formula, zero where a practice had none. Practices that closed in the year are there, and walk-in centres. Registered patients (list_size of qof-practice-points says nearly the same), payments, addresses, contracts, dispensing and atypical characteristics are left out. Payments of years before 2021-22 are not read: rurality hardly changes, and the counts of practices that need weighting are of 2021-22.',
    'places of 2019: imd_score, the score of the Index of Multiple Deprivation 2019 weighted by where patients live (higher is more deprived; Fingertips 93553). No decile of practices is published. Scores of 2010 and 2015 are left out.',
    'places of 2020-04: patients and patients_65_plus, registered patients in all and aged 65 or more; 0.0001 in the file stands for none. Other ages and means are left out. Files of practice-map by date are not read: they have no age but “ALL”, or repeat the networks.',
    'Co-ordinates of practices (practice-location) are not read: nothing here uses them, and 210 of them lie abroad.',
  ].join(' '),
  tables: {
    networks: {
      period: 'varchar',
      practice_code: 'varchar',
      network_code: 'varchar',
      network_name: 'varchar',
      sub_icb_code: 'varchar',
      icb_code: 'varchar',
    },
    places: figureTypes,
  },
  async extract(input) {
    const networks = await readNetworks(input);
    return [networks, practiceFigures('places', 'one figure of a practice and period', readPlaces(input))];
  },
});
