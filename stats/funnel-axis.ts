/** Where funnel lines are drawn: places on the axis of denominators, closer together where the funnel bends. */

/** The least and greatest place of an axis. */
export interface AxisRange {
  least: number;
  greatest: number;
}

/** A power of ten so that `value` divided by it has `digits` digits before the point. */
const unitOf = (value: number, digits: number): number => 10 ** (String(value).length - digits);

const upToTwoDigits = (value: number): number => {
  const unit = unitOf(Math.ceil(value), 2);
  return Math.ceil(value / unit) * unit;
};

const downToOneDigit = (value: number): number => {
  const unit = unitOf(Math.floor(value), 1);
  return Math.floor(value / unit) * unit;
};

/**
 * Range of the axis for units of these sizes: from 0 to 5% above the largest, rounded up to two digits; when the largest
 * is at most twice the smallest, from 5% below the smallest, rounded down to one digit.
 *
 * @throws RangeError when the sizes are not finite numbers with 0 <= smallest <= largest
 */
export function axisRange({ smallest, largest }: { smallest: number; largest: number }): AxisRange {
  if (!(smallest >= 0 && smallest <= largest && largest < Number.POSITIVE_INFINITY)) throw new RangeError(`impossible sizes: ${smallest} to ${largest}`);
  return { least: largest > 2 * smallest ? 0 : downToOneDigit(smallest * 0.95), greatest: upToTwoDigits(largest * 1.05) };
}

/**
 * `points` whole places from the least (at least 1) towards the greatest: each step multiplies by the same factor, and
 * is at least 1. The last place is the greatest; with `stopShort`, one step before it (as Fingertips draws ratios).
 *
 * @throws RangeError when the range is not one of finite numbers, or the points are not a whole number of at least 2
 */
export function axisPlaces({ least, greatest }: AxisRange, { points = 100, stopShort = false }: { points?: number; stopShort?: boolean } = {}): Float64Array {
  if (!(least >= 0 && greatest >= least && greatest < Number.POSITIVE_INFINITY)) throw new RangeError(`impossible axis: ${least} to ${greatest}`);
  if (!(points >= 2 && Number.isInteger(points))) throw new RangeError(`points must be a whole number of at least 2: ${points}`);
  const places = new Float64Array(points);
  const steps = stopShort ? points : points - 1;
  let place = Math.max(1, least);
  places[0] = place;
  for (let index = 1; index < points; index += 1) {
    const factor = (greatest / place) ** (1 / (steps - index + 1));
    place = Math.max(place + 1, Math.round(place * factor));
    places[index] = place;
  }
  return places;
}

/** The range of whole events that an average (events for each unit of the axis) gives at the ends of an axis. */
export const eventRange = ({ least, greatest }: AxisRange, average: number): AxisRange => ({
  least: Math.floor(least * average),
  greatest: Math.ceil(greatest * average),
});
