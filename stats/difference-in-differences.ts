import { biasReducedVariance } from './bias-reduced-variance.ts';
import { clusterVariance } from './cluster-variance.ts';
import type { Codes } from './codes.ts';
import { assertSameLength, type NumbersIn } from './column.ts';
import { type Inference, inference } from './inference.ts';
import { classicalVariance, type Heteroskedastic, heteroskedasticVariance, leastSquares } from './least-squares.ts';
import type { Confidence } from './normal.ts';

/** One place a row: the outcome (null: not known), and 1 or 0 for the treated group and for the time after. */
export interface DifferenceInDifferencesIn {
  outcome: NumbersIn;
  treated: Codes;
  post: Codes;
  /** Rows of one cluster may have related errors: units, or areas where treatment is by area. */
  cluster?: Codes;
}

export interface DifferenceInDifferences {
  rows: number;
  /** (treated after - treated before) - (control after - control before). */
  estimate: number;
  means: { controlBefore: number; controlAfter: number; treatedBefore: number; treatedAfter: number };
  /** Standard errors that take rows as independent; null where not defined. */
  standardErrors: Record<'classical' | Heteroskedastic, number | null>;
  /** Null without clusters, or with only one. */
  clustered: Clustered | null;
}

export interface Clustered {
  clusters: number;
  /** Standard errors with no correction (CR0), and with G / (G - 1). */
  standardErrors: { none: number; clusters: number };
  /** Stata's correction, t on G - 1 degrees of freedom; null when the variance is 0. */
  CR1: Inference | null;
  /** Bias-reduced, t on Satterthwaite degrees of freedom: use it when clusters are few (under 40) or uneven. */
  CR2: Inference | null;
}

/**
 * Difference in differences from the four cell means: how much more the treated changed than the others did. Equals the
 * coefficient of treated x post in y ~ treated + post + treated x post, whose residuals give the standard errors; in the
 * unit of the outcome. An effect only if both would have changed alike without the treatment. Treatment at different
 * times needs another estimator. Null when any of the four cells is empty; standard errors are null without rows to spare.
 *
 * Angrist JD, Pischke JS. Mostly Harmless Econometrics. Princeton 2009, chapter 5. For the standard errors see the
 * functions that give them.
 *
 * @throws RangeError naming row and value for a treated or post other than 0 or 1, or an outcome that is not finite
 */
export function differenceInDifferences(
  { outcome, treated, post, cluster }: DifferenceInDifferencesIn,
  { confidence = 0.95 }: { confidence?: Confidence } = {},
): DifferenceInDifferences | null {
  assertSameLength({ outcome, treated, post, ...(cluster === undefined ? {} : { cluster }) });
  const rows = knownRows(outcome, treated, post);
  const y = Float64Array.from(rows, (row) => outcome[row] as number);
  const t = Float64Array.from(rows, (row) => treated[row] as number);
  const p = Float64Array.from(rows, (row) => post[row] as number);
  const means = cellMeans(y, t, p);
  if (means === null) return null;
  const [controlBefore, controlAfter, treatedBefore, treatedAfter] = means;
  const estimate = treatedAfter - treatedBefore - (controlAfter - controlBefore);
  const fit = leastSquares([new Float64Array(rows.length).fill(1), t, p, t.map((value, row) => value * (p[row] as number))], y);
  const spare = rows.length > 4;
  const root = (variance: number | null) => (variance === null || !spare ? null : Math.sqrt(variance));
  const robust = (type: Heteroskedastic) => root(heteroskedasticVariance(fit, 3, type));
  return {
    rows: rows.length,
    estimate,
    means: { controlBefore, controlAfter, treatedBefore, treatedAfter },
    standardErrors: {
      classical: root(spare ? classicalVariance(fit, 3) : null),
      HC0: robust('HC0'),
      HC1: robust('HC1'),
      HC2: robust('HC2'),
      HC3: robust('HC3'),
    },
    clustered:
      cluster === undefined || !spare
        ? null
        : clustered(
            estimate,
            confidence,
            (correction) => clusterVariance(fit, 3, codes(cluster, rows), correction),
            () => biasReducedVariance(fit, 3, codes(cluster, rows)),
          ),
  };
}

function clustered(
  estimate: number,
  confidence: Confidence,
  variance: (correction: 'none' | 'clusters' | 'stata') => ReturnType<typeof clusterVariance>,
  biasReduced: () => ReturnType<typeof biasReducedVariance>,
): Clustered | null {
  const [none, byClusters, stata, reduced] = [variance('none'), variance('clusters'), variance('stata'), biasReduced()];
  if (none === null || byClusters === null || stata === null || reduced === null) return null;
  return {
    clusters: none.clusters,
    standardErrors: { none: Math.sqrt(none.variance), clusters: Math.sqrt(byClusters.variance) },
    CR1: inference(estimate, stata.variance, none.clusters - 1, confidence),
    CR2: inference(estimate, reduced.variance, reduced.degrees, confidence),
  };
}

/** Codes of the clusters that have a row, without gaps. */
function codes(cluster: Codes, rows: Uint32Array): Codes {
  const known = new Map<number, number>();
  return Float64Array.from(rows, (row) => {
    const code = cluster[row] as number;
    if (!(Number.isInteger(code) && code >= 0)) throw new RangeError(`row ${row}: cluster must be a whole number from 0: ${code}`);
    known.set(code, known.get(code) ?? known.size);
    return known.get(code) as number;
  });
}

function knownRows(outcome: NumbersIn, treated: Codes, post: Codes): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < outcome.length; row += 1) {
    const value = outcome[row] ?? null;
    for (const [name, flag] of [
      ['treated', treated[row]],
      ['post', post[row]],
    ] as const)
      if (flag !== 0 && flag !== 1) throw new RangeError(`row ${row}: ${name} must be 0 or 1: ${flag}`);
    if (value === null) continue;
    if (!Number.isFinite(value)) throw new RangeError(`row ${row}: outcome must be finite: ${value}`);
    rows.push(row);
  }
  return Uint32Array.from(rows);
}

/** Means of control before and after, treated before and after; null when one of them has no row. */
function cellMeans(y: Float64Array, treated: Float64Array, post: Float64Array): [number, number, number, number] | null {
  const sums = new Float64Array(4);
  const counts = new Float64Array(4);
  for (let row = 0; row < y.length; row += 1) {
    const cell = 2 * (treated[row] as number) + (post[row] as number);
    sums[cell] = (sums[cell] as number) + (y[row] as number);
    counts[cell] = (counts[cell] as number) + 1;
  }
  const mean = (cell: number) => (sums[cell] as number) / (counts[cell] as number);
  return counts.every((count) => count > 0) ? [mean(0), mean(1), mean(2), mean(3)] : null;
}
