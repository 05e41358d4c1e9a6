import type { NumbersIn } from './column.ts';
import { at, beside, type CompleteUnits, completeUnits, orthonormalBasis, standardised } from './contrast-design.ts';
import type { Interval } from './interval.ts';
import { dot } from './linear-algebra.ts';
import type { Confidence } from './normal.ts';
import type { RandomGenerator } from './random.ts';
import { sampleQuantile } from './sample-quantile.ts';

/** One place a unit; null says not known, and leaves the unit out. */
export interface OaxacaBlinderIn {
  y: NumbersIn;
  /** 1 or 0. */
  group: NumbersIn;
  /** Covariates by block, each a list of columns: age, deprivation, rurality, supply. */
  blocks: Readonly<Record<string, readonly NumbersIn[]>>;
}

export interface OaxacaBlinderOptions {
  /** With it, intervals by the bootstrap; the same seed gives the same intervals. */
  random?: RandomGenerator;
  /** Samples drawn: 999 unless said otherwise. */
  draws?: number;
  confidence?: Confidence;
}

/** A part of the gap, in the unit of y; the interval is null without a generator. */
export interface GapPart {
  value: number;
  interval: Interval | null;
}

export interface OaxacaBlinder {
  units: [group0: number, group1: number];
  /** Mean of group 1 less that of group 0: explained and unexplained together. */
  gap: GapPart;
  /** What the differences in covariates come to: the sum of the blocks. */
  explained: GapPart;
  blocks: (GapPart & { block: string })[];
  /** What is left at equal covariates: the coefficient of the group. Not "the effect" of belonging to it. */
  unexplained: GapPart;
  /** Columns left out because the intercept and those before them explain them: block and place in it. */
  dropped: { block: string; column: number }[];
  /** Bootstrap samples that could be decomposed; 0 without a generator. */
  draws: number;
}

/**
 * Twofold decomposition of the gap between two groups' means (Oaxaca, Blinder) with the coefficients b* of the pooled
 * regression y ~ 1 + group + covariates (Jann): gap = sum of (mean of x in group 1 - mean in group 0) b* + unexplained. The
 * dummy of the group is in the regression so that b* does not take up what the groups differ by; the unexplained part is
 * then its coefficient, the adjusted contrast. The parts sum to the gap.
 *
 * A block's part is what its columns come to together; the order of blocks matters only where a column is dropped.
 * Intervals: percentiles of `draws` bootstrap samples that draw units within each group, with replacement; a sample whose
 * covariates tell the group is left out and not counted. Too narrow with fewer than some ten units in a group. Null when a
 * group is empty, units less coefficients are fewer than three, or the covariates tell the group.
 *
 * Oaxaca R. Male-female wage differentials in urban labor markets. Int Econ Rev 1973;14:693-709. Blinder AS. Wage
 * discrimination: reduced form and structural estimates. J Hum Resour 1973;8:436-455. Jann B. The Blinder-Oaxaca
 * decomposition for linear regression models. Stata Journal 2008;8:453-479.
 *
 * @throws RangeError naming row and value for a value that is not finite or a group other than 0, 1 or null; and for draws
 *   or confidence out of range
 */
