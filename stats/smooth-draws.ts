import type { RandomGenerator } from './random.ts';
import { sampleQuantile } from './sample-quantile.ts';

/**
 * Bandwidth for a normal kernel over distances of at least 1, reflected at 1; null when none is above 1.
 *
 * Silverman's rule 0.9 min(s, IQR / 1.34) N^(-1/5) on the N = 2m distances above 1 and their reflections 2 - d (those at 1
 * are an artefact of the method), times 2^(1/5) (m / n)^(1/5) s_n / s for the n distances in the sample.
 *
 * Silverman BW. Density Estimation. Chapman & Hall 1986, 3.31. Daraio C, Simar L. Advanced Robust and Nonparametric
 * Methods in Efficiency Analysis. Springer 2007, 3.26.
 */
export function reflectedBandwidth(distances: Float64Array): number | null {
  const beyond = distances
    .filter((distance) => distance > 1)
    .map((distance) => distance - 1)
    .sort();
  const m = beyond.length;
  if (m === 0) return null;
  const spread = Math.sqrt(beyond.reduce((sum, value) => sum + value * value, 0) / m);
  const interquartile = 2 * (sampleQuantile(beyond, 0.5) ?? 0);
  const silverman = 0.9 * Math.min(spread, interquartile / 1.34) * (2 * m) ** -0.2;
  return (silverman * ((2 * m) / distances.length) ** 0.2 * deviationOf(distances)) / spread;
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0));
}

/**
 * As many new distances as given, from their smoothed distribution reflected at 1. Smoothing widens it; so draws are brought
 * back to the spread of the reflected distances about their mean, which is 1: nobody is pushed off the frontier.
 */
export function smoothDraws(distances: Float64Array, bandwidth: number, generator: RandomGenerator): Float64Array {
  const spread = distances.reduce((sum, distance) => sum + (distance - 1) ** 2 / distances.length, 0);
  const shrink = 1 / Math.sqrt(1 + (bandwidth * bandwidth) / spread);
  return distances.map(() => {
    const picked = distances[Math.floor(generator.uniform() * distances.length)] as number;
    return 1 + Math.abs(picked - 1 + bandwidth * generator.normal()) * shrink;
  });
}
