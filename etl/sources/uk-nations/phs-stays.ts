import type { Figure } from '../../../data/extract.ts';
import { type Reading, suppressed } from '../../readers/cell.ts';
import { codeOf, quoted, readTable, uniqueIn } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import { asPublished, numberOf, summed } from './cells.ts';
import { publishedQuarter } from './periods.ts';
import { type Boards, boardOrScotland } from './scottish-boards.ts';

const columns = [
  'Quarter',
  'QuarterQF',
  'HB',
  'HBQF',
  'Location',
  'LocationQF',
  'AdmissionType',
  'AdmissionTypeQF',
  'SIMD',
  'SIMDQF',
  'Episodes',
  'LengthOfEpisode',
  'AverageLengthOfEpisode',
  'AverageLengthOfEpisodeQF',
  'Stays',
  'LengthOfStay',
  'AverageLengthOfStay',
  'AverageLengthOfStayQF',
] as const;

const items = { episodes: 'Episodes', stays: 'Stays', length_of_stay: 'LengthOfStay' } as const;
type Item = keyof typeof items;
const all: readonly Item[] = ['episodes', 'stays', 'length_of_stay'];

/**
 * Types of admission and what is counted by them. A transfer is an episode within a stay that began otherwise, and
 * only stays are of a type that is not specified: the published zeros there are not counts.
 */
const admissionTypes: ReadonlyMap<string, { topic: string; counted: readonly Item[] }> = new Map([
  ['All Inpatients and Day cases', { topic: 'all-inpatients-and-day-cases', counted: all }],
  ['All Inpatients', { topic: 'all-inpatients', counted: all }],
  ['All Day cases', { topic: 'all-day-cases', counted: all }],
  ['Elective Inpatients', { topic: 'elective-inpatients', counted: all }],
  ['Emergency Inpatients', { topic: 'emergency-inpatients', counted: all }],
  ['Transfers', { topic: 'transfers', counted: ['episodes'] }],
  ['Not Specified', { topic: 'type-not-specified', counted: ['stays', 'length_of_stay'] }],
]);

/**
 * Reads episodes, stays and days of stay by board of treatment and type of admission, added up over the fifths of
 * deprivation and the stays whose fifth is not known: the file has no rows of all fifths.
 */
export function readStays(file: PublishedFile, boards: Boards): Figure[] {
  const parts: Figure[] = [];
  const once = uniqueIn(file, 'row of quarter, location, type and fifth');
  for (const { row, cells } of readTable(file, columns)) {
    once([cells.Quarter, cells.HB, cells.Location, cells.AdmissionType, cells.SIMD].join(' '), row);
    const period = publishedQuarter(file, { row, column: 'Quarter' }, cells.Quarter);
    const isProvisional = codeOf(file, row, 'QuarterQF', cells.QuarterQF, /^p?$/, 'p or nothing') === 'p';
    codeOf(file, row, 'SIMD', cells.SIMD, /^[1-5 ]$/, 'a fifth of deprivation from 1 to 5, or a space where it is not known');
    const type = admissionTypes.get(cells.AdmissionType);
    if (type === undefined)
      throw file.refuse(`line ${row}, column AdmissionType`, quoted(cells.AdmissionType), `one of ${[...admissionTypes.keys()].join(', ')}`);
    const unit = boardOrScotland(file, boards, { row, column: 'HB', code: cells.HB });
    if (unit === null) continue;
    if (cells.HB !== cells.Location) {
      file.notData('hospital: its board’s total is published');
      continue;
    }
    for (const item of all) {
      const reading = readCount(file, { row, column: items[item] }, cells[items[item]]);
      if (type.counted.includes(item)) parts.push({ period, unit_code: unit, topic: type.topic, item, ...asPublished(reading, isProvisional) });
      else if (reading.value !== 0) throw file.refuse(`line ${row}, column ${items[item]}`, quoted(cells[items[item]]), `0 for ${cells.AdmissionType}`);
    }
    file.kept(type.counted.length);
  }
  return summed(parts);
}

/** These columns have no qualifiers; the publisher’s sign of a withheld count is a star. */
function readCount(file: PublishedFile, place: { row: number; column: string }, text: string): Reading {
  return text === '*' ? suppressed : { value: numberOf(file, place, text), status: 'final' };
}
