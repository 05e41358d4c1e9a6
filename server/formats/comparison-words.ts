import type { Measure, Polarity } from '../../data/measure.ts';

/** 1 when the first of a pair is clearly above the second, -1 when clearly below, 0 when it is not clear, null without a test. */
export type Verdict = -1 | 0 | 1 | null;

export interface Compared {
  /** What each system is called here: a letter, as names hold “and” and commas themselves. */
  labels: readonly string[];
  /** Whether each has a value. */
  known: readonly boolean[];
  verdict: (i: number, j: number) => Verdict;
}

/** `A`, `B`, … by place. */
export const labelAt = (place: number): string => String.fromCharCode(65 + place);

/**
 * What can be said between several systems on one measure: `Better: A than B and C. No clear difference: B from C.` Where
 * there is no judgement, `Higher` instead of `Better`.
 */
export function comparisonWords(
  compared: Compared,
  { polarity, rankable, statistic, uncertainty }: Pick<Measure, 'polarity' | 'rankable'> & Partial<Pick<Measure, 'statistic' | 'uncertainty'>>,
): string {
  const { labels, known } = compared;
  if (labels.length < 2) return '';
  if (statistic === 'published' && uncertainty === undefined)
    return 'Not compared with each other: published without counts, so nobody can say how sure a difference is.';
  if (!rankable) return 'Not compared with each other: no ranks are given on this measure.';
  if (known.filter(Boolean).length < 2) return 'Not compared: fewer than two have a value.';
  const missing = labels.filter((_, place) => !known[place]);
  return [told(compared, polarity), alike(compared), missing.length === 0 ? '' : `No value: ${listed(missing)}.`].filter((part) => part !== '').join(' ');
}

function told(compared: Compared, polarity: Polarity): string {
  const ahead = polarity === 'lower-is-better' ? -1 : 1;
  const groups = grouped(compared, (i, j) => i !== j && compared.verdict(i, j) === ahead, 'than');
  return groups === '' ? '' : `${polarity === 'no-judgement' ? 'Higher' : 'Better'}: ${groups}.`;
}

function alike(compared: Compared): string {
  const { labels, verdict } = compared;
  const verdicts = labels.flatMap((_, i) => labels.slice(i + 1).map((_, ahead) => verdict(i, i + 1 + ahead))).filter((one) => one !== null);
  if (verdicts.every((one) => one === 0)) return verdicts.length > 1 ? 'No clear difference between any two.' : 'No clear difference.';
  const groups = grouped(compared, (i, j) => i < j && verdict(i, j) === 0, 'from');
  return groups === '' ? '' : `No clear difference: ${groups}.`;
}

/** `A than B and C; B than C`. */
function grouped({ labels }: Compared, holds: (i: number, j: number) => boolean, word: string): string {
  return labels
    .map((label, i) => ({ label, others: labels.filter((_, j) => holds(i, j)) }))
    .filter(({ others }) => others.length > 0)
    .map(({ label, others }) => `${label} ${word} ${listed(others)}`)
    .join('; ');
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
