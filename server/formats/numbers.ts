/** Numbers as readers see them: British, with thousands separators and a real minus sign. */

const formatters = new Map<number, Intl.NumberFormat>();

function formatterFor(decimals: number): Intl.NumberFormat {
  const known = formatters.get(decimals) ?? new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formatters.set(decimals, known);
  return known;
}

/** `1,234.5`, `−12.0`. */
export function number(value: number, decimals = 0): string {
  const text = formatterFor(decimals).format(value);
  // Rounding can leave a minus on a zero.
  return /[1-9]/.test(text) ? text.replace('-', '−') : text.replace('-', '');
}

/** Null prints as nothing: the cell beside it says why. */
export const numberOrBlank = (value: number | null, decimals = 0): string => (value === null ? '' : number(value, decimals));

/** `810.1 to 814.5`. */
export function interval(lower: number | null, upper: number | null, decimals: number): string {
  return lower === null || upper === null ? '' : `${number(lower, decimals)} to ${number(upper, decimals)}`;
}

/** `+1.2`, `−0.3`: a difference always shows its sign. */
export function difference(value: number, decimals: number): string {
  const text = number(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** `+0.8 to +1.6`. */
export function differenceInterval(lower: number | null, upper: number | null, decimals: number): string {
  return lower === null || upper === null ? '' : `${difference(lower, decimals)} to ${difference(upper, decimals)}`;
}

/** A share from 0 to 1 as a percentage. */
export const percentage = (share: number, decimals = 0): string => `${number(share * 100, decimals)}%`;

export const percentageOrBlank = (share: number | null, decimals = 0): string => (share === null ? '' : percentage(share, decimals));

/** Of people who are counted, a whole number; nothing where they are not known. */
export const peopleOrBlank = (people: number | null): string => (people === null ? '' : number(Math.round(people)));

/** `1 area`, `2 areas`. */
export const counted = (count: number, one: string, several: string): string => `${number(count)} ${count === 1 ? one : several}`;

/** A probability: `0.043`, never more digits than mean something; nothing where there is no test. */
export function probability(value: number | null): string {
  if (value === null) return '';
  return value < 0.001 ? '< 0.001' : number(value, value < 0.1 ? 3 : 2);
}

/** For axes: `250k`, `1.5m`. */
export function shortNumber(value: number): string {
  return value >= 1_000_000 ? `${number(value / 1_000_000, value % 1_000_000 === 0 ? 0 : 1)}m` : value >= 1_000 ? `${number(value / 1_000)}k` : number(value);
}
