import { assertSameLength, at, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { sampleQuantile } from './sample-quantile.ts';

/** What a unit had and what is thought right for it: one place a unit, null where not known. */
export interface ActualAndFitted {
  /** Cost, bed days: above 0. */
  actual: NumbersIn;
  /** By a regression on what the unit cannot choose, or any yardstick: above 0, in the unit of `actual`. */
  fitted: NumbersIn;
}

export interface CatchUpOptions {
  /** Which performer sets the standard: 75 is the upper quartile, 50 the median, 100 the best. 0 to 100. */
  percentile?: number;
  /** Which way is better: for costs, lower. */
  better?: 'lower' | 'higher';
}

export interface CatchUp {
  /** actual / fitted of each unit. */
  score: Column;
  /** The standard: type-7 quantile of the scores. */
  benchmark: number;
  /** benchmark x fitted, in the unit of `actual`. */
  allowance: Column;
  /** By how much of `actual` the unit must change to reach its allowance: 0 for those at or past it. */
  required: Column;
}

/**
 * The regulators' catch-up: units are scored by actual / fitted, a good performer's score is the standard for all, and each
 * is allowed that share of its fitted value. For a cost the performer of percentile 75 is the 25th percentile of scores,
 * and what is required is max(0, 1 - allowance / actual).
 *
 * Units of which either figure is not known are left out. The standard counts luck as performance: the noisier the
 * figures and the higher the percentile, the further below what anyone can hold it lies. Null without a unit.
 *
 * Shleifer A. A theory of yardstick competition. RAND Journal of Economics 1985;16:319-327; upper quartile and 85th
 * percentile: Ofwat, PR19 final determinations, December 2019; Ofgem, RIIO-ED2 final determinations, November 2022.
 *
 * @throws RangeError naming row and value where a figure is not finite and above 0, or for a percentile outside 0 to 100
 */
export function catchUp({ actual, fitted }: ActualAndFitted, { percentile = 75, better = 'lower' }: CatchUpOptions = {}): CatchUp | null {
  if (!(percentile >= 0 && percentile <= 100)) throw new RangeError(`percentile must be within 0 to 100: ${percentile}`);
  const score = efficiencyScores({ actual, fitted });
  const scores = score.values.filter((_, unit) => score.defined[unit] === 1).sort();
  const benchmark = sampleQuantile(scores, better === 'lower' ? 1 - percentile / 100 : percentile / 100);
  if (benchmark === null) return null;
  const allowance = emptyColumn(score.length);
  const required = emptyColumn(score.length);
  for (let unit = 0; unit < score.length; unit += 1) {
    const own = at(score, unit);
    if (own === null) continue;
    setAt(allowance, unit, benchmark * (fitted[unit] as number));
    setAt(required, unit, Math.max(0, better === 'lower' ? 1 - benchmark / own : benchmark / own - 1));
  }
  return { score, benchmark, allowance, required };
}

/**
 * actual / fitted of each unit; not defined where either is not known.
 *
 * @throws RangeError naming row and value where a figure is not finite and above 0
 */
export function efficiencyScores({ actual, fitted }: ActualAndFitted): Column {
  const score = emptyColumn(assertSameLength({ actual, fitted }));
  for (let unit = 0; unit < score.length; unit += 1) {
    const own = positive('actual', actual, unit);
    const right = positive('fitted', fitted, unit);
    if (own !== null && right !== null) setAt(score, unit, own / right);
  }
  return score;
}

function positive(name: string, column: NumbersIn, row: number): number | null {
  const value = column[row] ?? null;
  if (value !== null && !(value > 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: ${name} must be finite and above 0: ${value}`);
  return value;
}

/** Corrected ordinary least squares: the line moved until no unit is better than it. */
export interface CorrectedLeastSquares {
  /** Lowest actual - fitted: how far the line moves, in the unit of `actual`. */
  shift: number;
  /** (fitted + shift) / actual: 1 for the unit on the frontier. */
  efficiency: Column;
}

/**
 * Efficiency against the cheapest unit's distance from a fitted line (COLS). One unit sets the frontier, and all its luck
 * counts as efficiency: for display, not for payment. Null without a unit.
 *
 * Winsten CB. Discussion on Mr. Farrell's paper. J R Stat Soc A 1957;120:282-284. Greene WH. Maximum likelihood estimation
 * of econometric frontier functions. J Econometrics 1980;13:27-56.
 *
 * @throws RangeError naming row and value where a figure is not finite and above 0
 */
export function correctedLeastSquares({ actual, fitted }: ActualAndFitted): CorrectedLeastSquares | null {
  const score = efficiencyScores({ actual, fitted });
  const rows = [...score.defined.keys()].filter((unit) => score.defined[unit] === 1);
  if (rows.length === 0) return null;
  const efficiency = emptyColumn(score.length);
  const shift = Math.min(...rows.map((unit) => (actual[unit] as number) - (fitted[unit] as number)));
  for (const unit of rows) setAt(efficiency, unit, ((fitted[unit] as number) + shift) / (actual[unit] as number));
  return { shift, efficiency };
}
