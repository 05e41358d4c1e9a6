import { type Column, emptyColumn, setAt } from './column.ts';
import { assertProportions, eachUnit, pooledValue, type UnitCounts } from './pooled-value.ts';

/**
 * The scale on which a unit's distance from the target is measured, and what is compared:
 * - `log-ratio`: observed / expected, log (as the Summary Hospital-level Mortality Indicator)
 * - `root-ratio`: observed / expected, square root (as the Care Quality Commission)
 * - `arcsine-proportion`: a proportion, arcsine of the square root
 * - `log-counts`: the ratio of two counts, log, with a half added to each
 * - `proportion`: a proportion as it is; `rate`: events per denominator as they are
 */
export const funnelScales = ['log-ratio', 'root-ratio', 'arcsine-proportion', 'log-counts', 'proportion', 'rate'] as const;
export type FunnelScale = (typeof funnelScales)[number];

/** Distance of a unit from the target on a scale, and the standard error of that distance by chance alone. */
export interface FunnelScores {
  scale: FunnelScale;
  target: number;
  /** Distance over standard error, z. */
  score: Column;
  /** On the scale, not in the unit of the values. */
  standardError: Column;
}

const isProportion = (scale: FunnelScale): boolean => scale === 'proportion' || scale === 'arcsine-proportion';

/** The value on the scale; minus infinity for no event on the scale `log-ratio`. */
export function onScale(scale: FunnelScale, value: number): number {
  if (scale === 'log-ratio' || scale === 'log-counts') return Math.log(value);
  if (scale === 'root-ratio') return Math.sqrt(value);
  return scale === 'arcsine-proportion' ? Math.asin(Math.sqrt(value)) : value;
}

/** Standard error on the scale of a value at the target with this denominator. */
export function errorAtTarget(scale: FunnelScale, target: number, n: number): number {
  if (scale === 'log-ratio') return 1 / Math.sqrt(n * target);
  if (scale === 'log-counts') return Math.sqrt(1 / (n * target) + 1 / n);
  if (scale === 'proportion') return Math.sqrt((target * (1 - target)) / n);
  return scale === 'rate' ? Math.sqrt(target / n) : 1 / (2 * Math.sqrt(n));
}

/** Refuses a target that the scale has no place for. */
export function assertTarget(scale: FunnelScale, target: number): void {
  const least = scale === 'log-ratio' || scale === 'log-counts' ? Number.MIN_VALUE : 0;
  const greatest = isProportion(scale) ? 1 : Number.MAX_VALUE;
  if (!(target >= least && target <= greatest)) throw new RangeError(`target out of range for the scale ${scale}: ${target}`);
}

/** The target when none is given: 1 for observed / expected, else the pooled value of all units. */
const targetOf = (scale: FunnelScale, counts: UnitCounts): number | null => (scale === 'log-ratio' || scale === 'root-ratio' ? 1 : pooledValue(counts));

/**
 * Scores of units against a target: how many standard errors each lies from it if only chance is at work.
 *
 * `numerator` and `denominator` are counts (expected events may be fractional). A unit with a count that is not known,
 * a denominator of 0, or a standard error of 0 has neither score nor standard error. A unit without an event has no
 * score on the scale `log-ratio`, but a standard error: `overdispersion` ranks it below all others and leaves it out.
 *
 * Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005;24:1185-1202.
 *
 * @throws RangeError naming row and counts where they are impossible, or the target out of range for the scale
 */
export function funnelScores(counts: UnitCounts, { scale, target: given }: { scale: FunnelScale; target?: number }): FunnelScores {
  if (isProportion(scale)) assertProportions(counts);
  const target = given ?? targetOf(scale, counts);
  const score = emptyColumn(counts.numerator.length);
  const standardError = emptyColumn(counts.numerator.length);
  if (target === null) return { scale, target: 0, score, standardError };
  assertTarget(scale, target);
  const centre = onScale(scale, target);
  eachUnit(counts, (row, x, n) => {
    const paired = scale === 'log-counts';
    const error = paired ? Math.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2) : errorAtTarget(scale, target, n);
    if (error === 0) return;
    setAt(standardError, row, error);
    const place = onScale(scale, paired ? (x + 0.5) / (n + 0.5) : x / n);
    if (place !== Number.NEGATIVE_INFINITY) setAt(score, row, (place - centre) / error);
  });
  return { scale, target, score, standardError };
}

/** Scores when units differ by more than chance: the variance between units, τ², is added to each unit's own. */
export function adjustedScores({ score, standardError }: Pick<FunnelScores, 'score' | 'standardError'>, tau2: number): Column {
  if (!(tau2 >= 0 && tau2 < Number.POSITIVE_INFINITY)) throw new RangeError(`tau2 must be a finite number of at least 0: ${tau2}`);
  const adjusted = emptyColumn(score.length);
  for (let row = 0; row < score.length; row += 1) {
    if (score.defined[row] !== 1) continue;
    const error = standardError.values[row] as number;
    setAt(adjusted, row, ((score.values[row] as number) * error) / Math.sqrt(error * error + tau2));
  }
  return adjusted;
}
