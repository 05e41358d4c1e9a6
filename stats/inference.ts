import { studentTQuantile, studentTUpperTail } from './distributions.ts';
import type { Confidence } from './normal.ts';

/** An estimate judged by Student's t. */
export interface Inference {
  standardError: number;
  statistic: number;
  degrees: number;
  /** Two-sided. */
  probability: number;
  lower: number;
  upper: number;
}

/** Null when the variance is 0, which decides nothing. */
export function inference(estimate: number, variance: number, degrees: number, confidence: Confidence): Inference | null {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must be above 0 and below 1: ${confidence}`);
  if (!(variance > 0 && degrees > 0)) return null;
  const standardError = Math.sqrt(variance);
  const statistic = estimate / standardError;
  const reach = studentTQuantile((1 + confidence) / 2, degrees) * standardError;
  return {
    standardError,
    statistic,
    degrees,
    probability: 2 * studentTUpperTail(Math.abs(statistic), degrees),
    lower: estimate - reach,
    upper: estimate + reach,
  };
}
