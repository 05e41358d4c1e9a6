import { type Column, emptyColumn, type NumbersIn, setAt, toNullable } from './column.ts';
import { meanOfOthers } from './mean-of-others.ts';
import { eachUnit } from './pooled-value.ts';

/** One place a unit. */
export interface YardstickPrices {
  /** Own cost per unit of quantity. */
  unitCost: Column;
  /** Mean of the others' unit costs, each other unit the same. */
  meanOfOthers: Column;
  /** The others' cost over the others' quantity: each weighs by its quantity. */
  pooledOfOthers: Column;
}

/**
 * What each unit would be paid per unit of quantity under yardstick competition: the mean unit cost of the others, in the
 * currency of the cost. A unit's own cost never moves its own price, so that it keeps what it saves. Both weightings are
 * given: the plain mean is Shleifer's, the pooled one is less moved by small units.
 *
 * A unit without others has no price, and never its own cost instead. Units with a cost or quantity that is not known
 * (null), or with quantity 0, are left out and have none. Fair only between units with the same task: see
 * `leaveOneOutRegression` for units that differ, and beware of few units, who may raise their costs together.
 *
 * Shleifer A. A theory of yardstick competition. RAND Journal of Economics 1985;16:319-327.
 *
 * @throws RangeError naming row and figures where a cost or quantity is negative or not finite
 */
export function yardstickPrices({ cost, quantity }: { cost: NumbersIn; quantity: NumbersIn }): YardstickPrices {
  const unitCost = emptyColumn(cost.length);
  eachUnit({ numerator: cost, denominator: quantity }, (row, x, n) => setAt(unitCost, row, x / n));
  const known = toNullable(unitCost);
  return { unitCost, meanOfOthers: meanOfOthers(known), pooledOfOthers: meanOfOthers(known, quantity) };
}
