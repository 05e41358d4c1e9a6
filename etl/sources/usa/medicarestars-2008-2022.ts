import type { Figure } from '../../../data/extract.ts';
import { plainText, type Reading, shown } from '../../readers/cell.ts';
import { figuresTable } from '../../readers/figures.ts';
import { assertFiles } from '../../readers/folder.ts';
import { codeOf, quoted, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, figureTypes, type PublishedFile, type PublishedFolder, type Types } from '../../source.ts';
import { contractColumns, measureColumns, scoreColumns, summaryColumns } from './medicarestars-columns.ts';
import { type StarMeasure, starMeasureNamed } from './star-measures.ts';
import { eachPackedRow } from './star-rows.ts';
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

const folder = 'medicarestars-2008-2022';

const files = {
  measures: 'measure_df.csv',
  contracts: 'contract_df.csv',
  scores: 'measure_score_df.csv.gz',
  summaries: 'summary_stars_df.csv',
} as const;

const unread = ['cai_df.csv', 'cut_point_df.csv', 'disenrollment_df.csv', 'domain_stars_df.csv.gz', 'measure_star_range_df.csv'] as const;

/** CMS’s own file is carried from this rating year on. */
const ownFileYear = '2022';
const ownFile = 'rating year 2022: carried from CMS’s own file';

const measureTypes: Types = { ...starMeasureTypes, data_start: 'varchar', data_end: 'varchar', display: 'integer', higher_is_better: 'integer' };

const yearOf = (file: PublishedFile, row: number, text: string): string =>
  codeOf(file, row, 'star_year', text, /^20(0[89]|1\d|2[0-2])$/, 'a rating year from 2008 to 2022');

/** One of the words a column may hold, as what it means. */
function wordOf<T>(file: PublishedFile, row: number, [column, text]: [string, string], meanings: Readonly<Record<string, T>>): T {
  const meaning = Object.hasOwn(meanings, text) ? meanings[text] : undefined;
  if (meaning === undefined) throw file.refuse(`line ${row}, column ${column}`, quoted(text), Object.keys(meanings).map(quoted).join(' or '));
  return meaning;
}

interface Measures {
  rows: (string | number | null)[][];
  /** Identity by rating year and number; null where the measure is not carried. */
  byNumber: ReadonlyMap<string, StarMeasure | null>;
}

function readMeasures(input: PublishedFolder): Measures {
  const file = input.open(`${folder}/${files.measures}`);
  const once = uniqueIn(file, 'measure');
  const onceCarried = uniqueIn(file, 'identity');
  const rows: Measures['rows'] = [];
  const byNumber = new Map<string, StarMeasure | null>();
  for (const { row, cells } of readTable(file, measureColumns)) {
    const year = yearOf(file, row, cells.star_year);
    const number = codeOf(file, row, 'measure_id', cells.measure_id, /^(DM)?[CDE]\d{2}$/, 'the number of a measure, such as C01 or DMC01');
    once(`${year} ${number}`, row);
    const measure = starMeasureNamed(cells.part, cells.measure_name);
    if (measure !== undefined) onceCarried(`${year} ${measure.topic}`, row);
    byNumber.set(`${year} ${number}`, measure ?? null);
    if (year === ownFileYear) {
      file.notData(ownFile);
      continue;
    }
    const display = wordOf<number>(file, row, ['display_measure', cells.display_measure], { TRUE: 1, FALSE: 0 });
    const higher = wordOf<string>(file, row, ['higher_is_better', cells.higher_is_better], { '1': '1', '0': '0', '': '' });
    const { data_start_date: start, data_end_date: end } = cells;
    rows.push([
      ratingPeriod(year),
      number,
      plainText(cells.measure_name),
      '',
      measure?.topic ?? '',
      start,
      end,
      display,
      higher === '' ? null : Number(higher),
    ]);
    file.kept();
  }
  return { rows, byNumber };
}

function readContracts(input: PublishedFolder): string[][] {
  const file = input.open(`${folder}/${files.contracts}`);
  const once = uniqueIn(file, 'contract');
  const rows: string[][] = [];
  for (const { row, cells } of readTable(file, contractColumns)) {
    const year = yearOf(file, row, cells.star_year);
    const id = contractOf(file, row, 'contract_id', cells.contract_id);
    once(`${year} ${id}`, row);
    if (year === ownFileYear) {
      file.notData(ownFile);
      continue;
    }
    rows.push([ratingPeriod(year), id, ...[cells.org_type, cells.contract_name, cells.marketing_name, cells.parent_name].map(plainText)]);
    file.kept();
  }
  return rows;
}

const printed = /^\d+(\.\d+)?%?$/;

/**
 * The value as it was printed, in percent or per 1,000. The fraction beside it is what the collectors made of it, and
 * must agree. Percentages were printed without a sign until 2013 and survey scores with one from 2014 to 2016.
 */
export function readScore({ unit }: StarMeasure, text: string, fraction: string): Reading | null {
  if (fraction === '') return starText(plainText(text)) ?? null;
  if (!printed.test(text)) return null;
  const value = Number(text.replace('%', ''));
  const scale = unit === 'per-1000' ? 1 : 100;
  const agrees = Math.abs(value / scale - Number(fraction)) < 1e-9;
  return agrees && (unit === 'per-1000' ? !text.endsWith('%') : value <= 100) ? { value, status: 'final' } : null;
}

