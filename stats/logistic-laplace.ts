/** Events and trials of each unit. */
export interface Trials {
  events: Float64Array;
  trials: Float64Array;
}

/** Laplace's approximation to the likelihood of a random-intercept logistic model, at one intercept and deviation. */
export interface LaplaceLikelihood {
  intercept: number;
  /** Without the binomial coefficients. */
  logLikelihood: number;
  slopeOfIntercept: number;
  slopeOfDeviation: number;
  /** Expected-size curvature by the intercept, always above 0. */
  information: number;
  /** Standardised effect of each unit at its most likely, and the curvature there. */
  mode: Float64Array;
  curvature: Float64Array;
}

const logistic = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const logOnePlusExp = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

/**
 * With b_i standard normal and log odds eta = mu + s b, each unit contributes x eta - n log(1 + e^eta) - b^2 / 2 -
 * log(h) / 2 at the b that makes the first three largest, h = 1 + s^2 n p (1 - p) being the curvature there. Slopes are
 * exact: the mode moves with the parameters by d eta / d mu = 1 / h.
 */
export function laplaceLikelihood({ events, trials }: Trials, intercept: number, deviation: number, start?: Float64Array): LaplaceLikelihood {
  const mode = new Float64Array(events.length);
  const curvature = new Float64Array(events.length);
  const result = { intercept, logLikelihood: 0, slopeOfIntercept: 0, slopeOfDeviation: 0, information: 0, mode, curvature };
  for (let unit = 0; unit < events.length; unit += 1) {
    const x = events[unit] as number;
    const n = trials[unit] as number;
    const b = likeliestEffect(x, n, intercept, deviation, start?.[unit] ?? 0);
    const eta = intercept + deviation * b;
    const p = logistic(eta);
    const spread = n * p * (1 - p);
    const skew = spread * (1 - 2 * p);
    const h = 1 + deviation * deviation * spread;
    const residual = x - n * p;
    const move = (b + deviation * residual) / h;
    mode[unit] = b;
    curvature[unit] = h;
    result.logLikelihood += x * eta - n * logOnePlusExp(eta) - 0.5 * (b * b + Math.log(h));
    result.slopeOfIntercept += residual - (0.5 * deviation * deviation * skew) / (h * h);
    result.slopeOfDeviation += residual * b - (0.5 * (2 * deviation * spread + deviation * deviation * skew * move)) / h;
    result.information += spread / h;
  }
  return result;
}

/** Root of s (x - n p) - b, which falls in b: Newton's method, or halving the bracket where that leaves it or hardly shortens the step. */
function likeliestEffect(x: number, n: number, intercept: number, deviation: number, start: number): number {
  let [low, high] = [deviation * (x - n), deviation * x];
  let b = Math.min(high, Math.max(low, start));
  let before = high - low;
  for (let step = 0; step < 200 && low < high; step += 1) {
    const p = logistic(intercept + deviation * b);
    const slope = deviation * (x - n * p) - b;
    if (slope > 0) low = b;
    else high = b;
    const change = slope / (1 + deviation * deviation * n * p * (1 - p));
    const inside = b + change >= low && b + change <= high && Math.abs(change) <= before / 2;
    const next = inside ? b + change : (low + high) / 2;
    before = Math.abs(next - b);
    b = next;
    if (before <= 1e-14 * Math.max(1, Math.abs(b))) break;
  }
  return b;
}
