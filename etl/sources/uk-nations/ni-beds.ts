import type { Figure } from '../../../data/extract.ts';
import { missing, notApplicable, type Reading } from '../../readers/cell.ts';
import { quoted, readTable, type TableRow, uniqueIn, wholeNumber } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import { summed } from './cells.ts';
import { trusts } from './ni-trusts.ts';
import { quarterOfLastDay } from './periods.ts';

const columns = [
  'trust18_code',
  'date',
  'hospital',
  'programme_of_care',
  'specialty',
  'total_available_beds',
  'average_available_beds',
  'total_occupied_beds',
  'average_occupied_beds',
  'total_inpatients',
  'total_day_case',
  'elective_inpatient',
  'non_elective_inpatient',
  'regular_attenders',
] as const;
type BedRow = TableRow<(typeof columns)[number]>;

const acute = 'acute-services';
const allProgrammes = 'all-programmes';

const programmes: ReadonlyMap<string, string> = new Map([
  ['Acute Services', acute],
  ['Elderly Care', 'elderly-care'],
  ['Maternity & Child Health', 'maternity-and-child-health'],
  ['Mental Health', 'mental-health'],
  ['Learning Disability', 'learning-disability'],
]);

const items = [
  ['available_bed_days', 'total_available_beds'],
  ['occupied_bed_days', 'total_occupied_beds'],
  ['inpatients', 'total_inpatients'],
  ['day_cases', 'total_day_case'],
  ['elective_inpatients', 'elective_inpatient'],
  ['non_elective_inpatients', 'non_elective_inpatient'],
] as const;
type Item = (typeof items)[number][0];

/** Items that are collected in Acute Services only. */
const acuteOnly: readonly Item[] = ['elective_inpatients', 'non_elective_inpatients'];

/** Trust and quarter whose rows cover a part of the quarter: the sums would look like an emptied trust. */
const incomplete: readonly string[] = ['SEHSCT 2023-Q4'];

/** Reads bed-days and admissions by trust and programme of care, added up over hospitals and specialties. */
export function readTrustBeds(file: PublishedFile): Figure[] {
  const once = uniqueIn(file, 'trust, quarter, hospital, programme and specialty');
  const parts = readTable(file, columns).flatMap((bedRow): Figure[] => {
    const { row, cells } = bedRow;
    const unit = cells.trust18_code;
    if (!trusts.some(({ code }) => code === unit))
      throw file.refuse(`line ${row}, column trust18_code`, quoted(unit), `one of ${trusts.map(({ code }) => code).join(', ')}`);
    const period = quarterOfLastDay(file, { row, column: 'date' }, cells.date);
    const topic = programmes.get(cells.programme_of_care);
    if (topic === undefined)
      throw file.refuse(`line ${row}, column programme_of_care`, quoted(cells.programme_of_care), `one of ${[...programmes.keys()].join(', ')}`);
    once([unit, period, cells.hospital, topic, cells.specialty].join(' '), row);
    const counts = readCounts(file, bedRow, topic);
    const isIncomplete = incomplete.includes(`${unit} ${period}`);
    if (isIncomplete) file.notData('rows that cover a part of the quarter: the figures are missing');
    else file.kept(topic === acute ? items.length : items.length - acuteOnly.length);
    return [topic, allProgrammes].flatMap((carried) =>
      items.map(([item]) => ({ period, unit_code: unit, topic: carried, item, ...readingOf({ item, topic: carried, count: counts[item], isIncomplete }) })),
    );
  });
  return summed(parts);
}

function readingOf({ item, topic, count, isIncomplete }: { item: Item; topic: string; count: number; isIncomplete: boolean }): Reading {
  if (topic !== acute && acuteOnly.includes(item)) return notApplicable;
  return isIncomplete ? missing : { value: count, status: 'final' };
}

/** Elective and non-elective must be all inpatients in Acute Services, and zero elsewhere. */
function readCounts(file: PublishedFile, { row, cells }: BedRow, topic: string): Readonly<Record<Item, number>> {
  const counts = {} as Record<Item, number>;
  for (const [item, column] of items) counts[item] = wholeNumber(file, row, column, cells[column]);
  const told = counts.elective_inpatients + counts.non_elective_inpatients;
  const expected = topic === acute ? counts.inpatients : 0;
  if (told !== expected)
    throw file.refuse(`line ${row}`, `elective and non-elective inpatients that add up to ${told}`, `${expected} in ${cells.programme_of_care}`);
  return counts;
}
