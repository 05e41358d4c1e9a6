import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { sampleQuantile } from '../../stats/sample-quantile.ts';
import { heldOutChanges, type Movement, movementOf, type ValueError, valueError } from '../../stats/value-error.ts';
import type { Counts } from './counts.ts';
import { fewestInPair, type Periods, seed, yearPairs } from './dispersion.ts';
import { groupBy } from './table.ts';

/** People enrolled by `level/system`, where known. */
export type Sizes = ReadonlyMap<string, number>;

/** Errors of the published values of an edition. */
export interface ValueErrors {
  rows: Row<'value_error'>[];
  /** By `measure/level/system`: standard error of one value. */
  errors: ReadonlyMap<string, number>;
  /** `measure/level/period` of values that repeat those of the year before. */
  repeated: ReadonlySet<string>;
}

export const noValueErrors: ValueErrors = { rows: [], errors: new Map(), repeated: new Set() };

/** With fewer changes than this a group of size has no error of its own. */
const fewestChanges = 100;

interface Group {
  id: string;
  from: number | null;
  below: number | null;
  members: ReadonlySet<string>;
}

interface Estimated extends Group {
  /** One list a pair of years, a place a system. */
  movements: (number | null)[][];
  own: ValueError | null;
}

/**
 * The error of every measure whose values tell it from year to year, by level. Systems move the more the fewer people
 * they have, so the error is estimated in thirds of size; those of unknown size have the widest error there is. Where a
 * third has too few changes, all have one error.
 */
export function estimateValueErrors(measures: readonly { measure: Measure; counts: readonly Counts[] }[], periods: Periods, sizes: Sizes): ValueErrors {
  const estimated = measures
    .filter(({ measure }) => measure.uncertainty === 'year-to-year')
    .flatMap(({ measure, counts }) =>
      [...groupBy(counts.filter(hasPublished), ({ level }) => level)].map(([level, rows]) => errorsOf({ measure, level, rows, periods, sizes })),
    );
  return {
    rows: estimated.flatMap(({ rows }) => rows),
    errors: new Map(estimated.flatMap(({ errors }) => errors)),
    repeated: new Set(estimated.flatMap(({ repeated }) => repeated)),
  };
}

const hasPublished = ({ numerator }: Counts): boolean => numerator !== null;

function errorsOf(about: { measure: Measure; level: string; rows: readonly Counts[]; periods: Periods; sizes: Sizes }): {
  rows: Row<'value_error'>[];
  errors: [string, number][];
  repeated: string[];
} {
  const { measure, level, rows: counts, periods, sizes } = about;
  const { pairs, systems } = yearPairs(measure, counts, { periods, known: hasPublished });
  const value = (row: Counts | null): number | null => (row?.numerator == null ? null : measure.multiplier * row.numerator);
  const moved = pairs.flatMap(({ period, before, after }) => {
    const movement = movementOf({ before: before.map(value), after: after.map(value) });
    return movement === null || movement.units < fewestInPair ? [] : [{ period, movement }];
  });
  const used = moved.filter(({ movement }) => !movement.repeated).map(({ movement }) => movement);
  const sizeOf = new Map(
    systems.flatMap((system): [string, number][] => {
      const size = sizes.get(`${level}/${system}`);
      return size === undefined ? [] : [[system, size]];
    }),
  );
  const groups = estimateGroups(systems, used, sizeOf);
  const repeated = moved.filter(({ movement }) => movement.repeated).map(({ period }) => `${measure.id}/${level}/${period}`);
  return {
    rows: groups.flatMap((group) => rowOf(group, groups, { measure_id: measure.id, level, year_pairs: used.length, repeated_pairs: repeated.length })),
    errors: groups.flatMap((group) => {
      const found = inForce(group, groups)?.own;
      return found == null ? [] : [...group.members].map((system): [string, number] => [`${measure.id}/${level}/${system}`, found.error]);
    }),
    repeated,
  };
}

/** Thirds of size and those of unknown size; or all together, where a third would rest on too few changes. */
function estimateGroups(systems: readonly string[], used: readonly Movement[], sizes: ReadonlyMap<string, number>): Estimated[] {
  const estimate = (group: Group): Estimated => {
    const movements = used.map(({ own }) => own.map((one, place) => (group.members.has(systems[place] ?? '') ? one : null)));
    return { ...group, movements, own: valueError(movements, { generator: xoshiro128(seed) }) };
  };
  const thirds = thirdsOf(systems, used, sizes).map(estimate);
  if (thirds.length === 0 || thirds.some(({ own }) => own === null || own.changes < fewestChanges))
    return [estimate({ id: 'all', from: null, below: null, members: new Set(systems) })];
  const unknown = systems.filter((system) => !sizes.has(system));
  return unknown.length === 0 ? thirds : [...thirds, estimate({ id: 'unknown', from: null, below: null, members: new Set(unknown) })];
}

/** Thirds of the systems of known size that any change is of; systems without a change fall into them by their size. */
function thirdsOf(systems: readonly string[], used: readonly Movement[], sizes: ReadonlyMap<string, number>): Group[] {
  const changed = systems.filter((_, place) => used.some(({ own }) => own[place] != null));
  const sorted = Float64Array.from(changed.flatMap((system) => sizes.get(system) ?? [])).sort();
  const [first, second] = [sampleQuantile(sorted, 1 / 3), sampleQuantile(sorted, 2 / 3)];
  if (first === null || second === null) return [];
  const third = (id: string, from: number | null, below: number | null): Group => ({
    id,
    from,
    below,
    members: new Set(
      [...sizes].filter(([, size]) => size >= (from ?? Number.NEGATIVE_INFINITY) && size < (below ?? Number.POSITIVE_INFINITY)).map(([system]) => system),
    ),
  });
  return [third('small', null, first), third('middle', first, second), third('large', second, null)];
}

/** The group whose changes give a group its error: its own; of unknown size the widest, its own only where it has changes enough. */
function inForce(group: Estimated, groups: readonly Estimated[]): Estimated | undefined {
  if (group.id !== 'unknown') return group;
  return widestOf(groups).toSorted((a, b) => (b.own?.error ?? 0) - (a.own?.error ?? 0))[0];
}

const widestOf = (groups: readonly Estimated[]): Estimated[] => groups.filter(({ own }) => own !== null && own.changes >= fewestChanges);

type About = Pick<Row<'value_error'>, 'measure_id' | 'level' | 'year_pairs' | 'repeated_pairs'>;

function rowOf(group: Estimated, groups: readonly Estimated[], { measure_id, level, year_pairs, repeated_pairs }: About): Row<'value_error'>[] {
  const source = inForce(group, groups);
  if (source?.own == null) return [];
  const held = heldOutChanges(group.movements, group.id === 'unknown' ? widestOf(groups).map(({ movements }) => movements) : [group.movements]);
  return [
    {
      measure_id,
      level,
      size_group: group.id,
      enrolled_from: group.from,
      enrolled_below: group.below,
      systems: group.members.size,
      value_error: source.own.error,
      error_lower: source.own.lower,
      error_upper: source.own.upper,
      taken_from: source.id,
      changes: source.own.changes,
      year_pairs,
      repeated_pairs,
      held_out_coverage: held?.share ?? null,
      held_out_changes: held?.changes ?? 0,
    },
  ];
}
