import { choiceLikelihood, type Likelihood } from './choice-likelihood.ts';
import { type ChoicesIn, choiceSets } from './choice-sets.ts';
import { type Column, emptyColumn, setAt } from './column.ts';
import { symmetricEigen, times } from './linear-algebra.ts';

export interface ConditionalLogit {
  /** Change of the log odds of a choice per 1 of each attribute. */
  coefficients: number[];
  /** From the information: right if people choose independently. */
  standardErrors: number[];
  /** Whatever ties the choices within an area, with G / (G - 1); null with one area. */
  robustStandardErrors: number[] | null;
  logLikelihood: number;
  /** With all coefficients 0: every option of an area equally likely. */
  nullLogLikelihood: number;
  /** McFadden's 1 - logLikelihood / nullLogLikelihood, 0 to 1. */
  pseudoRSquared: number;
  /** People whose choices were used, and areas that they live in. */
  choosers: number;
  areas: number;
  /** Choosers of options that were left out because an attribute is not known. */
  choosersLeftOut: number;
  iterations: number;
  /** Share of each row's option among its area's people, 0 to 1; not defined for a row with an attribute that is not known. */
  shares: Column;
}

/** Information along a direction has shrunk to this share of that at the start: people's choices do not bound it. */
const vanished = 1e-9;

/**
 * Conditional (multinomial) logit of people's choices among the options of their area on attributes of area and option
 * (travel minutes, their square): share = exp(b'x) over the sum of the same for all options of the area. Grouped data: one
 * row for each area and option, with the number of its people who chose it (any number of at least 0: flows may be scaled).
 * Coefficients by Newton's method on the log-likelihood, which is concave; constants of an area fall out.
 *
 * For markets leave out what quality moves (waits, price, past use), or the shares are endogenous. Odds between two options
 * do not depend on a third: misleading for options that are near copies. Counts of one area share what is not in the
 * model: prefer the robust errors. Rows with an unknown attribute are not in the choice; an area with an unknown count
 * is not used but has shares, as has one without people.
 *
 * Shares feed `marketConcentration`. McFadden D. Conditional logit analysis of qualitative choice behavior. In: Zarembka P,
 * ed. Frontiers in Econometrics, 1974:105-142. Kessler DP, McClellan MB. Quarterly Journal of Economics 2000;115:577-615.
 *
 * @throws RangeError naming row and value for an attribute that is not finite, a count below 0, or a code that is not one;
 * naming the attribute that does not vary within areas or that others explain there (collinear), or whose coefficient grows
 * without bound (separation: choices follow it without exception); when nobody had a choice
 */
export function conditionalLogit(input: ChoicesIn): ConditionalLogit {
  const sets = choiceSets(input);
  const size = sets.attributes.length;
  let beta = new Float64Array(size);
  const start = choiceLikelihood(sets, beta);
  let here = start;
  for (let iteration = 1; iteration <= 100; iteration += 1) {
    const step = times(invert(here, start), here.gradient);
    const next = halved(beta, step, here.logLikelihood, (to) => choiceLikelihood(sets, to));
    const rise = next.likelihood.logLikelihood - here.logLikelihood;
    [beta, here] = [next.beta, next.likelihood];
    if (rise <= 1e-13 * (1 + Math.abs(here.logLikelihood)) && longest(step, start, sets.choosers) < 1e-7)
      return summary(sets, beta, { start, here, iteration });
  }
  throw new RangeError('conditional logit did not settle in 100 steps');
}

/** The largest part of a step, in log odds per standard deviation of its attribute. */
const longest = (step: Float64Array, { information }: Likelihood, choosers: number) =>
  Math.max(...step.map((part, k) => Math.abs(part) * Math.sqrt((information[k * step.length + k] as number) / choosers)));

/** Newton's step, halved while it lowers the likelihood by more than rounding. */
function halved(
  beta: Float64Array,
  step: Float64Array,
  from: number,
  at: (beta: Float64Array) => Likelihood,
): { beta: Float64Array<ArrayBuffer>; likelihood: Likelihood } {
  for (let share = 1; ; share /= 2) {
    const to = Float64Array.from(beta, (value, k) => value + share * (step[k] as number));
    const likelihood = at(to);
    if (likelihood.logLikelihood >= from - 1e-12 * Math.abs(from) || share < 1e-9) return { beta: to, likelihood };
  }
}

/** The inverse of the information, refusing a direction in which hardly anything is left of it. */
function invert({ information }: Likelihood, start: Likelihood): Float64Array {
  const size = start.gradient.length;
  const scale = Float64Array.from({ length: size }, (_, k) => 1 / Math.sqrt(start.information[k * size + k] as number));
  const scaled = information.map((value, place) => value * (scale[Math.floor(place / size)] as number) * (scale[place % size] as number));
  const { values, vectors } = symmetricEigen(scaled, size);
  const inverse = new Float64Array(size * size);
  for (const [k, vector] of vectors.entries()) {
    const value = values[k] as number;
    if (!(value > vanished)) {
      const attribute = vector.reduce((most, part, j) => (Math.abs(part) > Math.abs(vector[most] as number) ? j : most), 0);
      throw new RangeError(`attribute ${attribute}: choices follow it without exception (separation), so that its coefficient has no bound`);
    }
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1)
        inverse[i * size + j] =
          (inverse[i * size + j] as number) + ((vector[i] as number) * (vector[j] as number) * (scale[i] as number) * (scale[j] as number)) / value;
  }
  return inverse;
}

function summary(
  sets: ReturnType<typeof choiceSets>,
  beta: Float64Array,
  { start, here, iteration }: { start: Likelihood; here: Likelihood; iteration: number },
): ConditionalLogit {
  const size = beta.length;
  const covariance = invert(here, start);
  const shares = emptyColumn(sets.rows);
  for (const [row, share] of here.shares.entries()) if (sets.chosen[row] === 1) setAt(shares, row, share);
  const robust = here.areaScores.length < 2 ? null : here.areaScores.map((scores) => times(covariance, scores));
  const correction = here.areaScores.length / (here.areaScores.length - 1);
  return {
    coefficients: Array.from(beta),
    standardErrors: Array.from(beta, (_, k) => Math.sqrt(covariance[k * size + k] as number)),
    robustStandardErrors: robust && Array.from(beta, (_, k) => Math.sqrt(correction * robust.reduce((sum, part) => sum + (part[k] as number) ** 2, 0))),
    logLikelihood: here.logLikelihood,
    nullLogLikelihood: start.logLikelihood,
    pseudoRSquared: 1 - here.logLikelihood / start.logLikelihood,
    choosers: sets.choosers,
    areas: here.areaScores.length,
    choosersLeftOut: sets.choosersLeftOut,
    iterations: iteration,
    shares,
  };
}
