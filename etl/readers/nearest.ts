import type { GridPoint } from './national-grid.ts';

/** The nearest of many points, and how far it is in metres. */
export interface Nearest<T> {
  point: T;
  metres: number;
}

/** A finder of the nearest point: points are sorted into squares, and squares are looked through from near to far. */
export function nearestOf<T extends GridPoint>(points: readonly T[], squareMetres = 5_000): (from: GridPoint) => Nearest<T> | null {
  const squares = new Map<string, T[]>();
  const at = (metres: number): number => Math.floor(metres / squareMetres);
  for (const point of points) {
    const key = `${at(point.east)} ${at(point.north)}`;
    const square = squares.get(key);
    if (square === undefined) squares.set(key, [point]);
    else square.push(point);
  }
  return (from) => {
    if (points.length === 0) return null;
    const [x, y] = [at(from.east), at(from.north)];
    let best: Nearest<T> | null = null;
    for (let ring = 0; ring <= mostRings; ring++) {
      // What lies in a farther ring is at least so far away.
      if (best !== null && best.metres <= (ring - 1) * squareMetres) return best;
      for (const key of ringKeys(x, y, ring)) best = nearer(best, squares.get(key) ?? [], from);
    }
    return nearer(best, best === null ? points : [], from);
  };
}

/** Beyond this the points are looked through one by one. */
const mostRings = 20;

function ringKeys(x: number, y: number, ring: number): string[] {
  const keys: string[] = [];
  for (let dx = -ring; dx <= ring; dx++)
    for (let dy = -ring; dy <= ring; dy++) if (Math.max(Math.abs(dx), Math.abs(dy)) === ring) keys.push(`${x + dx} ${y + dy}`);
  return keys;
}

function nearer<T extends GridPoint>(best: Nearest<T> | null, points: readonly T[], from: GridPoint): Nearest<T> | null {
  let [found, metres] = [best?.point ?? null, best?.metres ?? Number.POSITIVE_INFINITY];
  for (const point of points) {
    const far = Math.hypot(point.east - from.east, point.north - from.north);
    if (far < metres) [found, metres] = [point, far];
  }
  return found === null ? null : { point: found, metres };
}
