import type { Figure } from '../../../data/extract.ts';
import { type Markers, missing, plainText, readFigure, shown } from '../../readers/cell.ts';
import { type CsvRow, readCsv } from '../../readers/csv.ts';
import { filesByYear, layoutOf } from '../../readers/layouts.ts';
import { assertWholeLines, byCode, codeOf, uniqueIn } from '../../readers/table.ts';
import { columnLetter } from '../../readers/workbook.ts';
import { defineSource, figureTypes, type PublishedFile, type TableOut } from '../../source.ts';
import { networkOf, practiceCode, practiceFigures, subIcbOrCcgCode } from './practices.ts';
import { maximum, pointsItems, pointsLayouts, type Role, withoutMaximum } from './qof-practice-points-layout.ts';

/** `:` stands for a practice whose achievement was not published, in both columns of points. */
const markers: Markers = { ':': missing };

const practiceColumns = ['period', 'practice_code', 'practice_name', 'network_code', 'network_name', 'sub_icb_or_ccg_code'] as const;
type Practice = Readonly<Record<(typeof practiceColumns)[number], string>>;

interface Header {
  columns: ReadonlyMap<Role, number>;
  /** Points that a practice could have at most in that year, as the titles say. */
  maximum: number;
}

/** Reads one year’s table: one row of each practice. */
export function readPoints(file: PublishedFile, period: string): { figures: Figure[]; practices: Practice[] } {
  assertWholeLines(file);
  const [header, ...rows] = readCsv(file);
  const found = readHeader(file, header?.cells ?? []);
  file.notData('header');
  const once = uniqueIn(file, 'practice');
  const figures: Figure[] = [];
  const practices: Practice[] = [];
  for (const row of rows) {
    if (row.cells.length !== header?.cells.length) throw file.refuse(`line ${row.row}`, `${row.cells.length} cells`, `${header?.cells.length} cells`);
    const practice = readPractice(file, { row, found, period });
    once(practice.practice_code, row.row);
    practices.push(practice);
    figures.push(...readFigures(file, { row, found, practice }));
    file.kept(pointsItems.length);
  }
  if (practices.length === 0) throw file.refuse(undefined, 'no practice', 'one row of each practice');
  return { figures, practices };
}

function readHeader(file: PublishedFile, cells: readonly string[]): Header {
  const published = cells.map(plainText);
  const titles = published.map(withoutMaximum);
  const layout = layoutOf(file, 'line 1', titles, pointsLayouts);
  const columns = new Map(Object.entries(layout.roles).map(([role, title]) => [role as Role, titles.indexOf(title)]));
  return { columns, maximum: maximum(file, published) };
}

interface Place {
  row: CsvRow;
  found: Header;
}

function readPractice(file: PublishedFile, { row: { row, cells }, found, period }: Place & { period: string }): Practice {
  const text = (role: Role) => plainText(cells[found.columns.get(role) ?? cells.length]);
  const practice_code = codeOf(file, row, 'Practice code', text('practice'), practiceCode, 'a practice, such as A81001');
  const practice_name = codeOf(file, row, 'Practice name', text('practice name'), /\S/, 'a name');
  const sub_icb_or_ccg_code = codeOf(file, row, 'CCG or sub-ICB code', text('area'), subIcbOrCcgCode, 'the code of a CCG or sub-ICB location');
  const network = found.columns.has('network') ? networkOf(text('network'), text('network name')) : { code: '', name: '' };
  if (network === null)
    throw file.refuse(
      `line ${row}`,
      `the network ${shown(text('network'))} ${shown(text('network name'))}`,
      'a network, such as U12345, with a name, or U, Unallocated',
    );
  return { period, practice_code, practice_name, network_code: network.code, network_name: network.name, sub_icb_or_ccg_code };
}

function readFigures(file: PublishedFile, { row: { row, cells }, found, practice }: Place & { practice: Practice }): Figure[] {
  const figures = pointsItems.map(({ item, role, most }) => {
    const column = found.columns.get(role) ?? cells.length;
    const reading = readFigure(cells[column] ?? null, item === 'list_size' ? {} : markers);
    const place = `line ${row}, column ${columnLetter(column)}`;
    if (reading === null || plainText(cells[column]) === '') throw file.refuse(place, `${shown(cells[column])} as ${item}`, 'a number, or “:” for points');
    if (most === 'maximum' && Number(reading.value) > found.maximum) throw file.refuse(place, `${reading.value} as ${item}`, `at most ${found.maximum}`);
    return { period: practice.period, unit_code: practice.practice_code, topic: '', item, ...reading };
  });
  const [, points, available] = figures;
  if (points?.status !== available?.status) throw file.refuse(`line ${row}`, 'points without points available, or the reverse', 'both or neither');
  return figures;
}

function practicesTable(practices: readonly Practice[]): TableOut {
  const sorted = [...practices].sort((a, b) => byCode(a.practice_code, b.practice_code) || byCode(a.period, b.period));
  const rows = sorted.map((practice) => practiceColumns.map((column) => practice[column]));
  return { name: 'practices', row: 'one practice in a year’s table; no network code where it was in none', columns: practiceColumns, rows };
}

export const qofPracticePoints = defineSource({
  id: 'qof-practice-points',
  edition: 'england',
  title: 'Quality and Outcomes Framework (QOF): points by general practice',
  publisher: 'NHS Digital',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains information from NHS Digital, licensed under the Open Government Licence v3.0.',
  periods: 'financial years from 2017-18; 2020-21 is not among the published files',
  note: [
    'All points of a practice together; points_available counts only indicators whose register the practice has. The most that can be had is 559 points until 2019-20 and 635 from 2021-22: compare shares of the points available, and years with each other only with care.',
    'list_size is all registered patients. “:” (points not published: 11 practices in 2017-18, 19 in 2018-19) is missing.',
    'Networks are published from 2019-20 on. network_code is empty before then, and after then for the practices that the publisher calls unallocated (published code U).',
    'Areas are CCGs until 2019-20 and sub-ICB locations from 2021-22. In 2021-22 D82088 is published with more points (594.44) than its points available (591).',
    'Left out: published percentages, which follow from the points; codes and names of regions, sub-regions, STPs; names and ONS codes of CCGs and sub-ICB locations.',
  ].join(' '),
  tables: {
    figures: figureTypes,
    practices: {
      period: 'varchar',
      practice_code: 'varchar',
      practice_name: 'varchar',
      network_code: 'varchar',
      network_name: 'varchar',
      sub_icb_or_ccg_code: 'varchar',
    },
  },
  extract(input) {
    const files = filesByYear(input, 'qof-practice-points', { pattern: /^QOF (\d{4})-(\d{2})\.csv$/, such: 'QOF 2022-23.csv' });
    const years = files.map(({ file, period }) => readPoints(input.open(file), period));
    return [
      practiceFigures(
        'figures',
        'one figure of a practice and year',
        years.flatMap(({ figures }) => figures),
      ),
      practicesTable(years.flatMap(({ practices }) => practices)),
    ];
  },
});
