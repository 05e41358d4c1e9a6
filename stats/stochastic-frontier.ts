import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { conditionalEfficiency } from './conditional-efficiency.ts';
import { normalUpperTail } from './distributions.ts';
import { type HalfNormalFit, likeliestLambda } from './half-normal-likelihood.ts';
import { type LeastSquares, leastSquares } from './least-squares.ts';
import type { Design } from './linear-algebra.ts';
import { type Confidence, normalDeviate } from './normal.ts';

export interface StochasticFrontierIn {
  /** Log of the output (production frontier) or of the cost (cost frontier) of each unit. */
  outcome: NumbersIn;
  /** What explains it, one column each: logs of inputs, or of outputs and prices, squares and products. No intercept: it is added. */
  regressors: readonly NumbersIn[];
}

export interface StochasticFrontierOptions {
  frontier: 'production' | 'cost';
  confidence?: Confidence;
}

/**
 * `wrong-skewness`: residuals lean the other way, so that the likeliest model has no inefficiency and every unit is
 * efficient. `not-estimable`: no noise is told apart (gamma above 0.9999), or the regressors explain everything.
 */
export type FrontierStatus = 'estimated' | 'wrong-skewness' | 'not-estimable' | 'too-few-units';

export interface StochasticFrontier {
  status: FrontierStatus;
  /** Units known. */
  units: number;
  /** Figures of the model; null unless estimated or of wrong skewness. */
  model: FrontierModel | null;
  /** E(exp(-u) | residual), above 0 and at most 1. */
  efficiency: Column;
  /** exp(-u) at the likeliest u. */
  mode: Column;
  /** Limits of exp(-u) given the residual and the model; not defined where the skewness is wrong. */
  lower: Column;
  upper: Column;
}

export interface FrontierModel {
  /** Intercept first. */
  coefficients: Float64Array;
  logLikelihood: number;
  /** sigma_u / sigma_v, and sigma_u^2 / (sigma_u^2 + sigma_v^2). */
  lambda: number;
  gamma: number;
  varianceOfInefficiency: number;
  varianceOfNoise: number;
  /** Chance of so large a gain in likelihood over the model without inefficiency, were there none. */
  probability: number;
}

/**
 * Stochastic frontier: outcome = frontier + v - u (production) or + v + u (cost), with noise v normal and inefficiency u
 * at least 0, half normal; by maximum likelihood. Unlike data envelopment it allows for noise, at the price of a formula
 * for the frontier and a shape for u. Logs make u a share: exp(-u) is the efficiency of a unit, 1 on the frontier.
 *
 * The split into noise and inefficiency rests on the skewness of the residuals alone. When they lean the wrong way the
 * answer is that there is no inefficiency to be seen; when the noise vanishes, nothing is given. Intervals of single
 * units take the model as known and are wide: look at `probability` and at them before any ranking. A row with a null
 * is left out. At least two more known units than figures to estimate (coefficients and two variances) are needed.
 *
 * Aigner D, Lovell CAK, Schmidt P. Formulation and estimation of stochastic frontier production function models. J
 * Econometrics 1977;6:21-37. Battese GE, Coelli TJ. J Econometrics 1988;38:387-399. Waldman DM. J Econometrics
 * 1982;18:275-279 (wrong skewness). Coelli T. Journal of Productivity Analysis 1995;6:247-268 (probability).
 *
 * @throws RangeError naming row and value for what is not finite, a regressor that does not vary, or the column (0 is the intercept)
 * that the columns before it explain
 */
