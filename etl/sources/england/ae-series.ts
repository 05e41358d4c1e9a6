import type { Figure } from '../../../data/extract.ts';
import { figuresTable } from '../../readers/figures.ts';
import { assertFiles } from '../../readers/folder.ts';
import { codeOf, quoted, readTable, uniqueIn, wholeNumber } from '../../readers/table.ts';
import { defineSource, figureTypes, type PublishedFile } from '../../source.ts';
import { countOrNone, expectedIcb, expectedTrust, icbForm, type MonthOfUnit, monthNamed, trustForm, withoutRepeatedMonths } from './hospital-cells.ts';

const files = {
  types: 'NHSRdatasets_ae_attendances.csv',
  attribution: 'england_ae_acute_trust_attribution.csv',
  icbs: 'england_icb_accidents_emergency.csv',
  trusts: 'england_trust_accidents_emergency.csv',
} as const;

/** Types of department as the file of 2016 to 2019 writes them. */
const topics: Readonly<Record<string, string>> = { '1': 'type-1', '2': 'type-2', other: 'other' };

const totals = ['total_attendances', 'attendances_over_4hours', 'total_emergency_admissions'] as const;
const furtherColumns = ['emergency_admissions_over_4hours', 'pct_attendance_over_4hours', 'pct_emergency_admissions_over_4hours', 'date'] as const;

export const aeSeries = defineSource({
  id: 'ae-series',
  edition: 'england',
  title: 'A&E attendances and emergency admissions, by trust and by integrated care board, monthly',
  publisher: 'NHS England',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains information from NHS England, licensed under the Open Government Licence v3.0.',
  periods:
    'trusts 2016-04 to 2019-03 by type of department, 2021-04 to 2025-07 in total; integrated care boards 2022-04 to 2025-07; without 2025-02 and 2025-03',
  note: [
    'April 2016 to March 2019: by type of department (1 is a consultant-led 24-hour department, 2 a department of a single specialty, other is minor injuries units and walk-in centres); a type that a trust does not have has no row. From April 2021: all types together.',
    'within_4_hours is attendances less those over four hours, and is missing where the latter are (fourteen trusts until May 2023, probably those that tried other standards).',
    'emergency_admissions_via_ae counts admissions through the departments of a type; emergency_admissions, from April 2021, counts all emergency admissions, direct ones included: the two are not one series. Trusts without a department have attendances of zero and emergency admissions of their own.',
    'February and March 2025 in the published files repeat February and March 2024 figure for figure and are left out, as is any month that repeats an earlier one whole.',
    'Trusts only: walk-in centres, practices and independent providers are not carried in the table of trusts but are within that of the boards. Boards have the codes of the Office for National Statistics (E54000008), as published.',
    'Percentages and waits for admission over four hours are not carried. england_ae_acute_trust_attribution.csv is not read: nothing here attributes a walk-in centre to a trust.',
  ].join(' '),
  tables: { figures: figureTypes, 'icb-figures': figureTypes },
  extract(input) {
    assertFiles(input, 'ae-series', Object.values(files));
    const byType = readTypes(input.open(`ae-series/${files.types}`));
    const byTrust = readTotals(input.open(`ae-series/${files.trusts}`), { column: 'nhs_trust22_code', form: trustForm, expected: expectedTrust });
    const byIcb = readTotals(input.open(`ae-series/${files.icbs}`), { column: 'icb22_code', form: icbForm, expected: expectedIcb });
    return [
      figuresTable('one count of a trust, month and type of department', [...byType, ...byTrust]),
      { ...figuresTable('one count of an integrated care board and month', byIcb), name: 'icb-figures' },
    ];
  },
});

function readTypes(file: PublishedFile): Figure[] {
  const once = uniqueIn(file, 'organisation, month and type');
  const figures: Figure[] = [];
  for (const { row, cells } of readTable(file, ['period', 'org_code', 'type', 'attendances', 'breaches', 'admissions'])) {
    const period = codeOf(file, row, 'period', cells.period, /^20\d\d-(0[1-9]|1[0-2])-01$/, 'the first day of a month').slice(0, 7);
    const topic = Object.hasOwn(topics, cells.type) ? topics[cells.type] : undefined;
    if (topic === undefined) throw file.refuse(`line ${row}, column type`, quoted(cells.type), '1, 2 or other');
    const unit = codeOf(file, row, 'org_code', cells.org_code, /^[A-Z0-9]{3,6}$/, 'an ODS code');
    once(`${unit} ${period} ${topic}`, row);
    const attendances = wholeNumber(file, row, 'attendances', cells.attendances);
    const within = withinOf(file, row, attendances, wholeNumber(file, row, 'breaches', cells.breaches));
    const admissions = wholeNumber(file, row, 'admissions', cells.admissions);
    if (!trustForm.test(unit)) {
      file.notData('walk-in centre, practice or other organisation that is not an NHS trust');
      continue;
    }
    figures.push(...figuresOf({ period, unit, topic }, { attendances, within_4_hours: within, emergency_admissions_via_ae: admissions }));
    file.kept(3);
  }
  return figures;
}

interface Units {
  column: string;
  form: RegExp;
  expected: string;
}

function readTotals(file: PublishedFile, { column, form, expected }: Units): Figure[] {
  const once = uniqueIn(file, 'unit and month');
  const rows = readTable(file, [column, ...totals, ...furtherColumns]).map(({ row, cells }): MonthOfUnit<(number | null)[]> => {
    const unit = codeOf(file, row, column, cells[column] ?? '', form, expected);
    const period = monthNamed(file, row, 'date', cells.date ?? '');
    once(`${unit} ${period}`, row);
    const [attendances = null, over = null, admissions = null] = totals.map((total) => countOrNone(file, row, total, cells[total] ?? ''));
    return { row, period, unit, values: [attendances, withinOf(file, row, attendances, over), admissions] };
  });
  return withoutRepeatedMonths(file, rows, 3).flatMap(({ period, unit, values: [attendances = null, within = null, admissions = null] }) =>
    figuresOf({ period, unit, topic: 'all' }, { attendances, within_4_hours: within, emergency_admissions: admissions }),
  );
}

function withinOf(file: PublishedFile, row: number, attendances: number | null, over: number | null): number | null {
  if (attendances === null || over === null) return null;
  if (over > attendances) throw file.refuse(`line ${row}`, `${over} of ${attendances} attendances over four hours`, 'no more than there were');
  return attendances - over;
}

function figuresOf({ period, unit, topic }: { period: string; unit: string; topic: string }, counts: Readonly<Record<string, number | null>>): Figure[] {
  return Object.entries(counts).map(([item, value]) => ({ period, unit_code: unit, topic, item, value, status: value === null ? 'missing' : 'final' }));
}
