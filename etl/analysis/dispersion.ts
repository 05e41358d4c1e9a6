import type { Measure } from '../../data/measure.ts';
import { type Period, yearBefore } from '../../data/periods.ts';
import type { Row } from '../../data/tables.ts';
import { toNullable } from '../../stats/column.ts';
import { type Dispersion, dispersion, heldOutCoverage } from '../../stats/dispersion.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { yearOnYear } from '../../stats/year-on-year.ts';
import type { Counts } from './counts.ts';
import { isComparable } from './observe.ts';
import { groupBy, modelOf } from './table.ts';

/** What the analysis knows of periods: kind by label. */
export type Periods = ReadonlyMap<string, Pick<Period, 'period' | 'kind'>>;

/** A change of fewer systems than this says little: the pair of years is left out. */
export const fewestInPair = 10;
/** With fewer pairs of years than this the factor of measures of the same kind comes in. */
const fewestPairs = 2;
/** Of the resamples of systems. */
export const seed = 2007;

/** True when a break of the measure lies between the two periods for the system. */
export function crossesBreak(measure: Pick<Measure, 'breaks'>, system: string, from: string, to: string): boolean {
  return measure.breaks.some((one) => from < one.from && one.from <= to && (one.systems === undefined || one.systems.includes(system)));
}

/** The counts of the same systems in two consecutive years, a place a system; null where one has none to compare. */
export interface YearPair {
  period: string;
  before: (Counts | null)[];
  after: (Counts | null)[];
}

/** All pairs of consecutive years of one measure at one level. A system across whose years the series breaks has no place in the pair. */
export function yearPairs(
  measure: Measure,
  counts: readonly Counts[],
  { periods, known }: { periods: Periods; known: (row: Counts) => boolean },
): { pairs: YearPair[]; systems: string[] } {
  const systems = [...new Set(counts.map(({ system_id }) => system_id))].sort();
  const byPeriod = new Map([...groupBy(counts, ({ period }) => period)].map(([period, rows]) => [period, new Map(rows.map((row) => [row.system_id, row]))]));
  const pairs = [...byPeriod].flatMap(([period, after]): YearPair[] => {
    const described = periods.get(period);
    const previous = described === undefined ? '' : yearBefore(described);
    const before = byPeriod.get(previous);
    if (before === undefined) return [];
    const comparable = (rows: Map<string, Counts>) =>
      systems.map((system) => {
        const row = rows.get(system);
        return row !== undefined && known(row) && !crossesBreak(measure, system, previous, period) ? row : null;
      });
    return [{ period, before: comparable(before), after: comparable(after) }];
  });
  return { pairs, systems };
}

/** Scores of year-to-year changes of one measure at one level: one list a pair of years, a place a system. */
export function changeScores(measure: Measure, counts: readonly Counts[], periods: Periods): { scores: (number | null)[][]; systems: string[] } {
  const { pairs, systems } = yearPairs(measure, counts, { periods, known: (row) => isComparable(measure, row) });
  const columns = (rows: readonly (Counts | null)[]) => ({
    numerator: rows.map((row) => row?.numerator ?? null),
    denominator: rows.map((row) => row?.denominator ?? null),
  });
  const scores = pairs.flatMap(({ before, after }) => {
    const changes = yearOnYear({ before: columns(before), after: columns(after) }, modelOf(measure));
    return changes !== null && changes.units >= fewestInPair ? [toNullable(changes.score)] : [];
  });
  return { scores, systems };
}

interface Own {
  measure: Measure;
  level: string;
  pairs: number;
  found: Dispersion | null;
  held: { adjusted: number; naive: number } | null;
}

function ownDispersion(measure: Measure, level: string, counts: readonly Counts[], periods: Periods): Own {
  const { scores, systems } = changeScores(measure, counts, periods);
  const unit = Int32Array.from(scores.flatMap(() => systems.map((_, place) => place)));
  return {
    measure,
    level,
    pairs: scores.length,
    found: dispersion({ score: scores.flat(), unit }, { generator: xoshiro128(seed) }),
    held: heldOutCoverage(scores),
  };
}

const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
};

/**
 * The dispersion factor of every measure and level. Its own where there are two pairs of years or more. A shorter series
 * takes the median factor of the measures of its statistic and domain (or, failing that, of its statistic) at its level,
 * or its own single pair where that is larger: a short series must not look steadier than its kind. Where there is
 * nothing to go by the factor is 1, and the basis says so.
 */
export function estimateDispersion(measures: readonly { measure: Measure; counts: readonly Counts[] }[], periods: Periods): Row<'dispersion'>[] {
  const own = measures.flatMap(({ measure, counts }) =>
    [...groupBy(counts, ({ level }) => level)].map(([level, rows]) => ownDispersion(measure, level, rows, periods)),
  );
  const long = own.filter(({ pairs, found }) => pairs >= fewestPairs && found !== null);
  return own.map((one) => {
    const alike = long.filter(({ measure, level }) => level === one.level && measure.statistic === one.measure.statistic);
    const closest = alike.filter(({ measure }) => measure.domain === one.measure.domain);
    const pooled = median((closest.length >= 3 ? closest : alike).map(({ found }) => found?.phi ?? 1));
    return rowOf(one, pooled);
  });
}

function rowOf({ measure, level, pairs, found, held }: Own, pooled: number | null): Row<'dispersion'> {
  const own = found?.phi ?? null;
  const enough = pairs >= fewestPairs && own !== null;
  const basis = enough || pooled === null ? 'own' : own === null ? 'pooled' : 'larger-of-own-and-pooled';
  return {
    measure_id: measure.id,
    level,
    phi: basis === 'own' ? (own ?? 1) : Math.max(own ?? 1, pooled ?? 1),
    phi_lower: found?.lower ?? null,
    phi_upper: found?.upper ?? null,
    basis: own === null && pooled === null ? 'none' : basis,
    own_phi: own,
    pooled_phi: pooled,
    changes: found?.changes ?? 0,
    year_pairs: pairs,
    held_out_coverage: held?.adjusted ?? null,
    naive_coverage: held?.naive ?? null,
  };
}