function readScores(input: PublishedFolder, byNumber: Measures['byNumber']): Figure[] {
  const file = input.open(`${folder}/${files.scores}`);
  const once = uniqueIn(file, 'value');
  const figures: Figure[] = [];
  eachPackedRow(file, scoreColumns, ({ row, cells }) => {
    const year = yearOf(file, row, cells.star_year);
    const measure = byNumber.get(`${year} ${cells.measure_id}`);
    if (measure === undefined) throw file.refuse(`line ${row}, column measure_id`, quoted(cells.measure_id), `a measure of ${year} in ${files.measures}`);
    if (year === ownFileYear || measure === null) {
      file.notData(year === ownFileYear ? ownFile : 'a measure that is not carried');
      return;
    }
    const contract = contractOf(file, row, 'contract_id', cells.contract_id);
    once(`${year} ${contract} ${measure.topic}`, row);
    const reading = readScore(measure, cells.value_original_text, cells.value);
    if (reading === null) {
      const found = `${shown(cells.value_original_text)} with the value ${quoted(cells.value)}`;
      throw file.refuse(
        `line ${row}, column value_original_text`,
        `${found} as ${measure.topic}`,
        `a number that agrees with the value (${measure.unit}), or a known text`,
      );
    }
    figures.push(starFigure(year, contract, measure, reading));
    file.kept();
  });
  return figures;
}

/** Rows of the first years that stand among the contracts. */
const averages: readonly string[] = ['MA-PD Average', 'PDP Average', 'Overall Average'];

/** The summary ratings of 2022 are kept: CMS’s own file of them is not among the published files. */
function readSummaries(input: PublishedFolder): Figure[] {
  const file = input.open(`${folder}/${files.summaries}`);
  const once = uniqueIn(file, 'rating');
  const topics = { Overall: starTopics.overall, 'Part C': starTopics.partC, 'Part D': starTopics.partD };
  const figures: Figure[] = [];
  for (const { row, cells } of readTable(file, summaryColumns)) {
    const year = yearOf(file, row, cells.star_year);
    if (averages.includes(cells.contract_id)) {
      file.notData('an average of contracts');
      continue;
    }
    const topic = wordOf<string>(file, row, ['summary_type', cells.summary_type], topics);
    const contract = contractOf(file, row, 'contract_id', cells.contract_id);
    once(`${year} ${contract} ${topic}`, row);
    const text = plainText(cells.stars === '' ? cells.stars_note : cells.stars);
    const reading = readStars(text);
    if (reading === null) throw file.refuse(`line ${row}, column stars`, shown(text), 'stars from 1 to 5, or a known text');
    file.kept();
    figures.push(summaryFigure(year, contract, topic, reading));
  }
  return figures;
}

export const medicareStars = defineSource({
  id: 'medicarestars-2008-2022',
  edition: 'usa',
  folder: 'us',
  title: 'Medicare Part C and D star ratings of 2008 to 2021, as collected in long form',
  publisher: 'Centers for Medicare & Medicaid Services (CMS); collected by the medicarestars project',
  licence: 'Work of the United States government, not subject to copyright; the collection states no licence',
  attribution: 'Source: Centers for Medicare & Medicaid Services, Part C and D Performance Data, as collected by the medicarestars project.',
  periods: 'ratings of 2008 to 2021; summary ratings of 2009 to 2022',
  note: [
    'The measures, contracts and values of 2022 are left out here and carried from CMS’s own file (cms-star-ratings), with which they agree; the summary ratings of 2022 are carried here. Values are those printed, from 0 to 100 where they are percentages or survey scores, and per 1,000 members for complaints and preventable hospitalisations.',
    'Clinical measures and survey scores (CAHPS) of the ratings of 2021 repeat those of 2020, since CMS did not collect them in the spring of 2020: they are the same care measured once. Falls-risk, bladder-control, complaints, leaving the plan and the drug measures are of their own year.',
    'In 2008 no text is printed for a value that is missing, so there is no row; in 2010 the diabetes measures were published as one composite, which is not carried. Some plans show 0 or 1 per cent in the ratings of 2008 to 2013 where they probably reported nothing; such figures are carried as published.',
    'Display measures (display 1) are published beside the stars and do not count in them; their contracts need not be among the contracts of the year. Parents are empty in 2008 and for some contracts in 2010 and 2011, and are not filled from other years.',
    'Files not read: cai_df, cut_point_df and measure_star_range_df (how CMS makes stars from values), domain_stars_df (stars by group of measures) and disenrollment_df (reasons for leaving): nothing here uses them. Columns not carried: domains, codes, weights, data source, stars of a measure and types of cut points.',
  ].join(' '),
  tables: { figures: figureTypes, contracts: starContractTypes, measures: measureTypes },
  extract(input) {
    assertFiles(input, folder, [...Object.values(files), ...unread]);
    const measures = readMeasures(input);
    const contracts = readContracts(input);
    const figures = [...readScores(input, measures.byNumber), ...readSummaries(input)];
    return [
      figuresTable('one measure or summary rating of a contract in a rating year', figures),
      contractsTable(contracts),
      measuresTable(measures.rows, measureTypes),
    ];
  },
});
