import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';

export interface GlidePath {
  /** The share of the fitted cost that is to go: 1 - benchmark score. Below 0 where the standard is above the fit. */
  gap: number;
  /** Years over which it goes, in equal steps: 3 unless said otherwise. */
  years?: number;
  /** What all must save each year besides, as a share of cost: 0.01 is 1% a year. */
  ongoing?: number;
}

/** The share of the way gone after `year` of `years`: year / years, and 1 from then on. */
export function glide(year: number, years: number): number {
  if (!(year >= 0 && year < Number.POSITIVE_INFINITY)) throw new RangeError(`year must be finite and at least 0: ${year}`);
  if (!(years > 0 && years < Number.POSITIVE_INFINITY)) throw new RangeError(`years must be finite and above 0: ${years}`);
  return Math.min(1, year / years);
}

/**
 * Cost that a unit is allowed in a year: fitted x (1 - glide x gap) x (1 - ongoing)^year, in the unit of the fitted cost.
 * Year 0 is the start, where all of the fitted cost is allowed. For a standard that tightens (from the 75th to the 85th
 * percentile) give each year the gap of its own percentile: 75 + glide x 10.
 *
 * Rule after Ofgem, RIIO-ED2 final determinations, November 2022: percentile 75 to 85, ongoing efficiency 1% a year.
 *
 * @throws RangeError naming the value for a fitted cost that is not finite and above 0, a gap of 1 or more, an ongoing
 * saving outside 0 to 1, or years that are none
 */
export function allowedCost(fitted: number, year: number, { gap, years = 3, ongoing = 0 }: GlidePath): number {
  if (!(fitted > 0 && fitted < Number.POSITIVE_INFINITY)) throw new RangeError(`fitted cost must be finite and above 0: ${fitted}`);
  if (!(gap < 1 && gap > Number.NEGATIVE_INFINITY)) throw new RangeError(`gap must be finite and below 1: ${gap}`);
  if (!(ongoing >= 0 && ongoing < 1)) throw new RangeError(`ongoing saving must be at least 0 and below 1: ${ongoing}`);
  return fitted * (1 - glide(year, years) * gap) * (1 - ongoing) ** year;
}

/**
 * Partial adjustment: `share` of the unit's own figure and the rest of the yardstick, in their common unit. 0 is a pure
 * yardstick, 1 pays what it costs; regulators let firms keep about half of what they save: 0.5. Not defined where either
 * is not known.
 *
 * Schmalensee R. Good regulatory regimes. RAND Journal of Economics 1989;20:417-436 (cost sharing).
 *
 * @throws RangeError naming row and value where a figure is not finite, or for a share outside 0 to 1
 */
export function partialAdjustment({ own, yardstick }: { own: NumbersIn; yardstick: NumbersIn }, share = 0.5): Column {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share of the own figure must be within 0 to 1: ${share}`);
  const allowed = emptyColumn(assertSameLength({ own, yardstick }));
  for (let unit = 0; unit < allowed.length; unit += 1) {
    const [mine, others] = [own[unit] ?? null, yardstick[unit] ?? null];
    if (mine === null || others === null) continue;
    for (const [name, value] of Object.entries({ own: mine, yardstick: others }))
      if (!Number.isFinite(value)) throw new RangeError(`row ${unit}: ${name} must be finite: ${value}`);
    setAt(allowed, unit, share * mine + (1 - share) * others);
  }
  return allowed;
}
