import type { Interval } from './interval.ts';
import { mostOutside } from './overlap.ts';
import type { Polarity } from './xmr-icons.ts';

/** The words that a comparison of areas with choice against areas with one system may end in: these, and no others. */
export const competitionVerdicts = [
  'better where there is choice',
  'better where there is one system',
  'no difference larger than the declared margin',
  'too few areas to tell',
  'depends on the definition of a competitive area',
  'not comparable (no overlap)',
] as const;

export type CompetitionVerdict = (typeof competitionVerdicts)[number];

/** Which rule decided. */
export type VerdictReason =
  | 'no overlap'
  | 'not estimated'
  | 'within margin'
  | 'not detectable'
  | 'inconclusive'
  | 'tests disagree'
  | 'not robust'
  | 'robust difference'
  | 'no judgement';

/** What is known of one measure's contrast, areas with choice (group 1) less areas with one system (group 0). */
export interface CompetitionEvidence {
  /** Smallest difference that would have been found, in the unit of the estimate; null when it cannot be told. */
  detectable: number | null;
  /** Largest difference that does not matter, declared beforehand, in the unit of the estimate: above 0. */
  margin: number;
  /** Share of units outside the common support, 0 to 1; null when no score could be fitted. */
  shareOutside: number | null;
  /** Adjusted difference with its CR2 interval; null when there is none. */
  contrast: (Interval & { estimate: number }) | null;
  /** Of the permutation test; null when labels cannot be shuffled. */
  permutationProbability: number | null;
  /** The same after control of false discoveries over the measures of a family: counts instead, when given. */
  q?: number | null;
  /** The finding holds over the definitions of a competitive area (`specificationCurve`). */
  robust: boolean;
  polarity: Polarity;
}

export interface CompetitionJudgement {
  /** Null only for a robust difference of a measure without judgement: to be told as higher or lower. */
  verdict: CompetitionVerdict | null;
  reason: VerdictReason;
  /** The estimate where there is choice, beside where there is one system; null without an estimate, or for exactly 0. */
  direction: 'higher' | 'lower' | null;
}

/** Largest permutation probability, or q, of a finding. */
const level = 0.05;

/**
 * The verdict on one measure: does choice go with better values? Rules in order; the first that applies decides.
 *
 * | # | rule | verdict | reason |
 * |---|---|---|---|
 * | 1 | more than 20% of units outside the common support | not comparable (no overlap) | no overlap |
 * | 2 | no estimate with an interval, no detectable difference, or overlap not known | too few areas to tell | not estimated |
 * | 3 | the interval lies within plus and minus the margin, ends included | no difference larger than the declared margin | within margin |
 * | 4 | the interval holds zero and the detectable difference is above the margin | too few areas to tell | not detectable |
 * | 5 | the interval holds zero | too few areas to tell | inconclusive |
 * | 6 | q (or, without q, the permutation probability) is above 0.05 or not known | too few areas to tell | tests disagree |
 * | 7 | not robust over the definitions | depends on the definition of a competitive area | not robust |
 * | 8 | no polarity | none: higher or lower | no judgement |
 * | 9 | the estimate is on the good side | better where there is choice | robust difference |
 * | 10 | otherwise | better where there is one system | robust difference |
 *
 * Why this order. Without overlap an adjusted difference rests on the model alone, so nothing is read from it (1). An
 * interval within the margin answers the question even if it excludes zero: a difference that is sure and too small to
 * matter is no verdict for either side (3). Only then does power count: a small detectable difference does not make an
 * interval that reaches beyond the margin conclusive (4, 5). An interval that holds zero never ends in "better"; both
 * tests must find the difference (6), under most definitions (7). The words are of association, not of cause.
 *
 * Rule 3 is a test of equivalence at half the usual level (two one-sided tests at 2.5% with a 95% interval). Schuirmann
 * DJ. J Pharmacokinet Biopharm 1987;15:657-680. Piaggio G and others. Reporting of noninferiority and equivalence
 * randomized trials. JAMA 2012;308:2594-2604.
 *
 * @throws RangeError naming the value for a margin or detectable difference not above 0, a share or probability outside
 *   0 to 1, or an estimate outside its interval
 */
export function competitionVerdict(evidence: CompetitionEvidence): CompetitionJudgement {
  assertPossible(evidence);
  const { contrast } = evidence;
  const estimate = contrast?.estimate ?? 0;
  const direction = estimate > 0 ? 'higher' : estimate < 0 ? 'lower' : null;
  return { ...decided(evidence), direction };
}

type Decided = Pick<CompetitionJudgement, 'verdict' | 'reason'>;

function decided({ shareOutside, contrast, detectable, margin, ...evidence }: CompetitionEvidence): Decided {
  if (shareOutside !== null && shareOutside > mostOutside) return { verdict: 'not comparable (no overlap)', reason: 'no overlap' };
  if (contrast === null || detectable === null || shareOutside === null) return { verdict: 'too few areas to tell', reason: 'not estimated' };
  const { estimate, lower, upper } = contrast;
  if (lower >= -margin && upper <= margin) return { verdict: 'no difference larger than the declared margin', reason: 'within margin' };
  if (lower <= 0 && upper >= 0) return { verdict: 'too few areas to tell', reason: detectable > margin ? 'not detectable' : 'inconclusive' };
  return found(estimate > 0, evidence);
}

/** The interval excludes zero. */
function found(
  higher: boolean,
  { permutationProbability, q, robust, polarity }: Pick<CompetitionEvidence, 'permutationProbability' | 'q' | 'robust' | 'polarity'>,
): Decided {
  const probability = q ?? permutationProbability;
  if (probability === null || probability > level) return { verdict: 'too few areas to tell', reason: 'tests disagree' };
  if (!robust) return { verdict: 'depends on the definition of a competitive area', reason: 'not robust' };
  if (polarity === 'no-judgement') return { verdict: null, reason: 'no judgement' };
  const better = higher === (polarity === 'higher-is-better');
  return { verdict: better ? 'better where there is choice' : 'better where there is one system', reason: 'robust difference' };
}

function assertPossible({ margin, detectable, shareOutside, contrast, permutationProbability, q }: CompetitionEvidence): void {
  for (const [name, value] of [
    ['margin', margin],
    ['detectable difference', detectable],
  ] as const)
    if (value !== null && !(value > 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} must be a finite number above 0: ${value}`);
  for (const [name, value] of [
    ['share outside', shareOutside],
    ['permutation probability', permutationProbability],
    ['q', q ?? null],
  ] as const)
    if (value !== null && !(value >= 0 && value <= 1)) throw new RangeError(`${name} must be within 0 to 1: ${value}`);
  if (contrast === null) return;
  const { estimate, lower, upper } = contrast;
  if (!(lower <= estimate && estimate <= upper) || !Number.isFinite(upper - lower))
    throw new RangeError(`estimate must lie within its interval: ${estimate} from ${lower} to ${upper}`);
}
