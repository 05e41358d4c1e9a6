import type { Ordered } from './pairwise-ranks.ts';
import type { RandomGenerator } from './random.ts';

/** Standard normal errors of every unit in every draw, with the units of each draw in descending order of size. */
export interface ErrorDraws {
  draws: number;
  units: number;
  /** Draw d of unit u at d * units + u. */
  errors: Float64Array;
  bySize: Uint32Array;
}

export function drawErrors(units: number, draws: number, generator: RandomGenerator): ErrorDraws {
  const errors = new Float64Array(units * draws);
  const bySize = new Uint32Array(units * draws);
  for (let place = 0; place < errors.length; place += 1) errors[place] = generator.normal();
  for (let draw = 0; draw < draws; draw += 1) {
    const start = draw * units;
    const one = errors.subarray(start, start + units);
    const order = bySize.subarray(start, start + units);
    for (let unit = 0; unit < units; unit += 1) order[unit] = unit;
    order.sort((a, b) => Math.abs(one[b] as number) - Math.abs(one[a] as number));
  }
  return { draws, units, errors, bySize };
}

/**
 * Place of the critical value among `draws` ordered maxima: the smallest that keeps the level with the observed data
 * counted as one more draw.
 *
 * @throws RangeError when the coverage is not above 0 and below 1, or the draws are too few for it
 */
export function criticalPlace(draws: number, coverage: number): number {
  if (!(coverage > 0 && coverage < 1)) throw new RangeError(`coverage must be above 0 and below 1: ${coverage}`);
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`draws must be a whole number above 0: ${draws}`);
  const place = Math.ceil(coverage * (draws + 1) - 1e-9);
  if (place > draws) throw new RangeError(`too few draws for a coverage of ${coverage}: ${draws}`);
  return place - 1;
}

const criticalOf = (squares: Float64Array, place: number): number => Math.sqrt(squares.sort()[place] as number);

/**
 * Critical value of the largest studentised difference (e_i - e_j) / sqrt(v_i + v_j) over all ordered pairs whose
 * hypothesis "i is not above j" is not yet rejected: those for which (y_i - y_j) / sqrt(v_i + v_j) is at most
 * `rejected` (infinity: all). A pair told apart in one direction stays in the family for the other.
 *
 * By the Cauchy-Schwarz inequality no pair exceeds sqrt(z_i^2 + z_j^2), z being the standard errors drawn: so units are
 * taken in descending order of |z|, and each draw ends as soon as no pair left can beat the best.
 */
export function criticalOverPairs({ estimate, variance }: Ordered, { draws, units, errors, bySize }: ErrorDraws, place: number, rejected: number): number {
  const scale = variance.map(Math.sqrt);
  const limit = rejected * rejected;
  const squares = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    const start = draw * units;
    let best = 0;
    for (let a = 0; a < units - 1; a += 1) {
      const i = bySize[start + a] as number;
      const zi = errors[start + i] as number;
      const next = errors[start + (bySize[start + a + 1] as number)] as number;
      if (next * next <= best - zi * zi) break;
      const yi = estimate[i] as number;
      const vi = variance[i] as number;
      const ei = zi * (scale[i] as number);
      for (let b = a + 1; b < units; b += 1) {
        const j = bySize[start + b] as number;
        const zj = errors[start + j] as number;
        if (zj * zj <= best - zi * zi) break;
        const total = vi + (variance[j] as number);
        const difference = ei - zj * (scale[j] as number);
        const square = (difference * difference) / total;
        if (square <= best) continue;
        const gap = yi - (estimate[j] as number);
        if (difference * gap <= 0 || gap * gap <= limit * total) best = square;
      }
    }
    squares[draw] = best;
  }
  return criticalOf(squares, place);
}

/** The same over the ordered pairs that hold one unit. */
export function criticalOfUnit(
  unit: number,
  { estimate, variance }: Ordered,
  { draws, units, errors, bySize }: ErrorDraws,
  place: number,
  rejected: number,
): number {
  const scale = variance.map(Math.sqrt);
  const limit = rejected * rejected;
  const y = estimate[unit] as number;
  const v = variance[unit] as number;
  const squares = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    const start = draw * units;
    const z = errors[start + unit] as number;
    const error = z * (scale[unit] as number);
    let best = 0;
    for (let b = 0; b < units; b += 1) {
      const j = bySize[start + b] as number;
      const zj = errors[start + j] as number;
      if (zj * zj <= best - z * z) break;
      if (j === unit) continue;
      const total = v + (variance[j] as number);
      const difference = error - zj * (scale[j] as number);
      const square = (difference * difference) / total;
      if (square <= best) continue;
      const gap = y - (estimate[j] as number);
      if (difference * gap <= 0 || gap * gap <= limit * total) best = square;
    }
    squares[draw] = best;
  }
  return criticalOf(squares, place);
}
