import { type Column, emptyColumn, setAt } from './column.ts';
import type { FunnelScores } from './funnel-scores.ts';
import { sampleQuantile } from './sample-quantile.ts';

/**
 * What is done with the extreme scores before over-dispersion is estimated, so that the outliers that a funnel is to
 * find do not widen it: `winsorise` pulls them in to the quantiles at `share` and 1 − `share`, `truncate` leaves the
 * units out whose rank falls in the lowest or highest `share`, `none` keeps all as they are.
 */
export type Trim = 'winsorise' | 'truncate' | 'none';

export interface TrimOptions {
  trim: Trim;
  /** Of the units, in each tail (not in both together): above 0, below a half. */
  share?: number;
}

export interface Overdispersion {
  /** Mean of the squared scores about the target; 1 if only chance is at work. Null without a unit. */
  phi: number | null;
  /** Variance between units, in the squared unit of the standard errors. Null with fewer than 2 units. */
  tau2: number | null;
  /** Units that phi and tau2 rest on. */
  units: number;
  /** The scores used: pulled in, or not defined where the unit was left out. */
  score: Column;
  /** 1 where trimming pulled a score in or left the unit out. */
  trimmed: Uint8Array;
}

type Scores = Pick<FunnelScores, 'score' | 'standardError'>;

/** Scores in ascending order, and for each unit how many places lie below and up to its own. */
function ordered({ score, standardError }: Scores): { sorted: Float64Array; withoutScore: number } {
  const kept: number[] = [];
  let withoutScore = 0;
  for (let row = 0; row < score.length; row += 1) {
    if (score.defined[row] === 1) kept.push(score.values[row] as number);
    else if (standardError.defined[row] === 1) withoutScore += 1;
  }
  return { sorted: Float64Array.from(kept).sort(), withoutScore };
}

/** The number of sorted values below `value` (or up to it, with `orEqual`). */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sorted[middle] as number;
    if (other < value || (orEqual && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function winsorised(scores: Scores, share: number, result: Overdispersion): void {
  const { sorted } = ordered(scores);
  const low = sampleQuantile(sorted, share);
  const high = sampleQuantile(sorted, 1 - share);
  if (low === null || high === null) return;
  for (let row = 0; row < scores.score.length; row += 1) {
    if (scores.score.defined[row] !== 1) continue;
    const score = scores.score.values[row] as number;
    setAt(result.score, row, Math.min(high, Math.max(low, score)));
    if (score < low || score > high) result.trimmed[row] = 1;
  }
}

function truncated(scores: Scores, share: number, result: Overdispersion): void {
  const { sorted, withoutScore } = ordered(scores);
  const units = sorted.length + withoutScore;
  const groups = 1 / share;
  for (let row = 0; row < scores.score.length; row += 1) {
    if (scores.standardError.defined[row] !== 1) continue;
    const score = scores.score.values[row] as number;
    const hasScore = scores.score.defined[row] === 1;
    const below = hasScore ? withoutScore + countBelow(sorted, score, false) : 0;
    const upTo = hasScore ? withoutScore + countBelow(sorted, score, true) : withoutScore;
    const rank = (below + 1 + upTo) / 2;
    const group = Math.floor((rank * groups) / (units + 1));
    if (group < 1 || group >= groups - 1) result.trimmed[row] = 1;
    else if (hasScore) setAt(result.score, row, score);
  }
}

/** φ and τ² of the scores that are left. */
function estimate({ score }: Overdispersion, standardError: Column): Pick<Overdispersion, 'phi' | 'tau2' | 'units'> {
  let units = 0;
  let squares = 0;
  let weights = 0;
  let squaredWeights = 0;
  for (let row = 0; row < score.length; row += 1) {
    if (score.defined[row] !== 1) continue;
    units += 1;
    squares += (score.values[row] as number) ** 2;
    const weight = (standardError.values[row] as number) ** -2;
    weights += weight;
    squaredWeights += weight * weight;
  }
  if (units === 0) return { phi: null, tau2: null, units };
  const tau2 = units < 2 ? null : Math.max(0, (squares - (units - 1)) / (weights - squaredWeights / weights));
  return { phi: squares / units, tau2, units };
}

/**
 * Over-dispersion: how much more units differ than chance allows, as a factor φ on the variance and as a variance τ²
 * between units that is added to each unit's own.
 *
 * φ is the mean squared score about the target, not about the mean of the scores. τ² is the moment estimate
 * max(0, (nφ − (n − 1)) / (Σw − Σw²/Σw)), w = 1/s², over the units that are left, and 0 when nφ < n − 1.
 * Ranks of tied scores are averaged. A unit with a standard error but no score (no event on a log scale) takes the
 * lowest rank and is left out. Poor with few units: with fewer than about 10, one unit in each tail is trimmed or none.
 *
 * Spiegelhalter DJ. Handling over-dispersion of performance indicators. Quality and Safety in Health Care
 * 2005;14:347-351. DerSimonian R, Laird N. Meta-analysis in clinical trials. Controlled Clinical Trials 1986;7:177-188.
 *
 * @throws RangeError when the share is not above 0 and below a half
 */
export function overdispersion({ score, standardError }: Scores, { trim, share = 0.1 }: TrimOptions): Overdispersion {
  if (!(share > 0 && share < 0.5)) throw new RangeError(`share trimmed in each tail must be above 0 and below 0.5: ${share}`);
  const result = { phi: null, tau2: null, units: 0, score: emptyColumn(score.length), trimmed: new Uint8Array(score.length) };
  if (trim === 'winsorise') winsorised({ score, standardError }, share, result);
  else if (trim === 'truncate') truncated({ score, standardError }, share, result);
  else for (let row = 0; row < score.length; row += 1) if (score.defined[row] === 1) setAt(result.score, row, score.values[row] as number);
  return { ...result, ...estimate(result, standardError) };
}
