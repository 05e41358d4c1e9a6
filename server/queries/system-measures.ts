import { defineQuery } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';
import { type LeagueRow, leagueColumns, leagueSelect } from './league-table.ts';

interface SystemQuestion {
  id: string;
  level: string;
  definition: string;
  yardstick: string;
  release: string;
}

const latestQuery = defineQuery({
  columns: leagueColumns,
  // The latest period of the measure at this level, not of the system: a suppressed latest value is shown as such.
  sql: `with latest as (
      select measure_id, arg_max(period, starts) as period
      from (select distinct measure_id, period from observation where level = $level) join period using (period)
      group by measure_id
    )
    ${leagueSelect}
    join latest t on t.measure_id = o.measure_id and t.period = o.period
    join measure d on d.measure_id = o.measure_id
    where o.system_id = $id and o.level = $level
    order by d.position`,
});

/** A system's latest figures: one row a measure. */
export function selectLatest(warehouse: Warehouse, question: SystemQuestion): Promise<LeagueRow[]> {
  const { id, level, definition, yardstick, release } = question;
  return warehouse.readAll(latestQuery, { id, level, definition, yardstick, release });
}

const seriesQuery = defineQuery({
  columns: leagueColumns,
  sql: `${leagueSelect}
    join period p on p.period = o.period
    where o.system_id = $id and o.level = $level and o.measure_id = $measure
    order by p.starts, o.period`,
});

/** One measure of a system over time, oldest first. */
export function selectSeries(warehouse: Warehouse, question: SystemQuestion & { measure: string }): Promise<LeagueRow[]> {
  const { id, level, definition, yardstick, release, measure } = question;
  return warehouse.readAll(seriesQuery, { id, level, definition, yardstick, release, measure });
}
