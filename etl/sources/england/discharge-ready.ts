import type { Figure } from '../../../data/extract.ts';
import { figuresTable } from '../../readers/figures.ts';
import { assertFiles } from '../../readers/folder.ts';
import { codeOf, readTable, type TableRow, uniqueIn } from '../../readers/table.ts';
import { defineSource, figureTypes, type PublishedFile, type PublishedFolder } from '../../source.ts';
import { countOrNone, dayOf, expectedIcb, expectedTrust, icbForm, trustForm } from './hospital-cells.ts';

const discharges = {
  topic: 'discharges',
  item: 'patients_discharged',
  value: 'discharged_total',
  columns: ['discharged_by_1700', 'discharged_between_1701_2359', 'discharged_total'],
} as const;
const criteria = {
  topic: 'criteria-to-reside',
  item: 'not_meeting_criteria_patient_days',
  value: 'do_not_meet_criteria_to_reside',
  columns: ['do_not_meet_criteria_to_reside'],
} as const;
const icbs = { column: 'icb22_code', form: icbForm, expected: expectedIcb };
const trusts = { column: 'nhs_trust22_code', form: trustForm, expected: expectedTrust };

const files = {
  icbCriteria: 'england_icb_criteria_to_reside.csv',
  icbDischarges: 'england_icb_discharged_patients.csv',
  trustCriteria: 'england_trust_criteria_to_reside.csv',
  trustDischarges: 'england_trust_discharged_patients.csv',
} as const;

type Measure = typeof discharges | typeof criteria;
type Units = typeof icbs;

/** The days of one unit and month, summed. */
interface Month {
  period: string;
  unit: string;
  sum: number;
  days: number;
  zeros: number;
}

export const dischargeReady = defineSource({
  id: 'discharge-ready',
  edition: 'england',
  title: 'Acute discharge situation report: discharges and patients who no longer meet the criteria to reside, by trust and by integrated care board',
  publisher: 'NHS England',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains information from NHS England, licensed under the Open Government Licence v3.0.',
  periods: '2022-04 to 2025-08',
  note: [
    'Published by day and summed to months. patients_discharged counts patients; not_meeting_criteria_patient_days adds up the daily numbers of patients in hospital who did not meet the criteria to reside, so that divided by days_reported it is a daily average.',
    'days_reported counts the days with a number, days_zero those of them on which the number is 0. Until May 2023 the files hold no missing day: days that a trust did not send are then in all likelihood among the zeros, so that averages of those months are better taken over days_reported less days_zero. From June 2023 a day not sent is missing.',
    'A board’s day is the sum of the trusts that reported, and is given even where one of them did not. The board E54000056 (Cambridgeshire and Peterborough) has no rows from September 2023; its trusts have.',
    'Boards have the codes of the Office for National Statistics, as published. Discharges by time of day are not carried: they end in May 2023.',
  ].join(' '),
  tables: { figures: figureTypes, 'icb-figures': figureTypes },
  extract(input) {
    assertFiles(input, 'discharge-ready', Object.values(files));
    const byTrust = [...readDays(input, files.trustDischarges, trusts, discharges), ...readDays(input, files.trustCriteria, trusts, criteria)];
    const byIcb = [...readDays(input, files.icbDischarges, icbs, discharges), ...readDays(input, files.icbCriteria, icbs, criteria)];
    return [
      figuresTable('one monthly sum of a trust', byTrust),
      { ...figuresTable('one monthly sum of an integrated care board', byIcb), name: 'icb-figures' },
    ];
  },
});

function readDays(input: PublishedFolder, name: string, units: Units, measure: Measure): Figure[] {
  const file = input.open(`discharge-ready/${name}`);
  const once = uniqueIn(file, 'unit and day');
  const months = new Map<string, Month>();
  for (const { row, cells } of readTable(file, [units.column, 'date', ...measure.columns])) {
    const day = dayOf(file, row, 'date', cells.date ?? '');
    const count = countOf(file, { row, cells }, measure);
    if (cells[units.column] === 'NA' && count === null) {
      file.notData('neither an organisation nor a number');
      continue;
    }
    const unit = codeOf(file, row, units.column, cells[units.column] ?? '', units.form, units.expected);
    once(`${unit} ${day}`, row);
    addDay(months, unit, day.slice(0, 7), count);
    file.kept(count === null ? 0 : 1);
  }
  return [...months.values()].flatMap((month) => figuresOf(month, measure));
}

/** The number of the day. Discharges by time of day, where given, must add up to it. */
function countOf(file: PublishedFile, { row, cells }: TableRow<string>, { value, columns }: Measure): number | null {
  const counts = columns.map((column) => countOrNone(file, row, column, cells[column] ?? ''));
  const total = counts.at(-1) ?? null;
  const parts = counts.slice(0, -1).filter((part) => part !== null);
  const sum = parts.reduce((patients, part) => patients + part, 0);
  if (parts.length > 0 && parts.length === counts.length - 1 && sum !== total)
    throw file.refuse(`line ${row}, column ${value}`, String(total ?? 'NA'), `${sum}, the sum of the times of day`);
  return total;
}

function addDay(months: Map<string, Month>, unit: string, period: string, count: number | null): void {
  const key = `${period} ${unit}`;
  const month = months.get(key) ?? { period, unit, sum: 0, days: 0, zeros: 0 };
  months.set(key, month);
  if (count === null) return;
  month.sum += count;
  month.days += 1;
  if (count === 0) month.zeros += 1;
}

function figuresOf({ period, unit, sum, days, zeros }: Month, { topic, item }: Measure): Figure[] {
  const figure = { period, unit_code: unit, topic };
  return [
    days === 0 ? { ...figure, item, value: null, status: 'missing' } : { ...figure, item, value: sum, status: 'final' },
    { ...figure, item: 'days_reported', value: days, status: 'final' },
    { ...figure, item: 'days_zero', value: zeros, status: 'final' },
  ];
}
