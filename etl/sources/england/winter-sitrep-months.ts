import type { Figure } from '../../../data/extract.ts';

/** What one trust, or England, reported for one day. Null is not reported. */
export interface WinterDay {
  row: number;
  unit: string;
  /** Day of the local calendar. */
  day: string;
  open: number | null;
  occupied: number | null;
  longStay7: number | null;
  longStay21: number | null;
}

/** A day on which all of the four were reported. */
type LongStayDay = Readonly<Record<'occupied' | 'longStay7' | 'longStay21', number>>;

type Sums = Readonly<Record<string, number>>;

/** Sums days to months. Sums of no day are missing, never 0. */
export function monthFigures(days: readonly WinterDay[], hasLongStay: boolean): Figure[] {
  const months = new Map<string, WinterDay[]>();
  for (const day of days) {
    const key = `${day.day.slice(0, 7)} ${day.unit}`;
    const month = months.get(key);
    if (month === undefined) months.set(key, [day]);
    else month.push(day);
  }
  return [...months].flatMap(([key, month]) => {
    const [period = '', unit = ''] = key.split(' ');
    const figures = hasLongStay ? [...bedFigures(month), ...longStayFigures(month)] : bedFigures(month);
    return figures.map((figure) => ({ period, unit_code: unit, ...figure }));
  });
}

type Item = Pick<Figure, 'topic' | 'item' | 'value' | 'status'>;

function bedFigures(month: readonly WinterDay[]): Item[] {
  const days = month.flatMap(({ open, occupied }) => (open === null || occupied === null ? [] : [{ open, occupied }]));
  const sums = { bed_days_open: sumOf(days, 'open'), bed_days_occupied: sumOf(days, 'occupied') };
  return itemsOf('general-acute', days.length, 'days_reported', sums);
}

function longStayFigures(month: readonly WinterDay[]): Item[] {
  const days = month.flatMap(({ occupied, longStay7, longStay21 }) =>
    occupied === null || longStay7 === null || longStay21 === null ? [] : [{ occupied, longStay7, longStay21 }],
  );
  const contradictory = days.filter(isContradictory);
  const zero = days.filter((day) => !isContradictory(day) && day.occupied > 0 && day.longStay7 === 0);
  return [
    ...itemsOf('long-stay', days.length, 'long_stay_reported_days', longStaySums(days)),
    ...apart('long-stay-zero', zero),
    ...apart('long-stay-contradictory', contradictory),
  ];
}

const isContradictory = ({ occupied, longStay7, longStay21 }: LongStayDay) => longStay21 > longStay7 || longStay7 > occupied;

/** Doubtful days by themselves, where there are any. */
const apart = (topic: string, days: readonly LongStayDay[]): Item[] =>
  days.length === 0 ? [] : itemsOf(topic, days.length, 'long_stay_reported_days', longStaySums(days));

const longStaySums = (days: readonly LongStayDay[]): Sums => ({
  long_stay_7: sumOf(days, 'longStay7'),
  long_stay_21: sumOf(days, 'longStay21'),
  occupied_when_long_stay: sumOf(days, 'occupied'),
});

function itemsOf(topic: string, days: number, daysItem: string, sums: Sums): Item[] {
  return [
    { topic, item: daysItem, value: days, status: 'final' },
    ...Object.entries(sums).map(
      ([item, sum]): Item => (days === 0 ? { topic, item, value: null, status: 'missing' } : { topic, item, value: sum, status: 'final' }),
    ),
  ];
}

const sumOf = <Key extends string>(days: readonly Readonly<Record<Key, number>>[], key: Key): number => days.reduce((sum, day) => sum + day[key], 0);
