import type { EffectKind } from './absorbed-effects.ts';
import { type Codes, groupCount } from './codes.ts';
import { assertSameLength, type NumbersIn } from './column.ts';

/** One place a row: a unit at a time, in a panel where treatment starts at different times and lasts. */
export interface StaggeredPanelIn {
  /** All known, in any unit. */
  outcome: ArrayLike<number>;
  unit: Codes;
  /** Whole numbers one apart: years, or months counted through. */
  time: ArrayLike<number>;
  /** The unit's first time under treatment; null for a unit that is never treated. */
  firstTreated: NumbersIn;
  /** Rows of one cluster may have related errors: units, or areas where treatment is by area. Without it units. */
  cluster?: Codes;
  /** Columns to adjust for, all known; treatment must not have changed them. */
  covariates?: readonly ArrayLike<number>[];
}

/** The rows that an event study can use. */
export interface StaggeredPanel {
  outcome: Float64Array;
  covariates: Float64Array[];
  kinds: EffectKind[];
  cluster: Codes;
  clusterGroups: number;
  /** First time under treatment, within the panel; null for units not treated in it. */
  cohort: (number | null)[];
  /** Time since the first time under treatment: 0 at that time, below 0 before; null where there is no cohort. */
  since: (number | null)[];
  /** Units left out because they were already treated at the first time of the panel. */
  alwaysTreated: number;
}

/**
 * Reads a panel for event studies. A unit first treated after the last time is as one never treated. One already treated
 * at the first time has no time before to compare with and is left out.
 *
 * @throws RangeError naming row and value for an outcome or covariate that is not finite, a time or first time that is not
 * a whole number, a code that is not one, or a unit with two first times
 */
export function staggeredPanel(panel: StaggeredPanelIn): StaggeredPanel {
  const { outcome, unit, time, firstTreated, cluster = unit, covariates = [] } = panel;
  const named = Object.fromEntries(covariates.map((column, c) => [`covariate ${c}`, column]));
  const rows = assertSameLength({ outcome, unit, time, firstTreated, cluster, ...named });
  const units = groupCount('unit', unit);
  groupCount('cluster', cluster);
  for (const [name, column] of Object.entries({ outcome, ...named }))
    for (let row = 0; row < rows; row += 1) if (!Number.isFinite(column[row])) throw new RangeError(`row ${row}: ${name} must be finite: ${column[row]}`);
  const cohorts = cohortOfUnits(panel, units);
  const times = [...new Set(Array.from(time))].sort((a, b) => a - b);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const timeCode = new Map(times.map((at, code) => [at, code]));
  const always = cohorts.map((cohort) => cohort !== null && cohort <= first);
  const kept = Uint32Array.from({ length: rows }, (_, row) => row).filter((row) => always[unit[row] as number] !== true);
  const take = (column: ArrayLike<number>) => Float64Array.from(kept, (row) => column[row] as number);
  const cohort = Array.from(kept, (row) => {
    const own = cohorts[unit[row] as number] ?? null;
    return own === null || own > last ? null : own;
  });
  const clusterCodes = take(cluster);
  return {
    outcome: take(outcome),
    covariates: covariates.map(take),
    kinds: [
      { codes: take(unit), groups: units },
      { codes: take(time).map((at) => timeCode.get(at) as number), groups: times.length },
    ],
    cluster: clusterCodes,
    clusterGroups: 1 + clusterCodes.reduce((most, code) => Math.max(most, code), -1),
    cohort,
    since: cohort.map((own, place) => (own === null ? null : (time[kept[place] as number] as number) - own)),
    alwaysTreated: always.filter((flag) => flag).length,
  };
}

/** The first time under treatment of each unit, refusing times that are not whole and units that have two. */
function cohortOfUnits({ unit, time, firstTreated }: StaggeredPanelIn, units: number): (number | null)[] {
  const cohorts: (number | null | undefined)[] = new Array(units).fill(undefined);
  for (let row = 0; row < unit.length; row += 1) {
    const code = unit[row] as number;
    const own = firstTreated[row] ?? null;
    if (!Number.isInteger(time[row])) throw new RangeError(`row ${row}: time must be a whole number: ${time[row]}`);
    if (own !== null && !Number.isInteger(own)) throw new RangeError(`row ${row}: first time under treatment must be a whole number: ${own}`);
    if (cohorts[code] !== undefined && cohorts[code] !== own)
      throw new RangeError(`row ${row}: unit ${code} has two first times under treatment: ${cohorts[code]} and ${own}`);
    cohorts[code] = own;
  }
  return cohorts.map((cohort) => cohort ?? null);
}
