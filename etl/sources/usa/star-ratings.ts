import type { Figure } from '../../../data/extract.ts';
import { plainText, type Reading, shown } from '../../readers/cell.ts';
import { readCsv } from '../../readers/csv.ts';
import { figuresTable } from '../../readers/figures.ts';
import { uniqueIn } from '../../readers/table.ts';
import { columnLetter } from '../../readers/workbook.ts';
import { defineSource, figureTypes, type PublishedFile, type PublishedFolder } from '../../source.ts';
import { type StarFile, starFiles } from './star-files.ts';
import { readStarSheet, type StarColumn, type StarSheet, starIds, unknownColumn } from './star-layout.ts';
import { type StarMeasure, type StarUnit, starMeasureNamed } from './star-measures.ts';
import {
  contractOf,
  contractsTable,
  measuresTable,
  ratingPeriod,
  readStars,
  starContractTypes,
  starFigure,
  starMeasureTypes,
  starText,
  starTopics,
  summaryFigure,
} from './star-tables.ts';

const folder = 'cms-star-ratings';

type Names = [period: string, id: string, type: string, name: string, marketing: string, parent: string];

/** What one file of the ratings becomes. */
interface Read {
  figures: Figure[];
  contracts: Names[];
  measures: string[][];
}

/** How a value is printed since 2022, by unit; another form would be another scale. */
const printed: Readonly<Record<StarUnit, { form: RegExp; most: number; expected: string }>> = {
  percent: { form: /^\d{1,3}%$/, most: 100, expected: 'a percentage such as 76%' },
  score: { form: /^\d{1,3}$/, most: 100, expected: 'a score from 0 to 100 without a percent sign' },
  'per-1000': { form: /^\d+(\.\d+)?$/, most: 1000, expected: 'a rate per 1,000 without a percent sign' },
};

function readValue(text: string, { unit }: StarMeasure): Reading | null {
  const { form, most } = printed[unit];
  if (!form.test(text)) return starText(text) ?? null;
  const value = Number(text.replace('%', ''));
  return value <= most ? { value, status: 'final' } : null;
}

function namesOf(file: PublishedFile, year: string, cells: readonly string[], row: number): Names {
  const id = contractOf(file, row, starIds[0], cells[0] ?? '');
  return [ratingPeriod(year), id, plainText(cells[1]), plainText(cells[2]), plainText(cells[3]), plainText(cells[4])];
}

interface NumberedMeasure {
  column: StarColumn;
  number: string;
  name: string;
  measure: StarMeasure | undefined;
}

/** `C10: Diabetes Care – Blood Sugar Controlled`: the letter is the part; the number changes from year to year. */
function measuresOf(file: PublishedFile, sheet: StarSheet): NumberedMeasure[] {
  const once = uniqueIn(file, 'measure', 'column');
  const found = sheet.columns.map((column) => {
    const [, number, name] = /^([CD]\d{2}): (.+)$/.exec(column.title) ?? [];
    if (/[\u0080-\u009f\ufffd]/.test(column.title))
      throw file.refuse(`column ${columnLetter(column.index)}`, shown(column.title), 'text in UTF-8 or Windows code page 1252');
    if (number === undefined || name === undefined) throw unknownColumn(file, sheet, column, 'a measure such as “C01: Breast Cancer Screening”');
    const measure = starMeasureNamed(number.slice(0, 1), name);
    if (measure !== undefined) once(measure.topic, column.index + 1);
    return { column, number, name, measure };
  });
  if (found.every(({ measure }) => measure === undefined))
    throw file.refuse(undefined, 'no measure that is known by its name', 'measures such as “Breast Cancer Screening”');
  return found;
}

function readMeasureData(file: PublishedFile, year: string): Read {
  const sheet = readStarSheet(file, year);
  const measures = measuresOf(file, sheet);
  const once = uniqueIn(file, 'contract');
  const read: Read = {
    figures: [],
    contracts: [],
    measures: measures.map(({ column, number, name, measure }) => [ratingPeriod(year), number, name, column.measured, measure?.topic ?? '']),
  };
  for (const { row, cells } of sheet.rows) {
    const names = namesOf(file, year, cells, row);
    once(names[1], row);
    read.contracts.push(names);
    let values = 0;
    for (const { column, name, measure } of measures) {
      if (measure === undefined) continue;
      const text = plainText(cells[column.index]);
      const reading = readValue(text, measure);
      if (reading === null) {
        throw file.refuse(
          `line ${row}, column ${columnLetter(column.index)}`,
          `${shown(text)} as “${name}”`,
          `${printed[measure.unit].expected}, or a known text`,
        );
      }
      read.figures.push(starFigure(year, names[1], measure, reading));
      values += 1;
    }
    file.kept(values);
  }
  return read;
}

/** The columns of a summary file; those without a topic are not carried. */
const summaryColumns = (year: string): { form: RegExp; title: string; topic: string | null }[] => [
  { form: /^SNP$/, title: 'SNP', topic: null },
  { form: /^\d{4} Disaster %$/, title: `${Number(year) - 3} Disaster %`, topic: null },
  { form: /^\d{4} Disaster %$/, title: `${Number(year) - 2} Disaster %`, topic: null },
  { form: new RegExp(`^${year} Part C Summary$`), title: `${year} Part C Summary`, topic: starTopics.partC },
  { form: new RegExp(`^${year} Part D Summary$`), title: `${year} Part D Summary`, topic: starTopics.partD },
  { form: new RegExp(`^${year} Overall$`), title: `${year} Overall`, topic: starTopics.overall },
];

