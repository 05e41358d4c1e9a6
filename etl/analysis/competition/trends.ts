import type { Row } from '../../../data/tables.ts';
import { groupTrends } from '../../../stats/group-trends.ts';
import type { LeagueTable } from '../table.ts';

/** How a series is cut, so that no change crosses a break: the segment of each system in each period. */
export interface Trended {
  measure_id: string;
  level: string;
  /** Segments by period, a place a system; empty for a series that is not by year. */
  segments: ReadonlyMap<string, readonly number[]>;
}

/**
 * Differences between the groups' changes since the first year, the difference of their trends, and the joint test that all
 * are zero. A system counts as another unit after a break.
 */
export function trendRows(
  tables: readonly LeagueTable[],
  group: readonly (number | null)[],
  { measure_id, level, segments, definition }: Trended & { definition: string },
): Row<'market_trend'>[] {
  const years = tables.filter(({ period }) => segments.has(period));
  if (years.length < 2) return [];
  const panel = { outcome: [] as (number | null)[], unit: [] as number[], time: [] as number[], group: [] as number[] };
  const codes = new Map<string, number>();
  for (const [time, { period, observations }] of years.entries())
    for (const [place, { value }] of observations.entries()) {
      const code = group[place] ?? null;
      if (code === null) continue;
      const key = `${place}/${segments.get(period)?.[place] ?? 0}`;
      codes.set(key, codes.get(key) ?? codes.size);
      panel.outcome.push(value);
      panel.unit.push(codes.get(key) ?? 0);
      panel.time.push(time);
      panel.group.push(code);
    }
  if (new Set(panel.group).size < 2) return [];
  const found = groupTrends(panel, { base: 0 });
  if (found === null) return [];
  const base = { measure_id, level, definition };
  const first = years[0]?.period ?? '';
  return [
    { ...base, period: first, estimate: 0, lower: null, upper: null, p_value: null, is_base: 1 },
    ...found.periods.map(({ time, estimate, inference }) => ({
      ...base,
      period: years[time]?.period ?? '',
      estimate,
      lower: inference?.lower ?? null,
      upper: inference?.upper ?? null,
      p_value: inference?.probability ?? null,
      is_base: 0,
    })),
    ...(found.slope === null
      ? []
      : [
          {
            ...base,
            period: 'slope',
            estimate: found.slope.estimate,
            lower: found.slope.inference?.lower ?? null,
            upper: found.slope.inference?.upper ?? null,
            p_value: found.slope.inference?.probability ?? null,
            is_base: 0,
          },
        ]),
    ...(found.all === null ? [] : [{ ...base, period: 'joint', estimate: null, lower: null, upper: null, p_value: found.all.probability, is_base: 0 }]),
  ];
}
