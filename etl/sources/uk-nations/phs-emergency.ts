import type { Figure } from '../../../data/extract.ts';
import { codeOf, quoted, readTable, type TableRow, uniqueIn, wholeNumber } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import { summed } from './cells.ts';
import { publishedMonth } from './periods.ts';
import type { Boards } from './scottish-boards.ts';

const destinations = ['AdmissionToSame', 'OtherSpecialty', 'Residence', 'Transfer', 'Unknown'];

const columns = [
  'Month',
  'Country',
  'HBT',
  'TreatmentLocation',
  'DepartmentType',
  'NumberOfAttendancesAggregate',
  'NumberOfAttendancesEpisode',
  'NumberOfAttendancesEpisodeQF',
  'NumberMeetingTargetAggregate',
  'NumberMeetingTargetEpisode',
  'NumberMeetingTargetEpisodeQF',
  ...destinations.flatMap((destination) => [`DischargeDestination${destination}`, `DischargeDestination${destination}QF`]),
  'AttendanceGreater8hrs',
  'AttendanceGreater8hrsQF',
  'AttendanceGreater12hrs',
  'AttendanceGreater12hrsQF',
];

/** Topic of every department, and of emergency departments alone. */
export const allDepartments = 'all-departments';
export const emergencyDepartments = 'emergency-departments';

const departmentTypes = ['Emergency Department', 'Minor Injury Unit or Other'];

/** One code served two hospitals in the month in which one took over from the other: both rows count. */
const twiceInOneMonth = '201505 G405H Emergency Department';

export interface Attendances {
  period: string;
  unit: string;
  attendances: number;
  withinFourHours: number;
  isEmergencyDepartment: boolean;
}

/**
 * Reads attendances by board of treatment and month, and how many left within four hours. The aggregate columns are
 * carried: the episode columns leave out the sites that report only totals.
 */
export function readEmergency(file: PublishedFile, boards: Boards): Figure[] {
  const once = uniqueIn(file, 'month, location and department');
  const attendances = readTable(file, columns).map(({ row, cells }) => {
    const key = [cells.Month, cells.TreatmentLocation, cells.DepartmentType].join(' ');
    if (key !== twiceInOneMonth) once(key, row);
    const unit = cells.HBT ?? '';
    if (!boards.has(unit)) throw file.refuse(`line ${row}, column HBT`, quoted(unit), `one of the ${boards.size} boards`);
    const type = cells.DepartmentType ?? '';
    if (!departmentTypes.includes(type)) throw file.refuse(`line ${row}, column DepartmentType`, quoted(type), departmentTypes.join(' or '));
    file.kept(2);
    return readCounts(file, { row, cells }, { unit, isEmergencyDepartment: type === 'Emergency Department' });
  });
  return attendanceFigures(attendances);
}

function readCounts(
  file: PublishedFile,
  { row, cells }: TableRow<string>,
  { unit, isEmergencyDepartment }: Pick<Attendances, 'unit' | 'isEmergencyDepartment'>,
): Attendances {
  const period = publishedMonth(file, { row, column: 'Month' }, cells.Month ?? '');
  const attendances = wholeNumber(file, row, 'NumberOfAttendancesAggregate', cells.NumberOfAttendancesAggregate ?? '');
  const withinFourHours = wholeNumber(file, row, 'NumberMeetingTargetAggregate', cells.NumberMeetingTargetAggregate ?? '');
  if (withinFourHours > attendances) throw file.refuse(`line ${row}`, `${withinFourHours} within four hours`, `at most ${attendances} attendances`);
  return { period, unit, attendances, withinFourHours, isEmergencyDepartment };
}

/** Adds attendances up to boards: every department, and emergency departments alone. */
export function attendanceFigures(rows: readonly Attendances[]): Figure[] {
  const figures = rows.flatMap(({ period, unit, attendances, withinFourHours, isEmergencyDepartment }) =>
    (isEmergencyDepartment ? [allDepartments, emergencyDepartments] : [allDepartments]).flatMap((topic): Figure[] => [
      { period, unit_code: unit, topic, item: 'attendances', value: attendances, status: 'final' },
      { period, unit_code: unit, topic, item: 'within_4_hours', value: withinFourHours, status: 'final' },
    ]),
  );
  return summed(figures);
}

/** Boards of the hospitals that appear among the attendances, closed ones included. One row of each is kept. */
export function readEmergencyHospitals(file: PublishedFile, boards: Boards): Map<string, string> {
  const hospitals = new Map<string, string>();
  for (const { row, cells } of readTable(file, columns)) {
    const hospital = codeOf(file, row, 'TreatmentLocation', cells.TreatmentLocation ?? '', /^[A-Z]\d{3}[A-Z]$/, 'a hospital, such as A111H');
    const board = cells.HBT ?? '';
    const before = hospitals.get(hospital);
    if (!boards.has(board)) throw file.refuse(`line ${row}, column HBT`, quoted(board), `one of the ${boards.size} boards`);
    if (before !== undefined && before !== board) throw file.refuse(`line ${row}, column HBT`, quoted(board), `${before}, as for ${hospital} above`);
    if (before === undefined) file.kept();
    else file.notData('further month of the same hospital');
    hospitals.set(hospital, board);
  }
  return hospitals;
}
