import type { Row } from '../../data/tables.ts';
import { type Yardstick, yardsticks } from '../../data/yardsticks.ts';
import { type MedianOfOthers, medianOfOthers } from '../../stats/median-of-others.ts';
import { normalDeviate } from '../../stats/normal.ts';
import { anyDefinition } from './compare.ts';
import type { ComparedTable } from './league-tables.ts';
import { noPosition, type Positions, positionsOf, type Scored } from './position.ts';
import { noRanking } from './ranks.ts';
import type { LevelSetting } from './references/reference.ts';
import type { LeagueTable, Observation } from './table.ts';

/** Why values published without their counts get neither bands nor ranks where their error is not measured. */
export const publishedReason =
  'Not ranked: the values are published without the counts that they rest on, so nobody can say how far they may be from the truth. The yardstick is the middle value of the other systems.';

const deviate = normalDeviate(0.95);

/**
 * Compares values that were published without their counts. The yardstick of a system is the median of the others: rates are
 * never averaged, and a median asks only for their order. Where the error of values is measured from year to year, gaps
 * have intervals, tests, limits and bands, by the functions of every other table; otherwise there are none. Never ranks.
 */
export function compareAsPublished(table: LeagueTable, { yardsticks: ids, marketTypes }: LevelSetting): ComparedTable {
  const compared = yardsticks
    .filter(({ id, displayOnly }) => ids.includes(id) && !displayOnly && (id === 'others' || id === 'competitive-others'))
    .flatMap((yardstick) =>
      (yardstick.byDefinition ? [...marketTypes] : [[anyDefinition, null] as const]).map(([definition, types]) =>
        againstMedian(table, { yardstick, definition, isMember: (place) => types === null || types[place] === 'competitive' }),
      ),
    );
  return {
    comparison: compared.flatMap(({ rows }) => (rows.some(({ yardstick_value }) => yardstick_value !== null) ? rows : [])),
    league: compared.map(({ league }) => league),
  };
}

interface Against {
  yardstick: Yardstick;
  definition: string;
  isMember: (place: number) => boolean;
}

function againstMedian(table: LeagueTable, { yardstick, definition, isMember }: Against): { rows: Row<'comparison'>[]; league: Row<'league'> } {
  const { measure, level, period, observations, errors } = table;
  const member = Uint8Array.from(observations, ({ value }, place) => (value !== null && isMember(place) ? 1 : 0));
  const medians = medianOfOthers({ value: observations.map(({ value }) => value), member });
  const scores = errors === undefined ? [] : scoresOf(observations, medians, errors);
  const placed = errors === undefined ? null : positionsOf(table, scores);
  const byPlace = new Map(scores.map((score) => [score.place, score]));
  const rows = observations.map(
    (own, place): Row<'comparison'> => ({
      measure_id: own.measure_id,
      level: own.level,
      system_id: own.system_id,
      period: own.period,
      yardstick_id: yardstick.id,
      definition,
      ...yardstickOf(medians[place] ?? null, errors !== undefined),
      ...gapOf(own, medians[place] ?? null, byPlace.get(place)),
      ...(placed?.rows[place] ?? noPosition),
      ...noRanking,
    }),
  );
  const league: Row<'league'> = {
    measure_id: measure.id,
    level,
    period,
    yardstick_id: yardstick.id,
    definition,
    with_value: observations.filter(({ value }) => value !== null).length,
    members: member.reduce((sum, one) => sum + one, 0),
    attained_by: null,
    between_sd: placed?.betweenSd ?? null,
    critical_value: null,
    tie_bands: null,
    reason: reasonOf(table, placed),
  };
  return { rows, league };
}

const reasonOf = ({ measure }: LeagueTable, placed: Positions | null): string =>
  placed === null ? publishedReason : (placed.reason ?? `Not ranked. ${measure.rankableReason}`);

/** Every value with an error and a median with one: the error of the gap is that of both. */
function scoresOf(observations: readonly Observation[], medians: readonly (MedianOfOthers | null)[], errors: readonly (number | null)[]): Scored[] {
  return observations.flatMap(({ value }, place): Scored[] => {
    const [median, own] = [medians[place] ?? null, errors[place] ?? null];
    if (value === null || own === null || median === null || median.standardError === null) return [];
    const error = Math.hypot(own, median.standardError);
    return [{ place, value, reference: { value: median.median }, error, z: (value - median.median) / error }];
  });
}

type Fields<C extends keyof Row<'comparison'>> = Pick<Row<'comparison'>, C>;

function yardstickOf(
  found: MedianOfOthers | null,
  withInterval: boolean,
): Fields<'yardstick_value' | 'yardstick_lower' | 'yardstick_upper' | 'yardstick_units' | 'yardstick_note'> {
  if (found === null)
    return {
      yardstick_value: null,
      yardstick_lower: null,
      yardstick_upper: null,
      yardstick_units: 0,
      yardstick_note: 'No other system has a value in this period.',
    };
  const { median, standardError, units } = found;
  const reach = withInterval && standardError !== null ? deviate * standardError : null;
  return {
    yardstick_value: median,
    yardstick_lower: reach === null ? null : median - reach,
    yardstick_upper: reach === null ? null : median + reach,
    yardstick_units: units,
    yardstick_note: null,
  };
}

/** The gap, with the interval that its test has too. Never as a number of events: nobody publishes how many people there are. */
function gapOf(
  own: Observation,
  found: MedianOfOthers | null,
  score: Scored | undefined,
): Fields<'gap' | 'gap_lower' | 'gap_upper' | 'gap_events' | 'gap_events_lower' | 'gap_events_upper'> {
  const gap = own.value === null || found === null ? null : own.value - found.median;
  const reach = gap === null || score === undefined ? null : deviate * score.error;
  return {
    gap,
    gap_lower: gap === null || reach === null ? null : gap - reach,
    gap_upper: gap === null || reach === null ? null : gap + reach,
    gap_events: null,
    gap_events_lower: null,
    gap_events_upper: null,
  };
}
