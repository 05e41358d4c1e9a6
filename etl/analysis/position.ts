import type { Measure } from '../../data/measure.ts';
import type { Row } from '../../data/tables.ts';
import { at, emptyColumn, setAt } from '../../stats/column.ts';
import { normalUpperTail } from '../../stats/distributions.ts';
import { adjustPValues } from '../../stats/multiple-testing.ts';
import { normalDeviate } from '../../stats/normal.ts';
import { overdispersion } from '../../stats/overdispersion.ts';
import { type NoReference, type Reference, unitVariance } from './references/reference.ts';
import { fewestSystems, hasValue, type LeagueTable, mostOf } from './table.ts';

type Comparison = Row<'comparison'>;
/** Place of a value against its yardstick: what one comparison row says of it. */
export type Position = Pick<
  Comparison,
  'z' | 'p_value' | 'p_adjusted' | 'limit_low_998' | 'limit_low_95' | 'limit_high_95' | 'limit_high_998' | 'band' | 'outlook'
>;

export const noPosition: Position = {
  z: null,
  p_value: null,
  p_adjusted: null,
  limit_low_998: null,
  limit_low_95: null,
  limit_high_95: null,
  limit_high_998: null,
  band: null,
  outlook: null,
};

export interface Positions {
  rows: readonly Position[];
  /** Standard deviation between systems beyond sampling, in the measure's unit. */
  betweenSd: number | null;
  /** Why there are no limits and bands. */
  reason: string | null;
}

const warning = normalDeviate(0.95);
const alarm = normalDeviate(0.998);

/** A value with what it is set against, and how far apart they are. */
export interface Scored {
  /** Its row in the table. */
  place: number;
  value: number;
  reference: Pick<Reference, 'value'>;
  /** Standard error of the gap if there were none: own variance at the yardstick's value, and the yardstick's. */
  error: number;
  z: number;
}

function scored(table: LeagueTable, references: readonly (Reference | NoReference)[]): Scored[] {
  return table.observations.flatMap((own, place) => {
    const reference = references[place];
    if (!hasValue(own) || reference === undefined || 'reason' in reference) return [];
    const error = Math.sqrt((table.phi * unitVariance(table, reference.value)) / own.denominator + reference.variance);
    return error === 0 ? [] : [{ place, value: own.value, reference, error, z: (own.value - reference.value) / error }];
  });
}

/**
 * Score, limits, band and outlook of every row of a table against its references.
 *
 * z = gap / standard error, dispersion counted, tests "no difference from the yardstick"; its probabilities are adjusted
 * over the table after Benjamini and Hochberg. The limits answer another question, whether a system is unusual among
 * systems: they add the variance between systems beyond sampling (tau squared, moment estimate from scores winsorised at
 * 10% in each tail; Spiegelhalter 2005).
 */
export function positions(table: LeagueTable, references: readonly (Reference | NoReference)[]): Positions {
  const scores = scored(table, references);
  return { ...positionsOf(table, scores), ...(scores.length === 0 ? { reason: reasonWithout(table, references) } : {}) };
}

/** The same from scores, however they were come by. */
export function positionsOf(table: LeagueTable, scores: readonly Scored[]): Positions {
  const rows: Position[] = table.observations.map(() => noPosition);
  if (scores.length === 0) return { rows, betweenSd: null, reason: 'No system can be compared.' };
  const score = emptyColumn(scores.length);
  const standardError = emptyColumn(scores.length);
  for (const [index, one] of scores.entries()) {
    setAt(score, index, one.z);
    setAt(standardError, index, one.error);
  }
  const enough = scores.length >= fewestSystems;
  const tau2 = enough ? (overdispersion({ score, standardError }, { trim: 'winsorise' }).tau2 ?? 0) : null;
  const probability = scores.map(({ z }) => 2 * normalUpperTail(Math.abs(z)));
  const adjusted = adjustPValues(probability, 'benjamini-hochberg');
  for (const [index, one] of scores.entries()) {
    rows[one.place] = placed(table.measure, one, tau2, { p_value: probability[index] ?? null, p_adjusted: at(adjusted, index) });
  }
  return {
    rows,
    betweenSd: tau2 === null ? null : Math.sqrt(tau2),
    reason: enough ? null : `Fewer than ${fewestSystems} systems can be compared: no limits, bands or ranks are given.`,
  };
}

function reasonWithout({ observations }: LeagueTable, references: readonly (Reference | NoReference)[]): string {
  if (!observations.some(hasValue)) return 'No system has a value in this period: all are withheld, missing or not applicable.';
  const reasons = new Set(references.flatMap((reference) => ('reason' in reference ? [reference.reason] : [])));
  const [only] = reasons;
  if (reasons.size === 1 && only !== undefined) return only;
  return reasons.size === 0 ? 'The values have no variance: all systems have none of the events, or all have only events.' : 'No system can be compared.';
}

/** Limits round the yardstick, cut at what is possible; where the value lies, and what that means. No tau squared: no limits. */
function placed(
  measure: Measure,
  { value, reference, error, z }: Scored,
  tau2: number | null,
  { p_value, p_adjusted }: Pick<Position, 'p_value' | 'p_adjusted'>,
): Position {
  if (tau2 === null) return { ...noPosition, z, p_value, p_adjusted };
  const spread = Math.sqrt(error * error + tau2);
  const most = mostOf(measure);
  const limits = {
    limit_low_998: Math.max(0, reference.value - alarm * spread),
    limit_low_95: Math.max(0, reference.value - warning * spread),
    limit_high_95: Math.min(most, reference.value + warning * spread),
    limit_high_998: Math.min(most, reference.value + alarm * spread),
  };
  // A measure without a good direction has limits but is not sorted into bands.
  const band = measure.polarity === 'no-judgement' ? null : bandOf(value, limits);
  return {
    z,
    p_value,
    p_adjusted,
    limit_low_998: limits.limit_low_998,
    limit_low_95: limits.limit_low_95,
    limit_high_95: limits.limit_high_95,
    limit_high_998: limits.limit_high_998,
    band,
    outlook: outlookOf(band, measure.polarity),
  };
}

/** Where a value lies against its limits, as printed; on a limit counts as within. */
function bandOf(value: number, limits: { [L in 'limit_low_998' | 'limit_low_95' | 'limit_high_95' | 'limit_high_998']: number }): string {
  if (value < limits.limit_low_998) return 'low-998';
  if (value < limits.limit_low_95) return 'low-95';
  if (value > limits.limit_high_998) return 'high-998';
  return value > limits.limit_high_95 ? 'high-95' : 'within';
}

/** A band read through the direction of good. */
export function outlookOf(band: string | null, polarity: Measure['polarity']): string | null {
  if (band === null || polarity === 'no-judgement') return null;
  if (band === 'within') return 'similar';
  const better = band.startsWith('low') === (polarity === 'lower-is-better');
  return `${band.endsWith('998') ? 'far-' : ''}${better ? 'better' : 'worse'}`;
}
