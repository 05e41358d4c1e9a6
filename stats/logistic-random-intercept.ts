import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { logGamma } from './distributions.ts';
import { type LaplaceLikelihood, laplaceLikelihood, type Trials } from './logistic-laplace.ts';

export interface LogisticRandomIntercept {
  /** Log odds of a unit at the middle of the distribution, and its standard error; null where the data do not define them. */
  intercept: number | null;
  interceptStandardError: number | null;
  /** Standard deviation of the units' log odds. */
  deviation: number | null;
  /** Laplace's approximation to the log likelihood, binomial coefficients included. */
  logLikelihood: number | null;
  /** Each unit's most likely departure from the intercept, in log odds, and its conditional standard deviation. */
  effect: Column;
  effectDeviation: Column;
}

/**
 * Shrunken log odds of units by a random-intercept logistic model: x_i of n_i are binomial with log odds mu + u_i, and
 * u_i normal with mean 0. For proportions of small units, where the normal approximation of `empiricalBayes` fails.
 *
 * Maximum likelihood by Laplace's approximation (adaptive quadrature with one point), which understates the deviation
 * when units have only a handful of trials. Conditional standard deviations take intercept and deviation as known. A row
 * with null or no trial is left out and not defined; so is the whole when fewer than two units remain, no trial or every
 * trial is an event, or the likelihood still rises at a deviation of 28 log odds (units of one or two trials each).
 *
 * Breslow NE, Clayton DG. Approximate inference in generalized linear mixed models. JASA 1993;88:9-25. Bates D, Maechler
 * M, Bolker B, Walker S. Fitting linear mixed-effects models using lme4. J Stat Softw 2015;67(1).
 *
 * @throws RangeError naming row and value where a count is negative, not whole, not finite or above its denominator
 */
export function logisticRandomIntercept({ numerator, denominator }: { numerator: NumbersIn; denominator: NumbersIn }): LogisticRandomIntercept {
  const length = assertSameLength({ numerator, denominator });
  const { rows, trials } = knownTrials(numerator, denominator, length);
  const columns = { effect: emptyColumn(length), effectDeviation: emptyColumn(length) };
  const [events, all] = [total(trials.events), total(trials.trials)];
  const best = rows.length < 2 || events === 0 || events === all ? null : likeliestDeviation(trials, Math.log(events / (all - events)));
  if (best === null) return { intercept: null, interceptStandardError: null, deviation: null, logLikelihood: null, ...columns };
  const { deviation, at } = best;
  for (const [unit, row] of rows.entries()) {
    setAt(columns.effect, row, deviation === 0 ? 0 : deviation * (at.mode[unit] as number));
    setAt(columns.effectDeviation, row, deviation / Math.sqrt(at.curvature[unit] as number));
  }
  return {
    intercept: at.intercept,
    interceptStandardError: standardError(trials, at.intercept, deviation),
    deviation,
    logLikelihood: at.logLikelihood + coefficients(trials),
    ...columns,
  };
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function knownTrials(numerator: NumbersIn, denominator: NumbersIn, length: number): { rows: number[]; trials: Trials } {
  const rows: number[] = [];
  for (let row = 0; row < length; row += 1) {
    const x = numerator[row] ?? null;
    const n = denominator[row] ?? null;
    if ((x !== null && !(Number.isInteger(x) && x >= 0)) || (n !== null && !(Number.isInteger(n) && n >= 0)) || (x !== null && n !== null && x > n))
      throw new RangeError(`row ${row}: impossible count of trials ${x} of ${n}`);
    if (x !== null && n !== null && n > 0) rows.push(row);
  }
  return {
    rows,
    trials: { events: Float64Array.from(rows, (row) => numerator[row] as number), trials: Float64Array.from(rows, (row) => denominator[row] as number) },
  };
}

/** Sum of the logs of the binomial coefficients. */
function coefficients({ events, trials }: Trials): number {
  let sum = 0;
  for (let unit = 0; unit < events.length; unit += 1) {
    const [x, n] = [events[unit] as number, trials[unit] as number];
    sum += logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1);
  }
  return sum;
}

/** Deviations tried first, in log odds: 0, then from 0.01 each 1.7 times the last, to 28. */
const grid = [0, ...Array.from({ length: 16 }, (_, step) => 0.01 * 1.7 ** step)];

/** Precision of the intercept on the grid, and in the end. */
const [coarse, fine] = [1e-4, 1e-12];

