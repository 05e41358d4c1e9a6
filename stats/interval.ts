/** An interval with its two limits. */
export interface Interval {
  lower: number;
  upper: number;
}

/** Refuses a count that is not a finite number of at least zero. */
export function assertCount(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`${name} must be a finite number of at least 0: ${value}`);
}

/** Refuses a denominator that is not a finite number above zero. */
export function assertDenominator(name: string, value: number): void {
  if (!Number.isFinite(value) || value <= 0) throw new RangeError(`${name} must be a finite number above 0: ${value}`);
}
