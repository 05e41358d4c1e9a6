import type { KeyCase } from './runner.ts';

/**
 * For figures as printed: a field that `input.decimals` names is compared at that many decimals, so that half a unit of
 * the last one still agrees, and a hundredth more, as the data behind it are printed too. Other fields are left to the
 * case's tolerance.
 */
export function agreesAtDecimals(path: readonly string[], expected: number, got: number, { input }: KeyCase): boolean | undefined {
  const { decimals } = input;
  if (decimals === null || typeof decimals !== 'object' || Array.isArray(decimals)) return undefined;
  const field = path.findLast((name) => name in decimals);
  const places = field === undefined ? undefined : decimals[field];
  if (typeof places !== 'number') return undefined;
  return Math.abs(got - expected) <= 0.5 * 10 ** -places * 1.01;
}
