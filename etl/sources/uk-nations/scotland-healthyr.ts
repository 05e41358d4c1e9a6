import type { Figure } from '../../../data/extract.ts';
import { figuresTable } from '../../readers/figures.ts';
import { quoted, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, figureTypes, nameTypes, type PublishedFile } from '../../source.ts';
import { numberOf } from './cells.ts';
import { knownFiles, namedExactly } from './known-files.ts';
import { quarterOfFirstDay } from './periods.ts';
import { readEmergencyHospitals } from './phs-emergency.ts';
import { readAttendances, readHospitals } from './scotland-attendances.ts';
import { readDelays } from './scotland-delays.ts';
import { type Boards, boardsTable, publicHealthFiles, publicHealthFolder, publicHealthScotland, readBoards, specialtyGroups } from './scottish-boards.ts';

const files = {
  beds: namedExactly('scotland_beds.csv'),
  delays: namedExactly('scotland_delayed_discharge_hb.csv'),
  attendances: namedExactly('scotland_ae_attendance.csv'),
  destinations: namedExactly('scotland_ae_admission.csv.gz'),
  waits: namedExactly('scotland_rtt_hb.csv'),
} as const;

const bedColumns = [
  'hb19_code',
  'date',
  'specialty',
  'average_number_available_staffed_beds',
  'average_number_occupied_beds',
  'percent_occupied_beds',
] as const;

/** Published shares are rounded in the fifteenth place. */
const tolerance = 1e-6;

/** Reads average daily beds by board of treatment and group of specialties; the published share must be their quotient. */
function readAverageBeds(file: PublishedFile, boards: Boards): Figure[] {
  const once = uniqueIn(file, 'board, quarter and specialty');
  return readTable(file, bedColumns).flatMap(({ row, cells }): Figure[] => {
    once(`${cells.hb19_code} ${cells.date} ${cells.specialty}`, row);
    if (!boards.has(cells.hb19_code)) throw file.refuse(`line ${row}, column hb19_code`, quoted(cells.hb19_code), `one of the ${boards.size} boards`);
    const period = quarterOfFirstDay(file, { row, column: 'date' }, cells.date);
    const available = numberOf(file, { row, column: bedColumns[3] }, cells.average_number_available_staffed_beds);
    const occupied = numberOf(file, { row, column: bedColumns[4] }, cells.average_number_occupied_beds);
    assertShare(file, row, { text: cells.percent_occupied_beds, available, occupied });
    const topic = specialtyGroups.get(cells.specialty);
    if (topic === undefined) {
      if (/ Grouping$|^All /.test(cells.specialty)) throw file.refuse(`line ${row}, column specialty`, quoted(cells.specialty), 'a known group or a specialty');
      file.notData('single specialty: groups are carried');
      return [];
    }
    file.kept(2);
    const figure = { period, unit_code: cells.hb19_code, topic, status: 'final' } as const;
    return [
      { ...figure, item: 'average_available', value: available },
      { ...figure, item: 'average_occupied', value: occupied },
    ];
  });
}

/** `NA` is the share of no beds at all. */
function assertShare(file: PublishedFile, row: number, { text, available, occupied }: { text: string; available: number; occupied: number }): void {
  const place = `line ${row}, column percent_occupied_beds`;
  if (available === 0) {
    if (text !== 'NA') throw file.refuse(place, quoted(text), 'NA, as no beds were available');
    return;
  }
  const share = numberOf(file, { row, column: 'percent_occupied_beds' }, text);
  if (Math.abs(share - occupied / available) > tolerance) throw file.refuse(place, quoted(text), `${occupied / available}, occupied over available beds`);
}

export const scotlandHealthyr = defineSource({
  id: 'scotland-healthyr',
  edition: 'uk-nations',
  folder: 'scotland',
  title: 'Average beds, delayed discharges and A&E attendances by NHS health board, tidied by healthyr',
  ...publicHealthScotland,
  periods: 'beds 2019-Q2 to 2024-Q2; delayed discharges 2016-07 to 2025-08; A&E 2007-07 to 2025-02',
  note: [
    'Tables of Public Health Scotland as tidied by the R package healthyr of the British Red Cross. They run on after the open data of public-health-scotland and hold later revisions of the same figures: of two figures of the same period these are the newer.',
    'Beds are daily averages of a quarter (the date is its first day) by board of treatment and group of specialties; published shares are checked and not carried, nor are single specialties. There is no total of Scotland and no Golden Jubilee.',
    'Delayed bed-days are of all reasons, for people aged 18 and over and for those aged 75 and over; the group 18 to 74, single reasons and daily averages are checked or not carried. S92000003 is the published total of Scotland.',
    'Attendances of hospitals are added up to boards by the look-ups of public-health-scotland. A name that ends in “Type 1” is an emergency department: this agrees with the department type of the open data in each of its 15,532 rows. Broadford Hospital (H229H), opened in 2022, is in no look-up and is given to Highland, on whose island of Skye it lies.',
    'Not read: scotland_ae_admission.csv.gz (destinations by age) and scotland_rtt_hb.csv (waits over 18 weeks; no total of waits).',
  ].join(' '),
  tables: { figures: figureTypes, boards: nameTypes },
  extract(input) {
    const paths = knownFiles(input, 'healthyr', files);
    const lookups = knownFiles(input, publicHealthFolder, publicHealthFiles);
    const boards = readBoards(input, lookups.boards);
    const hospitals = readHospitals(input.open(lookups.hospitals), boards, readEmergencyHospitals(input.open(lookups.emergency), boards));
    const figures = [
      ...readAverageBeds(input.open(paths.beds), boards),
      ...readDelays(input.open(paths.delays), boards),
      ...readAttendances(input.open(paths.attendances), hospitals),
    ];
    return [figuresTable('one figure of a board and period', figures), boardsTable(boards)];
  },
});
