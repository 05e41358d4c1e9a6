import { assertSameLength, type NumbersIn } from './column.ts';

/** Estimates with their standard errors, one place a unit; null where either is not known. */
export interface EstimatesIn {
  estimate: NumbersIn;
  standardError: NumbersIn;
}

/** The units whose estimate and standard error are both known: `rows[i]` is the place of unit i in the input. */
export interface KnownEstimates {
  length: number;
  rows: Uint32Array;
  estimate: Float64Array;
  /** Squared standard errors. */
  variance: Float64Array;
}

/**
 * Keeps the units that are known, without gaps.
 *
 * @throws RangeError naming row and value where an estimate is not finite or a standard error not above 0
 */
export function knownEstimates({ estimate, standardError }: EstimatesIn): KnownEstimates {
  const length = assertSameLength({ estimate, standardError });
  const rows = new Uint32Array(length);
  const kept = { estimate: new Float64Array(length), variance: new Float64Array(length) };
  let known = 0;
  for (let row = 0; row < length; row += 1) {
    const value = estimate[row] ?? null;
    const error = standardError[row] ?? null;
    if (value !== null && !Number.isFinite(value)) throw new RangeError(`row ${row}: estimate must be finite: ${value}`);
    if (error !== null && !(error > 0 && error < Number.POSITIVE_INFINITY))
      throw new RangeError(`row ${row}: standard error must be finite and above 0: ${error}`);
    if (value === null || error === null) continue;
    rows[known] = row;
    kept.estimate[known] = value;
    kept.variance[known] = error * error;
    known += 1;
  }
  return { length: known, rows: rows.subarray(0, known), estimate: kept.estimate.subarray(0, known), variance: kept.variance.subarray(0, known) };
}
