import type { Measure } from '../../data/measure.ts';
import { address } from '../filters.ts';
import { referenceOf } from '../formats/league-words.ts';
import { difference, differenceInterval, number } from '../formats/numbers.ts';
import { periodOf, periodsOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { type Split, selectSplits } from '../queries/system-analysis.ts';

/** A measure that is a product, and its differences split into the two factors. */
export interface LoadedSplit {
  measure: Measure;
  factors: readonly [Measure, Measure];
  period: string;
  rows: readonly Split[];
}

/** Splits of every measure that is a product, in its latest period. */
export async function loadSplits(context: EditionContext, question: { id: string; level: string; definition: string }): Promise<LoadedSplit[]> {
  const { measures } = context.release.catalogue;
  const products = [...measures.values()].flatMap((known) => {
    const [first, second] = (known.declaration.factors ?? []).map((id) => measures.get(id)?.declaration);
    const [period] = periodsOf(known, question.level);
    if (first === undefined || second === undefined || period === undefined) return [];
    return [{ measure: known.declaration, factors: [first, second] as const, period }];
  });
  return Promise.all(
    products.map(async (product) => ({
      ...product,
      rows: await selectSplits(context.release.warehouse, { ...question, measure: product.measure.id, period: product.period }),
    })),
  );
}

/** What each factor is called when it is higher or lower. */
const factorWords: Record<string, readonly [higher: string, lower: string]> = {
  admissions: ['more admissions', 'fewer admissions'],
  'bed-days-per-admission': ['longer stays', 'shorter stays'],
};

interface Part {
  value: number;
  lower: number;
  upper: number;
}

function partWords({ id, shortTitle }: Measure, { value }: Part): string {
  const [higher, lower] = factorWords[id] ?? [`higher ${shortTitle.toLowerCase()}`, `lower ${shortTitle.toLowerCase()}`];
  return value < 0 ? lower : higher;
}

const partsOf = (row: Split): readonly [Part, Part] => [
  { value: row.from_first, lower: row.from_first_lower, upper: row.from_first_upper },
  { value: row.from_second, lower: row.from_second_lower, upper: row.from_second_upper },
];

const isClear = ({ lower, upper }: Part): boolean => lower > 0 || upper < 0;

/** Which parts can be told from none. */
function clearWords(words: readonly [string, string], parts: readonly [Part, Part]): string {
  const clear = words.filter((_, place) => isClear(parts[place as 0 | 1]));
  if (clear.length === 2) return 'Both parts are clear.';
  return clear.length === 0 ? 'Neither part is clear.' : `Only the part from ${clear[0]} is clear.`;
}

/** `7.2 more bed days per 1,000 registered people than the others: +18.5 from more admissions and −11.3 from shorter stays.` */
function sentenceOf({ measure, factors }: LoadedSplit, row: Split, against: string): string {
  const parts = partsOf(row);
  const { decimals, unit } = measure;
  const words = [partWords(factors[0], parts[0]), partWords(factors[1], parts[1])] as const;
  const part = (place: 0 | 1): string => {
    const { value, lower, upper } = parts[place];
    return `${difference(value, decimals)} (${differenceInterval(lower, upper, decimals)}) from ${words[place]}`;
  };
  const whole = `${number(Math.abs(row.difference), decimals)} ${row.difference < 0 ? 'fewer' : 'more'} ${unit} than ${against}`;
  const unclear = row.difference_lower !== null && row.difference_upper !== null && row.difference_lower <= 0 && row.difference_upper >= 0;
  return `${whole}${unclear ? ', which is no clear difference' : ''}: ${part(0)} and ${part(1)}. ${clearWords(words, parts)}`;
}

function rowCells(split: LoadedSplit, row: Split, against: string): object {
  const { decimals } = split.measure;
  const [first, second] = partsOf(row).map(({ value, lower, upper }) => ({
    value: difference(value, decimals),
    interval: differenceInterval(lower, upper, decimals),
  }));
  return {
    against,
    difference: difference(row.difference, decimals),
    interval: differenceInterval(row.difference_lower, row.difference_upper, decimals),
    first,
    second,
    sentence: sentenceOf(split, row, against),
  };
}

/** Which yardsticks differences are split against; for the rest the split is against all others. */
const splitYardsticks: readonly string[] = ['others', 'competitive-others', 'peers'];

/** One measure's splits as a table and sentences: against the yardstick in force, and against the year before. */
export function splitView(context: EditionContext, split: LoadedSplit, { id, yardstick }: { id: string; yardstick: string }): object {
  const used = splitYardsticks.includes(yardstick) ? yardstick : 'others';
  const { measure, factors, rows } = split;
  const chosen = [
    { row: rows.find(({ against }) => against === used), words: referenceOf(used) },
    { row: rows.find(({ against }) => against === 'previous'), words: 'the year before' },
  ];
  return {
    id: measure.id,
    title: measure.shortTitle,
    href: address(`/${context.edition.id}/systems/${id}/measures/${measure.id}`, { yardstick }),
    unit: measure.unit,
    period: periodOf(context, split.period).title,
    factors: factors.map(({ shortTitle }) => shortTitle.toLowerCase()),
    replaced: used === yardstick ? null : `The yardstick in force has no such factors of its own, so the split is against ${referenceOf(used)}.`,
    rows: chosen.flatMap(({ row, words }) => (row === undefined ? [] : [rowCells(split, row, words)])),
    noPrevious: chosen[1]?.row === undefined,
  };
}
