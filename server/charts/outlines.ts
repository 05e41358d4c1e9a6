import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Catalogue } from '../queries/catalogue.ts';

/** One system's outline, ready to draw. */
export interface Outline {
  system_id: string;
  /** Path data in pixels. */
  path: string;
  /** Where a letter goes: the centre of the largest part. */
  label: readonly [x: number, y: number];
  /** Of the largest part, in square pixels. */
  area: number;
}

/** A level's systems on one sheet. */
export interface Outlines {
  width: number;
  height: number;
  features: readonly Outline[];
}

/** Position on the sheet in tenths of a pixel: whole numbers, so that differences are exact. */
type Place = readonly [x: number, y: number];

const width = 480;
const margin = 4;
const known = new WeakMap<Catalogue, Map<string, Outlines>>();

/** Outlines of a level, worked out once a release, as every map of the level has the same; no features when the release has none. */
export function outlinesFor(catalogue: Catalogue, level: string): Outlines {
  const levels = known.get(catalogue) ?? new Map<string, Outlines>();
  known.set(catalogue, levels);
  const before = levels.get(level) ?? project(catalogue.boundaries.filter((row) => row.level === level));
  levels.set(level, before);
  return before;
}

/**
 * Longitude and latitude to pixels on a flat plane, east-west distances shrunk for the latitude of the middle.
 * Flat, because spherical drawing would take a ring wound the wrong way for the rest of the world.
 */
function project(rows: readonly { system_id: string; geometry: string }[]): Outlines {
  const shapes = rows.map(({ system_id, geometry }) => ({ system_id, rings: outerAndInner(JSON.parse(geometry) as Polygon | MultiPolygon) }));
  const positions = shapes.flatMap(({ rings }) => rings.flat());
  if (positions.length === 0) return { width, height: width, features: [] };
  const [west, east] = extent(positions.map(([x = 0]) => x));
  const [south, north] = extent(positions.map(([, y = 0]) => y));
  const shrink = Math.cos(((south + north) * Math.PI) / 360);
  const scale = (width - 2 * margin) / ((east - west) * shrink);
  const place = ([x = 0, y = 0]: Position): Place => [Math.round(10 * (margin + (x - west) * shrink * scale)), Math.round(10 * (margin + (north - y) * scale))];
  const features = shapes.map(({ system_id, rings }) => {
    const placed = rings.map((ring) => ring.map(place));
    return { system_id, path: placed.map(pathOf).join(''), ...largest(placed) };
  });
  return { width, height: Math.ceil((north - south) * scale + 2 * margin), features };
}

const outerAndInner = (geometry: Polygon | MultiPolygon): Position[][] => (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat());

function extent(values: readonly number[]): [low: number, high: number] {
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

/** Steps from point to point take half the bytes of positions; points that fall on one place are one. */
function pathOf(ring: readonly Place[]): string {
  const [start = [0, 0]] = ring;
  let [x, y] = start;
  let steps = '';
  for (const [nextX, nextY] of ring.slice(1, -1)) {
    if (nextX === x && nextY === y) continue;
    steps += `l${(nextX - x) / 10},${(nextY - y) / 10}`;
    [x, y] = [nextX, nextY];
  }
  return `M${start[0] / 10},${start[1] / 10}${steps}Z`;
}

function largest(rings: readonly (readonly Place[])[]): Pick<Outline, 'label' | 'area'> {
  return rings.map(centreOf).reduce((a, b) => (b.area > a.area ? b : a), { area: 0, label: [0, 0] });
}

function centreOf(ring: readonly Place[]): Pick<Outline, 'label' | 'area'> {
  let [twice, sumX, sumY] = [0, 0, 0];
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y];
    const cross = x * nextY - nextX * y;
    twice += cross;
    sumX += (x + nextX) * cross;
    sumY += (y + nextY) * cross;
  });
  return { area: Math.abs(twice) / 200, label: twice === 0 ? [0, 0] : [sumX / (30 * twice), sumY / (30 * twice)] };
}
