import type { Codes } from './codes.ts';
import { assertSameLength, type NumbersIn } from './column.ts';
import type { Interval } from './interval.ts';
import { normalDeviate } from './normal.ts';
import type { RandomGenerator } from './random.ts';
import { sampleQuantile } from './sample-quantile.ts';

/** Scores of changes (see `yearOnYear`), one a unit and pair of years; null where there is none. */
export interface ChangeScores {
  score: NumbersIn;
  /** The unit that each score is of: its changes are drawn together for the interval. */
  unit: Codes;
}

export interface Dispersion extends Interval {
  /** Factor on the variance of chance: at least 1. Interval: 95%, by resampling units, also at least 1. */
  phi: number;
  /** Changes that it rests on. */
  changes: number;
  units: number;
}

export interface DispersionOptions {
  generator: RandomGenerator;
  /** Resamples of units for the interval. */
  draws?: number;
}

/** The share of changes that an interval with the factor phi is to hold. */
const coverage = 0.95;
const deviate = normalDeviate(coverage);

const factorOf = (extent: number | null): number => Math.max(1, ((extent ?? 0) / deviate) ** 2);

/**
 * Dispersion factor of published values: by how much the variance of chance must be multiplied for 95% of the changes
 * from year to year to lie within their own 95% intervals.
 *
 * phi = max(1, (q / 1.959964)^2), with q the 95% quantile (type 7) of the absolute scores. A quantile rather than the
 * mean square: one odd unit, or up to one change in twenty, cannot set it, and it is calibrated to the intervals that
 * are published. It presumes that what moves a unit off the course of all for a year is the noise that its value of one
 * year carries; a unit with a steady trend of its own makes it larger, never smaller. Its interval is the 2.5% to 97.5%
 * quantile over resampled units, all changes of a unit together. Null without a score.
 *
 * McCullagh P, Nelder JA. Generalized Linear Models. 2nd ed. 1989, section 4.5 (dispersion as a factor on the variance);
 * Spiegelhalter DJ. Handling over-dispersion of performance indicators. Qual Saf Health Care 2005;14:347-351. The
 * calibration to a quantile is ours: see METHODS.md for the test on years held out.
 *
 * @throws RangeError naming row and value for a score that is not finite
 */
export function dispersion({ score, unit }: ChangeScores, { generator, draws = 400 }: DispersionOptions): Dispersion | null {
  const sizes: number[] = [];
  const owner: number[] = [];
  assertSameLength({ score, unit });
  for (let row = 0; row < score.length; row += 1) {
    const z = score[row] ?? null;
    if (z === null) continue;
    if (!Number.isFinite(z)) throw new RangeError(`row ${row}: score must be finite: ${z}`);
    sizes.push(Math.abs(z));
    owner.push(unit[row] as number);
  }
  if (sizes.length === 0) return null;
  const order = sizes.map((_, place) => place).sort((a, b) => (sizes[b] as number) - (sizes[a] as number));
  const descending = { size: Float64Array.from(order, (place) => sizes[place] as number), owner: order.map((place) => owner[place] as number) };
  const units = [...new Set(owner)];
  const resampled = Float64Array.from({ length: draws }, () => factorOf(resampledExtent(descending, units, generator))).sort();
  return {
    phi: factorOf(sampleQuantile(descending.size.toReversed(), coverage)),
    lower: sampleQuantile(resampled, 0.025) ?? 1,
    upper: sampleQuantile(resampled, 0.975) ?? 1,
    changes: sizes.length,
    units: units.length,
  };
}

interface Descending {
  size: Float64Array;
  owner: readonly number[];
}

/** The 95% quantile of the absolute scores of units drawn with replacement, found from the largest down. */
function resampledExtent({ size, owner }: Descending, units: readonly number[], generator: RandomGenerator): number {
  const times = new Uint16Array(Math.max(...units) + 1);
  for (let draw = 0; draw < units.length; draw += 1) {
    const drawn = units[Math.floor(generator.uniform() * units.length)] as number;
    times[drawn] = (times[drawn] as number) + 1;
  }
  let total = 0;
  for (let row = 0; row < owner.length; row += 1) total += times[owner[row] as number] as number;
  // From the top, the type 7 quantile lies between the order statistics of these two places.
  const fromTop = (total - 1) * (1 - coverage);
  const at = (place: number): number => {
    let passed = 0;
    for (let row = 0; row < size.length; row += 1) {
      passed += times[owner[row] as number] as number;
      if (passed > place) return size[row] as number;
    }
    return 0;
  };
  const low = at(Math.floor(fromTop));
  return low + (fromTop - Math.floor(fromTop)) * (at(Math.ceil(fromTop)) - low);
}

export interface HeldOut {
  /** Share of changes within their 95% interval, each year judged by the factor of the other years. */
  adjusted: number;
  /** The same by chance alone. */
  naive: number;
  changes: number;
}

/**
 * Coverage on years held out: for each pair of years the factor is estimated from all other pairs, and the changes of
 * the pair left out are counted that lie within +-1.96 sqrt(phi). One list of scores a pair of years. Null with fewer
 * than two pairs.
 */
export function heldOutCoverage(pairs: readonly NumbersIn[]): HeldOut | null {
  const sizes = pairs.map((scores) => Array.from(scores).flatMap((z) => (z === null ? [] : [Math.abs(z)])));
  if (sizes.filter(({ length }) => length > 0).length < 2) return null;
  let [adjusted, naive, changes] = [0, 0, 0];
  for (const [pair, held] of sizes.entries()) {
    const rest = Float64Array.from(sizes.flatMap((other, place) => (place === pair ? [] : other))).sort();
    const limit = deviate * Math.sqrt(factorOf(sampleQuantile(rest, coverage)));
    changes += held.length;
    adjusted += held.filter((size) => size <= limit).length;
    naive += held.filter((size) => size <= deviate).length;
  }
  return { adjusted: adjusted / changes, naive: naive / changes, changes };
}
