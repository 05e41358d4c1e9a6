import type { Figure } from '../../../data/extract.ts';
import { codeOf, quoted, readTable, type TableRow, uniqueIn } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import { asPublished, qualifiedFigure } from './cells.ts';
import { publishedQuarter } from './periods.ts';
import { type Boards, boardOrScotland, scotland, specialtyGroups } from './scottish-boards.ts';

const columns = [
  'Quarter',
  'QuarterQF',
  'HB',
  'HBQF',
  'Location',
  'LocationQF',
  'Specialty',
  'SpecialtyQF',
  'SpecialtyName',
  'SpecialtyNameQF',
  'AllStaffedBeds',
  'AllStaffedBedsQF',
  'TotalOccupiedBeds',
  'TotalOccupiedBedsQF',
  'AverageAvailableStaffedBeds',
  'AverageAvailableStaffedBedsQF',
  'AverageOccupiedBeds',
  'AverageOccupiedBedsQF',
  'PercentageOccupancy',
  'PercentageOccupancyQF',
] as const;
type BedRow = TableRow<(typeof columns)[number]>;

/** Bed-days of a unit and quarter, added up in another way than the published total. */
interface Parts {
  row: number;
  total: Record<string, number>;
  specialties: Record<string, number>;
  hospitals: Record<string, number>;
}

const items = [
  ['available_bed_days', 'AllStaffedBeds'],
  ['occupied_bed_days', 'TotalOccupiedBeds'],
] as const;

/**
 * Reads bed-days by board of treatment and group of specialties. `AllStaffedBeds` counts bed-days of the quarter in
 * spite of its name: it is the published average times the days of the quarter. The totals of a board are the rows
 * whose location is the board itself; they must be the sum of the board’s specialties, and at least the sum of its
 * hospitals, since small hospitals have no rows.
 */
export function readBeds(file: PublishedFile, boards: Boards): Figure[] {
  const figures: Figure[] = [];
  const sums = new Map<string, Parts>();
  const once = uniqueIn(file, 'row of quarter, location and specialty');
  for (const bedRow of readTable(file, columns)) {
    const { row, cells } = bedRow;
    once([cells.Quarter, cells.HB, cells.Location, cells.Specialty, cells.SpecialtyName].join(' '), row);
    const read = readRow(file, bedRow);
    addParts(sums, bedRow, read);
    const unit = boardOrScotland(file, boards, { row, column: 'HB', code: cells.HB });
    if (unit === null) continue;
    const reason = reasonNotCarried(bedRow);
    if (reason !== null) {
      file.notData(reason);
      continue;
    }
    const topic = specialtyGroups.get(cells.SpecialtyName);
    if (topic === undefined)
      throw file.refuse(`line ${row}, column SpecialtyName`, quoted(cells.SpecialtyName), `a known group: ${[...specialtyGroups.keys()].join(', ')}`);
    figures.push(...read.map(({ item, reading, period }) => ({ period, unit_code: unit, topic, item, ...reading })));
    file.kept(items.length);
  }
  assertSums(file, sums);
  return figures;
}

function reasonNotCarried({ cells }: BedRow): string | null {
  if (cells.HB !== cells.Location) return 'hospital: its board’s total is published';
  return cells.SpecialtyNameQF === 'd' ? null : 'single specialty: groups are carried';
}

function readRow(file: PublishedFile, { row, cells }: BedRow) {
  const period = publishedQuarter(file, { row, column: 'Quarter' }, cells.Quarter);
  const isProvisional = codeOf(file, row, 'QuarterQF', cells.QuarterQF, /^p?$/, 'p or nothing') === 'p';
  codeOf(file, row, 'SpecialtyNameQF', cells.SpecialtyNameQF, /^d?$/, 'd or nothing');
  return items.map(([item, column]) => {
    const reading = qualifiedFigure(file, { row, column }, { text: cells[column], qualifier: cells[`${column}QF`] });
    return { period, item, reading: asPublished(reading, isProvisional) };
  });
}

function addParts(sums: Map<string, Parts>, { row, cells }: BedRow, read: ReturnType<typeof readRow>): void {
  const key = `${cells.Quarter} ${cells.HB}`;
  const parts = sums.get(key) ?? { row, total: {}, specialties: {}, hospitals: {} };
  sums.set(key, parts);
  const isTotal = cells.SpecialtyName === 'All Specialties';
  const isBoard = cells.HB === cells.Location;
  const part = isBoard ? (isTotal ? parts.total : cells.SpecialtyNameQF === '' ? parts.specialties : null) : isTotal ? parts.hospitals : null;
  if (part === null) return;
  // A withheld part leaves the sum unknown, and unknown sums are not compared.
  for (const { item, reading } of read) part[item] = (part[item] ?? 0) + (reading.value ?? Number.NaN);
}

function assertSums(file: PublishedFile, sums: ReadonlyMap<string, Parts>): void {
  const boardSums = new Map<string, number>();
  for (const [key, { row, total, specialties, hospitals }] of sums) {
    for (const [item] of items) {
      const published = total[item];
      if (published === undefined) throw file.refuse(`line ${row}, ${key}`, 'no row of All Specialties', 'the total of each board and quarter');
      differ(file, `${key}, ${item}`, { found: `specialties that add up to ${specialties[item]}`, expected: published }, specialties[item] ?? 0);
      if ((hospitals[item] ?? 0) > published)
        throw file.refuse(key, `${item} of hospitals that add up to ${hospitals[item]}`, `at most ${published}, the board’s total`);
      const [quarter = '', unit] = key.split(' ');
      if (unit !== scotland) boardSums.set(`${quarter} ${item}`, (boardSums.get(`${quarter} ${item}`) ?? 0) + published);
    }
  }
  for (const [key, sum] of boardSums) {
    const [quarter = '', item = ''] = key.split(' ');
    const published = sums.get(`${quarter} ${scotland}`)?.total[item];
    if (published === undefined) throw file.refuse(quarter, `no total of Scotland (${scotland})`, 'the total of each quarter');
    differ(file, `${quarter}, ${item}`, { found: `boards that add up to ${sum}`, expected: published }, sum);
  }
}

function differ(file: PublishedFile, place: string, { found, expected }: { found: string; expected: number }, sum: number): void {
  if (Math.abs(sum - expected) > 0) throw file.refuse(place, found, `${expected}, the published total`);
}
