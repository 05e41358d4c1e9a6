import { tmpdir } from 'node:os';
import { Database } from '../../database.ts';
import { inReadableCase } from '../../readers/capitals.ts';
import { plainText, shown } from '../../readers/cell.ts';
import { layoutOf } from '../../readers/layouts.ts';
import { msoaLookupFile, readMsoaLookup } from '../../readers/msoa-lookup.ts';
import { type GridPoint, nationalGrid } from '../../readers/national-grid.ts';
import { nearestOf } from '../../readers/nearest.ts';
import { readParquet, type TextCells } from '../../readers/parquet.ts';
import { englishLsoa, readSubIcbLookup, subIcbLookupFile } from '../../readers/sub-icb-lookup.ts';
import { byCode, codeOf, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';
import { townIn } from './practice-places-address.ts';
import { nearPractices } from './practice-places-near.ts';

/** A practice that stands further from where people live has been given a wrong place. */
const farthestMetres = 5_000;

export const practicePlaces = defineSource({
  id: 'practice-places',
  edition: 'england',
  title: 'General practices open in April 2025 (epraccur): names, towns and small areas in which they stand',
  publisher: 'NHS Digital Organisation Data Service (ODS); Office for National Statistics',
  licence: 'Open Government Licence v3.0',
  attribution:
    'Contains public sector information from NHS Digital licensed under the Open Government Licence v3.0. Source: Office for National Statistics licensed under the Open Government Licence v.3.0. Contains OS data © Crown copyright and database right.',
  periods: 'April 2025',
  note: [
    'For finding a place by the name of a practice or of a town; no figure rests on it.',
    'practices: prescribing setting 4 (general practice), status A (active). A practice stands in the LSOA of 2011 whose population-weighted centre is nearest to it: near a border that may be the neighbour. Its latitude and longitude were found from its address by whoever carried the file, not published by the NHS, and some lie abroad: a practice is left out where its place is more than 5 km from any centre, or lies in another integrated care board (of July 2022) than the practice says. Names and towns were published in capitals. The town is the last part of the address that is no county; none where that is no name of a place. Addresses, telephone numbers and dates are left out.',
    'lsoa: the practice that is nearest to the people of each LSOA among those whose address names a town: it tells the town that they are likely to name.',
    'near: of each MSOA in which no practice stands, the two practices nearest to the mean of the population-weighted centres of its LSOAs, within 5 km; practices in Wales are not among them.',
  ].join(' '),
  tables: {
    practices: { practice_code: 'varchar', name: 'varchar', town: 'varchar', lsoa_code: 'varchar' },
    lsoa: { lsoa_code: 'varchar', practice_code: 'varchar' },
    near: { msoa_code: 'varchar', practice_code: 'varchar' },
  },
  extract: async (input) => {
    const database = await Database.open(tmpdir());
    try {
      const boards = readBoards(input);
      const centres = readCentres(input, boards, readAreas(input, boards));
      const practices = await readPractices(input, database);
      const places = await readPlaces(input, database, practices);
      return tablesOf(placed(places, centres), centres);
    } finally {
      database.close();
    }
  },
});

interface Practice {
  code: string;
  name: string;
  town: string | null;
  board: string;
}

/** A practice where its finder put it, with the files’ own word on which board it is in. */
interface PlacedPractice extends Practice, GridPoint {
  /** Says in the account what became of the row. */
  tell: (left: string | null) => void;
}

interface Centre extends GridPoint {
  lsoa: string;
  /** The MSOA that it is part of. */
  area: string;
  board: string;
}

/** Board of July 2022 of every LSOA. */
function readBoards(input: PublishedFolder): Map<string, string> {
  const file = input.open(subIcbLookupFile);
  const { rows } = readSubIcbLookup(file);
  for (const _ of rows) file.kept();
  return new Map(rows.map(({ cells }) => [cells.lsoa11_code, cells.icb22_code_h]));
}

/** MSOA of every LSOA. */
function readAreas(input: PublishedFolder, boards: ReadonlyMap<string, string>): Map<string, string> {
  const file = input.open(msoaLookupFile);
  const found = readMsoaLookup(file, new Set(boards.keys()));
  for (const _ of found) file.kept();
  return new Map([...found].map(([lsoa, { code }]) => [lsoa, code]));
}

function readCentres(input: PublishedFolder, boards: ReadonlyMap<string, string>, areas: ReadonlyMap<string, string>): Centre[] {
  const file = input.open('geography/LSOA_Dec_2011_Population_Weighted_Centroids.csv');
  const once = uniqueIn(file, 'LSOA');
  const centres = readTable(file, ['X', 'Y', 'objectid', 'lsoa11cd', 'lsoa11nm']).flatMap(({ row, cells }) => {
    const lsoa = codeOf(file, row, 'lsoa11cd', cells.lsoa11cd, /^[EW]01\d{6}$/, 'an LSOA, such as E01000001');
    once(lsoa, row);
    if (!englishLsoa.test(lsoa)) {
      file.notData('Welsh area');
      return [];
    }
    const [board, area] = [boards.get(lsoa), areas.get(lsoa)];
    if (board === undefined || area === undefined) throw file.refuse(`line ${row}`, `LSOA ${lsoa}, which is in no board`, `the LSOAs of ${subIcbLookupFile}`);
    const metres = (column: 'X' | 'Y') => Number(codeOf(file, row, column, cells[column], /^\d{1,7}(\.\d+)?$/, 'metres on the National Grid'));
    file.kept(2);
    return [{ lsoa, area, board, east: metres('X'), north: metres('Y') }];
  });
  if (centres.length !== boards.size) throw file.refuse(undefined, `${centres.length} English LSOAs`, `${boards.size} English LSOAs`);
  return centres;
}

const column = (number: number): string => `column${String(number).padStart(2, '0')}`;
const listColumns = Array.from({ length: 27 }, (_, number) => column(number));
const listLayout = { name: 'epraccur without titles', columns: listColumns };
/** Places of what is read in the list, which has no titles. */
const at = { code: column(0), name: column(1), board: column(3), status: column(12), setting: column(25) } as const;
const addressAt = [5, 6, 7, 8].map(column);
const notOpen: ReadonlyMap<string, string> = new Map([
  ['C', 'closed'],
  ['D', 'dormant'],
  ['P', 'proposed'],
]);

/** Open general practices by code. */
async function readPractices(input: PublishedFolder, database: Database): Promise<Map<string, Practice>> {
  const file = input.open('practice-location/location_info.parquet');
  const { titles, rows } = await readParquet(input, file, database);
  layoutOf(file, 'schema', titles, [listLayout]);
  const once = uniqueIn(file, 'organisation', 'row');
  const found = rows.flatMap((cells, index): Practice[] => {
    const code = cellOf(file, index + 1, at.code, cells, /^[A-Z0-9]{3,8}$/, 'the code of an organisation');
    once(code, index + 1);
    const status = cellOf(file, index + 1, at.status, cells, /^[ACDP]$/, 'A, C, D or P');
    const setting = plainText(cells[at.setting]);
    const left = setting !== '4' ? 'not a general practice' : (notOpen.get(status) ?? null);
    if (left !== null) {
      file.notData(left);
      return [];
    }
    file.kept(2);
    const name = cellOf(file, index + 1, at.name, cells, /\S/, 'a name');
    return [{ code, name: inReadableCase(name), town: townIn(addressAt.map((place) => cells[place] ?? null)), board: plainText(cells[at.board]) }];
  });
  if (found.length === 0) throw file.refuse(undefined, 'no open general practice', 'one row of each organisation');
  return new Map(found.map((practice) => [practice.code, practice]));
}

function cellOf(file: PublishedFile, row: number, title: string, cells: TextCells, form: RegExp, expected: string): string {
  const text = plainText(cells[title]);
  if (!form.test(text)) throw file.refuse(`row ${row}, column ${title}`, shown(cells[title]), expected);
  return text;
}

const placeColumns = [
  ...['practice_code', 'practice_name', 'address_line_1', 'address_line_2', 'address_line_3', 'address_line_4', 'address_line_5', 'postcode'],
  ...['open_date', 'closed_date', 'telephone_no', 'short_address', 'long_address', 'lat', 'long'],
];

async function readPlaces(input: PublishedFolder, database: Database, practices: ReadonlyMap<string, Practice>): Promise<PlacedPractice[]> {
  const file = input.open('practice-location/practice_location_info.parquet');
  const { titles, rows } = await readParquet(input, file, database);
  layoutOf(file, 'schema', titles, [{ name: 'places of organisations', columns: placeColumns }]);
  const seen = new Set<string>();
  return rows.flatMap((cells, index): PlacedPractice[] => {
    const practice = practices.get(plainText(cells.practice_code).toUpperCase());
    const [latitude, longitude] = [cells.lat ?? null, cells.long ?? null];
    const left =
      practice === undefined ? 'not an open general practice' : seen.has(practice.code) ? 'repeated row' : latitude === null ? 'no place given' : null;
    if (practice === undefined || left !== null) {
      file.notData(left ?? '');
      return [];
    }
    seen.add(practice.code);
    const degrees = (title: 'lat' | 'long') => Number(cellOf(file, index + 1, title, cells, /^-?\d{1,3}(\.\d+)?(e-\d+)?$/i, 'degrees'));
    // A tangent of a place abroad is of no use, and not needed.
    const point = Math.abs(Number(longitude)) > 10 ? { east: Number.NaN, north: Number.NaN } : nationalGrid(degrees('lat'), degrees('long'));
    return [{ ...practice, ...point, tell: (reason) => (reason === null ? file.kept(2) : file.notData(reason)) }];
  });
}

interface Standing {
  practice: PlacedPractice;
  lsoa: string;
  area: string;
}

/** Practices whose place can be believed, and the LSOA in which each stands. */
function placed(practices: readonly PlacedPractice[], centres: readonly Centre[]): Standing[] {
  const nearest = nearestOf(centres);
  return practices.flatMap((practice) => {
    const centre = Number.isNaN(practice.east) ? null : nearest(practice);
    const left =
      centre === null || centre.metres > farthestMetres
        ? 'more than 5 km from where people live in England'
        : centre.point.board !== practice.board
          ? 'in another board than the practice says'
          : null;
    practice.tell(left);
    return centre === null || left !== null ? [] : [{ practice, lsoa: centre.point.lsoa, area: centre.point.area }];
  });
}

function tablesOf(standing: readonly Standing[], centres: readonly Centre[]): TableOut[] {
  const nearest = nearestOf(standing.map(({ practice }) => practice).filter(({ town }) => town !== null));
  return [
    {
      name: 'practices',
      row: 'one open general practice whose place can be believed',
      columns: ['practice_code', 'name', 'town', 'lsoa_code'],
      rows: standing.map(({ practice: { code, name, town }, lsoa }) => [code, name, town, lsoa] as const).sort(([a], [b]) => byCode(a, b)),
    },
    {
      name: 'lsoa',
      row: 'one LSOA 2011 and the nearest practice whose address names a town',
      columns: ['lsoa_code', 'practice_code'],
      rows: centres.map((centre) => [centre.lsoa, nearest(centre)?.point.code ?? null] as const).sort(([a], [b]) => byCode(a, b)),
    },
    {
      name: 'near',
      row: 'one MSOA 2011 without a practice, and one of the practices nearest to its people; the nearest first',
      columns: ['msoa_code', 'practice_code'],
      rows: nearPractices(
        centres,
        standing.map(({ practice, area }) => ({ code: practice.code, area, east: practice.east, north: practice.north })),
      ),
    },
  ];
}
