import type { Figure } from '../../../data/extract.ts';
import { codeOf, quoted, readTable, uniqueIn, wholeNumber } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import { monthOfLastDay } from './periods.ts';
import { type Attendances, attendanceFigures } from './phs-emergency.ts';
import { type Boards, boardOrScotland } from './scottish-boards.ts';

const hospitalColumns = [
  'Location',
  'LocationName',
  'Postcode',
  'AddressLine',
  'HB',
  'HSCP',
  'HSCPQF',
  'CA',
  'CAQF',
  'IntZone',
  'IntZoneQF',
  'DataZone',
  'DataZoneQF',
  'XCoordinate',
  'YCoordinate',
  'BasedOnPostcode',
] as const;
const columns = ['hospital_code', 'hospital_name', 'date', 'attendances', 'within_4_hours', 'over_4_hours'] as const;

const hospitalCode = /^[A-Z]\d{3}[A-Z]$/;
const expectedHospital = 'a hospital, such as A111H';

/** Opened after the look-ups were published: Broadford Hospital, on Skye in the area of NHS Highland. */
const laterHospitals: ReadonlyMap<string, string> = new Map([['H229H', 'S08000022']]);

/** Adds the boards of the hospitals that exist now to those that are known; both must agree. */
export function readHospitals(file: PublishedFile, boards: Boards, known: ReadonlyMap<string, string>): Map<string, string> {
  const hospitals = new Map([...laterHospitals, ...known]);
  const once = uniqueIn(file, 'hospital');
  for (const { row, cells } of readTable(file, hospitalColumns)) {
    const code = codeOf(file, row, 'Location', cells.Location, hospitalCode, expectedHospital);
    once(code, row);
    const board = boardOrScotland(file, boards, { row, column: 'HB', code: cells.HB });
    if (board === null) continue;
    const before = hospitals.get(code) ?? board;
    if (before !== board) throw file.refuse(`line ${row}, column HB`, quoted(board), `${before}, where the attendances of ${code} are`);
    hospitals.set(code, board);
    file.kept();
  }
  return hospitals;
}

/**
 * Reads attendances by hospital and month and adds them up to boards. The name tells two departments under one code
 * apart, such as the old and the new Victoria in Glasgow.
 */
export function readAttendances(file: PublishedFile, hospitals: ReadonlyMap<string, string>): Figure[] {
  const once = uniqueIn(file, 'month, hospital and department');
  const rows = readTable(file, columns).map(({ row, cells }): Attendances => {
    const code = codeOf(file, row, 'hospital_code', cells.hospital_code, hospitalCode, expectedHospital);
    once(`${cells.date} ${code} ${cells.hospital_name}`, row);
    const unit = hospitals.get(code);
    if (unit === undefined)
      throw file.refuse(`line ${row}, column hospital_code`, `${quoted(code)} (${cells.hospital_name})`, 'a hospital whose board is known');
    const period = monthOfLastDay(file, { row, column: 'date' }, cells.date);
    const attendances = wholeNumber(file, row, 'attendances', cells.attendances);
    const withinFourHours = wholeNumber(file, row, 'within_4_hours', cells.within_4_hours);
    const later = wholeNumber(file, row, 'over_4_hours', cells.over_4_hours);
    if (withinFourHours + later !== attendances)
      throw file.refuse(`line ${row}, column attendances`, quoted(cells.attendances), `${withinFourHours + later}, within and over four hours`);
    file.kept(2);
    return { period, unit, attendances, withinFourHours, isEmergencyDepartment: / - Type 1$/.test(cells.hospital_name) };
  });
  return attendanceFigures(rows);
}
