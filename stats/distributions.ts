import { type BetaPoint, betaPoint, betaTerm, incompleteBeta, incompleteBetaUpper } from './incomplete-beta.ts';
import { gammaTerm, lowerGamma, upperGamma } from './incomplete-gamma.ts';
import { normalTail, normalTailQuantile } from './normal-tail.ts';
import { solveTail } from './solve-tail.ts';

export { logGamma } from './log-gamma.ts';

/**
 * Distribution functions and quantiles used by the library. Each has a form for the upper tail, P(X > x), which keeps
 * its digits where 1 - P(X <= x) would lose them. Probabilities are within 0 to 1; impossible arguments are refused
 * with their value. Relative errors over the range tested are in test/stats/distributions.test.ts.
 */

function assertProbability(probability: number): void {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`probability must be within 0 to 1: ${probability}`);
}

function assertNumber(name: string, value: number): void {
  if (Number.isNaN(value)) throw new RangeError(`${name} is not a number: ${value}`);
}

function assertAbove(name: string, value: number, least: number, orEqual = false): void {
  const holds = Number.isFinite(value) && (value > least || (orEqual && value === least));
  if (!holds) throw new RangeError(`${name} must be a finite number ${orEqual ? 'of at least' : 'above'} ${least}: ${value}`);
}

/** P(Z <= z) of the standard normal distribution. */
export const normalCdf = (z: number): number => normalUpperTail(-z);

/** P(Z > z). */
export function normalUpperTail(z: number): number {
  assertNumber('z', z);
  return normalTail(z);
}

/** ln P(Z <= z), finite where P itself is too small to be held. */
export function normalLogCdf(z: number): number {
  if (z >= 0) return Math.log1p(-normalUpperTail(z));
  if (z > -37) return Math.log(normalCdf(z));
  const inverse = 1 / (z * z);
  return -0.5 * z * z - Math.log(-z * Math.sqrt(2 * Math.PI)) + Math.log1p(-inverse * (1 - 3 * inverse));
}

/** Density of the standard normal distribution. */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** The z with P(Z <= z) = probability; infinite at 0 and 1. */
export const normalQuantile = (probability: number): number => 0 - normalUpperQuantile(probability);

/** The z with P(Z > z) = tail. */
export function normalUpperQuantile(tail: number): number {
  assertProbability(tail);
  if (tail === 0) return Number.POSITIVE_INFINITY;
  return tail === 1 ? Number.NEGATIVE_INFINITY : normalTailQuantile(tail);
}

/** P(T <= t) of Student's t with (possibly fractional) degrees of freedom; infinitely many make it normal. */
export const studentTCdf = (t: number, degrees: number): number => studentTUpperTail(-t, degrees);

/** P(T > t). */
export function studentTUpperTail(t: number, degrees: number): number {
  assertNumber('t', t);
  if (degrees === Number.POSITIVE_INFINITY) return normalTail(t);
  assertAbove('degrees of freedom', degrees, 0);
  const tail = 0.5 * incompleteBeta(studentPoint(t, degrees));
  return t > 0 ? tail : 1 - tail;
}

function studentPoint(t: number, degrees: number): BetaPoint {
  const ratio = (t / degrees) * t;
  const a = degrees / 2;
  const x = 1 / (1 + ratio);
  const y = ratio === Number.POSITIVE_INFINITY ? 1 : ratio / (1 + ratio);
  return { a, b: 0.5, x, y, excess: (a * ratio - 0.5) * x };
}

/** The t with P(T <= t) = probability; infinite at 0 and 1. */
export const studentTQuantile = (probability: number, degrees: number): number => 0 - studentTUpperQuantile(probability, degrees);

/** The t with P(T > t) = tail. */
export function studentTUpperQuantile(tail: number, degrees: number): number {
  assertProbability(tail);
  if (degrees === Number.POSITIVE_INFINITY) return normalUpperQuantile(tail);
  assertAbove('degrees of freedom', degrees, 0);
  if (tail > 0.5) return -studentTUpperQuantile(1 - tail, degrees);
  if (tail === 0.5) return 0;
  if (tail === 0) return Number.POSITIVE_INFINITY;
  const scale = Math.sqrt(degrees);
  const look = (t: number) => {
    const point = studentPoint(t, degrees);
    // The density in t is betaTerm / t, and dt/du = √(degrees + t²) for t = √degrees · sinh u.
    return { tail: 0.5 * incompleteBeta(point), slope: betaTerm(point.a, point.b, point.x, point.y, point.excess) * Math.hypot(1, scale / t) };
  };
  const move = (t: number, step: number) => Math.max(t / 8, t * Math.cosh(step) + Math.hypot(scale, t) * Math.sinh(step));
  return solveTail(normalTailQuantile(tail), tail, -1, look, move);
}

