import type { Figure } from '../../../data/extract.ts';
import { figuresTable } from '../../readers/figures.ts';
import { assertFiles } from '../../readers/folder.ts';
import { codeOf, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, figureTypes, type PublishedFolder } from '../../source.ts';
import { countOrNone, expectedTrust, type MonthOfUnit, monthNamed, trustForm, withoutRepeatedMonths } from './hospital-cells.ts';

const fileName = 'england_critical_general_acute_beds.csv';

const generalAcute = ['general_acute', 'adult_general_acute', 'paediatric_general_acute'].flatMap((beds) =>
  ['available', 'occupied', 'occupancy_rate'].map((figure) => `${beds}_beds_${figure}`),
);

/** Columns as published, slips of spelling included. */
export const uecColumns: readonly string[] = [
  'nhs_trust22_code',
  'date',
  ...generalAcute,
  'adult_critical_care_beds_available',
  'adult_critical_care_beds_occupied',
  'adult_critical_care_occupancy_rate',
  'paediatric_intensive_cared_beds_available',
  'paediatric_intensive_cared_beds_occupied',
  'paediatric_intensive_cared_occupancy_rate',
  'neonatal_intensive_care_bed_available',
  'neonatal_intensive_care_bed_occupied',
  'neonatal_intensive_care_occupancy_rate',
];

const carried = [
  { column: 'general_acute_beds_available', topic: 'general-acute', item: 'available' },
  { column: 'general_acute_beds_occupied', topic: 'general-acute', item: 'occupied' },
  { column: 'adult_critical_care_beds_available', topic: 'adult-critical-care', item: 'available' },
  { column: 'adult_critical_care_beds_occupied', topic: 'adult-critical-care', item: 'occupied' },
] as const;

export const bedsMonthlyUec = defineSource({
  id: 'beds-monthly-uec',
  edition: 'england',
  title: 'Critical care and general and acute beds (urgent and emergency care daily situation reports), by trust and month',
  publisher: 'NHS England',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains information from NHS England, licensed under the Open Government Licence v3.0.',
  periods: '2022-04 to 2025-08, without 2022-08',
  note: [
    'Average daily beds open and occupied in the month, whole beds. NA is missing.',
    'The file holds the figures of July 2022 a second time as August 2022; a month that repeats an earlier one figure for figure is left out. Which of the two months they are of cannot be told from the file.',
    'Zeros of RA4 in May to July 2023 and of RVY in August 2023 follow their mergers into other trusts and are carried as published.',
    'Occupancy rates, and beds for children and the newborn apart, are not carried.',
  ].join(' '),
  tables: { figures: figureTypes },
  extract(input) {
    assertFiles(input, 'beds-monthly-uec', [fileName]);
    return [figuresTable('average daily beds of a trust and month', readBeds(input))];
  },
});

function readBeds(input: PublishedFolder): Figure[] {
  const file = input.open(`beds-monthly-uec/${fileName}`);
  const once = uniqueIn(file, 'trust and month');
  const rows = readTable(file, uecColumns).map(({ row, cells }): MonthOfUnit<(number | null)[]> => {
    const unit = codeOf(file, row, 'nhs_trust22_code', cells.nhs_trust22_code ?? '', trustForm, expectedTrust);
    const period = monthNamed(file, row, 'date', cells.date ?? '');
    once(`${unit} ${period}`, row);
    return { row, period, unit, values: carried.map(({ column }) => countOrNone(file, row, column, cells[column] ?? '')) };
  });
  return withoutRepeatedMonths(file, rows, carried.length).flatMap(({ period, unit, values }) =>
    carried.map(({ topic, item }, index): Figure => {
      const value = values[index] ?? null;
      return { period, unit_code: unit, topic, item, value, status: value === null ? 'missing' : 'final' };
    }),
  );
}
