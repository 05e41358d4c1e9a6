/**
 * Quantile of a sample by linear interpolation between order statistics ("type 7", the default of most software).
 * `sorted` holds finite numbers in ascending order; null for an empty sample.
 *
 * Hyndman RJ, Fan Y. Sample quantiles in statistical packages. American Statistician 1996;50:361-365.
 *
 * @throws RangeError when the probability is outside 0 to 1
 */
export function sampleQuantile(sorted: ArrayLike<number>, probability: number): number | null {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`probability must be within 0 to 1: ${probability}`);
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  return low + (place - below) * ((sorted[Math.min(below + 1, sorted.length - 1)] as number) - low);
}
