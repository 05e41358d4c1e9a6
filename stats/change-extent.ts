import type { Codes } from './codes.ts';
import { assertSameLength, type NumbersIn } from './column.ts';
import type { RandomGenerator } from './random.ts';
import { sampleQuantile } from './sample-quantile.ts';

/** Changes or their scores, one a unit and pair of years; null where there is none. */
export interface ChangeScores {
  score: NumbersIn;
  /** The unit that each score is of: its changes are drawn together for the interval. */
  unit: Codes;
}

export interface ResampleOptions {
  generator: RandomGenerator;
  /** Resamples of units for the interval. */
  draws?: number;
}

/** The share of changes that an interval from year-to-year changes is to hold. */
export const coverage = 0.95;

export interface ChangeExtent {
  /** 95% quantile (type 7) of the absolute changes. */
  extent: number;
  /** The same in each resample of units, in ascending order. */
  resampled: Float64Array;
  changes: number;
  units: number;
}

/**
 * How far units move between two years: the size that 95% of the absolute changes do not exceed, with its resamples of
 * units, all changes of a unit together. What both the dispersion factor and the error of a published value rest on.
 * Null without a change.
 *
 * Hyndman RJ, Fan Y. Sample quantiles in statistical packages. American Statistician 1996;50:361-365 (type 7). Field CA,
 * Welsh AH. Bootstrapping clustered data. J R Stat Soc B 2007;69:369-390 (units are drawn, not changes).
 *
 * @throws RangeError naming row and value for a score that is not finite
 */
export function changeExtent({ score, unit }: ChangeScores, { generator, draws = 400 }: ResampleOptions): ChangeExtent | null {
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
  const descending = inDescending(sizes, owner);
  const units = [...new Set(owner)];
  return {
    extent: sampleQuantile(descending.size.toReversed(), coverage) ?? 0,
    resampled: Float64Array.from({ length: draws }, () => extentOf(descending, drawn(units, descending.ofOwner.length, generator)) ?? 0).sort(),
    changes: sizes.length,
    units: units.length,
  };
}

/** Absolute changes from the largest down, with whom each belongs to. */
interface Descending {
  size: Float64Array;
  owner: Int32Array;
  /** Changes of each owner. */
  ofOwner: Int32Array;
}

function inDescending(sizes: readonly number[], owner: readonly number[]): Descending {
  const order = sizes.map((_, place) => place).sort((a, b) => (sizes[b] as number) - (sizes[a] as number));
  const ofOwner = new Int32Array(owner.reduce((most, one) => Math.max(most, one), -1) + 1);
  for (const one of owner) ofOwner[one] = (ofOwner[one] as number) + 1;
  return {
    size: Float64Array.from(order, (place) => sizes[place] as number),
    owner: Int32Array.from(order, (place) => owner[place] as number),
    ofOwner,
  };
}

/** How often each unit is drawn, with replacement. */
function drawn(units: readonly number[], owners: number, generator: RandomGenerator): Uint16Array {
  const times = new Uint16Array(owners);
  for (let draw = 0; draw < units.length; draw += 1) {
    const one = units[Math.floor(generator.uniform() * units.length)] as number;
    times[one] = (times[one] as number) + 1;
  }
  return times;
}

/** The 95% quantile (type 7) of the sizes, each counting as often as its owner, found from the largest down; null without any. */
function extentOf({ size, owner, ofOwner }: Descending, times: Uint16Array): number | null {
  let total = 0;
  for (let one = 0; one < ofOwner.length; one += 1) total += (times[one] as number) * (ofOwner[one] as number);
  if (total === 0) return null;
  // From the top, the quantile lies between the order statistics of these two places.
  const fromTop = (total - 1) * (1 - coverage);
  const [first, second] = [Math.floor(fromTop), Math.ceil(fromTop)];
  let [passed, row] = [0, -1];
  const passTo = (place: number): number => {
    while (passed <= place) {
      row += 1;
      passed += times[owner[row] as number] as number;
    }
    return size[row] as number;
  };
  const low = passTo(first);
  return low + (fromTop - first) * (passTo(second) - low);
}

export interface HeldOutOptions {
  /** The largest change that an interval holds, from the extent of the years that it is judged by. */
  limitOf: (extent: number) => number;
  /**
   * Sets of changes that may give the extent, each with one list a pair of years in the same order as those judged: the
   * widest counts. Those judged, unless given.
   */
  from?: readonly (readonly NumbersIn[])[];
}

/**
 * Share of changes that hold on years held out: for each pair of years the extent is taken from all other pairs, and the
 * changes of the pair left out are counted that are no larger than its limit. Null with fewer than two pairs.
 */
export function shareHeldOut(pairs: readonly NumbersIn[], { limitOf, from = [pairs] }: HeldOutOptions): { share: number; changes: number } | null {
  const sets = from.map((set) => {
    const sizes = set.map(absolute);
    return inDescending(
      sizes.flat(),
      sizes.flatMap((held, pair) => held.map(() => pair)),
    );
  });
  let [within, changes] = [0, 0];
  for (const [pair, held] of pairs.map(absolute).entries()) {
    const extents = sets.flatMap((set) => extentOf(set, allBut(pair, set.ofOwner.length)) ?? []);
    if (extents.length === 0 || held.length === 0) continue;
    const limit = limitOf(Math.max(...extents));
    changes += held.length;
    within += held.filter((size) => size <= limit).length;
  }
  return changes === 0 ? null : { share: within / changes, changes };
}

const absolute = (scores: NumbersIn): number[] => Array.from(scores).flatMap((z) => (z === null ? [] : [Math.abs(z)]));

const allBut = (pair: number, pairs: number): Uint16Array => Uint16Array.from({ length: pairs }, (_, one) => (one === pair ? 0 : 1));
