import type { Measure } from '../../data/measure.ts';
import { yearBefore } from '../../data/periods.ts';
import type { Row } from '../../data/tables.ts';
import { peerCount } from '../../data/yardsticks.ts';
import { normalDeviate } from '../../stats/normal.ts';
import { twoFactorSplit } from '../../stats/two-factor.ts';
import { anyDefinition } from './compare.ts';
import { crossesBreak, type Periods } from './dispersion.ts';
import type { LevelSetting } from './references/reference.ts';
import { groupBy, hasValue, keyOf, type Observation, type Valued } from './table.ts';

/** A value that is a product of two others: numerators and denominators chain, bed days / admissions x admissions / people. */
interface Factors {
  first: { numerator: number; denominator: number; phi: number };
  second: { numerator: number; denominator: number; phi: number };
}

interface Side {
  first: number;
  second: number;
  firstVariance: number;
  secondVariance: number;
}

const z = normalDeviate(0.95);

/** Value and variance of each factor, dispersion counted, as events for one of the denominator. */
function sideOf({ first, second }: Factors): Side {
  const variance = ({ numerator, denominator, phi }: Factors['first']) => (phi * numerator) / denominator ** 2;
  return {
    first: first.numerator / first.denominator,
    second: second.numerator / second.denominator,
    firstVariance: variance(first),
    secondVariance: variance(second),
  };
}

/** Sums of both factors over systems. */
function summed(list: readonly Factors[]): Factors | null {
  const [head] = list;
  if (head === undefined) return null;
  const sum = (factor: 'first' | 'second') => ({
    numerator: list.reduce((total, one) => total + one[factor].numerator, 0),
    denominator: list.reduce((total, one) => total + one[factor].denominator, 0),
    phi: head[factor].phi,
  });
  return { first: sum('first'), second: sum('second') };
}

type Against = Pick<Row<'two_factor'>, 'against' | 'definition'>;

function splitRow(measure: Measure, row: Observation, own: Factors, other: Factors, against: Against): Row<'two_factor'> {
  const [mine, theirs] = [sideOf(own), sideOf(other)];
  const split = twoFactorSplit(
    { a0: theirs.first, l0: theirs.second, a1: mine.first, l1: mine.second },
    { a0: theirs.firstVariance, l0: theirs.secondVariance, a1: mine.firstVariance, l1: mine.secondVariance },
  );
  const errors = split.standardErrors ?? { fromA: 0, fromL: 0 };
  const scale = measure.multiplier;
  return {
    measure_id: measure.id,
    level: row.level,
    system_id: row.system_id,
    period: row.period,
    ...against,
    first: mine.first,
    second: mine.second,
    first_against: theirs.first,
    second_against: theirs.second,
    difference: split.total * scale,
    from_first: split.fromA * scale,
    from_first_lower: (split.fromA - z * errors.fromA) * scale,
    from_first_upper: (split.fromA + z * errors.fromA) * scale,
    from_second: split.fromL * scale,
    from_second_lower: (split.fromL - z * errors.fromL) * scale,
    from_second_upper: (split.fromL + z * errors.fromL) * scale,
  };
}

/** Observations of a measure by level, system and period. */
export type ByKey = ReadonlyMap<string, Observation>;

/**
 * Splits the difference of a product against the others, the competitive others, the peers and the year before. A system
 * that lacks either factor is in no sum. Rows are those of the product that have a value.
 */
export function splitsOf(about: {
  measure: Measure;
  observations: readonly Observation[];
  first: ByKey;
  second: ByKey;
  settings: ReadonlyMap<string, LevelSetting>;
  periods: Periods;
}): Row<'two_factor'>[] {
  const { measure, observations, first, second, settings, periods } = about;
  const factorsOf = (row: Pick<Observation, 'level' | 'system_id' | 'period'>): Factors | null => {
    const key = keyOf(row);
    const [a, b] = [first.get(key), second.get(key)];
    return hasValue(a) && hasValue(b) ? { first: a, second: b } : null;
  };
  const tables = [...groupBy(observations, ({ level, period }) => `${level}/${period}`).values()];
  return tables.flatMap((rows) => {
    const setting = settings.get(rows[0]?.level ?? '');
    const known = rows.map((row) => (hasValue(row) ? factorsOf(row) : null));
    return rows.flatMap((row, place) => {
      const own = known[place];
      if (!hasValue(row) || own == null || setting === undefined) return [];
      const against = (places: readonly number[], label: Against): Row<'two_factor'>[] => {
        const other = summed(places.flatMap((one) => (one === place || known[one] == null ? [] : [known[one]])));
        return other === null ? [] : [splitRow(measure, row, own, other, label)];
      };
      return [
        ...against([...known.keys()], { against: 'others', definition: anyDefinition }),
        ...[...setting.marketTypes].flatMap(([definition, types]) =>
          against(
            types.flatMap((type, one) => (type === 'competitive' ? [one] : [])),
            { against: 'competitive-others', definition },
          ),
        ),
        ...against([...(setting.peers.get(peerCount)?.[place] ?? [])], { against: 'peers', definition: anyDefinition }),
        ...fromYearBefore(measure, row, own, factorsOf, periods),
      ];
    });
  });
}

function fromYearBefore(
  measure: Measure,
  row: Valued,
  own: Factors,
  factorsOf: (row: Pick<Observation, 'level' | 'system_id' | 'period'>) => Factors | null,
  periods: Periods,
): Row<'two_factor'>[] {
  const known = periods.get(row.period);
  const previous = known === undefined ? '' : yearBefore(known);
  if (crossesBreak(measure, row.system_id, previous, row.period)) return [];
  const before = factorsOf({ ...row, period: previous });
  return before === null ? [] : [splitRow(measure, row, own, before, { against: 'previous', definition: anyDefinition })];
}
