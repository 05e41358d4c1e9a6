import { type EstimatesIn, type KnownEstimates, knownEstimates } from './estimate-columns.ts';
import type { Confidence } from './normal.ts';
import { type Ordered, ordered, type RankBounds, type RankOne, rankBounds, type Significant, significantPairs } from './pairwise-ranks.ts';
import type { RandomGenerator } from './random.ts';
import { criticalOfUnit, criticalOverPairs, criticalPlace, drawErrors, type ErrorDraws } from './studentised-differences.ts';

/** Source of the parametric bootstrap: a generator, or draws made beforehand for many tables of the same size. */
export type RankSetSource =
  | {
      /** The same seed gives the same sets. */
      generator: RandomGenerator;
      draws?: number;
    }
  | {
      /** By `drawErrors`, for exactly as many units as are known. */
      errors: ErrorDraws;
    };

export type RankSetOptions = RankSetSource & RankSetChoices;

export interface RankSetChoices {
  coverage?: Confidence;
  /** Repeats the test without the comparisons already decided until none is added (Romano & Wolf). */
  stepDown?: boolean;
  rankOne?: RankOne;
}

export interface SimultaneousRankSets extends RankBounds {
  /** Studentised difference beyond which two units are told apart; null with fewer than two units. */
  criticalValue: number | null;
}

/**
 * Simultaneous confidence sets for the ranks of many units: with the stated coverage all true ranks lie within their
 * sets at once. For a league table, in which every row is read.
 *
 * Takes estimates with standard errors in any one unit, independent between units and about normal; gives whole
 * numbers from 1 to the number of units known (null rows are left out of the ranking and not defined). A unit's set
 * runs from 1 + the units significantly better to the number of units less those significantly worse; a pair differs
 * significantly when |y_i - y_j| / sqrt(se_i^2 + se_j^2) exceeds the bootstrap quantile of the largest such figure
 * under no difference. Step-down repeats this without the ordered pairs already decided; the opposite direction of a
 * decided pair stays in, so that no unit is placed on the wrong side of another either. Wide where standard errors are wide: that is the finding. Memory:
 * 12 bytes a unit and draw.
 *
 * Mogstad M, Romano JP, Shaikh AM, Wilhelm D. Inference for ranks with applications to mobility across neighbourhoods
 * and academic achievement across countries. Review of Economic Studies 2024;91:476-518.
 * Romano JP, Wolf M. Exact and approximate stepdown methods for multiple hypothesis testing. JASA 2005;100:94-108.
 *
 * @throws RangeError naming row and value for a standard error not above 0, or when the draws are too few
 */
export function simultaneousRankSets(units: EstimatesIn, options: RankSetOptions): SimultaneousRankSets {
  const { known, sorted, errors, place, stepDown, rankOne } = prepared(units, options);
  if (errors === null) return { ...rankBounds(units.estimate.length, known, sorted, significantPairs(sorted, 0), rankOne), criticalValue: null };
  let criticalValue = criticalOverPairs(sorted, errors, place, Number.POSITIVE_INFINITY);
  let found = significantPairs(sorted, criticalValue);
  let before = (known.length * (known.length - 1)) / 2;
  while (stepDown && found.undecided > 0 && found.undecided < before) {
    before = found.undecided;
    criticalValue = criticalOverPairs(sorted, errors, place, criticalValue);
    found = significantPairs(sorted, criticalValue);
  }
  return { ...rankBounds(units.estimate.length, known, sorted, found, rankOne), criticalValue };
}

/**
 * Marginal confidence sets for ranks: each set alone covers its unit's true rank with the stated coverage. For a
 * question about one unit chosen beforehand; narrower than the simultaneous sets, and not to be read together as a
 * table. Input, output and source as for `simultaneousRankSets`.
 *
 * @throws RangeError naming row and value for a standard error not above 0, or when the draws are too few
 */
export function marginalRankSets(units: EstimatesIn, options: RankSetOptions): RankBounds {
  const { known, sorted, errors, place, stepDown, rankOne } = prepared(units, options);
  const below = new Uint32Array(known.length);
  const above = new Uint32Array(known.length);
  for (let unit = 0; errors !== null && unit < known.length; unit += 1) {
    let criticalValue = criticalOfUnit(unit, sorted, errors, place, Number.POSITIVE_INFINITY);
    let found = significantFrom(unit, sorted, criticalValue);
    let before = known.length - 1;
    while (stepDown && found.undecided > 0 && found.undecided < before) {
      before = found.undecided;
      criticalValue = criticalOfUnit(unit, sorted, errors, place, criticalValue);
      found = significantFrom(unit, sorted, criticalValue);
    }
    below[unit] = found.below;
    above[unit] = found.above;
  }
  return rankBounds(units.estimate.length, known, sorted, { below, above }, rankOne);
}

interface Prepared {
  known: KnownEstimates;
  sorted: Ordered;
  errors: ErrorDraws | null;
  place: number;
  stepDown: boolean;
  rankOne: RankOne;
}

function prepared(units: EstimatesIn, { coverage = 0.95, stepDown = true, rankOne = 'largest', ...source }: RankSetOptions): Prepared {
  const place = criticalPlace('errors' in source ? source.errors.draws : (source.draws ?? usualDraws), coverage);
  const known = knownEstimates(units);
  const errors = known.length < 2 ? null : errorsOf(source, known.length);
  return { known, sorted: ordered(known), errors, place, stepDown, rankOne };
}

const usualDraws = 1000;

function errorsOf(source: RankSetSource, units: number): ErrorDraws {
  if (!('errors' in source)) return drawErrors(units, source.draws ?? usualDraws, source.generator);
  if (source.errors.units !== units) throw new RangeError(`draws were made for ${source.errors.units} units, not for ${units}`);
  return source.errors;
}

function significantFrom(unit: number, { estimate, variance }: Ordered, criticalValue: number): Record<keyof Significant, number> {
  const square = criticalValue * criticalValue;
  const found = { below: 0, above: 0, undecided: -1 };
  for (let other = 0; other < estimate.length; other += 1) {
    const gap = (estimate[other] as number) - (estimate[unit] as number);
    if (gap * gap <= square * ((variance[unit] as number) + (variance[other] as number))) found.undecided += 1;
    else if (gap > 0) found.above += 1;
    else found.below += 1;
  }
  return found;
}
