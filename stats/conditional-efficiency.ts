import { normalLogCdf, normalUpperQuantile } from './distributions.ts';
import type { Confidence } from './normal.ts';

export interface ConditionalEfficiency {
  efficiency: number;
  mode: number;
  lower: number | null;
  upper: number | null;
}

/**
 * Efficiency exp(-u) of one unit, given its residual over sigma: u is then normal, cut off below 0, about
 * `m = -residual sigma_u^2 / sigma^2` with variance `s^2 = sigma_u^2 sigma_v^2 / sigma^2`.
 *
 * Battese GE, Coelli TJ. J Econometrics 1988;38:387-399 (mean). Horrace WC, Schmidt P. Journal of Productivity Analysis
 * 1996;7:257-282 (limits).
 */
export function conditionalEfficiency(
  error: number,
  { lambda, varianceOfInefficiency, varianceOfNoise }: { lambda: number; varianceOfInefficiency: number; varianceOfNoise: number },
  confidence: Confidence,
): ConditionalEfficiency {
  if (lambda === 0) return { efficiency: 1, mode: 1, lower: null, upper: null };
  const sigma = Math.sqrt(varianceOfInefficiency + varianceOfNoise);
  const s = Math.sqrt(varianceOfInefficiency * varianceOfNoise) / sigma;
  const z = -lambda * error;
  const least = (1 - confidence) / 2;
  return {
    efficiency: Math.min(1, Math.exp(normalLogCdf(z - s) - normalLogCdf(z) - z * s + 0.5 * s * s)),
    mode: Math.exp(-Math.max(0, z * s)),
    lower: Math.exp(-s * cutQuantile(z, least)),
    upper: Math.exp(-s * cutQuantile(z, 1 - least)),
  };
}

/** The u / s above which a share `tail` of the normal about z, cut off below 0, lies; exponential where nearly all is cut off. */
function cutQuantile(z: number, tail: number): number {
  if (z < -30) return Math.log(tail) / z;
  return Math.max(0, z + normalUpperQuantile(tail * Math.exp(normalLogCdf(z))));
}
