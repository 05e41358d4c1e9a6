import { type Column, emptyColumn, setAt } from './column.ts';
import type { Interval } from './interval.ts';
import { type Confidence, normalDeviate } from './normal.ts';
import { assertSignedMultiplier, type ErrorScale, type QuantileLine, type QuantileRows, quantileLines, scales } from './slope-line.ts';
import type { EstimateColumns } from './wilson.ts';

export interface SlopeIndexOptions {
  confidence?: Confidence;
  /** The scale of the standard errors: as the values are (default), `log` for rates, `logit` for proportions. */
  errorScale?: ErrorScale;
  /** Fits the line on the error scale, and takes its ends back to the scale of the values. */
  transform?: boolean;
  /** The slope index is multiplied by this; negative when high values are expected at the first quantile. */
  multiplier?: number;
}

/** A place for each area. */
export interface SlopeIndexColumns {
  slopeIndex: EstimateColumns;
  relativeIndex: EstimateColumns;
  /** The line's height at its start (the most deprived end), on the scale of the values, not multiplied. */
  intercept: Column;
}

const emptyEstimates = (length: number): EstimateColumns => ({ value: emptyColumn(length), lower: emptyColumn(length), upper: emptyColumn(length) });

/** The two ends of a line on the scale of the values, and their variances on the scale on which the line was fitted. */
interface LineEnds {
  start: number;
  end: number;
  startVariance: number;
  endVariance: number;
  covariance: number;
}

/** Ends of the line of one area. The variances are exact with `transform` or untransformed values, else to first order. */
function endsOf({ value, standardError, slope, intercept }: QuantileLine, errorScale: ErrorScale, transform: boolean): LineEnds {
  const { to, from, slopeAt } = scales[errorScale];
  const ends: LineEnds = { start: 0, end: 0, startVariance: 0, endVariance: 0, covariance: 0 };
  for (let quantile = 0; quantile < value.length; quantile += 1) {
    const height = value[quantile] as number;
    const y = transform ? to(height) : height;
    const variance = ((standardError[quantile] as number) * (transform ? 1 : slopeAt(height))) ** 2;
    const atStart = intercept[quantile] as number;
    const atEnd = atStart + (slope[quantile] as number);
    ends.start += atStart * y;
    ends.end += atEnd * y;
    ends.startVariance += atStart * atStart * variance;
    ends.endVariance += atEnd * atEnd * variance;
    ends.covariance += atStart * atEnd * variance;
  }
  return transform ? { ...ends, start: from(ends.start), end: from(ends.end) } : ends;
}

/** Standard deviation of `end` times the line's end less `start` times its start. */
const deviationOf = (ends: LineEnds, { start, end }: { start: number; end: number }): number =>
  Math.sqrt(Math.max(0, end * end * ends.endVariance - 2 * end * start * ends.covariance + start * start * ends.startVariance));

/**
 * Fieller's interval of the ratio of two normal estimates that may depend on one another; null where the denominator
 * cannot be told from 0, so that the interval has no end.
 *
 * Fieller EC. Some problems in interval estimation. Journal of the Royal Statistical Society B 1954;16:175-185.
 */
export function fiellerInterval(
  { numerator, denominator }: { numerator: number; denominator: number },
  variances: { numerator: number; denominator: number; covariance: number },
  z: number,
): Interval | null {
  const square = denominator ** 2 - z ** 2 * variances.denominator;
  if (!(square > 0)) return null;
  const middle = numerator * denominator - z ** 2 * variances.covariance;
  const root = Math.sqrt(Math.max(0, middle ** 2 - square * (numerator ** 2 - z ** 2 * variances.numerator)));
  return { lower: (middle - root) / square, upper: (middle + root) / square };
}

/** How the line was fitted and is read. */
interface Reading {
  errorScale: ErrorScale;
  transform: boolean;
  multiplier: number;
  z: number;
}

function slopeEstimate(ends: LineEnds, { errorScale, transform, multiplier, z }: Reading): Interval & { value: number } {
  const gradient = (height: number) => (transform ? scales[errorScale].slopeAt(height) : 1);
  const value = (ends.end - ends.start) * multiplier;
  const margin = z * Math.abs(multiplier) * deviationOf(ends, { start: gradient(ends.start), end: gradient(ends.end) });
  return { value, lower: value - margin, upper: value + margin };
}

