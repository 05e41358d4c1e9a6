import { csv } from '../extracting.ts';

export const codes = [15, 16, 17, 19, 20, 22, 24, 25, 26, 28, 29, 30, 31, 32].map((end) => `S080000${end}`);

/** The look-up of boards: 14 in use and one that is closed. */
export const boardsCsv = csv(
  ['code', 'name', 'type', 'active', 'date_start', 'date_end'],
  [
    ['S08000021', 'Greater Glasgow and Clyde', 'hb', 'False', '2014-04-01T00:00:00', '2019-03-31T00:00:00'],
    ...codes.map((code) => [code, `Board ${code}`, 'hb', 'True', '2014-04-01T00:00:00', '']),
  ],
);

const bedHeader = (
  'Quarter QuarterQF HB HBQF Location LocationQF Specialty SpecialtyQF SpecialtyName SpecialtyNameQF AllStaffedBeds AllStaffedBedsQF ' +
  'TotalOccupiedBeds TotalOccupiedBedsQF AverageAvailableStaffedBeds AverageAvailableStaffedBedsQF AverageOccupiedBeds AverageOccupiedBedsQF ' +
  'PercentageOccupancy PercentageOccupancyQF'
).split(' ');

export interface Bed {
  quarter?: string;
  flag?: string;
  hb?: string;
  location?: string;
  name: string;
  isGroup?: boolean;
  beds: [available: number | string, occupied: number | string];
  qualifier?: string;
}

export const bedsCsv = (rows: readonly Bed[], header = bedHeader): string =>
  csv(
    header,
    rows.map(({ quarter = '2016Q3', flag = '', hb = 'S08000015', location = hb, name, isGroup = / Grouping$|^All /.test(name), beds, qualifier = '' }) => [
      ...[quarter, flag, hb, '', location, location === hb ? 'd' : '', isGroup ? ' ' : 'A1', isGroup ? 'z' : '', name, isGroup ? 'd' : ''],
      ...[beds[0], qualifier, beds[1], qualifier, '', '', '', '', '', ''],
    ]),
  );
export { bedHeader };

/** A board with two specialties in a hospital, and Scotland: all sums agree. */
export const goodBeds: Bed[] = [
  { name: 'All Specialties', beds: [100, 80] },
  { name: 'All Acute', beds: [90, 75] },
  { name: 'Medical Grouping', beds: [60, 50] },
  { name: 'General Medicine', beds: [60, 50] },
  { name: 'General Surgery', beds: [40, 30] },
  { location: 'A111H', name: 'All Specialties', beds: [70, 60] },
  { hb: 'SB0801', name: 'All Specialties', beds: [10, 5] },
  { hb: 'SB0801', name: 'Cardiology', beds: [10, 5] },
  { hb: 'S92000003', name: 'All Specialties', beds: [110, 85] },
  { hb: 'S92000003', name: 'General Medicine', beds: [110, 85] },
];

const stayHeader = (
  'Quarter QuarterQF HB HBQF Location LocationQF AdmissionType AdmissionTypeQF SIMD SIMDQF Episodes LengthOfEpisode AverageLengthOfEpisode ' +
  'AverageLengthOfEpisodeQF Stays LengthOfStay AverageLengthOfStay AverageLengthOfStayQF'
).split(' ');

export type Stay = [location: string, type: string, simd: string, episodes: number | string, stays: number | string, days: number | string, quarter?: string];
export const goodStays: Stay[] = [
  ['S08000015', 'Emergency Inpatients', '1', 10, 9, 90],
  ['S08000015', 'Emergency Inpatients', ' ', 2, 2, 5],
  ['S08000015', 'Transfers', '1', 4, 0, 0],
  ['S08000015', 'Not Specified', '1', 0, 1, 3],
  ['A111H', 'Emergency Inpatients', '1', 7, 6, 50],
];
export const staysCsv = (rows: readonly Stay[], hb = 'S08000015'): string =>
  csv(
    stayHeader,
    rows.map(([location, type, simd, episodes, stays, days, quarter = '2016Q3']) => [
      ...[quarter, '', hb, '', location, '', type, '', simd, simd === ' ' ? ':' : '', episodes, 0, '', '', stays, days, '', ''],
    ]),
  );

