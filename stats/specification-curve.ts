import { assertSameLength, type NumbersIn } from './column.ts';
import { sampleQuantile } from './sample-quantile.ts';

/** One place a specification; null where it could not be estimated, or has no interval. */
export interface SpecificationCurveIn {
  estimate: NumbersIn;
  lower: NumbersIn;
  upper: NumbersIn;
  /** Which of them is the default, declared beforehand. */
  reference: number;
}

export interface SpecificationCurve {
  /** Specifications that could be estimated, and those that could not. */
  number: number;
  notEstimated: number;
  median: number;
  lowest: number;
  highest: number;
  /** Share of the estimates with the sign of the default, 0 to 1; an estimate of exactly 0 has no sign. */
  shareWithSign: number;
  /** Share of the estimates whose interval excludes zero, on either side. */
  shareExcludingZero: number;
  /** The sign holds in at least 90% and the interval excludes zero in at least 50%. */
  robust: boolean;
  /** Places of the estimates, from the lowest to the highest: the curve as it is drawn. */
  order: Uint32Array;
}

/** Shares that a robust finding needs, of the estimates. */
export const robustShares = { withSign: 0.9, excludingZero: 0.5 } as const;

/**
 * One finding under many defensible definitions: number, median, how many agree in sign with the default, how many
 * intervals exclude zero, and whether both are enough to call it robust. In the unit of the estimates. Specifications
 * that could not be estimated are counted apart and take no part in the shares; one without an interval does not exclude
 * zero. The estimates share their data, so that shares are no probabilities: nothing is tested.
 *
 * Null when the default could not be estimated or is exactly 0: there is no sign to hold.
 *
 * Simonsohn U, Simmons JP, Nelson LD. Specification curve analysis. Nature Human Behaviour 2020;4:1208-1214.
 *
 * @throws RangeError naming row and value for a value that is not finite, an interval with one limit, or one whose lower
 *   limit is above its upper; and for a reference that is no place
 */
export function specificationCurve({ estimate, lower, upper, reference }: SpecificationCurveIn): SpecificationCurve | null {
  const rows = assertSameLength({ estimate, lower, upper });
  if (!(Number.isInteger(reference) && reference >= 0 && reference < rows))
    throw new RangeError(`reference must be a whole number from 0 to ${rows - 1}: ${reference}`);
  const known: number[] = [];
  let excluding = 0;
  for (let row = 0; row < rows; row += 1) {
    const value = finite('estimate', estimate, row);
    const excludes = excludesZero(finite('lower limit', lower, row), finite('upper limit', upper, row), row);
    if (value === null) continue;
    known.push(row);
    if (excludes) excluding += 1;
  }
  const sign = Math.sign(estimate[reference] ?? 0);
  if (sign === 0) return null;

  const order = Uint32Array.from(known.sort((a, b) => (estimate[a] as number) - (estimate[b] as number) || a - b));
  const sorted = Float64Array.from(order, (row) => estimate[row] as number);
  const shareWithSign = sorted.filter((value) => Math.sign(value) === sign).length / sorted.length;
  const shareExcludingZero = excluding / sorted.length;
  return {
    number: sorted.length,
    notEstimated: rows - sorted.length,
    median: sampleQuantile(sorted, 0.5) as number,
    lowest: sorted[0] as number,
    highest: sorted[sorted.length - 1] as number,
    shareWithSign,
    shareExcludingZero,
    robust: shareWithSign >= robustShares.withSign && shareExcludingZero >= robustShares.excludingZero,
    order,
  };
}

function finite(name: string, column: NumbersIn, row: number): number | null {
  const value = column[row] ?? null;
  if (value !== null && !Number.isFinite(value)) throw new RangeError(`row ${row}: ${name} must be finite: ${value}`);
  return value;
}

function excludesZero(lower: number | null, upper: number | null, row: number): boolean {
  if (lower === null && upper === null) return false;
  if (lower === null || upper === null || lower > upper) throw new RangeError(`row ${row}: impossible interval from ${lower} to ${upper}`);
  return lower > 0 || upper < 0;
}
