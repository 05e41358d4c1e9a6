import type { Figure } from '../../../data/extract.ts';
import { codeOf, quoted, readTable, uniqueIn, wholeNumber } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import { monthOfFirstDay } from './periods.ts';
import { type Boards, boardOrScotland, scotland } from './scottish-boards.ts';

const columns = ['hb_code', 'date', 'age_group', 'delay_reason', 'num_delayed_bed_days', 'average_daily_delayed_beds'] as const;

const allReasons = 'All Delay Reasons';
const reasons = ['Health and Social Care Reasons', 'Patient and Family Related Reasons', 'Code 9 AWI', 'Code 9 Non-AWI'];
const allAges = '18plus';
const ages = ['18-74', '75plus'];

/** Age groups that are carried. The younger group is the rest of all adults. */
const topics: ReadonlyMap<string, string> = new Map([
  [allAges, 'aged-18-plus'],
  ['75plus', 'aged-75-plus'],
]);

/**
 * Reads bed-days of people who were ready to leave hospital. The totals are the rows of all reasons; reasons must add
 * up to them, the two age groups to all adults, and boards to Scotland.
 */
export function readDelays(file: PublishedFile, boards: Boards): Figure[] {
  const figures: Figure[] = [];
  const days = new Map<string, number>();
  const once = uniqueIn(file, 'row of board, month, age group and reason');
  for (const { row, cells } of readTable(file, columns)) {
    const period = monthOfFirstDay(file, { row, column: 'date' }, cells.date);
    if (![allAges, ...ages].includes(cells.age_group))
      throw file.refuse(`line ${row}, column age_group`, quoted(cells.age_group), [allAges, ...ages].join(', '));
    if (![allReasons, ...reasons].includes(cells.delay_reason))
      throw file.refuse(`line ${row}, column delay_reason`, quoted(cells.delay_reason), [allReasons, ...reasons].join(', '));
    const unit = boardOrScotland(file, boards, {
      row,
      column: 'hb_code',
      code: codeOf(file, row, 'hb_code', cells.hb_code, /^S\d{8}$/, 'a board, such as S08000015'),
    });
    if (unit === null) continue;
    once(keyOf(unit, period, cells.age_group, cells.delay_reason), row);
    const value = wholeNumber(file, row, 'num_delayed_bed_days', cells.num_delayed_bed_days);
    days.set(keyOf(unit, period, cells.age_group, cells.delay_reason), value);
    const topic = topics.get(cells.age_group);
    if (cells.delay_reason !== allReasons) file.notData('single reason: their sum is checked');
    else if (topic === undefined) file.notData('age group 18 to 74: the rest of all adults');
    else {
      figures.push({ period, unit_code: unit, topic, item: 'delayed_bed_days', value, status: 'final' });
      file.kept();
    }
  }
  assertTotals(file, days, { units: [...boards.keys()], periods: new Set(figures.map(({ period }) => period)) });
  return figures;
}

const keyOf = (...parts: string[]): string => parts.join('|');

function assertTotals(file: PublishedFile, days: ReadonlyMap<string, number>, { units, periods }: { units: readonly string[]; periods: ReadonlySet<string> }) {
  for (const period of periods) {
    for (const age of [allAges, ...ages]) {
      for (const unit of [...units, scotland])
        assertSum(file, days, { total: keyOf(unit, period, age, allReasons), parts: reasons.map((reason) => keyOf(unit, period, age, reason)) });
      assertSum(file, days, { total: keyOf(scotland, period, age, allReasons), parts: units.map((unit) => keyOf(unit, period, age, allReasons)) });
    }
    for (const unit of units)
      assertSum(file, days, { total: keyOf(unit, period, allAges, allReasons), parts: ages.map((age) => keyOf(unit, period, age, allReasons)) });
  }
}

/** Refuses a total that is absent, or whose parts are absent or add up to something else. */
function assertSum(file: PublishedFile, days: ReadonlyMap<string, number>, { total, parts }: { total: string; parts: readonly string[] }): void {
  const absent = [total, ...parts].find((key) => !days.has(key));
  if (absent !== undefined) throw file.refuse(absent.replaceAll('|', ', '), 'no row', 'a row of each board, month, age group and reason');
  const sum = parts.reduce((before, key) => before + (days.get(key) ?? 0), 0);
  if (sum !== days.get(total))
    throw file.refuse(total.replaceAll('|', ', '), String(days.get(total)), `${sum}, the sum of ${parts.length} parts such as ${parts[0]}`);
}
