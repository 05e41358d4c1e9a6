/** Pieces that the gamma and beta distributions share; internal to stats/distributions.ts. */

const halfLogTwoPi = 0.9189385332046728;

/**
 * t - ln(1 + t), without loss of digits near 0. `ratio` is 1 + t as the caller knows it, which may hold digits that
 * 1 + t has lost when t is close to -1.
 */
export function logExcess(t: number, ratio: number): number {
  if (t < -0.5) return t - Math.log(ratio);
  if (t > 1) return t - Math.log1p(t);
  // ln(1+t) = 2 artanh(r) with r = t/(2+t), and t - 2r = tr.
  const r = t / (2 + t);
  const square = r * r;
  let power = square;
  let sum = 1 / 3;
  for (let odd = 5; power > 1e-17; odd += 2, power *= square) sum += power / odd;
  return r * (t - 2 * square * sum);
}

/** ln Γ(a+1) - (a + ½) ln a + a - ½ ln 2π for a above 0: what Stirling's formula leaves (DLMF 5.11.1). */
export function stirlingError(a: number): number {
  let shifted = a;
  let sum = 0;
  for (; shifted < 15; shifted += 1) sum += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
  const s = 1 / (shifted * shifted);
  return sum + (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360_360 - s / 156)))))) / shifted;
}

/** ln Γ(a) for a above 0. */
export function logGamma(a: number): number {
  if (!(a > 0 && a < Number.POSITIVE_INFINITY)) throw new RangeError(`argument of logGamma must be a finite number above 0: ${a}`);
  return stirlingError(a) + (a - 0.5) * Math.log(a) - a + halfLogTwoPi;
}
