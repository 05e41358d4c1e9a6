/**
 * Data that must not be loaded. Raised when a published file is not what its reader knows: the run stops
 * with one message, exits with status 1, and whatever was published before stays as it was.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export interface Finding {
  /** Path within the published data or the extracts. */
  file: string;
  /** Where in the file, as a reader of it would say: `sheet DM, row 13, column AK`. */
  place?: string;
  found: string;
  expected: string;
}

/** A refusal that names file, place, what was found and what was expected. */
export function refuse({ file, place, found, expected }: Finding): Refusal {
  const where = place === undefined ? file : `${file}, ${place}`;
  return new Refusal(`${where}: found ${found}; expected ${expected}`);
}

/** The wrong words on the command line; exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
