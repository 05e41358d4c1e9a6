import { type Codes, groupCount } from './codes.ts';
import type { NumbersIn } from './column.ts';
import { at, beside, type CompleteUnits, type ContrastUnits, completeUnits, orthonormalBasis, standardised } from './contrast-design.ts';
import { dot } from './linear-algebra.ts';
import type { RandomGenerator } from './random.ts';

/** One place a unit; null says not known, and leaves the unit out. */
export interface PermutationTestIn extends ContrastUnits {
  y: NumbersIn;
  /** Labels are shuffled within a stratum: rurality, say. Without it all units are one stratum. */
  strata?: Codes;
}

export interface PermutationTestOptions {
  /** The same seed gives the same probability. */
  random: RandomGenerator;
  /** Shuffles drawn: 9,999 unless said otherwise, so that the smallest probability is 0.0001. */
  draws?: number;
}

export interface PermutationTest {
  /** Coefficient of the label beside covariates and strata; in the unit of y. */
  coefficient: number;
  /** Two-sided, by the studentised coefficient: the one to print. */
  probability: number;
  /** Two-sided, by the coefficient itself: too small where covariates tell the label. */
  coefficientProbability: number;
  draws: number;
  /** Strata with units of both groups: the others do not take part. */
  strata: number;
  /** Units of group 0 and 1 in those strata. */
  units: [group0: number, group1: number];
}

/**
 * Permutation test of a group's coefficient in least squares y ~ strata + group + covariates: how often labels shuffled
 * within strata do as well as the true ones, p = (1 + number of draws at least as extreme) / (draws + 1). For few units
 * in a group, where Student's t leans on the shape of the errors.
 *
 * The rule: y and covariates stay where they are, labels are permuted within each stratum, and the coefficient of the
 * permuted label is computed afresh after Frisch, Waugh and Lovell: b* = g*'e / g*'Mg*, with e = My the residuals of y on
 * strata and covariates (Draper and Stoneman). A permuted label has lost its tie with the covariates, so that b* varies
 * less than b does; compared by size alone, b is found too often. So they are compared as t values, |g'e| / sqrt(g'Mg),
 * which have one distribution in large samples (Kennedy and Cade); both probabilities are given. Exact where labels were
 * dealt within strata whatever the covariates. Sizes that are equal up to rounding count as at least as extreme.
 *
 * Strata have their own means; one whose units all bear one label tells nothing of it and is left out. Null when no
 * stratum has both labels, covariates and strata tell the label exactly, or nothing is left of y to explain.
 *
 * Draper NR, Stoneman DM. Testing for the inclusion of variables in linear regression by a randomisation technique.
 * Technometrics 1966;8:695-699. Kennedy PE, Cade BS. Randomization tests for multiple regression. Commun Stat Simul
 * Comput 1996;25:923-936. Phipson B, Smyth GK. Permutation p-values should never be zero. Stat Appl Genet Mol Biol 2010;9:39.
 *
 * @throws RangeError naming row and value for a value that is not finite, a group other than 0, 1 or null, or a stratum
 *   that is not a whole number from 0; and for draws that are not a whole number of at least 1
 */
export function permutationTest({ y, strata, ...units }: PermutationTestIn, { random, draws = 9999 }: PermutationTestOptions): PermutationTest | null {
  if (!(Number.isInteger(draws) && draws >= 1)) throw new RangeError(`draws must be a whole number of at least 1: ${draws}`);
  const codes = strata ?? new Uint8Array(y.length);
  groupCount('stratum', codes);
  const split = mixedStrata(completeUnits(units, { y, stratum: codes }), codes);
  if (split.strata.length === 0) return null;
  const model = modelOf(split, y);
  if (model === null) return null;
  const own = measured(model, split.ones);
  if (own === null) return null;
  let [asExtreme, asLarge] = [1, 1];
  const chosen = new Uint32Array(split.ones.length);
  for (let draw = 0; draw < draws; draw += 1) {
    deal(split.strata, random, chosen);
    const other = measured(model, chosen);
    // A shuffled label that the covariates tell exactly has no coefficient: it counts against the finding.
    if (other === null || other.t >= own.t * nearlyOne) asExtreme += 1;
    if (other === null || other.b >= own.b * nearlyOne) asLarge += 1;
  }
  return {
    coefficient: own.coefficient,
    probability: asExtreme / (draws + 1),
    coefficientProbability: asLarge / (draws + 1),
    draws,
    strata: split.strata.length,
    units: [split.rows.length - split.ones.length, split.ones.length],
  };
}

