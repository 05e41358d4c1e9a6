import jstat from 'jstat';

/**
 * Distribution functions and quantiles used by the library. Probabilities are within 0 to 1; impossible arguments are
 * refused with their value.
 */

const assertProbability = (probability: number): void => {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`probability must be within 0 to 1: ${probability}`);
};

/** P(Z <= z) of the standard normal distribution. */
export const normalCdf = (z: number): number => jstat.normal.cdf(z, 0, 1);

/** The z with P(Z <= z) = probability. */
export function normalQuantile(probability: number): number {
  assertProbability(probability);
  return jstat.normal.inv(probability, 0, 1);
}

/** P(T <= t) of Student's t with (possibly fractional) degrees of freedom. */
export const studentTCdf = (t: number, degrees: number): number => jstat.studentt.cdf(t, degrees);

export function studentTQuantile(probability: number, degrees: number): number {
  assertProbability(probability);
  return jstat.studentt.inv(probability, degrees);
}

/** P(X <= x) of a gamma distribution with scale 1. */
export const gammaCdf = (x: number, shape: number): number => jstat.gamma.cdf(x, shape, 1);

export function gammaQuantile(probability: number, shape: number): number {
  assertProbability(probability);
  return shape === 0 ? 0 : jstat.gamma.inv(probability, shape, 1);
}

/** Chi-square with `degrees` degrees of freedom; 0 degrees is the constant 0. */
export const chiSquareCdf = (x: number, degrees: number): number => gammaCdf(x / 2, degrees / 2);
export const chiSquareQuantile = (probability: number, degrees: number): number => 2 * gammaQuantile(probability, degrees / 2);

export const betaCdf = (x: number, a: number, b: number): number => jstat.beta.cdf(x, a, b);

export function betaQuantile(probability: number, a: number, b: number): number {
  assertProbability(probability);
  return jstat.beta.inv(probability, a, b);
}
