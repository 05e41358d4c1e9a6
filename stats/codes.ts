/**
 * Codes: how rows name the group they belong to. A code is a whole number from 0, so that a sum by group is one pass
 * over a typed array; labels stay with the caller.
 */

/** Codes in: an Int32Array, Uint8Array or plain array of whole numbers from 0. */
export type Codes = ArrayLike<number>;

/** The code of each label, and the labels in the order of their codes (sorted by code unit). */
export function codesOf(labels: ArrayLike<string>): { codes: Int32Array; labels: string[] } {
  const sorted = [...new Set(Array.from(labels))].sort();
  const codeFor = new Map(sorted.map((label, code) => [label, code]));
  return { codes: Int32Array.from({ length: labels.length }, (_, row) => codeFor.get(labels[row] ?? '') ?? 0), labels: sorted };
}

/**
 * The number of groups that `codes` name: the highest code plus one, or `groups` where the caller knows it. Groups
 * without a row are possible, but there are never more groups than rows unless `groups` says so.
 *
 * @throws RangeError naming row and value where a code is not a whole number from 0 below the number of groups
 */
export function groupCount(name: string, codes: Codes, groups?: number): number {
  if (groups !== undefined && !(Number.isInteger(groups) && groups >= 0)) throw new RangeError(`number of groups of ${name} must be a whole number: ${groups}`);
  const limit = groups ?? codes.length;
  let highest = -1;
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] as number;
    if (!(code >= 0 && code < limit && Number.isInteger(code)))
      throw new RangeError(`row ${row}: ${name} must be a whole number from 0 to ${limit - 1}: ${code}`);
    if (code > highest) highest = code;
  }
  return groups ?? highest + 1;
}
