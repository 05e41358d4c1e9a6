/**
 * Mean of a run of numbers, taken about its first so that a constant run has exactly its own value as the mean.
 * `count` is at least 1.
 */
export function meanOfRun(values: ArrayLike<number>, count: number): number {
  const first = values[0] as number;
  let sum = 0;
  for (let index = 1; index < count; index += 1) sum += (values[index] as number) - first;
  return first + sum / count;
}

/** A moving range at or above this many times the mean moving range is screened out: D4 for two points. */
export const rangeLimit = 3.267;

/**
 * Mean moving range of the first `count` values, in order: the mean absolute difference of neighbours. With `screen`,
 * ranges at or above 3.267 times their mean are dropped once and the mean is taken again. Null with fewer than 2 values.
 *
 * Wheeler DJ. Understanding variation: the key to managing chaos. SPC Press, 1993.
 */
export function meanMovingRange(values: ArrayLike<number>, count: number, screen: boolean): number | null {
  if (count < 2) return null;
  let sum = 0;
  for (let index = 1; index < count; index += 1) sum += Math.abs((values[index] as number) - (values[index - 1] as number));
  const mean = sum / (count - 1);
  if (!screen || mean === 0) return mean;
  const limit = rangeLimit * mean;
  let kept = 0;
  let keptSum = 0;
  for (let index = 1; index < count; index += 1) {
    const range = Math.abs((values[index] as number) - (values[index - 1] as number));
    if (range >= limit) continue;
    kept += 1;
    keptSum += range;
  }
  return keptSum / kept;
}
