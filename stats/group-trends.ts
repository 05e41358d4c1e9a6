import type { BiasReducedVariance } from './bias-reduced-variance.ts';
import { correctionFactor } from './cluster-variance.ts';
import { fUpperTail } from './distributions.ts';
import { type GroupPanel, type GroupPanelIn, groupPanel, rowsByUnit, withinUnits } from './group-panel.ts';
import { independentColumns } from './independent-columns.ts';
import { type Inference, inference } from './inference.ts';
import { influence, type LeastSquares, leastSquares } from './least-squares.ts';
import { dot, factor } from './linear-algebra.ts';
import type { Confidence } from './normal.ts';
import type { Judged } from './panel-regression.ts';
import { patternedVariance } from './patterned-clusters.ts';

export interface GroupTrendsOptions {
  /** The time that all others are compared with. */
  base: number;
  confidence?: Confidence;
  /** `CR2` (bias-reduced, Satterthwaite degrees of freedom) or `CR1` (Stata's factor, G - 1 degrees); CR2 unless told. */
  variance?: 'CR1' | 'CR2';
}

/** Difference between the groups at one time less that at the base; nulls where it is not identified or has no variance. */
export interface GroupPeriod {
  time: number;
  estimate: number | null;
  inference: Inference | null;
}

/** A joint test that several differences are all 0. */
export interface JointTest {
  /** Wald statistic over the number of differences. */
  statistic: number;
  /** Number of differences, and units less one. */
  degrees: [number, number];
  /** Upper tail of F. */
  probability: number;
}

export interface GroupTrends {
  /** Rows used: known outcomes of units with two or more. */
  rows: number;
  /** Units used of group 0 and of group 1. */
  units: [group0: number, group1: number];
  /** Every time of the panel but the base, ascending; not listed: times at which no row is used. */
  periods: GroupPeriod[];
  /** Difference between the groups' linear trends, per 1 of time; null where it is not identified. */
  slope: Judged | null;
  /** That all differences before the base are 0: the test of pre-trends. Null without one, or where the test is not defined. */
  joint: JointTest | null;
  /** That all differences, before and after, are 0: did the groups change alike throughout? */
  all: JointTest | null;
}

/**
 * How differently two groups of units changed over time, where the group is a fixed attribute (a market type known for
 * one year only) and no date of treatment exists. Least squares of the outcome on an intercept for each unit, one for each time,
 * and group x time: a column for each time but the base (differences by period), or time itself (difference of trends).
 * Each difference is that between the groups' changes since the base; in the unit of the outcome. What is constant in a
 * unit falls out, and with it any difference of level that the attribute makes: these figures say whether the groups
 * drift apart, not why they differ.
 *
 * Errors are clustered by unit. CR2 with the times in the design and the units taken out, which are nested in the clusters
 * and do not change it (Pustejovsky & Tipton, theorem 2); CR1 with G / (G - 1) (N - 1) / (N - K), K counting all columns and one
 * intercept. The joint test takes the CR1 covariance: F on the number of differences and G - 1 degrees of freedom, too ready to
 * reject when units are few beside differences. A test of pre-trends that does not reject shows little when units are few.
 *
 * Panels may be unbalanced. Units with one row say nothing of change and are left out. A difference that no path of
 * units ties to the base has a null estimate.
 *
 * Angrist JD, Pischke JS. Mostly Harmless Econometrics. Princeton 2009, 5.2. Cameron AC, Miller DL. J Hum Resour
 * 2015;50:317-372. Pustejovsky JE, Tipton E. J Bus Econ Stat 2018;36:672-683.
 *
 * @throws RangeError naming row and value for an outcome or time that is not finite, a group other than 0 or 1, a unit in
 * two groups or twice at one time; for a base that is not among the times
 */
export function groupTrends(panel: GroupPanelIn, { base, confidence = 0.95, variance = 'CR2' }: GroupTrendsOptions): GroupTrends {
  const rows = groupPanel(panel);
  if (!Array.from(panel.time).includes(base)) throw new RangeError(`base must be one of the times: ${base}`);
  const times = [...new Set(rows.time)].sort((a, b) => a - b);
  const others = times.filter((time) => time !== base);
  const byPeriod = fitWith(
    rows,
    times,
    others.map((time) => rows.group.map((group, row) => (rows.time[row] === time ? group : 0))),
  );
  const trend = fitWith(rows, times, [rows.group.map((group, row) => group * ((rows.time[row] as number) - base))]);
  const judge = (fit: Fit | null, k: number) => judged(fit, k, { confidence, variance });
  return {
    rows: rows.outcome.length,
    units: rows.units,
    periods: others.map((time, k) => ({ time, ...(judge(byPeriod, k) ?? { estimate: null, inference: null }) })),
    slope: judge(trend, 0),
    joint: jointTest(
      byPeriod,
      [...others.keys()].filter((k) => (others[k] as number) < base),
    ),
    all: jointTest(byPeriod, [...others.keys()]),
  };
}

