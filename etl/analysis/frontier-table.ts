import type { Row } from '../../data/tables.ts';
import { at } from '../../stats/column.ts';
import { efficiencies } from '../../stats/data-envelopment.ts';
import { bootstrapEfficiencies } from '../../stats/data-envelopment-bootstrap.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { stochasticFrontier } from '../../stats/stochastic-frontier.ts';
import { frontierUnits, hasFrontier, solver } from './references/frontier.ts';
import type { LevelSetting } from './references/reference.ts';
import type { LeagueTable } from './table.ts';

const seed = 1998;
/** Enough to show how fragile a frontier is. */
const replicates = 100;

/** The latest table of each level that has a frontier: bootstraps take seconds, and older years are no less fragile. */
export function latestWithFrontier(tables: readonly LeagueTable[]): LeagueTable[] {
  const latest = new Map<string, LeagueTable>();
  for (const table of tables.filter(hasFrontier)) {
    const other = latest.get(table.level);
    if (other === undefined || other.period < table.period) latest.set(table.level, table);
  }
  return [...latest.values()];
}

/** A table and what is known of its systems. */
export interface FrontierTask {
  table: LeagueTable;
  setting: LevelSetting;
}

/**
 * Efficiencies of one table by data envelopment (constant and variable returns, bias-corrected with 95% limits) and by a
 * stochastic frontier (log of what is used on logs of the people served): two methods on the same figures, so that a
 * reader can see how much hangs on the method.
 */
export function frontierRows({ table, setting }: FrontierTask): Row<'frontier'>[] {
  const units = frontierUnits(table, setting);
  const options = { solver, orientation: 'input' as const };
  const known = table.observations.filter(({ value }) => value !== null).length;
  if (known < 3 * (units.inputs.length + units.outputs.length)) return [];
  const constant = efficiencies(units, { ...options, returns: 'crs' });
  const boot = bootstrapEfficiencies(units, { ...options, returns: 'vrs', generator: xoshiro128(seed), replicates });
  const log = (column: ArrayLike<number | null>) => Array.from(column, (value) => (value === null || value <= 0 ? null : Math.log(value)));
  const [used = []] = units.inputs.map(log);
  const stochastic = stochasticFrontier({ outcome: used, regressors: units.outputs.map(log) }, { frontier: 'cost' });
  return table.observations.flatMap((row, place) => {
    if (row.value === null) return [];
    const { measure_id, level, system_id, period } = row;
    return [
      {
        measure_id,
        level,
        system_id,
        period,
        envelopment_constant: at(constant, place),
        envelopment_variable: at(boot.efficiency, place),
        corrected: at(boot.corrected, place),
        corrected_lower: at(boot.lower, place),
        corrected_upper: at(boot.upper, place),
        stochastic: at(stochastic.efficiency, place),
        stochastic_lower: at(stochastic.lower, place),
        stochastic_upper: at(stochastic.upper, place),
        stochastic_status: stochastic.status,
        stochastic_probability: stochastic.model?.probability ?? null,
      },
    ];
  });
}
