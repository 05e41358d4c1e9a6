import { simplifyOutlines, type Unit } from '../../outlines.ts';
import { areaGeometry, publishedFeatures } from '../../readers/geojson.ts';
import { byCode, quoted, uniqueIn } from '../../readers/table.ts';
import { defineSource, nameTypes, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';
import { knownFiles, namedExactly } from './known-files.ts';
import { type Boards, boardsTable, expectedBoards, scotland } from './scottish-boards.ts';

const files = { outlines: namedExactly('scotland_health_boards.geojson'), original: namedExactly('HB_boundary.rds') } as const;

/** Chosen for a map of Scotland 600 pixels high, on which a pixel is about 1 km. */
const simplification = { detail: 2, island: 2 };

export const scotlandBoundaries = defineSource({
  id: 'scotland-boundaries',
  edition: 'uk-nations',
  folder: 'scotland',
  title: 'NHS health boards of Scotland: boundaries, generalised',
  publisher: 'Scottish Government; simplified by Public Health Scotland',
  licence: 'Open Government Licence v3.0',
  attribution:
    'Contains Scottish Government and Public Health Scotland data licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right.',
  periods: '2019',
  note: 'The 14 boards as they have been since 2019. Simplified for maps of Scotland; islands under 2 km² are left out. Lengths and areas of the publisher are not carried. HB_boundary.rds is the original of the same outlines, in a format of the language R, and is not read.',
  tables: { boundaries: { level: 'varchar', system_code: 'varchar', geometry: 'varchar' }, boards: nameTypes },
  extract: readBoundaries,
});

function readBoundaries(input: PublishedFolder): TableOut[] {
  const paths = knownFiles(input, 'boundaries', files);
  const { units, boards } = readUnits(input.open(paths.outlines));
  const outlines = [...simplifyOutlines(units, simplification).units].sort(([a], [b]) => byCode(a, b));
  return [
    {
      name: 'boundaries',
      row: 'one board’s outline',
      columns: ['level', 'system_code', 'geometry'],
      rows: outlines.map(([code, geometry]) => ['board', code, JSON.stringify(geometry)]),
    },
    boardsTable(boards),
  ];
}

function readUnits(file: PublishedFile): { units: Unit[]; boards: Boards } {
  const once = uniqueIn(file, 'board', 'feature');
  const boards = new Map<string, string>();
  const units = publishedFeatures(file).map(({ properties, geometry }, index): Unit => {
    const place = `feature ${index + 1}`;
    const code = String(properties?.code ?? '');
    if (!/^S08\d{6}$/.test(code)) throw file.refuse(place, quoted(code), 'the code of a board, such as S08000015');
    once(code, index + 1);
    const name = String(properties?.area_name ?? '');
    if (name.trim() === '') throw file.refuse(place, quoted(name), `the name of ${code}`);
    boards.set(code, name);
    file.kept();
    return { code, parent: scotland, geometry: areaGeometry(file, place, geometry) };
  });
  if (boards.size !== expectedBoards) throw file.refuse(undefined, `${boards.size} boards`, `${expectedBoards} boards`);
  return { units, boards };
}
