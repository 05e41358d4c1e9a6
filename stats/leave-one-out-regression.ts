import { scalesOf } from './characteristics.ts';
import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { independentColumns } from './independent-columns.ts';
import { type LeastSquares, leastSquares } from './least-squares.ts';
import { type Design, dot, times } from './linear-algebra.ts';

export interface LeaveOneOutOptions {
  /** Weight of each unit, of at least 0: the precision of its y, up to a factor. Without it all weigh the same. */
  weights?: NumbersIn;
  /** Known rows less parameters that there must be: 8 unless said otherwise, at least 2. */
  minimumSpare?: number;
}

/** One place a unit; what is said of it comes from the other units alone. */
export interface LeaveOneOutFit {
  /** Value at the unit's own characteristics by the fit on the others. */
  prediction: Column;
  /** Standard error of that fitted mean, from the others' residual variance. Of a new unit's value: add the residual variance. */
  standardError: Column;
  /** Residual standard deviation of the others' fit, for a unit of weight 1. */
  residualStandardDeviation: Column;
  /** Rows that the fit of all units is made of. */
  rows: number;
  /** Coefficients, the intercept with them. */
  parameters: number;
  /** Characteristics left out because the intercept and those before them explain them. */
  dropped: number[];
}

/**
 * The yardstick of a unit unlike the others: y regressed on characteristics (one column each, one place a unit, with an
 * intercept) over all units but one, and predicted for that one, each in turn. In the unit of y. A unit's own y never
 * moves its own prediction.
 *
 * By weighted least squares once: with leverage h_i and residual e_i the fit without i predicts y_i - e_i / (1 - h_i).
 * Rows with a y, weight or characteristic that is not known (null), or weight 0, are not in the fit; where all
 * characteristics are known they are predicted from all that are. Not defined where a characteristic is not known, and
 * for a unit without which the others cannot tell the coefficients apart (leverage 1). Null when rows less parameters are
 * below `minimumSpare`: too few units to adjust.
 *
 * Shleifer A. A theory of yardstick competition. RAND Journal of Economics 1985;16:319-327 (heterogeneous firms). Belsley DA, Kuh E,
 * Welsch RE. Regression Diagnostics. Wiley 1980, 2.1 and appendix 2A.
 *
 * @throws RangeError naming row and value where y or a characteristic is not finite, or a weight negative or not finite
 */
export function leaveOneOutRegression(
  y: NumbersIn,
  characteristics: readonly NumbersIn[],
  { weights, minimumSpare = 8 }: LeaveOneOutOptions = {},
): LeaveOneOutFit | null {
  if (!(Number.isInteger(minimumSpare) && minimumSpare >= 2)) throw new RangeError(`minimum spare rows must be a whole number of at least 2: ${minimumSpare}`);
  assertSameLength({ y, weights: weights ?? y, ...Object.fromEntries(characteristics.map((column, c) => [`characteristic ${c}`, column])) });
  scalesOf(characteristics);
  const complete = (row: number) => characteristics.every((column) => (column[row] ?? null) !== null);
  const used = knownRows(y, weights).filter(complete);
  if (used.length - 1 < minimumSpare) return null;
  const weight = Float64Array.from(used, (row) => weights?.[row] ?? 1);
  const { kept, columns } = independent(characteristics, used, weight);
  if (used.length - kept.length - 1 < minimumSpare) return null;
  const design = [new Float64Array(y.length).fill(1), ...columns];
  const pick = (column: Float64Array) => Float64Array.from(used, (row) => column[row] as number);
  const fit = leastSquares(
    design.map(pick),
    Float64Array.from(used, (row) => y[row] as number),
    weight,
  );
  return {
    ...predictions(fit, design, used, complete),
    rows: used.length,
    parameters: design.length,
    dropped: [...characteristics.keys()].filter((c) => !kept.includes(c)),
  };
}

/** Rows that have a y and a weight above 0. */
function knownRows(y: NumbersIn, weights: NumbersIn | undefined): number[] {
  const rows: number[] = [];
  for (let row = 0; row < y.length; row += 1) {
    const value = y[row] ?? null;
    const weight = weights === undefined ? 1 : (weights[row] ?? null);
    if (value !== null && !Number.isFinite(value)) throw new RangeError(`row ${row}: y must be finite: ${value}`);
    if (weight !== null && !(weight >= 0 && weight < Number.POSITIVE_INFINITY))
      throw new RangeError(`row ${row}: weight must be finite and at least 0: ${weight}`);
    if (value !== null && weight !== null && weight > 0) rows.push(row);
  }
  return rows;
}

/** The characteristics that are kept, brought to mean 0 and spread 1 over the rows used so that sizes do no harm. */
function independent(characteristics: readonly NumbersIn[], used: readonly number[], weight: Float64Array): { kept: number[]; columns: Float64Array[] } {
  const root = weight.map(Math.sqrt);
  const ofUsed = characteristics.map((column) => root.map((value, place) => value * (column[used[place] as number] as number)));
  const kept = independentColumns([root, ...ofUsed]).flatMap((k) => (k === 0 ? [] : [k - 1]));
  const columns = kept.map((c) => {
    const column = characteristics[c] as NumbersIn;
    const mean = used.reduce((sum, row) => sum + (column[row] as number) / used.length, 0);
    const spread = Math.sqrt(used.reduce((sum, row) => sum + ((column[row] as number) - mean) ** 2 / used.length, 0));
    return Float64Array.from({ length: column.length }, (_, row) => ((column[row] ?? mean) - mean) / spread);
  });
  return { kept, columns };
}

/** Leverages at least this close to 1 leave nothing to predict from. */
const leftOver = 1e-10;

function predictions(fit: LeastSquares, design: Design, used: readonly number[], complete: (row: number) => boolean) {
  const units = design[0]?.length ?? 0;
  const result = { prediction: emptyColumn(units), standardError: emptyColumn(units), residualStandardDeviation: emptyColumn(units) };
  const place = new Map(used.map((row, index) => [row, index]));
  for (let row = 0; row < units; row += 1) {
    if (!complete(row)) continue;
    const at = Float64Array.from(design, (column) => column[row] as number);
    const own = place.get(row);
    const { value, spread, variance } = own === undefined ? fromAll(fit, at) : fromOthers(fit, at, own);
    if (value === null) continue;
    setAt(result.prediction, row, value);
    setAt(result.standardError, row, Math.sqrt(variance * spread));
    setAt(result.residualStandardDeviation, row, Math.sqrt(variance));
  }
  return result;
}

/** A prediction, its variance per unit of residual variance, and the residual variance. */
interface Predicted {
  value: number | null;
  spread: number;
  variance: number;
}

function fromAll({ coefficients, inverse, residualSquares, rows }: LeastSquares, at: Float64Array): Predicted {
  return { value: dot(coefficients, at), spread: dot(at, times(inverse, at)), variance: residualSquares / (rows - at.length) };
}

function fromOthers(fit: LeastSquares, at: Float64Array, own: number): Predicted {
  const weight = fit.weight[own] as number;
  const residual = fit.residuals[own] as number;
  const spread = dot(at, times(fit.inverse, at));
  const rest = 1 - weight * spread;
  if (rest < leftOver) return { value: null, spread: 0, variance: 0 };
  const others = fit.residualSquares - (weight * residual * residual) / rest;
  return {
    value: dot(fit.coefficients, at) - (weight * spread * residual) / rest,
    spread: spread / rest,
    variance: Math.max(0, others) / (fit.rows - 1 - at.length),
  };
}
