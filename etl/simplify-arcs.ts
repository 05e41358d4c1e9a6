import type { Position } from 'geojson';

/** A line of points, each with the weight that says how much of the shape would go with it: `[x, y, weight]`. */
export type WeighedArc = readonly (readonly number[])[];

/** A stretch between two points that are kept, as positions within its arc. */
interface Stretch {
  arc: number;
  from: number;
  to: number;
}

/**
 * Leaves out the points of less than a weight, end points excepted. Closed arcs keep three points besides, so that
 * no island becomes a line. Where two of the simpler lines would cross, as on the banks of an estuary, the weightiest
 * points that were left out are put back until none do.
 */
export function simplifyArcs(arcs: readonly WeighedArc[], minimumWeight: number): Position[][] {
  const kept = arcs.map((arc) => heaviest(arc, minimumWeight));
  for (let crossings = crossed(arcs, kept); crossings.length > 0; crossings = crossed(arcs, kept)) {
    const restored = crossings.flat().filter((stretch) => restore(arcs, kept, stretch));
    if (restored.length === 0) break;
  }
  return arcs.map((arc, index) => arc.filter((_, position) => kept[index]?.has(position)).map(([x = 0, y = 0]) => [x, y]));
}

function heaviest(arc: WeighedArc, minimumWeight: number): Set<number> {
  const last = arc.length - 1;
  const inner = arc
    .map((_, position) => position)
    .slice(1, -1)
    .sort((a, b) => weightOf(arc, b) - weightOf(arc, a) || a - b);
  const isClosed = arc[0]?.[0] === arc[last]?.[0] && arc[0]?.[1] === arc[last]?.[1];
  const enough = inner.filter((position, rank) => weightOf(arc, position) >= minimumWeight || (isClosed && rank < 3));
  return new Set([0, ...enough, last]);
}

/** Puts back the weightiest point of a stretch; false where it has none. */
function restore(arcs: readonly WeighedArc[], kept: readonly Set<number>[], { arc, from, to }: Stretch): boolean {
  const points = arcs[arc] ?? [];
  let best: number | null = null;
  for (let position = from + 1; position < to; position += 1) {
    if (best === null || weightOf(points, position) > weightOf(points, best)) best = position;
  }
  if (best !== null) kept[arc]?.add(best);
  return best !== null;
}

/** Pairs of stretches that cross. */
function crossed(arcs: readonly WeighedArc[], kept: readonly Set<number>[]): [Stretch, Stretch][] {
  const pairs: [Stretch, Stretch][] = [];
  const lines = kept
    .flatMap((positions, arc) => {
      const sorted = [...positions].sort((a, b) => a - b);
      return sorted.slice(1).map((to, index) => lineOf(arcs[arc] ?? [], { arc, from: sorted[index] ?? 0, to }));
    })
    .sort((a, b) => a.west - b.west);
  lines.forEach((line, index) => {
    for (let next = index + 1; next < lines.length; next += 1) {
      const other = lines[next];
      if (other === undefined || other.west > line.east) return;
      if (doCross(line.start, line.end, other.start, other.end)) pairs.push([line.stretch, other.stretch]);
    }
  });
  return pairs;
}

function lineOf(arc: WeighedArc, stretch: Stretch) {
  const start = arc[stretch.from] ?? [];
  const end = arc[stretch.to] ?? [];
  return { stretch, start, end, west: Math.min(start[0] ?? 0, end[0] ?? 0), east: Math.max(start[0] ?? 0, end[0] ?? 0) };
}

/** Whether two lines cross between their ends; lines that only touch do not. */
export function doCross(a: readonly number[], b: readonly number[], c: readonly number[], d: readonly number[]): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side([ax = 0, ay = 0]: readonly number[], [bx = 0, by = 0]: readonly number[], [px = 0, py = 0]: readonly number[]): number {
  return Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));
}

function weightOf(arc: WeighedArc, position: number): number {
  return arc[position]?.[2] ?? 0;
}
