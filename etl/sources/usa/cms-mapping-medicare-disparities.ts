import type { Figure } from '../../../data/extract.ts';
import { readFigure } from '../../readers/cell.ts';
import { figuresTable } from '../../readers/figures.ts';
import { assertFiles } from '../../readers/folder.ts';
import { withLastLineEnd } from '../../readers/lines.ts';
import { byCode, codeOf, quoted, readTable, type TableRow, uniqueIn } from '../../readers/table.ts';
import { defineSource, figureTypes, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';

const folder = 'cms-mapping-medicare-disparities';

const before = ['population', 'year', 'geography', 'measure', 'adjustment', 'analysis', 'domain', 'condition', 'primary_sex', 'primary_age', 'primary_dual'];
const after = ['primary_race', 'primary_eligibility', 'primary_denominator', 'analysis_value'];

/**
 * A file of one measure. It is published without an end of line after its last row, so that a cut in the last number
 * would not show: the number of rows and that last number are known.
 */
interface Layout {
  file: string;
  geography: string;
  columns: readonly string[];
  rows: number;
  lastValue: string;
}

const counties: Layout = {
  file: 'PQI_90_county.csv',
  geography: 'County',
  columns: [...before, 'fips', 'county', 'state', 'urban', ...after],
  rows: 3221,
  lastValue: '1443',
};
const states: Layout = { file: 'PQI_90_state.csv', geography: 'State/Territory', columns: [...before, 'fips', 'state', ...after], rows: 56, lastValue: '1962' };

/** What every row must be about: everyone in traditional Medicare in 2022, and one measure. */
const subject: Readonly<Record<string, string>> = {
  population: 'Medicare Fee For Service',
  year: '2022',
  measure: 'Prevention Quality Indicator (PQI)',
  adjustment: 'Unsmoothed age standardized',
  analysis: 'Base measure',
  domain: 'Primary chronic conditions',
  condition: 'Prevention Quality Overall Composite (PQI #90)',
  primary_sex: 'All',
  primary_age: 'All',
  primary_dual: 'Dual & non-dual',
  primary_race: 'All',
  primary_eligibility: 'All',
};

const denominatorBand = /^(11-499|500-999|1,000-4,999|5,000-9,999|10,000\+)$/;

/** End of the code under which a state’s few beneficiaries without a known county stand, with no name and a rate of 0. */
const unknownCounty = '990';

type Row = TableRow<string>;

export const cmsMappingMedicareDisparities = defineSource({
  id: 'cms-mapping-medicare-disparities',
  edition: 'usa',
  folder: 'us',
  title: 'Mapping Medicare Disparities: preventable admissions (PQI 90) by county and state',
  publisher: 'Centers for Medicare & Medicaid Services (CMS), Office of Minority Health',
  licence: 'Public domain (work of the United States government)',
  attribution: 'Source: Centers for Medicare & Medicaid Services, Mapping Medicare Disparities Tool.',
  periods: '2022',
  note: [
    'Admissions for ambulatory care sensitive conditions (AHRQ Prevention Quality Indicator 90) per 100,000 beneficiaries of traditional (fee-for-service) Medicare, standardised for age and not smoothed. Members of Medicare Advantage plans are in neither numerator nor denominator: the rate describes the area and not a plan.',
    'The denominator is published as a band only; rates of 11-499 beneficiaries are noisy. A rate of 0 (61 counties, 57 of them in that band) is carried as published: rates of one or two admissions are published too, so it is no sign of withholding. Urban or rural is the publisher’s own classification.',
    'Counties are those before Connecticut’s planning regions, with Puerto Rico, and have former codes in three places (02270 Wade Hampton, now 02158; 46113 Oglala Lakota, now 46102; 51515 Bedford city, now in 51019); a state’s beneficiaries of no known county (code 990, 16 rows without a name) are not carried; state-figures has the United States Virgin Islands and other territories as well. Counties have their FIPS code, with its leading zero; states have the name in capitals as published.',
    'MMD_raw.zip is not read: it holds these two files again, versions by race that are too sparse to use by county, and vaccination and mammography rates that nothing here uses.',
  ].join(' '),
  tables: {
    figures: figureTypes,
    counties: { county_fips: 'varchar', name: 'varchar', state: 'varchar', urban: 'integer', denominator_band: 'varchar' },
    'state-figures': figureTypes,
  },
  extract(input) {
    assertFiles(input, folder, ['MMD_raw.zip', counties.file, states.file]);
    return [...readCounties(input), readStates(input)];
  },
});

function readCounties(input: PublishedFolder): TableOut[] {
  const { file, rows } = open(input, counties);
  const once = uniqueIn(file, 'county');
  const figures: Figure[] = [];
  const places: [string, string, string, number, string][] = [];
  for (const record of rows) {
    const { row, cells } = record;
    const code = codeOf(file, row, 'fips', cell(record, 'fips').padStart(5, '0'), /^\d{5}$/, 'the FIPS code of a county, such as 1001');
    once(code, row);
    if (code.endsWith(unknownCounty) && cell(record, 'county') === '') {
      file.notData('beneficiaries of no known county (code 990 of a state)');
      continue;
    }
    const name = codeOf(file, row, 'county', cell(record, 'county'), /\S/, 'the name of a county');
    const state = codeOf(file, row, 'state', cell(record, 'state'), /^[A-Z][A-Z ]+$/, 'the name of a state in capitals');
    const urban = codeOf(file, row, 'urban', cell(record, 'urban'), /^(Urban|Rural)$/, 'Urban or Rural');
    const band = codeOf(file, row, 'primary_denominator', cells.primary_denominator ?? '', denominatorBand, 'a known band, such as 11-499');
    figures.push(rateOf(file, record, code));
    places.push([code, name, state, urban === 'Urban' ? 1 : 0, band]);
    file.kept(1);
  }
  return [
    figuresTable('preventable admissions per 100,000 of a county', figures),
    {
      name: 'counties',
      row: 'one county',
      columns: ['county_fips', 'name', 'state', 'urban', 'denominator_band'],
      rows: places.sort(([a], [b]) => byCode(a, b)),
    },
  ];
}

function readStates(input: PublishedFolder): TableOut {
  const { file, rows } = open(input, states);
  const once = uniqueIn(file, 'state');
  const figures = rows.map((record) => {
    const state = codeOf(file, record.row, 'state', cell(record, 'state'), /^[A-Z][A-Z ]+$/, 'the name of a state in capitals');
    once(state, record.row);
    file.kept(1);
    return rateOf(file, record, state);
  });
  return { ...figuresTable('preventable admissions per 100,000 of a state or territory', figures), name: 'state-figures' };
}

function open(input: PublishedFolder, layout: Layout): { file: PublishedFile; rows: Row[] } {
  const file = input.open(`${folder}/${layout.file}`);
  const rows = readTable(withLastLineEnd(file), layout.columns);
  for (const record of rows) assertSubject(file, record, layout);
  if (rows.length !== layout.rows) throw file.refuse(undefined, `${rows.length} rows`, `${layout.rows} rows`);
  const last = rows.at(-1);
  const value = last?.cells.analysis_value;
  if (value !== layout.lastValue)
    throw file.refuse(`line ${last?.row}, column analysis_value`, quoted(value), `${quoted(layout.lastValue)}, the last number of the file`);
  return { file, rows };
}

function assertSubject(file: PublishedFile, { row, cells }: Row, { geography }: Layout): void {
  for (const [column, expected] of Object.entries({ ...subject, geography })) {
    if (cells[column] !== expected) throw file.refuse(`line ${row}, column ${column}`, quoted(cells[column]), quoted(expected));
  }
}

function rateOf(file: PublishedFile, record: Row, unit_code: string): Figure {
  const text = cell(record, 'analysis_value');
  const reading = readFigure(text);
  // An empty cell has no declared meaning here: areas without a rate are left out.
  if (reading === null || reading.value === null) throw file.refuse(`line ${record.row}, column analysis_value`, quoted(text), 'a rate');
  return { period: '2022', unit_code, topic: 'pqi-90', item: 'rate', ...reading };
}

const cell = ({ cells }: Row, column: string): string => (cells[column] ?? '').trim();