export function stochasticFrontier(units: StochasticFrontierIn, { frontier, confidence = 0.95 }: StochasticFrontierOptions): StochasticFrontier {
  normalDeviate(confidence);
  const { length, rows } = knownRows(units);
  const columns = { efficiency: emptyColumn(length), mode: emptyColumn(length), lower: emptyColumn(length), upper: emptyColumn(length) };
  const empty = (status: FrontierStatus): StochasticFrontier => ({ status, units: rows.length, model: null, ...columns });
  if (rows.length < units.regressors.length + 5) return empty('too-few-units');
  const sign = frontier === 'production' ? 1 : -1;
  const y = Float64Array.from(rows, (row) => sign * (units.outcome[row] as number));
  const { design, back } = standardised(
    units.regressors.map((column) => Float64Array.from(rows, (row) => column[row] as number)),
    rows.length,
  );
  const ordinary = leastSquares(design, y);
  if (!(ordinary.residualSquares > 1e-20 * squares(y))) return empty('not-estimable');
  const fit = skewness(ordinary.residuals) < 0 ? likeliestLambda(likelihoodColumns(ordinary), startOf(ordinary)) : withoutInefficiency(ordinary);
  if (fit === null) return empty('not-estimable');
  const coefficients = back(ordinary.coefficients.map((value, k) => value + (fit.parameters[k + 1] as number) / (fit.parameters[0] as number)));
  const model = modelOf(
    fit,
    coefficients.map((value) => sign * value),
    withoutInefficiency(ordinary).logLikelihood,
  );
  for (const [unit, row] of rows.entries()) {
    const one = conditionalEfficiency(fit.errors[unit] as number, model, confidence);
    for (const name of ['efficiency', 'mode', 'lower', 'upper'] as const) setAt(columns[name], row, one[name]);
  }
  return { status: model.lambda > 0 ? 'estimated' : 'wrong-skewness', units: rows.length, model, ...columns };
}

function knownRows({ outcome, regressors }: StochasticFrontierIn): { length: number; rows: number[] } {
  const named = [['outcome', outcome] as const, ...regressors.map((column, k) => [`regressor ${k}`, column] as const)];
  const length = assertSameLength(Object.fromEntries(named));
  const isKnown = (row: number) =>
    named.map(([name, column]) => {
      const value = column[row] ?? null;
      if (value !== null && !Number.isFinite(value)) throw new RangeError(`row ${row}: ${name} must be finite: ${value}`);
      return value !== null;
    });
  return { length, rows: Array.from({ length }, (_, row) => row).filter((row) => isKnown(row).every((known) => known)) };
}

/** An intercept and the regressors with mean 0 and standard deviation 1; `back` takes coefficients to the columns as given. */
function standardised(columns: Float64Array[], rows: number): { design: Design; back: (coefficients: Float64Array) => Float64Array } {
  const shapes = columns.map((column, k) => {
    const mean = column.reduce((sum, value) => sum + value / column.length, 0);
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2 / column.length, 0));
    if (!(deviation > 1e-10 * Math.abs(mean))) throw new RangeError(`regressor ${k} does not vary: ${column[0]}`);
    return { mean, deviation };
  });
  const ones = new Float64Array(rows).fill(1);
  return {
    design: [ones, ...columns.map((column, k) => column.map((value) => (value - (shapes[k]?.mean ?? 0)) / (shapes[k]?.deviation ?? 1)))],
    back(coefficients) {
      const slopes = shapes.map(({ deviation }, k) => (coefficients[k + 1] as number) / deviation);
      const intercept = shapes.reduce((sum, { mean }, k) => sum - mean * (slopes[k] as number), coefficients[0] as number);
      return Float64Array.from([intercept, ...slopes]);
    },
  };
}

const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
const skewness = (residuals: Float64Array): number => residuals.reduce((sum, value) => sum + value ** 3, 0);

const likelihoodColumns = ({ residuals, design }: LeastSquares): Design => [residuals, ...design.map((column) => column.map((value) => -value))];

function startOf({ rows, residualSquares, design }: LeastSquares): Float64Array {
  const start = new Float64Array(design.length + 1);
  start[0] = Math.sqrt(rows / residualSquares);
  return start;
}

/** Least squares as the fit at lambda 0. */
function withoutInefficiency(ordinary: LeastSquares): HalfNormalFit {
  const parameters = startOf(ordinary);
  const precision = parameters[0] as number;
  const logLikelihood = ordinary.rows * (Math.log(precision / Math.sqrt(2 * Math.PI)) - 0.5);
  return { lambda: 0, logLikelihood, slope: 0, parameters, errors: ordinary.residuals.map((value) => value * precision) };
}

function modelOf({ lambda, logLikelihood, parameters }: HalfNormalFit, coefficients: Float64Array, without: number): FrontierModel {
  const variance = 1 / (parameters[0] as number) ** 2;
  const gamma = (lambda * lambda) / (1 + lambda * lambda);
  const gain = Math.max(0, 2 * (logLikelihood - without));
  return {
    coefficients,
    logLikelihood,
    lambda,
    gamma,
    varianceOfInefficiency: variance * gamma,
    varianceOfNoise: variance * (1 - gamma),
    probability: gain > 0 ? normalUpperTail(Math.sqrt(gain)) : 1,
  };
}
