import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import { peerCount, type Yardstick } from '../../data/yardsticks.ts';
import { differenceInterval } from '../../stats/difference.ts';
import { noPosition, positions } from './position.ts';
import { type Limited, noRanking, rankAmongPeers, rankRows, type TableRanks } from './ranks.ts';
import type { LevelSetting, NoReference, Reference, References } from './references/reference.ts';
import { hasValue, type LeagueTable, type Valued } from './table.ts';

type Comparison = Row<'comparison'>;

/** What stands in the column of definitions for a yardstick that does not depend on one. */
export const anyDefinition = 'any';

export interface Compared {
  rows: Comparison[];
  league: Row<'league'>;
}

/** Ranks by value are the same whatever the yardstick: made once a table. */
export const ranksByValue = (table: LeagueTable): TableRanks => rankRows(table, table.observations.map(limitedOf));

const limitedOf = (own: LeagueTable['observations'][number]): Limited => (hasValue(own) ? own : null);

/** Compares every observation of a table with one yardstick, under one market definition where it depends on it. */
export function compareTable(about: {
  table: LeagueTable;
  yardstick: Yardstick;
  definition: string;
  setting: LevelSetting;
  references: References;
  byValue: TableRanks;
}): Compared {
  const { table, yardstick, definition, references } = about;
  const gaps = table.observations.map((own, place) => gapOf(table.measure, yardstick, own, references.rows[place]));
  const placed = yardstick.displayOnly ? null : positions(table, references.rows);
  const ranks = ranksOf(about, gaps);
  const rows = table.observations.map((own, place): Comparison => {
    const reference = references.rows[place] ?? noReference;
    const known = 'reason' in reference ? null : reference;
    const gap = gaps[place] ?? noGap;
    const position = placed?.rows[place] ?? noPosition;
    const rank = ranks.rows[place] ?? noRanking;
    // One literal: half a million rows are made, and merging parts costs more than the statistics.
    return {
      measure_id: own.measure_id,
      level: own.level,
      system_id: own.system_id,
      period: own.period,
      yardstick_id: yardstick.id,
      definition,
      yardstick_value: known?.value ?? null,
      yardstick_lower: known?.lower ?? null,
      yardstick_upper: known?.upper ?? null,
      yardstick_units: known?.units ?? 0,
      yardstick_note: 'reason' in reference ? reference.reason : reference.note,
      gap: gap.gap,
      gap_lower: gap.gap_lower,
      gap_upper: gap.gap_upper,
      gap_events: gap.gap_events,
      gap_events_lower: gap.gap_events_lower,
      gap_events_upper: gap.gap_events_upper,
      z: position.z,
      p_value: position.p_value,
      p_adjusted: position.p_adjusted,
      limit_low_998: position.limit_low_998,
      limit_low_95: position.limit_low_95,
      limit_high_95: position.limit_high_95,
      limit_high_998: position.limit_high_998,
      band: position.band,
      outlook: position.outlook,
      rank_low: rank.rank_low,
      rank_high: rank.rank_high,
      ranked_of: rank.ranked_of,
      tie_band: rank.tie_band,
    };
  });
  const reason = placed?.reason ?? (rows.every(({ yardstick_value }) => yardstick_value === null) ? (rows[0]?.yardstick_note ?? null) : null);
  return { rows, league: leagueOf(about, ranks, placed?.betweenSd ?? null, reason ?? ranks.reason) };
}

function leagueOf(
  { table, yardstick, definition, references }: Pick<Parameters<typeof compareTable>[0], 'table' | 'yardstick' | 'definition' | 'references'>,
  ranks: TableRanks,
  betweenSd: number | null,
  reason: string | null,
): Row<'league'> {
  return {
    measure_id: table.measure.id,
    level: table.level,
    period: table.period,
    yardstick_id: yardstick.id,
    definition,
    with_value: table.observations.filter(hasValue).length,
    members: references.members,
    attained_by: references.attainedBy,
    between_sd: betweenSd,
    critical_value: ranks.criticalValue,
    tie_bands: ranks.tieBands,
    reason,
  };
}

const noReference: NoReference = { reason: 'There is no yardstick.' };

type Gap = Pick<Comparison, 'gap' | 'gap_lower' | 'gap_upper' | 'gap_events' | 'gap_events_lower' | 'gap_events_upper'>;
const noGap: Gap = { gap: null, gap_lower: null, gap_upper: null, gap_events: null, gap_events_lower: null, gap_events_upper: null };

function gapOf(measure: Measure, yardstick: Yardstick, own: LeagueTable['observations'][number], reference: Reference | NoReference | undefined): Gap {
  if (!hasValue(own) || reference === undefined || 'reason' in reference) return noGap;
  if (yardstick.displayOnly) return { ...noGap, gap: own.value - reference.value };
  const { value, lower, upper } = differenceInterval(own, reference);
  return { gap: value, gap_lower: lower, gap_upper: upper, ...eventsOf(measure, own, { value, lower, upper }) };
}

/**
 * The gap as a number of events, for a system that is clearly on the worse side: how many fewer (or more) there would be at
 * the yardstick. 0 for one that is clearly at or beyond it, null where the interval of the gap holds zero.
 */
export function eventsOf(
  measure: Pick<Measure, 'polarity' | 'multiplier'>,
  own: Pick<Valued, 'denominator'>,
  gap: { value: number; lower: number; upper: number },
): Pick<Gap, 'gap_events' | 'gap_events_lower' | 'gap_events_upper'> {
  if (measure.polarity === 'no-judgement' || (gap.lower <= 0 && gap.upper >= 0)) return { gap_events: null, gap_events_lower: null, gap_events_upper: null };
  const worse = gap.value > 0 === (measure.polarity === 'lower-is-better');
  if (!worse) return { gap_events: 0, gap_events_lower: 0, gap_events_upper: 0 };
  const events = [gap.lower, gap.upper].map((limit) => Math.abs((limit * own.denominator) / measure.multiplier)) as [number, number];
  return {
    gap_events: Math.abs((gap.value * own.denominator) / measure.multiplier),
    gap_events_lower: Math.min(...events),
    gap_events_upper: Math.max(...events),
  };
}

function ranksOf({ table, yardstick, setting, byValue }: Parameters<typeof compareTable>[0], gaps: readonly Gap[]): TableRanks {
  if (yardstick.ranks === 'none') return { rows: [], criticalValue: null, tieBands: null, reason: null };
  if (yardstick.ranks === 'value') return byValue;
  if (yardstick.ranks === 'peers')
    return { ...byValue, tieBands: null, rows: rankAmongPeers(table, setting.peers.get(peerCount) ?? [], byValue.criticalValue) };
  return rankRows(
    table,
    gaps.map(({ gap, gap_lower, gap_upper }) =>
      gap === null || gap_lower === null || gap_upper === null ? null : { value: gap, lower: gap_lower, upper: gap_upper },
    ),
  );
}
