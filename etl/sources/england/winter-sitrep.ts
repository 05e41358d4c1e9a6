import type { Figure } from '../../../data/extract.ts';
import { figuresTable } from '../../readers/figures.ts';
import { codeOf, quoted, type TableRow } from '../../readers/table.ts';
import { refuse } from '../../refusal.ts';
import { defineSource, figureTypes, type PublishedFile, type PublishedFolder } from '../../source.ts';
import { dayOf, expectedTrust, trustForm } from './hospital-cells.ts';
import { longStay7Column, longStay21Column, occupiedColumn, openColumn, readWinterTable } from './winter-sitrep-layout.ts';
import { monthFigures, type WinterDay } from './winter-sitrep-months.ts';

const winterFile = /^sitrep(\d\d)(\d\d)\.csv\.gz$/;

export const winterSitrep = defineSource({
  id: 'winter-sitrep',
  edition: 'england',
  title: 'Winter daily situation reports: general and acute beds and long-stay patients, by trust and month',
  publisher: 'NHS England',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains information from NHS England, licensed under the Open Government Licence v3.0.',
  periods: 'winters 2015-16 to 2022-23; long stays from 2017-11',
  note: [
    'Published by day and summed to months; winters begin and end within a month, so that every figure is to be read with its days_reported. A day without beds is missing and is in no sum. The published total has the code ENGLAND (from 2020-21 that of all acute trusts; the second daily total, of trusts with a type 1 department, is not carried).',
    'Beds occupied by patients in hospital for over 7 and over 21 days are published from 2017-18 (in 2020-21 from 30 November); over 14 days in no winter. Long-stay sums are over the days on which both the long stays and the occupied beds were reported, and occupied_when_long_stay sums the occupied beds of those days, so that long_stay_7 / occupied_when_long_stay is a share.',
    'Some trusts send zeros where they count nothing: days with occupied beds and no patient over 7 or 21 days are within the sums and also apart, with topic long-stay-zero. Days on which more patients are said to stay over 21 days than over 7, or more over 7 than there were beds occupied, contradict themselves; they too are within the sums and also apart, with topic long-stay-contradictory. Both can be subtracted.',
    'Days are dated by the local calendar. In the files of 2020-21 and 2021-22 the days after the clocks went forward are stamped 23:00 of the day before, while midnight of those days has ambulance diverts and closures alone. RYR is in 2020-21 and RM3 in 2022-23 twice, under two names; one row of each day is carried.',
    'The occupancy rate (zero in most rows of 2017-18 and 2018-19), critical care, norovirus, flu, ambulance delays, diverts, closures and attendances are not carried.',
  ].join(' '),
  tables: { figures: figureTypes },
  extract(input) {
    const figures = winterFiles(input).flatMap(({ name, first }) => readWinter(input.open(`winter-sitrep/${name}`), first));
    return [figuresTable('one monthly sum of a trust’s daily reports', figures)];
  },
});

/** Files of the folder with the year in which each winter begins. */
function winterFiles(input: PublishedFolder): { name: string; first: number }[] {
  const found = input.list('winter-sitrep').map((name) => {
    const [, first = '', second = ''] = winterFile.exec(name) ?? [];
    if (first === '' || (Number(first) + 1) % 100 !== Number(second))
      throw refuse({ file: `winter-sitrep/${name}`, found: 'a file that the source does not know', expected: 'a winter such as sitrep1718.csv.gz' });
    return { name, first: 2000 + Number(first) };
  });
  if (found.length === 0) throw refuse({ file: 'winter-sitrep', found: 'no file', expected: 'a winter such as sitrep1718.csv.gz' });
  return found;
}

function readWinter(file: PublishedFile, first: number): Figure[] {
  const { rows, hasLongStay } = readWinterTable(file);
  const byDay = new Map<string, WinterDay[]>();
  for (const row of rows) {
    const unit = unitOf(file, row);
    if (unit === null) {
      file.notData('total of the trusts with a type 1 department');
      continue;
    }
    const day = readDay(file, row, unit);
    if (day.day < `${first}-07-01` || day.day > `${first + 1}-06-30`)
      throw file.refuse(`line ${row.row}, column Date`, quoted(row.cells.Date), `a day of the winter ${first}-${(first + 1) % 100}, as in the file name`);
    byDay.set(`${unit} ${day.day}`, [...(byDay.get(`${unit} ${day.day}`) ?? []), day]);
  }
  const days = [...byDay.values()].map((same) => onlyDay(file, same));
  return monthFigures(days, hasLongStay);
}

function unitOf(file: PublishedFile, { row, cells }: TableRow<string>): string | null {
  const { Code: code = '', Name: name = '' } = cells;
  if (code !== '-') return codeOf(file, row, 'Code', code, trustForm, `${expectedTrust}, or - for England`);
  if (/^England( \(All Acute Trusts\))?$/i.test(name)) return 'ENGLAND';
  if (name === 'ENGLAND (Type 1 Acute Trusts)') return null;
  throw file.refuse(`line ${row}, column Name`, quoted(name), 'England, for the code -');
}

function readDay(file: PublishedFile, { row, cells }: TableRow<string>, unit: string): WinterDay {
  const number = (column: string) => {
    const text = cells[column] ?? '';
    return text === '' || text === '-' ? null : Number(codeOf(file, row, column, text, /^\d+$/, 'a whole number, - or nothing'));
  };
  return {
    row,
    unit,
    day: localDay(file, row, cells.Date ?? ''),
    open: number(openColumn),
    occupied: number(occupiedColumn),
    longStay7: number(longStay7Column),
    longStay21: number(longStay21Column),
  };
}

/** 23:00 in universal time is midnight of the next day while the clocks are forward. */
function localDay(file: PublishedFile, row: number, text: string): string {
  const [, date = text, time = ''] = /^(.{10}) (00|23):00:00$/.exec(text) ?? [];
  const day = dayOf(file, row, 'Date', date);
  return time === '23' ? new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) : day;
}

/** One row for each trust and day: rows without any bed give way, and rows with beds must agree. */
function onlyDay(file: PublishedFile, days: readonly WinterDay[]): WinterDay {
  const [first, ...further] = days.toSorted((a, b) => Number(isBlank(a)) - Number(isBlank(b)) || a.row - b.row);
  if (first === undefined) throw new Error('a day without rows');
  file.kept(figuresOf(first).filter((figure) => figure !== null).length);
  for (const day of further) {
    if (isBlank(day)) {
      file.notData('no beds; the trust’s beds of the day are in another row');
    } else if (figuresOf(day).join() === figuresOf(first).join()) {
      file.notData('the same beds again under another name of the trust');
    } else {
      const [earlier, later] = [first.row, day.row].sort((a, b) => a - b);
      throw file.refuse(`line ${later}`, `other beds of ${day.unit} on ${day.day} than in line ${earlier}`, 'one row for each trust and day');
    }
  }
  return first;
}

const figuresOf = ({ open, occupied, longStay7, longStay21 }: WinterDay) => [open, occupied, longStay7, longStay21];
const isBlank = (day: WinterDay) => figuresOf(day).every((figure) => figure === null);
