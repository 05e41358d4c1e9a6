import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import type { CountModel } from '../../stats/funnel.ts';

export type Observation = Row<'observation'>;
export type Valued = Observation & { numerator: number; denominator: number; value: number; lower: number; upper: number; phi: number };

/** What is compared with one another: the observations of one measure, level and period, in the order of system ids. */
export interface LeagueTable {
  measure: Measure;
  level: string;
  period: string;
  phi: number;
  observations: readonly Observation[];
  /** Standard errors of published values, one a row, where they are measured from year to year. */
  errors?: readonly (number | null)[];
}

/** True of a value with the counts and the interval that comparisons rest on: not of one that was published without them. */
export const hasValue = (observation: Observation | undefined): observation is Valued =>
  observation !== undefined && observation.value !== null && observation.lower !== null && observation.numerator !== null;

export const modelOf = (measure: Pick<Measure, 'statistic'>): CountModel => (measure.statistic === 'proportion' ? 'proportion' : 'rate');

/** The largest value that is possible: all of all, or no end. */
export function mostOf({ statistic, multiplier, shortUnit }: Pick<Measure, 'statistic' | 'multiplier' | 'shortUnit'>): number {
  if (statistic === 'published') return shortUnit === '%' || shortUnit === 'score' ? 100 : Number.POSITIVE_INFINITY;
  return statistic === 'proportion' ? multiplier : Number.POSITIVE_INFINITY;
}

/** Below this many systems with a value there are no bands and no ranks. */
export const fewestSystems = 5;

/** What tells the observations of one measure apart. */
export const keyOf = ({ level, system_id, period }: Pick<Observation, 'level' | 'system_id' | 'period'>): string => `${level}/${system_id}/${period}`;

/** Rows by a key, in the order in which keys first occur. */
export function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}
