import { type Column, emptyColumn, setAt } from './column.ts';
import type { Confidence } from './normal.ts';
import type { RandomGenerator } from './random.ts';
import { sampleQuantile } from './sample-quantile.ts';
import { assertTransformable, type SlopeIndexOptions } from './slope-index.ts';
import { assertSignedMultiplier, type ErrorScale, type QuantileLine, type QuantileRows, quantileLines, scales } from './slope-line.ts';

/** Limits of both indices by simulation, with a place for each area. */
export interface SimulatedLimits {
  slopeIndex: { lower: Column; upper: Column };
  relativeIndex: { lower: Column; upper: Column };
}

/** The draws of both indices of one area: the ends of the line through values drawn anew. */
function draw(
  line: QuantileLine,
  errorScale: ErrorScale,
  transform: boolean,
  generator: RandomGenerator,
  into: { start: Float64Array; end: Float64Array },
): void {
  const { to, from } = scales[errorScale];
  const centres = line.value.map(to);
  for (let index = 0; index < into.start.length; index += 1) {
    let start = 0;
    let rise = 0;
    for (let quantile = 0; quantile < centres.length; quantile += 1) {
      const drawn = (centres[quantile] as number) + (line.standardError[quantile] as number) * generator.normal();
      const height = transform ? drawn : from(drawn);
      start += (line.intercept[quantile] as number) * height;
      rise += (line.slope[quantile] as number) * height;
    }
    into.start[index] = transform ? from(start) : start;
    into.end[index] = transform ? from(start + rise) : start + rise;
  }
}

function setLimits({ lower, upper }: { lower: Column; upper: Column }, area: number, draws: Float64Array, confidence: Confidence): void {
  draws.sort();
  const tail = (1 - confidence) / 2;
  setAt(lower, area, sampleQuantile(draws, tail));
  setAt(upper, area, sampleQuantile(draws, 1 - tail));
}

/**
 * Limits of the slope and relative index by simulation: each quantile's value is drawn from a normal distribution
 * on its error scale, the line is fitted anew, and the limits are quantiles of the indices so found. The seed of the
 * generator decides the figures beyond their first two or three digits: publish those of `slopeIndices`, and use these
 * to check them, or where standard errors are so large that first order does not do.
 *
 * Low A, Low A. Journal of Public Health 2004;26:388-395.
 *
 * @throws RangeError as `slopeIndices`, and when draws is not a whole number of at least 100
 */
export function simulatedSlopeIndexLimits(
  rows: QuantileRows,
  {
    draws,
    generator,
    confidence = 0.95,
    errorScale = 'untransformed',
    transform = false,
    multiplier = 1,
  }: SlopeIndexOptions & { draws: number; generator: RandomGenerator },
): SimulatedLimits {
  if (!(Number.isInteger(draws) && draws >= 100)) throw new RangeError(`draws must be a whole number of at least 100: ${draws}`);
  assertSignedMultiplier(multiplier);
  assertTransformable(errorScale, transform);
  const into = { start: new Float64Array(draws), end: new Float64Array(draws) };
  const lines = quantileLines(rows, errorScale);
  const limits = () => ({ lower: emptyColumn(lines.areas), upper: emptyColumn(lines.areas) });
  const result: SimulatedLimits = { slopeIndex: limits(), relativeIndex: limits() };
  lines.forEach((area, line) => {
    draw(line, errorScale, transform, generator, into);
    for (let index = 0; index < draws; index += 1) {
      const start = into.start[index] as number;
      const end = into.end[index] as number;
      into.start[index] = (end - start) * multiplier;
      into.end[index] = multiplier < 0 ? start / end : end / start;
    }
    setLimits(result.slopeIndex, area, into.start, confidence);
    setLimits(result.relativeIndex, area, into.end, confidence);
  });
  return result;
}