export function oaxacaBlinder(
  { y, group, blocks }: OaxacaBlinderIn,
  { random, draws = 999, confidence = 0.95 }: OaxacaBlinderOptions = {},
): OaxacaBlinder | null {
  if (!(Number.isInteger(draws) && draws >= 1)) throw new RangeError(`draws must be a whole number of at least 1: ${draws}`);
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must be above 0 and below 1: ${confidence}`);
  const places = Object.entries(blocks).flatMap(([block, columns]) => columns.map((values, column) => ({ block, column, values })));
  const complete = completeUnits({ group, covariates: places.map(({ values }) => values) }, { y });
  const sample = { ...complete, y: at(y, complete.rows) };
  const whole = complete.units.includes(0) ? null : decomposed(sample);
  if (whole === null || sample.y.length - whole.kept.length - 2 < 3) return null;

  const names = Object.keys(blocks);
  const blockOf = places.map(({ block }) => names.indexOf(block));
  const own = partsOf(whole, blockOf, names.length);
  const samples = random === undefined ? [] : resampled(sample, random, draws).map((fit) => partsOf(fit, blockOf, names.length));
  const part = (k: number): GapPart => ({ value: own[k] as number, interval: percentiles(samples, k, confidence) });
  return {
    units: complete.units,
    gap: part(0),
    unexplained: part(1),
    explained: part(2),
    blocks: names.map((block, k) => ({ block, ...part(3 + k) })),
    dropped: places.flatMap(({ block, column }, c) => (whole.kept.includes(c) ? [] : [{ block, column }])),
    draws: samples.length,
  };
}

interface Sample extends Pick<CompleteUnits, 'group' | 'covariates' | 'units'> {
  y: Float64Array;
}

/** The gap, what is unexplained, and what each covariate explains. */
interface Decomposed {
  gap: number;
  unexplained: number;
  byCovariate: Float64Array;
  kept: number[];
}

function decomposed({ y, group, covariates, units }: Sample): Decomposed | null {
  const columns = covariates.map(standardised);
  const { directions, kept } = orthonormalBasis([new Float64Array(y.length).fill(1), ...columns]);
  const rest = beside(directions, group);
  if (rest === null) return null;
  const unexplained = dot(rest, y) / dot(rest, rest);
  const used = kept.slice(1).map((k) => k - 1);
  const slopes = slopesOf(
    directions,
    used.map((c) => columns[c] as Float64Array),
    y.map((value, row) => value - unexplained * (group[row] as number)),
  );
  const byCovariate = new Float64Array(covariates.length);
  for (const [k, c] of used.entries()) byCovariate[c] = (slopes[k] as number) * meanGap(columns[c] as Float64Array, group, units);
  return { gap: meanGap(y, group, units), unexplained, byCovariate, kept: used };
}

/** Coefficients of the columns that the directions after the first come from, in triangular order, for y less the group's part. */
function slopesOf(directions: readonly Float64Array[], columns: readonly Float64Array[], y: Float64Array): Float64Array {
  const slopes = new Float64Array(columns.length);
  for (let k = columns.length - 1; k >= 0; k -= 1) {
    const direction = directions[k + 1] as Float64Array;
    let sum = dot(direction, y);
    for (let j = k + 1; j < columns.length; j += 1) sum -= dot(direction, columns[j] as Float64Array) * (slopes[j] as number);
    slopes[k] = sum / dot(direction, columns[k] as Float64Array);
  }
  return slopes;
}

function meanGap(column: Float64Array, group: Float64Array, [zeros, ones]: readonly [number, number]): number {
  let gap = 0;
  for (let row = 0; row < column.length; row += 1) gap += (column[row] as number) * (group[row] === 1 ? 1 / ones : -1 / zeros);
  return gap;
}

/** Gap, unexplained, explained, then each block. */
function partsOf({ gap, unexplained, byCovariate }: Decomposed, blockOf: readonly number[], blocks: number): Float64Array {
  const parts = new Float64Array(3 + blocks);
  parts[0] = gap;
  parts[1] = unexplained;
  for (const [c, block] of blockOf.entries()) {
    parts[2] = (parts[2] as number) + (byCovariate[c] as number);
    parts[3 + block] = (parts[3 + block] as number) + (byCovariate[c] as number);
  }
  return parts;
}

/** Bootstrap samples of the units of each group; those that cannot be decomposed are left out. */
function resampled({ y, group, covariates, units }: Sample, random: RandomGenerator, draws: number): Decomposed[] {
  const sides = [0, 1].map((side) => [...group.keys()].filter((place) => group[place] === side));
  const pick = new Uint32Array(y.length);
  const codes = Float64Array.from({ length: y.length }, (_, place) => (place < units[0] ? 0 : 1));
  return Array.from({ length: draws }, () => {
    let filled = 0;
    for (const side of sides)
      for (let k = 0; k < side.length; k += 1) {
        pick[filled] = side[Math.floor(random.uniform() * side.length)] as number;
        filled += 1;
      }
    return decomposed({ y: at(y, pick), group: codes, covariates: covariates.map((column) => at(column, pick)), units });
  }).filter((fit) => fit !== null);
}

function percentiles(samples: readonly Float64Array[], part: number, confidence: Confidence): Interval | null {
  const sorted = Float64Array.from(samples, (parts) => parts[part] as number).sort();
  const lower = sampleQuantile(sorted, (1 - confidence) / 2);
  const upper = sampleQuantile(sorted, (1 + confidence) / 2);
  return lower === null || upper === null ? null : { lower, upper };
}