const destinations = ['AdmissionToSame', 'OtherSpecialty', 'Residence', 'Transfer', 'Unknown'].map((name) => `DischargeDestination${name}`);
const emergencyHeader = [
  ...['Month', 'Country', 'HBT', 'TreatmentLocation', 'DepartmentType', 'NumberOfAttendancesAggregate'],
  ...['NumberOfAttendancesEpisode', 'NumberOfAttendancesEpisodeQF', 'NumberMeetingTargetAggregate'],
  ...['NumberMeetingTargetEpisode', 'NumberMeetingTargetEpisodeQF', ...destinations.flatMap((name) => [name, `${name}QF`])],
  ...['AttendanceGreater8hrs', 'AttendanceGreater8hrsQF', 'AttendanceGreater12hrs', 'AttendanceGreater12hrsQF'],
];
export type Attendance = [month: string, board: string, hospital: string, type: string, attendances: number | string, within: number | string];
export const goodAttendances: Attendance[] = [
  ['200707', 'S08000015', 'A111H', 'Emergency Department', 100, 90],
  ['200707', 'S08000015', 'A101H', 'Minor Injury Unit or Other', 20, 20],
  ['200708', 'S08000015', 'A111H', 'Emergency Department', 110, 95],
];
export const emergencyCsv = (rows: readonly Attendance[]): string =>
  csv(
    emergencyHeader,
    rows.map(([month, board, hospital, type, attendances, within]) => [
      ...[month, 'S92000003', board, hospital, type, attendances, '', 'z', within, '', 'z'],
      ...Array.from({ length: 14 }, () => ''),
    ]),
  );

const mortalityHeader = '_id TimePeriod HBT SubGroup NumberOfDeaths NumberOfDeathsQF NumberOfPatients NumberOfPatientsQF CrudeRate'.split(' ');
export const mortalityCsv = (rows: (string | number)[][] = [[1, '2016Q3', 'S08000015', 'All Admissions', 5, '', 200, '', 2.5]]): string =>
  `\uFEFF${csv(mortalityHeader, rows)}`;

const ageHeader = [...Array.from({ length: 90 }, (_, age) => `Age${age}`), 'Age90plus'];
/** One person of each age, and three of 90 and over. */
export const populationCsv = (total: number | string = 93): string =>
  csv(
    ['_id', 'Year', 'HB', 'HBQF', 'Sex', 'SexQF', 'AllAges', ...ageHeader],
    [
      ['1', '2018', 'S08000015', '', 'All', 'd', total, ...Array.from({ length: 90 }, () => 1), 3],
      ['2', '2018', 'S08000015', '', 'Male', '', 91, ...Array.from({ length: 91 }, () => 1)],
    ],
  );

const hospitalHeader =
  'Location LocationName Postcode AddressLine HB HSCP HSCPQF CA CAQF IntZone IntZoneQF DataZone DataZoneQF XCoordinate YCoordinate BasedOnPostcode';
export const hospitalsCsv = (rows: readonly [code: string, board: string][] = [['A111H', 'S08000015']]): string =>
  csv(
    hospitalHeader.split(' '),
    rows.map(([code, board]) => [code, `Hospital ${code}`, '', '', board, ...Array.from({ length: 11 }, () => '')]),
  );

/** The files of Public Health Scotland, small but in the publisher’s layout. */
export const publicHealthFixture = (): Record<string, string> => ({
  'public-health-scotland/beds_by_nhs_board_of_treatment_and_specialty.csv': bedsCsv(goodBeds),
  'public-health-scotland/inpatient_and_daycase_by_nhs_board_of_treatment_and_simd.csv': staysCsv(goodStays),
  'public-health-scotland/monthly_ae_waitingtimes_202201.csv': emergencyCsv(goodAttendances),
  'public-health-scotland/mortality_data.csv': mortalityCsv(),
  'public-health-scotland/hb_pop.csv': populationCsv(),
  'public-health-scotland/hb.csv': boardsCsv,
  'public-health-scotland/current-hospital_flagged20211216.csv': hospitalsCsv(),
  'public-health-scotland/mortality_rates_by_hospital.csv': 'not read\n',
  'public-health-scotland/hospital_admissions_hb_simd_20220302.csv': 'not read\n',
});
