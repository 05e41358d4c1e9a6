import { assertSameLength, type NumbersIn } from './column.ts';

/** Mean and standard deviation (n - 1) of one characteristic over the units of which it is known. */
export interface Scale {
  known: number;
  mean: number;
  /** 0 for fewer than two known values, and exactly 0 when all are the same. */
  standardDeviation: number;
}

/**
 * Scale of one characteristic; null says that a unit's value is not known.
 *
 * @throws RangeError naming row, characteristic and value where one is not finite
 */
export function scaleOf(characteristic: NumbersIn, name: string): Scale {
  const values: number[] = [];
  for (let row = 0; row < characteristic.length; row += 1) {
    const value = characteristic[row] ?? null;
    if (value === null) continue;
    if (!Number.isFinite(value)) throw new RangeError(`row ${row}: ${name} must be finite: ${value}`);
    values.push(value);
  }
  const known = values.length;
  if (values.every((value) => value === values[0])) return { known, mean: values[0] ?? 0, standardDeviation: 0 };
  const mean = values.reduce((sum, value) => sum + value / known, 0);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { known, mean, standardDeviation: Math.sqrt(squares / (known - 1)) };
}

/** Scales of all characteristics, each a column of the same units. */
export function scalesOf(characteristics: readonly NumbersIn[]): Scale[] {
  assertSameLength(Object.fromEntries(characteristics.map((column, c) => [`characteristic ${c}`, column])));
  return characteristics.map((column, c) => scaleOf(column, `characteristic ${c}`));
}
