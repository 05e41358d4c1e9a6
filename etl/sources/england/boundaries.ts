import type { MultiPolygon, Polygon } from 'geojson';
import { simplifyOutlines, type Unit } from '../../outlines.ts';
import { areaGeometry, publishedFeatures } from '../../readers/geojson.ts';
import { readSystems, type Systems, subIcbLookupFile } from '../../readers/sub-icb-lookup.ts';
import { byCode, quoted, uniqueIn } from '../../readers/table.ts';
import { defineSource, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';

/** Sub-ICB locations that have another ONS code in the boundaries of 2023 than in the look-up of 2022; the ODS codes stayed. */
const recodedIn2023: Readonly<Record<string, string>> = { '92A': 'E38000264', '70F': 'E38000265' };

/** Chosen for a map of England 800 pixels high, on which a pixel is about 0.7 km. */
const simplification = { detail: 1.5, island: 2 };

export const boundaries = defineSource({
  id: 'boundaries',
  edition: 'england',
  title: 'Sub integrated care board locations (April 2023): boundaries, generalised',
  publisher: 'Office for National Statistics (ONS)',
  licence: 'Open Government Licence v3.0',
  attribution:
    'Source: Office for National Statistics licensed under the Open Government Licence v.3.0. Contains OS data © Crown copyright and database right.',
  periods: 'April 2023',
  note: 'Matched by ODS code, the end of the published name: ONS codes of 92A and 70F changed in April 2023. Simplified for maps of England; islands under 2 km² are left out. ICBs are their sub-ICB locations united. The boundaries of April 2021 are not used: they predate the moves of Glossop and West Birmingham of July 2022.',
  tables: { boundaries: { level: 'varchar', system_code: 'varchar', geometry: 'varchar' } },
  extract: (input) => [readBoundaries(input)],
});

function readBoundaries(input: PublishedFolder): TableOut {
  const systems = readSystems(input.open(subIcbLookupFile));
  const file = input.open('boundaries/sub-icbs_cvdprevent-app.geojson');
  const outlines = simplifyOutlines(readUnits(file, systems), simplification);
  const rowsOf = (level: string, geometries: ReadonlyMap<string, Polygon | MultiPolygon>) =>
    [...geometries].sort(([a], [b]) => byCode(a, b)).map(([code, geometry]) => [level, code, JSON.stringify(geometry)]);
  return {
    name: 'boundaries',
    row: 'one system’s outline',
    columns: ['level', 'system_code', 'geometry'],
    rows: [...rowsOf('icb', outlines.parents), ...rowsOf('sub-icb', outlines.units)],
  };
}

function readUnits(file: PublishedFile, { subIcbs }: Systems): Unit[] {
  const once = uniqueIn(file, 'sub-ICB location', 'feature');
  const units = publishedFeatures(file).map((feature, index) => {
    const place = `feature ${index + 1}`;
    const name = String(feature.properties?.name ?? '');
    const code = / - ([A-Z0-9]+)$/.exec(name)?.[1];
    const system = code === undefined ? undefined : subIcbs.get(code);
    if (code === undefined || system?.parent == null) throw file.refuse(place, quoted(name), 'a name that ends in the ODS code of a sub-ICB location');
    once(code, index + 1);
    const onsCode = feature.properties?.code;
    const known = [system.onsCode, recodedIn2023[code]];
    if (!known.includes(String(onsCode))) throw file.refuse(place, `${code} with the ONS code ${onsCode}`, known.filter(Boolean).join(' or '));
    file.kept(1);
    return { code, parent: system.parent, geometry: areaGeometry(file, place, feature.geometry) };
  });
  const missing = [...subIcbs.keys()].find((code) => !units.some((unit) => unit.code === code));
  if (missing !== undefined) throw file.refuse(undefined, `no outline of ${missing}`, `an outline of each of the ${subIcbs.size} sub-ICB locations`);
  return units;
}
