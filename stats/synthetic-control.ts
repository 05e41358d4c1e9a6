import { type Column, emptyColumn, setAt } from './column.ts';
import type { ConvexWeights } from './convex-weights.ts';

/** Outcomes of units over the same times: `outcome[unit][time]`, all known, in one unit. */
export interface SyntheticControlIn {
  outcome: readonly ArrayLike<number>[];
  /** Place of the treated unit; all others are donors. */
  treated: number;
  /** Times before treatment: the first `before` of each list. At least one time comes after them. */
  before: number;
}

/** How weights are found: `convexWeights`, or `frankWolfeWeights`. */
export type WeightMethod = (points: readonly Float64Array[], target: Float64Array) => ConvexWeights;

export interface SyntheticControl {
  /** By unit; 0 for the treated. */
  weights: Float64Array;
  /** The weighted donors at each time. */
  synthetic: Float64Array;
  /** The treated unit less the weighted donors, at each time. */
  differences: Float64Array;
  /** Mean difference after treatment: the estimated effect. */
  effect: number;
  /** Root mean square of the differences before: how good the fit is. */
  rootMeanSquareBefore: number;
  rootMeanSquareAfter: number;
  /** After over before; null when the fit before is exact (1e-9 of the treated unit's largest figure). */
  ratio: number | null;
  /** Half the sum of squares before is above the least possible by at most this. */
  gap: number;
}

/**
 * Synthetic control: what would have become of one treated unit, from the weighted donors (weights at least 0, sum 1) that
 * were nearest to it at the times before, by equal weights of the times and outcomes alone. For one unit, or area, that
 * changed when at least ten or so others did not. In the unit of the outcome.
 *
 * An effect only if the donors were not touched and the fit before is good: compare `rootMeanSquareBefore` with the effect. With
 * few times before, or a unit outside the range of all donors, it misleads. There is no standard error: see `placeboTest`.
 *
 * Abadie A, Diamond A, Hainmueller J. Synthetic control methods for comparative case studies. J Am Stat Assoc
 * 2010;105:493-505.
 *
 * @throws RangeError naming unit, time and value for an outcome that is not finite; for unequal lists, no donor, or no
 * time before or after
 */
export function syntheticControl(panel: SyntheticControlIn, weightsOf: WeightMethod): SyntheticControl {
  checkPanel(panel);
  return controlOf(panel, weightsOf);
}

export interface PlaceboTest {
  /** By unit, each as if it were the treated one: mean difference after. */
  effects: Float64Array;
  /** By unit: root mean square before treatment. */
  rootMeanSquaresBefore: Float64Array;
  /** By unit: root mean square after over before; not defined where the fit before is exact. */
  ratios: Column;
  /** Place of the treated unit's ratio, 1 for the largest, among those defined; null where its own is not. */
  rank: number | null;
  /** Share of the defined ratios, the treated unit's own among them, that are as large as its own or larger. */
  probability: number | null;
}

/**
 * Placebo permutation: the synthetic control is repeated with each donor as if it were treated, the treated unit among its
 * donors, and the ratios of fit after to fit before are ranked. If treatment did nothing and could have come to any
 * unit, the chance of a rank this high is the probability; with n units it is at least 1 / n. It was not drawn by lot: read it as
 * how unusual the treated unit is.
 *
 * Abadie A, Diamond A, Hainmueller J. J Am Stat Assoc 2010;105:493-505, section 3.4.
 *
 * @throws RangeError as `syntheticControl` does
 */
export function placeboTest(panel: SyntheticControlIn, weightsOf: WeightMethod): PlaceboTest {
  checkPanel(panel);
  const all = panel.outcome.map((_, treated) => controlOf({ ...panel, treated }, weightsOf));
  const ratios = emptyColumn(all.length);
  for (const [unit, { ratio }] of all.entries()) setAt(ratios, unit, ratio);
  const own = all[panel.treated]?.ratio ?? null;
  const as = all.filter(({ ratio }) => ratio !== null && own !== null && ratio >= own * (1 - 1e-9)).length;
  return {
    effects: Float64Array.from(all, ({ effect }) => effect),
    rootMeanSquaresBefore: Float64Array.from(all, ({ rootMeanSquareBefore }) => rootMeanSquareBefore),
    ratios,
    rank: own === null ? null : 1 + all.filter(({ ratio }) => ratio !== null && ratio > own * (1 + 1e-9)).length,
    probability: own === null ? null : as / all.filter(({ ratio }) => ratio !== null).length,
  };
}

function checkPanel({ outcome, treated, before }: SyntheticControlIn): void {
  const times = outcome[0]?.length ?? 0;
  if (outcome.length < 2) throw new RangeError(`there must be a treated unit and a donor: ${outcome.length} units`);
  if (!(Number.isInteger(treated) && treated >= 0 && treated < outcome.length))
    throw new RangeError(`treated must be a unit from 0 to ${outcome.length - 1}: ${treated}`);
  if (!(Number.isInteger(before) && before >= 1 && before < times)) throw new RangeError(`times before must be from 1 to ${times - 1}: ${before}`);
  for (const [unit, values] of outcome.entries()) {
    if (values.length !== times) throw new RangeError(`unit ${unit}: ${values.length} times, unit 0 has ${times}`);
    for (let time = 0; time < times; time += 1)
      if (!Number.isFinite(values[time])) throw new RangeError(`unit ${unit}, time ${time}: outcome must be finite: ${values[time]}`);
  }
}

function controlOf({ outcome, treated, before }: SyntheticControlIn, weightsOf: WeightMethod): SyntheticControl {
  const own = outcome[treated] as ArrayLike<number>;
  const donors = [...outcome.keys()].filter((unit) => unit !== treated);
  const first = (unit: number) => Float64Array.from({ length: before }, (_, time) => outcome[unit]?.[time] as number);
  const { weights: found, gap } = weightsOf(donors.map(first), first(treated));
  const weights = new Float64Array(outcome.length);
  for (const [place, unit] of donors.entries()) weights[unit] = found[place] as number;
  const synthetic = Float64Array.from({ length: own.length }, (_, time) =>
    donors.reduce((sum, unit) => sum + (weights[unit] as number) * (outcome[unit]?.[time] as number), 0),
  );
  const differences = synthetic.map((value, time) => (own[time] as number) - value);
  const [rootMeanSquareBefore, rootMeanSquareAfter] = [rootMeanSquare(differences.subarray(0, before)), rootMeanSquare(differences.subarray(before))];
  const exact = rootMeanSquareBefore <= 1e-9 * Math.max(...Array.from(own, Math.abs));
  return {
    weights,
    synthetic,
    differences,
    effect: differences.subarray(before).reduce((sum, value) => sum + value, 0) / (own.length - before),
    rootMeanSquareBefore,
    rootMeanSquareAfter,
    ratio: exact ? null : rootMeanSquareAfter / rootMeanSquareBefore,
    gap,
  };
}

const rootMeanSquare = (values: Float64Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
