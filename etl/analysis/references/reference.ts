import { estimate } from '../observe.ts';
import { hasValue, type LeagueTable, modelOf, type Valued } from '../table.ts';

/** What one system is set against, in the measure's unit. */
export interface Reference {
  value: number;
  lower: number;
  upper: number;
  /** Squared standard error of the value. */
  variance: number;
  /** Systems that it rests on. */
  units: number;
  /** A remark that belongs beside it. */
  note: string | null;
}

/** Why a system has nothing to be set against. */
export interface NoReference {
  reason: string;
}

/** References of a table: one a row. */
export interface References {
  rows: readonly (Reference | NoReference)[];
  /** Systems that it rests on, where the set is the same for all but for the system itself. */
  members: number | null;
  /** Systems at or beyond it, where it is an attained value. */
  attainedBy: number | null;
}

/** Systems of a level: what references may know of them besides the measure. Places are those of the rows of every table. */
export interface LevelSetting {
  level: string;
  systems: readonly string[];
  /** Ids of the yardsticks of its tables. */
  yardsticks: readonly string[];
  /** True when its competitive and monopoly systems are contrasted. */
  contrasted: boolean;
  /** Region of each system, where those of one region are alike in much that is not measured; otherwise null. */
  clusters: Int32Array | null;
  /** Market type by definition. */
  marketTypes: ReadonlyMap<string, readonly string[]>;
  /** Ids of the characteristics, and one column each; not a number where one is not known of a system. */
  characteristicIds: readonly string[];
  characteristics: readonly Float64Array[];
  /** By number of peers, where there are systems enough. */
  peers: ReadonlyMap<number, readonly Int32Array[]>;
  /** Distances of all pairs, by rows; empty where there are too few systems for peers. */
  distance: Float64Array;
  noGoodPeers: Uint8Array;
  /** Shares of residents aged 75 and over, and in the most deprived fifth of areas; not a number where not known. */
  older: Float64Array;
  deprived: Float64Array;
}

/** A yardstick as the build makes it: pure, from the table and the setting. */
export interface ReferenceMaker {
  id: string;
  make(table: LeagueTable, setting: LevelSetting, definition: string): References;
}

/** Variance of chance of a value, times its denominator, in the squared unit of the measure: p(1 - p) or the rate. */
export function unitVariance({ measure }: Pick<LeagueTable, 'measure'>, value: number): number {
  const plain = value / measure.multiplier;
  const variance = modelOf(measure) === 'proportion' ? plain * (1 - plain) : plain;
  return Math.max(0, variance) * measure.multiplier ** 2;
}

interface Pool {
  numerator: number;
  denominator: number;
  units: number;
}

/** Sums of systems with a value: rates are never averaged. */
export function pool(rows: readonly Valued[]): Pool {
  const sums = { numerator: 0, denominator: 0, units: rows.length };
  for (const row of rows) {
    sums.numerator += row.numerator;
    sums.denominator += row.denominator;
  }
  return sums;
}

/** The pooled value with its interval; a reason where there is nothing to pool. */
export function pooledReference(
  table: LeagueTable,
  { numerator, denominator, units }: Pool,
  none: string,
  note: string | null = null,
): Reference | NoReference {
  if (units === 0 || denominator <= 0) return { reason: none };
  const { value, lower, upper } = estimate(table.measure, numerator, denominator, table.phi);
  return { value, lower, upper, variance: (table.phi * unitVariance(table, value)) / denominator, units, note };
}

/** Each system against the pool of the members but itself. */
export function poolOfOthers(table: LeagueTable, members: readonly Valued[], none: string): (Reference | NoReference)[] {
  const all = pool(members);
  const isMember = new Set(members.map(({ system_id }) => system_id));
  return table.observations.map((own) => {
    const inside = hasValue(own) && isMember.has(own.system_id);
    const rest = inside ? { numerator: all.numerator - own.numerator, denominator: all.denominator - own.denominator, units: all.units - 1 } : all;
    return pooledReference(table, rest, none);
  });
}

/** No row has a reference, for one reason. */
export const noReferences = (table: LeagueTable, reason: string): References => ({
  rows: table.observations.map(() => ({ reason })),
  members: null,
  attainedBy: null,
});

/** Why a standardised ratio is set against the other systems only. */
export const ratioReason = 'An indirectly standardised value is only compared with the systems whose rates made its expected number: all others of its level.';