/** P(X <= x) of a gamma distribution with scale 1; shape 0 is the constant 0. */
export const gammaCdf = (x: number, shape: number): number => gammaTail(x, shape, lowerGamma, 1);

/** P(X > x). */
export const gammaUpperTail = (x: number, shape: number): number => gammaTail(x, shape, upperGamma, 0);

function gammaTail(x: number, shape: number, tail: (shape: number, x: number) => number, constant: 0 | 1): number {
  assertNumber('x', x);
  assertAbove('shape', shape, 0, true);
  if (x < 0) return 1 - constant;
  return shape === 0 ? constant : tail(shape, x);
}

/** The x with P(X <= x) = probability; infinite at 1. */
export function gammaQuantile(probability: number, shape: number): number {
  assertProbability(probability);
  return probability > 0.5 ? gammaUpperSolution(1 - probability, shape) : gammaLowerSolution(probability, shape);
}

/** The x with P(X > x) = tail. */
export function gammaUpperQuantile(tail: number, shape: number): number {
  assertProbability(tail);
  return tail > 0.5 ? gammaLowerSolution(1 - tail, shape) : gammaUpperSolution(tail, shape);
}

function gammaLowerSolution(probability: number, shape: number): number {
  assertAbove('shape', shape, 0, true);
  if (shape === 0 || probability === 0) return 0;
  const start = wilsonHilferty(-normalTailQuantile(probability), shape);
  return solveTail(start, probability, 1, (x) => ({ tail: lowerGamma(shape, x), slope: shape * gammaTerm(shape, x) }), stepInLog);
}

function gammaUpperSolution(tail: number, shape: number): number {
  assertAbove('shape', shape, 0, true);
  if (shape === 0) return 0;
  if (tail === 0) return Number.POSITIVE_INFINITY;
  const start = wilsonHilferty(normalTailQuantile(tail), shape);
  return solveTail(start, tail, -1, (x) => ({ tail: upperGamma(shape, x), slope: shape * gammaTerm(shape, x) }), stepInLog);
}

const stepInLog = (x: number, step: number): number => x * Math.exp(Math.max(-40, Math.min(40, step)));

