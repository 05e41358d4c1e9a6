import { type Column, emptyColumn, setAt } from './column.ts';
import { type CountModel, standardErrorAround } from './funnel.ts';
import { meanMovingRange } from './moving-range.ts';
import { assertProportions, eachUnit, pooledValue, type UnitCounts } from './pooled-value.ts';

/** Mean moving range of two normal values over their standard deviation: the bias constant d2. */
export const rangeBias = 1.128;

export interface AttributeChartOptions {
  /** `proportion` for p and p' charts, `rate` for u and u' charts. */
  model: CountModel;
  /**
   * Laney's p' and u': the standard errors are multiplied by the spread that the scores show from one period to the
   * next, which is how over-dispersion enters a chart over time.
   */
  laney?: boolean;
  /** Drop moving ranges at or above 3.267 times their mean once before that spread is taken. */
  screenRanges?: boolean;
  /** Standard errors from the centre to the limits. */
  sigmas?: number;
  /** Values and limits are multiplied by this: 100 for percentages. */
  multiplier?: number;
}

export interface AttributeChart {
  value: Column;
  lower: Column;
  upper: Column;
  /** The pooled value, null without a denominator. */
  centre: number | null;
  /** Laney's factor on the standard errors; 1 for p and u charts. */
  spread: number;
  /** 1 for a value outside its limits. */
  outside: Uint8Array;
}

/** Laney's σz: the mean moving range of the scores over d2. 1 where the scores cannot tell, with fewer than two. */
function spreadOfScores(counts: UnitCounts, centre: number, model: CountModel, screen: boolean): number {
  const scores: number[] = [];
  eachUnit(counts, (_, x, n) => {
    const error = errorAround(centre, n, model);
    if (error > 0) scores.push((x / n - centre) / error);
  });
  return (meanMovingRange(scores, scores.length, screen) ?? rangeBias) / rangeBias;
}

const errorAround = (centre: number, n: number, model: CountModel): number =>
  standardErrorAround({ value: centre, denominator: Number.POSITIVE_INFINITY }, n, model);

/**
 * Control chart of a proportion or a rate over time: p, u, and with `laney` p' and u'. Centre the pooled value, limits
 * the centre ± 3 standard errors at each period's denominator, cut at 0 and for a proportion at 1.
 *
 * Periods are in order of time. One with a count that is not known or a denominator of 0 is not defined and is passed
 * over. p and u assume that chance alone moves the counts: with large denominators nearly every point is outside, and p'
 * or u' is the chart to read.
 *
 * Laney DB. Improved control charts for attributes. Quality Engineering 2002;14:531-537.
 *
 * @throws RangeError naming row and counts where they are impossible, or when the sigmas are not above 0
 */
export function attributeChart(
  counts: UnitCounts,
  { model, laney = false, screenRanges = true, sigmas = 3, multiplier = 1 }: AttributeChartOptions,
): AttributeChart {
  if (!(sigmas > 0 && sigmas < Number.POSITIVE_INFINITY)) throw new RangeError(`sigmas must be a finite number above 0: ${sigmas}`);
  const rows = counts.numerator.length;
  const chart = { value: emptyColumn(rows), lower: emptyColumn(rows), upper: emptyColumn(rows), outside: new Uint8Array(rows) };
  if (model === 'proportion') assertProportions(counts);
  const centre = pooledValue(counts);
  if (centre === null) return { ...chart, centre, spread: 1 };
  const spread = laney ? spreadOfScores(counts, centre, model, screenRanges) : 1;
  eachUnit(counts, (row, x, n) => {
    const value = x / n;
    const half = sigmas * spread * errorAround(centre, n, model);
    const lower = Math.max(0, centre - half);
    const upper = model === 'proportion' ? Math.min(1, centre + half) : centre + half;
    setAt(chart.value, row, value * multiplier);
    setAt(chart.lower, row, lower * multiplier);
    setAt(chart.upper, row, upper * multiplier);
    if (value < lower || value > upper) chart.outside[row] = 1;
  });
  return { ...chart, centre: centre * multiplier, spread };
}
