import type { Measure } from '../../data/measure.ts';
import { defineQuery } from '../columns.ts';
import { withWords } from '../formats/league-words.ts';
import type { Warehouse } from '../warehouse.ts';
import { type LeagueRow, leagueColumns, leagueSelect } from './league-table.ts';

interface SystemQuestion {
  id: string;
  level: string;
  definition: string;
  yardstick: string;
  release: string;
}

/**
 * The latest period of each measure at a level, not of a system: a suppressed latest value is shown as such. Of a year and
 * a month that start on one day, the one that the catalogue lists first. A common table expression; needs `$level`.
 */
export const latestPeriods = `latest as (
      select measure_id, arg_max(period, starts || ' ' || period) as period
      from (select distinct measure_id, period from observation where level = $level) join period using (period)
      group by measure_id
    )`;

const latestQuery = defineQuery({
  columns: leagueColumns,
  sql: `with ${latestPeriods}
    ${leagueSelect}
    join latest t on t.measure_id = o.measure_id and t.period = o.period
    join measure d on d.measure_id = o.measure_id
    where o.system_id = $id and o.level = $level
    order by d.position`,
});

/** A system's latest figures: one row a measure, in the order of the registry. */
export async function selectLatest(warehouse: Warehouse, question: SystemQuestion, measures: ReadonlyMap<string, Measure>): Promise<LeagueRow[]> {
  const { id, level, definition, yardstick, release } = question;
  const rows = await warehouse.readAll(latestQuery, { id, level, definition, yardstick, release });
  return rows.flatMap((row) => {
    const declaration = measures.get(row.measure_id);
    return declaration === undefined ? [] : [withWords(row, declaration)];
  });
}

/** Orders of a system's latest figures; the first is the default. */
export const latestSorts = ['gap', 'domain', 'name'] as const;
export type LatestSort = (typeof latestSorts)[number];

const byTitle = new Intl.Collator('en-GB').compare;

/** Largest first by the gap in standard errors of its test; rows without a test last, as they were. */
export const byGap = (a: Pick<LeagueRow, 'z'>, b: Pick<LeagueRow, 'z'>): number =>
  Math.abs(b.z ?? 0) - Math.abs(a.z ?? 0) || Number(a.z === null) - Number(b.z === null);

/**
 * Latest figures in an order: `gap`, the largest gap in standard errors first, measures without judgement after the
 * others; `domain`, as in the registry; `name`, by short title. Rows come in the order of the registry.
 */
export function orderLatest<R extends LeagueRow>(rows: readonly R[], sort: LatestSort, measures: ReadonlyMap<string, Measure>): R[] {
  if (sort === 'domain') return [...rows];
  const of = (row: R): Measure | undefined => measures.get(row.measure_id);
  if (sort === 'name') return rows.toSorted((a, b) => byTitle(of(a)?.shortTitle ?? '', of(b)?.shortTitle ?? ''));
  const unjudged = (row: R): number => Number(of(row)?.polarity === 'no-judgement');
  return rows.toSorted((a, b) => unjudged(a) - unjudged(b) || byGap(a, b));
}

const seriesQuery = defineQuery({
  columns: leagueColumns,
  sql: `${leagueSelect}
    join period p on p.period = o.period
    where o.system_id = $id and o.level = $level and o.measure_id = $measure
    order by p.starts, o.period`,
});

/** One measure of a system over time, oldest first. */
export async function selectSeries(warehouse: Warehouse, question: SystemQuestion & { declaration: Measure }): Promise<LeagueRow[]> {
  const { id, level, definition, yardstick, release, declaration } = question;
  const rows = await warehouse.readAll(seriesQuery, { id, level, definition, yardstick, release, measure: declaration.id });
  return rows.map((row) => withWords(row, declaration));
}
