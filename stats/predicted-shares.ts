import { type Codes, groupCount } from './codes.ts';
import { assertSameLength, type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';

export interface ChoiceModel {
  /** Change of the log odds of a choice per minute of travel: below 0. */
  perMinute: number;
  /** Options further away than this are not in the choice; without it all are. */
  limitMinutes?: number;
}

/**
 * Share of each area's people who would use each option if they chose by travel time (and a fixed attraction of each
 * option) alone, by the conditional logit model: exp(perMinute × minutes + attraction) over the sum of the same for all
 * options of the area within the limit. One place a row; the shares of an area sum to 1.
 *
 * An option whose travel time or attraction is not known (null) has no share and is not counted. An area with no option
 * within the limit has no shares: its rows are not defined.
 *
 * McFadden D. Conditional logit analysis of qualitative choice behavior. 1974; for hospitals: Kessler DP, McClellan MB.
 * Quarterly Journal of Economics 2000;115:577-615.
 *
 * @throws RangeError naming row and value where minutes are negative or not finite, or perMinute is above 0
 */
export function predictedShares(
  { area, minutes, attraction }: { area: Codes; minutes: NumbersIn; attraction?: NumbersIn },
  { perMinute, limitMinutes = Number.POSITIVE_INFINITY }: ChoiceModel,
): Column {
  const length = assertSameLength({ area, minutes, attraction: attraction ?? minutes });
  const areas = groupCount('area', area);
  if (!(Number.isFinite(perMinute) && perMinute <= 0)) throw new RangeError(`perMinute must be a finite number of at most 0: ${perMinute}`);
  const utility = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  const best = new Float64Array(areas).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < length; row += 1) {
    const time = minutes[row] ?? null;
    const drawn = attraction === undefined ? 0 : (attraction[row] ?? null);
    if (time === null || drawn === null) continue;
    if (!(time >= 0 && time < Number.POSITIVE_INFINITY)) throw new RangeError(`row ${row}: minutes must be a finite number of at least 0: ${time}`);
    if (!Number.isFinite(drawn)) throw new RangeError(`row ${row}: attraction must be a finite number: ${drawn}`);
    if (time > limitMinutes) continue;
    utility[row] = perMinute * time + drawn;
    best[area[row] as number] = Math.max(best[area[row] as number] as number, utility[row] as number);
  }
  const total = new Float64Array(areas);
  for (let row = 0; row < length; row += 1) {
    const code = area[row] as number;
    if (best[code] !== Number.NEGATIVE_INFINITY) (total[code] as number) += Math.exp((utility[row] as number) - (best[code] as number));
  }
  const shares = emptyColumn(length);
  for (let row = 0; row < length; row += 1) {
    const code = area[row] as number;
    if ((minutes[row] ?? null) === null || (attraction !== undefined && (attraction[row] ?? null) === null) || best[code] === Number.NEGATIVE_INFINITY)
      continue;
    setAt(shares, row, Math.exp((utility[row] as number) - (best[code] as number)) / (total[code] as number));
  }
  return shares;
}
