/** A product of two factors at two places or times: admissions per head times days per admission, say. */
export interface TwoFactorsIn {
  a0: number;
  l0: number;
  a1: number;
  l1: number;
}

/** Variances of the four figures, which are taken as independent of one another. */
export interface TwoFactorVariances {
  a0: number;
  l0: number;
  a1: number;
  l1: number;
}

export interface TwoFactorSplit {
  /** a1 l1 - a0 l0. */
  total: number;
  /** The part that comes from the difference in A, at the mean L of the two sides. */
  fromA: number;
  /** The part that comes from the difference in L, at the mean A. */
  fromL: number;
  /** Null without variances. */
  standardErrors: { total: number; fromA: number; fromL: number } | null;
}

/**
 * Splits the difference of a product B = A x L between two sides exactly in two: (a1 - a0)(l0 + l1) / 2 from A and
 * (l1 - l0)(a0 + a1) / 2 from L, in the unit of the product. Neither side is the standard, so that exchanging the sides
 * changes the signs and nothing else; there is no remainder. Splits of several causes may be added up.
 *
 * It is arithmetic, not cause: A and L may move together (more short stays: more admissions, shorter stay). Standard errors
 * by the delta method, from the variances of the four figures.
 *
 * Kitagawa EM. Components of a difference between two rates. J Am Stat Assoc 1955;50:1168-1194.
 *
 * @throws RangeError naming figure and value for one that is not finite, or a variance that is negative or not finite
 */
export function twoFactorSplit(factors: TwoFactorsIn, variances?: TwoFactorVariances): TwoFactorSplit {
  const { a0, l0, a1, l1 } = factors;
  for (const [name, value] of Object.entries({ a0, l0, a1, l1 })) if (!Number.isFinite(value)) throw new RangeError(`${name} must be finite: ${value}`);
  return {
    total: a1 * l1 - a0 * l0,
    fromA: ((a1 - a0) * (l0 + l1)) / 2,
    fromL: ((l1 - l0) * (a0 + a1)) / 2,
    standardErrors: variances === undefined ? null : standardErrors(factors, variances),
  };
}

/** Each figure's variance times the square of the slope of total or part in it. */
function standardErrors({ a0, l0, a1, l1 }: TwoFactorsIn, variances: TwoFactorVariances) {
  for (const [name, value] of Object.entries(variances))
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`variance of ${name} must be finite and at least 0: ${value}`);
  const ofA = variances.a0 + variances.a1;
  const ofL = variances.l0 + variances.l1;
  return {
    total: Math.sqrt(l0 ** 2 * variances.a0 + a0 ** 2 * variances.l0 + l1 ** 2 * variances.a1 + a1 ** 2 * variances.l1),
    fromA: Math.sqrt(((l0 + l1) / 2) ** 2 * ofA + ((a1 - a0) / 2) ** 2 * ofL),
    fromL: Math.sqrt(((a0 + a1) / 2) ** 2 * ofL + ((l1 - l0) / 2) ** 2 * ofA),
  };
}
