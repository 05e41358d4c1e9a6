import { logExcess, stirlingError } from './log-gamma.ts';
import { normalTail } from './normal-tail.ts';

/** Regularised incomplete gamma functions P(a, x) and Q(a, x); internal to stats/distributions.ts. */

/** x^a e^-x / Γ(a+1) by the saddle-point form: Loader C. Fast and accurate computation of binomial probabilities, 2000. */
export const gammaTerm = (a: number, x: number): number => Math.exp(-stirlingError(a) - a * logExcess((x - a) / a, x / a)) / Math.sqrt(2 * Math.PI * a);

/** P(a, x) for a above 0 and x of at least 0, with all its digits where it is small. */
export function lowerGamma(a: number, x: number): number {
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  const eta = isNearMean(a, x);
  if (eta !== null) return eta < 0 ? uniformTail(a, eta) : 1 - uniformTail(a, eta);
  return x > a + 1 ? 1 - upperFraction(a, x) : lowerSeries(a, x);
}

/** Q(a, x) = 1 - P(a, x), with all its digits where it is small. */
export function upperGamma(a: number, x: number): number {
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const eta = isNearMean(a, x);
  if (eta !== null) return eta < 0 ? 1 - uniformTail(a, eta) : uniformTail(a, eta);
  return x > a + 1 ? upperFraction(a, x) : 1 - lowerSeries(a, x);
}

/** P(a, x) as a sum of positive terms: DLMF 8.11.4. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-17 * sum; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.min(1, sum * gammaTerm(a, x));
}

/** Q(a, x) as a continued fraction (DLMF 8.9.2, evaluated by Lentz's method). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 100_000; n += 1) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return Math.min(1, a * gammaTerm(a, x) * fraction);
}

/**
 * Coefficients of f(η) = η/(λ-1) = dλ/dη - η, where ½η² = λ - 1 - ln λ: from those of λ - 1 = η + η²/3 + η³/36 - ...,
 * which follow from (λ-1) dλ/dη = ηλ.
 */
const uniformCoefficients: Float64Array = (() => {
  const terms = 36;
  const alpha = new Float64Array(terms + 2);
  alpha[1] = 1;
  for (let n = 2; n <= terms + 1; n += 1) {
    let sum = alpha[n - 1] ?? 0;
    for (let k = 2; k < n; k += 1) sum -= (alpha[k] ?? 0) * (n + 1 - k) * (alpha[n + 1 - k] ?? 0);
    alpha[n] = sum / (n + 1);
  }
  return Float64Array.from({ length: terms + 1 }, (_, n) => (n + 1) * (alpha[n + 1] ?? 0) - (n === 1 ? 1 : 0));
})();

/** The η of the uniform expansion when a is large and x close enough to it for the expansion to hold. */
function isNearMean(a: number, x: number): number | null {
  if (a < 60 || Math.abs(x - a) > 0.7 * a) return null;
  const eta = Math.sqrt(2 * logExcess((x - a) / a, x / a));
  return x < a ? -eta : eta;
}

/**
 * Smaller tail, P(a, x) for η < 0 or Q(a, x) for η >= 0, by Temme's uniform expansion
 * Q = ½ erfc(η√(a/2)) + e^(-½aη²)/√(2πa) S(η), with the power series of S by backward recurrence.
 *
 * Temme NM. The asymptotic expansion of the incomplete gamma functions. SIAM J Math Anal 1979;10:757-766; recurrence
 * as in Gil A, Segura J, Temme NM. SIAM J Sci Comput 2012;34:A2965-A2981.
 */
function uniformTail(a: number, eta: number): number {
  let later = 0;
  let next = 0;
  let sum = 0;
  for (let n = uniformCoefficients.length - 1; n >= 1; n -= 1) {
    const beta = (uniformCoefficients[n] ?? 0) + ((n + 1) * later) / a;
    later = next;
    next = beta;
    sum = sum * eta + beta;
  }
  const correction = (Math.exp(-0.5 * a * eta * eta) / Math.sqrt(2 * Math.PI * a)) * (sum / (1 + later / a));
  return eta < 0 ? normalTail(-eta * Math.sqrt(a)) - correction : normalTail(eta * Math.sqrt(a)) + correction;
}