/** Limits of the ratio of the ends: Fieller's for a line on the scale of the values, on the log scale for a transformed one. */
function ratioEstimate(ends: LineEnds, { errorScale, transform, multiplier, z }: Reading): (Partial<Interval> & { value: number }) | null {
  const inverted = multiplier < 0;
  const [numerator, denominator] = inverted ? [ends.start, ends.end] : [ends.end, ends.start];
  if (denominator === 0) return null;
  const value = numerator / denominator;
  if (transform) {
    const relative = (height: number) => scales[errorScale].slopeAt(height) / height;
    const factor = Math.exp(z * deviationOf(ends, { start: relative(ends.start), end: relative(ends.end) }));
    return { value, lower: value / factor, upper: value * factor };
  }
  const [above, below] = inverted ? [ends.startVariance, ends.endVariance] : [ends.endVariance, ends.startVariance];
  return { value, ...fiellerInterval({ numerator, denominator }, { numerator: above, denominator: below, covariance: ends.covariance }, z) };
}

export function assertTransformable(errorScale: ErrorScale, transform: boolean): void {
  if (transform && errorScale === 'untransformed') throw new RangeError('a transformed line needs an error scale: log or logit');
}

/** Writes an estimate and its limits, where there are any. */
function setEstimate(columns: EstimateColumns, area: number, estimate: (Partial<Interval> & { value: number }) | null): void {
  setAt(columns.value, area, estimate?.value ?? null);
  setAt(columns.lower, area, estimate?.lower ?? null);
  setAt(columns.upper, area, estimate?.upper ?? null);
}

/**
 * Slope index of inequality and relative index of inequality, with limits in closed form; many areas in one call. The
 * slope index is the difference between the two ends of the area's line, from the most to the least deprived person;
 * the relative index is the ratio of the end to the start. With a negative multiplier (high values at the first
 * quantile) the slope index turns its sign and the relative index is start over end.
 *
 * Values are of 5 to 100 quantiles of the area's people, quantile 0 first, each with its standard error on
 * `errorScale`. Limits of the slope index are exact for untransformed values, slope ± z√(Σ c² se²) with c the weights of
 * the values, and to first order otherwise; those of the relative index are Fieller's, exact for untransformed values, or
 * normal on the log scale for a transformed line (exact for `log`). They count the error of each quantile's value,
 * not how far the quantiles lie from a straight line: poor where the gradient bends. An area that lacks a
 * quantile is not defined; a relative index whose denominator cannot be told from 0 has no limits.
 *
 * Pamuk ER. Social class inequality in mortality from 1921 to 1972 in England and Wales. Population Studies
 * 1985;39:17-31. Low A, Low A. Measuring the gap: quantifying and comparing local health inequalities. Journal of
 * Public Health 2004;26:388-395. Mackenbach JP, Kunst AE. Social Science and Medicine 1997;44:757-771.
 *
 * @throws RangeError naming row and value: a population not above 0, a value outside its scale, a negative standard
 * error, a quantile of an area twice, a multiplier of 0
 */
export function slopeIndices(
  rows: QuantileRows,
  { confidence = 0.95, errorScale = 'untransformed', transform = false, multiplier = 1 }: SlopeIndexOptions = {},
): SlopeIndexColumns {
  assertSignedMultiplier(multiplier);
  assertTransformable(errorScale, transform);
  const reading: Reading = { errorScale, transform, multiplier, z: normalDeviate(confidence) };
  const lines = quantileLines(rows, errorScale);
  const result = { slopeIndex: emptyEstimates(lines.areas), relativeIndex: emptyEstimates(lines.areas), intercept: emptyColumn(lines.areas) };
  lines.forEach((area, line) => {
    const ends = endsOf(line, errorScale, transform);
    setAt(result.intercept, area, ends.start);
    setEstimate(result.slopeIndex, area, slopeEstimate(ends, reading));
    setEstimate(result.relativeIndex, area, ratioEstimate(ends, reading));
  });
  return result;
}