function ratingsOf(file: PublishedFile, sheet: StarSheet, year: string): { index: number; topic: string }[] {
  const known = summaryColumns(year);
  if (sheet.columns.length < known.length) {
    throw file.refuse(undefined, `${sheet.columns.length} columns after the names`, `${known.length} (nearest known layout: ${sheet.layout})`);
  }
  return sheet.columns.flatMap((column, place) => {
    const wanted = known[place];
    if (wanted === undefined || !wanted.form.test(column.title))
      throw unknownColumn(file, sheet, column, wanted === undefined ? 'nothing' : `“${wanted.title}”`);
    return wanted.topic === null ? [] : [{ index: column.index, topic: wanted.topic }];
  });
}

function readSummary(file: PublishedFile, year: string): Read {
  const sheet = readStarSheet(file, year);
  const ratings = ratingsOf(file, sheet, year);
  const once = uniqueIn(file, 'contract');
  const read: Read = { figures: [], contracts: [], measures: [] };
  for (const { row, cells } of sheet.rows) {
    const names = namesOf(file, year, cells, row);
    once(names[1], row);
    read.contracts.push(names);
    for (const { index, topic } of ratings) {
      const reading = readStars(plainText(cells[index]));
      if (reading === null)
        throw file.refuse(`line ${row}, column ${columnLetter(index)}`, `${shown(cells[index])} as ${topic}`, 'stars from 1 to 5, or a known text');
      read.figures.push(summaryFigure(year, names[1], topic, reading));
    }
    file.kept(ratings.length);
  }
  return read;
}

/** A later issue of the same ratings is read instead: every row of this one is declared. */
function leaveOut(file: PublishedFile, issued: string): void {
  file.notData(`superseded by the issue of ${issued}`, readCsv(file, { encoding: 'latin1' }).length);
}

/** The two files of a rating year must list the same contracts: a file cut off between two lines shows only so. */
function assertSameContracts(file: PublishedFile, summary: Read, data: Read): void {
  const ids = new Set(data.contracts.map(([, id]) => id));
  const strange = summary.contracts.find(([, id]) => !ids.has(id))?.[1];
  if (strange !== undefined)
    throw file.refuse(undefined, `contract ${strange}, which the measure data of the year do not have`, 'the same contracts in both files');
  if (summary.contracts.length !== ids.size)
    throw file.refuse(undefined, `${summary.contracts.length} contracts`, `${ids.size} contracts, as in the measure data of the year`);
}

function readAll(input: PublishedFolder): Read {
  const files = starFiles(folder, input.list(folder));
  const opened = files.map((file) => ({ ...file, opened: input.open(`${folder}/${file.name}`) }));
  for (const file of opened) if (file.supersededBy !== null) leaveOut(file.opened, file.supersededBy);
  const current = (kind: StarFile['kind']) => opened.filter((file) => file.kind === kind && file.supersededBy === null);
  const data = new Map(current('Measure_Data').map(({ opened: file, year }) => [year, readMeasureData(file, year)]));
  const summaries = current('Summary_Rating').map(({ opened: file, year }) => {
    const summary = readSummary(file, year);
    const measured = data.get(year);
    if (measured === undefined) return summary;
    assertSameContracts(file, summary, measured);
    return { ...summary, contracts: [] };
  });
  const all = [...data.values(), ...summaries];
  return { figures: all.flatMap((read) => read.figures), contracts: all.flatMap((read) => read.contracts), measures: all.flatMap((read) => read.measures) };
}

export const starRatings = defineSource({
  id: 'cms-star-ratings',
  edition: 'usa',
  folder: 'us',
  title: 'Medicare Part C and D star ratings: measures, summary ratings and contracts, since the ratings of 2022',
  publisher: 'Centers for Medicare & Medicaid Services (CMS)',
  licence: 'Work of the United States government, not subject to copyright',
  attribution: 'Source: Centers for Medicare & Medicaid Services, Part C and D Performance Data. HEDIS measure definitions are those of NCQA.',
  periods: 'ratings of 2022 to 2025',
  note: [
    'A rating year reports care of about two years before: the ratings of 2024 are of 2022. The dates of each measure are carried where the file has them.',
    'Measures are matched by name, since their numbers change every year; measures without an identity are listed and their figures are not carried. Percentages are from 0 to 100, survey scores (CAHPS) are means on a scale from 0 to 100, complaints are per 1,000 members.',
    'Where a rating year was issued again the latest issue is read: that of 2 July 2024 for the ratings of 2024.',
    'Plans too new, or not required to report, and benefits not offered are not applicable. Plans too small to be measured, too little data, data that CMS did not accept and topics of which only stars are shown are missing; nothing is suppressed.',
    'The Measure Stars files are not read, since stars of a measure follow from its value and that year’s cut points; the zip archive of 2022 is not read, since its measure data are beside it. The summary ratings of 2022 are only in that archive and are carried by the source medicarestars-2008-2022.',
    'Of the summary files the columns SNP and Disaster % are not carried.',
  ].join(' '),
  tables: { figures: figureTypes, contracts: starContractTypes, measures: starMeasureTypes },
  extract(input) {
    const { figures, contracts, measures } = readAll(input);
    return [figuresTable('one measure or summary rating of a contract in a rating year', figures), contractsTable(contracts), measuresTable(measures)];
  },
});
