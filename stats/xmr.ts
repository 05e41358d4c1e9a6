import { type Codes, groupCount } from './codes.ts';
import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { meanMovingRange, meanOfRun } from './moving-range.ts';
import { makingDataCountRules, markSignals, type StretchPoints, type XmrRules, zone } from './xmr-rules.ts';

/** Limits lie this many mean moving ranges from the centre: 3 / 1.128, rounded as in the literature. */
export const usualLimitFactor = 2.66;

/** Below this many points the limits of a stretch are on trial. */
export const fewPoints = 13;

export interface XmrInput {
  /** In order of time within each stretch. */
  value: NumbersIn;
  /** Stretch of each row: a series, or the part of it from one rebase line to the next. Ascending; one when left out. */
  stretch?: Codes;
}

export interface XmrOptions {
  rules?: XmrRules;
  /** Only the first so many points of each stretch make its centre and limits; all are judged against them. */
  fixAfter?: number | null;
  /** 2.66 by default; some software uses 3 / 1.128 unrounded. */
  limitFactor?: number;
}

/** Charts of many series: a place a row, and a place a stretch. */
export interface XmrChart {
  rules: XmrRules;
  /** Per row: codes of `xmrSignals`; 0 where the value is not known. */
  signal: Uint8Array;
  /** Per row: 1 above the centre, -1 below it, 0 on it. */
  side: Int8Array;
  /** Per row: codes of `zone`. */
  zone: Uint8Array;
  /** Per stretch. */
  centre: Column;
  lower: Column;
  upper: Column;
  meanMovingRange: Column;
  points: Int32Array;
}

/** Scratch space for the points of one stretch, and the rows they come from. */
interface Scratch extends StretchPoints {
  row: Int32Array;
}

function scratchOf(capacity: number): Scratch {
  return {
    row: new Int32Array(capacity),
    value: new Float64Array(capacity),
    side: new Int8Array(capacity),
    zone: new Uint8Array(capacity),
    signal: new Uint8Array(capacity),
  };
}

/** First row of each stretch, and the number of rows at the end. */
function startsOf(stretch: Codes, stretches: number): Int32Array {
  const starts = new Int32Array(stretches + 1);
  for (let row = 0; row < stretch.length; row += 1) {
    const code = stretch[row] as number;
    if (row > 0 && code < (stretch[row - 1] as number)) throw new RangeError(`row ${row}: rows must be in order of stretch: ${code} after ${stretch[row - 1]}`);
    starts[code + 1] = row + 1;
  }
  for (let code = 1; code <= stretches; code += 1) starts[code] = Math.max(starts[code] as number, starts[code - 1] as number);
  return starts;
}

/** Places each point against the centre and the limits of its stretch. */
function place({ value, side, zone: zones }: Scratch, count: number, centre: number, half: number | null): void {
  const near = half === null ? Number.POSITIVE_INFINITY : (half * 2) / 3;
  const outside = half ?? Number.POSITIVE_INFINITY;
  for (let index = 0; index < count; index += 1) {
    const x = value[index] as number;
    side[index] = Math.sign(x - centre);
    if (x > centre + outside || x < centre - outside) zones[index] = zone.outside;
    else zones[index] = x > centre + near || x < centre - near ? zone.near : zone.within;
  }
}

function assertRules({ shift, trend }: XmrRules): void {
  if (!(shift >= 2 && trend >= 2)) throw new RangeError(`rules need at least 2 points: shift ${shift}, trend ${trend}`);
}

