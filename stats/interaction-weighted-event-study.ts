import type { Confidence } from './normal.ts';
import { type Judged, type PanelRegression, panelRegression } from './panel-regression.ts';
import { type StaggeredPanel, type StaggeredPanelIn, staggeredPanel } from './staggered-panel.ts';

export interface EventStudyOptions {
  confidence?: Confidence;
}

/** Effect at one time since treatment began; null where it is not identified. */
export interface EventPeriod {
  /** 0 is the first time under treatment; -1, the reference, is not listed. */
  since: number;
  effect: Judged | null;
}

export interface EventStudy {
  rows: number;
  clusters: number;
  /** Units already treated at the first time of the panel: they have no time before, and are left out. */
  alwaysTreated: number;
  /** Ascending. */
  periods: EventPeriod[];
  /** Coefficient of each covariate. */
  covariates: (Judged | null)[];
}

export interface InteractionWeightedEventStudy extends EventStudy {
  /** Mean effect on the treated: over all rows at or after the start of treatment; null where not identified. */
  overall: Judged | null;
}

/** The time since treatment that all others are compared with: the last before it. */
const reference = -1;

/**
 * Effects by time since the start of treatment, against the time before it, when units start at different times: Sun and
 * Abraham's interaction-weighted estimator. The outcome is regressed on an intercept for each unit and each time, the
 * covariates, and a column for each cohort (units that start together) at each time since; units not treated in the panel
 * are the comparison. The effect at a time since is the mean over cohorts, weighted by their rows there; the overall effect
 * is the same over all rows under treatment. In the unit of the outcome.
 *
 * Rests on treated and untreated having changed alike without treatment, and no effect before it: periods before the
 * reference should be near 0, which few units cannot show. Standard errors are clustered, with the factor
 * G / (G - 1) (N - 1) / (N - K) and t on G - 1 degrees of freedom, and take the weights as known. Null without units of
 * both kinds, with fewer than two clusters, or no row to spare.
 *
 * Sun L, Abraham S. Estimating dynamic treatment effects in event studies with heterogeneous treatment effects. J
 * Econometrics 2021;225:175-199.
 *
 * @throws RangeError naming row and value as `staggeredPanel` does
 */
export function interactionWeightedEventStudy(input: StaggeredPanelIn, { confidence = 0.95 }: EventStudyOptions = {}): InteractionWeightedEventStudy | null {
  const panel = staggeredPanel(input);
  const cells = cellsOf(panel, (cohort, since) => `${cohort} ${since}`);
  const fit = fitCells(panel, cells);
  if (fit === null) return null;
  const mean = (chosen: (cell: Cell) => boolean) => weightedMean(fit, panel, cells, chosen, confidence);
  return {
    ...described(fit, panel, confidence),
    periods: timesSince(cells).map((since) => ({ since, effect: mean((cell) => cell.since === since) })),
    overall: mean((cell) => cell.since >= 0),
  };
}

/**
 * The usual event study: one column for each time since treatment, whatever the cohort, with intercepts for units and
 * times. Right only if all cohorts have the same effects: otherwise a period's figure mixes effects of other periods, and
 * even periods before treatment show what comes later. Kept for comparison with `interactionWeightedEventStudy`, whose
 * conventions it shares.
 *
 * Sun L, Abraham S. J Econometrics 2021;225:175-199 (why it misleads).
 *
 * @throws RangeError naming row and value as `staggeredPanel` does
 */
export function twoWayEventStudy(input: StaggeredPanelIn, { confidence = 0.95 }: EventStudyOptions = {}): EventStudy | null {
  const panel = staggeredPanel(input);
  const cells = cellsOf(panel, (_, since) => String(since));
  const fit = fitCells(panel, cells);
  if (fit === null) return null;
  return {
    ...described(fit, panel, confidence),
    periods: timesSince(cells).map((since) => ({ since, effect: weightedMean(fit, panel, cells, (cell) => cell.since === since, confidence) })),
  };
}

/** Rows that share a column of the regression. */
interface Cell {
  since: number;
  rows: number[];
}

function cellsOf({ cohort, since }: StaggeredPanel, nameOf: (cohort: number, since: number) => string): Cell[] {
  const cells = new Map<string, Cell>();
  for (const [row, own] of cohort.entries()) {
    const at = since[row] ?? null;
    if (own === null || at === null || at === reference) continue;
    const name = nameOf(own, at);
    const cell = cells.get(name);
    if (cell === undefined) cells.set(name, { since: at, rows: [row] });
    else cell.rows.push(row);
  }
  return [...cells.values()].sort((a, b) => a.since - b.since);
}

const timesSince = (cells: readonly Cell[]): number[] => [...new Set(cells.map(({ since }) => since))];

/** Covariates first, then a column for each cell. Null without treated units, or without others. */
function fitCells(panel: StaggeredPanel, cells: readonly Cell[]): PanelRegression | null {
  if (cells.length === 0 || panel.cohort.every((cohort) => cohort !== null)) return null;
  const columns = cells.map(({ rows }) => {
    const column = new Float64Array(panel.outcome.length);
    for (const row of rows) column[row] = 1;
    return column;
  });
  return panelRegression({ ...panel, columns: [...panel.covariates, ...columns] });
}

/** Mean of the effects of the chosen cells, each weighing by its rows; null where there is none. */
function weightedMean(
  fit: PanelRegression,
  { covariates }: StaggeredPanel,
  cells: readonly Cell[],
  chosen: (cell: Cell) => boolean,
  confidence: Confidence,
): Judged | null {
  const total = cells.filter(chosen).reduce((sum, { rows }) => sum + rows.length, 0);
  const shares = cells.map((cell) => (chosen(cell) ? cell.rows.length / total : 0));
  return total === 0 ? null : fit.combination((column) => shares[column - covariates.length] ?? 0, confidence);
}

const described = (fit: PanelRegression, { covariates, alwaysTreated, outcome }: StaggeredPanel, confidence: Confidence) => ({
  rows: outcome.length,
  clusters: fit.clusters,
  alwaysTreated,
  covariates: covariates.map((_, own) => fit.combination((column) => (column === own ? 1 : 0), confidence)),
});
