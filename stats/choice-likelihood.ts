import type { ChoiceSets } from './choice-sets.ts';

/** The log-likelihood of choices at given coefficients, with its slope and curve. */
export interface Likelihood {
  logLikelihood: number;
  gradient: Float64Array;
  /** Minus the second derivatives, by rows. */
  information: Float64Array;
  /** The slope that each used area adds. */
  areaScores: Float64Array[];
  /** By row; 0 for rows in no choice. */
  shares: Float64Array;
}

/** McFadden's conditional logit, without the constant that counts the orders of choosers. */
export function choiceLikelihood(sets: ChoiceSets, beta: Float64Array): Likelihood {
  const size = beta.length;
  const result: Likelihood = {
    logLikelihood: 0,
    gradient: new Float64Array(size),
    information: new Float64Array(size * size),
    areaScores: [],
    shares: new Float64Array(sets.rows),
  };
  for (const [code, rows] of sets.areas.entries()) {
    const logTotal = setShares(sets, beta, rows, result.shares);
    if (sets.used[code] === 1) addArea(sets, rows, result, { beta, logTotal });
  }
  return result;
}

const utility = ({ attributes }: ChoiceSets, beta: Float64Array, row: number) =>
  attributes.reduce((sum, column, k) => sum + (beta[k] as number) * (column[row] as number), 0);

/** Writes the shares of one area's options; returns the logarithm of the sum of exponents. */
function setShares(sets: ChoiceSets, beta: Float64Array, rows: readonly number[], shares: Float64Array): number {
  const utilities = rows.map((row) => utility(sets, beta, row));
  const best = Math.max(...utilities);
  const total = utilities.reduce((sum, value) => sum + Math.exp(value - best), 0);
  for (const [place, row] of rows.entries()) shares[row] = Math.exp((utilities[place] as number) - best) / total;
  return best + Math.log(total);
}

function addArea(sets: ChoiceSets, rows: readonly number[], result: Likelihood, { beta, logTotal }: { beta: Float64Array; logTotal: number }): void {
  const size = beta.length;
  const people = rows.reduce((sum, row) => sum + (sets.count[row] as number), 0);
  const means = sets.attributes.map((column) => rows.reduce((sum, row) => sum + (result.shares[row] as number) * (column[row] as number), 0));
  const scores = new Float64Array(size);
  for (const row of rows) {
    const [count, share] = [sets.count[row] as number, result.shares[row] as number];
    if (count > 0) result.logLikelihood += count * (utility(sets, beta, row) - logTotal);
    for (let i = 0; i < size; i += 1) {
      const away = (sets.attributes[i]?.[row] as number) - (means[i] as number);
      scores[i] = (scores[i] as number) + count * away;
      for (let j = 0; j < size; j += 1)
        result.information[i * size + j] =
          (result.information[i * size + j] as number) + people * share * away * ((sets.attributes[j]?.[row] as number) - (means[j] as number));
    }
  }
  for (let i = 0; i < size; i += 1) result.gradient[i] = (result.gradient[i] as number) + (scores[i] as number);
  result.areaScores.push(scores);
}
