import type { Row } from '../../data/tables.ts';
import { type Yardstick, yardsticks } from '../../data/yardsticks.ts';
import { anyDefinition } from './compare.ts';
import type { ComparedTable } from './league-tables.ts';
import { noPosition } from './position.ts';
import { noRanking } from './ranks.ts';
import type { LevelSetting } from './references/reference.ts';
import type { LeagueTable, Observation } from './table.ts';

/** Why values published without their counts get neither bands nor ranks. */
export const publishedReason =
  'Not ranked: the values are published without the counts that they rest on, so nobody can say how far they may be from the truth. The yardstick is the middle value of the other systems.';

/** The middle one of numbers in order, or the mean of the two in the middle. Undefined where there is none. */
const medianOf = (sorted: readonly number[]): number | undefined => {
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 || low === undefined || high === undefined ? high : (low + high) / 2;
};

/** Median of a sorted list without one of its members: leave-one-out without sorting again. */
function medianWithout(sorted: readonly number[], own: number | null): number | undefined {
  if (own === null) return medianOf(sorted);
  const place = sorted.indexOf(own);
  const left = sorted.length - 1;
  const at = (index: number): number | undefined => sorted[index < place ? index : index + 1];
  const [low, high] = [at((left >> 1) - 1), at(left >> 1)];
  return left % 2 === 1 || low === undefined || high === undefined ? (left === 0 ? undefined : high) : (low + high) / 2;
}

/**
 * Compares values that were published without their counts. The yardstick of a system is the median of the others: rates are
 * never averaged, and a median asks only for their order. Gaps have no interval, and there are no tests, bands or ranks.
 */
export function compareAsPublished(table: LeagueTable, { yardsticks: ids, marketTypes }: LevelSetting): ComparedTable {
  const compared = yardsticks
    .filter(({ id, displayOnly }) => ids.includes(id) && !displayOnly && (id === 'others' || id === 'competitive-others'))
    .flatMap((yardstick) =>
      (yardstick.byDefinition ? [...marketTypes] : [[anyDefinition, null] as const]).map(([definition, types]) =>
        againstMedian(table, yardstick, definition, (_, place) => types === null || types[place] === 'competitive'),
      ),
    );
  return {
    comparison: compared.flatMap(({ rows }) => (rows.some(({ yardstick_value }) => yardstick_value !== null) ? rows : [])),
    league: compared.map(({ league }) => league),
  };
}

function againstMedian(
  table: LeagueTable,
  { id }: Yardstick,
  definition: string,
  isMember: (row: Observation, place: number) => boolean,
): { rows: Row<'comparison'>[]; league: Row<'league'> } {
  const { measure, level, period, observations } = table;
  const sorted = observations
    .filter(isMember)
    .flatMap(({ value }) => value ?? [])
    .sort((a, b) => a - b);
  const rows = observations.map((own, place): Row<'comparison'> => {
    const inside = own.value !== null && isMember(own, place);
    const median = medianWithout(sorted, inside ? own.value : null) ?? null;
    return {
      measure_id: own.measure_id,
      level: own.level,
      system_id: own.system_id,
      period: own.period,
      yardstick_id: id,
      definition,
      yardstick_value: median,
      yardstick_lower: null,
      yardstick_upper: null,
      yardstick_units: sorted.length - (inside ? 1 : 0),
      yardstick_note: median === null ? 'No other system has a value in this period.' : null,
      gap: own.value === null || median === null ? null : own.value - median,
      gap_lower: null,
      gap_upper: null,
      gap_events: null,
      gap_events_lower: null,
      gap_events_upper: null,
      ...noPosition,
      ...noRanking,
    };
  });
  const league: Row<'league'> = {
    measure_id: measure.id,
    level,
    period,
    yardstick_id: id,
    definition,
    with_value: observations.filter(({ value }) => value !== null).length,
    members: sorted.length,
    attained_by: null,
    between_sd: null,
    critical_value: null,
    tie_bands: null,
    reason: publishedReason,
  };
  return { rows, league };
}
