import type { Figure } from '../../../data/extract.ts';
import { figuresTable } from '../../readers/figures.ts';
import { byCode, codeOf, quoted, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, figureTypes, nameTypes, type PublishedFile } from '../../source.ts';
import { numberOf } from './cells.ts';
import { knownFiles, namedExactly } from './known-files.ts';
import { namedMonth } from './periods.ts';
import { welshBoards } from './wales-boards.ts';
import { readWelshDelays, readWelshWaits } from './wales-waits.ts';

const files = {
  beds: namedExactly('wales_health_board_critical_general_acute_beds.csv'),
  delays: namedExactly('wales_delayed_discharge_reasons.csv'),
  waits: namedExactly('wales_rtt_lhb.csv'),
  hospitals: namedExactly('wales_hospitals_critical_general_acute_beds.csv'),
} as const;

const columns = ['date', 'health_board_code', 'health_board_name', 'specialism', 'daily_beds_available', 'daily_beds_occupied', 'beds_occupancy_rate'] as const;

const specialisms = ['all_specialties', 'geriatric_medicine', 'maternity', 'medical_acute', 'mental_illness', 'surgical_acute'];

/** Published rates have four decimals. */
const tolerance = 1e-3;

/** Reads average daily beds by board of treatment and specialism; the published rate must be their quotient. */
function readWelshBeds(file: PublishedFile): Figure[] {
  const once = uniqueIn(file, 'month, board and specialism');
  return readTable(file, columns).flatMap(({ row, cells }): Figure[] => {
    const period = namedMonth(file, { row, column: 'date' }, cells.date);
    const board = welshBoards.find(({ code }) => code === cells.health_board_code);
    if (board === undefined)
      throw file.refuse(`line ${row}, column health_board_code`, quoted(cells.health_board_code), `one of the ${welshBoards.length} boards, 7A1 to 7A7`);
    if (cells.health_board_name !== board.name) throw file.refuse(`line ${row}, column health_board_name`, quoted(cells.health_board_name), board.name);
    codeOf(file, row, 'specialism', cells.specialism, new RegExp(`^(${specialisms.join('|')})$`), `one of ${specialisms.join(', ')}`);
    once(`${period} ${board.code} ${cells.specialism}`, row);
    const available = numberOf(file, { row, column: 'daily_beds_available' }, cells.daily_beds_available);
    const occupied = numberOf(file, { row, column: 'daily_beds_occupied' }, cells.daily_beds_occupied);
    const rate = numberOf(file, { row, column: 'beds_occupancy_rate' }, cells.beds_occupancy_rate);
    if (!(Math.abs(rate - (100 * occupied) / available) < tolerance))
      throw file.refuse(`line ${row}, column beds_occupancy_rate`, quoted(cells.beds_occupancy_rate), `${(100 * occupied) / available}, occupied per 100 beds`);
    file.kept(2);
    const figure = { period, unit_code: board.code, topic: cells.specialism.replaceAll('_', '-'), status: 'final' } as const;
    return [
      { ...figure, item: 'average_available', value: available },
      { ...figure, item: 'average_occupied', value: occupied },
    ];
  });
}

export const walesHealthyr = defineSource({
  id: 'wales-healthyr',
  edition: 'uk-nations',
  folder: 'wales',
  title: 'Beds, delayed discharges and waiting lists by local health board, tidied by healthyr',
  publisher: 'Digital Health and Care Wales; Welsh Government (StatsWales)',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains public sector information of Digital Health and Care Wales and the Welsh Government, licensed under the Open Government Licence v3.0.',
  periods: 'beds 2021-01 to 2024-03; delayed discharges 2023-04 to 2025-03; waiting lists 2019-01 to 2025-07',
  note: [
    'Tables tidied by the R package healthyr of the British Red Cross. Beds are daily averages of a month by board of treatment and specialism; published occupancy rates are checked and not carried. All specialties are more than the five specialisms together.',
    'Powys (7A7) runs community hospitals only: it has no medical acute beds in most months and no surgical acute beds in some, and its residents are treated elsewhere.',
    'Delays and waits have ONS codes (W11…), mapped to 7A1 to 7A7 by name: W11000023 7A1, W11000024 7A7, W11000025 7A2, W11000028 7A6, W11000029 7A4, W11000030 7A5, W11000031 7A3.',
    'Delayed discharges are people delayed at the month’s count, added up over the reasons given: the file has no total to check against, and reasons without a row count nobody.',
    'Waiting lists are pathways, added up over the four stages; over 18 weeks is not carried. NA in waits over 53 weeks is missing, and so is the sum of a month with an NA; the file has no zeros there, so that NA may mean none. Abertawe Bro Morgannwg (W11000026) and Cwm Taf (W11000027) gave way to boards with other borders in April 2019 and are not carried.',
    'Not read: wales_hospitals_critical_general_acute_beds.csv (hospitals).',
  ].join(' '),
  tables: { figures: figureTypes, boards: nameTypes },
  extract(input) {
    const paths = knownFiles(input, 'healthyr', files);
    const figures = [...readWelshBeds(input.open(paths.beds)), ...readWelshDelays(input.open(paths.delays)), ...readWelshWaits(input.open(paths.waits))];
    const names = welshBoards.map(({ code, name }) => [code, name] as const).sort(([a], [b]) => byCode(a, b));
    return [
      figuresTable('one figure of a board and month', figures),
      { name: 'boards', row: 'one local health board', columns: ['code', 'name'], rows: names },
    ];
  },
});
