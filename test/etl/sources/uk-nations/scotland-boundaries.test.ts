import type { MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { polygonsOf, signedArea } from '../../../../etl/outlines.ts';
import { doCross } from '../../../../etl/simplify-arcs.ts';
import { scotlandBoundaries } from '../../../../etl/sources/uk-nations/scotland-boundaries.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { extractFrom, extractPublished } from '../extracting.ts';
import { codes } from './scottish-files.ts';

/** A ring as RFC 7946 wants exterior rings: anticlockwise. */
const square = (west: number, south: number, side: number): Position[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const features = codes.map((code, index) => ({
  type: 'Feature',
  properties: { code, area_name: `Board ${code}` },
  geometry: { type: 'MultiPolygon', coordinates: [[square(index / 10 - 5, 56, 0.1)]] as unknown },
}));
type Features = typeof features;
const read = (given: Features = features) =>
  extractFrom(scotlandBoundaries, {
    'boundaries/scotland_health_boards.geojson': JSON.stringify({ type: 'FeatureCollection', features: given }),
    'boundaries/HB_boundary.rds': 'not read',
  });
const first = (change: Partial<Features[number]>): Features => features.map((feature, index) => (index === 0 ? { ...feature, ...change } : feature));

describe('outlines of Scottish boards', () => {
  it('has an outline and a name of each board', async () => {
    const { boundaries, boards } = await read();
    expect(boundaries?.rows.map(([level, code]) => [level, code])).toEqual(codes.map((code) => ['board', code]));
    expect(boards?.rows[0]).toEqual(['S08000015', 'Board S08000015']);
  });

  it.each<[string, Features, string]>([
    ['a lost board', features.slice(1), 'found 13 boards; expected 14 boards'],
    ['a board twice', [...features, ...features.slice(0, 1)], 'feature 15: found board S08000015 again (first in feature 1)'],
    ['another code', first({ properties: { code: 'E01', area_name: 'x' } }), 'feature 1: found “E01”; expected the code of a board'],
    ['a board without name', first({ properties: { code: 'S08000015', area_name: ' ' } }), 'feature 1: found “ ”; expected the name of S08000015'],
    ['a point', first({ geometry: { type: 'Point', coordinates: [0, 51] } }), 'feature 1: found a geometry of type Point'],
    [
      'coordinates that are not numbers',
      first({ geometry: { type: 'Polygon', coordinates: [[[0, '51']]] } }),
      'feature 1: found coordinates that are not numbers',
    ],
  ])('refuses %s', async (_, given, message) => {
    await expect(read(given)).rejects.toThrow(message);
  });

  it('refuses a truncated file', async () => {
    const whole = JSON.stringify({ type: 'FeatureCollection', features });
    const cut = { 'boundaries/scotland_health_boards.geojson': whole.slice(0, -50), 'boundaries/HB_boundary.rds': 'not read' };
    await expect(extractFrom(scotlandBoundaries, cut)).rejects.toThrow('scotland_health_boards.geojson: found text that is not JSON');
  });
});

const kilometresPerDegree = (Math.PI * 6371) / 180;

/** Area in km², each ring taken at its own latitude. */
const areaOf = (shape: Polygon | MultiPolygon): number =>
  polygonsOf(shape)
    .flat()
    .reduce((sum, ring) => sum - signedArea(ring) * kilometresPerDegree ** 2 * Math.cos((meanLatitude(ring) * Math.PI) / 180), 0);
const meanLatitude = (ring: Position[]) => ring.reduce((sum, [, latitude = 0]) => sum + latitude / ring.length, 0);

function crossingsOf(shape: Polygon | MultiPolygon): number {
  const rings = polygonsOf(shape).flat();
  const lines = rings.flatMap((ring) => ring.slice(1).map((end, index) => [ring[index] ?? [], end] as const));
  return lines.flatMap(([a, b], index) => lines.slice(index + 1).filter(([c, d]) => doCross(a, b, c, d))).length;
}

describeWithSharedData('outlines of Scottish boards as published', (data) => {
  it('14 outlines are small, whole and the right way round', async () => {
    const { boundaries } = await extractPublished(scotlandBoundaries, data);
    const shapes = (boundaries?.rows ?? []).map((row) => JSON.parse(String(row[2])) as Polygon | MultiPolygon);
    expect(shapes).toHaveLength(14);
    expect(JSON.stringify(shapes).length).toBeLessThan(60_000);
    for (const shape of shapes) {
      expect(polygonsOf(shape).every(([exterior = []]) => exterior.length >= 4 && signedArea(exterior) < 0)).toBe(true);
      expect(crossingsOf(shape)).toBe(0);
    }
    // The publisher’s areas add up to 80,228 km².
    const area = shapes.reduce((sum, shape) => sum + areaOf(shape), 0);
    expect(area).toBeGreaterThan(79_000);
    expect(area).toBeLessThan(80_500);
  });
});
