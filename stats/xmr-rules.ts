/**
 * Rules that tell special causes from common cause on a control chart. A rule set has a name and a version, which belongs
 * beside every chart made with it.
 */

export interface XmrRules {
  name: string;
  /** Points in a row on one side of the centre that make a shift. */
  shift: number;
  /** Points in a row, each above (or each below) the one before, that make a trend; an equal neighbour breaks it. */
  trend: number;
  /** Whether a point outside the limits counts as beyond the near limit in the rule of 2 in 3. */
  outsideCountsAsNear: boolean;
  /** Whether moving ranges at or above 3.267 times their mean are dropped once before the limits are made. */
  screenRanges: boolean;
}

/**
 * NHS England, Making Data Count, since late 2023: every point beyond the near limit counts towards 2 in 3, also one
 * outside the limits; all three still lie on one side of the centre. Moving ranges are not screened.
 *
 * Change announced in https://github.com/nhs-r-community/NHSRplotthedots/issues/194.
 */
export const makingDataCountRules: XmrRules = { name: 'Making Data Count 2023', shift: 7, trend: 7, outsideCountsAsNear: true, screenRanges: false };

/** The R package NHSRplotthedots 0.2.2: a point outside the limits does not count towards 2 in 3; ranges are screened. */
export const plotTheDotsRules: XmrRules = { name: 'NHSRplotthedots 0.2.2', shift: 7, trend: 7, outsideCountsAsNear: false, screenRanges: true };

/** What a point is, in the order of the codes in `XmrChart.signal`. Where several hold, the one with the lowest code is given. */
export const xmrSignals = [
  'common-cause',
  'above-limit',
  'below-limit',
  'rising-trend',
  'falling-trend',
  'two-in-three-above',
  'two-in-three-below',
  'shift-above',
  'shift-below',
] as const;
export type XmrSignal = (typeof xmrSignals)[number];

/** Zones of a point: between the near limits, beyond a near limit, outside the limits. */
export const zone = { within: 0, near: 1, outside: 2 } as const;

/** Points of one stretch, in order. `side` is 1 above the centre, -1 below it, 0 on it. */
export interface StretchPoints {
  value: Float64Array;
  side: Int8Array;
  zone: Uint8Array;
  /** Filled by `markSignals`, with codes of `xmrSignals`. */
  signal: Uint8Array;
}

const [above, rising, twoAbove, shiftAbove] = [1, 3, 5, 7];
/** The code of a signal in a direction: that of the upward one, or the next. */
const codeOf = (upward: number, direction: number): number => (direction > 0 ? upward : upward + 1);

function markShifts({ side, signal }: StretchPoints, count: number, length: number): void {
  let start = 0;
  for (let end = 1; end <= count; end += 1) {
    if (end < count && side[end] === side[start]) continue;
    if (side[start] !== 0 && end - start >= length) signal.fill(codeOf(shiftAbove, side[start] as number), start, end);
    start = end;
  }
}

function markTwoInThree({ side, zone: zones, signal }: StretchPoints, count: number, outsideCounts: boolean): void {
  const isNear = (index: number) => zones[index] === zone.near || (outsideCounts && zones[index] === zone.outside);
  for (let start = 0; start + 2 < count; start += 1) {
    const direction = side[start] as number;
    if (direction === 0 || side[start + 1] !== direction || side[start + 2] !== direction) continue;
    if (Number(isNear(start)) + Number(isNear(start + 1)) + Number(isNear(start + 2)) < 2) continue;
    for (let index = start; index < start + 3; index += 1) if (isNear(index)) signal[index] = codeOf(twoAbove, direction);
  }
}

function markTrends({ value, signal }: StretchPoints, count: number, length: number): void {
  let start = 0;
  let direction = 0;
  for (let end = 1; end <= count; end += 1) {
    const next = end < count ? Math.sign((value[end] as number) - (value[end - 1] as number)) : 0;
    if (next !== 0 && next === direction) continue;
    if (direction !== 0 && end - start >= length) signal.fill(codeOf(rising, direction), start, end);
    start = end - 1;
    direction = next;
  }
}

/**
 * Marks the first `count` points of a stretch with their signals. Precedence, highest first: outside a limit, trend,
 * 2 in 3, shift. All points of a trend or shift are marked, of 2 in 3 those beyond the near limit; a point that a rising
 * and a falling trend share takes the later.
 */
export function markSignals(points: StretchPoints, count: number, rules: XmrRules): void {
  points.signal.fill(0, 0, count);
  markShifts(points, count, rules.shift);
  markTwoInThree(points, count, rules.outsideCountsAsNear);
  markTrends(points, count, rules.trend);
  for (let index = 0; index < count; index += 1) {
    if (points.zone[index] === zone.outside) points.signal[index] = codeOf(above, points.side[index] as number);
  }
}
