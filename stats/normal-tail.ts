/** Standard normal tail and quantile by rational approximation; internal to stats/distributions.ts. */

type Coefficients = readonly number[];

function polynomial(x: number, coefficients: Coefficients, leading: number): number {
  let sum = leading;
  for (let place = 0; place < coefficients.length; place += 1) sum = sum * x + (coefficients[place] as number);
  return sum;
}

/** Numerator and denominator in x, highest power first; the denominator's leading 1 is left out. */
function rational(x: number, numerator: Coefficients, denominator: Coefficients): number {
  return polynomial(x, numerator, 0) / polynomial(x, denominator, 1);
}

// biome-ignore-start lint/correctness/noPrecisionLoss: printed as in the papers
const centreTop = [0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249];
const centreBottom = [47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];
const middleTop = [
  1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226, 2494.5375852903726711,
  6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
];
const middleBottom = [
  22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091, 34900.952721145977266, 38912.003286093271411,
  19685.429676859990727,
];
const farTop = [0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466, 2.9112874951168792e-5];
const farBottom = [1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244, 7.29751555083966205e-5];
// biome-ignore-end lint/correctness/noPrecisionLoss: printed as in the papers

/** exp(-z²/2) with z² split so that its rounding does not show. */
function gaussian(z: number): number {
  const whole = Math.trunc(z * 16) / 16;
  return Math.exp(-0.5 * whole * whole) * Math.exp(-0.5 * (z - whole) * (z + whole));
}

/**
 * P(Z > z) for any z, relative error about 1e-15 however small it is.
 *
 * Cody WJ. Rational Chebyshev approximations for the error function. Mathematics of Computation 1969;23:631-637, with
 * the coefficients for the normal integral of: Algorithm 715. ACM Trans Math Softw 1993;19:22-32.
 */
export function normalTail(z: number): number {
  const size = Math.abs(z);
  if (size <= 0.67448975) return 0.5 - z * rational(z * z, centreTop, centreBottom);
  const tail = size < 40 ? gaussian(size) * scaledTail(size) : 0;
  return z > 0 ? tail : 1 - tail;
}

function scaledTail(size: number): number {
  if (size <= 5.656854) return rational(size, middleTop, middleBottom);
  const inverse = 1 / (size * size);
  return (0.3989422804014327 - inverse * rational(inverse, farTop, farBottom)) / size;
}

// biome-ignore-start lint/correctness/noPrecisionLoss: printed as in the paper
const quantileCentreTop = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
  133.14166789178437745, 3.387132872796366608,
];
const quantileCentreBottom = [
  5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252,
];
const quantileMiddleTop = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055,
  4.6303378461565452959, 1.42343711074968357734,
];
const quantileMiddleBottom = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494,
  2.05319162663775882187,
];
const quantileFarTop = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358,
  5.4637849111641143699, 6.6579046435011037772,
];
const quantileFarBottom = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531,
  0.59983220655588793769,
];
// biome-ignore-end lint/correctness/noPrecisionLoss: printed as in the paper

/** As `rational`, with a denominator whose constant term is 1. */
function rationalOne(x: number, numerator: Coefficients, denominator: Coefficients): number {
  return polynomial(x, numerator, 0) / (polynomial(x, denominator, 0) * x + 1);
}

/**
 * The z with P(Z > z) = tail, for a tail above 0 and below 1; relative error about 1e-16.
 *
 * Wichura MJ. Algorithm AS 241: the percentage points of the normal distribution. Applied Statistics 1988;37:477-484.
 */
export function normalTailQuantile(tail: number): number {
  const fromCentre = 0.5 - tail;
  if (Math.abs(fromCentre) <= 0.425) return fromCentre * rationalOne(0.180625 - fromCentre * fromCentre, quantileCentreTop, quantileCentreBottom);
  const root = Math.sqrt(-Math.log(Math.min(tail, 1 - tail)));
  const size = root <= 5 ? rationalOne(root - 1.6, quantileMiddleTop, quantileMiddleBottom) : rationalOne(root - 5, quantileFarTop, quantileFarBottom);
  return fromCentre < 0 ? -size : size;
}
