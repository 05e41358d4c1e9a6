import type { GridPoint } from '../../readers/national-grid.ts';
import { byCode } from '../../readers/table.ts';

/** A practice that is farther from the middle of an area is not told as near it. */
export const farthestNearMetres = 5_000;
/** How many practices are told of an area in which none stands. */
export const mostNear = 2;

/** A practice and the area in which it stands. */
interface StandingPractice extends GridPoint {
  code: string;
  area: string;
}

/** Where people of an area live: the population-weighted centre of one of its parts. */
interface PartCentre extends GridPoint {
  area: string;
}

/**
 * The practices nearest to each area in which none stands, nearest first, and by code where they are equally far: area and
 * practice. The distance is that to the mean of the centres of its parts: LSOAs hold about as many people each, so this is
 * the middle of where people live, and one practice beyond the edge of a wide area does not stand for all of it.
 */
export function nearPractices(centres: readonly PartCentre[], practices: readonly StandingPractice[]): [area: string, practice: string][] {
  const withPractice = new Set(practices.map(({ area }) => area));
  const middles = [...middlesOf(centres)].filter(([area]) => !withPractice.has(area)).sort(([a], [b]) => byCode(a, b));
  return middles.flatMap(([area, middle]) => nearestTo(middle, practices).map(({ code }): [string, string] => [area, code]));
}

function middlesOf(centres: readonly PartCentre[]): Map<string, GridPoint> {
  const sums = new Map<string, GridPoint & { parts: number }>();
  for (const { area, east, north } of centres) {
    const sum = sums.get(area) ?? { east: 0, north: 0, parts: 0 };
    sums.set(area, { east: sum.east + east, north: sum.north + north, parts: sum.parts + 1 });
  }
  return new Map([...sums].map(([area, { east, north, parts }]) => [area, { east: east / parts, north: north / parts }]));
}

function nearestTo(middle: GridPoint, practices: readonly StandingPractice[]): StandingPractice[] {
  const squared = ({ east, north }: GridPoint): number => (east - middle.east) ** 2 + (north - middle.north) ** 2;
  const near = practices.filter((practice) => squared(practice) <= farthestNearMetres ** 2);
  return near.sort((a, b) => squared(a) - squared(b) || byCode(a.code, b.code)).slice(0, mostNear);
}