/**
 * XmR charts (individual values and moving ranges) of many series at once: centre the mean, limits the mean ± 2.66 mean
 * moving ranges, signals by the rules of `rules`, by default those of Making Data Count.
 *
 * Each stretch is judged for itself: no moving range and no rule looks across its ends. A value that is not known is no
 * point: its neighbours follow each other. A stretch without a point has no centre; with one point it has no limits.
 * Limits are not cut: those of a percentage may lie below 0 or above 100. Assumes values that do not depend on their
 * predecessors; for a rate with a changing denominator see `attributeChart`.
 *
 * Wheeler DJ. Understanding variation: the key to managing chaos. SPC Press, 1993.
 * Mohammed MA, Worthington P, Woodall WH. Plotting basic control charts. Quality and Safety in Health Care 2008;17:137-145.
 *
 * @throws RangeError naming row and value where a value is not finite or the stretches are not in order
 */
export function xmrChart(
  { value, stretch }: XmrInput,
  { rules = makingDataCountRules, fixAfter = null, limitFactor = usualLimitFactor }: XmrOptions = {},
): XmrChart {
  assertRules(rules);
  if (fixAfter !== null && !(fixAfter >= 1 && Number.isInteger(fixAfter))) throw new RangeError(`fixAfter must be a whole number of at least 1: ${fixAfter}`);
  if (!(limitFactor > 0 && limitFactor < Number.POSITIVE_INFINITY)) throw new RangeError(`limitFactor must be a finite number above 0: ${limitFactor}`);
  const rows = stretch === undefined ? value.length : assertSameLength({ value, stretch });
  const stretches = stretch === undefined ? Math.min(1, rows) : groupCount('stretch', stretch);
  const starts = stretch === undefined ? Int32Array.of(0, rows) : startsOf(stretch, stretches);
  const chart: XmrChart = {
    rules,
    signal: new Uint8Array(rows),
    side: new Int8Array(rows),
    zone: new Uint8Array(rows),
    centre: emptyColumn(stretches),
    lower: emptyColumn(stretches),
    upper: emptyColumn(stretches),
    meanMovingRange: emptyColumn(stretches),
    points: new Int32Array(stretches),
  };
  const scratch = scratchOf(longest(starts));
  for (let code = 0; code < stretches; code += 1) {
    const count = gather(value, starts[code] as number, starts[code + 1] as number, scratch);
    chart.points[code] = count;
    if (count > 0) chartStretch(chart, code, scratch, count, { fixAfter, limitFactor });
  }
  return chart;
}

/** Copies the known values of a stretch into the scratch space. */
function gather(value: NumbersIn, start: number, end: number, { value: values, row: rows }: Scratch): number {
  let count = 0;
  for (let row = start; row < end; row += 1) {
    const x = value[row] ?? null;
    if (x === null) continue;
    if (!Number.isFinite(x)) throw new RangeError(`row ${row}: value is not a finite number: ${x}`);
    values[count] = x;
    rows[count] = row;
    count += 1;
  }
  return count;
}

function longest(starts: Int32Array): number {
  let most = 0;
  for (let code = 1; code < starts.length; code += 1) most = Math.max(most, (starts[code] as number) - (starts[code - 1] as number));
  return most;
}

/** How the limits of a stretch are made. */
type Made = Required<Pick<XmrOptions, 'fixAfter' | 'limitFactor'>>;

function chartStretch(chart: XmrChart, code: number, scratch: Scratch, count: number, { fixAfter, limitFactor }: Made): void {
  const fixed = fixAfter === null ? count : Math.min(fixAfter, count);
  const centre = meanOfRun(scratch.value, fixed);
  const range = meanMovingRange(scratch.value, fixed, chart.rules.screenRanges);
  const half = range === null ? null : limitFactor * range;
  setAt(chart.centre, code, centre);
  setAt(chart.meanMovingRange, code, range);
  setAt(chart.lower, code, half === null ? null : centre - half);
  setAt(chart.upper, code, half === null ? null : centre + half);
  place(scratch, count, centre, half);
  markSignals(scratch, count, chart.rules);
  for (let index = 0; index < count; index += 1) {
    const row = scratch.row[index] as number;
    chart.signal[row] = scratch.signal[index] as number;
    chart.side[row] = scratch.side[index] as number;
    chart.zone[row] = scratch.zone[index] as number;
  }
}
