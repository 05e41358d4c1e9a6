import { biasReducedVariance } from './bias-reduced-variance.ts';
import { type Codes, groupCount } from './codes.ts';
import type { NumbersIn } from './column.ts';
import { at, beside, type CompleteUnits, type ContrastUnits, completeUnits, orthonormalBasis, standardised } from './contrast-design.ts';
import { type Inference, inference } from './inference.ts';
import { leastSquares } from './least-squares.ts';
import { dot } from './linear-algebra.ts';
import type { Confidence } from './normal.ts';

/** One place a unit; null says not known, and leaves the unit out. Without covariates the contrast is unadjusted. */
export interface AdjustedContrastIn extends ContrastUnits {
  y: NumbersIn;
  /** Units of one cluster may have related errors: systems, say, when units are areas. Without it every unit is its own. */
  cluster?: Codes;
  /** Weight of each unit, of at least 0; a unit of weight 0 is left out. */
  weights?: NumbersIn;
}

export interface AdjustedContrastOptions {
  confidence?: Confidence;
  /** False for the estimate alone, in less than half the time; `inference` is then null. */
  infer?: boolean;
}

export interface AdjustedContrast {
  /** Mean of group 1 less that of group 0, at the same covariates; in the unit of y. */
  estimate: number;
  /** By CR2 and Satterthwaite degrees of freedom; null when a group has units in fewer than two clusters, or nothing varies. */
  inference: Inference | null;
  units: [group0: number, group1: number];
  clusters: number;
  /** Coefficients, intercept and group with them. */
  parameters: number;
  /** Covariates left out because the intercept and those before them explain them. */
  dropped: number[];
}

/** Rows less parameters that there must be. */
const minimumSpare = 3;

/**
 * Difference between two groups of units, group 1 less group 0, from least squares y ~ 1 + group + covariates. In the unit
 * of y. Covariates are standardised inside, which leaves the estimate as it is; one that others explain is dropped and
 * listed. The groups were not drawn by lot: a difference is not an effect.
 *
 * Inference: bias-reduced clustered variance (CR2) and Student's t on Satterthwaite degrees of freedom. With every unit its
 * own cluster that is HC2 with the degrees of freedom of Bell and McCaffrey. It is right for equal error variances, however
 * few the units, and approximately for others. Weights are not taken as precisions: the working model stays one of equal
 * variances.
 *
 * Null when a group is empty, rows less parameters are fewer than three, or the covariates tell the group exactly.
 *
 * Bell RM, McCaffrey DF. Bias reduction in standard errors for linear regression with multi-stage samples. Survey
 * Methodology 2002;28:169-181. Imbens GW, Kolesár M. Robust standard errors in small samples: some practical advice. Rev
 * Econ Stat 2016;98:701-712. Pustejovsky JE, Tipton E. J Bus Econ Stat 2018;36:672-683.
 *
 * @throws RangeError naming row and value for a value that is not finite, a group other than 0, 1 or null, a negative
 *   weight, or a cluster that is not a whole number from 0
 */
export function adjustedContrast(
  { y, cluster, weights, ...units }: AdjustedContrastIn,
  { confidence = 0.95, infer = true }: AdjustedContrastOptions = {},
): AdjustedContrast | null {
  const complete = completeUnits(
    { ...units, group: weights === undefined ? units.group : weighted(units.group, weights) },
    { y, ...columnsOf(cluster, weights) },
  );
  const count = complete.rows.length;
  if (complete.units.includes(0) || count < 2 + minimumSpare) return null;
  const design = residualised(complete, weights === undefined ? null : at(weights, complete.rows));
  if (design === null || count - design.parameters < minimumSpare) return null;

  const outcome = design.scale(at(y, complete.rows));
  const estimate = dot(design.group, outcome) / design.squares;
  const codes = cluster === undefined ? null : clusterCodes(cluster, complete.rows);
  const found = infer && groupsHaveTwoClusters(complete, codes) ? varianceOf(design, outcome, codes) : null;
  return {
    estimate,
    inference: found === null ? null : inference(estimate, found.variance, found.degrees, confidence),
    units: complete.units,
    clusters: codes === null ? count : new Set(codes).size,
    parameters: design.parameters,
    dropped: design.dropped,
  };
}

const columnsOf = (cluster: Codes | undefined, weights: NumbersIn | undefined): Record<string, NumbersIn> => ({
  ...(cluster === undefined ? {} : { cluster }),
  ...(weights === undefined ? {} : { weights }),
});

/** Codes of the clusters that have a row, without gaps. */
function clusterCodes(cluster: Codes, rows: Uint32Array): Float64Array {
  groupCount('cluster', cluster);
  const codes = new Map<number, number>();
  return Float64Array.from(rows, (row) => {
    const code = cluster[row] as number;
    if (!codes.has(code)) codes.set(code, codes.size);
    return codes.get(code) as number;
  });
}

