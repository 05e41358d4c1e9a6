import { assertCount, assertDenominator, type Interval } from './interval.ts';
import { type Confidence, normalDeviate } from './normal.ts';

/**
 * Wilson score interval for a proportion, without continuity correction.
 *
 * Estimates the interval of the underlying proportion given `numerator` of `denominator`, both counts; limits are
 * proportions within 0 to 1, exactly 0 for no event and exactly 1 when all are events. Assumes independent
 * events with one probability: too narrow where people return or cluster.
 *
 * Wilson EB. Probable inference, the law of succession, and statistical inference. JASA 1927;22:209-212.
 *
 * @throws RangeError when the numerator is negative or above the denominator, or the denominator is not positive
 */
export function wilsonInterval(numerator: number, denominator: number, confidence: Confidence = 0.95): Interval {
  assertCount('numerator', numerator);
  assertDenominator('denominator', denominator);
  if (numerator > denominator) throw new RangeError(`numerator must not exceed the denominator: ${numerator} of ${denominator}`);
  const z = normalDeviate[confidence];
  const z2 = z * z;
  const centre = 2 * numerator + z2;
  const half = z * Math.sqrt(z2 + 4 * numerator * (1 - numerator / denominator));
  const scale = 2 * (denominator + z2);
  return {
    lower: numerator === 0 ? 0 : (centre - half) / scale,
    upper: numerator === denominator ? 1 : (centre + half) / scale,
  };
}
