import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import { groupBy } from './table.ts';

/** What a value is made of: one numerator and denominator for each measure, level, system and period. */
export type Counts = Omit<Row<'measure_stratum'>, 'stratum'>;

/** The counts of a measure from its strata: as they are, or against the events expected of the others' rates. */
export function countsOf(measure: Measure, strata: readonly Row<'measure_stratum'>[]): Counts[] {
  if (measure.statistic !== 'standardised-ratio') return strata.map(({ stratum: _all, ...counts }) => counts);
  return [...groupBy(strata, (row) => `${row.level}/${row.period}`).values()].flatMap(againstOthers);
}

interface Stratified {
  counts: Counts;
  events: Map<string, number>;
  people: Map<string, number>;
}

/**
 * Indirect standardisation, leave-one-out: observed events, and the events expected if each stratum of the system's
 * people had the rate of all other systems taken together. A system without figures for a stratum has neither.
 */
function againstOthers(rows: readonly Row<'measure_stratum'>[]): Counts[] {
  const systems = [...groupBy(rows, (row) => row.system_id).values()].map(stratified);
  const known = systems.filter(({ counts }) => counts.numerator !== null);
  const events = sumOver(known.map((system) => system.events));
  const people = sumOver(known.map((system) => system.people));
  return systems.map(({ counts, ...own }) => {
    if (counts.numerator === null) return counts;
    let expected = 0;
    for (const [stratum, n] of own.people) {
      const others = { events: (events.get(stratum) ?? 0) - (own.events.get(stratum) ?? 0), people: (people.get(stratum) ?? 0) - n };
      if (others.people > 0) expected += (n * others.events) / others.people;
    }
    return { ...counts, denominator: expected };
  });
}

/** One system's strata; its counts hold the observed events, or the status of the first stratum that has no figures. */
function stratified(rows: readonly Row<'measure_stratum'>[]): Stratified {
  const [first] = rows as [Row<'measure_stratum'>];
  const { stratum: _first, ...counts } = rows.find((row) => row.numerator === null || row.denominator === null || !isGiven(row.status)) ?? first;
  const events = new Map(rows.map((row) => [row.stratum, row.numerator ?? 0]));
  const people = new Map(rows.map((row) => [row.stratum, row.denominator ?? 0]));
  const complete = rows.every((row) => row.numerator !== null && row.denominator !== null && isGiven(row.status));
  const observed = [...events.values()].reduce((sum, value) => sum + value, 0);
  return { counts: { ...counts, numerator: complete ? observed : null, denominator: null }, events, people };
}

const isGiven = (status: string): boolean => status === 'final' || status === 'provisional';

function sumOver(maps: readonly Map<string, number>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const map of maps) for (const [key, value] of map) sums.set(key, (sums.get(key) ?? 0) + value);
  return sums;
}
