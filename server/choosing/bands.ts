import type { Measure } from '../../data/measure.ts';
import type { Standing } from '../queries/standings.ts';

/** The four words that patients are shown, best first: their texts are `band.*`. */
export const plainBands = ['better', 'same', 'worse', 'unknown'] as const;
export type PlainBand = (typeof plainBands)[number];

/** Why there is not enough data: the texts are `reason.*`. */
export type Reason = 'none' | 'few-people' | 'withheld' | 'missing' | 'not-given' | 'unsure';

export interface PlainStanding {
  band: PlainBand;
  /** Null where the band is known. */
  reason: Reason | null;
}

const ofOutlook: Record<string, PlainBand> = { 'far-better': 'better', better: 'better', similar: 'same', worse: 'worse', 'far-worse': 'worse' };

/**
 * A league row in one of four words. The place against the limits is that of the league table, read through its outlook:
 * nothing is judged anew here.
 */
export function plainStanding(
  row: Pick<Standing, 'outlook' | 'status' | 'value' | 'denominator'> | undefined,
  declaration: Pick<Measure, 'minimumDenominator'>,
): PlainStanding {
  const band = row?.outlook == null ? undefined : ofOutlook[row.outlook];
  return band === undefined ? { band: 'unknown', reason: reasonOf(row, declaration) } : { band, reason: null };
}

function reasonOf(row: Pick<Standing, 'status' | 'value' | 'denominator'> | undefined, { minimumDenominator }: Pick<Measure, 'minimumDenominator'>): Reason {
  if (row === undefined) return 'none';
  if (row.value !== null) return 'unsure';
  if (row.status === 'suppressed') return 'withheld';
  if (row.status === 'missing') return 'missing';
  return row.denominator !== null && row.denominator < minimumDenominator ? 'few-people' : 'not-given';
}
