import { logExcess, stirlingError } from './log-gamma.ts';

/**
 * Regularised incomplete beta function I_x(a, b); internal to stats/distributions.ts. Callers hand over y = 1 - x, and
 * excess = ay - bx (x below the mean a/(a+b) when it is positive), each with the digits that they know best.
 */
export interface BetaPoint {
  a: number;
  b: number;
  x: number;
  y: number;
  excess: number;
}

/** I_x(a, b) for a and b above 0, with all its digits where it is small. */
export function incompleteBeta({ a, b, x, y, excess }: BetaPoint): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (excess >= x - y) return Math.min(1, betaTerm(a, b, x, y, excess) * betaFraction(a, b, x, excess));
  return Math.max(0, 1 - betaTerm(b, a, y, x, -excess) * betaFraction(b, a, y, -excess));
}

/** The other tail: 1 - I_x(a, b) = I_y(b, a). */
export const incompleteBetaUpper = ({ a, b, x, y, excess }: BetaPoint): number => incompleteBeta({ a: b, b: a, x: y, y: x, excess: -excess });

/** x^a y^b / B(a, b) by the saddle-point form: Loader C. Fast and accurate computation of binomial probabilities, 2000. */
export function betaTerm(a: number, b: number, x: number, y: number, excess: number): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - a * logExcess(-excess / a, (n * x) / a) - b * logExcess(excess / b, (n * y) / b);
  return Math.exp(exponent) * Math.sqrt(((a / n) * b) / (2 * Math.PI));
}

/**
 * Continued fraction for I_x(a, b) / betaTerm below the mean, by Lentz's method; its terms take `excess`, so that
 * nothing cancels near the mean.
 *
 * DiDonato AR, Morris AH. Algorithm 708: significant digit computation of the incomplete beta function ratios.
 * ACM Trans Math Softw 1992;18:360-373.
 */
function betaFraction(a: number, b: number, x: number, excess: number): number {
  let c = Number.POSITIVE_INFINITY;
  let d = (a + 1) / (a * (excess + 1));
  let fraction = d;
  for (let m = 1; m < 100_000; m += 1) {
    const place = a + 2 * m;
    const shared = (m * (b - m) * x) / (place - 1);
    const numerator = (shared * (a + m - 1) * (a + b + m - 1) * x) / (place - 1);
    const denominator = m + shared + ((a + m) * (excess + 1 + m * (2 - x))) / (place + 1);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return fraction;
}

/** The point of a given x, its excess kept to all digits by an exact product. */
export function betaPoint(a: number, b: number, x: number): BetaPoint {
  const y = 1 - x;
  return { a, b, x, y, excess: x < 0.5 ? differenceOfProduct(a, a + b, x) : -differenceOfProduct(b, a + b, y) };
}

/** c - nx with the product exact: Dekker TJ. A floating-point technique for extending the available precision. 1971. */
function differenceOfProduct(c: number, n: number, x: number): number {
  const product = n * x;
  const nHigh = high(n);
  const xHigh = high(x);
  const rest = (n - nHigh) * (x - xHigh) - (product - nHigh * xHigh - (n - nHigh) * xHigh - nHigh * (x - xHigh));
  return c - product - rest;
}

const high = (value: number): number => {
  const scaled = 134_217_729 * value;
  return scaled - (scaled - value);
};
