import { marginWords } from '../../data/competition.ts';
import type { Measure } from '../../data/measure.ts';
import type { CompetitionVerdict as Verdict } from '../../stats/competition-verdict.ts';
import { mostOutside } from '../../stats/overlap.ts';
import { listed } from './comparison-words.ts';
import { number, percentage, probability } from './numbers.ts';
import { polarityInShort, sentenceCase } from './words.ts';

/** What a verdict rests on: every sentence below is made from these and nothing else. */
export interface Judged {
  verdict: string | null;
  why: string;
  estimate: number | null;
  lower: number | null;
  upper: number | null;
  unadjusted: number | null;
  unadjusted_lower: number | null;
  unadjusted_upper: number | null;
  margin: number | null;
  detectable: number | null;
  share_outside: number | null;
  q_value: number | null;
  permutation_p: number | null;
  definitions: number | null;
  same_sign: number | null;
  excluding_zero: number | null;
}

type Unit = Pick<Measure, 'statistic' | 'unit' | 'decimals'> & Partial<Pick<Measure, 'shortUnit'>>;

/** True of percentages: a difference of them is in percentage points. */
export const isPercentage = ({ statistic, shortUnit }: Pick<Measure, 'statistic'> & Partial<Pick<Measure, 'shortUnit'>>): boolean =>
  statistic === 'proportion' || (statistic === 'published' && shortUnit === '%');

const noOverlap: Verdict = 'not comparable (no overlap)';
const tooFew: Verdict = 'too few areas to tell';
const noDifference: Verdict = 'no difference larger than the declared margin';

const characteristicWords: Record<string, string> = { size: 'size', age: 'age', 'age-65': 'age', deprivation: 'deprivation', rurality: 'rurality' };

/** How a list of characteristics ends when systems are compared within regions: `within states`. */
const withinRegions = 'within ';

/** Characteristics as they are listed in a sentence: `rurality, deprivation, age and size`. */
export const characteristicsInWords = (characteristics: readonly string[]): string => {
  const within = characteristics.find((id) => id.startsWith(withinRegions));
  const names = characteristics.filter((id) => id !== within).toReversed();
  return [listed([...new Set(names.map((id) => characteristicWords[id] ?? id))]), ...(within === undefined ? [] : [within])].join(', ');
};

/** What is adjusted for, in words. */
export const adjustedFor = (characteristics: readonly string[]): string =>
  characteristics.length === 0 ? 'not adjusted for anything' : `adjusted for ${characteristicsInWords(characteristics)}`;

/** What systems are adjusted for where nothing else is declared. */
const usual: readonly string[] = ['size', 'age', 'deprivation', 'rurality'];

/** True when the groups do not overlap, so that no adjusted difference is claimed. */
export const isRefused = ({ verdict, share_outside }: Pick<Judged, 'verdict' | 'share_outside'>): boolean =>
  verdict === noOverlap || (share_outside ?? 0) > mostOutside;

const comparatives = (measure: Unit): { less: string; more: string } =>
  isPercentage(measure) ? { less: 'lower', more: 'higher' } : { less: 'fewer', more: 'more' };

/** The size of a difference with its unit: `12.3 bed days per 1,000 registered people`, `2.0 percentage points`. */
export function sizeWords(value: number, measure: Unit): string {
  return `${number(Math.abs(value), measure.decimals)} ${isPercentage(measure) ? 'percentage points' : measure.unit}`;
}

const isZero = (value: number, { decimals }: Unit): boolean => !/[1-9]/.test(number(value, decimals));

/** `40.1 fewer to 15.5 more`; both limits on one side: `2.0 to 9.1 fewer`. */
export function limitsWords(lower: number, upper: number, measure: Unit): string {
  const { less, more } = comparatives(measure);
  const size = (value: number): string => number(Math.abs(value), measure.decimals);
  const side = (value: number): string => (isZero(value, measure) ? '' : value < 0 ? less : more);
  const [near, far] = lower < 0 && upper <= 0 ? [upper, lower] : [lower, upper];
  if (side(near) === side(far) || side(near) === '') return `${size(near)} to ${size(far)} ${side(far)}`.trim();
  return `${size(near)} ${side(near)} to ${size(far)} ${side(far)}`.trim();
}

/** `Competitive systems have on average 12.3 fewer bed days per 1,000 registered people (95% interval 40.1 fewer to 15.5 more)`. */
export function differenceWords({ estimate, lower, upper }: { estimate: number; lower: number | null; upper: number | null }, measure: Unit): string {
  const { less, more } = comparatives(measure);
  const limits = lower === null || upper === null ? '' : ` (95% interval ${limitsWords(lower, upper, measure)})`;
  if (isZero(estimate, measure)) return `Competitive and monopoly systems are on average the same to the precision shown${limits}`;
  const word = estimate < 0 ? less : more;
  const size = number(Math.abs(estimate), measure.decimals);
  if (isPercentage(measure)) return `Competitive systems are on average ${size} percentage points ${word}${limits}`;
  return `Competitive systems have on average ${size} ${word} ${measure.unit}${limits}`;
}

/** The verdict as a heading: one of the fixed list, or the direction where there is no judgement. */
export function verdictWords({ verdict, estimate }: Pick<Judged, 'verdict' | 'estimate'>): string {
  if (verdict !== null) return verdict;
  if (estimate === null || estimate === 0) return 'no judgement';
  return `${estimate > 0 ? 'higher' : 'lower'} where there is choice, which is taken neither as better nor as worse`;
}

