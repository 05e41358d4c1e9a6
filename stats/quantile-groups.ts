import { type Codes, groupCount } from './codes.ts';
import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { rowsByValue } from './ranks.ts';

export interface QuantileOptions {
  /** How many: 5 for fifths, 10 for tenths. */
  quantiles: number;
  /** True when quantile 1 is to hold the highest values: the wrong direction is how tables come out upside down. */
  highestFirst?: boolean;
}

/**
 * Puts the values of each group into quantiles, numbered from 1. Equal values share a quantile, so that quantiles can
 * be uneven or empty; a group with fewer values than quantiles has none.
 *
 * Columns in: `value` (null = no value, which has no quantile and is not counted) and `group` codes; column out.
 * With n values in a group, q quantiles and rank r (ties take the best): floor(q + 1 - ceil((n + 1 - r) q / n)), at
 * least 1; the convention of Public Health England's indicators.
 *
 * @throws RangeError where columns differ in length, a value is not finite, or quantiles is not a whole number of at least 1
 */
export function quantileGroups({ value, group }: { value: NumbersIn; group: Codes }, { quantiles, highestFirst = false }: QuantileOptions): Column {
  if (!Number.isInteger(quantiles) || quantiles < 1) throw new RangeError(`quantiles must be a whole number of at least 1: ${quantiles}`);
  const length = assertSameLength({ value, group });
  const groups = groupCount('group', group);
  const rows = rowsByValue(value);
  if (highestFirst) rows.reverse();
  const members = new Float64Array(groups);
  for (const row of rows) (members[group[row] as number] as number) += 1;

  const result = emptyColumn(length);
  const seen = new Float64Array(groups);
  const rank = new Float64Array(groups);
  const last = new Float64Array(groups).fill(Number.NaN);
  for (const row of rows) {
    const code = group[row] as number;
    const n = members[code] as number;
    (seen[code] as number) += 1;
    if (value[row] !== last[code]) {
      last[code] = value[row] as number;
      rank[code] = seen[code] as number;
    }
    if (n >= quantiles) setAt(result, row, Math.max(1, Math.floor(quantiles + 1 - Math.ceil((n + 1 - (rank[code] as number)) / (n / quantiles)))));
  }
  return result;
}
