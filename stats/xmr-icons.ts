/** What the icons beside an XmR chart say: variation (is there a special cause, and is it good?) and assurance (is the target met?). */

export type Polarity = 'lower-is-better' | 'higher-is-better' | 'no-judgement';

export const variations = ['common-cause', 'improvement', 'concern', 'high', 'low'] as const;
export type Variation = (typeof variations)[number];

/**
 * What a point's signal (a code of `xmrSignals`) means: upward and downward signals are improvement or concern by
 * polarity, or only high or low where there is no judgement.
 */
export function variationOf(signal: number, polarity: Polarity): Variation {
  if (signal === 0) return 'common-cause';
  const upward = signal % 2 === 1;
  if (polarity === 'no-judgement') return upward ? 'high' : 'low';
  return upward === (polarity === 'higher-is-better') ? 'improvement' : 'concern';
}

export type Assurance = 'consistently-fails' | 'consistently-passes' | 'hit-or-miss';

/**
 * Whether a process that stays as it is will meet a target: consistently when the target lies strictly beyond a limit,
 * otherwise by chance. Null without a target, limits or judgement of direction.
 */
export function assuranceOf(
  { lower, upper, target }: { lower: number | null; upper: number | null; target: number | null },
  polarity: Polarity,
): Assurance | null {
  if (target === null || lower === null || upper === null || polarity === 'no-judgement') return null;
  if (target >= lower && target <= upper) return 'hit-or-miss';
  return target > upper === (polarity === 'higher-is-better') ? 'consistently-fails' : 'consistently-passes';
}
