import type { MultiPolygon, Polygon } from 'geojson';
import type { PublishedFile } from '../source.ts';

/** A feature as published: nothing of it is checked yet. */
export interface PublishedFeature {
  properties?: Readonly<Record<string, unknown>> | null;
  geometry?: { type?: string; coordinates?: unknown } | null;
}

/** The features of a published GeoJSON file, counted as read. */
export function publishedFeatures(file: PublishedFile): PublishedFeature[] {
  let content: { features?: unknown };
  try {
    content = JSON.parse(file.bytes.toString('utf8')) as { features?: unknown };
  } catch (error) {
    throw file.refuse(undefined, `text that is not JSON (${(error as Error).message})`, 'a whole GeoJSON file');
  }
  if (!Array.isArray(content.features)) throw file.refuse(undefined, 'no features', 'a GeoJSON feature collection');
  file.read(content.features.length);
  return content.features as PublishedFeature[];
}

/** The outline of a feature. Refuses what is not an area, and coordinates that are not numbers. */
export function areaGeometry(file: PublishedFile, place: string, geometry: PublishedFeature['geometry']): Polygon | MultiPolygon {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon')
    throw file.refuse(place, `a geometry of type ${geometry?.type}`, 'a polygon or several');
  const numbers = Array.isArray(geometry.coordinates) ? (geometry.coordinates as unknown[]).flat(geometry.type === 'Polygon' ? 2 : 3) : [];
  if (numbers.length === 0 || !numbers.every((n) => typeof n === 'number' && Number.isFinite(n)))
    throw file.refuse(place, 'coordinates that are not numbers', 'longitudes and latitudes');
  return geometry as Polygon | MultiPolygon;
}
