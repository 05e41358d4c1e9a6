import { type Design, dot } from './linear-algebra.ts';

/** What is left of a column beside the columns kept so far, as a share of its length, for it to count as new. */
const explained = 1e-9;

/**
 * Indices of the columns that the columns before them do not explain, in order: a design of full rank that spans the
 * same space. By Gram-Schmidt, twice over. A constant after an intercept, a copy, a sum of others are left out, and so
 * is a column of zeros. `lengths` gives the length that a column is judged by, where it was longer before it was centred.
 *
 * Golub GH, Van Loan CF. Matrix Computations. 4th edition, Johns Hopkins 2013, 5.2.
 */
export function independentColumns(design: Design, lengths: ArrayLike<number> = design.map((column) => Math.sqrt(dot(column, column)))): number[] {
  const directions: Float64Array[] = [];
  return [...design.keys()].filter((k) => {
    const rest = Float64Array.from(design[k] as Float64Array);
    for (let pass = 0; pass < 2; pass += 1) for (const direction of directions) takeOut(direction, rest);
    const length = Math.sqrt(dot(rest, rest));
    if (!(length > explained * (lengths[k] as number))) return false;
    directions.push(rest.map((value) => value / length));
    return true;
  });
}

function takeOut(direction: Float64Array, column: Float64Array): void {
  const along = dot(direction, column);
  for (let row = 0; row < column.length; row += 1) column[row] = (column[row] as number) - along * (direction[row] as number);
}