/** Sizes that differ by less than rounding are equal. */
const nearlyOne = 1 - 1e-10;

/** The units of one stratum, by place, and how many of them bear label 1. */
interface Stratum {
  places: Uint32Array;
  ones: number;
}

interface MixedStrata {
  /** Rows of the input, in the order of places. */
  rows: Uint32Array;
  strata: Stratum[];
  /** Places that bear label 1. */
  ones: Uint32Array;
  covariates: Float64Array[];
}

/** Puts the units of each stratum with both labels side by side, and leaves out the rest. */
function mixedStrata({ rows, group, covariates }: CompleteUnits, codes: Codes): MixedStrata {
  const lists = new Map<number, number[]>();
  for (const [place, row] of rows.entries()) {
    const code = codes[row] as number;
    const list = lists.get(code);
    if (list === undefined) lists.set(code, [place]);
    else list.push(place);
  }
  const mixed = [...lists.values()].filter((list) => list.some((place) => group[place] !== group[list[0] as number]));
  const order = mixed.flat();
  const labels = at(group, order);
  let from = 0;
  const strata = mixed.map((list): Stratum => {
    const places = Uint32Array.from(list, (_, k) => from + k);
    from += list.length;
    return { places, ones: places.reduce((sum, place) => sum + (labels[place] as number), 0) };
  });
  return {
    rows: Uint32Array.from(order, (place) => rows[place] as number),
    strata,
    ones: Uint32Array.from([...labels.keys()].filter((place) => labels[place] === 1)),
    covariates: covariates.map((column) => at(column, order)),
  };
}

/** What a draw needs: residuals of y, and the basis of strata and covariates, by rows. */
interface Model {
  e: Float64Array;
  basis: Float64Array;
  columns: number;
  /** Room for the sums of one draw. */
  sums: Float64Array;
}

function modelOf({ rows, strata, covariates }: MixedStrata, y: NumbersIn): Model | null {
  const dummies = strata.map(({ places }) => {
    const column = new Float64Array(rows.length);
    for (const place of places) column[place] = 1;
    return column;
  });
  const { directions } = orthonormalBasis([...dummies, ...covariates.map(standardised)]);
  const e = beside(directions, at(y, rows));
  if (e === null) return null;
  const columns = directions.length;
  const basis = new Float64Array(rows.length * columns);
  for (const [k, direction] of directions.entries())
    for (let place = 0; place < rows.length; place += 1) basis[place * columns + k] = direction[place] as number;
  return { e, basis, columns, sums: new Float64Array(columns) };
}

interface Measured {
  coefficient: number;
  /** Sizes of the coefficient and, up to a factor that no shuffle changes, of its t value's part. */
  b: number;
  t: number;
}

/** Labels left this little by the covariates are told by them. */
const told = 1e-9;

/** g'e, g'Mg = n1 - |Q'g|^2 and what follows from them, for the label that is 1 at the places chosen. */
function measured({ e, basis, columns, sums }: Model, chosen: Uint32Array): Measured | null {
  sums.fill(0);
  let product = 0;
  for (let k = 0; k < chosen.length; k += 1) {
    const place = chosen[k] as number;
    product += e[place] as number;
    const from = place * columns;
    for (let c = 0; c < columns; c += 1) sums[c] = (sums[c] as number) + (basis[from + c] as number);
  }
  const left = chosen.length - dot(sums, sums);
  if (!(left > told * chosen.length)) return null;
  return { coefficient: product / left, b: Math.abs(product) / left, t: Math.abs(product) / Math.sqrt(left) };
}

/** Deals the labels of each stratum afresh: the first places after a partial shuffle (Fisher and Yates) bear label 1. */
function deal(strata: readonly Stratum[], random: RandomGenerator, chosen: Uint32Array): void {
  let filled = 0;
  for (const { places, ones } of strata)
    for (let k = 0; k < ones; k += 1) {
      const other = k + Math.floor(random.uniform() * (places.length - k));
      const place = places[other] as number;
      places[other] = places[k] as number;
      places[k] = place;
      chosen[filled] = place;
      filled += 1;
    }
}
