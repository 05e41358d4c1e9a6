import type { MultiPolygon, Polygon, Position } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { polygonsOf, signedArea } from '../../../../etl/outlines.ts';
import { doCross } from '../../../../etl/simplify-arcs.ts';
import type { TableOut } from '../../../../etl/source.ts';
import { boundaries } from '../../../../etl/sources/england/boundaries.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { extractFrom, extractPublished, records } from '../extracting.ts';
import { lookup, places } from './places.ts';

type Shape = Polygon | MultiPolygon;
interface PublishedFeature {
  type: 'Feature';
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: unknown };
}

/** A ring as RFC 7946 wants exterior rings: anticlockwise. */
const square = (west: number, south: number, side: number): Position[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
/** Every place is a square of 0.1 degrees beside the next. */
const squareOf = (index: number): Position[] => square((index % 11) / 10 - 1, Math.floor(index / 11) / 10 + 51, 0.1);
const published: PublishedFeature[] = places.map(({ subIcb, subIcbOns, icb }, index) => ({
  type: 'Feature',
  properties: { code: subIcbOns, name: `NHS ${icb} ICB - ${subIcb}` },
  geometry: { type: 'Polygon', coordinates: [squareOf(index)] },
}));
const read = (features: PublishedFeature[] = published) =>
  extractFrom(boundaries, { ...lookup(), 'boundaries/sub-icbs_cvdprevent-app.geojson': JSON.stringify({ type: 'FeatureCollection', features }) });
const first = (change: Partial<PublishedFeature>): PublishedFeature[] => [{ ...(published[0] as PublishedFeature), ...change }, ...published.slice(1)];

const outlinesOf = (table: TableOut | undefined, level: string): Map<string, Shape> =>
  new Map(
    records(table)
      .filter((row) => row.level === level)
      .map(({ system_code, geometry }) => [String(system_code), JSON.parse(String(geometry)) as Shape]),
  );

/** The library that draws maps, which measures on the sphere; it comes with the charts and has no types here. */
const { geoArea, geoContains } = (await import('d3-geo' as string)) as { geoArea(shape: Shape): number; geoContains(shape: Shape, point: Position): boolean };

/** A polygon drawn the wrong way round covers nearly the whole sphere of 4π. */
const isDrawable = (shape: Shape): boolean => polygonsOf(shape).every((polygon) => geoArea({ type: 'Polygon', coordinates: polygon }) < 2 * Math.PI);

function faultsOf(shape: Shape): string[] {
  const rings = polygonsOf(shape).flat();
  const lines = rings.flatMap((ring) => ring.slice(1).map((end, index) => [ring[index] ?? [], end] as const));
  const open = rings.filter((ring) => ring.length < 4 || String(ring[0]) !== String(ring.at(-1)) || signedArea(ring) === 0);
  const crossings = lines.flatMap(([a, b], index) => lines.slice(index + 1).filter(([c, d]) => doCross(a, b, c, d)));
  return [...open.map((ring) => `not a ring: ${ring.join(' ')}`), ...crossings.map((line) => `crossing at ${line.join(' to ')}`)];
}

describe('outlines for maps', () => {
  it('turns exterior rings clockwise, as the map library wants them', async () => {
    const outline = outlinesOf((await read()).boundaries, 'sub-icb').get('00A') as Shape;
    expect(signedArea(squareOf(0))).toBeGreaterThan(0);
    expect(isDrawable({ type: 'Polygon', coordinates: [squareOf(0)] })).toBe(false);
    expect(isDrawable(outline)).toBe(true);
    expect(geoContains(outline, [-0.95, 51.05])).toBe(true);
  });

  it('an ICB is the union of its sub-ICB locations', async () => {
    // 00A and 42A and 84A lie apart; no border is left inside Q00.
    const { boundaries: table } = await read();
    const area = geoArea(outlinesOf(table, 'icb').get('Q00') as Shape);
    const parts = ['00A', '42A', '84A'].map((code) => geoArea(outlinesOf(table, 'sub-icb').get(code) as Shape));
    expect(area).toBeCloseTo(
      parts.reduce((sum, part) => sum + part),
      12,
    );
  });

  it('drops islets but never the largest part of a unit', async () => {
    const islet = square(5, 55, 0.001);
    const second = { ...(published[1] as PublishedFeature), geometry: { type: 'Polygon', coordinates: [square(6, 55, 0.001)] } };
    const [main, , ...rest] = first({ geometry: { type: 'MultiPolygon', coordinates: [[squareOf(0)], [islet]] } });
    const outlines = outlinesOf((await read([main as PublishedFeature, second, ...rest])).boundaries, 'sub-icb');
    expect(polygonsOf(outlines.get('00A') as Shape)).toHaveLength(1);
    expect(polygonsOf(outlines.get('01A') as Shape)).toHaveLength(1);
    expect(geoArea(outlines.get('01A') as Shape)).toBeGreaterThan(0);
  });

  it.each([
    ['a missing unit', published.slice(1), 'found no outline of 00A; expected an outline of each of the 106 sub-ICB locations'],
    ['a unit twice', [...published, ...published.slice(0, 1)], 'feature 107: found sub-ICB location 00A again (first in feature 1)'],
    [
      'a name without ODS code',
      first({ properties: { code: 'E38000001', name: 'Somewhere' } }),
      'feature 1: found “Somewhere”; expected a name that ends in the ODS code',
    ],
    ['an unknown unit', first({ properties: { code: 'E38000001', name: 'NHS Q00 ICB - 77X' } }), 'feature 1: found “NHS Q00 ICB - 77X”'],
    [
      'another ONS code',
      first({ properties: { code: 'E38000999', name: 'NHS Q00 ICB - 00A' } }),
      'feature 1: found 00A with the ONS code E38000999; expected E38000001',
    ],
    ['a point', first({ geometry: { type: 'Point', coordinates: [0, 51] } }), 'feature 1: found a geometry of type Point'],
    [
      'coordinates that are not numbers',
      first({ geometry: { type: 'Polygon', coordinates: [[[0, '51']]] } }),
      'feature 1: found coordinates that are not numbers',
    ],
  ])('refuses %s', async (_, features, message) => {
    await expect(read(features)).rejects.toThrow(message);
  });

  it('refuses a truncated file', async () => {
    const text = JSON.stringify({ type: 'FeatureCollection', features: published });
    await expect(extractFrom(boundaries, { ...lookup(), 'boundaries/sub-icbs_cvdprevent-app.geojson': text.slice(0, -100) })).rejects.toThrow(
      'sub-icbs_cvdprevent-app.geojson: found text that is not JSON',
    );
  });
});

describeWithSharedData('outlines as published', (data) => {
  let subIcbs = new Map<string, Shape>();
  let icbs = new Map<string, Shape>();
  beforeAll(async () => {
    const { boundaries: table } = await extractPublished(boundaries, data);
    subIcbs = outlinesOf(table, 'sub-icb');
    icbs = outlinesOf(table, 'icb');
  });
  const areaOf = (shapes: Iterable<Shape>) => [...shapes].reduce((sum, shape) => sum + geoArea(shape), 0);

  it('106 and 42 outlines are whole, drawable and small enough for a page', () => {
    expect([subIcbs.size, icbs.size]).toEqual([106, 42]);
    for (const [code, shape] of [...subIcbs, ...icbs]) {
      expect(faultsOf(shape), code).toEqual([]);
      expect(isDrawable(shape), code).toBe(true);
    }
    expect(JSON.stringify([...subIcbs.values()]).length).toBeLessThan(120_000);
  });

  it('ICBs consist of their sub-ICB locations, and all together of England', () => {
    expect(areaOf(icbs.values())).toBeCloseTo(areaOf(subIcbs.values()), 12);
    // England covers about 130,300 km²; the Earth has a mean radius of 6,371 km.
    expect(areaOf(icbs.values()) * 6371 ** 2).toBeGreaterThan(129_500);
    expect(areaOf(icbs.values()) * 6371 ** 2).toBeLessThan(131_000);
  });

  it.each([
    ['Glossop', [-1.95, 53.44], '15M', 'QJ2'],
    ['Handsworth in West Birmingham', [-1.93, 52.505], '15E', 'QHL'],
    ['Newport on the Isle of Wight', [-1.3, 50.68], 'D9Y0V', 'QRL'],
    ['St Mary’s on Scilly', [-6.297, 49.925], '11N', 'QT6'],
  ])('%s lies in its system of July 2022', (_, point, subIcb, icb) => {
    const holding = (shapes: Map<string, Shape>) => [...shapes].filter(([, shape]) => geoContains(shape, point)).map(([code]) => code);
    expect([holding(subIcbs), holding(icbs)]).toEqual([[subIcb], [icb]]);
  });
});
