import { normalQuantile } from './distributions.ts';

/** Share of repeated intervals that contain what they estimate: above 0, below 1 (0.95, 0.998). */
export type Confidence = number;

/**
 * Standard normal deviate that leaves `confidence` between plus and minus itself: 1.959964 for 0.95, 3.090232 for
 * 0.998. 99.8% is not "3 sigma" (which is 99.73%).
 *
 * @throws RangeError when the confidence is not above 0 and below 1
 */
export function normalDeviate(confidence: Confidence): number {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must be above 0 and below 1: ${confidence}`);
  return normalQuantile((1 + confidence) / 2);
}