interface Fit {
  least: LeastSquares;
  unit: Int32Array;
  clusters: number;
  /** Stata's factor on the clustered variance. */
  factor: number;
  /** CR2 of a coefficient. */
  reduced: (coefficient: number) => BiasReducedVariance | null;
  /** Nothing is left to judge by: the residuals are rounding. */
  exact: boolean;
  /** Place in the design of each column of interest; null where other columns explain it. */
  place: (number | null)[];
}

/** Times and the columns of interest, units taken out. Null without a column to estimate or a row to spare. */
function fitWith(rows: GroupPanel, times: readonly number[], columns: readonly Float64Array[]): Fit | null {
  const dummies = times.slice(1).map((time) => Float64Array.from(rows.time, (own) => (own === time ? 1 : 0)));
  const whole = [...dummies, ...columns];
  const lengths = whole.map((column) => Math.sqrt(dot(column, column)));
  const rest = whole.map((column) => withinUnits(column, rows.unit));
  const kept = independentColumns(rest, lengths);
  const identified = (k: number) => kept.length === whole.length || ownDirection(rest, lengths, k);
  const clusters = rows.units[0] + rows.units[1];
  const parameters = kept.length + 1;
  if (clusters < 2 || rows.outcome.length <= parameters || kept.length === 0) return null;
  const outcome = withinUnits(rows.outcome, rows.unit);
  const least = leastSquares(
    kept.map((k) => rest[k] as Float64Array),
    outcome,
  );
  return {
    least,
    reduced: patternedVariance(least, rowsByUnit(rows)),
    exact: least.residualSquares <= 1e-24 * dot(outcome, outcome),
    unit: rows.unit,
    clusters,
    factor: correctionFactor('stata', clusters, rows.outcome.length, parameters),
    place: columns.map((_, own) => (identified(dummies.length + own) ? kept.indexOf(dummies.length + own) : null)),
  };
}

/** Whether all other columns together leave something of this one: only then is its coefficient one number. */
function ownDirection(columns: readonly Float64Array[], lengths: readonly number[], k: number): boolean {
  const order = [...columns.keys()].filter((other) => other !== k).concat(k);
  const kept = independentColumns(
    order.map((column) => columns[column] as Float64Array),
    order.map((column) => lengths[column] as number),
  );
  return kept.at(-1) === order.length - 1;
}

function judged(fit: Fit | null, k: number, { confidence, variance }: { confidence: Confidence; variance: 'CR1' | 'CR2' }): Judged | null {
  const place = fit?.place[k] ?? null;
  if (fit === null || place === null) return null;
  const estimate = fit.least.coefficients[place] as number;
  if (fit.exact) return { estimate, inference: null };
  if (variance === 'CR1') {
    const scores = scoresByUnit(fit, place);
    return { estimate, inference: inference(estimate, fit.factor * dot(scores, scores), fit.clusters - 1, confidence) };
  }
  const reduced = fit.reduced(place);
  return { estimate, inference: reduced === null ? null : inference(estimate, reduced.variance, reduced.degrees, confidence) };
}

/** What each unit's residuals add to a coefficient. */
function scoresByUnit({ least, unit }: Fit, place: number): Float64Array {
  const part = influence(least, place);
  const scores = new Float64Array(unit.reduce((most, code) => Math.max(most, code), -1) + 1);
  for (const [row, code] of unit.entries()) scores[code] = (scores[code] as number) + (part[row] as number) * (least.residuals[row] as number);
  return scores;
}

/** Wald test that the chosen coefficients are all 0; null when one is not identified or their covariance is not of full rank. */
function jointTest(fit: Fit | null, chosen: readonly number[]): JointTest | null {
  if (fit === null || chosen.length === 0) return null;
  const places = chosen.map((k) => fit.place[k] ?? null).filter((place) => place !== null);
  if (places.length < chosen.length) return null;
  const scores = places.map((place) => scoresByUnit(fit, place));
  if (fit.exact || independentColumns(scores).length < scores.length) return null;
  const precision = factor(scores).inverse;
  const estimates = Float64Array.from(places, (place) => fit.least.coefficients[place] as number);
  let sum = 0;
  for (const [i, one] of estimates.entries())
    for (const [j, other] of estimates.entries()) sum += one * other * (precision[i * estimates.length + j] as number);
  const statistic = sum / (fit.factor * estimates.length);
  const degrees: [number, number] = [estimates.length, fit.clusters - 1];
  return { statistic, degrees, probability: fUpperTail(statistic, ...degrees) };
}
