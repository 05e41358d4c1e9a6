/**
 * Herfindahl-Hirschman index of market shares on the scale 0 to 10,000: the sum of squared percentage shares.
 *
 * `amounts` are shares or quantities of at least 0; they are rescaled to sum to 1 over what is observed. One holder of
 * all gives 10,000, two equal holders 5,000. Null when nothing is observed.
 *
 * Hirschman AO. The paternity of an index. American Economic Review 1964;54:761.
 *
 * @throws RangeError when an amount is negative or not finite
 */
export function herfindahlIndex(amounts: readonly number[]): number | null {
  let total = 0;
  let squares = 0;
  for (const [index, amount] of amounts.entries()) {
    if (!Number.isFinite(amount) || amount < 0) throw new RangeError(`share ${index} must be a finite number of at least 0: ${amount}`);
    total += amount;
    squares += amount * amount;
  }
  return total === 0 ? null : (10_000 * squares) / (total * total);
}