/** What the test says of a measure: the verdict, and the difference that it rests on. */
export const verdictSentence = (row: Judged, measure: Measure, characteristics: readonly string[] = usual): string =>
  `${verdictHead(row, measure)} ${evidenceSentence(row, measure, characteristics)}`;

/** `Bed days: no difference larger than the declared margin (10% of the value of all systems).` */
export function verdictHead(row: Judged, measure: Measure): string {
  return `${measure.shortTitle}: ${verdictWords(row)}${asides(row.verdict, measure)}.`;
}

/** How large the margin is, or which way is better. */
function asides(verdict: string | null, measure: Measure): string {
  if (verdict === noDifference) return ` (${marginWords(measure)})`;
  return verdict?.startsWith('better') ? ` (${lowerFirst(polarityInShort(measure.polarity))})` : '';
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The difference behind the verdict, or why none is claimed. */
export function evidenceSentence(row: Judged, measure: Measure, characteristics: readonly string[] = usual): string {
  const { estimate, lower, upper, unadjusted, unadjusted_lower, unadjusted_upper } = row;
  if (!isRefused(row)) return estimate === null ? row.why : `${differenceWords({ estimate, lower, upper }, measure)}, ${adjustedFor(characteristics)}.`;
  const before =
    unadjusted === null
      ? ''
      : ` Before adjustment: ${lowerFirst(differenceWords({ estimate: unadjusted, lower: unadjusted_lower, upper: unadjusted_upper }, measure))}; the groups differ in much else.`;
  return `No adjusted difference is claimed: ${outsideWords(row)}.${before}`;
}

const share = (value: number | null): string => (value === null ? 'not known' : percentage(value));

/** How many systems have no like in the other group, and where the line was drawn beforehand. */
const outsideWords = ({ share_outside }: Pick<Judged, 'share_outside'>): string =>
  `${share(share_outside)} of the systems have no like in the other group (nothing is claimed above ${percentage(mostOutside)})`;

/** Which rule decided, and the figures that it was put to. */
export function whyWords(row: Judged, measure: Unit): string {
  return isRefused(row) ? row.why : `${row.why} ${sentenceCase(figuresWords(row, measure))}.`;
}

function figuresWords(row: Judged, measure: Unit): string {
  const { lower, upper, margin, detectable } = row;
  if (lower === null || upper === null) return 'there is no adjusted difference with an interval';
  const limits = `the 95% interval is ${limitsWords(lower, upper, measure)}, the margin ${sizeOf(margin, measure)} on either side`;
  if (row.verdict === noDifference) return limits;
  if (row.verdict === tooFew) return `${limits}, the smallest difference that could have been found ${sizeOf(detectable, measure)}${testWords(row)}`;
  return `${limits}${testWords(row)}; ${gridWords(row)}`;
}

const sizeOf = (value: number | null, measure: Unit): string => (value === null ? 'not known' : sizeWords(value, measure));

/** Probabilities count only when the interval excludes zero. */
function testWords({ lower, upper, q_value, permutation_p }: Judged): string {
  if (lower === null || upper === null || (lower <= 0 && upper >= 0)) return '';
  return `; permutation p ${probability(permutation_p) || 'not known'}, q ${probability(q_value) || 'not known'} (0.05 or less is needed)`;
}

const gridWords = ({ definitions, same_sign, excluding_zero }: Judged): string =>
  `of ${definitions ?? 0} market definitions with an estimate ${share(same_sign)} agree with its sign (90% are needed), and in ${share(excluding_zero)} the interval excludes zero (50% are needed)`;

/** What the data could have found, beside what would matter. */
export function powerSentence({ detectable, margin }: Pick<Judged, 'detectable' | 'margin'>, measure: Measure): string {
  if (detectable === null || margin === null) return 'What difference these data could have found cannot be told: there are too few systems.';
  const within = detectable <= margin;
  return `These data would have found a difference of ${sizeWords(detectable, measure)} or more in four of five tries (80% power). The declared margin, below which a difference is not worth acting on, is ${sizeWords(margin, measure)}${isPercentage(measure) ? '' : ` (${marginWords(measure)})`}. ${
    within
      ? 'So a difference that matters would probably have been found.'
      : 'So a difference that matters could have been missed: finding none is not proof that there is none.'
  }`;
}

const analyses: Record<string, string> = {
  unadjusted: 'Unadjusted',
  'rural-low': 'Least rural systems only',
  'rural-middle': 'Middling rural systems only',
  'rural-high': 'Most rural systems only',
};

export const analysisWords = (analysis: string, characteristics: readonly string[] = usual): string =>
  analysis === 'adjusted' ? sentenceCase(adjustedFor(characteristics)) : (analyses[analysis] ?? analysis);

const blocks: Record<string, string> = {
  size: 'Number of residents',
  age: 'Share aged 75 and over',
  'age-65': 'Share aged 65 and over',
  deprivation: 'Share in the most deprived fifth of areas',
  rurality: 'Share in rural areas',
  unexplained: 'Unexplained by these',
  total: 'The whole difference',
};

export const blockWords = (block: string): string => blocks[block] ?? block;

/** A verdict of a list in words; null is a clear difference without a good direction. */
export const verdictTitle = (verdict: string | null): string =>
  verdict === null ? 'Higher or lower where there is choice, in a measure without a good direction' : sentenceCase(verdict);
