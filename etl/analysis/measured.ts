import type { Measure } from '../../data/measure.ts';
import type { Row, TableName } from '../../data/tables.ts';
import { changesOf, judgeBalance, trendsOf } from './changes.ts';
import { type Counts, countsOf } from './counts.ts';
import { estimateDispersion, type Periods } from './dispersion.ts';
import { compareAll, sensitivityToPeers } from './league-tables.ts';
import { marketGroups } from './market-groups.ts';
import { observe } from './observe.ts';
import type { LevelSetting } from './references/reference.ts';
import { peerTables, settingOfRows } from './setting.ts';
import { withShrunken } from './shrink.ts';
import { groupBy, keyOf, type LeagueTable, type Observation } from './table.ts';
import { type ByKey, splitsOf } from './two-factor.ts';
import { estimateValueErrors, type Sizes, type ValueErrors } from './value-error.ts';

/** What the analysis rests on. Rows of strata are in the order of measure, level, period and system. */
export interface Given {
  measures: readonly Measure[];
  strata: readonly Row<'measure_stratum'>[];
  settings: ReadonlyMap<string, LevelSetting>;
  periods: Periods;
  /** People enrolled with systems, where a source counts them: errors of published values are grouped by it. */
  sizes?: Sizes;
}

type Rows<T extends TableName> = { [N in T]: Row<N>[] };

/** All values with their dispersion, and what follows without a yardstick. */
export interface Measured extends Rows<'dispersion' | 'value_error' | 'peer' | 'peer_balance' | 'change' | 'trend' | 'two_factor'> {
  /** League tables by measure. */
  tables: ReadonlyMap<string, readonly LeagueTable[]>;
}

/** Estimates every value of an edition with its dispersion, changes, trends and splits. Pure: the same in, the same out. */
export function measure({ measures, strata, settings, periods, sizes = new Map() }: Given): Measured {
  const byMeasure = groupBy(strata, ({ measure_id }) => measure_id);
  const counted = measures.map((one) => ({ measure: one, counts: countsOf(one, byMeasure.get(one.id) ?? []) }));
  const dispersion = estimateDispersion(
    counted.filter(({ measure: one }) => one.statistic !== 'published'),
    periods,
  );
  const errors = estimateValueErrors(counted, periods, sizes);
  const tables = new Map(counted.map(({ measure: one, counts }) => [one.id, leagueTables(one, counts, { dispersion, errors })]));
  const observations = new Map(measures.map(({ id }) => [id, (tables.get(id) ?? []).flatMap((table) => [...table.observations])]));
  const of = (id: string): Observation[] => observations.get(id) ?? [];
  const changes = measures.flatMap((one) => changesOf(one, of(one.id), periods, errors));
  const peers = [...settings.values()].map(peerTables);
  return {
    dispersion,
    value_error: errors.rows,
    tables,
    peer: peers.flatMap(({ peer }) => peer),
    peer_balance: peers.flatMap(({ peer_balance }) => peer_balance),
    change: judgeBalance(new Map(measures.map((one) => [one.id, one])), changes),
    trend: measures.flatMap((one) => trendsOf(one, of(one.id))),
    two_factor: measures.flatMap((one) =>
      one.factors === undefined
        ? []
        : splitsOf({ measure: one, observations: of(one.id), first: byKey(of(one.factors[0])), second: byKey(of(one.factors[1])), settings, periods }),
    ),
  };
}

const byKey = (observations: readonly Observation[]): ByKey => new Map(observations.map((row) => [keyOf(row), row]));

/** Tables of one measure, by level and period, observed with its dispersion or with the error of its published values. */
function leagueTables(
  one: Measure,
  counts: readonly Counts[],
  { dispersion, errors }: { dispersion: readonly Row<'dispersion'>[]; errors: ValueErrors },
): LeagueTable[] {
  const factors = new Map(dispersion.filter(({ measure_id }) => measure_id === one.id).map(({ level, phi }) => [level, phi]));
  return [...groupBy(counts, (row) => `${row.level}/${row.period}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { level, period } = first;
    const phi = factors.get(level) ?? 1;
    const own = group.map(({ system_id }) => errors.errors.get(`${one.id}/${level}/${system_id}`) ?? null);
    const table = { measure: one, level, period, phi, observations: group.map((row, place) => observe(one, row, phi, own[place])) };
    return [{ ...table, observations: withShrunken(table), ...(own.some((error) => error !== null) ? { errors: own } : {}) }];
  });
}

export interface ComparedRows {
  observation: Row<'observation'>[];
  comparison: Row<'comparison'>[];
  league: Row<'league'>[];
  peer_sensitivity: Row<'peer_sensitivity'>[];
  market_group: Row<'market_group'>[];
}

/** Tables against every yardstick. */
export function compareTables(tables: readonly LeagueTable[], settings: ReadonlyMap<string, LevelSetting>): ComparedRows {
  const set = tables.flatMap((table) => {
    const setting = settings.get(table.level);
    if (setting === undefined) return [];
    return [
      {
        table,
        setting: settingOfRows(
          setting,
          table.observations.map(({ system_id }) => system_id),
        ),
      },
    ];
  });
  const compared = set.map(({ table, setting }) => compareAll(table, setting));
  return {
    observation: tables.flatMap(({ observations }) => [...observations]),
    comparison: compared.flatMap(({ comparison }) => comparison),
    league: compared.flatMap(({ league }) => league),
    peer_sensitivity: set.flatMap(({ table, setting }) => sensitivityToPeers(table, setting)),
    market_group: set.flatMap(({ table, setting }) => marketGroups(table, setting)),
  };
}
