import { byCode, codeOf, quoted, readTable, uniqueIn } from '../../readers/table.ts';
import type { PublishedFile, PublishedFolder, TableOut } from '../../source.ts';
import { datedFile, namedExactly } from './known-files.ts';

/** Names of the health boards by code. */
export type Boards = ReadonlyMap<string, string>;

/** Scotland has so many territorial boards since 2019 under the codes that the figures use. */
export const expectedBoards = 14;

/** Code of Scotland itself, whose published totals are carried beside the boards. */
export const scotland = 'S92000003';

/**
 * Units that are not territorial boards: the Golden Jubilee and the State Hospital, care outside the NHS and the
 * hospital that was set up for the pandemic. They serve all of Scotland and are within its totals.
 */
const otherUnits: ReadonlyMap<string, string> = new Map([
  ['SB0801', 'Golden Jubilee'],
  ['SB0802', 'State Hospital'],
  ['S27000001', 'provider outside the NHS'],
  ['SN0811', 'Louisa Jordan'],
]);

export const publicHealthFolder = 'public-health-scotland';

/** Files of Public Health Scotland; those with a date in their name are replaced by later editions. */
export const publicHealthFiles = {
  beds: namedExactly('beds_by_nhs_board_of_treatment_and_specialty.csv'),
  stays: namedExactly('inpatient_and_daycase_by_nhs_board_of_treatment_and_simd.csv'),
  emergency: datedFile('monthly_ae_waitingtimes_', 6),
  mortality: namedExactly('mortality_data.csv'),
  population: namedExactly('hb_pop.csv'),
  boards: namedExactly('hb.csv'),
  hospitals: datedFile('current-hospital_flagged', 8),
  hospitalMortality: namedExactly('mortality_rates_by_hospital.csv'),
  weeklyAdmissions: datedFile('hospital_admissions_hb_simd_', 8),
} as const;

/** Reads the names of the boards that exist now; closed codes are not carried. */
export function readBoards(input: PublishedFolder, path: string): Boards {
  const file = input.open(path);
  const boards = new Map<string, string>();
  const once = uniqueIn(file, 'board');
  for (const { row, cells } of readTable(file, ['code', 'name', 'type', 'active', 'date_start', 'date_end'])) {
    const code = codeOf(file, row, 'code', cells.code, /^S08\d{6}$/, 'a health board, such as S08000015');
    once(code, row);
    if (codeOf(file, row, 'active', cells.active, /^(True|False)$/, 'True or False') === 'False') {
      file.notData('closed code');
      continue;
    }
    boards.set(code, codeOf(file, row, 'name', cells.name, /\S/, 'a name'));
    file.kept();
  }
  if (boards.size !== expectedBoards) throw file.refuse(undefined, `${boards.size} boards in use`, `${expectedBoards} boards`);
  return boards;
}

/**
 * The unit of a row: a board or Scotland. Null for a unit that serves all of Scotland, which is counted as not data;
 * any other code is refused.
 */
export function boardOrScotland(file: PublishedFile, boards: Boards, { row, column, code }: { row: number; column: string; code: string }): string | null {
  if (boards.has(code) || code === scotland) return code;
  const other = otherUnits.get(code);
  if (other === undefined) throw file.refuse(`line ${row}, column ${column}`, quoted(code), `one of the ${expectedBoards} boards, or ${scotland}`);
  file.notData(`not a territorial board: ${code} (${other})`);
  return null;
}

/** The table of names of a source of Scottish boards. */
export function boardsTable(boards: Boards): TableOut {
  return { name: 'boards', row: 'one health board', columns: ['code', 'name'], rows: [...boards].sort(([a], [b]) => byCode(a, b)) };
}

/** The groups of specialties that both bed tables of Scotland publish as totals, and the topics that they become. */
export const specialtyGroups: ReadonlyMap<string, string> = new Map([
  ['All Specialties', 'all-specialties'],
  ['All Acute', 'all-acute'],
  ['Medical Grouping', 'medical'],
  ['Surgery Grouping', 'surgery'],
  ['Emergency Grouping', 'emergency'],
  ['Women and Newborn Grouping', 'women-and-newborn'],
  ['Obstetrics Grouping', 'obstetrics'],
  ['Paediatrics Grouping', 'paediatrics'],
  ['Mental Health Grouping', 'mental-health'],
  ['Learning Disability Grouping', 'learning-disability'],
  ['Community Grouping', 'community'],
  ['Dental Grouping', 'dental'],
  ['Diagnostics Grouping', 'diagnostics'],
  ['Other Grouping', 'other'],
]);

/** Attribution that the licence of Public Health Scotland’s open data asks for. */
export const publicHealthScotland = {
  publisher: 'Public Health Scotland',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains Public Health Scotland data, licensed under the Open Government Licence v3.0.',
} as const;
