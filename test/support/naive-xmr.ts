import { plotTheDotsRules, type XmrRules, type XmrSignal } from '../../stats/xmr-rules.ts';

/** The obvious version of an XmR chart: an object a point, and every rule by looking at every window around it. */

export interface NaivePoint {
  value: number;
  centre: number;
  lower: number;
  upper: number;
  signal: XmrSignal;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export function naiveXmr(values: readonly number[], rules: XmrRules = plotTheDotsRules): NaivePoint[] {
  const ranges = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? 0)));
  const first = mean(ranges);
  const screened = rules.screenRanges && first > 0 ? ranges.filter((range) => range < 3.267 * first) : ranges;
  const centre = mean(values);
  const half = 2.66 * mean(screened);
  const points = values.map((value) => ({
    value,
    centre,
    lower: centre - half,
    upper: centre + half,
    side: Math.sign(value - centre),
    outside: value > centre + half || value < centre - half,
    near: value > centre + (half * 2) / 3 || value < centre - (half * 2) / 3,
  }));
  const windowsOf = (index: number, length: number) =>
    points.map((_, start) => start).filter((start) => start <= index && index < start + length && start + length <= points.length);
  return points.map((point, index) => {
    const { outside, near, side, ...plain } = point;
    const up = side > 0;
    const countsAsNear = (other: (typeof points)[number]) => other.near && (rules.outsideCountsAsNear || !other.outside);
    const trends = windowsOf(index, rules.trend).flatMap((start) => {
      const steps = points.slice(start + 1, start + rules.trend).map((other, step) => Math.sign(other.value - (points[start + step]?.value ?? 0)));
      return steps.every((step) => step === steps[0] && step !== 0) ? [steps[0] ?? 0] : [];
    });
    const twoInThree = windowsOf(index, 3).some((start) => {
      const three = points.slice(start, start + 3);
      return three.every((other) => other.side === side && side !== 0) && three.filter(countsAsNear).length >= 2;
    });
    const shift = windowsOf(index, rules.shift).some((start) => points.slice(start, start + rules.shift).every((other) => other.side === side && side !== 0));
    let signal: XmrSignal = 'common-cause';
    if (shift) signal = up ? 'shift-above' : 'shift-below';
    if (twoInThree && countsAsNear(point)) signal = up ? 'two-in-three-above' : 'two-in-three-below';
    const trend = trends.at(-1);
    if (trend !== undefined) signal = trend > 0 ? 'rising-trend' : 'falling-trend';
    if (outside) signal = up ? 'above-limit' : 'below-limit';
    return { ...plain, signal };
  });
}
