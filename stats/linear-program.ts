import highs, { type Highs, type Model } from 'highs';

/** The linear-programming package (HiGHS as WebAssembly), loaded. */
export type Solver = Highs;

/** The package's types are those of CommonJS; its ES module exports the loader itself. */
const loadHighs = highs as unknown as typeof highs.default;

let loading: Promise<Solver> | undefined;

/** Loads the package once a process (about 0.1 s); with it in hand every method runs at once and gives the same figures each time. */
export function loadSolver(): Promise<Solver> {
  loading ??= loadHighs();
  return loading;
}

/** Minimise cost . x, x at least 0, with each row of A x between its limits (infinite for none). */
export interface LinearProgram {
  cost: Float64Array;
  /** Columns of A, one for each x. */
  columns: readonly Float64Array[];
  lower: Float64Array;
  upper: Float64Array;
}

/** A program that stays open while its figures change: each solution starts from the last. */
export interface OpenProgram {
  changeColumn(column: number, values: ArrayLike<number>): void;
  changeCosts(costs: Float64Array): void;
  changeRow(row: number, lower: number, upper: number): void;
  /** Takes an x out of the program (it must be 0), or lets it in again. */
  exclude(column: number, excluded: boolean): void;
  /** The least cost, or null when nothing fulfils the rows. */
  solve(): number | null;
  /** The x of the last solution. */
  solution(): Float64Array;
}

/** Entries are expected about 1 in size. Presolve would forget the last basis, from which the dual simplex goes on. */
const usual = {
  output_flag: false,
  solver: 'choose',
  presolve: 'off',
  simplex_strategy: 1,
  simplex_scale_strategy: 2,
  primal_feasibility_tolerance: 1e-10,
  dual_feasibility_tolerance: 1e-10,
  small_matrix_value: 1e-12,
};

/** What is tried, from nothing, where a program stalls: degenerate or badly scaled ones do, now and then. */
const others = [
  usual,
  { ...usual, presolve: 'on', simplex_strategy: 4 },
  { ...usual, simplex_strategy: 4, simplex_scale_strategy: 4, primal_feasibility_tolerance: 1e-9, dual_feasibility_tolerance: 1e-9 },
  { ...usual, presolve: 'on', primal_feasibility_tolerance: 1e-7, dual_feasibility_tolerance: 1e-7 },
  { ...usual, presolve: 'on', solver: 'ipm', primal_feasibility_tolerance: 1e-7, dual_feasibility_tolerance: 1e-7 },
];

/** Opens a program, works with it and gives its memory back. */
export function withProgram<Result>(solver: Solver, program: LinearProgram, work: (open: OpenProgram) => Result): Result {
  const model = solver.createModel(modelData(program, solver.infinity));
  try {
    model.options.set(usual);
    return work(opened(solver, model));
  } finally {
    model.dispose();
  }
}

const opened = (solver: Solver, model: Model): OpenProgram => ({
  changeColumn(column, values) {
    for (let row = 0; row < values.length; row += 1) model.changeCoefficient(row, column, values[row] as number);
  },
  changeCosts: (costs) => void model.changeColsCost({ kind: 'range', from: 0, to: costs.length - 1 }, costs),
  changeRow: (row, lower, upper) => void model.changeRowBounds(row, lower, upper),
  exclude: (column, excluded) => void model.changeColBounds(column, 0, excluded ? 0 : solver.infinity),
  solve: () => optimum(solver, model),
  solution: () => model.getSolution().colValue,
});

function optimum(solver: Solver, model: Model): number | null {
  const { optimal, infeasible } = solver.constants.modelStatus;
  let status = runStatus(solver, model);
  if (status !== optimal) {
    for (const options of others) {
      model.clearSolver();
      model.options.set(options);
      status = runStatus(solver, model);
      if (status === optimal || status === infeasible) break;
    }
    model.options.set(usual);
  }
  if (status === infeasible) return null;
  if (status !== optimal) throw new Error(`linear program not solved: status ${status}`);
  return model.getObjectiveValue();
}

function runStatus(solver: Solver, model: Model): number {
  try {
    return model.run().modelStatus;
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('Highs')) return solver.constants.modelStatus.solveError;
    throw error;
  }
}

function modelData({ cost, columns, lower, upper }: LinearProgram, infinity: number) {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const column of columns) {
    for (let row = 0; row < column.length; row += 1) {
      const value = column[row] as number;
      if (value === 0) continue;
      indices.push(row);
      values.push(value);
    }
    starts.push(indices.length);
  }
  const size = { numRows: lower.length, numCols: columns.length };
  return {
    ...size,
    colCost: cost,
    colLower: new Float64Array(columns.length),
    colUpper: new Float64Array(columns.length).fill(infinity),
    rowLower: lower,
    rowUpper: upper,
    matrix: { format: 'csc' as const, ...size, starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) },
  };
}
