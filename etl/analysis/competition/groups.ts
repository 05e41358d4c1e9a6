import type { MarketType } from '../../../data/markets.ts';

/** 1 for a competitive system, 0 for a monopoly, null for the others: they take no part in the contrast. */
export const groupsOf = (types: readonly (MarketType | string)[]): (number | null)[] =>
  types.map((type) => (type === 'competitive' ? 1 : type === 'monopoly' ? 0 : null));

/** How many of each group have a value. */
export function sizesOf(group: readonly (number | null)[], y: readonly (number | null)[]): { competitive: number; monopoly: number } {
  const count = (code: number) => group.filter((one, place) => one === code && y[place] != null).length;
  return { competitive: count(1), monopoly: count(0) };
}

/** Rurality thirds of the systems that take part: codes 0 to 2, lowest share of rural residents first. */
export const ruralStrata = (rural: ArrayLike<number>, group: readonly (number | null)[]): Uint8Array => quantileCuts(rural, group, 3);

/** Codes of equal parts of the units that take part, by a characteristic, lowest first; others get the code of the part they would be in. */
function quantileCuts(values: ArrayLike<number>, group: readonly (number | null)[], parts: number): Uint8Array {
  const taking = Array.from(values).filter((_, place) => group[place] !== null);
  const sorted = taking.sort((a, b) => a - b);
  const cuts = Array.from({ length: parts - 1 }, (_, k) => sorted[Math.ceil(((k + 1) * sorted.length) / parts) - 1] ?? Number.POSITIVE_INFINITY);
  return Uint8Array.from(values, (value) => cuts.filter((cut) => value > cut).length);
}