/** The group, not known where the weight is 0. */
function weighted(group: NumbersIn, weights: NumbersIn): NumbersIn {
  return Array.from({ length: group.length }, (_, row) => {
    const weight = weights[row] ?? null;
    if (weight !== null && weight < 0) throw new RangeError(`row ${row}: weight must be finite and at least 0: ${weight}`);
    return weight === 0 ? null : (group[row] ?? null);
  });
}

/** The regression after Frisch, Waugh and Lovell: what the intercept and the covariates leave of the group. */
interface Residualised {
  /** Roots of the weights times a column. */
  scale(column: Float64Array): Float64Array;
  /** Roots of the weights; null when all are 1. */
  root: Float64Array | null;
  /** Orthonormal directions of the intercept and the covariates, scaled. */
  directions: Float64Array[];
  /** What they leave of the group, scaled, and its sum of squares. */
  group: Float64Array;
  squares: number;
  parameters: number;
  dropped: number[];
}

function residualised({ group, covariates }: CompleteUnits, weights: Float64Array | null): Residualised | null {
  const root = weights === null ? null : weights.map(Math.sqrt);
  const scale = (column: Float64Array) => (root === null ? column : column.map((value, row) => value * (root[row] as number)));
  const columns = [new Float64Array(group.length).fill(1), ...covariates.map(standardised)];
  const { directions, kept } = orthonormalBasis(columns.map((column) => column && scale(column)));
  const rest = beside(directions, scale(group));
  if (rest === null) return null;
  const dropped = [...covariates.keys()].filter((c) => !kept.includes(c + 1));
  return { scale, root, directions, group: rest, squares: dot(rest, rest), parameters: kept.length + 1, dropped };
}

function groupsHaveTwoClusters({ units, group }: CompleteUnits, codes: Float64Array | null): boolean {
  if (codes === null) return Math.min(...units) > 1;
  return [0, 1].every((side) => new Set(codes.filter((_, row) => group[row] === side)).size > 1);
}

interface Variance {
  variance: number;
  degrees: number;
}

/** Null when the groups and covariates fit every unit, up to rounding. */
function varianceOf(design: Residualised, outcome: Float64Array, codes: Float64Array | null): Variance | null {
  const length = Math.sqrt(design.squares);
  const all = [...design.directions, design.group.map((value) => value / length)];
  const residual = beside(all, outcome);
  if (residual === null) return null;
  return codes === null && design.root === null ? unitVariance(design, all, residual) : clusteredVariance(design, outcome, codes);
}

/** A unit with less than this of its own residual decides its own fit. */
const own = 1e-10;

/**
 * CR2 of units that are their own clusters, in closed form. With leverages h and c_i = g_i^2 / ((1 - h_i) (g'g)^2) the
 * variance is the sum of c_i e_i^2, and the degrees of freedom are (sum c_i (1 - h_i))^2 over the sum of c_i c_j m_ij^2,
 * m being the residual maker: taken through the columns. Null when a unit decides its own fit and the estimate with it.
 */
function unitVariance({ group, squares }: Residualised, all: readonly Float64Array[], residual: Float64Array): Variance | null {
  const size = all.length;
  const gram = new Float64Array(size * size);
  let [variance, expected, squared] = [0, 0, 0];
  for (let row = 0; row < group.length; row += 1) {
    const g = group[row] as number;
    let leverage = 0;
    for (const direction of all) leverage += (direction[row] as number) ** 2;
    const rest = 1 - leverage;
    if (rest < own && g * g > own * squares) return null;
    if (rest < own) continue;
    const share = (g * g) / (rest * squares * squares);
    variance += share * (residual[row] as number) ** 2;
    expected += share * rest;
    squared += share * share * (rest * rest - leverage * leverage);
    addOuter(gram, all, row, share);
  }
  for (let i = 0; i < size; i += 1) for (let j = 0; j < i; j += 1) squared += 2 * (gram[i * size + j] as number) ** 2;
  for (let i = 0; i < size; i += 1) squared += (gram[i * size + i] as number) ** 2;
  return { variance, degrees: (expected * expected) / squared };
}

/** Adds to the lower half of the matrix the products of the row's values, times the share. */
function addOuter(gram: Float64Array, columns: readonly Float64Array[], row: number, share: number): void {
  const size = columns.length;
  for (let i = 0; i < size; i += 1) {
    const value = share * ((columns[i] as Float64Array)[row] as number);
    for (let j = 0; j <= i; j += 1) gram[i * size + j] = (gram[i * size + j] as number) + value * ((columns[j] as Float64Array)[row] as number);
  }
}

/** CR2 in general: the directions are as good a design as the covariates are. */
function clusteredVariance({ directions, group, root }: Residualised, outcome: Float64Array, codes: Float64Array | null): Variance | null {
  const plain = (column: Float64Array) => (root === null ? column : column.map((value, row) => value / (root[row] as number)));
  const fit = leastSquares([...directions.map(plain), plain(group)], plain(outcome), root === null ? undefined : root.map((value) => value * value));
  return biasReducedVariance(fit, directions.length, codes ?? Float64Array.from(group.keys()));
}