/** First guess at a quantile: Wilson EB, Hilferty MM. The distribution of chi-square. PNAS 1931;17:684-688. */
const wilsonHilferty = (z: number, shape: number): number => shape * Math.max(0.05, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;

/** Chi-square with `degrees` degrees of freedom; 0 degrees is the constant 0. */
export const chiSquareCdf = (x: number, degrees: number): number => gammaCdf(x / 2, degrees / 2);
export const chiSquareUpperTail = (x: number, degrees: number): number => gammaUpperTail(x / 2, degrees / 2);
export const chiSquareQuantile = (probability: number, degrees: number): number => 2 * gammaQuantile(probability, degrees / 2);
export const chiSquareUpperQuantile = (tail: number, degrees: number): number => 2 * gammaUpperQuantile(tail, degrees / 2);

/** P(X <= x) of a beta distribution. */
export const betaCdf = (x: number, a: number, b: number): number => incompleteBeta(checkedBetaPoint(x, a, b));

/** P(X > x). */
export const betaUpperTail = (x: number, a: number, b: number): number => incompleteBetaUpper(checkedBetaPoint(x, a, b));

function checkedBetaPoint(x: number, a: number, b: number): BetaPoint {
  assertNumber('x', x);
  assertAbove('a', a, 0);
  assertAbove('b', b, 0);
  return betaPoint(a, b, Math.min(1, Math.max(0, x)));
}

/** The x with P(X <= x) = probability. */
export function betaQuantile(probability: number, a: number, b: number): number {
  assertProbability(probability);
  return probability > 0.5 ? betaSolution(1 - probability, a, b, -1) : betaSolution(probability, a, b, 1);
}

/** The x with P(X > x) = tail. */
export function betaUpperQuantile(tail: number, a: number, b: number): number {
  assertProbability(tail);
  return tail > 0.5 ? betaSolution(1 - tail, a, b, 1) : betaSolution(tail, a, b, -1);
}

function betaSolution(tail: number, a: number, b: number, direction: 1 | -1): number {
  assertAbove('a', a, 0);
  assertAbove('b', b, 0);
  if (tail === 0) return direction === 1 ? 0 : 1;
  const look = (point: BetaPoint) => ({
    tail: direction === 1 ? incompleteBeta(point) : incompleteBetaUpper(point),
    slope: betaTerm(a, b, point.x, point.y, point.excess),
  });
  const z = -direction * normalTailQuantile(tail);
  const start = Math.log(a / b) + z * Math.sqrt(1 / a + 1 / b);
  return solveTail(pointOfLogit(a, b, start), tail, direction, look, moveInLogit).x;
}

function pointOfLogit(a: number, b: number, logit: number): BetaPoint {
  const near = betaPoint(a, b, 1 / (1 + Math.exp(-Math.max(-600, Math.min(600, logit)))));
  return logit > 0 ? { ...near, y: 1 / (1 + Math.exp(logit)) } : near;
}

/** Moves a point by a step in logit x, keeping the digits of the smaller of x and y. */
function moveInLogit({ a, b, x, y }: BetaPoint, step: number): BetaPoint {
  const factor = Math.exp(Math.max(-40, Math.min(40, step)));
  const total = x * factor + y;
  if (x * factor < y) return betaPoint(a, b, (x * factor) / total);
  const mirrored = betaPoint(b, a, y / total);
  return { a, b, x: mirrored.y, y: mirrored.x, excess: -mirrored.excess };
}

/** P(X <= x) of the F distribution. */
export const fCdf = (x: number, degrees1: number, degrees2: number): number => incompleteBeta(fPoint(x, degrees1, degrees2));

/** P(X > x). */
export const fUpperTail = (x: number, degrees1: number, degrees2: number): number => incompleteBetaUpper(fPoint(x, degrees1, degrees2));

function fPoint(x: number, degrees1: number, degrees2: number): BetaPoint {
  assertNumber('x', x);
  assertAbove('numerator degrees of freedom', degrees1, 0);
  assertAbove('denominator degrees of freedom', degrees2, 0);
  const ratio = (degrees1 * Math.max(0, x)) / degrees2;
  const y = 1 / (1 + ratio);
  const share = ratio === Number.POSITIVE_INFINITY ? 1 : ratio / (1 + ratio);
  return { a: degrees1 / 2, b: degrees2 / 2, x: share, y, excess: 0.5 * degrees1 * (1 - Math.max(0, x)) * y };
}

/** P(X <= count) of a Poisson distribution. */
export function poissonCdf(count: number, mean: number): number {
  assertAbove('mean', mean, 0, true);
  return count < 0 ? 0 : gammaUpperTail(mean, wholeBelow(count) + 1);
}

/** P(X > count). */
export function poissonUpperTail(count: number, mean: number): number {
  assertAbove('mean', mean, 0, true);
  return count < 0 ? 1 : gammaCdf(mean, wholeBelow(count) + 1);
}

/** P(X <= count) of a binomial distribution: events among `trials`, each with `chance`. */
export function binomialCdf(count: number, trials: number, chance: number): number {
  assertBinomial(trials, chance);
  const k = wholeBelow(count);
  if (k < 0) return 0;
  return k >= trials ? 1 : betaUpperTail(chance, k + 1, trials - k);
}

/** P(X > count). */
export function binomialUpperTail(count: number, trials: number, chance: number): number {
  assertBinomial(trials, chance);
  const k = wholeBelow(count);
  if (k < 0) return 1;
  return k >= trials ? 0 : betaCdf(chance, k + 1, trials - k);
}

/** The smallest count with P(X <= count) of at least `probability`; a shortfall of rounding size counts as reached. */
export function binomialQuantile(probability: number, trials: number, chance: number): number {
  assertProbability(probability);
  assertBinomial(trials, chance);
  const aim = probability * (1 - 1e-14);
  const from = { low: -1, high: trials };
  while (from.high - from.low > 1) {
    const middle = Math.floor((from.low + from.high) / 2);
    if (binomialCdf(middle, trials, chance) >= aim) from.high = middle;
    else from.low = middle;
  }
  return from.high;
}

function assertBinomial(trials: number, chance: number): void {
  if (!(Number.isInteger(trials) && trials >= 0)) throw new RangeError(`trials must be a whole number of at least 0: ${trials}`);
  assertProbability(chance);
}

function wholeBelow(count: number): number {
  assertNumber('count', count);
  return Math.floor(count);
}
