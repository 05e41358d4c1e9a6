import type { Figure } from '../../../data/extract.ts';
import { type Markers, missing, notApplicable, type Reading } from '../../readers/cell.ts';
import { compareText } from '../../readers/figures.ts';
import { codeOf } from '../../readers/table.ts';
import type { PublishedFile, TableOut, Types } from '../../source.ts';
import type { StarMeasure } from './star-measures.ts';

/**
 * What CMS prints in place of a value. A plan that was too new, or did not have to report, has no value of its own:
 * not applicable. A plan with too few members to measure, or whose data CMS did not accept, has one that is not
 * known: missing. Nothing is withheld to protect members, so nothing is suppressed.
 */
export const starTexts: Markers = {
  'Plan too new to be measured': notApplicable,
  'Too new to be measured': notApplicable,
  'Plan not required to report measure': notApplicable,
  'Plan not required to report': notApplicable,
  'Not required to report': notApplicable,
  'Benefit not offered by plan': notApplicable,
  'Not Applicable': notApplicable,
  'Plan too small to be measured': missing,
  'Not enough data available': missing,
  'Not enough data available to calculate measure': missing,
  'Not enough data to calculate summary score': missing,
  'Not enough data to calculate summary rating': missing,
  'Not enough data to calculate overall rating': missing,
  'Insufficient data': missing,
  'No data available': missing,
  'Medicare shows only a Star Rating for this topic': missing,
  "CMS identified issues with this plan's data": missing,
  "CMS Found Issues with Plan's Data": missing,
  "0 Footnote: Not reported. There were problems with the plan's data": missing,
  "100 Footnote: Not reported. There were problems with the plan's data": missing,
  '0 Footnote: Measure was not reported by plan': missing,
  'Plan reported a Biased Rate': missing,
  '0 - Plan reported a Biased Rate': missing,
  '0 - Plan elected not to report data': missing,
  '???': missing,
};

/** The reading of a text that stands for no value, or undefined where it is not one of them. */
export const starText = (text: string): Reading | undefined => (Object.hasOwn(starTexts, text) ? starTexts[text] : undefined);

const stars = /^([1-4](\.5)?|5)$/;

/** Reads a summary rating: stars from 1 to 5 in halves. Null for anything else. */
export function readStars(text: string): Reading | null {
  return stars.test(text) ? { value: Number(text), status: 'final' } : (starText(text) ?? null);
}

/** Summary ratings are carried beside the measures. */
export const starTopics = { overall: 'overall-stars', partC: 'part-c-stars', partD: 'part-d-stars' } as const;

/** Label of a rating year; it reports care of about two years before. */
export const ratingPeriod = (year: string): string => `rating-${year}`;

/** A value of a measure as a figure. */
export const starFigure = (year: string, contract: string, { topic }: StarMeasure, reading: Reading): Figure => ({
  period: ratingPeriod(year),
  unit_code: contract,
  topic,
  item: 'value',
  ...reading,
});

/** A summary rating as a figure. */
export const summaryFigure = (year: string, contract: string, topic: string, reading: Reading): Figure => ({
  period: ratingPeriod(year),
  unit_code: contract,
  topic,
  item: 'stars',
  ...reading,
});

/** The id of a contract: H local, R regional, S drugs only, E employer, X and 9 others. Refuses anything else. */
export const contractOf = (file: PublishedFile, row: number, column: string, text: string): string =>
  codeOf(file, row, column, text.trim(), /^([EHRSX]\d{4}|9\d{4})$/, 'the id of a contract, such as H0028');

export const starContractTypes: Types = {
  period: 'varchar',
  contract_id: 'varchar',
  organisation_type: 'varchar',
  contract_name: 'varchar',
  marketing_name: 'varchar',
  parent: 'varchar',
};

export const starMeasureTypes: Types = { period: 'varchar', number: 'varchar', name: 'varchar', measured: 'varchar', identity: 'varchar' };

type Row = TableOut['rows'][number];

/** Rows ordered by the text of all their columns. */
const ordered = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => a.reduce<number>((order, cell, column) => order || compareText(cell, b[column]), 0));

/** The contracts of the rating years. */
export const contractsTable = (rows: readonly Row[]): TableOut => ({
  name: 'contracts',
  row: 'one contract in a rating year',
  columns: Object.keys(starContractTypes),
  rows: ordered(rows),
});

/** Every published measure of the rating years, carried or not. */
export const measuresTable = (rows: readonly Row[], types: Types = starMeasureTypes): TableOut => ({
  name: 'measures',
  row: 'one published measure of a rating year; its figures are carried where it has an identity',
  columns: Object.keys(types),
  rows: ordered(rows),
});
