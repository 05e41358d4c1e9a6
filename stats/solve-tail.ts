/** One distribution seen from a point: its tail there, and the size of the tail's slope in the solver's variable. */
export interface TailPoint {
  tail: number;
  slope: number;
}

/**
 * Solves tail(u) = target by Newton's method on the logarithm of the tail. In the variables used (ln x, logit x,
 * asinh t) the distributions are log-concave, so that the log of either tail is concave and the method converges from
 * any start; from a residual of 1e-8 on, one more step is exact to the digits held. Internal to stats/distributions.ts.
 *
 * @param move takes the step in the variable and gives the next point
 * @param direction 1 for a lower tail, which rises with the variable; -1 for an upper one
 */
export function solveTail<Point>(
  start: Point,
  target: number,
  direction: 1 | -1,
  look: (point: Point) => TailPoint,
  move: (point: Point, step: number) => Point,
): Point {
  let point = start;
  for (let n = 0; n < 100; n += 1) {
    const { tail, slope } = look(point);
    if (!(tail > 0 && slope > 0)) {
      point = move(point, direction);
      continue;
    }
    const residual = Math.log(tail / target);
    point = move(point, (-direction * residual * tail) / slope);
    if (Math.abs(residual) < 1e-8) return point;
  }
  return point;
}