/** The deviation of the highest likelihood, every other parameter being at its best; null when it lies beyond the grid. */
function likeliestDeviation(trials: Trials, start: number): { deviation: number; at: LaplaceLikelihood } | null {
  let last: LaplaceLikelihood | undefined;
  const profile = (deviation: number, precision: number): LaplaceLikelihood => {
    last = bestIntercept(trials, last?.intercept ?? start, deviation, precision, last?.mode);
    return last;
  };
  const tried = grid.map((deviation) => profile(deviation, coarse));
  const best = tried.reduce((highest, { logLikelihood }, place) => (logLikelihood > (tried[highest]?.logLikelihood ?? 0) ? place : highest), 0);
  // The likelihood is even in the deviation, so that its slope at 0 is 0: look just beside it.
  let inner = best === 0 ? 1e-6 : (grid[best] as number);
  last = tried[best];
  let at = profile(inner, fine);
  const rises = at.slopeOfDeviation > 0;
  if (best === grid.length - 1 && rises) return null;
  if (best === 0 && !rises) return { deviation: 0, at: profile(0, fine) };
  let outer = grid[rises ? best + 1 : best - 1] ?? inner;
  let [innerSlope, outerSlope] = [at.slopeOfDeviation, (tried[rises ? best + 1 : best - 1] ?? at).slopeOfDeviation];
  // From the best of the grid the slope points inwards: false position (Illinois), or halves where the far slope does too.
  for (let step = 0; step < 200 && Math.abs(outer - inner) > 1e-12 * outer; step += 1) {
    const crossing = innerSlope > 0 !== outerSlope > 0 ? inner - (innerSlope * (outer - inner)) / (outerSlope - innerSlope) : (inner + outer) / 2;
    const next = crossing === inner || crossing === outer ? (inner + outer) / 2 : crossing;
    const there = profile(next, fine);
    const moved = Math.abs(next - inner);
    if (there.slopeOfDeviation > 0 === rises && there.logLikelihood >= at.logLikelihood - 1e-12 * Math.abs(at.logLikelihood)) {
      [inner, innerSlope, at] = [next, there.slopeOfDeviation, there];
      outerSlope /= 2;
      if (moved < 1e-11 * inner) break;
    } else {
      [outer, outerSlope] = [next, there.slopeOfDeviation];
      innerSlope /= 2;
    }
  }
  return climbed(trials, inner, at);
}

/** Reaches of the last look around, in log odds; a gain starts them again. */
const reaches = [0.1, 0.03, 0.01, 1e-3, 1e-4, 1e-5, 1e-6];

/**
 * A last look around. Where nearly all units have no event (or all of them), the surface can have several maxima, and a
 * zero slope along one ridge is not yet the highest point: steps are taken in either parameter until none gains.
 */
function climbed(trials: Trials, deviation: number, at: LaplaceLikelihood): { deviation: number; at: LaplaceLikelihood } {
  let best = { deviation, at };
  let gained = false;
  for (let place = 0; place < (gained ? reaches.length : 2); place += 1) {
    const reach = reaches[place] as number;
    for (const [i, d] of [
      [reach, 0],
      [-reach, 0],
      [0, reach],
      [0, -reach],
    ] as const) {
      const there = Math.abs(best.deviation + d);
      const tried = bestIntercept(trials, best.at.intercept + i, there, fine);
      if (tried.logLikelihood <= best.at.logLikelihood + 1e-10 * Math.max(1, Math.abs(best.at.logLikelihood))) continue;
      best = { deviation: there, at: tried };
      gained = true;
      place = -1;
      break;
    }
  }
  return best;
}

/** The best intercept at one deviation: Newton's method with a curvature that is always positive, steps halved until they gain. */
function bestIntercept(trials: Trials, start: number, deviation: number, precision: number, mode?: Float64Array): LaplaceLikelihood {
  let at = laplaceLikelihood(trials, start, deviation, mode);
  for (let step = 0; step < 100; step += 1) {
    let change = Math.max(-2, Math.min(2, at.slopeOfIntercept / at.information));
    const least = precision * Math.max(1, Math.abs(at.intercept));
    let next = laplaceLikelihood(trials, at.intercept + change, deviation, at.mode);
    while (next.logLikelihood < at.logLikelihood && Math.abs(change) > least) {
      change /= 2;
      next = laplaceLikelihood(trials, at.intercept + change, deviation, at.mode);
    }
    at = next;
    if (Math.abs(change) <= least) break;
  }
  return at;
}

/** From the observed information of intercept and deviation together, by central differences of the exact slopes. */
function standardError(trials: Trials, intercept: number, deviation: number): number | null {
  const step = 1e-5;
  const slopes = (i: number, d: number) => {
    const { slopeOfIntercept, slopeOfDeviation } = laplaceLikelihood(trials, i, d);
    return [slopeOfIntercept, slopeOfDeviation] as const;
  };
  const [up, down] = [slopes(intercept + step, deviation), slopes(intercept - step, deviation)];
  const information = -(up[0] - down[0]) / (2 * step);
  if (deviation < 10 * step) return 1 / Math.sqrt(information);
  const [more, less] = [slopes(intercept, deviation + step), slopes(intercept, deviation - step)];
  const both = -(up[1] - down[1]) / (2 * step);
  const ofDeviation = -(more[1] - less[1]) / (2 * step);
  const variance = ofDeviation / (information * ofDeviation - both * both);
  return variance > 0 && variance < Number.POSITIVE_INFINITY ? Math.sqrt(variance) : null;
}
