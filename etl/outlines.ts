import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { feature, merge } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, sphericalTriangleArea } from 'topojson-simplify';
import type { GeometryCollection, Topology, MultiPolygon as TopoMultiPolygon, Polygon as TopoPolygon } from 'topojson-specification';
import { simplifyArcs } from './simplify-arcs.ts';

/** One unit to be drawn and the larger unit that it belongs to. */
export interface Unit {
  code: string;
  parent: string;
  geometry: Polygon | MultiPolygon;
}

export interface Outlines {
  units: Map<string, Polygon | MultiPolygon>;
  parents: Map<string, Polygon | MultiPolygon>;
}

interface Labels {
  code: string;
  parent: string;
}

/** Mean radius of the Earth, km. */
const earthRadius = 6371;

/**
 * Simplifies the outlines of units that share borders, and unites them to the outlines of their parents. Borders
 * stay shared, so that units neither overlap nor part and parents consist of their units exactly. Coordinates are
 * rounded to four decimals (about 10 m). Points that span less than `detail` km² with their neighbours go
 * (Visvalingam and Whyatt 1993), and so do islands smaller than `island` km², but never the largest part of a unit.
 * Exterior rings run clockwise: d3-geo takes the side to the right of a ring as its inside, unlike RFC 7946.
 */
export function simplifyOutlines(units: readonly Unit[], { detail, island }: { detail: number; island: number }): Outlines {
  const owners = ownersOfPoints(units);
  const isAttached = (polygon: Position[][]) => polygon.flat().some((point) => (owners.get(keyOf(point)) ?? 0) > 1);
  const kept = units.map(({ code, parent, geometry }) => {
    const polygons = polygonsOf(geometry);
    const largest = Math.max(...polygons.map(areaOf));
    const worthDrawing = polygons.filter((polygon) => areaOf(polygon) === largest || areaOf(polygon) >= island || isAttached(polygon));
    return asFeature(worthDrawing, { code, parent });
  });
  const collection: FeatureCollection<Polygon | MultiPolygon, Labels> = { type: 'FeatureCollection', features: kept };
  const whole = topology({ units: collection }) as unknown as Topology<{ units: GeometryCollection<Labels> }>;
  // Rounded only now: rounding first would fold narrow necks of land on to themselves, and borders there would be lost.
  const arcs = presimplify(whole, sphericalTriangleArea).arcs.map((arc) => arc.map(roundedPoint));
  return unitsAndParents({ ...whole, arcs: simplifyArcs(arcs, detail / earthRadius ** 2) });
}

function unitsAndParents(simple: Topology<{ units: GeometryCollection<Labels> }>): Outlines {
  const result: Outlines = { units: new Map(), parents: new Map() };
  const members = new Map<string, (TopoPolygon | TopoMultiPolygon)[]>();
  for (const unit of simple.objects.units.geometries as (TopoPolygon<Labels> | TopoMultiPolygon<Labels>)[]) {
    const { code, parent } = unit.properties as Labels;
    result.units.set(code, drawable((feature(simple, unit) as Feature<Polygon | MultiPolygon>).geometry));
    members.set(parent, [...(members.get(parent) ?? []), unit]);
  }
  for (const [parent, children] of members) result.parents.set(parent, drawable(merge(simple, children)));
  return result;
}

/** The same shape with clockwise exterior rings, without repeated points and without parts that simplification made flat. */
function drawable(geometry: Polygon | MultiPolygon): Polygon | MultiPolygon {
  const polygons = polygonsOf(geometry)
    .filter(([exterior = []]) => signedArea(exterior) !== 0)
    .map((polygon) => polygon.filter((ring) => signedArea(ring) !== 0).map(withoutRepeats))
    .map((polygon) => polygon.map((ring, index) => (signedArea(ring) < 0 === (index === 0) ? ring : ring.toReversed())));
  return geometryOf(polygons);
}

function withoutRepeats(ring: readonly Position[]): Position[] {
  return ring.filter((point, index) => index === 0 || keyOf(point) !== keyOf(ring[index - 1] ?? []));
}

function geometryOf(polygons: Position[][][]): Polygon | MultiPolygon {
  const [only] = polygons;
  return only !== undefined && polygons.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: polygons };
}

function asFeature(polygons: Position[][][], properties: Labels): Feature<Polygon | MultiPolygon, Labels> {
  return { type: 'Feature', properties, geometry: geometryOf(polygons) };
}

export function polygonsOf(geometry: Polygon | MultiPolygon): Position[][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

function roundedPoint([longitude = 0, latitude = 0, weight = 0]: readonly number[]): number[] {
  return [Math.round(longitude * 1e4) / 1e4, Math.round(latitude * 1e4) / 1e4, weight];
}

/** In how many units each point occurs. */
function ownersOfPoints(units: readonly Unit[]): Map<string, number> {
  const owners = new Map<string, number>();
  for (const { geometry } of units) {
    for (const key of new Set(polygonsOf(geometry).flat(2).map(keyOf))) owners.set(key, (owners.get(key) ?? 0) + 1);
  }
  return owners;
}

function keyOf(point: Position): string {
  return point.join(' ');
}

/** Area of a polygon’s exterior in km², near enough to tell islets from islands. */
function areaOf([exterior = []]: Position[][]): number {
  const latitude = ((exterior[0]?.[1] ?? 0) * Math.PI) / 180;
  const kilometresPerDegree = (earthRadius * Math.PI) / 180;
  return Math.abs(signedArea(exterior)) * kilometresPerDegree ** 2 * Math.cos(latitude);
}

/** Area by the shoelace formula, in square degrees: positive for a ring that runs anticlockwise on a map. */
export function signedArea(ring: readonly Position[]): number {
  return ring.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}
